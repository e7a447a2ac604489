"""People who are signed in, without going through the sign-in page (which has tests of its own)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient
from playwright.sync_api import BrowserContext, Page

from factcheck.accounts import queries
from factcheck.accounts.models import Role
from factcheck.accounts.service import add_person
from factcheck.accounts.sessions import start_session
from factcheck.db import Database
from factcheck.web import SESSION_SECRET
from tests.support.servers import LiveServer


def start_session_of(database: Database, name: str, role: Role) -> str:
    """A new session's secret for the person of that name, who is added with that role where they are not there."""
    with database.writing() as session:
        user = queries.find_user(session, name)
        if user is None:
            user = add_person(session, name=name, role=role, password_hash=None, actor=None)
        return start_session(session, user, agent="test")


@pytest.fixture
def enter(app: Flask, database: Database) -> Callable[..., FlaskClient]:
    """`enter("dana", role=Role.LEAD)`: a client that dana has signed in with; a reviewer unless said otherwise."""

    def signed_in(name: str, *, role: Role = Role.REVIEWER) -> FlaskClient:
        client = app.test_client()
        secret = start_session_of(database, name, role)
        with client.session_transaction() as cookie:
            cookie[SESSION_SECRET] = secret
        return client

    return signed_in


@pytest.fixture
def live_database(live_server: LiveServer) -> Iterator[Database]:
    """The database of the live server, for what a test prepares and looks up."""
    found = Database(live_server.database_url)
    yield found
    found.dispose()


@pytest.fixture
def enter_page(
    live_server: LiveServer, live_database: Database, new_context: Callable[..., BrowserContext]
) -> Callable[..., Page]:
    """`enter_page("dana", role=Role.LEAD)`: a page in a browser of dana's own, signed in at the live server.

    Takes Playwright's options of a context too. Addresses may be given without the server's: `page.goto("/")`.
    """

    def signed_in(name: str, *, role: Role = Role.REVIEWER, **options: Any) -> Page:
        context = new_context(base_url=live_server.url, **options)
        secret = start_session_of(live_database, name, role)
        context.add_cookies(
            [{"name": "factcheck", "value": cookie_of(live_server, secret), "url": live_server.url}]
        )
        return context.new_page()

    return signed_in


def cookie_of(server: LiveServer, secret: str) -> str:
    """The value that the server's cookie has when it holds this session's secret."""
    signer = Flask("signer")
    signer.secret_key = (server.instance / "secret_key").read_text(encoding="ascii").strip()
    serializer = SecureCookieSessionInterface().get_signing_serializer(signer)
    assert serializer is not None
    return str(serializer.dumps({SESSION_SECRET: secret}))
