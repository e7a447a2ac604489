"""Making a demonstration: a project of its own, its people, and articles in every state of being checked."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts.models import Membership, Project, User
from factcheck.accounts.queries import find_user
from factcheck.accounts.service import add_person
from factcheck.adjudication.service.sign_off import sign_off
from factcheck.adjudication.signing import digest_of, missing_on
from factcheck.annotation.policy import Policy
from factcheck.articles.models import Article
from factcheck.db import Database
from factcheck.demo import words
from factcheck.demo.checks import Times, document
from factcheck.demo.people import LEADS, MEMBERS
from factcheck.demo.stories import write_story
from factcheck.demo.waiving import waive_some
from factcheck.errors import Conflict
from factcheck.exchange.intake import check_document, read_document
from factcheck.exchange.project_record import COLUMNS, Stored, record
from factcheck.projects.service.guidelines import add_version
from factcheck.projects.service.lifecycle import Beginning, create_project
from factcheck.words import gettext as _

NAME = "Harbour desk"
WEEKS = 5
"""The stories came in within so many weeks before today."""
_UNFINISHED, _FINISHED, _UNDUE, _SIGNED = 0.14, 0.9, 0.15, 0.8


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the project's short name, and how much is in it."""

    slug: str
    articles: int
    claims: int
    annotations: int


def make_demo(
    database: Database,
    *,
    articles: int,
    seed: int,
    today: datetime,
    done: Callable[[], object] = lambda: None,
) -> Made:
    """Make a project with so many articles, the same for the same seed and day; `done` is told after each.

    Each article is one transaction, and is imported as a document would be: one event. Raises Conflict where somebody
    who can sign in has the name of one of its people.
    """
    with database.writing() as session:
        project = _make_project(session)
        slug, project_id = project.slug, project.id
        row = session.execute(select(*COLUMNS).where(Project.id == project_id)).one()
        told = record(Stored(*row))
    # Ids are one installation's: made twice, a demonstration is another one.
    chance = random.Random(f"{seed}:{slug}")  # noqa: S311 - invented stories, no secret
    waiving = random.Random(f"{seed}:{slug}:waivers")  # noqa: S311
    named: dict[str, str] = {}
    claims = annotations = 0
    for number in range(articles):
        times = _times(chance, number, articles, today)
        value = document(chance, told, write_story(chance, number), times, named)
        checked = check_document(msgspec.json.decode(msgspec.json.encode(value)))
        with database.writing() as session:
            project = session.get_one(Project, project_id)
            article = read_document(session, checked, actor=None, project=project)
            session.flush()
            waive_some(session, waiving, Policy.from_dict(project.policy), article)
            _sign(session, chance, article, times)
        claims += len(value["claims"])
        annotations += sum(len(claim["annotations"]) for claim in value["claims"])
        done()
    return Made(slug, articles, claims, annotations)


def _make_project(session: Session) -> Project:
    """The project with its guidelines and its people, who have no password: nobody can sign in as them."""
    project = create_project(session, name=NAME, slug="", lang="en", beginning=Beginning(), actor=None)
    add_version(session, project, words.GUIDELINES, "", actor=None)
    for member in MEMBERS:
        person = find_user(session, member.name)
        if person is None:
            add_person(
                session, name=member.name, role=member.role, password_hash=None, actor=None, project=project
            )
        elif person.password_hash is None:
            session.add(Membership(project=project, user=person, role=member.role))
        else:
            raise Conflict(
                _(
                    "%(name)s works here. The demonstration has somebody of that name, whose invented records would "
                    "look like theirs.",
                    name=person.name,
                )
            )
    session.flush()
    return project


def _times(chance: random.Random, number: int, articles: int, today: datetime) -> Times:
    """Stories came in evenly over the weeks, the last ones today; most of the older ones are done."""
    age = timedelta(weeks=WEEKS) * (1 - (number + chance.random()) / articles)
    came = today - age
    due = came + timedelta(hours=chance.choice([36, 72, 120, 168, 240]))
    share = min(1.0, age / timedelta(days=5))
    if chance.random() < _UNFINISHED:
        share *= chance.random()
    elif share > 0.8:
        share = 1.0
    finished = share == 1 and chance.random() < _FINISHED
    return Times(came, None if chance.random() < _UNDUE else due, today, share, finished)


def _sign(session: Session, chance: random.Random, article: Article, times: Times) -> None:
    """Sign most of the articles off to which nothing is missing."""
    if not times.finished or chance.random() > _SIGNED or not missing_on(session, article).complete:
        return
    lead = session.scalars(select(User).where(User.name == chance.choice(LEADS).name)).one()
    made = sign_off(session, article, actor=lead, seen=digest_of(session, article))
    made.at = min(times.today, times.came + timedelta(days=5))
