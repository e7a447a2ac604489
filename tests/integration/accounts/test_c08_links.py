"""C8: one-time links let exactly one person in, for a short while, and leave no trace of their secret."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from factcheck.accounts import queries
from factcheck.accounts.keys import hashed
from factcheck.accounts.models import Invite, InviteKind, Role, SignInSession, User
from factcheck.accounts.service import first_admin_link
from factcheck.activity.models import Event
from factcheck.activity.service import record
from factcheck.db import Database, now
from tests.support.visitors import PASSWORD, Visitor, add

Arrive = Callable[..., Visitor]
BASE = "http://127.0.0.1:8000/"


def first_link(database: Database) -> str | None:
    """What `factcheck serve` prints."""
    with database.writing() as session:
        return first_admin_link(session, BASE)


def path_of(link: str | None) -> str:
    """The path of a link."""
    assert link is not None
    return urlsplit(link).path


def invited(browser: Visitor, **fields: str) -> str:
    """The path of the link in an administrator's answer."""
    answer = browser.post("/people/invites", {"role": "reviewer", "days": "7", **fields})
    assert answer.status_code == 201
    return path_of(answer.text.split('id="made" value="')[1].split('"')[0])


def join(browser: Visitor, path: str, name: str = "newcomer", password: str = PASSWORD) -> int:
    """Open a link and fill its form in; the status of the last answer."""
    assert browser.get(path).location == "/welcome"
    return browser.post("/welcome", name=name, password=password).status_code


def test_c08_the_first_administrator_comes_in_and_chooses_name_and_password(
    app: Flask, database: Database
) -> None:
    link = first_link(database)
    assert link is not None
    assert link.startswith("http://127.0.0.1:8000/welcome/")
    browser = Visitor(app)

    assert join(browser, path_of(link), "Ada") == 303

    assert browser.get("/people").status_code == 200
    assert first_link(database) is None
    assert Visitor(app).sign_in("ada").status_code == 303
    with database.reading() as session:
        assert queries.people(session)[0][1] == Role.ADMIN


def test_c08_a_new_link_for_the_first_administrator_voids_the_one_before(
    app: Flask, database: Database
) -> None:
    old, new = first_link(database), first_link(database)

    assert join(Visitor(app), path_of(old)) == 404
    assert join(Visitor(app), path_of(new)) == 303


def test_c08_the_link_is_void_once_there_is_an_administrator(app: Flask, database: Database) -> None:
    link = first_link(database)
    add(database, "ada", Role.ADMIN)

    assert join(Visitor(app), path_of(link)) == 404


def test_there_is_a_link_again_where_nobody_could_sign_in_as_administrator(database: Database) -> None:
    add(database, "imported", Role.ADMIN, password_hash=None)
    add(database, "dana", Role.LEAD)

    assert first_link(database) is not None


def test_c08_of_twenty_at_once_one_gets_in(app: Flask, database: Database) -> None:
    path = path_of(first_link(database))
    browsers = [Visitor(app) for _ in range(20)]
    tokens = []
    for browser in browsers:
        browser.get(path)
        tokens.append(browser.token())

    def accept(number: int) -> int:
        fields = {"csrf_token": tokens[number], "name": f"Person {number}", "password": PASSWORD}
        return browsers[number].client.post("/welcome", data=fields).status_code

    with ThreadPoolExecutor(20) as pool:
        statuses = sorted(pool.map(accept, range(20)))

    assert statuses == [303] + [404] * 19
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(User)) == 1
        assert session.scalar(select(func.count()).select_from(SignInSession)) == 1
        joined = select(func.count()).select_from(Event).where(Event.action == "person.joined")
        assert session.scalar(joined) == 1


@pytest.mark.parametrize("role", list(Role))
def test_c08_an_invitation_gives_its_role_once(
    app: Flask, arrive: Arrive, database: Database, role: Role
) -> None:
    path = invited(arrive("ada", Role.ADMIN), role=role.value)
    newcomer = Visitor(app)
    assert "ada invites you" in _opened(newcomer, path)
    assert join(newcomer, path) == 303

    assert newcomer.state()["name"] == "newcomer"
    assert join(Visitor(app), path, "another") == 404
    with database.reading() as session:
        assert queries.role_of(session, queries.get_user(session, "newcomer")) == role


@pytest.mark.parametrize("end", ["expired", "revoked"])
def test_c08_a_link_that_has_ended_is_void(app: Flask, arrive: Arrive, database: Database, end: str) -> None:
    ada = arrive("ada", Role.ADMIN)
    path = invited(ada)
    if end == "expired":
        with database.writing() as session:
            session.execute(update(Invite).values(expires_at=now() - timedelta(seconds=1)))
    else:
        with database.reading() as session:
            uid = session.scalars(select(Invite.uid)).one()
        assert ada.post(f"/people/invites/{uid}/revoke").status_code == 303
        assert ada.post(f"/people/invites/{uid}/revoke").status_code == 404

    assert join(Visitor(app), path) == 404


