"""Bringing the database to the schema of this program, in one transaction, and seeding what every one starts with.

Alembic is loaded where there is something to migrate: with what it brings it takes 11 MB, which a server whose database
is up to date would carry for nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from factcheck.accounts.models import Project
from factcheck.activity.models import LogHead
from factcheck.db import Database
from factcheck.errors import Misconfigured

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
DEFAULT_PROJECT = {"slug": "desk", "name": "Desk"}


def upgrade(database: Database) -> bool:
    """Migrate the database to this program's schema; whether anything was to be done.

    Raises Misconfigured where the database belongs to a newer program.
    """
    with database.engine.connect() as connection:
        if _at_head(connection):
            return False
    with database.engine.connect() as connection:
        if database.is_sqlite:
            # A table rebuilt under foreign keys would cascade into deleting its children.
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        with connection.execution_options(factcheck_write=True).begin():
            from alembic import command  # noqa: PLC0415

            command.upgrade(_config(connection), "head")
            _seed(connection)
            if database.is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise Misconfigured("The migration would break references between rows. Nothing was changed.")
        connection.invalidate()
    return True


def make_revision(database: Database, message: str, revision: str | None = None) -> None:
    """Write a new migration from the difference between the models and the database (for developers)."""
    from alembic import command  # noqa: PLC0415

    with database.engine.connect() as connection:
        command.revision(_config(connection), message, autogenerate=True, rev_id=revision)


def _config(connection: Connection) -> Config:
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def revisions() -> list[str]:
    """The revisions that this program knows, the first one first: files of migrations are named by their number."""
    return sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def _at_head(connection: Connection) -> bool:
    if not inspect(connection).has_table("alembic_version"):
        return False
    known, current = revisions(), connection.scalar(text("SELECT version_num FROM alembic_version"))
    if current is not None and current not in known:
        raise Misconfigured(
            "This database was used by a newer version of Factcheck. Install that version, or restore a backup."
        )
    return bool(current == known[-1])


def _seed(connection: Connection) -> None:
    with Session(connection, join_transaction_mode="create_savepoint") as session:
        if session.scalars(select(LogHead)).one_or_none() is None:
            session.add(LogHead(id=1))
        if session.scalars(select(Project).limit(1)).one_or_none() is None:
            session.add(Project(**DEFAULT_PROJECT))
        session.commit()
