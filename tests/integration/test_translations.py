"""Every page speaks the reader's language: words, dates, numbers and the clock."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import messages
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from factcheck.accounts.models import Role
from factcheck.adjudication.outcomes import Call
from factcheck.articles.models import Article
from factcheck.assignments.states import Show
from factcheck.db import Database
from tests.support.greek import JSON, LEAD, REVIEWER, START, TEXT, bring_in, work
from tests.support.languages import BRACKETED, bracketed, english_in, english_in_json, offer

pytestmark = pytest.mark.sqlite

Enter = Callable[..., FlaskClient]


@pytest.fixture
def speaking(app: Flask, tmp_path: Path) -> Flask:
    """The application in brackets, and in German."""
    app.config["WTF_CSRF_ENABLED"] = False
    offer(app, BRACKETED, bracketed(), tmp_path / "bracketed")
    offer(app, "de", messages.read(messages.catalogues()["de"], "de"), tmp_path / "german")
    return app


@pytest.fixture
def reader(speaking: Flask, enter: Enter) -> Callable[..., FlaskClient]:
    """`reader("Δανάη", Role.LEAD, "de")`: somebody's browser, which asks for that language."""

    def arrive(name: str, role: Role = Role.REVIEWER, language: str = BRACKETED) -> FlaskClient:
        client = enter(name, role=role)
        client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
        return client

    return arrive


@pytest.fixture
def article(database: Database, reader: Callable[..., FlaskClient]) -> Article:
    """An article in Greek letters, with everything that can be recorded on its second sentence."""
    client = reader(LEAD, Role.ADMIN)
    made = bring_in(database)
    work(client, made, database)
    return made


def pages(client: FlaskClient, article: Article) -> dict[str, TestResponse]:
    """Every page that a GET shows, by its address."""
    here = f"/articles/{article.uid}"
    fragment = {"HX-Request": "true"}
    addresses = ["/", "/?q=τίποτα", "/?state=removed", "/?state=late&sort=due", "/articles/new", "/keys"]
    addresses += ["/projects/settings", "/people", "/me", "/nowhere", "/?sort=nonsense", "/welcome/wrong"]
    addresses += [here, f"{here}?at={START}", f"{here}/settings", f"{here}/history", f"{here}/guidelines"]
    addresses += [f"{here}/sources"]
    project = (client.get("/projects/settings").location or "/projects/mine/").removesuffix("settings")
    addresses += [
        "/rules",
        *(project + end for end in ("rules", "rules?pack=magazine", "rules/quote", "rules/media")),
    ]
    addresses += [
        "/projects/links",
        *(project + end for end in ("links", "links?state=gone", "links/progress", "links/settings")),
    ]
    client.post(f"{project}guidelines", data={"guidelines": "Α", "seen": "0"})
    client.get(f"{project}guidelines")
    client.post(f"{project}guidelines", data={"guidelines": "Ω", "note": "Ω", "seen": "1"})
    addresses += ["/projects", "/projects/new"]
    addresses += [
        project + end for end in ("guidelines", "guidelines/edit", "guidelines/history", "verdicts", "checks")
    ]
    addresses += [project + end for end in ("settings", "members", "ending")]
    client.post(f"{here}/attachments", data={"at": START, "title": "Κλήση", "text": "Είπε πως ναι."})
    addresses += re.findall(
        r'href="(/articles/[^"#]+/(?:text|attachments/\w+))', client.get(f"{here}?at={START}").text
    )
    addresses += [
        f"{address}/copy"
        for address in {text.removesuffix("/text") for text in addresses if text.endswith("/text")}
    ]
    addresses += ["/sources", "/sources?q=τίποτα", "/sources?sort=none"]
    addresses += [
        "/dashboard",
        f"{project}dashboard",
        f"{project}dashboard/sourcing",
        f"{project}dashboard/quality",
        f"{project}dashboard/people",
        f"{project}dashboard/digest",
        f"{project}dashboard/views",
        f"{project}claims",
    ]
    addresses += [
        "/work",
        "/work/figures",
        "/projects/work",
        *(f"{project}work?show={show}" for show in Show),
    ]
    addresses += [
        f"{project}work/give",
        f"{project}work/give?article={article.uid}",
        f"{project}work/give?q=Ω",
    ]
    addresses += give_out(client, project, article)
    addresses += ["/decisions", *(f"{project}decisions?show={call}" for call in Call), f"{here}/sign-off"]
    addresses += decide(client, here, START)
    addresses += discuss(client, here, START)
    client.post(f"{project}webhook", data={"url": "https://chat.example/ω", "kinds": "decisions"})
    client.post(f"{project}webhook/test")
    addresses += [f"{project}webhook"]
    sources = re.findall(r'href="(/sources/\w+)"', client.get("/sources?sort=new").text)
    addresses += [
        f"{source}{end}" for source in sources for end in ("", "/fall", "/fall?wider=1", "/merge?into=Ω")
    ]
    if sources:
        last, first = sources[0], sources[-1]
        addresses += [f"{last}/merge", f"{last}/merge?into={first.removeprefix('/sources/')}"]
    found = {address: client.get(address, follow_redirects=True) for address in addresses}
    for address in (
        f"{here}/inspector?at={START}",
        f"{here}/inspector?at=0",
        f"{here}/history",
        "/",
        "/nowhere",
    ):
        found[f"fragment of {address}"] = client.get(address, headers=fragment)
    return found


