"""The desk lists articles with their progress; it is searched, filtered, sorted and paged by its address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session

from factcheck.accounts import queries as accounts
from factcheck.accounts.access import Viewer
from factcheck.accounts.names import initials
from factcheck.articles import service
from factcheck.articles.models import Article
from factcheck.db import Database, now
from factcheck.desk.filters import Filters, NotListed, Order, Sort, State, parse_filters
from factcheck.desk.presentation import parts
from factcheck.desk.progress import Progress, progress_of
from factcheck.desk.queries import desk
from tests.integration.articles.conftest import put_in
from tests.integration.desk.conftest import judge

SignIn = Callable[[str], FlaskClient]
ViewerOf = Callable[[Session, str], Viewer]


def titles(page: str) -> list[str]:
    return re.findall(r'class="name"[^>]*><bdi[^>]*>([^<]*)<', page)


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """The statements that the database runs meanwhile."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def test_an_empty_desk_says_what_to_do(signed_in: SignIn) -> None:
    page = signed_in("robin").get("/")
    assert page.status_code == 200
    assert "No article here yet" in page.text
    assert 'href="/articles/new"' in page.text
    assert "factcheck import" in page.text


def test_the_sample_opens_from_the_empty_desk_and_is_put_in_once(signed_in: SignIn) -> None:
    client = signed_in("robin")
    first, second = client.post("/articles/sample"), client.post("/articles/sample")
    assert first.status_code == second.status_code == 303
    assert first.location == second.location
    client.post(first.location + "/remove")
    assert client.post("/articles/sample").location == first.location
    assert titles(client.get("/").text) == ["Ferry talks resume in Port Alder"]


def test_progress_counts_what_the_viewer_may_see(database: Database, viewer_of: ViewerOf) -> None:
    with database.writing() as session:
        article = put_in(session)
        judge(session, article, 1, robin="supported", sam="refuted submitted")
        judge(session, article, 2, sam="mixed", lee="refuted")
        judge(session, article, 3)
    expected = {
        "robin": Progress({"supported": 1}, 3),
        "sam": Progress({"mixed": 1, "refuted": 1}, 2),
        "lee": Progress({"refuted": 1, "several": 1}, 2),
        "ada": Progress({"several": 2}, 2),
    }
    with database.reading() as session:
        seen = {
            name: progress_of(session, viewer_of(session, name), [article.id])[article.id]
            for name in expected
        }
    assert seen == expected
    assert all(progress.total == 4 for progress in seen.values())


def test_removed_claims_and_unchecked_kinds_do_not_count(database: Database, viewer_of: ViewerOf) -> None:
    with database.writing() as session:
        article = put_in(session, text="Bridge opens\n\nBy Nora Vance\n\nThe bridge opened on Tuesday.")
        judge(session, article, 2, robin="supported").removed_at = now()
    with database.reading() as session:
        progress = progress_of(session, viewer_of(session, "robin"), [article.id])[article.id]
    assert (progress.verdicts, progress.open) == ({}, 2)


def test_the_progress_bar_has_words(signed_in: SignIn, database: Database) -> None:
    with database.writing() as session:
        judge(session, put_in(session), 1, robin="mostly_refuted")
    page = signed_in("robin").get("/").text
    assert "1 of 4 decided; Mostly refuted: 1; open: 3" in page
    assert list(parts(Progress({"mixed": 1, "refuted": 2}, 1), {}))[1].start == 25.0


