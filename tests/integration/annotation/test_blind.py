"""Nobody learns of another's record on a claim before handing in their own: on no page, in no answer, count, export."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from factcheck.accounts import queries as accounts
from factcheck.accounts.models import Role
from factcheck.annotation.models import Annotation, Claim, Evidence
from factcheck.db import Database
from factcheck.sources.models import Source
from tests.integration.annotation.conftest import Desk
from tests.integration.exchange.api import Script, make_script

CANARY = "Canary4711"
REASON = f"{CANARY} the register says so"
READ_BY_API = ("/articles?limit=100", "/articles/{uid}", "/articles?q=Canary4711")
PAGES = (
    "/", "/?sort=progress", "/?sort=changed&order=desc", "/?state=submitted", "/?state=open", "/?q=Canary4711",
    "/articles/{uid}", "/articles/{uid}?at={at}", "/articles/{uid}/inspector?at={at}", "/articles/{uid}/history",
    "/articles/{uid}/sources", "/articles/{uid}/export", "/articles/{uid}/sources/matching?q=Canary4711",
    "/articles/{uid}/sources/matching?q=", "/sources", "/sources?q=Canary4711", "/sources?sort=new", "/projects/links",
    "/projects/{project}/guidelines",
    "/projects/{project}/links", "/projects/{project}/links?article={uid}", "/projects/{project}/links/progress",
)  # fmt: skip
# `data-seq` is the number of the whole log, whatever it was that happened.
CHANGES_WITH_TIME = re.compile(
    r'data-seq="\d+"|name="csrf_token" value="[^"]*"|nonce-\S+|hx-headers=\S+|"csrf-token" content="[^"]*"'
)


@pytest.fixture
def look(desk: Desk, database: Database, app: Flask) -> Callable[[str], dict[str, str]]:
    """`look("robin")`: everything that robin can read, by its address; what differs with every request taken out."""
    with database.reading() as session:
        uid = accounts.get_default_project(session).uid
    scripts: dict[str, Script] = {}

    def read(name: str) -> dict[str, str]:
        client, given = desk.enter(name), {"uid": desk.article.uid, "at": desk.starts[1], "project": uid}
        script = scripts.setdefault(name, make_script(app, database, name))
        found: dict[str, str] = {}
        for path in PAGES:
            found[path] = _text(client.get(path.format(**given), follow_redirects=True))
        for path in READ_BY_API:
            found[f"API {path}"] = _text(script.get(path.format(**given)))
        return found

    return read


def _text(response: TestResponse) -> str:
    assert response.status_code == 200, response.request.path
    return CHANGES_WITH_TIME.sub("", response.text)


def _tell(found: dict[str, str]) -> list[str]:
    """The addresses at which the canary is found, apart from where it was typed into the search."""
    return [path for path, text in found.items() if CANARY in text.replace(f'value="{CANARY}"', "")]


def record_of_dana(desk: Desk, **place: Any) -> dict[str, Any]:
    """Dana's whole record on a sentence, with the canary in every part of it."""
    receipt = desk.saved("verdict", verdict="refuted", **place)
    claim = {"claim": receipt["claim"]}
    desk.saved("rationale", text=REASON, **claim)
    desk.saved("note", text=f"{CANARY} ask again", **claim)
    desk.saved("evidence", url=f"https://register.example/{CANARY}", **claim)
    desk.saved("hops", source=f"{CANARY} ministry", **claim)
    desk.saved("flags", flags="misleading", **claim)
    return receipt


def submit(desk: Desk, by: str, claim: object) -> None:
    receipt = desk.saved("submit", by=by, claim=claim)
    for finding in receipt["findings"]:
        if finding["blocks"]:
            raise AssertionError(finding)


@pytest.fixture(autouse=True)
def no_rules(desk: Desk, database: Database) -> None:
    """Rules have tests of their own: here a record can be handed in as it is."""
    with database.writing() as session:
        accounts.get_default_project(session).policy = {"pack": "light", "rules": {}}


