"""C16: rights are looked at once more inside the write transaction. They end here between the two looks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

import pytest
from flask import Flask, g, has_request_context
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from factcheck.accounts.models import Membership, User
from factcheck.activity.queries import last_seq
from factcheck.db import Database
from tests.integration.authorisation_table import PEOPLE, TABLE, Outcome
from tests.integration.test_c11_authorisation import outcome
from tests.support.routes import CHANGES, send
from tests.support.scenes import GIVEN, add_people, set_scene

WRITES_NOTHING = ("POST /articles/<uid>/here",)
"""Who is at which sentence is kept by the process."""


def who(route: str) -> str | None:
    """The person with the fewest rights who is let in; nobody where everybody is who has signed in."""
    row = dict(zip(PEOPLE, TABLE[route].outcomes, strict=True))
    if row["outsider"] is Outcome.IN:
        return None
    return next((name for name in ("reviewer", "lead", "admin") if row[name] is Outcome.IN), None)


REFUSED_BEFORE = {"POST /projects/<uid>/work/give": 422}
"""What the row sends does not get as far as a write."""
ROUTES = sorted(
    route for route in TABLE if route.startswith(CHANGES) and route not in WRITES_NOTHING and who(route)
)


@dataclass
class Ending:
    """Takes a person's rights once their request has been let in and before it writes."""

    database: Database
    name: str = ""
    ended: list[str] = field(default_factory=list)

    @contextmanager
    def before(self, writing: AbstractContextManager[Session]) -> Iterator[Session]:
        """As the transaction, which begins a moment later."""
        if self.name and has_request_context() and "viewer" in g:
            with self.database.engine.begin() as other:
                key = g.viewer.user.id
                other.execute(delete(Membership).where(Membership.user_id == key))
                other.execute(update(User).where(User.id == key).values(is_admin=False))
            self.ended.append(self.name)
            self.name = ""
        with writing as session:
            yield session


@pytest.mark.sqlite
@pytest.mark.parametrize("route", ROUTES)
def test_c16_rights_that_end_before_the_write_are_gone(
    app: Flask, database: Database, monkeypatch: pytest.MonkeyPatch, route: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    name, row = who(route), TABLE[route]
    assert name is not None
    with database.writing() as session:
        scene = set_scene(session, add_people(session), name)
    if row.given:
        with database.writing() as session:
            GIVEN[row.given](session, scene)
    ending = Ending(database, name)
    writing = Database.writing
    monkeypatch.setattr(Database, "writing", lambda self: ending.before(writing(self)))
    with database.reading() as session:
        before = last_seq(session)

    answer = send(app, route, name, scene, row)

    assert ending.ended or answer.status_code not in (200, 201, 204, 303), (
        f"{route} answers {answer.status_code}"
    )
    with database.reading() as session:
        assert last_seq(session) == before, f"{route} wrote after the rights had ended"
    if ending.ended:
        assert outcome(answer, route) is not Outcome.IN, f"{route} answers {answer.status_code}"


@pytest.mark.sqlite
def test_c16_who_is_made_a_lead_meanwhile_keeps_what_they_save(
    app: Flask, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    with database.writing() as session:
        scene = set_scene(session, add_people(session), "reviewer")
    assert scene.user is not None
    key, writing = scene.user.id, Database.writing

    @contextmanager
    def promoted(self: Database) -> Iterator[Session]:
        with self.engine.begin() as other:
            other.execute(update(Membership).where(Membership.user_id == key).values(role="lead"))
        with writing(self) as session:
            yield session

    monkeypatch.setattr(Database, "writing", promoted)
    route = "POST /articles/<uid>/claim/remove"
    assert outcome(send(app, route, "reviewer", scene, TABLE[route]), route) is Outcome.IN
