"""A desk with two articles, on which hops are recorded by the services themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts import queries as accounts
from factcheck.accounts.models import Role, User
from factcheck.annotation.models import Hop
from factcheck.annotation.service import records
from factcheck.annotation.service.changes import Context
from factcheck.annotation.service.claims import create_claim
from factcheck.annotation.service.hops import add_hop
from factcheck.articles.models import Article, Origin
from factcheck.articles.queries import current_revision
from factcheck.articles.segmentation import cut
from factcheck.articles.service import create_article
from factcheck.db import Database
from factcheck.sources.models import Source
from factcheck.sources.service.naming import name_source

TEXT = "The port is closed, officials say. The line carries a million people. Nobody at the ministry would comment."


@dataclass
class Newsroom:
    """Two articles by lee (a lead), on which dana and robin (reviewers) record chains."""

    database: Database
    enter: Callable[..., FlaskClient]
    articles: list[str]

    def article(self, session: Session, number: int = 0) -> Article:
        return session.scalars(select(Article).where(Article.uid == self.articles[number])).one()

    def person(self, session: Session, name: str) -> User:
        return accounts.get_user(session, name)

    def chain(
        self,
        *labels: str | tuple[str, dict[str, Any]],
        by: str = "dana",
        on: int = 0,
        verdict: str | None = "supported",
        submitted: bool = False,
    ) -> str:
        """A claim with one record and a chain of these sources, a line unless details say otherwise; its uid."""
        with self.database.writing() as session:
            article, actor = self.article(session, on), self.person(session, by)
            revision = current_revision(session, article)
            claim = create_claim(session, article, revision, actor=actor, spans=[(0, 34)])
            session.flush()
            context = Context(article, claim, actor, records.own_annotation(session, claim, actor))
            session.flush()
            if verdict:
                records.save_verdict(session, context, verdict)
            made: list[Hop] = []
            for label in labels:
                name, details = (label, {}) if isinstance(label, str) else label
                if details.get("via"):
                    details = details | {"via": [made[place].uid for place in details["via"]]}
                made.append(add_hop(session, context, name, details=details))
            if submitted and context.annotation:
                context.annotation.status = "submitted"
            return claim.uid

    def show_what_was_submitted(self) -> None:
        """Have the project show submitted records at once."""
        with self.database.writing() as session:
            accounts.get_default_project(session).policy = {"pack": "standard", "blind": "off"}

    def named(self, session: Session, name: str, *, on: int = 0, named: bool = True) -> Source:
        """The source of that name."""
        return name_source(session, self.article(session, on), name, named=named)

    def uid(self, name: str, *, on: int = 0, named: bool = True) -> str:
        with self.database.writing() as session:
            return self.named(session, name, on=on, named=named).uid

    def sources_of(self, claim: str) -> list[str]:
        """The labels of the sources of the claim's chains, in order."""
        from factcheck.annotation.models import Annotation, Claim

        query = (
            select(Source)
            .join(Hop, Hop.source_id == Source.id)
            .join(Annotation, Annotation.id == Hop.annotation_id)
            .join(Claim, Claim.id == Annotation.claim_id)
            .where(Claim.uid == claim, Hop.removed_at.is_(None))
            .order_by(Hop.position)
        )
        with self.database.reading() as session:
            return [source.label for source in session.scalars(query)]


@pytest.fixture
def newsroom(app: Flask, database: Database, enter: Callable[..., FlaskClient]) -> Newsroom:
    app.config["WTF_CSRF_ENABLED"] = False
    for name, role in (("dana", Role.REVIEWER), ("robin", Role.REVIEWER), ("lee", Role.LEAD)):
        enter(name, role=role)
    articles = []
    with database.writing() as session:
        for title in ("Port closed", "Ferries stopped"):
            article = create_article(
                session,
                accounts.get_default_project(session),
                actor=accounts.get_user(session, "lee"),
                text=TEXT,
                cuts=cut(TEXT, "en"),
                lang="en",
                origin=Origin.PASTE,
                title=title,
            )
            articles.append(article.uid)
    return Newsroom(database, enter, articles)
