"""The log of changes cannot be changed through the database, and `factcheck check` finds out if it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from factcheck.accounts.models import Role
from factcheck.accounts.service import add_person
from factcheck.cli.main import main
from factcheck.config import Settings
from factcheck.db import Database

PEOPLE = 6


@pytest.fixture
def log(database: Database) -> int:
    """A log of some events; the number of the last one."""
    with database.writing() as session:
        for number in range(PEOPLE):
            add_person(session, name=f"reader{number}", role=Role.REVIEWER, password_hash=None, actor=None)
    with database.reading() as session:
        return int(session.scalar(text("SELECT max(seq) FROM events")) or 0)


@pytest.fixture
def check(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Result]:
    """`factcheck check` on the test's database."""
    monkeypatch.setenv("FACTCHECK_INSTANCE", str(settings.instance))
    monkeypatch.setenv("FACTCHECK_DATABASE_URL", settings.database_url)
    monkeypatch.delenv("FACTCHECK_SECRET_KEY", raising=False)
    return lambda: CliRunner().invoke(main, ["check"])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET after = NULL WHERE seq = 2",
        "UPDATE events SET seq = seq + 100",
        "DELETE FROM events WHERE seq = 2",
        "DELETE FROM events",
    ],
)
def test_c54_the_database_refuses_to_change_or_remove_an_event(
    database: Database, log: int, check: Callable[[], Result], statement: str
) -> None:
    with pytest.raises(DatabaseError, match="append-only"), database.writing() as session:
        session.execute(text(statement))
    assert check().exit_code == 0


def edit(session: Session, last: int) -> str:
    session.execute(text('UPDATE events SET after = \'{"name":"mallory"}\' WHERE seq = 3'))
    return "event 3 was changed"


def change_a_moment(session: Session, last: int) -> str:
    session.execute(text("UPDATE events SET at = '2020-01-01 00:00:00.000000+00:00' WHERE seq = 3"))
    return "event 3 was changed"


def blame_somebody_else(session: Session, last: int) -> str:
    session.execute(text("UPDATE events SET actor_id = (SELECT min(id) FROM users) WHERE seq = 4"))
    return "event 4 was changed"


def remove(session: Session, last: int) -> str:
    session.execute(text("DELETE FROM events WHERE seq = 2"))
    return "event 2 is missing"


def remove_the_first(session: Session, last: int) -> str:
    session.execute(text("DELETE FROM events WHERE seq = 1"))
    return "event 1 is missing"


def reorder(session: Session, last: int) -> str:
    for old, new in ((3, 99), (4, 3), (99, 4)):
        session.execute(text("UPDATE events SET seq = :new WHERE seq = :old"), {"new": new, "old": old})
    return "event 3 was changed"


def truncate(session: Session, last: int) -> str:
    session.execute(text("DELETE FROM events WHERE seq > :last - 2"), {"last": last})
    return f"ends at {last - 2}"


def empty(session: Session, last: int) -> str:
    session.execute(text("DELETE FROM events"))
    return "ends at 0"


def add_one_by_hand(session: Session, last: int) -> str:
    session.execute(
        text(
            "INSERT INTO events (seq, change, at, action, subject, subject_uid, hash) "
            "SELECT seq + 1, change, at, action, subject, subject_uid, hash FROM events WHERE seq = :last"
        ),
        {"last": last},
    )
    return f"event {last + 1} was changed"


def lose_the_head(session: Session, last: int) -> str:
    session.execute(text("DELETE FROM log_head"))
    return "head of the event log is missing"


@pytest.mark.parametrize(
    "damage",
    [
        edit,
        change_a_moment,
        blame_somebody_else,
        remove,
        remove_the_first,
        reorder,
        truncate,
        empty,
        add_one_by_hand,
        lose_the_head,
    ],
)
def test_c54_check_finds_a_log_that_was_tampered_with(
    database: Database, log: int, check: Callable[[], Result], damage: Callable[[Session, int], str]
) -> None:
    assert check().exit_code == 0
    with database.writing() as session:
        if database.is_sqlite:
            session.execute(text("DROP TRIGGER events_no_update"))
            session.execute(text("DROP TRIGGER events_no_delete"))
        else:
            session.execute(text("ALTER TABLE events DISABLE TRIGGER USER"))
        fault = damage(session, log)
    result = check()
    assert result.exit_code != 0
    assert fault in result.output
    assert result.output.count("\n") == 1, "one line"