def test_a_record_is_found_nowhere_until_the_reader_has_submitted_their_own(
    desk: Desk, look: Callable[[str], dict[str, str]], database: Database, app: Flask
) -> None:
    before = look("robin")
    receipt = record_of_dana(desk)
    assert look("robin") == before
    submit(desk, "dana", receipt["claim"])
    assert look("robin") == before
    hidden = make_script(app, database, "robin").get(f"/claims/{receipt['claim']}/annotation")
    unknown = make_script(app, database, "robin").get(f"/claims/{'0' * 18}/annotation")
    assert (hidden.status_code, hidden.json) == (unknown.status_code, unknown.json)
    for path in (f"history?claim={receipt['claim']}", f"evidence/{_evidence(database)}/text"):
        assert desk.enter("robin").get(f"/articles/{desk.article.uid}/{path}").status_code == 404
    assert desk.enter("robin").get(f"/sources/{_source(database)}").status_code == 404

    told = desk.enter("robin").get(f"/articles/{desk.article.uid}/changes").get_json()["changes"]
    assert {what for notice in told for what in notice["what"]} == {"article"}

    own = desk.saved("verdict", by="robin", verdict="supported")
    assert own["claim"] == receipt["claim"]
    assert not _tell(look("robin"))
    submit(desk, "robin", own["claim"])
    told = _tell(look("robin"))
    for path in (
        "/articles/{uid}?at={at}",
        "/articles/{uid}/export",
        "API /articles/{uid}",
        "/articles/{uid}/sources",
    ):
        assert path in told
    assert "/sources" in told
    assert "dana" in desk.enter("robin").get("/").text
    inspector = desk.enter("robin").get(f"/articles/{desk.article.uid}/inspector?at={desk.starts[1]}").text
    beside = inspector.partition("What others submitted")[2]
    assert re.search(r"<b>dana</b>.*</b> Refuted</span>", beside)
    assert REASON in beside
    # A lead sees it at any time.
    assert "API /articles/{uid}" in _tell(look("lee"))


def test_a_claim_of_chosen_words_is_shared_without_its_maker(
    desk: Desk, look: Callable[[str], dict[str, str]]
) -> None:
    start = desk.starts[1]
    claim = desk.saved("claims", spans=f"[[{start}, {start + 18}]]")["claim"]
    before = look("robin")
    assert claim in before["API /articles/{uid}"]
    assert "dana" not in before["API /articles/{uid}"] + before["/articles/{uid}/history"]
    assert "somebody" in before["/articles/{uid}/history"]
    record_of_dana(desk, claim=claim)
    submit(desk, "dana", claim)
    assert look("robin") == before


def test_a_claim_that_a_record_made_is_shared_once_it_is_described(desk: Desk, database: Database) -> None:
    claim = desk.saved("verdict", verdict="refuted")["claim"]
    page = f"/articles/{desk.article.uid}/inspector?at={desk.starts[1]}"
    assert claim not in desk.enter("robin").get(page).text
    desk.saved(
        "claim", claim=claim, text="The minister met the ambassador.", checkable="1", priority="normal"
    )
    assert claim in desk.enter("robin").get(page).text
    desk.saved("undo")
    assert claim not in desk.enter("robin").get(page).text


def test_a_claim_made_again_after_it_was_removed_has_another_identifier(desk: Desk) -> None:
    first = desk.saved("verdict", verdict="refuted")["claim"]
    desk.saved("claim/remove", claim=first)
    assert desk.saved("verdict", verdict="refuted")["claim"] != first


def test_what_anybody_did_to_a_hidden_claim_cannot_be_undone(desk: Desk) -> None:
    change = desk.saved("verdict", verdict="refuted")["change"]
    assert desk.save("undo", by="robin", seq=str(change)).status_code == 404
    assert desk.save("undo", by="robin", seq=str(change + 1)).status_code == 404


