"""A desk on which two reviewers hand in records, and two leads decide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from factcheck.accounts import queries as accounts
from factcheck.accounts.models import Role
from factcheck.annotation.models import Annotation, Claim
from factcheck.db import Database
from tests.integration.annotation.conftest import Desk, desk
from tests.integration.exchange.conftest import other_database

__all__ = ["desk", "other_database"]


@dataclass
class Bench:
    """What people hand in, and what lee (a lead) decides."""

    desk: Desk
    database: Database
    project: str

    def hand_in(self, by: str, verdict: str, *, sentence: int = 1, **fields: str) -> dict[str, Any]:
        """A record with a reason and evidence, handed in; the receipt of its verdict."""
        at = self.desk.starts[sentence]
        receipt = self.desk.saved("verdict", at, by=by, verdict=verdict, **fields)
        claim = {"claim": receipt["claim"]}
        self.desk.saved("rationale", at, by=by, text=f"{by} looked it up", **claim)
        self.desk.saved("evidence", at, by=by, url=f"https://example.org/{by}", **claim)
        self.desk.saved("hops", at, by=by, source=f"{by}’s ministry", **claim)
        self.desk.saved("submit", at, by=by, **claim)
        return receipt

    def differ(self) -> str:
        """Dana and robin hand in different verdicts on one claim; its uid."""
        receipt = self.hand_in("dana", "refuted", sentence=1)
        self.hand_in("robin", "mostly_refuted", sentence=1)
        return str(receipt["claim"])

    def url(self, claim: str, more: str = "") -> str:
        """The page on which a claim is decided, or what is done from there."""
        return f"/articles/{self.desk.article.uid}/claims/{claim}/decision{more}"

    def looked(self, claim: str) -> list[str]:
        """What the page sends along of the records that are on it."""
        return [f"{each.uid}:{each.version}" for each in self.records(claim)]

    def records(self, claim: str) -> list[Annotation]:
        """The records on a claim, in the order in which they were begun."""
        with self.database.reading() as session:
            query = session.query(Annotation).join(Claim, Claim.id == Annotation.claim_id)
            return query.filter(Claim.uid == claim).order_by(Annotation.id).all()

    def claim(self, uid: str) -> Claim:
        """The claim as it is stored."""
        with self.database.reading() as session:
            return session.query(Claim).filter_by(uid=uid).one()

    def decide(self, claim: str, *, by: str = "lee", **fields: Any) -> TestResponse:
        """Send the form of the page."""
        return self.enter(by).post(self.url(claim), data={"looked": self.looked(claim), **fields})

    def enter(self, name: str) -> FlaskClient:
        """Somebody's browser."""
        return self.desk.enter(name)


@pytest.fixture
def bench(desk: Desk, database: Database, enter: Callable[..., FlaskClient]) -> Bench:
    """The desk, with a second lead, mo."""
    enter("mo", role=Role.LEAD)
    with database.reading() as session:
        project = accounts.get_default_project(session).uid
    return Bench(desk, database, project)
