"""Whole projects are read from a copy that is only read, where there is one; single articles never are."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from factcheck import create_app
from factcheck.accounts import queries as accounts
from factcheck.accounts.models import Role
from factcheck.cli.main import main
from factcheck.config import REPLICA, Settings, load_settings
from factcheck.db import Database
from factcheck.errors import Misconfigured
from tests.support.hands import add_story


@pytest.fixture
def replica_url(database: Database, database_url: str, tmp_path: Path) -> str:
    """SQLite: a copy of the file, which nothing reaches any more. PostgreSQL: connections that cannot write."""
    add_story(database, 1)
    if not database.is_sqlite:
        mark = "&" if "?" in database_url else "?"
        return f"{database_url}{mark}options=-c%20default_transaction_read_only%3Don"
    database.dispose()
    copy = tmp_path / "replica.sqlite3"
    shutil.copy(str(database.url.database), copy)
    for more in tmp_path.glob("*-wal"):
        shutil.copy(more, tmp_path / f"replica.sqlite3{more.name[-4:]}")
    return f"sqlite:///{copy}"


@pytest.fixture
def with_replica(app: Flask, replica_url: str) -> Iterator[Database]:
    """The application's copy."""
    found = Database(replica_url, name=REPLICA)
    app.extensions["factcheck.replica"] = found
    yield found
    found.dispose()


def test_a_project_is_exported_from_the_copy_and_an_article_from_the_database(
    database: Database, with_replica: Database, enter: Callable[..., FlaskClient]
) -> None:
    lead = enter("lee", role=Role.LEAD)
    new = add_story(database, 2)
    with database.reading() as session:
        project = accounts.get_default_project(session).uid
    whole = lead.get(f"/projects/{project}/export")
    assert whole.status_code == 200
    lines = whole.text.strip().splitlines()
    assert len(lines) == (1 if with_replica.is_sqlite else 2)
    assert lead.get(f"/articles/{new.uid}/export").get_json()["article"]["id"] == new.uid


def test_the_command_line_exports_everything_from_the_copy(
    database: Database, replica_url: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = add_story(database, 2)
    monkeypatch.setenv("FACTCHECK_INSTANCE", str(settings.instance))
    monkeypatch.setenv("FACTCHECK_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("FACTCHECK_SECRET_KEY", settings.secret_key)
    monkeypatch.setenv(REPLICA, replica_url)
    whole, one = settings.instance / "whole.jsonl", settings.instance / "one.json"
    for arguments in (["--all", "-o", str(whole)], [new.uid, "-o", str(one)]):
        done = CliRunner().invoke(main, ["export", *arguments])
        assert done.exit_code == 0, done.output
    assert len(whole.read_text().splitlines()) == (1 if database.is_sqlite else 2)
    assert new.uid in one.read_text()


def test_an_address_that_is_none_is_refused_by_its_name(settings: Settings, tmp_path: Path) -> None:
    given = load_settings({"FACTCHECK_INSTANCE": str(tmp_path), REPLICA: "not an address"})
    with pytest.raises(Misconfigured, match=REPLICA):
        create_app(given)
