"""/healthz says whether the database answers."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy import text

from factcheck.db import Database


def test_a_healthy_server_says_so(client: FlaskClient) -> None:
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.text == "ok\n"


def test_each_test_has_the_database_it_is_named_for(database: Database, backend: str) -> None:
    with database.reading() as session:
        version = session.scalar(
            text("SELECT version()" if backend == "postgresql" else "SELECT sqlite_version()")
        )

    assert str(version).startswith("PostgreSQL") == (backend == "postgresql")