def test_a_change_after_the_reveal_is_marked_for_good(desk: Desk, database: Database) -> None:
    claim = record_of_dana(desk)["claim"]
    submit(desk, "dana", claim)
    desk.saved("flags", flags="outdated", claim=claim)
    assert _marks(database) == {"dana": False}, "there was nothing to see"
    submit(desk, "dana", claim)
    desk.saved("verdict", by="robin", verdict="supported")
    desk.saved("rationale", by="robin", text="The register.", claim=claim)
    submit(desk, "robin", claim)
    desk.saved("reopen", by="robin", claim=claim)
    assert _marks(database) == {"dana": False, "robin": False}, "nothing was changed yet"
    desk.saved("verdict", by="robin", verdict="refuted", claim=claim)
    assert _marks(database)["robin"]
    desk.saved("undo", by="robin")
    assert _marks(database)["robin"], "what was seen stays seen"
    inspector = desk.enter("robin").get(f"/articles/{desk.article.uid}/inspector?at={desk.starts[1]}").text
    assert "Changed after others’ records could be seen" in inspector
    history = desk.enter("robin").get(f"/articles/{desk.article.uid}/history?claim={claim}").text
    assert "changed the record after others’ records could be seen" in history


def test_without_blindness_what_was_submitted_is_shown_at_once(
    desk: Desk, look: Callable[[str], dict[str, str]], database: Database
) -> None:
    _choose(desk, database, "off")
    receipt = record_of_dana(desk)
    assert not [path for path in _tell(look("robin")) if "export" in path or "API" in path], "a draft"
    submit(desk, "dana", receipt["claim"])
    assert "API /articles/{uid}" in _tell(look("robin"))


def test_second_checks_are_blind_until_they_agree(
    desk: Desk, look: Callable[[str], dict[str, str]], database: Database
) -> None:
    _choose(desk, database, "second")
    claim = record_of_dana(desk)["claim"]
    desk.saved("claim", by="lee", claim=claim, checks="2", checkable="1", priority="normal")
    submit(desk, "dana", claim)
    assert not _tell(look("robin"))
    desk.saved("verdict", by="lee", verdict="supported", claim=claim)
    desk.saved("rationale", by="lee", text="Another reason.", claim=claim)
    submit(desk, "lee", claim)
    assert not _tell(look("robin")), "they disagree"
    desk.saved("verdict", by="lee", verdict="refuted", claim=claim)
    submit(desk, "lee", claim)
    assert "API /articles/{uid}" in _tell(look("robin"))


def test_only_leads_say_how_many_check_a_claim(desk: Desk, database: Database) -> None:
    claim = desk.saved("verdict", verdict="refuted")["claim"]
    desk.saved("claim", claim=claim, checks="3", checkable="1", priority="normal")
    with database.reading() as session:
        assert session.scalars(select(Claim.checks)).one() == 1


def _choose(desk: Desk, database: Database, blind: str) -> None:
    """As a lead does on the settings page."""
    lee = desk.enter("lee", role=Role.LEAD)
    with database.reading() as session:
        path = f"/projects/{accounts.get_default_project(session).uid}/checks"
    assert lee.post(path, data={"blind": blind}).status_code == 303
    assert re.search(rf'value="{blind}" checked', lee.get(path).text)
    assert lee.post(path, data={"blind": "sometimes"}).status_code == 422


def _marks(database: Database) -> dict[str, bool]:
    with database.reading() as session:
        query = select(Annotation).order_by(Annotation.id)
        names = {user.id: user.name for user in (accounts.get_user(session, n) for n in ("dana", "robin"))}
        return {names[each.reviewer_id]: each.changed_after_reveal for each in session.scalars(query)}


def _evidence(database: Database) -> str:
    with database.reading() as session:
        return session.scalars(select(Evidence.uid)).one()


def _source(database: Database) -> str:
    with database.reading() as session:
        return session.scalars(select(Source.uid).where(Source.name.contains(CANARY))).one()
