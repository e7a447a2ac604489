"""A small desk: two reviewers, a lead, an administrator, somebody from another project; and an article."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from factcheck.accounts import queries as accounts
from factcheck.accounts.access import Viewer, viewer_for
from factcheck.accounts.keys import hashed
from factcheck.accounts.models import Membership, Project, Role, SignInSession, User
from factcheck.articles.models import Article, Origin
from factcheck.articles.segmentation import cut
from factcheck.articles.service import create_article
from factcheck.db import Database
from factcheck.web import SESSION_SECRET

TEXT = """Ferry talks resume in Port Alder

Transport minister Ilse Halden met the Tarsk ambassador on Tuesday. "We are grateful," Halden said.
Nobody expected that.
"""


@pytest.fixture(autouse=True)
def desk(database: Database) -> None:
    """Robin and Sam review, Lee leads, Ada administers, Olga belongs to another project."""
    with database.writing() as session:
        project = accounts.get_default_project(session)
        other = Project(slug="other", name="Other desk")
        session.add(other)
        people = {
            name: User(name=name, is_admin=name == "ada") for name in ("robin", "sam", "lee", "ada", "olga")
        }
        session.add_all(people.values())
        session.flush()
        for name, where, role in (
            ("robin", project, Role.REVIEWER),
            ("sam", project, Role.REVIEWER),
            ("lee", project, Role.LEAD),
            ("olga", other, Role.LEAD),
        ):
            session.add(Membership(project_id=where.id, user_id=people[name].id, role=role))


@pytest.fixture
def signed_in(app: Flask, database: Database) -> Callable[[str], FlaskClient]:
    """A browser that the person of that name has signed in with."""
    app.config["WTF_CSRF_ENABLED"] = False

    def sign_in(name: str) -> FlaskClient:
        secret = secrets.token_urlsafe(16)
        with database.writing() as session:
            user = accounts.get_user(session, name)
            session.add(SignInSession(secret_hash=hashed(secret), user_id=user.id))
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie[SESSION_SECRET] = secret
        return client

    return sign_in


@pytest.fixture
def viewer_of(database: Database) -> Callable[[Session, str], Viewer]:
    """The viewer that the person of that name is."""

    def find(session: Session, name: str) -> Viewer:
        user = accounts.get_user(session, name)
        return viewer_for(session, user)

    return find


def put_in(session: Session, actor: str = "robin", text: str = TEXT, **details: object) -> Article:
    """Store an article of the default project, as the service does."""
    lang = str(details.pop("lang", "en"))
    return create_article(
        session,
        accounts.get_default_project(session),
        actor=accounts.get_user(session, actor),
        text=text,
        cuts=cut(text, lang),
        lang=lang,
        origin=Origin.PASTE,
        **details,  # type: ignore[arg-type]
    )
