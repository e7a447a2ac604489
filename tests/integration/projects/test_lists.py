"""Each project shows its own and nothing of others: lists, switching, new articles, the API; archived and deleted."""

from __future__ import annotations

import json
import re

import pytest
from flask import Flask
from sqlalchemy import select

from factcheck.accounts import members, queries, tokens
from factcheck.accounts.models import Role
from factcheck.articles.models import Article
from factcheck.db import Database
from tests.integration.projects.conftest import CANARY, TEXT, Desks

LINK = re.compile(r'(?:href|hx-get|action)="(/[^"#]*)')


def test_the_desk_shows_one_project_and_remembers_which(desks: Desks) -> None:
    desks.put_in(desks.first, title="Ferry talks")
    desks.put_in(desks.second, title="Cup final")
    page = desks.get("ada", "/").text
    assert "Ferry talks" in page
    assert "Cup final" not in page
    assert '<details class="switch"' in page

    page = desks.get("ada", "/?project=sports").text
    assert "Cup final" in page
    assert "Ferry talks" not in page
    assert "Cup final" in desks.get("ada", "/").text
    assert "/projects/" + desks.second.uid in desks.get("ada", "/projects/links").location
    assert desks.get("ada", "/?project=nowhere").status_code == 404
    assert desks.get("nora", "/?project=desk").status_code == 404
    assert '<details class="switch"' not in desks.get("nora", "/").text


def test_an_article_goes_where_the_form_says_and_an_open_article_brings_its_project_along(
    desks: Desks,
) -> None:
    article = desks.put_in(desks.second)
    page = desks.get("ada", "/articles/new").text
    assert f'<option value="{desks.first.uid}" selected>' in page
    desks.get("ada", f"/articles/{article.uid}")
    page = desks.get("ada", "/articles/new").text
    assert f'<option value="{desks.second.uid}" selected>' in page
    shown = desks.post("ada", "/articles/new", text=TEXT, project=desks.first.uid, lang="en").text
    mark = re.search(r'name="shown"[^>]*value="([^"]+)"', shown)
    assert mark
    made = desks.post(
        "ada", "/articles", text=TEXT, lang="en", shown=mark[1], project=desks.first.uid, title="Here"
    )
    assert made.status_code == 303
    with desks.database.reading() as session:
        stored = session.scalars(select(Article).where(Article.title == "Here")).one()
    assert stored.project_id == desks.first.id


def test_the_api_names_a_project_where_there_are_several(app: Flask, desks: Desks) -> None:
    def token(name: str) -> dict[str, str]:
        with desks.database.writing() as session:
            user = queries.get_user(session, name)
            scopes = tokens.offered_scopes(session, user)
            made = tokens.create_token(session, user, name="t", scopes=scopes, days=1, actor=None)
        return {"Authorization": f"Bearer {made[1]}"}

    client, ada, nora = app.test_client(), token("ada"), token("nora")
    body = {"text": TEXT, "title": "By script"}
    unclear = client.post("/api/v1/articles", json=body, headers=ada)
    assert unclear.status_code == 422
    assert "desk, sports" in unclear.text
    assert client.post("/api/v1/articles?project=sports", json=body, headers=ada).status_code == 201
    assert client.post("/api/v1/articles", json=body, headers=nora).status_code == 201
    for refused in ("desk", desks.first.uid, "nowhere"):
        answer = client.post(f"/api/v1/articles?project={refused}", json=body, headers=nora)
        assert answer.status_code == 404
        assert "There are: sports." in answer.text
    assert client.post("/api/v1/articles?projects=x", json=body, headers=nora).status_code == 400

    def listed(headers: dict[str, str], query: str = "") -> list[str]:
        found = client.get("/api/v1/articles" + query, headers=headers).get_json()["articles"]
        return [entry["project"] for entry in found]

    assert listed(ada) == listed(nora) == [desks.second.uid] * 2
    assert listed(ada, "?project=desk") == []
    assert client.get("/api/v1/articles?project=desk", headers=nora).status_code == 404


