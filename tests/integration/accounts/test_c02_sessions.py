"""C2, C3, C4: what a session's cookie is, when it changes and when it is worth nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from factcheck import create_app
from factcheck.accounts import queries, service
from factcheck.accounts.keys import hashed
from factcheck.accounts.models import Role, SignInSession, User
from factcheck.accounts.passwords import hash_password
from factcheck.accounts.queries import SESSION_IDLE, SESSION_LIFE
from factcheck.config import Settings
from factcheck.db import Database, now
from tests.support.visitors import PASSWORD, Visitor, add

Arrive = Callable[..., Visitor]
OTHER_PASSWORD = "two green bicycles"


def is_in(browser: Visitor) -> bool:
    """Whether the browser is signed in, as a page and as a script would find out."""
    page, script = browser.get("/me"), browser.client.get("/me", headers={"Accept": "application/json"})
    assert (page.status_code, script.status_code) in [(200, 200), (303, 401)]
    if page.status_code == 303:
        assert page.location == "/login?next=/me"
    return page.status_code == 200


def test_c02_the_secret_changes_at_sign_in_and_sign_out(visitor: Visitor, database: Database) -> None:
    add(database, "dana")
    with visitor.client.session_transaction() as cookie:
        cookie["sid"] = planted = "a secret that an attacker has planted"

    assert visitor.sign_in("dana").status_code == 303
    first = visitor.secret()
    assert first not in (None, planted)
    visitor.post("/logout")
    assert visitor.secret() is None
    visitor.sign_in("dana")

    assert visitor.secret() not in (None, first)


def test_c02_signing_in_again_ends_the_session_that_the_browser_was_in(arrive: Arrive) -> None:
    browser = arrive("dana")
    old = browser.cookies()
    browser.sign_in("dana")

    assert is_in(browser)
    browser.replay(old)
    assert not is_in(browser)


def test_c02_the_secret_changes_with_the_password_and_other_browsers_are_signed_out(arrive: Arrive) -> None:
    here, there = arrive("dana"), arrive("dana")
    old, before = here.cookies(), here.secret()

    answer = here.post("/me/password", current=PASSWORD, password=OTHER_PASSWORD)

    assert answer.status_code == 303
    assert here.secret() != before
    assert is_in(here)
    assert not is_in(there)
    here.replay(old)
    assert not is_in(here)
    assert there.sign_in("dana").status_code == 401
    assert there.sign_in("dana", OTHER_PASSWORD).status_code == 303


def test_c02_the_secret_changes_with_ones_own_role(arrive: Arrive, database: Database) -> None:
    ada = arrive("ada", Role.ADMIN)
    add(database, "bob", Role.ADMIN)
    old = ada.cookies()
    with database.reading() as session:
        uid = queries.get_user(session, "ada").uid

    assert ada.post(f"/people/{uid}/role", role="lead").status_code == 303

    assert is_in(ada)
    assert ada.get("/people").status_code == 403
    ada.replay(old)
    assert not is_in(ada)


def test_the_cookie_holds_no_secret_that_the_database_holds(arrive: Arrive, database: Database) -> None:
    secret = arrive("dana").secret()
    assert secret is not None
    assert len(secret) == 43

    with database.reading() as session:
        assert session.scalars(select(SignInSession.secret_hash)).all() == [hashed(secret)]


def test_c03_a_cookie_replayed_after_sign_out_is_refused(arrive: Arrive) -> None:
    browser = arrive("dana")
    old = browser.cookies()
    browser.post("/logout")
    browser.replay(old)

    assert not is_in(browser)


@pytest.mark.parametrize("change", ["disabled", "demoted", "promoted"])
def test_c03_a_cookie_replayed_after_a_change_of_rights_is_refused(
    arrive: Arrive, database: Database, change: str
) -> None:
    browser = arrive("dana", Role.LEAD)
    with database.writing() as session:
        user = queries.get_user(session, "dana")
        if change == "disabled":
            service.disable_person(session, user, actor=None)
        else:
            role = Role.REVIEWER if change == "demoted" else Role.ADMIN
            service.change_role(session, user, role, actor=None)

    assert not is_in(browser)


def test_c03_a_session_that_is_ended_from_another_browser_is_refused(arrive: Arrive) -> None:
    here, there = arrive("dana"), arrive("dana")
    page = here.get("/me").text
    uid = page.split("/me/sessions/")[1].split("/")[0]

    assert here.post(f"/me/sessions/{uid}/end").status_code == 303

    assert is_in(here)
    assert not is_in(there)


def test_ones_present_session_and_other_peoples_cannot_be_ended_by_hand(
    arrive: Arrive, database: Database
) -> None:
    dana, sam = arrive("dana"), arrive("sam")
    with database.reading() as session:
        rows = session.execute(select(User.name, SignInSession.uid).join(SignInSession.user))
        uids = {name: uid for name, uid in rows}  # noqa: C416 - a row is no pair to the type checker

    assert dana.post(f"/me/sessions/{uids['dana']}/end").status_code == 422
    assert dana.post(f"/me/sessions/{uids['sam']}/end").status_code == 404
    assert is_in(dana)
    assert is_in(sam)


@pytest.mark.parametrize(
    "past",
    [{"seen_at": now() - SESSION_IDLE}, {"created_at": now() - SESSION_LIFE}],
    ids=["idle", "open for too long"],
)
def test_c04_a_session_expires(arrive: Arrive, database: Database, past: dict[str, object]) -> None:
    browser = arrive("dana")
    assert is_in(browser)
    with database.writing() as session:
        session.execute(update(SignInSession).values(**past))

    assert not is_in(browser)


def test_c04_the_cookie_is_for_this_site_alone_and_no_script(arrive: Arrive, database: Database) -> None:
    browser = arrive("dana")
    browser.post("/logout")

    given = browser.sign_in("dana").headers.getlist("Set-Cookie")

    assert {cookie.partition("=")[0] for cookie in given} == {"factcheck", "factcheck-known"}
    for cookie in given:
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie


def test_c04_over_https_the_cookies_are_bound_to_the_host(settings: Settings) -> None:
    app = create_app(replace(settings, url="https://desk.example", hosts=("desk.example",)))
    try:
        add(app.extensions["factcheck.database"], "dana")
        browser = Visitor(app)
        browser.client.environ_base["wsgi.url_scheme"] = "https"
        browser.headers["Host"] = "desk.example"
        answer = browser.sign_in("dana")
        given = answer.headers.getlist("Set-Cookie")

        assert {cookie.partition("=")[0] for cookie in given} == {
            "__Host-factcheck",
            "__Host-factcheck-known",
        }
        for cookie in given:
            assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
            assert "Domain" not in cookie
        assert answer.headers["Strict-Transport-Security"]
    finally:
        app.extensions["factcheck.database"].dispose()


def test_no_answer_but_the_sign_in_carries_the_cookie_again(arrive: Arrive) -> None:
    browser = arrive("dana")
    page = browser.get("/me").text
    asset = page.split('<link rel="stylesheet" href="')[1].split('"')[0]

    assert "Set-Cookie" not in browser.get(asset).headers


def test_presence_is_written_at_most_once_a_minute(arrive: Arrive, database: Database) -> None:
    def seen() -> list[object]:
        with database.reading() as session:
            return [
                *session.execute(select(SignInSession.seen_at, User.seen_at).join(SignInSession.user)).one()
            ]

    browser = arrive("dana")
    first = seen()
    browser.get("/me")
    assert seen() == first
    with database.writing() as session:
        session.execute(update(SignInSession).values(seen_at=now() - timedelta(minutes=2)))
    browser.get("/me")

    assert all(now() - moment < timedelta(seconds=30) for moment in seen())  # type: ignore[operator]


def test_a_password_hashed_with_older_parameters_is_hashed_anew_at_sign_in(
    app: Flask, database: Database
) -> None:
    from argon2 import PasswordHasher

    old = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)
    add(database, "dana", password_hash=old)
    assert Visitor(app).sign_in("dana").status_code == 303

    with database.reading() as session:
        new = queries.get_user(session, "dana").password_hash
    assert new is not None
    assert new.split("$")[3] == hash_password(PASSWORD).split("$")[3] != old.split("$")[3]
    assert Visitor(app).sign_in("dana").status_code == 303


def test_a_page_whose_session_ended_learns_so_and_gets_a_new_token(arrive: Arrive) -> None:
    browser = arrive("dana")
    assert browser.state() | {"csrf": ""} == {"signed_in": True, "name": "dana", "csrf": ""}
    stale = browser.token()
    browser.post("/logout")
    assert browser.state() | {"csrf": ""} == {"signed_in": False, "name": None, "csrf": ""}
    browser.sign_in("dana")

    assert browser.client.post("/logout", data={"csrf_token": stale}).status_code == 400
    assert browser.post("/logout").status_code == 303
