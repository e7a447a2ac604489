"""A sealed piece of evidence: nobody is asked for its page, no archive is told, no export has it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, true

from factcheck.accounts.queries import get_default_project
from factcheck.activity.models import Event
from factcheck.annotation.models import Evidence, Hop
from factcheck.articles.models import Article
from factcheck.db import Database
from factcheck.evidence.models import CheckRun
from factcheck.exchange import serialise
from factcheck.exchange.document import document, export_lines
from factcheck.exchange.intake import check_document, read_document
from factcheck.exchange.parsing import parse
from tests.integration.evidence.conftest import Desk, Links
from tests.integration.exchange.conftest import other_database
from tests.support.web import Answer, LocalWeb, page

__all__ = ["other_database"]
STORY = "The ferry leaves at nine, harbour officials said on Tuesday after a long meeting. " * 8


def attach(desk: Desk, web: LocalWeb, **fields: Any) -> str:
    """A link on the second sentence; the uid of the evidence."""
    web.site["/canary"] = Answer(page("Ferries resume", STORY))
    uid: str = desk.saved("evidence", url=f"{web.url}/canary", **fields)["added"][0]
    return uid


def last_action(database: Database) -> str:
    with database.reading() as session:
        return session.scalars(select(Event.action).order_by(Event.seq.desc()).limit(1)).one()


def test_what_is_sealed_from_the_start_is_asked_of_nobody(desk: Desk, links: Links, web: LocalWeb) -> None:
    uid = attach(desk, web, sealed="1")
    assert links.work() == 0
    assert desk.save(f"evidence/{uid}/check").status_code == 422
    assert web.asked == []
    desk.saved(f"evidence/{uid}/seal", sealed="0")
    assert links.work() == 1
    assert web.paths == ["/canary"]


def test_sealing_drops_what_was_waiting_and_undo_asks_again(
    desk: Desk, links: Links, web: LocalWeb, database: Database
) -> None:
    uid = attach(desk, web)
    version = desk.saved(f"evidence/{uid}/seal", sealed="1")["version"]
    assert last_action(database) == "evidence.sealed"
    assert links.jobs() == []
    desk.saved(f"evidence/{uid}/seal", sealed="1")
    assert last_action(database) == "evidence.sealed"
    assert links.work() == 0
    desk.saved("undo")
    assert last_action(database) == "evidence.undone"
    assert links.work() == 1
    assert desk.saved("evidence", url="https://b.example")["version"] > version


def test_what_is_kept_already_is_not_fetched_anew_when_the_seal_comes_off(
    desk: Desk, links: Links, web: LocalWeb
) -> None:
    uid = attach(desk, web)
    links.work()
    desk.saved(f"evidence/{uid}/seal", sealed="1")
    desk.saved(f"evidence/{uid}/seal", sealed="0")
    assert links.jobs() == []


def test_sealing_and_checks(desk: Desk, links: Links, web: LocalWeb, database: Database) -> None:
    """What is sealed is in no round of checks and on no list; sealing the last of a round ends the round."""
    uid = attach(desk, web)
    links.work()
    lead = desk.enter("lee")
    with database.reading() as session:
        project = get_default_project(session).uid
    lead.post(f"/projects/{project}/links/check")
    desk.saved(f"evidence/{uid}/seal", sealed="1")
    with database.reading() as session:
        assert session.scalars(select(CheckRun)).one().finished_at is not None
    lead.post(f"/projects/{project}/links/check")
    assert links.work() == 0
    assert "/canary" not in lead.get(f"/projects/{project}/links?state=ok").text


@pytest.mark.parametrize("when", ["before", "after"])
def test_no_archive_is_told_of_what_is_sealed(desk: Desk, links: Links, web: LocalWeb, when: str) -> None:
    """Sealed before the record is handed in, or after it: then the record is a draft again, and the job is gone."""
    links.allow(archive=True)
    uid = attach(desk, web)
    links.work()
    if when == "before":
        desk.saved(f"evidence/{uid}/seal", sealed="1")
    desk.saved("verdict", verdict="not_checkable")
    assert desk.saved("submit")["submitted"]
    if when == "after":
        assert [job.purpose for job in links.jobs()] == ["archive"]
        desk.saved(f"evidence/{uid}/seal", sealed="1")
    assert links.jobs() == []


def test_no_export_has_what_is_sealed(
    desk: Desk,
    links: Links,
    web: LocalWeb,
    database: Database,
    other_database: Callable[[], Database],
) -> None:
    uid = attach(desk, web, sealed="0")
    desk.saved("evidence", url="https://open.example/report")
    links.work()
    desk.saved("hops", source="Northern Courier")
    with database.writing() as session:
        hop = session.scalars(select(Hop)).one()
        hop.located_evidence_id = session.scalars(select(Evidence.id).where(Evidence.uid == uid)).one()
    address = f"/articles/{desk.article.uid}/export"
    whole = desk.enter("lee").get(f"{address}?copies=1").text
    assert "/canary" in whole
    assert STORY.strip()[:40] in whole
    desk.saved(f"evidence/{uid}/seal", sealed="1")
    with database.reading() as session:
        article = session.scalars(select(Article)).one()
        exported = serialise.page(document(session, article, texts=True))
        everything = exported + b"".join(export_lines(session, true(), texts=True))
    everything += desk.enter("lee").get(f"{address}?copies=1").data
    for secret in (b"/canary", uid.encode(), b"Ferries resume", STORY.strip()[:40].encode(), b"sealed"):
        assert secret not in everything
    assert b'"https://open.example/report"' in exported
    assert parse(exported)["claims"][0]["annotations"][0]["hops"][0]["located_evidence"] is None
    other = other_database()
    with other.writing() as session:
        read_document(
            session, check_document(parse(exported)), actor=None, project=get_default_project(session)
        )
    with other.reading() as session:
        again = serialise.page(document(session, session.scalars(select(Article)).one(), texts=True))
    assert again == exported


def test_the_card_says_that_it_is_sealed_and_the_history_who_did_it(
    desk: Desk, links: Links, web: LocalWeb
) -> None:
    uid = attach(desk, web)
    desk.saved(f"evidence/{uid}/seal", sealed="1")
    client, at = desk.enter("dana"), desk.starts[1]
    inspector = client.get(f"/articles/{desk.article.uid}/inspector?at={at}").text
    assert "Sealed: nobody is asked for this page." in inspector
    assert "Fetch it" not in inspector
    history = client.get(f"/articles/{desk.article.uid}/history").text
    assert "sealed evidence" in history
    assert "attached a link" in history
    assert desk.save(f"evidence/{uid}/seal", by="robin", sealed="0").status_code == 404
