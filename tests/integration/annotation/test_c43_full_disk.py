"""A database that has no room left: saves are refused with a reason, reading goes on, and room heals it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event, text

from factcheck.activity.service import verify
from factcheck.db import Database
from tests.integration.annotation.conftest import Desk

LONG = "The register has no such entry. " * 500


@pytest.mark.sqlite
def test_c43_a_full_disk_is_told_and_nothing_is_half_saved(desk: Desk, database: Database) -> None:
    desk.saved("rationale", text="what was there before")
    with database.reading() as session:
        pages = session.scalar(text("PRAGMA page_count"))

    def fill_up(connection: Any, _record: object) -> None:
        # SQLite's own limit takes the same way through it as a file system without room: SQLITE_FULL.
        connection.execute(f"PRAGMA max_page_count = {pages}")

    database.engine.dispose()
    event.listen(database.engine, "connect", fill_up)
    refused = [desk.save("note", text=LONG, key="once", version=1) for _ in range(3)]
    assert {response.status_code for response in refused} == {507}
    assert "disk is full" in refused[0].get_json()["error"]["message"]
    assert desk.enter("dana").get("/healthz").status_code == 200
    assert (
        "what was there before"
        in desk.enter("dana").get(f"/articles/{desk.article.uid}?at={desk.starts[1]}").text
    )

    event.remove(database.engine, "connect", fill_up)
    database.engine.dispose()
    assert desk.saved("note", text=LONG, key="once", version=1)["version"] == 2
    with database.reading() as session:
        assert session.scalar(text("PRAGMA integrity_check")) == "ok"
        assert verify(session) is None
