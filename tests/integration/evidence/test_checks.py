"""Is it still there? One link, an article, a project; on demand and on schedule; what differs; who may see it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from html import escape

import pytest
from sqlalchemy import func, select, update

from factcheck.accounts.models import Project
from factcheck.activity.models import Event
from factcheck.annotation.models import Evidence
from factcheck.db import Database, now
from factcheck.evidence.models import CheckRun, EvidenceCopy, KeptCopy, LinkCheck, LinkHost, LinkJob
from factcheck.evidence.service.jobs import release_all, take_jobs
from factcheck.evidence.service.runs import start_due_runs
from factcheck.evidence.states import LinkState
from tests.integration.evidence.conftest import Desk, Links
from tests.support.web import Answer, LocalWeb, page

STORY = (
    "The ferry leaves at nine, harbour officials said on Tuesday after a long meeting with the operators. "
    * 20
)
PASSAGE = "The pier will stay closed until the end of April."
OTHER = (
    "Nobody had expected rain, yet the market square stood under water by the time that the band began. " * 20
)
FIRST = page("Ferries resume", STORY, PASSAGE)
WALL = (
    b'<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script></head>'
)

Case = Callable[[LocalWeb], Answer]


def then(answer: Answer) -> Case:
    return lambda _web: answer


CASES: dict[str, tuple[Case, LinkState, str, set[str]]] = {
    "the same": (then(Answer(FIRST)), LinkState.OK, "", set()),
    "other advertisements around it": (
        then(Answer(FIRST.replace(b"</body>", b"<aside>Buy now!</aside></body>"))), LinkState.OK, "", set(),
    ),
    "moved": (lambda web: Answer(b"", 301, {"Location": f"{web.url}/new"}), LinkState.REDIRECTED, "", set()),
    "a new title": (then(Answer(page("Ferries stop", STORY, PASSAGE))), LinkState.CHANGED, "", {"title", "text"}),
    "another text around the passage": (
        then(Answer(page("Ferries resume", OTHER, PASSAGE))), LinkState.CHANGED, "", {"text"},
    ),
    "the passage reads differently": (
        then(Answer(page("Ferries resume", STORY, "The pier will stay closed until the end of June."))),
        LinkState.CHANGED, "", {"quote", "text"},
    ),
    "the passage is gone": (
        then(Answer(page("Ferries resume", STORY))), LinkState.QUOTE_MISSING, "", {"quote", "text"},
    ),
    "404": (then(Answer(b"", 404)), LinkState.GONE, "status", set()),
    "410": (then(Answer(b"", 410)), LinkState.GONE, "status", set()),
    "a page that says it is gone": (
        then(Answer(page("Page not found", "Sorry, there is nothing here."))), LinkState.GONE, "says_gone", set(),
    ),
    "sent to the front page": (
        lambda web: Answer(b"", 302, {"Location": f"{web.url}/"}), LinkState.GONE, "front_page", set(),
    ),
    "402": (then(Answer(b"", 402)), LinkState.PAYWALLED, "payment", set()),
    "a wall": (
        then(Answer(page("Ferries resume", "Subscribe to read on.").replace(b"</head>", WALL))),
        LinkState.PAYWALLED, "not_free", {"quote", "text"},
    ),
    "marked as not free, but the passage is there": (
        then(Answer(FIRST.replace(b"</head>", WALL))), LinkState.OK, "", set(),
    ),
    "403": (then(Answer(b"", 403)), LinkState.BLOCKED, "status", set()),
    "401": (then(Answer(b"", 401)), LinkState.BLOCKED, "sign_in", set()),
    "451": (then(Answer(b"", 451)), LinkState.BLOCKED, "legal", set()),
    "a check for robots": (
        then(Answer(page("Just a moment...", "Checking your browser"), 403)), LinkState.BLOCKED, "challenge", set(),
    ),
    "a private network": (
        then(Answer(b"", 302, {"Location": "http://10.0.0.1/"})), LinkState.BLOCKED, "forbidden", set(),
    ),
    "five redirects": (
        lambda web: Answer(b"", 302, {"Location": f"{web.url}/a?again"}), LinkState.BLOCKED, "redirects", set(),
    ),
}  # fmt: skip


@pytest.fixture
def kept(desk: Desk, links: Links, web: LocalWeb) -> str:
    """The uid of a piece of evidence with a passage, whose page was kept."""
    web.site["/a"] = Answer(FIRST)
    web.site["/"] = Answer(page("The Harbour Gazette", OTHER))
    uid: str = desk.saved("evidence", url=f"{web.url}/a")["added"][0]
    desk.saved(f"evidence/{uid}", quote=PASSAGE)
    links.work()
    assert links.check().state == LinkState.OK
    return uid


def check_again(desk: Desk, links: Links, uid: str) -> LinkCheck:
    assert desk.save(f"evidence/{uid}/check").status_code in (200, 303)
    links.work()
    return links.check()


@pytest.mark.parametrize("name", CASES)
def test_a_link_is_found_as_it_is(desk: Desk, links: Links, web: LocalWeb, kept: str, name: str) -> None:
    answer, state, reason, differs = CASES[name]
    web.site |= {"/a": answer(web), "/new": Answer(FIRST)}
    check = check_again(desk, links, kept)
    assert (check.state, check.reason, set(check.difference)) == (state, reason, differs)


def test_evidence_goes_on_resting_on_what_was_read(
    desk: Desk, links: Links, web: LocalWeb, kept: str, database: Database
) -> None:
    with database.reading() as session:
        first = session.scalars(select(EvidenceCopy.copy_id)).one()
    web.site["/a"] = Answer(page("Ferries resume", OTHER))
    check = check_again(desk, links, kept)
    with database.reading() as session:
        assert session.scalars(select(EvidenceCopy.copy_id)).one() == first
        assert session.scalar(select(func.count()).select_from(KeptCopy)) == 2
    assert check.copy_id is not None
    assert check.copy_id != first


def test_a_change_of_state_is_one_event_and_the_same_finding_is_none(
    desk: Desk, links: Links, web: LocalWeb, kept: str, database: Database
) -> None:
    check_again(desk, links, kept)
    before = links.check()
    check_again(desk, links, kept)
    assert links.check().id == before.id
    assert links.check().checked_at > before.checked_at
    web.site["/a"] = Answer(b"", 404)
    check_again(desk, links, kept)
    with database.reading() as session:
        events = session.scalars(select(Event).where(Event.action == "link.changed")).all()
        latest = session.scalars(select(LinkCheck).where(LinkCheck.latest)).all()
    assert [json.loads(event.after or "") for event in events] == [{"link_state": "gone"}]
    assert [check.state for check in latest] == ["gone"]


def test_a_round_over_the_project_looks_at_every_link_once(
    desk: Desk, links: Links, web: LocalWeb, database: Database
) -> None:
    web.site |= {f"/{number}": Answer(page(f"Story {number}", STORY)) for number in range(6)}
    for number in range(6):
        desk.saved("evidence", by=("dana", "robin")[number % 2], url=f"{web.url}/{number}")
    links.work()
    web.site["/3"] = Answer(b"", 404)
    project = desk.article.project_id
    with database.reading() as session:
        uid = session.get_one(Project, project).uid
    lead = desk.enter("lee")
    response = lead.post(f"/projects/{uid}/links/check")
    assert response.status_code == 303
    again = lead.post(f"/projects/{uid}/links/check", follow_redirects=True)
    assert "waiting already" in again.text
    progress = lead.get(f"/projects/{uid}/links/progress").text
    assert "Looked at 0 of 6 links." in progress
    assert links.work() == 6
    with database.reading() as session:
        run = session.scalars(select(CheckRun).where(CheckRun.total == 6)).one()
    assert run.finished_at is not None
    body = lead.get(f"/projects/{uid}/links").text
    assert f"{web.url}/3" in body
    assert f"{web.url}/2" not in body


def test_a_round_can_be_stopped(
    desk: Desk, links: Links, web: LocalWeb, kept: str, database: Database
) -> None:
    with database.reading() as session:
        uid = session.scalars(select(Project.uid).order_by(Project.id)).first()
    lead = desk.enter("lee")
    lead.post(f"/projects/{uid}/links/check")
    assert len(links.jobs()) == 1
    lead.post(f"/projects/{uid}/links/stop")
    assert links.jobs() == []


def test_a_reviewer_sees_their_own_links_and_a_lead_all(
    desk: Desk, links: Links, web: LocalWeb, database: Database
) -> None:
    desk.saved("evidence", by="dana", url=f"{web.url}/danas")
    desk.saved("evidence", by="robin", url=f"{web.url}/robins")
    links.work()
    with database.reading() as session:
        uid = session.scalars(select(Project.uid).order_by(Project.id)).first()
        other = session.scalars(select(Evidence.uid).where(Evidence.url.endswith("robins"))).one()
    bodies = {name: desk.enter(name).get(f"/projects/{uid}/links").text for name in ("dana", "lee")}
    assert "/danas" in bodies["dana"]
    assert "/robins" not in bodies["dana"]
    assert "/robins" in bodies["lee"]
    address = f"/articles/{desk.article.uid}/evidence/{other}"
    assert desk.enter("dana").get(f"{address}/copy").status_code == 404
    assert desk.enter("dana").post(f"{address}/check").status_code == 404
    assert desk.enter("lee").get(f"{address}/copy").status_code == 200


def test_links_are_checked_on_schedule(desk: Desk, links: Links, kept: str, database: Database) -> None:
    def due() -> int:
        with database.writing() as session:
            return len(start_due_runs(session))

    assert due() == 0
    links.allow(check_days=7)
    assert due() == 1
    assert due() == 0
    links.work()
    with database.writing() as session:
        session.execute(update(CheckRun).values(started_at=now() - timedelta(days=7)))
    assert due() == 1
    links.allow(fetch=False, check_days=7)
    assert due() == 0


def test_a_host_is_asked_for_one_page_at_a_time_and_left_alone_in_between(
    desk: Desk, links: Links, web: LocalWeb, database: Database
) -> None:
    for number in range(3):
        desk.saved("evidence", url=f"{web.url}/{number}")
    desk.saved("evidence", url=f"http://127.0.0.2:{web.port}/other")
    with database.writing() as session:
        taken = take_jobs(session, 10)
        assert len(taken) == 2
        assert take_jobs(session, 10) == []
        session.execute(update(LinkHost).values(taken_until=None, next_at=now() + timedelta(seconds=30)))
        assert take_jobs(session, 10) == []
        session.execute(update(LinkHost).values(next_at=now()))
        assert len(take_jobs(session, 10)) == 1


def test_what_a_killed_worker_had_taken_is_free_again_for_its_successor(
    desk: Desk, links: Links, web: LocalWeb, database: Database
) -> None:
    desk.saved("evidence", url=f"{web.url}/a")
    with database.writing() as session:
        assert len(take_jobs(session, 1)) == 1
    with database.writing() as session:
        assert take_jobs(session, 1) == []
        release_all(session)
        assert len(take_jobs(session, 1)) == 1
        # Without anybody to release it, it comes up when its time is over.
        session.execute(update(LinkHost).values(taken_until=now()))
        session.execute(update(LinkJob).values(taken_at=now() - timedelta(hours=1)))
        assert len(take_jobs(session, 1)) == 1


def test_nothing_is_checked_where_the_project_does_not_fetch(desk: Desk, links: Links, kept: str) -> None:
    links.allow(fetch=False)
    response = desk.save(f"evidence/{kept}/check")
    assert response.status_code == 422
    assert "does not fetch" in response.get_json()["error"]["message"]


def test_settings_are_a_leads_and_recorded(desk: Desk, links: Links, database: Database) -> None:
    with database.reading() as session:
        uid = session.scalars(select(Project.uid).order_by(Project.id)).first()
    lead = desk.enter("lee")
    form = {"fetch": "1", "check_days": "7"}
    assert lead.post(f"/projects/{uid}/links/settings", data=form).status_code == 303
    assert lead.post(f"/projects/{uid}/links/settings", data={"check_days": "2"}).status_code == 422
    assert desk.enter("dana").post(f"/projects/{uid}/links/settings", data=form).status_code == 403
    with database.reading() as session:
        assert session.scalars(select(Project.link_settings).order_by(Project.id)).first() == {
            "fetch": True, "archive": False, "check_days": 7,
        }  # fmt: skip
        event = session.scalars(select(Event).where(Event.action == "project.links_set")).one()
    assert json.loads(event.after or "")["link_settings"]["check_days"] == 7


@pytest.mark.parametrize(
    "query", ["state=nonsense", "after=-1", "after=99999999999999999999", "state=ok&after=x"]
)
def test_c15_what_is_not_offered_is_refused(desk: Desk, links: Links, database: Database, query: str) -> None:
    with database.reading() as session:
        uid = session.scalars(select(Project.uid).order_by(Project.id)).first()
    assert desk.enter("lee").get(f"/projects/{uid}/links?{query}").status_code == 400


def test_what_a_page_says_is_shown_as_text(desk: Desk, links: Links, web: LocalWeb, kept: str) -> None:
    title = '<img src=x onerror=alert(1)> " hx-get=/x'
    web.site["/a"] = Answer(page(escape(title), STORY, PASSAGE))
    check_again(desk, links, kept)
    body = desk.enter("dana").get(f"/articles/{desk.article.uid}/evidence/{kept}/copy").text
    assert "<img" not in body
    assert escape("<img src=x onerror=alert(1)>") in body


def test_the_fragment_asks_again_only_while_something_is_under_way(
    desk: Desk, links: Links, kept: str
) -> None:
    address = f"/articles/{desk.article.uid}/evidence/{kept}/copy"
    client, fragment = desk.enter("dana"), {"HX-Request": "true"}
    assert "hx-trigger" not in client.get(address, headers=fragment).text
    waiting = client.post(f"/articles/{desk.article.uid}/evidence/{kept}/check", headers=fragment).text
    assert "Looking at the page again" in waiting
    assert 'hx-trigger="every' in waiting
    links.work()
    done = client.get(f"{address}?waited=1", headers=fragment)
    assert "hx-trigger" not in done.text
    assert done.headers["HX-Trigger"] == "evidence-fetched"