def test_only_articles_of_the_viewers_projects_are_listed(signed_in: SignIn, database: Database) -> None:
    with database.writing() as session:
        put_in(session, title="Canary")
    assert titles(signed_in("robin").get("/").text) == ["Canary"]
    assert titles(signed_in("ada").get("/").text) == ["Canary"]
    assert "Canary" not in signed_in("olga").get("/?q=canary").text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=bridge", ["Bridge over the Alder"]),
        ("q=MERIDIAN+bridge", ["Bridge over the Alder"]),
        ("q=vance", ["Ferry talks"]),
        ("q=МОСТ", ["Мост открыт"]),
        ("q=100%25", []),
        ("q=_", []),
        ("lang=ru", ["Мост открыт"]),
        ("state=late", ["Bridge over the Alder"]),
        ("state=submitted", ["Ferry talks"]),
        ("state=open", ["Мост открыт", "Bridge over the Alder"]),
        ("sort=title", ["Bridge over the Alder", "Ferry talks", "Мост открыт"]),
        ("sort=title&order=desc", ["Мост открыт", "Ferry talks", "Bridge over the Alder"]),
        ("sort=due", ["Bridge over the Alder", "Ferry talks", "Мост открыт"]),
        ("sort=due&order=desc", ["Ferry talks", "Bridge over the Alder", "Мост открыт"]),
        ("sort=progress&order=desc", ["Ferry talks", "Мост открыт", "Bridge over the Alder"]),
        ("sort=changed&order=asc", ["Bridge over the Alder", "Ferry talks", "Мост открыт"]),
        ("", ["Мост открыт", "Ferry talks", "Bridge over the Alder"]),
    ],
)
def test_search_filters_and_order(
    signed_in: SignIn, database: Database, query: str, expected: list[str]
) -> None:
    with database.writing() as session:
        put_in(session, title="Bridge over the Alder", publisher="The Meridian", due_at=now() - timedelta(1))
        ferry = put_in(session, title="Ferry talks", byline="N. Vance", due_at=now() + timedelta(1))
        for number in range(4):
            judge(session, ferry, number, robin="supported submitted")
        bridge = put_in(session, title="Мост открыт", text="Мост открыт.", lang="ru")
        judge(session, bridge, 0)
    assert titles(signed_in("robin").get(f"/?{query}").text) == expected


def test_articles_can_be_found_by_who_works_on_them(signed_in: SignIn, database: Database) -> None:
    with database.writing() as session:
        judge(session, put_in(session, title="Mine"), 1, robin="supported")
        judge(session, put_in(session, title="Theirs"), 1, sam="")
        sam, olga = accounts.get_user(session, "sam").uid, accounts.get_user(session, "olga").uid
    client = signed_in("robin")
    assert titles(client.get(f"/?person={sam}").text) == [], "it would say that there is a record"
    assert titles(signed_in("lee").get(f"/?person={sam}").text) == ["Theirs"]
    assert client.get(f"/?person={olga}").status_code == 400
    assert "olga" not in client.get("/").text


@pytest.mark.parametrize(
    "query",
    [
        "sort=uid",
        "sort=title;drop",
        "order=up",
        "state=mine",
        "size=1000",
        "size=0",
        "page=0",
        "page=-1",
        "page=two",
        "page=9999999999999999999999",
        "page=１",
        "lang=xx",
        "person=nobody",
        "q=" + "x" * 201,
        "q=a%00b",
    ],
)
def test_c15_what_is_not_on_the_list_is_refused(signed_in: SignIn, database: Database, query: str) -> None:
    with database.writing() as session:
        put_in(session)
    client = signed_in("robin")
    assert client.get(f"/?{query}").status_code == 400
    assert client.get(f"/?{query}", headers={"HX-Request": "true"}).status_code == 400


def test_pages_are_walked_by_address_and_the_last_one_stands_for_later_ones(
    signed_in: SignIn, database: Database
) -> None:
    with database.writing() as session:
        for number in range(30):
            put_in(session, text=f"Story {number:02}.", title=f"Story {number:02}")
    client = signed_in("robin")
    first, second = client.get("/?sort=title").text, client.get("/?sort=title&page=2").text
    assert titles(first) == [f"Story {number:02}" for number in range(25)]
    assert (
        titles(second)
        == titles(client.get("/?sort=title&page=99").text)
        == [f"Story {n:02}" for n in range(25, 30)]
    )
    assert 'href="/?sort=title&amp;page=2"' in first
    assert len(titles(client.get("/?size=50").text)) == 30