@pytest.mark.sqlite
def test_c13_an_outsider_finds_nothing_of_another_project(desks: Desks) -> None:
    """A word that stands everywhere in the first project, and everything that its people and nora can open."""
    desks.post(
        "lee",
        f"/projects/{desks.first.uid}/settings",
        name=f"Desk {CANARY}",
        slug=f"desk-{CANARY}",
        lang="en",
        **{"seen-name": "Desk", "seen-slug": "desk", "seen-lang": "en"},
    )
    desks.post(
        "lee", f"/projects/{desks.first.uid}/guidelines", guidelines=f"Ask {CANARY}.", note=CANARY, seen="0"
    )
    desks.post("lee", f"/projects/{desks.first.uid}/verdicts", **{"mixed-name": CANARY})
    article = desks.put_in(desks.first, title=f"The {CANARY} affair", publisher=CANARY, byline=CANARY)
    place = {"at": "0", "url": f"https://{CANARY}.example/"}
    assert desks.post("dana", f"/articles/{article.uid}/evidence", **place).status_code == 303
    desks.post("dana", f"/articles/{article.uid}/verdict", at="0", verdict="mixed")
    hop = {"at": "0", "source": CANARY, "act": "asserts", "mode": "direct", "identification": "named"}
    desks.post("dana", f"/articles/{article.uid}/hops", **hop)
    starts = ["/", "/projects", "/sources", "/projects/links", "/projects/settings", "/me", "/keys", "/rules"]

    inside = _crawl(desks, "lee", starts)
    assert sum(CANARY in text for text in inside.values()) > 8, "the word is to be found by those inside"
    searches = [f"/?q={CANARY}", f"/sources?q={CANARY}", f"/?project=desk-{CANARY}", "/?state=removed"]
    outside = _crawl(desks, "nora", [*starts, *searches])
    found = {path for path, text in outside.items() if CANARY in text.replace(f"q={CANARY}", "")}
    # What somebody searched for stands in the field where they typed it, and nowhere else.
    assert found <= {f"/?q={CANARY}", f"/sources?q={CANARY}"}
    for path in found:
        assert outside[path].count(CANARY) == outside[path].count(f'value="{CANARY}"')
    for path in set(inside) - set(outside):
        answer = desks.get("nora", path)
        assert answer.status_code in (200, 303, 403, 404), path
        # A refusal repeats what was asked for, as an address that nora typed would be.
        said = answer.text.replace(f"desk-{CANARY}", "") if f"desk-{CANARY}" in path else answer.text
        assert CANARY not in said + json.dumps(list(answer.headers)), path


def _crawl(desks: Desks, name: str, starts: list[str]) -> dict[str, str]:
    """Every page that the person reaches by links, forms' addresses left out where they cannot be opened."""
    waiting = list(starts)
    seen: dict[str, str] = {}
    while waiting and len(seen) < 120:
        path = waiting.pop().replace("&amp;", "&")
        if path in seen or path.startswith(("/static", "/logout")):
            continue
        answer = desks.get(name, path)
        if answer.status_code == 303:
            waiting.append(answer.location)
            continue
        if answer.status_code == 200:
            seen[path] = answer.text
            waiting += LINK.findall(answer.text) if answer.mimetype == "text/html" else []
    return seen


