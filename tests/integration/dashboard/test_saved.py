"""Views of the dashboard that leads save."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from factcheck.accounts.models import Role
from factcheck.dashboard.models import VIEW_NAME_LENGTH, SavedView
from factcheck.dashboard.saved import MOST_VIEWS
from factcheck.db import Database
from tests.integration.dashboard.test_pages import address, lead, move

Enter = Callable[..., FlaskClient]
__all__ = ["lead"]


def save(client: FlaskClient, database: Database, **fields: str) -> tuple[int, str]:
    """The status, and where it leads or what it says."""
    answer = client.post(
        address(database, "dashboard/views"), data={"page": "overview", "query": "days=30"} | fields
    )
    return answer.status_code, answer.headers.get("Location") or html.unescape(answer.text)


def kept(database: Database) -> list[SavedView]:
    with database.reading() as session:
        return list(session.scalars(select(SavedView).order_by(SavedView.id)))


def test_a_view_is_saved_found_again_and_forgotten(lead: FlaskClient, database: Database) -> None:
    query = "days=30&priority=high&verdict=differ&page=4&nonsense=1"
    status, there = save(lead, database, name="  Late,  \n hard ", query=query)
    assert (status, there) == (303, address(database, "dashboard?priority=high&verdict=differ&days=30"))
    page = lead.get(there).text
    assert "Saved as “Late, hard”." in page
    link = re.search(r'<a href="([^"]+)" aria-current="page"><bdi>Late, hard</bdi>', page)
    assert link
    assert html.unescape(link[1]) == there
    listed = html.unescape(lead.get(address(database, "dashboard/views")).text)
    for told in ("Late, hard", "priority: High", "Records differ", "30 days", "Only yours"):
        assert told in listed
    (view,) = kept(database)
    gone = lead.post(address(database, f"dashboard/views/{view.uid}/remove"))
    assert (gone.status_code, gone.headers["Location"]) == (303, there)
    assert kept(database) == []
    assert lead.post(address(database, f"dashboard/views/{view.uid}/remove")).status_code == 404


@pytest.mark.parametrize(
    ("board", "query"),
    [
        ("quality", "since=2026-01-02&until=2026-02-01"),
        ("sourcing", "person=abc"),
        ("people", ""),
        ("digest", "lang=de"),
        ("claims", "show=late&sort=place&source_type=primary_document&given=mixed"),
    ],
)
def test_every_page_can_be_saved(lead: FlaskClient, database: Database, board: str, query: str) -> None:
    status, there = save(lead, database, name=board, page=board, query=query)
    assert status == 303
    assert lead.get(there).status_code == 200
    assert board in lead.get(address(database, "dashboard/views")).text


def test_what_was_typed_is_kept_where_a_view_is_refused(lead: FlaskClient, database: Database) -> None:
    assert save(lead, database, name="Mornings")[0] == 303
    for name, told in (
        (" ", "Give the view a name."),
        ("x" * (VIEW_NAME_LENGTH + 1), "too long"),
        ("Mornings", "of that name already"),
    ):
        status, page = save(lead, database, name=name, shared="on", query="days=7&lang=de")
        assert status == 422
        assert told in page
        assert f'value="{name}"' in page
        assert 'name="query" value="lang=de&days=7"' in page
        assert re.search(r'name="shared" checked', page)
    assert [view.name for view in kept(database)] == ["Mornings"]


@pytest.mark.parametrize(
    "fields",
    [
        {"page": "nowhere"},
        {"page": ""},
        {"query": "days=8"},
        {"query": "show=some"},
        {"name": "a\0b"},
        {"query": "lang=a%00"},
        {"query": "&".join(f"a{number}=1" for number in range(99))},
    ],
)
def test_c15_what_no_page_can_be_asked_for_is_not_saved(
    lead: FlaskClient, database: Database, fields: dict[str, str]
) -> None:
    assert save(lead, database, **{"name": "A view", **fields})[0] == 400
    assert kept(database) == []


def test_nobody_has_more_than_they_can_overlook(lead: FlaskClient, database: Database) -> None:
    for number in range(MOST_VIEWS):
        assert save(lead, database, name=f"View {number}")[0] == 303
    status, page = save(lead, database, name="One more")
    assert status == 422
    assert f"You have {MOST_VIEWS} views here" in page
    assert len(kept(database)) == MOST_VIEWS


def test_a_shared_view_is_for_every_lead_and_an_own_one_for_nobody_else(
    lead: FlaskClient, database: Database, enter: Enter
) -> None:
    save(lead, database, name="Ours", shared="on")
    save(lead, database, name="Mine")
    ours, mine = kept(database)
    other = enter("lou", role=Role.LEAD)
    move(database, "lou")
    listed = other.get(address(database, "dashboard/views")).text
    assert "Ours" in listed
    assert "Mine" not in listed
    assert "saved by lee" in listed
    hidden = address(database, f"dashboard/views/{mine.uid}")
    assert other.post(hidden, data={"name": "Stolen"}).status_code == 404
    assert other.post(f"{hidden}/remove").status_code == 404
    named = other.post(address(database, f"dashboard/views/{ours.uid}"), data={"name": "All of ours"})
    assert named.status_code == 303
    assert [(view.name, view.shared) for view in kept(database)] == [
        ("All of ours", False),
        ("Mine", False),
    ], "what is shared may be changed, and is its owner's again"
    assert "All of ours" not in other.get(address(database, "dashboard/views")).text
    assert "All of ours" in lead.get(address(database, "dashboard/views")).text
    clash = lead.post(address(database, f"dashboard/views/{ours.uid}"), data={"name": "Mine"})
    assert clash.status_code == 422
    assert "of that name already" in clash.text
    assert f'id="name-{ours.uid}" name="name" value="Mine"' in clash.text


def test_a_view_that_no_page_can_show_any_more_still_leads_somewhere(
    lead: FlaskClient, database: Database
) -> None:
    save(lead, database, name="Old")
    with database.writing() as session:
        view = session.scalars(select(SavedView)).one()
        view.query = {"days": "8", "gone": "x"}
    assert lead.get(address(database, "dashboard/views")).status_code == 200
    page = lead.get(address(database, "dashboard")).text
    assert re.search(rf'<a href="{address(database, "dashboard")}"[^>]*><bdi>Old</bdi>', page)