def test_c08_a_guessed_link_is_void(app: Flask) -> None:
    assert join(Visitor(app), "/welcome/guessed") == 404


def test_c08_a_name_or_password_that_is_refused_leaves_the_link_good(
    app: Flask, arrive: Arrive, database: Database
) -> None:
    path = invited(arrive("ada", Role.ADMIN))
    newcomer = Visitor(app)

    for name, password, said in (
        ("ADA", PASSWORD, "has that name already"),
        ("", PASSWORD, "Type a name"),
        ("x" * 81, PASSWORD, "at most 80"),
        ("a\u202eb", PASSWORD, "cannot be seen"),
        ("newcomer", "short", "at least 10"),
        ("a newcomer", "A Newcomer", "cannot be the name"),
    ):
        newcomer.get(path)
        answer = newcomer.post("/welcome", name=name, password=password)
        assert answer.status_code == 422
        assert said in answer.text
    assert join(newcomer, path) == 303


def test_c08_a_password_link_sets_a_new_password_and_signs_out_elsewhere(
    app: Flask, arrive: Arrive, database: Database
) -> None:
    ada, dana = arrive("ada", Role.ADMIN), arrive("dana")
    with database.reading() as session:
        uid = queries.get_user(session, "dana").uid
    paths = []
    for _ in range(2):
        answer = ada.post(f"/people/{uid}/password-link")
        assert answer.status_code == 201
        paths.append(path_of(answer.text.split('id="made" value="')[1].split('"')[0]))

    assert join(Visitor(app), paths[0], password="two green bicycles") == 404
    elsewhere = Visitor(app)
    assert "For dana." in _opened(elsewhere, paths[1])
    assert join(elsewhere, paths[1], name="mallory", password="two green bicycles") == 303

    assert elsewhere.state()["name"] == "dana"
    assert not dana.state()["signed_in"]
    assert Visitor(app).sign_in("dana").status_code == 401
    assert Visitor(app).sign_in("dana", "two green bicycles").status_code == 303


def test_c08_a_disabled_person_gets_no_password_link_and_an_open_one_is_void(
    app: Flask, arrive: Arrive, database: Database
) -> None:
    ada = arrive("ada", Role.ADMIN)
    add(database, "dana")
    with database.reading() as session:
        uid = queries.get_user(session, "dana").uid
    answer = ada.post(f"/people/{uid}/password-link")
    path = path_of(answer.text.split('id="made" value="')[1].split('"')[0])
    ada.post(f"/people/{uid}/disable")

    assert join(Visitor(app), path) == 404
    assert ada.post(f"/people/{uid}/password-link").status_code == 409


def test_c08_links_are_short_lived_and_long_enough(arrive: Arrive, database: Database) -> None:
    first = first_link(database)
    secret = path_of(first).rpartition("/")[2]
    assert len(secret) == 43, "256 bits"
    ada = arrive("ada", Role.ADMIN)
    invited(ada, days="30")
    assert ada.post("/people/invites", role="reviewer", days="31").status_code == 422

    with database.reading() as session:
        lives = {
            InviteKind(invite.kind): invite.expires_at - invite.created_at
            for invite in session.scalars(select(Invite))
        }
        hashes = session.scalars(select(Invite.secret_hash)).all()
    assert lives[InviteKind.FIRST_ADMIN] <= timedelta(hours=24, seconds=5)
    assert lives[InviteKind.MEMBER] <= timedelta(days=30, seconds=5)
    assert hashed(secret) in hashes


def test_c08_the_secret_leaves_the_address_and_is_in_no_log_and_no_event(
    app: Flask, database: Database, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    path = path_of(first_link(database))
    secret = path.rpartition("/")[2]
    browser = Visitor(app)
    answer = browser.get(path)
    assert answer.status_code == 303
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert secret not in answer.location
    assert secret not in browser.get("/welcome").text

    # Even where accepting crashes, what is logged is the address.
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def crash(*_arguments: object, **_fields: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr("factcheck.accounts.service.record", crash)
    assert browser.post("/welcome", name="Ada", password=PASSWORD).status_code == 500
    monkeypatch.setattr("factcheck.accounts.service.record", record)
    assert browser.post("/welcome", name="Ada", password=PASSWORD).status_code == 303

    assert "a fault" in caplog.text
    assert secret not in caplog.text
    with database.reading() as session:
        recorded = " ".join(f"{event.before} {event.after}" for event in session.scalars(select(Event)))
    assert secret not in recorded
    assert hashed(secret) not in recorded


def _opened(browser: Visitor, path: str) -> str:
    browser.get(path)
    return browser.get("/welcome").text
