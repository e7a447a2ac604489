"""C6, C10 and the rest of the sign-in page."""

from __future__ import annotations

import re
import statistics
import time

import pytest
from flask import Flask
from sqlalchemy import delete

from factcheck.accounts import queries, service
from factcheck.accounts.models import SignInAttempt
from factcheck.accounts.views.browser import path_on_this_site
from factcheck.db import Database
from tests.support.visitors import Visitor, add

WRONG = "not the right one"


def body(page: str, name: str) -> str:
    """The page without what differs by itself: the name that was typed, and the CSRF token."""
    page = page.replace(name, "NAME")
    return re.sub(r'(content|value)="[^"]*\.[^"]*\.[^"]*"', "TOKEN", page)


def test_c06_an_unknown_name_a_wrong_password_and_a_disabled_person_get_the_same_answer(
    app: Flask, database: Database
) -> None:
    add(database, "dana")
    add(database, "nopassword", password_hash=None)
    add(database, "gone")
    with database.writing() as session:
        service.disable_person(session, queries.get_user(session, "gone"), actor=None)
    answers = {}
    for number, (name, password) in enumerate(
        [("dana", WRONG), ("nobody", WRONG), ("nopassword", WRONG), ("gone", "a green bicycle")]
    ):
        answer = Visitor(app, f"192.0.2.{number}").sign_in(name, password)
        answers[name] = (answer.status_code, dict(answer.headers).keys(), body(answer.text, name))

    assert answers["dana"][0] == 401
    assert "The name or the password is wrong." in answers["dana"][2]
    assert all(answer == answers["dana"] for answer in answers.values())


@pytest.mark.sqlite
def test_c06_an_unknown_name_and_a_wrong_password_take_the_same_time(app: Flask, database: Database) -> None:
    add(database, "dana")
    times: dict[str, list[float]] = {"dana": [], "nobody": []}
    browser = Visitor(app)
    token = browser.token()
    for _ in range(15):
        for name, taken in times.items():
            with database.writing() as session:
                session.execute(delete(SignInAttempt))
            began = time.perf_counter()
            answer = browser.client.post(
                "/login", data={"csrf_token": token, "username": name, "password": WRONG}
            )
            taken.append(time.perf_counter() - began)
            assert answer.status_code == 401

    known, unknown = (statistics.median(taken) for taken in times.values())
    # Without the hash that is checked for nobody, an unknown name takes a fifth of the time.
    assert 0.6 < known / unknown < 1.7


def test_no_default_account_exists_and_nobody_can_sign_up(app: Flask, visitor: Visitor) -> None:
    for name in ("admin", "administrator", "root", "factcheck", "demo"):
        for password in (name, "password", "factcheck", "changeme"):
            assert Visitor(app, f"2001:db8:{len(name)}:{len(password)}::1").sign_in(
                name, password
            ).status_code in (
                401,
                429,
            )
    for path in ("/register", "/signup", "/sign-up", "/join"):
        assert visitor.get(path).status_code == 404
    assert visitor.get("/welcome").status_code == 404
    assert visitor.post("/welcome", name="mallory", password="a green bicycle").status_code == 404


def test_the_sign_in_page_says_what_to_do_where_there_is_nobody_yet(
    visitor: Visitor, database: Database
) -> None:
    assert "one-time link" in visitor.get("/login").text
    with database.writing() as session:
        service.first_admin_link(session, "http://here")
    assert "one-time link" in visitor.get("/login").text


def test_a_name_is_known_in_any_case_and_spacing(visitor: Visitor, database: Database) -> None:
    add(database, "Dana Kovač")

    assert visitor.sign_in("  dana   KOVAC\u030c ").status_code == 303


@pytest.mark.parametrize("name", ["", "\0", "dana\0", "x" * 5_000, "\ud800"])
def test_a_strange_name_is_just_wrong(app: Flask, database: Database, name: str) -> None:
    add(database, "dana")
    answer = Visitor(app).post(
        "/login", {"username": name.encode("utf-8", "surrogatepass"), "password": "x" * 9_999}
    )

    assert answer.status_code in (401, 422)


def test_the_name_stays_typed_and_the_password_does_not(visitor: Visitor) -> None:
    page = visitor.sign_in("dana <b>", "secret words").text

    assert "dana &lt;b&gt;" in page
    assert "secret words" not in page


def test_without_its_token_the_form_is_refused(visitor: Visitor, database: Database) -> None:
    add(database, "dana")
    answer = visitor.client.post("/login", data={"username": "dana", "password": "a green bicycle"})

    assert answer.status_code == 400


def test_who_is_signed_in_goes_on_from_the_sign_in_page(visitor: Visitor, database: Database) -> None:
    add(database, "dana")
    visitor.sign_in("dana")

    assert visitor.get("/login?next=/me").location == "/me"


@pytest.mark.parametrize(
    "target",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "///elsewhere.example/",
        "/\\elsewhere.example/",
        "\\\\elsewhere.example",
        "/\t/elsewhere.example/",
        "/\n/elsewhere.example",
        " //elsewhere.example",
        "javascript:alert(1)",
        "http:elsewhere.example",
        "elsewhere.example",
        "/" + "x" * 3_000,
        "//[elsewhere",
        "",
    ],
)
def test_c10_next_never_leads_away(app: Flask, database: Database, target: str) -> None:
    add(database, "dana")
    browser = Visitor(app)
    assert browser.get("/login", query_string={"next": target}).status_code == 200

    assert browser.sign_in("dana", next=target).location == "/work", "a reviewer comes to their own work"
    assert browser.get("/login", query_string={"next": target}).location == "/"


@pytest.mark.parametrize("target", ["/", "/articles/x?at=12", "/me#tokens", "/a?next=https://x.example/"])
def test_c10_next_leads_on_within_this_site(target: str) -> None:
    assert path_on_this_site(target) == target


def test_c10_the_sign_in_page_comes_back_to_the_page_that_was_asked_for(
    visitor: Visitor, database: Database
) -> None:
    add(database, "dana")
    asked = visitor.get("/me?x=1")
    assert asked.location == "/login?next=/me?x%3D1"
    page = visitor.get(asked.location).text
    kept = re.search(r'name="next"[^>]*value="([^"]*)"', page)
    assert kept is not None

    assert visitor.sign_in("dana", next=kept[1]).location == "/me?x=1"
