"""What an open page is told, and what it is not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from factcheck.accounts import queries as accounts
from factcheck.accounts.models import Role
from factcheck.annotation.models import Annotation
from factcheck.db import Database
from factcheck.live import queries
from factcheck.live.presence import Guest, Place, company, guests_of, write_presence
from tests.integration.annotation.conftest import Desk

READY: dict[str, dict[str, Any]] = {
    "rationale": {"text": "Counted."},
    "evidence": {"url": "https://example.org/a"},
}


def told(desk: Desk, name: str, after: int = 0) -> dict[str, Any]:
    answer = desk.enter(name).get(f"/articles/{desk.article.uid}/changes?after={after}")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


def record(desk: Desk, by: str, *, submit: bool) -> None:
    """A record on the second sentence, submitted or left a draft."""
    desk.saved("verdict", verdict="refuted", by=by)
    for path, fields in READY.items():
        desk.saved(path, by=by, **fields)
    if submit:
        assert desk.saved("submit", by=by)["submitted"]


def test_of_another_reviewers_draft_a_page_learns_nothing(desk: Desk) -> None:
    before = told(desk, "dana")["seq"]

    record(desk, "robin", submit=False)

    assert told(desk, "dana", before)["changes"] == []
    assert "robin" not in str(told(desk, "dana"))


def test_a_lead_and_the_writers_other_pages_are_told_of_a_draft(desk: Desk) -> None:
    before = told(desk, "robin")["seq"]

    record(desk, "robin", submit=False)

    mine = told(desk, "robin", before)["changes"]
    assert [notice["mine"] for notice in mine] == [True, True, True]
    assert mine[0]["what"] == ["claim", "record"]
    assert mine[0]["at"] == desk.starts[1]
    assert mine[0]["sentence"]["verdict"] == "refuted"
    theirs = told(desk, "lee", before)["changes"]
    assert [notice["who"] for notice in theirs] == ["robin"] * 3
    assert theirs[0]["sentence"]["verdict"] is None
    assert "refuted" not in str(theirs)


def test_what_was_submitted_is_told_with_who_did_it_and_without_what_it_says(desk: Desk) -> None:
    record(desk, "robin", submit=False)
    before = told(desk, "lee")["seq"]

    desk.saved("submit", by="robin")

    (notice,) = told(desk, "lee", before)["changes"]
    assert (notice["who"], notice["did"], notice["at"]) == ("robin", "submitted", desk.starts[1])
    assert "refuted" not in str(notice)


def test_a_record_that_was_taken_back_is_told_to_whom_it_was_shown(desk: Desk) -> None:
    desk.enter("casey", role=Role.REVIEWER)
    record(desk, "robin", submit=True)
    record(desk, "dana", submit=True)
    before = {name: told(desk, name)["seq"] for name in ("dana", "casey")}

    desk.saved("reopen", by="robin")
    desk.saved("verdict", verdict="mixed", by="robin")

    (notice,) = told(desk, "dana", before["dana"])["changes"]
    assert (notice["who"], notice["what"], notice["at"]) == ("robin", ["record"], desk.starts[1])
    assert told(desk, "casey", before["casey"])["changes"] == [], "who has handed in nothing knew of none"


def test_the_one_rule_of_who_sees_what_decides_when_the_notice_is_sent(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(desk, "robin", submit=True)
    monkeypatch.setattr(queries, "sees", lambda viewer: Annotation.reviewer_id == viewer.user.id)

    assert "robin" not in str(told(desk, "dana"))
    assert all("claim" not in notice for notice in told(desk, "dana")["changes"])


def test_claims_and_cuts_are_everybodys(desk: Desk) -> None:
    before = told(desk, "dana")["seq"]

    desk.saved("claims", words="the Tarsk ambassador", by="robin")
    desk.saved("split", offset=desk.starts[1] + 10, by="robin")

    claim, cut = told(desk, "dana", before)["changes"]
    assert (claim["what"], claim["mine"], claim["sentence"]["claims"]) == (["claim"], False, 1)
    assert cut["what"] == ["cut"]
    assert told(desk, "dana", cut["seq"])["changes"] == []


def test_where_very_much_changed_the_page_is_told_to_fetch_everything(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factcheck.live.notices.MANY", 1)
    monkeypatch.setattr("factcheck.live.notices.BATCH", 2)
    monkeypatch.setattr("factcheck.live.queries.BATCH", 2)
    for words in ("the Tarsk ambassador", "Transport minister", "Ilse Halden"):
        desk.saved("claims", words=words, by="robin")

    (notice,) = told(desk, "dana")["changes"]

    assert notice["what"] == ["all"]


def test_who_is_here_is_gone_when_the_page_is_or_when_nobody_confirms_it(
    desk: Desk, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.reading() as session:
        people = {name: accounts.get_user(session, name).id for name in ("dana", "robin")}
    article = desk.article.id
    with database.writing() as session:
        moves = {"a" * 8: Place(article, people["dana"], 5), "b" * 8: Place(article, people["robin"], 9)}
        write_presence(session, moves, set(), set())
        # Nobody moves another's page by its name.
        write_presence(session, {"b" * 8: Place(article, people["dana"], 7)}, set(), set())
        found = guests_of(session, [article])[article]
    assert found == (
        Guest("a" * 8, people["dana"], "dana", 5),
        Guest("b" * 8, people["robin"], "robin", 9),
    )
    assert company(found, people["dana"]) == [{"name": "robin", "at": 9}]
    assert told(desk, "dana")["here"] == [{"name": "robin", "at": 9}]

    with database.writing() as session:
        write_presence(session, {}, {"a" * 8}, {"b" * 8})
        assert [guest.name for guest in guests_of(session, [article])[article]] == ["robin"]
    monkeypatch.setattr("factcheck.live.presence.STALE", timedelta(seconds=-1))
    with database.writing() as session:
        write_presence(session, {}, set(), set())
        assert guests_of(session, [article]) == {}