def test_htmx_gets_the_list_alone_and_the_plain_address(signed_in: SignIn, database: Database) -> None:
    with database.writing() as session:
        put_in(session)
    answer = signed_in("robin").get("/?q=ferry&state=all&lang=&sort=changed", headers={"HX-Request": "true"})
    assert answer.text.startswith('<section id="articles"')
    assert answer.headers["HX-Replace-Url"] == "/?q=ferry"


def test_nothing_found_says_so(signed_in: SignIn, database: Database) -> None:
    with database.writing() as session:
        put_in(session)
    page = signed_in("robin").get("/?q=zeppelin").text
    assert "Nothing matches" in page
    assert 'value="zeppelin"' in page


def test_the_number_of_statements_does_not_grow_with_the_list(
    database: Database, viewer_of: ViewerOf
) -> None:
    counts = []
    for more in (1, 30):
        with database.writing() as session:
            for _number in range(more):
                judge(session, put_in(session), 1, robin="supported", sam="mixed submitted")
        with database.reading() as session:
            viewer = viewer_of(session, "lee")
            with statements(database) as seen:
                found = desk(session, viewer, Filters(size=50))
            assert len(found.rows) == found.total
            counts.append(len([statement for statement in seen if statement.startswith("SELECT")]))
    assert counts[0] == counts[1] <= 8


def test_a_removed_article_can_be_brought_back_from_the_desk(signed_in: SignIn, database: Database) -> None:
    with database.writing() as session:
        article = put_in(session, title="Gone", actor="robin")
    client = signed_in("robin")
    gone = client.post(f"/articles/{article.uid}/remove")
    assert gone.location == f"/?removed={article.uid}"
    page = client.get(gone.location).text
    assert f'action="/articles/{article.uid}/restore"' in page
    assert titles(client.get("/?state=removed").text) == ["Gone"]
    assert titles(signed_in("sam").get("/?state=removed").text) == []
    assert f'action="/articles/{article.uid}/restore"' not in signed_in("sam").get(gone.location).text
    assert signed_in("sam").post(f"/articles/{article.uid}/restore").status_code == 403
    assert client.post(f"/articles/{article.uid}/restore").status_code == 303
    assert titles(client.get("/").text) == ["Gone"]


def test_single_keys_follow_the_readers_preference(signed_in: SignIn, database: Database) -> None:
    client = signed_in("robin")
    assert "&#34;single&#34;:true" in client.get("/").text.replace(" ", "")
    with database.writing() as session:
        accounts.get_user(session, "robin").preferences = {"keys": {"single": False}}
    page = client.get("/").text
    assert "&#34;single&#34;:false" in page.replace(" ", "")
    assert "<kbd" not in page


def test_the_address_of_a_list_leaves_out_what_is_usual() -> None:
    filters = parse_filters({"q": " ferry ", "sort": "title", "order": "desc", "page": "2"})
    assert filters == Filters(q="ferry", sort=Sort.TITLE, order=Order.DESCENDING, page=2)
    assert filters.query(page=1, state=State.LATE) == {
        "q": "ferry",
        "state": "late",
        "sort": "title",
        "order": "desc",
    }
    with pytest.raises(NotListed):
        parse_filters({"size": "26"})


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Nora Vance", "NV"), ("robin", "RO"), ("a.b", "AB"), ("Ö", "Ö"), ("..", ".."), ("李 明", "李明")],
)
def test_initials_stand_for_a_name(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_an_article_stays_on_the_list_with_its_details_corrected(
    signed_in: SignIn, database: Database
) -> None:
    with database.writing() as session:
        article = put_in(session)
        service.edit_article(
            session, article, actor=accounts.get_user(session, "lee"), changes={"title": "<b>Bold</b>"}
        )
    page = signed_in("robin").get("/").text
    assert titles(page) == ["&lt;b&gt;Bold&lt;/b&gt;"]
    with database.reading() as session:
        assert session.get_one(Article, article.id).title == "<b>Bold</b>"