def decide(client: FlaskClient, here: str, start: int) -> list[str]:
    """A page on which nothing is decided yet, and what is said when that cannot be done."""
    shown = client.get(f"{here}/inspector?at={start}").text
    (claim, *_others) = re.findall(r'name="claim" value="(\w+)"', shown)
    url = f"{here}/claims/{claim}/decision"
    client.post(url, data={"choice": "not_a_claim", "rationale": "Ω"})
    return [url]


def discuss(client: FlaskClient, here: str, start: int) -> list[str]:
    """The discussions of a claim: a settled one, an open one of which a part was taken back; the bell."""
    (claim, *_others) = re.findall(
        r'name="claim" value="(\w+)"', client.get(f"{here}/inspector?at={start}").text
    )
    url = f"{here}/claims/{claim}/discussion"
    for text in ("Ω", "Λ", " "):
        client.post(url, data={"text": text})
    for number, uid in enumerate(re.findall(r'id="t(\w+)"', client.get(url).text)):
        client.post(f"{url}/{uid}/resolve") if number else client.post(f"{url}/{uid}", data={"text": "Ψ"})
    for uid in re.findall(r'id="c(\w+)"', client.get(url).text)[:1]:
        client.post(f"{url}/comments/{uid}", data={"text": "Ξ", "version": "1"})
        client.post(f"{url}/comments/{uid}/remove")
    return [url, "/bell"]


def give_out(client: FlaskClient, project: str, article: Article) -> list[str]:
    """What is given out and sent back, and the pages of it."""
    client.post(f"{project}work/give", data={"item": article.uid, "note": "Ω", "due_at": "2020-01-01"})
    for _time in range(2):
        client.post("/work/next")
    pages = client.get("/work").text + client.get(f"{project}work").text
    found = []
    for mine in re.findall(r"/(?:work|assignments)/(\w+)", pages.replace("/work/next", ""))[:1]:
        client.post(f"/work/{mine}/done")
        client.post(f"/assignments/{mine}/send-back", data={"why": "Ω"})
        found += [f"/assignments/{mine}", f"/assignments/{mine}/send-back"]
    here = f"/articles/{article.uid}"
    for claim in client.get(f"{here}/export").get_json()["claims"][:1]:
        (record, *_more) = claim["annotations"]
        found.append(f"{here}/claims/{claim['id']}/annotations/{record['id']}/send-back")
    return found


