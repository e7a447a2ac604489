"""The API: the registry of sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, select

from factcheck.accounts import queries as accounts
from factcheck.accounts.models import Membership, Role
from factcheck.annotation.service.merging import merge_sources
from factcheck.db import Database
from factcheck.sources.models import Source
from factcheck.sources.service.distinguishing import distinguish
from factcheck.sources.service.editing import edit_source
from tests.integration.exchange.api import Script
from tests.integration.exchange.test_api import FULL, claim_of

NewScript = Callable[..., Script]


def listed(script: Script, query: str = "") -> list[dict[str, Any]]:
    answer = script.get(f"/sources{query}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.get_json()["sources"]
    return found


def names(script: Script, query: str = "") -> list[str]:
    return [entry["name"] or entry["description"] for entry in listed(script, query)]


def name_of(session: Any, name: str) -> Source:
    found: Source = session.scalars(select(Source).where(Source.name == name)).one()
    return found


def test_every_source_of_the_project_is_listed_with_what_is_kept_and_how_much_rests_on_it(
    new_script: NewScript, database: Database
) -> None:
    script = new_script("lee", Role.LEAD)
    assert script.put(claim_of(script), FULL, If_None_Match="*").status_code == 201
    with database.writing() as session:
        lee = accounts.get_user(session, "lee")
        daily = name_of(session, "The Daily")
        values = {
            "aliases": ["TD", "Daily"],
            "links": ["https://daily.example/"],
            "note": "Owned by the port.",
        }
        edit_source(session, daily, values, actor=lee)
        distinguish(session, daily, name_of(session, "Agency 24"), actor=lee)
    unnamed, agency, daily_entry = listed(script)
    assert (unnamed["name"], unnamed["description"], unnamed["claims"]) == (None, "an official", 1)
    assert unnamed["article"] is not None
    expected = {
        "name": "The Daily",
        "kind": "outlet",
        "aliases": ["Daily", "TD"],
        "links": ["https://daily.example/"],
        "note": "Owned by the port.",
        "article": None,
        "identity_known": False,
        "identity_approved_by": None,
        "claims": 1,
        "articles": 1,
        "not_the_same": [agency["id"]],
    }
    assert expected.items() <= daily_entry.items()
    assert agency["not_the_same"] == [daily_entry["id"]]


def test_the_list_is_paged_narrowed_and_without_what_was_merged(
    new_script: NewScript, database: Database
) -> None:
    script = new_script("lee", Role.LEAD)
    script.put(claim_of(script), FULL, If_None_Match="*")
    assert names(script) == ["an official", "Agency 24", "The Daily"]
    first = script.get("/sources?limit=2").get_json()
    assert [entry["name"] for entry in first["sources"]] == [None, "Agency 24"]
    second = script.get(f"/sources?limit=2&cursor={first['next']}").get_json()
    assert ([entry["name"] for entry in second["sources"]], second["next"]) == (["The Daily"], None)
    assert names(script, "?q=dai") == ["The Daily"]
    assert names(script, "?kind=anonymous") == ["an official"]
    assert names(script, "?q=dai&kind=anonymous") == []
    assert names(script, f"?project={listed(script)[0]['project']}&q=agency") == ["Agency 24"]
    with database.writing() as session:
        lee = accounts.get_user(session, "lee")
        merge_sources(session, name_of(session, "Agency 24"), into=name_of(session, "The Daily"), actor=lee)
    assert names(script) == ["an official", "The Daily"]
    assert listed(script)[1]["aliases"] == ["Agency 24"]


def test_drafts_of_others_are_not_counted_for_a_reviewer_and_outsiders_see_nothing(
    new_script: NewScript, database: Database
) -> None:
    lee, dana, stranger = new_script("lee", Role.LEAD), new_script("dana"), new_script("stranger")
    lee.put(claim_of(lee), FULL, If_None_Match="*")
    # A source that only hidden records name is hidden with them.
    assert listed(dana) == []
    project = listed(lee)[0]["project"]
    with database.writing() as session:
        user = accounts.get_user(session, "stranger")
        session.execute(delete(Membership).where(Membership.user_id == user.id))
    answer = stranger.get(f"/sources?project={project}")
    assert answer.status_code in (403, 404)
    assert "The Daily" not in stranger.get("/sources").text


@pytest.mark.parametrize(
    ("query", "status", "field"),
    [
        ("?kind=robot", 400, "kind"),
        ("?limit=0", 400, "limit"),
        ("?limit=101", 400, "limit"),
        ("?cursor=x", 400, "cursor"),
        ("?sort=use", 400, "sort"),
        ("?q=" + "x" * 201, 400, "q"),
        ("?q=a%00", 400, "q"),
        ("?project=000000000000000000", 404, None),
        ("?project=%00", 400, None),
    ],
)
def test_c15_parameters_outside_their_lists_are_refused(
    new_script: NewScript, query: str, status: int, field: str | None
) -> None:
    answer = new_script("lee", Role.LEAD).get(f"/sources{query}")
    assert (answer.status_code, answer.get_json()["error"].get("field")) == (status, field)
