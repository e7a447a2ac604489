"""C7: API tokens are stored hashed, shown once, scoped, expiring, and no way into the pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask, Response, jsonify
from sqlalchemy import select, update

from factcheck.accounts import queries, service, tokens
from factcheck.accounts.access import require, viewer
from factcheck.accounts.keys import hashed
from factcheck.accounts.models import ApiToken, Membership, Role
from factcheck.accounts.permissions import Permission
from factcheck.activity.models import Event
from factcheck.db import Database, now
from tests.support.visitors import Visitor, add

Arrive = Callable[..., Visitor]
pytestmark = pytest.mark.own_app
TOKEN = re.compile(r"fc_[A-Za-z0-9_-]{43}")


@pytest.fixture(autouse=True)
def probes(app: Flask) -> None:
    """Two addresses of the API that say who is asking."""

    def probe() -> Response:
        return jsonify(name=viewer.user.name)

    for permission in (Permission.READ, Permission.IMPORT):
        app.add_url_rule(f"/api/v1/test-{permission}", f"test_{permission}", require(permission)(probe))


def ask(app: Flask, token: str, permission: str = "read") -> int:
    """The status of a request with that token."""
    answer = app.test_client().get(
        f"/api/v1/test-{permission}", headers={"Authorization": f"Bearer {token}"}, buffered=True
    )
    return answer.status_code


def make(database: Database, name: str = "dana", *, scopes: tuple[str, ...] = ("read",)) -> str:
    """A token of the person, who is added as a reviewer where they are not there."""
    with database.reading() as session:
        known = queries.find_user(session, name)
    if known is None:
        add(database, name)
    with database.writing() as session:
        user = queries.get_user(session, name)
        return tokens.create_token(session, user, name="t", scopes=scopes, days=7, actor=user)[1]


def test_c07_a_token_lets_its_owner_in_within_its_scopes(app: Flask, database: Database) -> None:
    token = make(database, scopes=("read",))

    assert TOKEN.fullmatch(token)
    assert ask(app, token) == 200
    assert ask(app, token, "import") == 403
    assert ask(app, token + "x") == 401
    assert ask(app, "") == 401
    assert ask(app, make(database, scopes=("import",)), "import") == 200


def test_c07_a_scope_gives_no_more_than_the_owners_role(app: Flask, database: Database) -> None:
    token = make(database)
    with database.writing() as session:
        session.execute(update(ApiToken).values(scopes=["read", "import", "manage_people"]))
    assert ask(app, token, "import") == 200
    with database.writing() as session:
        session.delete(session.scalars(select(Membership)).one())

    assert ask(app, token) == 403


@pytest.mark.parametrize("end", ["expired", "revoked", "disabled"])
def test_c07_a_token_that_has_ended_is_refused(app: Flask, database: Database, end: str) -> None:
    token = make(database)
    with database.writing() as session:
        user = queries.get_user(session, "dana")
        if end == "expired":
            session.execute(update(ApiToken).values(expires_at=now() - timedelta(seconds=1)))
        elif end == "revoked":
            tokens.revoke_token(session, tokens.get_token(session, token), actor=None)
        else:
            service.disable_person(session, user, actor=None)

    assert ask(app, token) == 401


def test_c07_enabling_somebody_again_does_not_bring_their_tokens_back(app: Flask, database: Database) -> None:
    token = make(database)
    with database.writing() as session:
        service.disable_person(session, queries.get_user(session, "dana"), actor=None)
    with database.writing() as session:
        service.enable_person(session, queries.get_user(session, "dana"), actor=None)

    assert ask(app, token) == 401


def test_c07_a_token_is_shown_once_and_stored_as_a_hash(arrive: Arrive, database: Database) -> None:
    browser = arrive("dana")
    made = browser.post("/me/tokens", name="CMS", days="30", scopes=["read", "export"])

    assert made.status_code == 201
    (token,) = set(TOKEN.findall(made.text))
    assert not TOKEN.search(browser.get("/me").text)
    assert "CMS" in browser.get("/me").text
    with database.reading() as session:
        row = session.scalars(select(ApiToken)).one()
        assert row.secret_hash == hashed(token)
        assert row.scopes == ["export", "read"]
        assert row.expires_at is not None
        assert timedelta(days=29) < row.expires_at - now() <= timedelta(days=30)
        recorded = " ".join(f"{event.before} {event.after}" for event in session.scalars(select(Event)))
    assert token not in recorded
    assert hashed(token) not in recorded


def test_c07_a_token_opens_no_page_and_a_cookie_opens_no_api(
    app: Flask, arrive: Arrive, database: Database
) -> None:
    token = make(database)
    bearer = {"Authorization": f"Bearer {token}"}
    assert app.test_client().get("/me", headers=bearer).status_code == 303
    browser = arrive("sam", Role.ADMIN)

    assert browser.get("/api/v1/test-read").status_code == 401


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "", "days": "30", "scopes": ["read"]},
        {"name": "x" * 81, "days": "30", "scopes": ["read"]},
        {"name": "x", "days": "30", "scopes": []},
        {"name": "x", "days": "30", "scopes": ["manage_people"]},
        {"name": "x", "days": "30", "scopes": ["edit_article"]},
        {"name": "x", "days": "99999", "scopes": ["read"]},
        {"name": "x", "days": "many", "scopes": ["read"]},
        {"name": "x", "scopes": ["read"], "days": "0"},
    ],
)
def test_c07_a_token_for_more_than_is_offered_is_refused(
    arrive: Arrive, database: Database, fields: dict[str, object]
) -> None:
    answer = arrive("dana").post("/me/tokens", fields)

    assert answer.status_code == 422
    assert 'class="error"' in answer.text
    with database.reading() as session:
        assert session.scalars(select(ApiToken)).all() == []


def test_c07_only_the_owner_revokes_a_token(app: Flask, arrive: Arrive, database: Database) -> None:
    token = make(database, "sam")
    with database.reading() as session:
        uid = session.scalars(select(ApiToken.uid)).one()

    assert arrive("dana").post(f"/me/tokens/{uid}/revoke").status_code == 404
    assert ask(app, token) == 200


def test_c07_ones_own_token_is_revoked_on_the_page(app: Flask, arrive: Arrive, database: Database) -> None:
    browser = arrive("dana")
    token = make(database)
    with database.reading() as session:
        uid = session.scalars(select(ApiToken.uid)).one()

    assert browser.post(f"/me/tokens/{uid}/revoke").status_code == 303
    assert ask(app, token) == 401
    assert browser.post(f"/me/tokens/{uid}/revoke").status_code == 404


def test_c07_the_use_of_a_token_is_noted(app: Flask, database: Database) -> None:
    token = make(database)
    ask(app, token)

    with database.reading() as session:
        used = session.scalars(select(ApiToken.used_at)).one()
    assert used is not None
    assert now() - used < timedelta(seconds=30)
