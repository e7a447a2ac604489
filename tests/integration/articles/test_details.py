"""The details of an article are corrected by a lead or by who brought it in; nobody runs over somebody else."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from factcheck.accounts import queries as accounts
from factcheck.activity.models import Event
from factcheck.articles.models import Article
from factcheck.db import Database
from tests.integration.articles.conftest import put_in

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def article(database: Database) -> Article:
    with database.writing() as session:
        return put_in(session, publisher="The Meridian")


def opened(client: FlaskClient, article: Article) -> dict[str, str]:
    """What the form of the settings page sends when nothing is changed."""
    page = client.get(f"/articles/{article.uid}/settings")
    assert page.status_code == 200
    seen = re.search(r'name="seen"[^>]*value="(\w+)"', page.text)
    assert seen
    return {"title": article.title, "publisher": article.publisher, "lang": article.lang, "seen": seen[1]}


def save(client: FlaskClient, article: Article, **fields: str) -> TestResponse:
    return client.post(f"/articles/{article.uid}/settings", data=fields)


@pytest.mark.parametrize("name", ["robin", "lee", "ada"])
def test_who_brought_it_in_and_leads_correct_the_details(
    signed_in: SignIn, database: Database, article: Article, name: str
) -> None:
    client = signed_in(name)
    answer = save(client, article, **opened(client, article) | {"title": "Corrected", "due_at": "2026-12-01"})
    assert (answer.status_code, answer.location) == (303, f"/articles/{article.uid}")
    with database.reading() as session:
        stored = session.get_one(Article, article.id)
        assert (stored.title, stored.publisher) == ("Corrected", "The Meridian")
        assert stored.due_at is not None


def test_other_reviewers_see_the_details_and_may_not_change_them(
    signed_in: SignIn, database: Database, article: Article
) -> None:
    client = signed_in("sam")
    fields = opened(client, article)
    assert "disabled" in client.get(f"/articles/{article.uid}/settings").text
    assert save(client, article, **fields | {"title": "Mine"}).status_code == 403
    assert client.post(f"/articles/{article.uid}/remove").status_code == 403
    with database.reading() as session:
        assert session.scalar(select(func.count(Event.seq))) == 1


def test_outsiders_find_no_details(signed_in: SignIn, article: Article) -> None:
    client = signed_in("olga")
    assert client.get(f"/articles/{article.uid}/settings").status_code == 404
    assert save(client, article, title="Mine", lang="en").status_code == 404
    assert client.post(f"/articles/{article.uid}/remove").status_code == 404


def test_wrong_details_are_refused_and_kept(signed_in: SignIn, article: Article) -> None:
    client = signed_in("robin")
    fields = opened(client, article) | {"url": "ftp://example.org", "publisher": "Kept here"}
    answer = save(client, article, **fields)
    assert answer.status_code == 422
    assert 'value="ftp://example.org"' in answer.text
    assert 'value="Kept here"' in answer.text


def test_c37_a_correction_made_meanwhile_is_shown_before_it_is_overwritten(
    signed_in: SignIn, database: Database, article: Article
) -> None:
    robin, lee = signed_in("robin"), signed_in("lee")
    mine, theirs = opened(robin, article), opened(lee, article)
    assert save(lee, article, **theirs | {"title": "Of the lead"}).status_code == 303
    answer = save(robin, article, **mine | {"title": "Of the reviewer"})
    assert answer.status_code == 409
    assert 'value="Of the reviewer"' in answer.text
    assert "<b>Of the lead</b>" in answer.text
    seen = re.search(r'name="seen"[^>]*value="(\w+)"', answer.text)
    assert seen
    assert save(robin, article, **mine | {"title": "Of the reviewer", "seen": seen[1]}).status_code == 303
    with database.reading() as session:
        assert session.get_one(Article, article.id).title == "Of the reviewer"


def test_an_empty_title_keeps_the_one_there_was(
    signed_in: SignIn, database: Database, article: Article
) -> None:
    client = signed_in("robin")
    assert save(client, article, **opened(client, article) | {"title": " "}).status_code == 303
    with database.reading() as session:
        assert session.get_one(Article, article.id).title == article.title


def test_days_and_times_are_those_of_the_reader(
    signed_in: SignIn, database: Database, article: Article
) -> None:
    with database.writing() as session:
        accounts.get_user(session, "robin").timezone = "Asia/Tokyo"
    client = signed_in("robin")
    fields = opened(client, article)
    save(
        client,
        article,
        **fields | {"due_at": "2026-12-01", "due_at-time": "17:00", "published_at": "2026-11-30"},
    )
    with database.reading() as session:
        stored = session.get_one(Article, article.id)
        assert stored.due_at is not None
        assert stored.published_at is not None
        assert stored.due_at.isoformat() == "2026-12-01T08:00:00+00:00"
        assert stored.published_at.isoformat() == "2026-11-29T15:00:00+00:00"
    page = client.get(f"/articles/{article.uid}/settings").text
    assert 'value="2026-12-01"' in page
    assert 'value="17:00"' in page
    assert 'value="2026-11-30"' in page
    assert 'name="published_at-time" type="time" value=""' in page