def answers(client: FlaskClient, article: Article) -> dict[str, TestResponse]:
    """What forms answer: what was made is shown, or what is wrong is said."""
    here = f"/articles/{article.uid}"
    pdf = {"file": (io.BytesIO(b"%PDF-1.7"), "α.pdf")}
    sent: dict[str, tuple[str, dict[str, Any]]] = {
        "no text": ("/articles/new", {}),
        "a file that is no text": ("/articles/new", pdf),
        "a preview": ("/articles/new", {"text": f'Λ\n\n{TEXT} "' + "ω" * 1_001}),
        "an impossible day": (f"{here}/settings", {"due_at": "χθες", "url": "τοπικό", "seen": "{}"}),
        "a key used twice": ("/keys", {"next": "k"}),
        "a project without a name": ("/projects/new", {"name": " "}),
        "an invitation": ("/people/invites", {"role": "lead", "days": "7"}),
        "no role": ("/people/invites", {"days": "7"}),
        "a short password": ("/me/password", {"current": "α", "password": "β"}),
        "a token": ("/me/tokens", {"name": "Δ", "days": "30", "scopes": ["read"]}),
        "no token": ("/me/tokens", {}),
        "no such time zone": ("/me/preferences", {"timezone": "Άρης"}),
        "another method": ("/people", {}),
    }
    (source, *_others) = re.findall(r'href="(/sources/\w+)"', client.get("/sources").text)
    about = {"name": "Πηγή", "kind": "office", "version": "1"}
    sent |= {
        "a source without a name": (source, about | {"name": ""}),
        "a link that is none": (source, about | {"links": "τοπικό"}),
        "a source described": (
            source,
            about | {"aliases": "Πηγαίος", "note": "Λόγια", "links": "https://ά.ελ/"},
        ),
        "a source described twice": (source, about | {"name": "Άλλη", "aliases": "Πηγαίος"}),
        "no approval": (f"{source}/approval", {"approved": "1"}),
        "a merge with itself": (f"{source}/merge", {"into": "Πηγή"}),
    }
    return {
        name: client.post(address, data=fields, follow_redirects=True)
        for name, (address, fields) in sent.items()
    }


def english_on(seen: dict[str, TestResponse]) -> set[tuple[str, str]]:
    """What these answers say in English, and where."""
    return {(found, name) for name, answer in seen.items() for found in english_in(answer.text)}


def not_looked_at(app: Flask, seen: dict[str, TestResponse]) -> set[str]:
    """The addresses for people that none of these answers is from."""
    places = app.url_map.bind("localhost")
    asked = [entry.request.path for answer in seen.values() for entry in (*answer.history, answer)]
    endpoints = {places.match(path)[0] for path in asked if path != "/nowhere"}
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    return {
        rule.rule for rule in rules if not rule.rule.startswith("/api/") and rule.endpoint not in endpoints
    }


def test_no_page_says_anything_that_is_not_translated(
    speaking: Flask, reader: Callable[..., FlaskClient], article: Article
) -> None:
    client = reader(LEAD)
    seen = pages(client, article)
    others = {"/login", "/session", "/healthz", "/static/<version>/<path:name>", "/articles/<uid>/export"}
    others |= {
        "/projects/<uid>/export",
        "/projects/<uid>/claims.csv",
        "/projects/<uid>/dashboard/<table>.csv",
        "/projects/<uid>/dashboard/digest.json",
        "/projects/<uid>/dashboard/news",
    }
    completion = {"/articles/<uid>/sources/matching", "/sources/<uid>/targets"}
    live = {"/articles/<uid>/live", "/articles/<uid>/changes"}  # numbers and names only
    assert not_looked_at(speaking, seen) == others | completion | live
    seen |= answers(client, article)
    removed = client.post(f"/articles/{article.uid}/remove", follow_redirects=True)
    seen |= {"what was removed": removed, "the desk without it": client.get("/?state=removed")}

    assert {name: answer.status_code for name, answer in seen.items() if answer.status_code >= 500} == {}
    wordless = [name for name, answer in seen.items() if "⟦" not in answer.text]
    # A file is handed out as it is, and of what has no address there is no copy to speak of.
    assert all("/attachments/" in name or name.endswith("/copy") for name in wordless), wordless
    assert english_on(seen) == set()


def test_what_completion_says_is_translated(reader: Callable[..., FlaskClient], article: Article) -> None:
    client = reader(LEAD)
    source = re.findall(r'href="(/sources/\w+)"', client.get("/sources").text)[0]
    for address in (f"/articles/{article.uid}/sources/matching", f"{source}/targets"):
        for typed in ("", "ο", "Ω"):
            answer = client.get(f"{address}?q={typed}").get_json()
            said = [answer["said"], *(offer["detail"] for offer in answer["offers"])]
            assert english_in_json(said) == []


