"""A desk on which leads give work out, and reviewers take it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from factcheck.accounts import queries as accounts
from factcheck.accounts.models import User
from factcheck.annotation.models import Assignment, Claim
from factcheck.articles.models import Article, Origin
from factcheck.articles.segmentation import cut
from factcheck.articles.service import create_article
from factcheck.db import Database
from tests.integration.adjudication.conftest import Bench, bench
from tests.integration.annotation.conftest import TEXT, desk
from tests.integration.exchange.conftest import other_database

__all__ = ["bench", "desk", "other_database"]


@dataclass
class Office:
    """Who gives what to whom, and what people find on their pages."""

    bench: Bench
    database: Database

    @property
    def article(self) -> Article:
        """The article that is there from the start."""
        return self.bench.desk.article

    def uid(self, name: str) -> str:
        """A person's uid."""
        with self.database.reading() as session:
            return accounts.get_user(session, name).uid

    def more(self, title: str, **values: Any) -> str:
        """One more article; its uid."""
        with self.database.writing() as session:
            article = create_article(
                session,
                accounts.get_default_project(session),
                actor=accounts.get_user(session, "lee"),
                text=TEXT.replace("Ferry", title),
                cuts=cut(TEXT.replace("Ferry", title), "en"),
                lang="en",
                origin=Origin.PASTE,
            )
            for name, value in values.items():
                setattr(article, name, value)
            return article.uid

    def give(self, *items: str, to: tuple[str, ...] = (), by: str = "lee", **fields: Any) -> TestResponse:
        """Send the form."""
        data = {
            "item": list(items),
            "person": [self.uid(name) for name in to],
            "priority": "normal",
            **fields,
        }
        return self.enter(by).post(f"/projects/{self.bench.project}/work/give", data=data)

    def take(self, by: str) -> TestResponse:
        """Take the next."""
        return self.enter(by).post("/work/next")

    def work(self, of: str) -> str:
        """The page of somebody's work."""
        return self.enter(of).get("/work").text

    def rows(self, **values: Any) -> list[Assignment]:
        """The assignments, the first first."""
        with self.database.reading() as session:
            return session.query(Assignment).filter_by(**values).order_by(Assignment.id).all()

    def holders(self, item: str) -> list[str | None]:
        """Who has an article or a claim (`article/claim`) now, as the assignments have it."""
        article, _slash, claim = item.partition("/")
        with self.database.reading() as session:
            query = (
                session.query(Assignment)
                .join(Article, Article.id == Assignment.article_id)
                .outerjoin(Claim, Claim.id == Assignment.claim_id)
                .filter(Article.uid == article, Assignment.ended_at.is_(None))
                .order_by(Assignment.id)
            )
            query = query.filter(Claim.uid == claim) if claim else query.filter(Assignment.claim_id.is_(None))
            names = []
            for row in query:
                user = session.get(User, row.reviewer_id) if row.reviewer_id else None
                names.append(user.name if user else None)
            return names

    def policy(self, **fields: str) -> None:
        """Set what the project asks for on the page of checks."""
        answer = self.enter("lee").post(
            f"/projects/{self.bench.project}/checks",
            data={"blind": "always", "days": "3", "third": "1", **fields},
        )
        assert answer.status_code == 303, answer.text

    def item(self, claim: str) -> str:
        """How a claim is named on the form."""
        return f"{self.article.uid}/{claim}"

    def enter(self, name: str) -> FlaskClient:
        """Somebody's browser."""
        return self.bench.enter(name)


@pytest.fixture
def office(bench: Bench, database: Database, enter: Callable[..., FlaskClient]) -> Office:
    """The bench, with an outlook on work."""
    return Office(bench, database)