def test_an_archived_project_is_read_only_everywhere(app: Flask, desks: Desks) -> None:
    article = desks.put_in(desks.first, by="dana")
    uid = desks.first.uid
    assert desks.post("dana", f"/projects/{uid}/archive").status_code == 403
    assert desks.post("lee", f"/projects/{uid}/archive").status_code == 303
    refused = {
        f"/articles/{article.uid}/verdict": {"at": "0", "verdict": "mixed"},
        f"/articles/{article.uid}/rationale": {"at": "0", "rationale": "kept typing"},
        f"/articles/{article.uid}/settings": {"title": "Other", "lang": "en"},
        f"/articles/{article.uid}/remove": {},
        f"/projects/{uid}/settings": {"name": "Other", "slug": "desk", "lang": "en"},
        f"/projects/{uid}/verdicts": {"mixed-name": "Half"},
        f"/projects/{uid}/guidelines": {"guidelines": "Text", "seen": "0"},
        f"/projects/{uid}/rules": {},
        f"/projects/{uid}/links/settings": {"fetch": "1"},
        f"/projects/{uid}/links/check": {},
        f"/projects/{uid}/members": {"name": "nora", "role": "reviewer"},
        f"/projects/{uid}/invites": {"role": "reviewer", "days": "1"},
        "/articles/new": {"text": TEXT},
        "/articles/sample": {},
    }
    for path, fields in refused.items():
        answer = desks.post("lee", path, **fields)
        assert answer.status_code == 403, path
        assert "This project is archived" in answer.text, path
    for path in (
        f"/articles/{article.uid}",
        f"/articles/{article.uid}/export",
        *(
            f"/projects/{uid}/{page}"
            for page in ("settings", "rules", "verdicts", "members", "ending", "links")
        ),
    ):
        assert desks.get("lee", path).status_code == 200, path
    with desks.database.writing() as session:
        user = queries.get_user(session, "lee")
        scopes = tokens.offered_scopes(session, user)
        secret = tokens.create_token(session, user, name="t", scopes=scopes, days=1, actor=None)[1]
    headers = {"Authorization": f"Bearer {secret}"}
    answer = app.test_client().post("/api/v1/articles?project=desk", json={"text": TEXT}, headers=headers)
    assert answer.status_code == 403
    assert "This project is archived" in answer.text

    assert 'href="/?project=desk"' not in desks.get("ada", "/?project=sports").text
    assert desks.post("lee", f"/projects/{uid}/bring-back").status_code == 303
    assert desks.post("dana", f"/articles/{article.uid}/verdict", at="0", verdict="mixed").status_code == 303
    assert desks.actions("project_state")[-2:] == ["project.archived", "project.brought_back"]


def test_a_deleted_project_is_gone_for_everybody_and_can_be_restored(desks: Desks) -> None:
    article = desks.put_in(desks.first, title="Ferry talks")
    uid = desks.first.uid
    assert desks.post("lee", f"/projects/{uid}/delete", typed="Desk").status_code == 403
    unsure = desks.post("ada", f"/projects/{uid}/delete", typed="desk")
    assert unsure.status_code == 422
    assert "exactly as it stands here" in unsure.text
    assert desks.post("ada", f"/projects/{uid}/delete", typed=" Desk ").status_code == 303
    assert "only project" in desks.post("ada", f"/projects/{desks.second.uid}/delete", typed="Sports").text
    for name in ("lee", "dana", "ada"):
        for path in (
            f"/articles/{article.uid}",
            f"/articles/{article.uid}/export",
            f"/projects/{uid}/guidelines",
        ):
            assert desks.get(name, path).status_code in (403, 404), (name, path)
        assert "Ferry talks" not in desks.get(name, "/").text
    page = desks.get("ada", "/projects").text
    assert "30 days left" in page
    assert "30 days left" not in desks.get("nora", "/projects").text

    assert desks.post("ada", f"/projects/{uid}/restore").status_code == 303
    assert desks.get("dana", f"/articles/{article.uid}").status_code == 200
    assert desks.actions("project_state")[-2:] == ["project.deleted", "project.restored"]


def test_a_link_into_a_deleted_project_is_void(desks: Desks, database: Database) -> None:
    made = desks.post("nora", f"/projects/{desks.second.uid}/invites", role="reviewer", days="1")
    assert made.status_code == 201
    desks.post("ada", f"/projects/{desks.second.uid}/delete", typed="Sports")
    newcomer = desks.browser("dana").application.test_client()
    newcomer.get("/welcome/" + made.text.split("/welcome/")[1].split('"')[0])
    answer = newcomer.post("/welcome", data={"name": "new", "password": "a green bicycle"})
    assert answer.status_code == 404
    with database.reading() as session:
        assert queries.find_user(session, "new") is None
        assert members.members_of(session, desks.second)[0].role is Role.LEAD
