"""The pages of the dashboard: figures open their lists, and nobody sees what is not theirs."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from factcheck.accounts.models import Membership, Project, Role, User
from factcheck.accounts.queries import get_default_project
from factcheck.activity.service import record
from factcheck.annotation.models import Annotation, Waiver
from factcheck.articles.models import Article, Origin, Revision, Segment
from factcheck.articles.segmentation import cut
from factcheck.articles.service import create_article
from factcheck.assignments.labels import SHOWS as SHOWS_OF_WORK
from factcheck.assignments.states import Show as WorkShow
from factcheck.dashboard.views.tables import TABLES
from factcheck.db import Database
from factcheck.demo.making import make_demo

Enter = Callable[..., FlaskClient]
TODAY = datetime.now(UTC)
PAGES = (
    "dashboard",
    "dashboard/sourcing",
    "dashboard/quality",
    "dashboard/people",
    "dashboard/digest",
    "dashboard/digest.json",
    "claims",
    "claims.csv",
    *(f"dashboard/{name}.csv" for name in TABLES),
)


@pytest.fixture
def lead(app: Flask, database: Database, enter: Enter) -> FlaskClient:
    """A lead of a demonstration; `enter` signs others in."""
    app.config["WTF_CSRF_ENABLED"] = False
    make_demo(database, articles=7, seed=2, today=TODAY)
    client = enter("lee", role=Role.LEAD)
    move(database, "lee")
    return client


def move(database: Database, name: str) -> None:
    """Have somebody belong to the demonstration, and to nothing else."""
    with database.writing() as session:
        user = session.scalars(select(User).where(User.name == name)).one()
        membership = session.scalars(select(Membership).where(Membership.user_id == user.id)).one()
        membership.project_id = project_of(database).id


def project_of(database: Database) -> Project:
    with database.reading() as session:
        return session.scalars(select(Project).where(Project.slug == "harbour-desk")).one()


def address(database: Database, rest: str) -> str:
    return f"/projects/{project_of(database).uid}/{rest}"


def total(page: str) -> int:
    """How many claims a list says that it has."""
    found = re.search(r'<h1>[^<]*<span class="num muted">([\d,.]+)</span>', page)
    assert found, page[:500]
    return int(re.sub(r"\D", "", found[1]))


@pytest.mark.parametrize(
    ("board", "least"),
    [
        ("dashboard", (5, 8, 10)),
        ("dashboard/sourcing?days=90", (5, 6, 20)),
        ("dashboard/quality?days=90", (4, 0, 4)),
        ("dashboard/digest", (6, 12, 0)),
    ],
)
def test_every_figure_opens_a_list_of_that_length(
    lead: FlaskClient, database: Database, board: str, least: tuple[int, int, int]
) -> None:
    page = lead.get(address(database, board)).text
    cards = re.findall(r'<a class="card[^"]*" href="([^"#]+)"><b class="num">([\d,]+)</b>', page)
    assert len(cards) == least[0]
    bars = re.findall(
        r'<li><a href="([^"]+)">(?:(?!</a>).)*<span class="num">([\d,]+)</span></a></li>', page, re.DOTALL
    )
    assert len(bars) >= least[1]
    days = re.findall(
        r'<td class="(?:n num|l\d[^"]*)"><a href="([^"]+)">(?:[^<]*<small class="num">)?([\d,]+)<', page
    )
    assert len(days) > least[2]
    for link, number in (*cards, *bars, *days):
        found = lead.get(html.unescape(link))
        assert found.status_code == 200, link
        assert total(found.text) == int(number.replace(",", "")), link


def test_the_chart_says_what_the_table_says(lead: FlaskClient, database: Database) -> None:
    page = lead.get(address(database, "dashboard?days=30")).text
    told = json.loads(html.unescape(re.search(r'data-chart="([^"]*)"', page)[1]))  # type: ignore[index]
    assert len(told["days"]) == 30
    last = sum(each["values"][-1] for each in told["series"])
    assert last == total(lead.get(address(database, "claims?show=handed_in")).text)
    assert told["all"] == total(lead.get(address(database, "claims")).text)
    rows = list(
        csv.DictReader(io.StringIO(lead.get(address(database, "dashboard/progress.csv?days=30")).text[1:]))
    )
    assert [row["day"] for row in rows] == told["days"]
    for each in told["series"]:
        grown = each["values"][-1] - each["values"][0]
        assert sum(int(row[each["key"]]) for row in rows[1:]) == grown


def test_lists_are_narrowed_and_taken_along(lead: FlaskClient, database: Database) -> None:
    with database.reading() as session:
        person = session.scalars(select(User.uid).where(User.name == "Anke Sørensen")).one()
        publisher = session.scalars(select(Article.publisher).where(Article.lang == "en")).first()
    whole = total(lead.get(address(database, "claims")).text)
    for query in (f"person={person}", f"publisher={publisher}", "priority=high", "verdict=supported"):
        found = total(lead.get(address(database, f"claims?{query}")).text)
        assert 0 < found < whole, query
        table = lead.get(address(database, f"claims.csv?{query}"))
        assert table.mimetype == "text/csv"
        rows = list(csv.DictReader(io.StringIO(table.text[1:])))
        assert len(rows) == found
        assert {"claim", "words", "state", "verdict", "handed_in_at"} < set(rows[0])


def test_a_cell_is_no_formula(lead: FlaskClient, database: Database) -> None:
    with database.writing() as session:
        for article in session.scalars(select(Article)):
            article.title = "=HYPERLINK(1)"
    rows = csv.DictReader(io.StringIO(lead.get(address(database, "claims.csv")).text[1:]))
    assert {row["title"] for row in rows} == {"'=HYPERLINK(1)"}


def test_an_article_has_a_dashboard_of_its_own(lead: FlaskClient, database: Database) -> None:
    with database.reading() as session:
        article = session.scalars(select(Article).order_by(Article.id.desc())).first()
    assert article is not None
    page = lead.get(address(database, f"dashboard?article={article.uid}")).text
    assert article.title in html.unescape(page)
    row = re.search(r'<p class="sentences" aria-hidden="true">(.*?)</p>', page, re.DOTALL)
    assert row
    with database.reading() as session:
        query = select(Segment.start).join(Revision).where(Revision.article_id == article.id)
        starts = session.scalars(query.order_by(Segment.start)).all()
    assert [int(start) for start in re.findall(r"#s(\d+)", row[1])] == starts
    assert 'class="sentences"' not in lead.get(address(database, "dashboard")).text
    listed = lead.get(address(database, f"claims?article={article.uid}")).text
    assert total(listed) < total(lead.get(address(database, "claims")).text)
    assert lead.get(address(database, "dashboard?article=" + "0" * 18)).status_code == 404


def test_c15_a_value_outside_its_list_is_refused(lead: FlaskClient, database: Database) -> None:
    for page in PAGES:
        for asked in (
            "days=8",
            "show=x",
            "footing=x",
            "stance=x",
            "source_type=x",
            "evidence=x",
            "since=x",
            "on=x",
        ):
            assert lead.get(address(database, f"{page}?{asked}")).status_code == 400, (page, asked)
    assert lead.get(address(database, "dashboard/nothing.csv")).status_code == 404


def test_c13_figures_are_for_leads_of_the_project_only(
    lead: FlaskClient, database: Database, enter: Enter
) -> None:
    with database.writing() as session:
        article = session.scalars(select(Article)).first()
        assert article is not None
        article.title = "canary-8812"
    outsider = enter("casey", role=Role.LEAD)
    for page in (*PAGES, "dashboard/views", "dashboard/news?after=0"):
        assert outsider.get(address(database, page)).status_code == 404
    assert "canary-8812" not in outsider.get("/dashboard", follow_redirects=True).text
    reviewer = enter("dana")
    move(database, "dana")
    for page in (*PAGES, "dashboard/views", "dashboard/news?after=0"):
        assert reviewer.get(address(database, page)).status_code == 403
    assert "/dashboard" not in reviewer.get("/").text
    assert "/dashboard" in lead.get("/").text


def test_an_empty_project_says_what_comes_here(database: Database, enter: Enter) -> None:
    page = enter("lee", role=Role.LEAD).get("/dashboard", follow_redirects=True).text
    assert "There are no claims yet." in page
    assert "Nothing to count yet" in page
    assert "data-chart" not in page


def test_every_table_can_be_taken_along(lead: FlaskClient, database: Database) -> None:
    with database.writing() as session:
        record = session.scalars(select(Annotation).where(Annotation.submitted_at.is_not(None))).first()
        assert record is not None
        waived = {"rule": "rationale", "mark": "m", "reason": "it holds"}
        session.add(Waiver(annotation_id=record.id, by_id=record.reviewer_id, **waived))
    for name in TABLES:
        answer = lead.get(address(database, f"dashboard/{name}.csv?days=90"))
        rows = list(csv.reader(io.StringIO(answer.text[1:])))
        assert answer.mimetype == "text/csv"
        assert len(rows) > 1, name
        assert {len(row) for row in rows} == {len(rows[0])}, name


def test_a_list_says_what_it_is_narrowed_to(lead: FlaskClient, database: Database) -> None:
    page = lead.get(address(database, "dashboard/sourcing?days=90")).text
    source = re.search(r'<th scope="row"><a href="/sources/(\w+)" dir="auto">([^<]+)</a>', page)
    assert source
    for query, told in (
        ("footing=unnamed", "At best they rest on: Unnamed only."),
        (f"source={source[1]}", f"Their chains name {source[2]}."),
        (
            "source_type=wire&stance=refutes",
            "They have a piece of evidence: News agency, Refutes.",
        ),
        ("evidence=gone", "They have a piece of evidence: a link whose page is not there any more."),
    ):
        listed = lead.get(address(database, f"claims?{query}")).text
        assert told in html.unescape(listed)


def test_people_are_in_the_order_of_their_names_and_open_their_lists(
    lead: FlaskClient, database: Database
) -> None:
    page = lead.get(address(database, "dashboard/people?days=90")).text
    names = re.findall(r'<th scope="row" dir="auto">([^<]+)</th>', page)
    assert names == sorted(names, key=str.casefold)
    assert len(names) > 3
    assert "no league table" in page
    links = re.findall(r'<a href="(/projects/[^"]+/claims[^"]+)">([\d,]+)</a>', page)
    assert len(links) > 6
    for link, number in links:
        assert total(lead.get(html.unescape(link)).text) == int(number.replace(",", "")), link
    work = re.findall(r'<a href="(/projects/[^"]+/work[^"]+)">([\d,]+)</a>', page)
    assert work
    for link, number in work:
        listed = lead.get(html.unescape(link)).text
        shown = re.search("show=([a-z_]+)", link)
        assert shown
        named = SHOWS_OF_WORK[WorkShow(shown[1])].name
        assert f'aria-current="page">{named} <span class="num">{number}<' in listed


def test_everybody_sees_their_own_figures(lead: FlaskClient, database: Database, enter: Enter) -> None:
    with database.reading() as session:
        name = "Tarek Benali"
        uid = session.scalars(select(User.uid).where(User.name == name)).one()
    row = next(
        each
        for each in csv.DictReader(io.StringIO(lead.get(address(database, "dashboard/people.csv")).text[1:]))
        if each["person"] == uid
    )
    mine = enter(name).get("/work/figures", follow_redirects=True).text
    cards = re.findall(r'<b class="num">([^<]+)</b><span>', mine)
    assert cards[:4] == [row["out"], row["late"], row["sent_back"], row["claims"]]
    assert cards[5] == f"{row['decided_as_said']} / {row['decided']}"
    assert "My figures" in enter(name).get("/work").text


def test_the_headline_says_what_matters_most(lead: FlaskClient, database: Database) -> None:
    def headline() -> str:
        return html.unescape(re.search(r"<h1>([^<]*)</h1>", lead.get(address(database, "dashboard")).text)[1])  # type: ignore[index]

    late = total(lead.get(address(database, "claims?show=late")).text)
    assert late
    assert headline().startswith(f"{late} open claim")
    with database.writing() as session:
        for article in session.scalars(select(Article)):
            article.due_at = None
    assert "late" not in headline().partition(";")[0]


def test_the_pages_speak_german(lead: FlaskClient, database: Database) -> None:
    answer: Any = lead.get(address(database, "dashboard"), headers={"Accept-Language": "de"})
    assert "Übersicht" in answer.text


def write(session: Session, article: Article) -> None:
    """Have something said of the article in the log."""
    record(
        session,
        actor=None,
        action="article.changed",
        subject="article",
        uid=article.uid,
        article_id=article.id,
    )


def test_a_page_hears_of_what_changed_in_its_project_and_of_nothing_else(
    lead: FlaskClient, database: Database
) -> None:
    page = lead.get(address(database, "dashboard")).text
    seq = int(re.search(r'data-seq="(\d+)"', page)[1])  # type: ignore[index]
    asked = address(database, f"dashboard/news?after={seq}")
    assert lead.get(asked).json == {"changed": False}
    with database.writing() as session:
        here = session.scalars(select(Article).where(Article.project_id == project_of(database).id)).first()
        assert here is not None
        text = "A boat sank."
        elsewhere = create_article(
            session,
            get_default_project(session),
            actor=session.scalars(select(User)).first(),
            text=text,
            cuts=cut(text, "en"),
            lang="en",
            origin=Origin.PASTE,
        )
        write(session, elsewhere)
    assert lead.get(asked).json == {"changed": False}
    with database.writing() as session:
        write(session, here)
    assert lead.get(asked).json == {"changed": True}
    later = lead.get(address(database, "dashboard/sourcing")).text
    seq = int(re.search(r'data-seq="(\d+)"', later)[1])  # type: ignore[index]
    assert lead.get(address(database, f"dashboard/news?after={seq}")).json == {"changed": False}


@pytest.mark.parametrize("after", ["", "-1", "x", "٣", "9" * 16, "1e3"])
def test_c15_what_is_no_number_of_an_event_is_refused(
    lead: FlaskClient, database: Database, after: str
) -> None:
    assert lead.get(address(database, f"dashboard/news?after={after}")).status_code == 400


@pytest.mark.parametrize(
    "rest",
    [
        "dashboard",
        *(f"dashboard/{each}?days=90" for each in ("quality", "sourcing", "people")),
        "dashboard/digest",
        "claims",
        "claims?since=2020-01-01&given=mixed",
    ],
)
def test_m7_a_page_asks_as_often_however_much_there_is(
    app: Flask, database: Database, enter: Enter, rest: str
) -> None:
    few = make_demo(database, articles=6, seed=2, today=TODAY).slug
    many = make_demo(database, articles=30, seed=5, today=TODAY).slug
    client = enter("ada", role=Role.ADMIN)
    asked: dict[str, int] = {}
    for slug in (few, many):
        with database.reading() as session:
            uid = session.scalars(select(Project.uid).where(Project.slug == slug)).one()
        seen: list[str] = []
        engine = app.extensions["factcheck.database"].engine
        event.listen(engine, "before_cursor_execute", note := lambda *given, kept=seen: kept.append(given[2]))
        try:
            assert client.get(f"/projects/{uid}/{rest}").status_code == 200
        finally:
            event.remove(engine, "before_cursor_execute", note)
        asked[slug] = len([each for each in seen if each.lstrip().upper().startswith(("SELECT", "WITH"))])
    assert asked[few] == asked[many]
    assert 10 < asked[few] < 50
