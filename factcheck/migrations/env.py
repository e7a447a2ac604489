"""Alembic's environment: runs on the connection that `factcheck.schema` hands over."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from factcheck.db import JSON_DOCUMENT, UTCDateTime
from factcheck.models import metadata


def render_type(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Our own column types by the names that a migration can import."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, type(JSON_DOCUMENT)) and not isinstance(item, UTCDateTime):
        autogen.imports.add("from factcheck.db import JSON_DOCUMENT")
        return "JSON_DOCUMENT"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    render_item=render_type,
    transaction_per_migration=False,
)
context.run_migrations()
