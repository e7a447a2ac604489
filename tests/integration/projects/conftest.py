"""Two desks: dana reviews and lee leads at the first, nora leads the second, ada administers both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from factcheck.accounts import members, queries
from factcheck.accounts.models import Project, Role
from factcheck.activity.models import Event
from factcheck.articles.models import Article, Origin
from factcheck.articles.segmentation import cut
from factcheck.articles.service import create_article
from factcheck.db import Database
from factcheck.projects.service.lifecycle import Beginning, create_project

TEXT = "The minister met the ambassador on Tuesday. Nobody expected that.\n"
CANARY = "zwitschervogel"


@dataclass
class Desks:
    """The two projects, and what people do with them."""

    database: Database
    enter: Callable[..., FlaskClient]
    first: Project
    second: Project
    browsers: dict[str, FlaskClient] = field(default_factory=dict)

    def browser(self, name: str) -> FlaskClient:
        """The person's browser, the same each time."""
        if name not in self.browsers:
            self.browsers[name] = self.enter(name)
        return self.browsers[name]

    def get(self, who: str, path: str) -> TestResponse:
        """Open a page as that person."""
        return self.browser(who).get(path, buffered=True)

    def post(self, who: str, path: str, /, **fields: Any) -> TestResponse:
        """Send a form as that person."""
        return self.browser(who).post(path, data=fields)

    def put_in(self, project: Project, *, by: str = "ada", text: str = TEXT, **about: Any) -> Article:
        """A new article of the project."""
        with self.database.writing() as session:
            return create_article(
                session,
                session.get_one(Project, project.id),
                actor=queries.get_user(session, by),
                text=text,
                cuts=cut(text, "en"),
                lang="en",
                origin=Origin.PASTE,
                **{"title": "A story", **about},
            )

    def project(self, slug: str) -> Project:
        """The project of that slug as it is now, deleted or not."""
        with self.database.reading() as session:
            return session.scalars(select(Project).where(Project.slug == slug)).one()

    def actions(self, *subjects: str) -> list[str]:
        """What was done to these kinds of things, in order."""
        with self.database.reading() as session:
            query = select(Event.action).where(Event.subject.in_(subjects)).order_by(Event.seq)
            return list(session.scalars(query))


@pytest.fixture
def desks(app: Flask, database: Database, enter: Callable[..., FlaskClient]) -> Desks:
    """The two desks."""
    app.config["WTF_CSRF_ENABLED"] = False
    for name, role in (("ada", Role.ADMIN), ("lee", Role.LEAD), ("dana", Role.REVIEWER), ("nora", Role.LEAD)):
        enter(name, role=role)
    with database.writing() as session:
        first = queries.get_default_project(session)
        second = create_project(session, name="Sports", slug="", lang="de", beginning=Beginning(), actor=None)
        nora = queries.get_user(session, "nora")
        members.set_member(session, second, nora, Role.LEAD, actor=None)
        members.set_member(session, first, nora, None, actor=None)
    return Desks(database, enter, first, second)
