"""The page of what an article rests on: whose records it counts, what it says, and the ways from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from factcheck.accounts import queries as accounts
from factcheck.accounts.models import Role
from factcheck.articles.models import Article, Origin
from factcheck.articles.segmentation import cut
from factcheck.articles.service import create_article
from factcheck.db import Database

TEXT = "The line is closed. The quay was sold. Nobody was asked."
STARTS = [TEXT.index(word) for word in ("The line", "The quay", "Nobody")]
Enter = Callable[..., FlaskClient]


@pytest.fixture
def article(app: Flask, database: Database, enter: Enter) -> Article:
    """An article that dana and robin (reviewers) and lee (a lead) can work on."""
    app.config["WTF_CSRF_ENABLED"] = False
    for name, role in (("dana", Role.REVIEWER), ("robin", Role.REVIEWER), ("lee", Role.LEAD)):
        enter(name, role=role)
    with database.writing() as session:
        return create_article(
            session,
            accounts.get_default_project(session),
            actor=accounts.get_user(session, "lee"),
            text=TEXT,
            cuts=cut(TEXT, "en"),
            lang="en",
            origin=Origin.PASTE,
            publisher="The Meridian",
        )


@pytest.fixture
def hops(article: Article, enter: Enter) -> Callable[..., list[str]]:
    """`hops(0, "Radio", "a clerk", by="dana")`: record a chain on that sentence; the hops' uids."""

    def add(number: int, *names: str, by: str = "dana", **more: Any) -> list[str]:
        made = []
        for name in names:
            fields = {"at": STARTS[number], "source": name, **more}
            answer = enter(by).post(
                f"/articles/{article.uid}/hops", data=fields, headers={"Accept": "application/json"}
            )
            assert answer.status_code == 200, answer.text
            made.append(answer.get_json()["hop"])
        return made

    return add


def page(enter: Enter, article: Article, name: str = "dana") -> str:
    answer = enter(name).get(f"/articles/{article.uid}/sources")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.text)


def roots(html: str) -> list[str]:
    """The sources of the table of roots, in order."""
    table = html[html.index('id="roots-title"') :].split("</table>", maxsplit=1)[0]
    return re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a>', table)


def test_without_a_chain_it_says_how_to_begin(enter: Enter, article: Article) -> None:
    html = page(enter, article)
    assert "No chain has been recorded yet" in html
    assert "<svg" not in html.split("<main")[1]


def test_roots_are_listed_by_how_many_claims_end_there(
    enter: Enter, article: Article, hops: Callable[..., list[str]]
) -> None:
    hops(0, "Radio Veldt", "a clerk")
    hops(1, "Dalia Venn")
    hops(2, "Dalia Venn")
    html = page(enter, article)
    assert roots(html) == ["Dalia Venn", "a clerk"]
    assert "3 claims have a chain. They come down to 2 roots, 1 of them named." in html
    assert "The most claims rest on Dalia Venn (2)." in html
    assert "1 claim rests on a single unnamed source" in html
    assert f"at={STARTS[1]}&amp;claim=" in html
    assert html.count("<foreignObject") == 4


def test_others_drafts_are_counted_for_leads_alone_and_what_was_submitted_for_everybody_where_nothing_is_blind(
    enter: Enter, article: Article, hops: Callable[..., list[str]], database: Database
) -> None:
    with database.writing() as session:
        accounts.get_default_project(session).policy = {"pack": "standard", "blind": "off"}
    hops(0, "Radio Veldt", by="robin")
    assert "No chain has been recorded yet" in page(enter, article)
    assert roots(page(enter, article, "lee")) == ["Radio Veldt"]
    here = f"/articles/{article.uid}"
    client, json = enter("robin"), {"Accept": "application/json"}
    client.post(f"{here}/verdict", data={"at": STARTS[0], "verdict": "not_checkable"}, headers=json)
    answer = client.post(f"{here}/submit", data={"at": STARTS[0]}, headers=json)
    assert answer.get_json()["submitted"], answer.text
    assert roots(page(enter, article)) == ["Radio Veldt"]


def test_what_was_removed_is_not_counted(
    enter: Enter, article: Article, hops: Callable[..., list[str]]
) -> None:
    (uid,) = hops(0, "Radio Veldt")
    enter("dana").post(f"/articles/{article.uid}/hops/{uid}/remove", data={"at": STARTS[0]})
    assert "No chain has been recorded yet" in page(enter, article)


def circle(enter: Enter, article: Article, hops: Callable[..., list[str]]) -> list[str]:
    """Two hops, each reached from the other."""
    made = hops(0, "Radio Veldt", "Capital Ledger", identification="outlet")
    answer = enter("dana").post(
        f"/articles/{article.uid}/hops/{made[0]}", data={"at": STARTS[0], "via": [made[1]]}
    )
    assert answer.status_code == 303
    return made


def test_a_circle_is_told_and_drawn(enter: Enter, article: Article, hops: Callable[..., list[str]]) -> None:
    circle(enter, article, hops)
    html = page(enter, article)
    assert "1 claim with circular reporting" in html
    assert re.search(r'class="way w\d back"', html)
    assert roots(html) == []
    inspector = enter("dana").get(f"/articles/{article.uid}/inspector?at={STARTS[0]}").text
    assert "Circular reporting: a source comes back to itself." in inspector
    assert "chain-line back" in inspector


def test_however_many_chains_there_are_it_takes_as_many_statements(
    enter: Enter, article: Article, hops: Callable[..., list[str]], database: Database, app: Flask
) -> None:
    def statements() -> int:
        count = 0

        def counted(*_arguments: object) -> None:
            nonlocal count
            count += 1

        engine = app.extensions["factcheck.database"].engine
        event.listen(engine, "before_cursor_execute", counted)
        try:
            page(enter, article)
        finally:
            event.remove(engine, "before_cursor_execute", counted)
        return count

    page(enter, article)
    hops(0, "Radio Veldt")
    one = statements()
    hops(1, "Radio Veldt", "a clerk", "Dalia Venn")
    hops(2, "Capital Ledger", "a clerk")
    assert statements() == one
