"""Mending over HTTP: a receipt for the page's script, a way back to the page without one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from factcheck.activity.models import Event
from factcheck.articles.models import Article
from factcheck.db import Database
from tests.integration.articles.conftest import TEXT, put_in

SignIn = Callable[[str], FlaskClient]
MINISTER, QUOTE, NOBODY = TEXT.index("Transport"), TEXT.index('"We'), TEXT.index("Nobody")
MET = TEXT.index("met")


@pytest.fixture
def article(database: Database) -> Article:
    with database.writing() as session:
        return put_in(session)


def mend(client: FlaskClient, article: Article, path: str, key: str = "", **fields: Any) -> TestResponse:
    headers = {"Accept": "application/json"} | ({"Idempotency-Key": key} if key else {})
    return client.post(f"/articles/{article.uid}/{path}", data=fields, headers=headers)


def test_a_split_answers_with_the_sentences_as_they_are_now(signed_in: SignIn, article: Article) -> None:
    answer = mend(signed_in("robin"), article, "split", at=MINISTER, offset=MET)
    assert answer.status_code == 200
    receipt = answer.get_json()
    assert receipt == {
        "segments": [[MINISTER, MET - 1, "body", 1], [MET, QUOTE - 1, "body", 1]],
        "removed": [],
        "seq": receipt["change"],
        "change": receipt["seq"],
    }


def test_a_merge_names_the_start_that_is_gone(signed_in: SignIn, article: Article) -> None:
    receipt = mend(signed_in("robin"), article, "merge", at=MINISTER).get_json()
    assert (receipt["segments"], receipt["removed"]) == ([[MINISTER, NOBODY - 1, "body", 1]], [QUOTE])


def test_a_kind_is_set_and_setting_it_again_changes_nothing(signed_in: SignIn, article: Article) -> None:
    client = signed_in("robin")
    first = mend(client, article, "kind", at=MINISTER, kind="caption").get_json()
    assert first["segments"] == [[MINISTER, QUOTE - 1, "caption", 1]]
    again = mend(client, article, "kind", at=MINISTER, kind="caption").get_json()
    assert again == {"segments": [], "removed": [], "seq": None, "change": None}


def test_without_a_script_the_reader_comes_back_to_the_sentence(signed_in: SignIn, article: Article) -> None:
    answer = signed_in("robin").post(f"/articles/{article.uid}/merge", data={"at": MINISTER})
    assert (answer.status_code, answer.location) == (303, f"/articles/{article.uid}?at={MINISTER}")


def test_undo_takes_a_mending_back(signed_in: SignIn, article: Article, database: Database) -> None:
    client = signed_in("robin")
    mend(client, article, "split", at=MINISTER, offset=MET)
    answer = client.post(f"/articles/{article.uid}/undo", headers={"Accept": "application/json"})
    assert answer.status_code == 200
    with database.reading() as session:
        actions = session.scalars(select(Event.action).order_by(Event.seq)).all()
    assert actions == ["article.created", "segment.split", "segmentation.reverted"]


def test_c38_the_same_key_sent_twice_parts_the_sentence_once(
    signed_in: SignIn, article: Article, database: Database
) -> None:
    client = signed_in("robin")
    first = mend(client, article, "split", "key-0123456789abcdef", at=MINISTER, offset=MET)
    second = mend(client, article, "split", "key-0123456789abcdef", at=MINISTER, offset=MET)
    assert first.get_json() == second.get_json()
    with database.reading() as session:
        assert session.scalar(select(func.count(Event.seq))) == 2


@pytest.mark.parametrize(
    ("path", "fields", "field"),
    [
        ("split", {"at": MINISTER, "offset": -1}, "offset"),
        ("split", {"at": MINISTER, "offset": MINISTER}, "offset"),
        ("split", {"at": MINISTER, "offset": MINISTER - 5}, "offset"),
        ("split", {"at": MINISTER, "offset": len(TEXT) + 1}, "offset"),
        ("split", {"at": MINISTER, "offset": 2**63}, "offset"),
        ("split", {"at": MINISTER, "offset": "12.5"}, "offset"),
        ("split", {"at": MINISTER, "offset": "٣"}, "offset"),
        ("split", {"at": MINISTER}, "offset"),
        ("split", {"offset": MET}, "at"),
        ("merge", {"at": "x"}, "at"),
        ("merge", {"at": NOBODY}, "at"),
        ("kind", {"at": MINISTER, "kind": "poem"}, "kind"),
        ("kind", {"at": MINISTER}, "kind"),
    ],
)
def test_c21_what_is_no_place_in_the_sentence_is_refused(
    signed_in: SignIn, article: Article, path: str, fields: dict[str, Any], field: str
) -> None:
    answer = mend(signed_in("robin"), article, path, **fields)
    assert answer.status_code == 422
    assert answer.get_json()["error"]["field"] == field


@pytest.mark.parametrize("at", [MINISTER + 1, -5, 9_999_999_999])
def test_c21_a_place_where_no_sentence_starts_is_a_conflict(
    signed_in: SignIn, article: Article, at: int
) -> None:
    assert mend(signed_in("robin"), article, "merge", at=at).status_code == 409


def test_outsiders_find_nothing_to_mend_and_nobody_signs_in(
    client: FlaskClient, signed_in: SignIn, article: Article
) -> None:
    for path in ("split", "merge", "kind"):
        assert mend(signed_in("olga"), article, path, at=MINISTER, offset=MET, kind="body").status_code == 404
        assert mend(client, article, path, at=MINISTER, offset=MET, kind="body").status_code == 401


def test_a_removed_article_is_not_mended(signed_in: SignIn, article: Article) -> None:
    client = signed_in("robin")
    client.post(f"/articles/{article.uid}/remove")
    assert mend(client, article, "merge", at=MINISTER).status_code == 404
