"""What the API makes of bodies that are no good, and of requests that come more than once."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from factcheck.activity.models import Event, Receipt
from factcheck.annotation.models import Annotation, Claim
from factcheck.articles.models import Article
from factcheck.db import Database
from tests.integration.exchange.api import Script
from tests.integration.exchange.test_api import FULL, TEXT, claim_of

HOSTILE: dict[str, bytes] = {
    "nothing": b"",
    "not JSON": b"{verdict: mixed}",
    "cut off": b'{"verdict": "mix',
    "deep lists": b"[" * 100_000,
    "deep lists, closed": b"[" * 100_000 + b"]" * 100_000,
    "deep objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "deep inside": b'{"flags": ' + b"[" * 900 + b"]" * 900 + b"}",
    "a list": b"[]",
    "a text": b'"x"',
    "a number": b"1",
    "null": b"null",
    "true": b"true",
    "NaN": b'{"active_seconds": NaN}',
    "Infinity": b'{"active_seconds": -Infinity}',
    "too large for a float": b'{"active_seconds": 1e999}',
    "2^63": b'{"active_seconds": 9223372036854775808}',
    "a number of 10,000 digits": b'{"active_seconds": ' + b"9" * 10_000 + b"}",
    "a fraction": b'{"hops": [{"source": {"name": "A"}, "n_identified": 1.0}]}',
    "half a character": b'{"rationale": "\\ud83d"}',
    "half a character in a name": b'{"\\udc00": 1}',
    "half a character in UTF-8": b'{"rationale": "\xed\xa0\xbd"}',
    "not UTF-8": b'{"rationale": "\xff"}',
    "UTF-16": '{"rationale": "x"}'.encode("utf-16"),
    "NUL": b'{"rationale": "a\\u0000b"}',
    "a raw NUL": b'{"rationale": "a\x00b"}',
    "NUL in a name": b'{"a\\u0000b": 1}',
    "a member twice": b'{"verdict": "mixed", "verdict": "refuted"}',
    "an unknown member": b'{"verdicts": "mixed"}',
    "an unknown verdict": b'{"verdict": "maybe"}',
    "a list for a text": b'{"rationale": ["a"]}',
    "an object for a list": b'{"flags": {"0": "satire"}}',
    "a flag twice": b'{"flags": ["satire", "satire"]}',
    "a day that is none": b'{"evidence": [{"url": "https://a.example", "published_at": "2026-02-30"}]}',
    "a hop of nothing": b'{"hops": [{"source": {}}]}',
    "a hop from itself": b'{"hops": [{"source": {"name": "A"}, "via": [0]}]}',
    "a hop from nowhere": b'{"hops": [{"source": {"name": "A"}, "via": [7]}]}',
    "a hop from another chain": b'{"hops": [{"source": {"name": "A"}, "via": ["000000000000000000"]}]}',
    "evidence of somebody else": b'{"evidence": [{"id": "000000000000000000", "url": "https://a.example"}]}',
    "a name of spaces": b'{"hops": [{"source": {"name": "  "}}]}',
    "a trailing line feed": b'{"evidence": [{"url": "https://a.example/\\n"}]}',
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_c18_a_body_that_is_no_good_is_refused_and_changes_nothing(
    script: Script, database: Database, body: bytes
) -> None:
    path = claim_of(script)
    article = script.get("/articles").get_json()["articles"][0]["id"]
    answers = [
        script.put(path, body, If_None_Match="*"),
        script.post("/articles", body),
        script.post(f"/articles/{article}/claims", body),
    ]
    for answer in answers:
        assert answer.status_code in (400, 422), answer.text
        assert answer.get_json()["error"]["message"]
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Annotation)) == 0
        assert session.scalar(select(func.count()).select_from(Event)) == 2 + people_events(database)


def people_events(database: Database) -> int:
    """How many events tell of people and their tokens: none of these is about the desk's work."""
    with database.reading() as session:
        return session.scalar(select(func.count()).where(Event.article_id.is_(None))) or 0


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_another_content_type_is_415(script: Script, kind: str) -> None:
    answer = script.post("/articles", b'{"text": "One. Two."}', Content_Type=kind)
    assert answer.status_code == 415
    assert answer.get_json()["error"]["status"] == 415


