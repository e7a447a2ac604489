"""Public archives: only what was submitted and is not sealed is sent, by the archive's own protocol."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs

import pytest
from sqlalchemy import select

from factcheck.activity.models import Event
from factcheck.annotation.models import Annotation
from factcheck.db import Database
from factcheck.evidence.archives import Archive
from factcheck.evidence.models import KeptCopy
from tests.integration.evidence.conftest import Desk, Links
from tests.support.web import Answer, LocalWeb, page

STORY = (
    "The ferry leaves at nine, harbour officials said on Tuesday after a long meeting with the operators. "
    * 8
)
TICKET = "spn2-0123456789abcdef"
JSON = {"Content-Type": "application/json"}


def said(**members: object) -> Answer:
    return Answer(json.dumps(members).encode(), headers=JSON)


@pytest.fixture
def archive(web: LocalWeb) -> LocalWeb:
    """The same web, which keeps pages as the Wayback Machine does: pending once, then done."""
    asked = iter(["pending", "success"])

    def status(_request: BaseHTTPRequestHandler) -> Answer:
        if next(asked, "success") == "pending":
            return said(status="pending", job_id=TICKET, resources=[])
        return said(status="success", job_id=TICKET, timestamp="20260301120000", original_url=f"{web.url}/a")

    web.site |= {
        "/a": Answer(page("Ferries resume", STORY)),
        "/save": said(url=f"{web.url}/a", job_id=TICKET),
        f"/save/status/{TICKET}": status,
    }
    return web


def hand_in(desk: Desk, web: LocalWeb, *, sealed_note: str = "") -> None:
    """A record with one link, submitted."""
    desk.saved("verdict", verdict="not_checkable")
    desk.saved("evidence", url=f"{web.url}/a")
    if sealed_note:
        desk.saved("note", text=sealed_note, sealed="1")
    assert desk.saved("submit")["submitted"]


def saves(web: LocalWeb) -> list[bytes]:
    return [
        body for (_method, path, _headers), body in zip(web.asked, web.bodies, strict=True) if path == "/save"
    ]


def work_through(links: Links) -> None:
    for _ in range(6):
        links.work()
        links.hurry()


def test_what_was_submitted_is_archived_and_the_memento_kept(
    desk: Desk, links: Links, archive: LocalWeb, database: Database
) -> None:
    links.allow(archive=True)
    hand_in(desk, archive)
    work_through(links)
    (body,) = saves(archive)
    assert parse_qs(body.decode())["url"] == [f"{archive.url}/a"]
    with database.reading() as session:
        copy = session.scalars(select(KeptCopy)).one()
        events = session.scalars(select(Event.action).order_by(Event.seq)).all()
    assert copy.archived_url == f"{archive.url}/web/20260301120000/{archive.url}/a"
    assert events.count("copy.archived") == 1
    assert links.jobs() == []
    fragment = desk.enter("dana").get(f"/articles/{desk.article.uid}/evidence/{links.evidence().uid}/copy")
    assert "/web/20260301120000/" in fragment.text


def test_a_draft_is_never_sent(desk: Desk, links: Links, archive: LocalWeb) -> None:
    links.allow(archive=True)
    desk.saved("verdict", verdict="not_checkable")
    desk.saved("evidence", url=f"{archive.url}/a")
    work_through(links)
    assert saves(archive) == []


def test_nothing_on_a_record_with_a_sealed_note_is_sent(desk: Desk, links: Links, archive: LocalWeb) -> None:
    links.allow(archive=True)
    hand_in(desk, archive, sealed_note="who told us")
    work_through(links)
    assert saves(archive) == []


def test_nothing_is_sent_unless_the_project_chose_so(desk: Desk, links: Links, archive: LocalWeb) -> None:
    hand_in(desk, archive)
    work_through(links)
    assert saves(archive) == []


@pytest.mark.parametrize("change", ["reopened", "sealed", "taken off", "switched off"])
def test_what_changes_before_it_is_sent_is_not_sent(
    desk: Desk, links: Links, archive: LocalWeb, database: Database, change: str
) -> None:
    links.allow(archive=True)
    hand_in(desk, archive)
    if change == "reopened":
        desk.saved("reopen")
    elif change == "taken off":
        desk.saved(f"evidence/{links.evidence().uid}/remove")
    elif change == "switched off":
        links.allow(archive=False)
    else:
        with database.writing() as session:
            session.scalars(select(Annotation)).one().note_sealed = True
    work_through(links)
    assert saves(archive) == []
    assert links.jobs() == []


def test_an_archive_that_refuses_is_not_asked_for_ever(desk: Desk, links: Links, archive: LocalWeb) -> None:
    archive.site["/save"] = Answer(b"Too many requests, and other words", 429)
    links.allow(archive=True)
    hand_in(desk, archive)
    for _ in range(8):
        links.work()
        links.hurry()
    assert 0 < len(saves(archive)) <= 4
    assert links.jobs() == []


@pytest.mark.parametrize(
    "answer",
    [
        said(job_id="../../admin"),
        said(job_id=5),
        Answer(b"[" * 5000, headers=JSON),
        Answer(b"<html>", headers=JSON),
        said(message="You are already capturing this."),
    ],
)
def test_an_answer_that_is_not_the_protocol_is_no_ticket(
    links: Links, archive: LocalWeb, answer: Answer
) -> None:
    archive.site["/save"] = answer
    assert Archive(links.tools.fetcher, archive.url).ask("http://example.org/") is None


def test_keys_go_to_the_archive_alone(links: Links, archive: LocalWeb) -> None:
    keyed = Archive(links.tools.fetcher, archive.url, "access:secret")
    assert keyed.ask("http://example.org/") == TICKET
    assert archive.asked[-1][2]["authorization"] == "LOW access:secret"
    links.tools.fetcher.fetch(f"{archive.url}/a")
    assert "authorization" not in archive.asked[-1][2]
