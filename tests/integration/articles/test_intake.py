"""Articles come in through the pages: paste or file, preview, created. Nothing typed is lost on the way."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from html import unescape
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from factcheck.activity.models import Event
from factcheck.articles import queries
from factcheck.articles.models import Article, Origin
from factcheck.articles.sample import sample
from factcheck.db import Database
from tests.integration.articles.conftest import TEXT, put_in

SignIn = Callable[[str], FlaskClient]


def value(page: TestResponse, name: str) -> str:
    """The value of the page's first input of that name, or the text of its textarea."""
    area = re.search(rf'<textarea[^>]*name="{name}"[^>]*>\r?\n(.*?)</textarea>', page.text, re.DOTALL)
    if area:
        return unescape(area[1])
    tag = next(tag for tag in re.findall(r"<input[^>]*>", page.text) if f'name="{name}"' in tag)
    found = re.search(r'value="([^"]*)"', tag)
    return unescape(found[1]) if found else ""


def send(client: FlaskClient, path: str, fields: Mapping[str, object]) -> TestResponse:
    """Post a form as browsers send this one."""
    boundary, body = encode_multipart(dict(fields))
    return client.post(path, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def read_in(client: FlaskClient, **fields: object) -> TestResponse:
    return send(client, "/articles/new", fields)


def confirm(page: TestResponse, **changes: str) -> dict[str, str]:
    """What the preview's form sends, with some of it changed."""
    names = (
        "title",
        "byline",
        "publisher",
        "url",
        "published_at",
        "due_at",
        "text",
        "origin",
        "idempotency_key",
    )
    lang = re.search(r'<option selected value="([\w-]+)">', page.text)
    assert lang
    return {
        **{name: value(page, name) for name in names},
        "lang": lang[1],
        "shown": value(page, "shown"),
    } | changes


def create(client: FlaskClient, fields: dict[str, str]) -> TestResponse:
    return send(client, "/articles", fields)


def only_article(session: Session) -> Article:
    return session.scalars(select(Article)).one()


def test_a_pasted_text_is_shown_as_it_will_be_cut_and_then_created(
    signed_in: SignIn, database: Database
) -> None:
    client = signed_in("robin")
    page = read_in(client, text=TEXT.replace("\n", "\r\n"), lang="")
    assert page.status_code == 200
    assert "4 sentences" in page.text
    assert value(page, "text") == TEXT
    answer = create(client, confirm(page, publisher="The Meridian", due_at="2026-11-30"))
    assert answer.status_code == 303
    with database.reading() as session:
        article = only_article(session)
        assert answer.location == f"/articles/{article.uid}"
        assert (article.title, article.publisher, article.lang) == (
            "Ferry talks resume in Port Alder",
            "The Meridian",
            "en",
        )
        assert article.due_at is not None
        assert article.due_at.isoformat() == "2026-11-30T23:59:00+00:00"
        revision = queries.current_revision(session, article)
        assert (revision.text, revision.origin) == (TEXT, Origin.PASTE)
        assert len(queries.segments_of(session, revision)) == 4


def test_an_uploaded_file_travels_in_the_preview_form(signed_in: SignIn, database: Database) -> None:
    client = signed_in("robin")
    data = "Мост открыт\n\nМинистр приехал во вторник. Он доволен.\n".encode("cp1251")
    page = read_in(client, file=FileStorage(io.BytesIO(data), "bridge.txt"), title="Bridge")
    assert page.status_code == 200
    assert value(page, "text").startswith("Мост открыт")
    assert value(page, "title") == "Bridge"
    assert create(client, confirm(page)).status_code == 303
    with database.reading() as session:
        article = only_article(session)
        assert (article.lang, article.title) == ("ru", "Bridge")
        assert queries.current_revision(session, article).origin == Origin.FILE


def test_a_right_to_left_language_turns_the_preview(signed_in: SignIn) -> None:
    page = read_in(
        signed_in("robin"), text="الوزيرة تلتقي السفير\n\nالتقت الوزيرة السفير يوم الثلاثاء. لم تعلق."
    )
    assert '<p lang="ar" dir="rtl">' in page.text


def test_a_kind_chosen_in_the_preview_is_stored(signed_in: SignIn, database: Database) -> None:
    client = signed_in("robin")
    page = read_in(client, text=TEXT)
    start = TEXT.index("Nobody")
    assert f'name="kind-{start}-body"' in page.text
    assert (
        create(
            client, confirm(page, **{f"kind-{start}-body": "boilerplate", "kind-0-headline": "headline"})
        ).status_code
        == 303
    )
    with database.reading() as session:
        rows = queries.segments_of(session, queries.current_revision(session, only_article(session)))
        assert [row.kind for row in rows] == ["headline", "body", "body", "boilerplate"]


def test_a_kind_that_does_not_exist_is_refused(signed_in: SignIn, database: Database) -> None:
    client = signed_in("robin")
    answer = create(client, confirm(read_in(client, text=TEXT), **{"kind-0-headline": "rubbish"}))
    assert answer.status_code == 422
    assert value(answer, "text") == TEXT


def test_another_language_cuts_the_text_again(signed_in: SignIn) -> None:
    client = signed_in("robin")
    text = "Der Minister kam am 3. Mai. Er blieb."
    page = read_in(client, text=text, lang="en")
    fields = confirm(page, lang="de")
    fragment = client.post("/articles/preview", data=fields, headers={"HX-Request": "true"})
    assert fragment.status_code == 200
    assert fragment.text.lstrip().startswith('<section id="preview"')
    assert "2 sentences" in fragment.text
    whole = client.post("/articles/preview", data=fields)
    assert "<!doctype html>" in whole.text
    assert value(whole, "text") == text


def test_a_text_that_cannot_be_cut_any_more_says_so_in_place(signed_in: SignIn) -> None:
    client = signed_in("robin")
    fields = confirm(read_in(client, text=TEXT), text=" ", publisher="Kept")
    fragment = client.post("/articles/preview", data=fields, headers={"HX-Request": "true"})
    assert fragment.status_code == 422
    assert "There is no text" in fragment.text
    assert "<html" not in fragment.text
    assert client.post("/articles/preview", data=fields).status_code == 422


def test_what_was_changed_but_not_shown_is_shown_before_it_is_created(
    signed_in: SignIn, database: Database
) -> None:
    client = signed_in("robin")
    for changes in ({"text": TEXT + "\nOne more."}, {"lang": "de"}):
        answer = create(client, confirm(read_in(client, text=TEXT), **changes))
        assert answer.status_code == 422
        assert "look it through" in answer.text
        again = create(client, confirm(answer) | {"lang": changes.get("lang", "en")})
        assert again.status_code == 303
    with database.reading() as session:
        assert session.scalar(select(func.count(Article.id))) == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": "x" * 501}, "500"),
        ({"title": "two\nlines"}, "control character"),
        ({"byline": "a\0b"}, "control character"),
        ({"url": "javascript:alert(1)"}, "https://"),
        ({"url": "https://"}, "https://"),
        ({"published_at": "yesterday"}, "2026-11-30"),
        ({"published_at-time": "12:00"}, "day as well"),
        ({"due_at": "2026-11-30", "due_at-time": "25:00"}, "17:00"),
        ({"lang": "tlh!"}, "Choose a language"),
    ],
)
def test_c20_wrong_details_are_refused_and_everything_is_kept(
    signed_in: SignIn, database: Database, changes: dict[str, str], words: str
) -> None:
    client = signed_in("robin")
    fields = confirm(read_in(client, text=TEXT), publisher="Kept") | changes
    answer = create(client, fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert (value(answer, "text"), value(answer, "publisher")) == (TEXT, "Kept")
    with database.reading() as session:
        assert session.scalar(select(func.count(Event.seq))) == 0


def test_c20_a_text_one_over_its_limit_is_refused_and_kept(signed_in: SignIn) -> None:
    text = "😀 one. " * 142_857 + "xx"
    client = signed_in("robin")
    assert len(text) == 1_000_001
    answer = read_in(client, text=text, title="Long")
    assert answer.status_code == 422
    assert "1,000,001" in answer.text
    assert value(answer, "text") == text
    assert value(answer, "title") == "Long"


@pytest.mark.sqlite
def test_c20_a_text_at_its_limit_travels_through_the_preview(signed_in: SignIn, database: Database) -> None:
    text = "新しい橋が開通した。" * 100_000
    client = signed_in("robin")
    page = read_in(client, text=text)
    assert page.status_code == 200
    assert create(client, confirm(page)).status_code == 303
    with database.reading() as session:
        assert queries.current_revision(session, only_article(session)).text == text


def test_c18_nul_in_the_text_is_refused_with_the_reason(signed_in: SignIn) -> None:
    answer = read_in(signed_in("robin"), text="One.\nTwo\0.")
    assert answer.status_code == 422
    assert "NUL" in answer.text


def test_a_file_that_is_no_text_is_refused_and_the_title_kept(signed_in: SignIn) -> None:
    client = signed_in("robin")
    answer = read_in(client, file=FileStorage(io.BytesIO(b"%PDF-1.7 ..."), "story.pdf"), title="Kept")
    assert answer.status_code == 422
    assert "PDF" in answer.text
    assert value(answer, "title") == "Kept"


def test_a_text_and_a_file_at_once_are_not_guessed_between(signed_in: SignIn) -> None:
    answer = read_in(signed_in("robin"), text=TEXT, file=FileStorage(io.BytesIO(b"Other."), "other.txt"))
    assert answer.status_code == 422
    assert value(answer, "text") == TEXT


def test_nothing_at_all_is_refused(signed_in: SignIn) -> None:
    assert read_in(signed_in("robin"), text=" \n").status_code == 422


def test_c19_a_body_of_50_mb_is_refused(signed_in: SignIn) -> None:
    client = signed_in("robin")
    for path in ("/articles/new", "/articles/preview", "/articles"):
        assert send(client, path, {"text": "x" * 50_000_000}).status_code == 413, path


def test_c19_20000_form_fields_are_refused(signed_in: SignIn, database: Database) -> None:
    client = signed_in("robin")
    fields = {f"kind-{number}-body": "caption" for number in range(20_000)}
    for path in ("/articles/new", "/articles/preview", "/articles"):
        assert send(client, path, fields).status_code == 413, path
        encoded = client.post(path, data=urlencode(fields), content_type="application/x-www-form-urlencoded")
        assert encoded.status_code in (400, 413), path
    with database.reading() as session:
        assert session.scalar(select(func.count(Article.id))) == 0


def test_the_same_confirmation_sent_twice_makes_one_article(signed_in: SignIn, database: Database) -> None:
    client = signed_in("robin")
    fields = confirm(read_in(client, text=TEXT))
    first, second = create(client, fields), create(client, fields)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    changed = create(client, fields | {"publisher": "Other"})
    assert changed.status_code == 422
    assert value(changed, "idempotency_key") != fields["idempotency_key"]
    with database.reading() as session:
        assert session.scalar(select(func.count(Article.id))) == 1


def test_the_preview_says_where_the_same_text_is_already(signed_in: SignIn, database: Database) -> None:
    with database.writing() as session:
        article = put_in(session, actor="sam")
    assert f"/articles/{article.uid}" in read_in(signed_in("robin"), text=TEXT).text


def test_the_preview_points_at_what_to_look_at_twice(signed_in: SignIn) -> None:
    page = read_in(signed_in("robin"), text=sample()[0])
    assert "The headline seems to be repeated" in page.text
    assert "quotation mark" in page.text


def test_c14_extra_fields_change_nothing(signed_in: SignIn, database: Database) -> None:
    client = signed_in("robin")
    page = read_in(client, text=TEXT)
    extra = {"project_id": "2", "created_by_id": "1", "uid": "mine", "id": "99", "removed_at": "2026-01-01"}
    assert create(client, confirm(page, **extra)).status_code == 303
    with database.reading() as session:
        article = only_article(session)
        assert (article.project_id, article.removed_at, article.id) == (1, None, 1)
        assert article.uid != "mine"


def test_c23_markup_in_a_text_is_shown_as_text(signed_in: SignIn) -> None:
    hostile = '</textarea><script>alert(1)</script><b hx-get="/x">'
    page = read_in(signed_in("robin"), text=f"One {hostile}. Two.", title=hostile)
    assert "<script>alert" not in page.text
    assert "<b hx-get" not in page.text


def test_outsiders_and_strangers_cannot_bring_articles_in(client: FlaskClient, signed_in: SignIn) -> None:
    assert client.get("/articles/new").status_code == 303
    assert signed_in("olga").get("/articles/new").status_code == 200
