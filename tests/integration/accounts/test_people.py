"""The page of the people, C14 and C53: who may do what to whom, and that every change is one event."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from factcheck.accounts import queries
from factcheck.accounts.models import Invite, Membership, Role, User
from factcheck.activity.models import Event
from factcheck.activity.service import verify
from factcheck.db import Database
from tests.support.visitors import PASSWORD, Visitor, add

Arrive = Callable[..., Visitor]


def person(database: Database, name: str) -> User:
    """The stored person."""
    with database.reading() as session:
        return queries.get_user(session, name)


def role(database: Database, name: str) -> Role | None:
    """Their role in the default project."""
    with database.reading() as session:
        return queries.role_of(session, queries.get_user(session, name))


@contextmanager
def recorded(database: Database) -> Iterator[list[Event]]:
    """The events that are written inside the block; fails unless the log is whole after it."""
    found: list[Event] = []
    with database.reading() as session:
        last = session.scalar(select(func.max(Event.seq))) or 0
    yield found
    with database.reading() as session:
        found += session.scalars(select(Event).where(Event.seq > last).order_by(Event.seq)).all()
        assert verify(session) is None


def test_the_page_lists_everybody_with_role_and_state(arrive: Arrive, database: Database) -> None:
    ada = arrive("ada", Role.ADMIN)
    add(database, "Dana", Role.LEAD)
    add(database, "Imported", password_hash=None)
    ada.post(f"/people/{person(database, 'Imported').uid}/disable")
    page = ada.get("/people").text

    assert "2 people are here." in page
    assert page.rindex("Dana") < page.rindex("Imported")
    assert "disabled" in page
    assert "Never signed in" in page
    assert "Last seen" in page


@pytest.mark.parametrize("before", list(Role))
@pytest.mark.parametrize("after", list(Role))
def test_a_role_is_changed(arrive: Arrive, database: Database, before: Role, after: Role) -> None:
    ada = arrive("ada", Role.ADMIN)
    add(database, "dana", before)
    uid = person(database, "dana").uid

    with recorded(database) as events:
        assert ada.post(f"/people/{uid}/role", role=after.value).status_code == 303

    assert role(database, "dana") == after
    assert [event.action for event in events] == (["person.role_changed"] if before != after else [])
    with database.reading() as session:
        memberships = session.scalars(
            select(Membership.role).join(Membership.user).where(User.name == "dana")
        ).all()
    assert memberships == ([] if after == Role.ADMIN else [after])


def test_the_last_administrator_is_neither_disabled_nor_demoted(arrive: Arrive, database: Database) -> None:
    ada = arrive("ada", Role.ADMIN)
    add(database, "cannot sign in", Role.ADMIN, password_hash=None)
    add(database, "dana", Role.LEAD)
    uid = person(database, "ada").uid

    with recorded(database) as events:
        for path, fields in ((f"/people/{uid}/disable", {}), (f"/people/{uid}/role", {"role": "lead"})):
            answer = ada.post(path, fields)
            assert answer.status_code == 409
            assert "last administrator" in answer.text
    assert events == []
    assert ada.get("/people").status_code == 200

    add(database, "bob", Role.ADMIN)
    assert ada.post(f"/people/{uid}/disable").status_code == 303
    assert not person(database, "ada").active


@pytest.mark.parametrize("bad", ["", "owner", "ADMIN", "admin\0"])
def test_an_unknown_role_is_refused(arrive: Arrive, database: Database, bad: str) -> None:
    ada = arrive("ada", Role.ADMIN)
    add(database, "dana")

    assert ada.post(f"/people/{person(database, 'dana').uid}/role", role=bad).status_code == 422
    assert role(database, "dana") == Role.REVIEWER


def test_a_person_who_is_not_there_is_not_found(arrive: Arrive) -> None:
    ada = arrive("ada", Role.ADMIN)

    for uid in ("1", "nobody", "0" * 18, "%00", "../people", "x" * 2_000):
        for verb in ("role", "disable", "enable", "password-link"):
            assert ada.post(f"/people/{uid}/{verb}", role="lead").status_code in (404, 405)


def test_disabling_and_enabling(app: Flask, arrive: Arrive, database: Database) -> None:
    ada, dana = arrive("ada", Role.ADMIN), arrive("dana")
    uid = person(database, "dana").uid
    ada.post(f"/people/{uid}/disable")

    assert not dana.state()["signed_in"]
    assert Visitor(app).sign_in("dana").status_code == 401
    ada.post(f"/people/{uid}/enable")
    assert Visitor(app, "192.0.2.2").sign_in("dana").status_code == 303
    assert not dana.state()["signed_in"], "the old session stays ended"


def test_c53_every_change_is_one_event_and_holds_no_secret(
    app: Flask, arrive: Arrive, database: Database
) -> None:
    ada, dana = arrive("ada", Role.ADMIN), arrive("dana")
    arrive("dana")
    uid = person(database, "dana").uid
    other = dana.get("/me").text.split("/me/sessions/")[1].split("/")[0]
    secrets: list[str] = []

    def made(answer: Any) -> None:
        assert answer.status_code == 201
        secrets.append(answer.text.split('id="made" value="')[1].split('"')[0].rpartition("/")[2])

    def newest(model: Any) -> str:
        with database.reading() as session:
            return str(session.scalars(select(model.uid).order_by(model.id.desc()).limit(1)).one())

    steps: list[tuple[str, str, Callable[[], Any]]] = [
        ("invite.made", "ada", lambda: made(ada.post("/people/invites", role="lead", days="1"))),
        ("invite.revoked", "ada", lambda: ada.post(f"/people/invites/{newest(Invite)}/revoke")),
        ("invite.made", "ada", lambda: made(ada.post(f"/people/{uid}/password-link"))),
        ("person.role_changed", "ada", lambda: ada.post(f"/people/{uid}/role", role="lead")),
        ("person.signed_in", "dana", lambda: dana.sign_in("dana")),
        (
            "person.preferences_changed",
            "dana",
            lambda: dana.post("/me/preferences", locale="en", timezone="Europe/Lisbon"),
        ),
        (
            "token.made",
            "dana",
            lambda: made(dana.post("/me/tokens", {"name": "t", "days": "7", "scopes": ["read"]})),
        ),
        (
            "token.revoked",
            "dana",
            lambda: dana.post(
                "/me/tokens/" + dana.get("/me").text.split("/me/tokens/")[1].split("/")[0] + "/revoke"
            ),
        ),
        (
            "person.password_changed",
            "dana",
            lambda: dana.post("/me/password", current=PASSWORD, password="two green bicycles"),
        ),
        ("person.signed_out", "dana", lambda: dana.post("/logout")),
        ("person.disabled", "ada", lambda: ada.post(f"/people/{uid}/disable")),
        ("person.enabled", "ada", lambda: ada.post(f"/people/{uid}/enable")),
    ]
    for action, actor, step in steps:
        with recorded(database) as events:
            step()
        assert [event.action for event in events] == [action]
        assert events[0].actor_id == person(database, actor).id
        text = json.dumps([events[0].before, events[0].after])
        assert not any(secret in text for secret in [*secrets, PASSWORD, "bicycles", "$argon2"])
    assert other


def test_c53_ending_another_session_is_one_event(arrive: Arrive, database: Database) -> None:
    dana = arrive("dana")
    arrive("dana")
    other = dana.get("/me").text.split("/me/sessions/")[1].split("/")[0]

    with recorded(database) as events:
        assert dana.post(f"/me/sessions/{other}/end").status_code == 303
    assert [event.action for event in events] == ["session.ended"]


def test_c53_what_is_refused_or_changes_nothing_is_no_event(arrive: Arrive, database: Database) -> None:
    ada = arrive("ada", Role.ADMIN)
    dana = arrive("dana")
    uid = person(database, "dana").uid

    with recorded(database) as events:
        dana.sign_in("dana", "wrong")
        dana.post("/people/invites", role="admin", days="1")
        dana.post("/me/password", current="wrong", password="two green bicycles")
        dana.post("/me/preferences", locale="", timezone="")
        ada.post(f"/people/{uid}/role", role="reviewer")
        ada.post(f"/people/{uid}/enable")
    assert events == []


EXTRA = {
    "role": "admin",
    "is_admin": "1",
    "active": "1",
    "user_id": "1",
    "uid": "1",
    "id": "1",
    "project_id": "1",
    "reviewer_id": "1",
    "name_key": "x",
    "password_hash": "x",
    "version": "99",
    "kind": "first_admin",
    "created_at": "2000-01-01",
    "expires_at": "2099-01-01",
}


def test_c14_extra_fields_change_nothing(app: Flask, arrive: Arrive, database: Database) -> None:
    ada, dana = arrive("ada", Role.ADMIN), arrive("dana")
    before = person(database, "ada")

    assert dana.sign_in("dana", **EXTRA).status_code == 303
    assert dana.post("/me/preferences", {**EXTRA, "locale": "en", "timezone": "UTC"}).status_code == 303
    fields = {**EXTRA, "current": PASSWORD, "password": "two green bicycles"}
    assert dana.post("/me/password", fields).status_code == 303
    fields = {**EXTRA, "name": "t", "days": "7"}
    assert dana.post("/me/tokens", {**fields, "scopes": ["read"]}).status_code == 201
    invitation = ada.post("/people/invites", {**EXTRA, "role": "reviewer", "days": "1"}).text
    path = "/welcome/" + invitation.split("/welcome/")[1].split('"')[0]
    newcomer = Visitor(app)
    newcomer.get(path)
    assert newcomer.post("/welcome", {**EXTRA, "name": "new", "password": PASSWORD}).status_code == 303

    after = person(database, "ada")
    assert (after.name, after.password_hash, after.timezone) == (before.name, before.password_hash, None)
    assert (role(database, "dana"), role(database, "new")) == (Role.REVIEWER, Role.REVIEWER)
    assert person(database, "dana").timezone == "UTC"
    assert person(database, "new").name_key == "new"
    with database.reading() as session:
        assert session.scalars(select(Invite.kind)).all() == ["member"]


def test_names_are_written_as_text(arrive: Arrive, database: Database) -> None:
    ada = arrive("ada", Role.ADMIN)
    add(database, "<img src=x onerror=alert(1)>")

    assert "<img" not in ada.get("/people").text


def test_parallel_demotions_leave_one_administrator(app: Flask, arrive: Arrive, database: Database) -> None:
    from concurrent.futures import ThreadPoolExecutor

    names = ["ada", "bob", "cleo", "dora"]
    admins = {name: arrive(name, Role.ADMIN) for name in names}
    targets = {name: person(database, names[(number + 1) % 4]).uid for number, name in enumerate(names)}
    tokens = {name: browser.token() for name, browser in admins.items()}

    def disable(name: str) -> int:
        data = {"csrf_token": tokens[name]}
        return admins[name].client.post(f"/people/{targets[name]}/disable", data=data).status_code

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(disable, names))

    assert set(statuses) <= {303, 401, 409}
    with database.reading() as session:
        assert queries.has_administrator(session)
