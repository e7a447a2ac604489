"""C11: every route, every method, everybody. The expectations are in `authorisation_table`."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from factcheck.accounts.models import User
from factcheck.accounts.permissions import Permission
from factcheck.accounts.tokens import get_token, revoke_token
from factcheck.db import Database
from tests.integration.authorisation_table import PEOPLE, TABLE, Outcome
from tests.support.routes import CHANGES, REVOKED, routes, send
from tests.support.scenes import GIVEN, add_people, set_scene


@pytest.fixture
def people(app: Flask, database: Database) -> dict[str, User]:
    """The people of the table."""
    app.config["WTF_CSRF_ENABLED"] = False
    with database.writing() as session:
        return add_people(session)


def test_c11_every_route_has_a_row_and_every_row_a_route() -> None:
    assert sorted(set(routes()) - set(TABLE)) == [], "add a row to tests/integration/authorisation_table.py"
    assert sorted(set(TABLE) - set(routes())) == [], "these rows have no route any more"


def test_c11_every_view_declares_a_permission(app: Flask) -> None:
    for rule in routes().values():
        view = app.view_functions[rule.endpoint]
        assert hasattr(view, "permission"), f"{rule.endpoint} needs @require(...) or @public"
        assert view.permission is None or isinstance(view.permission, Permission)


@pytest.mark.sqlite
@pytest.mark.parametrize("route", sorted(TABLE))
def test_c11_everybody_gets_what_the_table_says(
    app: Flask, database: Database, people: dict[str, User], route: str
) -> None:
    row = TABLE[route]
    expected = dict(zip((*PEOPLE, REVOKED), (*row.outcomes, row.outcomes[0]), strict=True))
    found = {}
    for name in expected:
        with database.writing() as session:
            scene = set_scene(session, people, "reviewer" if name == REVOKED else name)
            if name == REVOKED:
                assert scene.token is not None
                revoke_token(session, get_token(session, scene.token), actor=None)
        if row.given:
            with database.writing() as session:
                GIVEN[row.given](session, scene)
        found[name] = outcome(send(app, route, name, scene, row), route)

    assert found == expected


@pytest.mark.sqlite
def test_c11_every_form_is_refused_without_its_token(app: Flask, database: Database) -> None:
    with database.writing() as session:
        scene = set_scene(session, add_people(session), "admin")
    for route in routes():
        if route.startswith(CHANGES) and "/api/" not in route:
            answer = send(app, route, "admin", scene, TABLE[route])
            assert answer.status_code == 400, route


def outcome(answer: TestResponse, route: str) -> Outcome:
    """What became of a request, by its answer."""
    status = answer.status_code
    assert status < 500, f"{route}: {status} {answer.text[:300]}"
    asked = status == 303 and (answer.location or "").startswith("/login?next=")
    if asked or status == 401:
        return Outcome.SIGN_IN
    return {403: Outcome.REFUSED, 404: Outcome.HIDDEN}.get(status, Outcome.IN)
