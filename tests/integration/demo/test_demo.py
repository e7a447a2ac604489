"""`factcheck demo`: a project worth looking at, the same for the same seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from sqlalchemy import func, select

from factcheck.accounts.models import Membership, Project, User
from factcheck.activity.service import verify
from factcheck.adjudication.models import SignOff
from factcheck.adjudication.signing import signatures_of
from factcheck.annotation.models import Annotation, Assignment, Claim, Hop, Waiver
from factcheck.articles.models import Article
from factcheck.db import Database
from factcheck.demo.making import make_demo
from factcheck.errors import Conflict
from factcheck.exchange.document import export_lines
from factcheck.exchange.intake import check_document
from tests.integration.exchange.conftest import other_database
from tests.integration.exchange.test_cli import run

__all__ = ["other_database", "run"]
TODAY = datetime(2026, 3, 2, 12, tzinfo=UTC)


def made(database: Database, *, articles: int = 8, seed: int = 3) -> list[dict[str, Any]]:
    """The articles of a demonstration as documents, without what differs from one installation to another."""
    slug = make_demo(database, articles=articles, seed=seed, today=TODAY).slug
    with database.reading() as session:
        project = session.scalars(select(Project.id).where(Project.slug == slug)).one()
        lines = b"".join(export_lines(session, Article.project_id == project)).splitlines()
    documents = [msgspec.json.decode(line) for line in lines]
    for value in documents:
        check_document(value)
        del value["project"]["id"]
        for signed in value["sign_offs"]:
            del signed["id"]
    return documents


def test_the_same_seed_and_day_make_the_same_project(
    database: Database, other_database: Callable[[], Database]
) -> None:
    first = made(database)
    assert made(other_database()) == first
    texts = [value["revisions"][0]["text"] for value in first]
    other = [value["revisions"][0]["text"] for value in made(other_database(), seed=4)]
    assert not set(texts) & set(other)


def test_it_has_work_in_every_state(database: Database) -> None:
    documents = made(database, articles=24)
    with database.reading() as session:
        assert verify(session) is None
        status = Counter(session.scalars(select(Annotation.status)))
        assert status["draft"] > 2
        assert status["submitted"] > 200
        verdicts = select(func.count(Annotation.verdict.distinct())).group_by(Annotation.claim_id)
        assert any(kinds > 1 for kinds in session.scalars(verdicts)), "somebody disagrees"
        decided = session.scalar(select(func.count(Claim.decided_at)))
        assert decided
        assert decided < len(session.scalars(select(Claim)).all())
        articles = session.scalars(select(Article)).all()
        assert {"en", "ar"} == {article.lang for article in articles}
        signatures = signatures_of(session, articles)
        assert signatures
        assert all(signature.holds for signature in signatures.values())
        assert session.scalar(select(func.count(SignOff.id))) == len(signatures)
        assert session.scalar(select(func.count(Assignment.id))) == 24
        assert session.scalar(select(func.count(Hop.id)))
        assert (session.scalar(select(func.count(Waiver.rule.distinct()))) or 0) > 1
    records = [record for value in documents for claim in value["claims"] for record in claim["annotations"]]
    assert any(record["summary"]["single_unnamed_source"] for record in records)
    moments = [record["created_at"] for record in records]
    assert max(moments) <= "2026-03-02T12:00:00.000000Z"
    states = {
        piece["link_check"]["state"]
        for record in records
        for piece in record["evidence"]
        if piece["link_check"]
    }
    assert {"ok", "gone", "changed"} <= states


def test_the_command_makes_one_beside_what_is_there(database: Database, run: Any) -> None:
    first = run("demo", "--articles", 2, "--seed", 7, "--today", "2026-03-02")
    again = run("demo", "--articles", 2, "--seed", 7, "--today", "2026-03-02")
    assert (first.exit_code, again.exit_code) == (0, 0), first.output + again.output
    slugs = [result.stdout.split()[-1] for result in (first, again)]
    assert slugs == ["harbour-desk", "harbour-desk-2"]
    with database.reading() as session:
        assert session.scalar(select(func.count(Article.id))) == 4
        people = session.scalars(select(User).join(Membership, Membership.user_id == User.id)).unique().all()
        assert {user.password_hash for user in people} == {None}
        assert session.scalar(select(func.count(Membership.id))) == 16, "the same people in both"
    assert run("check").exit_code == 0
    assert run("demo", "--articles", 0).exit_code == 2


def test_nobody_who_can_sign_in_is_given_invented_records(database: Database) -> None:
    with database.writing() as session:
        session.add(User(name="sam whitlock", password_hash="x" * 20))
    with pytest.raises(Conflict, match="sam whitlock works here"):
        make_demo(database, articles=1, seed=1, today=TODAY)
    with database.reading() as session:
        assert session.scalar(select(func.count(Project.id))) == 1
