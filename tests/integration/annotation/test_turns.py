"""Saves of one process take turns, and whatever becomes of one, the next gets its turn."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from factcheck.db import Database
from tests.integration.annotation.conftest import Desk

SECONDS = 10.0


def in_thread(action: Callable[[], object]) -> threading.Event:
    """Start the action; the event is set once it is done."""
    done = threading.Event()

    def act() -> None:
        action()
        done.set()

    threading.Thread(target=act, daemon=True).start()
    return done


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("verdict", {"verdict": "supported"}, 200),
        ("verdict", {"verdict": "nonsense"}, 422),
        ("verdict", {"verdict": "supported", "claim": "none"}, 404),
        ("rationale", {"text": "a\0b"}, 422),
    ],
)
def test_after_a_save_taken_or_refused_another_thread_can_write(
    desk: Desk, database: Database, path: str, fields: dict[str, str], status: int
) -> None:
    assert desk.save(path, None, **fields).status_code == status

    def write() -> None:
        with database.writing():
            pass

    assert in_thread(write).wait(SECONDS)


def test_a_save_waits_for_the_turn_of_another_thread_and_a_page_does_not(
    desk: Desk, database: Database
) -> None:
    if not database.is_sqlite:
        pytest.skip("writers of PostgreSQL need not wait for each other")
    client = desk.enter("dana")
    own: Database = client.application.extensions["factcheck.database"]
    own.take_turn()
    try:
        saved = in_thread(lambda: desk.saved("verdict", verdict="supported"))
        assert client.get(f"/articles/{desk.article.uid}").status_code == 200
        assert not saved.wait(0.3)
    finally:
        own.end_turn()
    assert saved.wait(SECONDS)
