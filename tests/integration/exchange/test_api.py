"""The API: articles in and out, claims, one's own annotation."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from factcheck.accounts.models import Project, Role, User
from factcheck.activity.models import Event
from factcheck.activity.service import verify
from factcheck.annotation.models import Annotation, Evidence, Hop
from factcheck.annotation.service.merging import merge_sources
from factcheck.articles.models import Article
from factcheck.db import Database
from factcheck.exchange.intake import check_document
from factcheck.exchange.parsing import parse
from factcheck.sources.models import Source
from factcheck.sources.service.naming import name_source
from tests.integration.exchange.api import Script

TEXT = "Ferry talks resume 🚢 in Port Alder\n\nTransport minister Ilse Halden met the envoy. Nobody expected that.\n"
FULL: dict[str, Any] = {
    "verdict": "mixed",
    "flags": ["misleading"],
    "rationale": "Because.",
    "confidence": "low",
    "notes": "Ring back",
    "evidence": [
        {
            "url": "https://a.example/1",
            "title": "One",
            "tier": 1,
            "stance": "supports",
            "published_at": "2026-01-02",
        },
        {"url": "https://b.example/2", "quote": "two"},
    ],
    "hops": [
        {"source": {"name": "The Daily"}, "identification": "outlet", "act": "quotes"},
        {"source": {"name": "Agency 24"}, "via": [], "located_evidence": 1, "located": "original_located"},
        {
            "source": {"name": None, "description": "an official"},
            "identification": "unnamed_described",
            "via": [0, 1],
            "reliability": "F",
            "credibility": 6,
        },
    ],
    "status": "draft",
}


def claim_of(script: Script) -> str:
    """A new article with one claim; the address of the annotation."""
    article = script.post("/articles", {"text": TEXT, "lang": "en"}).get_json()["id"]
    made = script.post(f"/articles/{article}/claims", {"spans": [{"exact": "met the envoy"}]})
    assert made.status_code == 201, made.text
    return made.headers["Location"].removeprefix("/api/v1")


def test_a_text_becomes_an_article_that_is_listed_and_read_as_a_document(script: Script) -> None:
    made = script.post(
        "/articles",
        {
            "text": TEXT,
            "title": "Ferries",
            "publisher": "The Gazette",
            "published_at": "2026-03-01T10:00:00+02:00",
        },
    )
    assert made.status_code == 201, made.text
    entry = made.get_json()
    assert made.headers["Location"] == f"/api/v1/articles/{entry['id']}"
    assert (entry["title"], entry["published_at"], entry["claims"]) == (
        "Ferries",
        "2026-03-01T08:00:00.000000Z",
        0,
    )
    assert script.get("/articles").get_json() == {"articles": [entry], "next": None}
    found = script.get(f"/articles/{entry['id']}")
    document = parse(found.data)
    check_document(document)
    assert document["revisions"][0]["text"] == TEXT
    assert document["revisions"][0]["origin"] == "api"
    assert document["article"]["created_by"] == "robin"
    again = script.get(f"/articles/{entry['id']}", If_None_Match=found.headers["ETag"])
    assert again.status_code == 304
    line = script.get(f"/articles/{entry['id']}", Accept="application/x-ndjson")
    assert line.mimetype == "application/x-ndjson"
    assert line.data.count(b"\n") == 1
    assert parse(line.data) == document


def test_markdown_and_html_are_read_as_the_sender_says(script: Script) -> None:
    page = (
        "<html lang=en><title>Boats</title><article><p>" + "Boats sail again today, says the harbour. " * 30
    )
    html = script.post("/articles", {"text": page, "format": "html"})
    markdown = script.post("/articles", {"text": "# Ferries\n\nThey sail again.", "format": "markdown"})
    assert [each.status_code for each in (html, markdown)] == [201, 201], html.text + markdown.text
    assert markdown.get_json()["title"] == "Ferries"


def test_the_list_is_paged_and_searched_newest_first(script: Script) -> None:
    ids = [
        script.post("/articles", {"text": TEXT, "title": f"Story {n} 100%"}).get_json()["id"]
        for n in range(5)
    ]
    first = script.get("/articles?limit=2").get_json()
    second = script.get(f"/articles?limit=2&cursor={first['next']}").get_json()
    third = script.get(f"/articles?limit=2&cursor={second['next']}").get_json()
    listed = [each["id"] for page in (first, second, third) for each in page["articles"]]
    assert sorted(listed) == sorted(ids)
    assert listed == sorted(ids, reverse=True)
    assert third["next"] is None
    assert [each["id"] for each in script.get("/articles?q=story 3").get_json()["articles"]] == [ids[3]]
    assert len(script.get("/articles?q=100%25").get_json()["articles"]) == 5
    assert script.get("/articles?q=%25%25").get_json()["articles"] == []


@pytest.mark.parametrize(
    "query", ["sort=title", "limit=0", "limit=1e9", "limit=101", "cursor=x", "cursor=%00", "q=%00"]
)
def test_c15_parameters_outside_the_allowed_list_are_refused(script: Script, query: str) -> None:
    answer = script.get(f"/articles?{query}")
    assert answer.status_code == 400
    assert answer.get_json()["error"]["status"] == 400


def test_a_document_posted_comes_back_with_the_same_content_and_only_once(
    script: Script, database: Database, new_script: Callable[..., Script]
) -> None:
    path = claim_of(script)
    script.put(path, FULL, If_None_Match="*")
    uid = script.get("/articles").get_json()["articles"][0]["id"]
    document = parse(script.get(f"/articles/{uid}").data)
    answer = script.post("/articles", document)
    assert (answer.status_code, "here already" in answer.get_json()["error"]["message"]) == (409, True)
    _change_ids(document)
    stranger = new_script("sam")
    assert stranger.post("/articles", document).status_code == 403
    lead = new_script("lee", Role.LEAD)
    made = lead.post("/articles", document)
    assert made.status_code == 201, made.text
    assert parse(lead.get(f"/articles/{document['article']['id']}").data) == document


def test_what_was_read_of_a_source_that_was_identified_since_can_be_sent_back_as_it_is(
    script: Script, database: Database
) -> None:
    path = claim_of(script)
    script.put(path, FULL, If_None_Match="*")
    with database.writing() as session:
        official = session.scalars(select(Source).where(Source.description == "an official")).one()
        article = session.get_one(Article, official.article_id)
        jane = name_source(session, article, "Jane Doe", named=True)
        actor = session.get_one(User, article.created_by_id)
        merge_sources(session, official, into=jane, actor=actor)
    read = script.get(path)
    record = read.get_json()
    assert [hop["source"]["name"] for hop in record["hops"]] == ["The Daily", "Agency 24", "Jane Doe"]
    assert record["hops"][2]["identification"] == "unnamed_described"
    answer = script.put(path, record | {"verdict": "refuted"}, If_Match=read.headers["ETag"])
    assert answer.status_code == 200, answer.text
    assert answer.get_json()["hops"] == record["hops"]


def _change_ids(document: dict[str, Any]) -> None:
    """Give everything but the project and the sources that it knows other ids."""
    text = json.dumps(document)
    parts = [document["article"], *document["revisions"], *document["claims"]]
    for claim in document["claims"]:
        for annotation in claim["annotations"]:
            parts += [annotation, *annotation["evidence"], *annotation["hops"]]
            parts += [hop["source"] for hop in annotation["hops"] if hop["source"]["name"] is None]
    for number, part in enumerate(parts):
        text = text.replace(part["id"], f"0{number:017}")
    document.clear()
    document.update(json.loads(text))
    document["sources"].sort(key=lambda source: str(source["id"]))


def test_a_bad_document_is_refused_with_the_path_of_the_fault(script: Script, database: Database) -> None:
    claim_of(script)
    uid = script.get("/articles").get_json()["articles"][0]["id"]
    document = parse(script.get(f"/articles/{uid}").data)
    document["claims"][0]["spans"][0]["exact"] = "met the ambassador"
    answer = script.post("/articles", document)
    assert answer.status_code == 422
    assert answer.get_json()["error"]["field"] == "$.claims[0].spans[0].exact"


def test_claims_are_marked_by_offsets_or_by_words_and_come_back_exactly(script: Script) -> None:
    uid = script.post("/articles", {"text": TEXT, "lang": "en"}).get_json()["id"]
    start = TEXT.index("🚢")
    made = script.post(
        f"/articles/{uid}/claims",
        {
            "spans": [{"start": start, "end": start + 1}, {"exact": "t", "prefix": "me", "suffix": " the"}],
            "text": "It sails",
            "types": ["causal"],
            "priority": "high",
            "checkable": False,
        },
    )
    assert made.status_code == 201, made.text
    claim = made.get_json()
    assert [span["exact"] for span in claim["spans"]] == ["🚢", "t"]
    assert (claim["text"], claim["types"], claim["priority"], claim["checkable"]) == (
        "It sails",
        ["causal"],
        "high",
        False,
    )
    document = parse(script.get(f"/articles/{uid}").data)
    assert document["claims"] == [claim]


@pytest.mark.parametrize(
    "span",
    [
        {"start": -1, "end": 3},
        {"start": 5, "end": 5},
        {"start": 9, "end": 4},
        {"start": 0, "end": 10_000},
        {"start": 2**63, "end": 2**63 + 1},
        {"start": 0.0, "end": 5},
        {"start": True, "end": 5},
        {"start": TEXT.index("\n"), "end": TEXT.index("\n") + 1},
        {"exact": "not in the text"},
        {"exact": "e"},
        {"start": 0, "end": 5, "exact": "Other"},
        {"start": 0},
        {},
    ],
)
def test_c21_spans_that_are_not_in_the_text_are_refused(script: Script, span: dict[str, Any]) -> None:
    uid = script.post("/articles", {"text": TEXT, "lang": "en"}).get_json()["id"]
    answer = script.post(f"/articles/{uid}/claims", {"spans": [span]})
    assert answer.status_code == 422
    assert answer.get_json()["error"]["field"].startswith("$.spans")


def test_a_whole_annotation_is_put_and_read_and_put_back_unchanged(
    script: Script, database: Database
) -> None:
    path = claim_of(script)
    assert script.get(path).status_code == 404
    made = script.put(path, FULL, If_None_Match="*")
    assert made.status_code == 201, made.text
    annotation = made.get_json()
    hops = annotation["hops"]
    assert annotation["notes"] == "Ring back"
    assert [hop["via"] for hop in hops] == [[], [], [hops[0]["id"], hops[1]["id"]]]
    assert hops[1]["located_evidence"] == annotation["evidence"][1]["id"]
    assert annotation["summary"]["independent_roots"] == 1
    read = script.get(path)
    assert (read.get_json(), read.headers["ETag"]) == (annotation, made.headers["ETag"])
    with database.reading() as session:
        events = session.scalar(select(func.max(Event.seq)))
    back = script.put(path, annotation, If_Match=read.headers["ETag"])
    assert (back.status_code, back.get_json(), back.headers["ETag"]) == (
        200,
        annotation,
        read.headers["ETag"],
    )
    with database.reading() as session:
        assert session.scalar(select(func.max(Event.seq))) == events
        assert verify(session) is None


def test_evidence_and_hops_are_edited_reordered_added_and_removed_by_their_ids(script: Script) -> None:
    path = claim_of(script)
    made = script.put(path, FULL, If_None_Match="*")
    before = made.get_json()
    one, two = before["evidence"]
    first, second, third = before["hops"]
    after = {
        "evidence": [{"url": "https://c.example/"}, two | {"title": "Second"}],
        "hops": [third | {"via": None}, {"source": {"name": "New"}, "via": [0, first["id"]]}, first],
    }
    answer = script.put(path, after, If_Match=made.headers["ETag"])
    assert answer.status_code == 200, answer.text
    found = answer.get_json()
    assert [piece["url"] for piece in found["evidence"]] == ["https://c.example/", "https://b.example/2"]
    assert found["evidence"][1]["id"] == two["id"]
    assert found["evidence"][1]["title"] == "Second"
    assert one["id"] not in str(found)
    assert second["id"] not in str(found)
    assert [hop["id"] for hop in found["hops"]][::2] == [third["id"], first["id"]]
    assert found["hops"][1]["via"] == [third["id"], first["id"]]
    assert (found["verdict"], found["rationale"], found["notes"]) == (None, "", "Ring back")


def test_a_note_is_sealed_kept_and_emptied_without_being_read(script: Script, database: Database) -> None:
    path = claim_of(script)

    def stored() -> tuple[str, bool]:
        with database.reading() as session:
            annotation = session.scalars(select(Annotation)).one()
            return annotation.note, annotation.note_sealed

    made = script.put(path, {"notes": {"text": "canary", "sealed": True}}, If_None_Match="*")
    assert "canary" not in made.text + script.get(path).text
    assert stored() == ("canary", True)
    back = script.put(path, made.get_json() | {"verdict": "mixed"}, If_Match=made.headers["ETag"])
    assert stored() == ("canary", True)
    script.put(path, {"notes": ""}, If_Match=back.headers["ETag"])
    assert stored() == ("", False)


def test_evidence_is_sealed_and_stays_without_being_read(script: Script, database: Database) -> None:
    path = claim_of(script)
    canary = {"url": "https://canary.example/", "sealed": True}
    made = script.put(
        path, FULL | {"evidence": [canary, *FULL["evidence"]]} | {"hops": []}, If_None_Match="*"
    )
    assert made.status_code == 201, made.text
    assert "canary" not in made.text + script.get(path).text

    def stored() -> dict[str, bool]:
        with database.reading() as session:
            query = select(Evidence).where(Evidence.removed_at.is_(None)).order_by(Evidence.position)
            return {piece.url: piece.sealed for piece in session.scalars(query)}

    one, two = made.get_json()["evidence"]
    same = script.put(path, made.get_json(), If_Match=made.headers["ETag"])
    assert same.headers["ETag"] == made.headers["ETag"]
    hop = {"source": {"name": "The Daily"}, "identification": "outlet", "located": "original_located"}
    back = script.put(
        path, {"evidence": [two, one], "hops": [hop | {"located_evidence": 1}]}, If_Match=same.headers["ETag"]
    )
    assert list(stored().items()) == [
        ("https://b.example/2", False), ("https://a.example/1", False), ("https://canary.example/", True),
    ]  # fmt: skip
    sealed = [two, one | {"sealed": True}]
    kept = script.put(path, back.get_json() | {"evidence": sealed}, If_Match=back.headers["ETag"]).get_json()
    assert [piece["id"] for piece in kept["evidence"]] == [two["id"]]
    assert kept["hops"][0]["located_evidence"] is None
    again = script.put(path, kept, If_Match="*")
    with database.reading() as session:
        assert session.scalars(select(Hop.located_evidence_id)).one() is not None
    script.put(path, again.get_json() | {"evidence": [one]}, If_Match="*")
    assert stored() == {"https://a.example/1": False, "https://canary.example/": True}


def test_submitting_asks_what_the_project_asks(script: Script) -> None:
    path = claim_of(script)
    bare = {"verdict": "supported", "status": "submitted"}
    answer = script.put(path, bare, If_None_Match="*")
    assert (answer.status_code, answer.get_json()["error"]["field"]) == (422, "$.status")
    assert script.get(path).status_code == 404
    done = script.put(path, FULL | {"status": "submitted"}, If_None_Match="*")
    assert (done.status_code, done.get_json()["status"]) == (201, "submitted")
    assert done.get_json()["submitted_at"]
    reopened = script.put(path, FULL, If_Match=done.headers["ETag"])
    assert (reopened.get_json()["status"], reopened.get_json()["submitted_at"]) == ("draft", None)


def test_c37_a_stale_version_is_412_and_none_is_428_and_nothing_changes(script: Script) -> None:
    path = claim_of(script)
    assert script.put(path, FULL).status_code == 428
    assert script.put(path, FULL, If_Match='"1"').status_code == 412
    made = script.put(path, FULL, If_None_Match="*")
    assert script.put(path, FULL, If_None_Match="*").status_code == 412
    newer = script.put(path, FULL | {"rationale": "Newer"}, If_Match=made.headers["ETag"])
    assert newer.status_code == 200
    stale = script.put(path, FULL | {"rationale": "Older"}, If_Match=made.headers["ETag"])
    assert (stale.status_code, stale.get_json()["error"]["status"]) == (412, 412)
    assert script.get(path).get_json()["rationale"] == "Newer"
    assert script.put(path, FULL, If_Match="*").status_code == 200


def test_c27_evidence_takes_web_addresses_only(script: Script, database: Database) -> None:
    path = claim_of(script)
    for url in (
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.example/",
        "file:///etc/passwd",
        "//a.example",
        "a b",
    ):
        answer = script.put(path, {"evidence": [{"url": url}]}, If_None_Match="*")
        assert (answer.status_code, answer.get_json()["error"]["field"]) == (422, "$.evidence[0].url"), url
        assert script.post("/articles", {"text": TEXT, "url": url}).status_code == 422
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Evidence)) == 0


def test_c14_members_that_are_not_theirs_to_set_change_nothing(script: Script, database: Database) -> None:
    path = claim_of(script)
    for extra in (
        {"version": 9},
        {"reviewer_id": 1},
        {"project_id": 2},
        {"role": "admin"},
        {"note_sealed": True},
    ):
        assert script.put(path, FULL | extra, If_None_Match="*").status_code == 422
    made = script.put(path, FULL | {"reviewer": "somebody else", "active_seconds": 99}, If_None_Match="*")
    assert (made.get_json()["reviewer"], made.get_json()["active_seconds"]) == ("robin", 0)


def test_nobody_gets_in_without_a_token_and_a_cookie_is_none(
    app: Flask, client: FlaskClient, script: Script
) -> None:
    for path in ("/articles", "/articles/000000000000000000", "/claims/000000000000000000/annotation"):
        answer = client.get(f"/api/v1{path}")
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert answer.get_json()["error"]["status"] == 401


def test_what_is_not_there_or_not_yours_reads_alike(script: Script, database: Database) -> None:
    path = claim_of(script)
    with database.writing() as session:
        other = Project(slug="other", name="Other")
        session.add(other)
        session.flush()
        session.scalars(select(Article)).one().project_id = other.id
        uid = session.scalars(select(Article.uid)).one()
    answers = [
        script.get(f"/articles/{uid}"),
        script.get("/articles/000000000000000000"),
        script.get("/articles/%00"),
        script.get(path),
        script.put(path, FULL, If_None_Match="*"),
        script.post(f"/articles/{uid}/claims", {"spans": [{"start": 0, "end": 3}]}),
    ]
    assert [answer.status_code for answer in answers] == [404] * len(answers)
    assert script.get("/articles").get_json()["articles"] == []


def test_the_export_button_gives_the_bytes_of_the_api_under_a_safe_name(
    script: Script, enter: Callable[..., FlaskClient]
) -> None:
    title = 'Ünter "../\r\n<b>\u202e.exe 東京'
    uid = script.post("/articles", {"text": TEXT, "title": " ".join(title.split())}).get_json()["id"]
    answer = enter("dana").get(f"/articles/{uid}/export")
    assert answer.status_code == 200
    assert answer.data == script.get(f"/articles/{uid}").data
    assert answer.headers["Content-Disposition"] == f'attachment; filename="unter-b-exe-{uid}.json"'