def test_nor_do_the_pages_of_those_who_may_do_less_or_are_not_signed_in(
    speaking: Flask, reader: Callable[..., FlaskClient], article: Article
) -> None:
    reviewer = reader(REVIEWER)
    visitor = speaking.test_client()
    visitor.environ_base["HTTP_ACCEPT_LANGUAGE"] = BRACKETED
    seen = pages(reviewer, article)
    seen |= {"signing in": visitor.get("/login"), "a void link": visitor.get("/welcome")}
    for name, password in (("", ""), (LEAD, "λάθος")):
        seen[f"signing in as {name}"] = visitor.post("/login", data={"username": name, "password": password})

    assert seen["/people"].status_code == 403
    assert english_on(seen) == set()


def test_nor_do_an_empty_desk_and_an_invitation(reader: Callable[..., FlaskClient], speaking: Flask) -> None:
    admin = reader(LEAD, Role.ADMIN)
    made = admin.post("/people/invites", data={"role": "reviewer", "days": "7"})
    link = re.search(r'id="made" value="([^"]+)"', made.text)
    assert link
    guest = speaking.test_client()
    guest.environ_base["HTTP_ACCEPT_LANGUAGE"] = BRACKETED
    invited = guest.get(link[1], follow_redirects=True)

    assert invited.status_code == 200
    assert english_in(admin.get("/").text) + english_in(invited.text) == []
    in_english = english_in(reader(LEAD, language="en").get("/").text)
    assert {"No article here yet", "Skip to the content"} <= set(in_english)


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("evidence", {"at": START, "url": "ftp://παράδειγμα.ελ"}, 422),
        ("verdict", {"at": START, "verdict": "1", "version": "1"}, 422),
        ("rationale", {"at": START, "text": "ω" * 20_001}, 422),
        ("claims", {"at": START, "spans": "[[0, 99999]]"}, 422),
        ("submit", {"at": 0}, 200),
        ("undo", {}, 200),
    ],
)
def test_what_saves_answer_is_translated(
    reader: Callable[..., FlaskClient], article: Article, path: str, fields: dict[str, Any], status: int
) -> None:
    answer = reader(LEAD).post(f"/articles/{article.uid}/{path}", data=fields, headers=JSON)

    assert answer.status_code == status, answer.text
    body = answer.get_json()
    said = [body.get("error", {}).get("message", ""), body.get("undone", "")]
    said += [finding["words"] for finding in body.get("findings", [])]
    assert any(said)
    assert english_in_json(said) == []


def test_a_german_reader_gets_german_words_dates_and_numbers(
    reader: Callable[..., FlaskClient], article: Article
) -> None:
    client = reader(LEAD, language="de-AT")
    client.set_cookie("tz", "Europe/Berlin")
    desk, workbench = client.get("/").text, client.get(f"/articles/{article.uid}?at={START}").text

    assert '<html lang="de" dir="ltr">' in desk
    assert "Neuer Artikel" in desk
    assert ">01.01.2021</time>" in desk  # the last half hour of the year in UTC
    assert ">5. November 2026</time>" in workbench
    assert "Größtenteils widerlegt" in workbench
    assert "20.11.2026" in workbench
    assert "2 Zuschreibungen, 1 unabhängiger Ursprung" in workbench
    assert "Höchstens 1.000.000 Zeichen" in client.get("/articles/new").text


def test_ones_own_language_and_time_zone_hold_from_the_next_word_on(
    reader: Callable[..., FlaskClient], article: Article
) -> None:
    client = reader(LEAD)
    client.set_cookie("tz", "Europe/Berlin")
    saved = client.post(
        "/me/preferences", data={"locale": "de", "timezone": "America/New_York"}, follow_redirects=True
    ).text

    assert "Gespeichert." in saved
    assert '<html lang="de" dir="ltr" data-timezone="America/New_York">' in saved
    assert ">31.12.2020</time>" in client.get("/").text
    assert ">4. November 2026</time>" in client.get(f"/articles/{article.uid}").text


def test_numbers_in_messages_are_written_as_the_reader_writes_them(
    reader: Callable[..., FlaskClient], article: Article
) -> None:
    fields = {"at": START, "text": "ω" * 20_001}
    here = f"/articles/{article.uid}/rationale"
    said = {
        language: reader(LEAD, language=language).post(here, data=fields, headers=JSON).get_json()
        for language in ("en", "de")
    }

    assert "20,000" in said["en"]["error"]["message"]
    assert "20.001" in said["de"]["error"]["message"]