def test_c19_a_body_of_50_mb_is_413(script: Script, database: Database) -> None:
    path = claim_of(script)
    large = b'{"text": "' + b"a" * 50_000_000 + b'"}'
    assert script.post("/articles", large).status_code == 413
    assert script.put(path, large, If_None_Match="*").status_code == 413


@pytest.mark.parametrize(
    ("limit", "make"),
    [
        (20_000, lambda text: {"rationale": text}),
        (20_000, lambda text: {"notes": text}),
        (20_000, lambda text: {"notes": {"text": text, "sealed": True}}),
        (500, lambda text: {"evidence": [{"url": "https://a.example", "title": text}]}),
        (5_000, lambda text: {"evidence": [{"url": "https://a.example", "quote": text}]}),
        (300, lambda text: {"hops": [{"source": {"name": text}}]}),
    ],
)
def test_c20_a_text_at_its_limit_is_kept_and_one_over_it_is_refused(
    script: Script, limit: int, make: Callable[[str], dict[str, Any]]
) -> None:
    path = claim_of(script)
    over = script.put(path, make("é" * limit + "é"), If_None_Match="*")
    assert over.status_code == 422, over.text
    assert over.get_json()["error"]["field"].startswith("$.")
    assert script.put(path, make("é" * limit), If_None_Match="*").status_code == 201


def test_c20_an_article_and_a_claim_one_over_their_limit_are_refused(script: Script) -> None:
    at_limit = "Word " * 199_999 + "End."
    assert script.post("/articles", {"text": at_limit, "title": "t" * 500, "lang": "en"}).status_code == 201
    for body in (
        {"text": at_limit + "..", "lang": "en"},
        {"text": TEXT, "title": "t" * 501},
        {"text": TEXT, "byline": "t" * 301},
        {"text": TEXT, "url": "https://a.example/" + "t" * 2_000},
    ):
        assert script.post("/articles", body).status_code == 422
    article = script.post("/articles", {"text": TEXT, "lang": "en"}).get_json()["id"]
    claim = {"spans": [{"start": 0, "end": 5}], "text": "t" * 501}
    assert script.post(f"/articles/{article}/claims", claim).status_code == 422


def test_c38_one_key_sent_20_times_in_parallel_makes_one_annotation_and_one_answer(
    app: Flask, script: Script, database: Database
) -> None:
    path = claim_of(script)
    answers: list[tuple[int, str, str | None]] = []
    start = threading.Barrier(20)

    def send() -> None:
        mine = Script(app.test_client(), script.token)
        start.wait()
        answer = mine.put(path, FULL, If_None_Match="*", Idempotency_Key="key-1")
        answers.append((answer.status_code, answer.text, answer.headers.get("ETag")))

    threads = [threading.Thread(target=send) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 20
    assert len(set(answers)) == 1
    assert answers[0][0] == 201
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Annotation)) == 1
        assert session.scalar(select(func.count()).select_from(Receipt)) == 1
    other = script.put(path, FULL | {"rationale": "Other"}, If_None_Match="*", Idempotency_Key="key-1")
    assert other.status_code == 422


def test_c38_articles_and_claims_sent_again_under_their_key_are_made_once(
    script: Script, database: Database
) -> None:
    first = script.post("/articles", {"text": TEXT}, Idempotency_Key="a")
    again = script.post("/articles", {"text": TEXT}, Idempotency_Key="a")
    assert (first.status_code, first.data, first.headers["Location"]) == (
        201,
        again.data,
        again.headers["Location"],
    )
    path = f"/articles/{first.get_json()['id']}/claims"
    claims = [script.post(path, {"spans": [{"start": 0, "end": 5}]}, Idempotency_Key="b") for _ in range(2)]
    assert claims[0].data == claims[1].data
    assert script.post(path, {"spans": [{"start": 0, "end": 4}]}, Idempotency_Key="b").status_code == 422
    assert script.post(path, {"spans": [{"start": 0, "end": 4}]}, Idempotency_Key="k" * 81).status_code == 422
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Article)) == 1
        assert session.scalar(select(func.count()).select_from(Claim)) == 1


def test_every_refusal_has_the_form_that_is_documented(script: Script) -> None:
    for answer in (
        script.get("/nothing"),
        script.send("DELETE", "/articles", None, {}),
        script.post("/articles", b"{"),
    ):
        error = json.loads(answer.data)["error"]
        assert (error["status"], bool(error["message"])) == (answer.status_code, True)
