"""Where every claim stands is kept by the database through whatever changes it: it is what follows now."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from factcheck.annotation.facts import hop_facts
from factcheck.annotation.hops import Identification, Proximity
from factcheck.annotation.models import Annotation, Claim, Evidence, Hop
from factcheck.annotation.sourcing import summarise
from factcheck.annotation.verdicts import Stance, Tier
from factcheck.articles.models import Article
from factcheck.dashboard.models import ClaimStanding, ClaimTally
from factcheck.dashboard.upkeep import out_of_date
from factcheck.db import Database
from factcheck.sources.models import Source
from tests.integration.dashboard.test_figures import NOW, fill, fill_well

UNNAMED = {Identification.UNNAMED_BARE.value, Identification.UNNAMED_DESCRIBED.value}
NAMED = {Identification.NAMED.value, Identification.NAMED_ROLE.value}
HEARD = {Proximity.SECONDHAND.value, Proximity.THIRDHAND.value}


def chains(
    chance: random.Random, session: Session, records: Sequence[Annotation], sources: list[Source]
) -> None:
    """Chains and evidence of any shape on the records."""
    for record in records:
        made: list[Hop] = []
        for number in range(chance.choice([0, 0, 1, 2, 3, 5])):
            nearer = chance.sample(made, chance.randint(0, min(2, len(made))))
            made.append(
                Hop(
                    annotation_id=record.id,
                    position=number,
                    via=[hop.uid for hop in nearer] if chance.random() < 0.4 else None,
                    source_id=chance.choice(sources).id,
                    identification=chance.choice([None, *Identification]),
                    proximity=chance.choice([None, *Proximity]),
                    removed_at=NOW if chance.random() < 0.15 else None,
                )
            )
        session.add_all(made)
        session.add_all(
            Evidence(
                annotation_id=record.id,
                position=number,
                url=f"https://example.org/{number}",
                tier=chance.choice([None, *Tier]),
                stance=chance.choice([None, *Stance]),
                removed_at=NOW if chance.random() < 0.2 else None,
            )
            for number in range(chance.choice([0, 1, 2]))
        )
    session.flush()


def changed(chance: random.Random, session: Session, sources: list[Source]) -> None:
    """One change of those that the product makes, and some in bulk."""
    records = session.scalars(select(Annotation).order_by(Annotation.id)).all()
    hops = session.scalars(select(Hop).order_by(Hop.id)).all()
    evidence = session.scalars(select(Evidence).order_by(Evidence.id)).all()
    claims = session.scalars(select(Claim).order_by(Claim.id)).all()
    match chance.randint(0, 9):
        case 0 if records:
            record = chance.choice(records)
            submitted = record.status != "submitted"
            record.status, record.submitted_at = ("submitted", NOW) if submitted else ("draft", None)
        case 1 if records:
            chance.choice(records).verdict = chance.choice([None, "mixed", "refuted"])
        case 2 if claims:
            claim = chance.choice(claims)
            claim.removed_at = None if claim.removed_at else NOW
        case 3 if claims:
            claim = chance.choice(claims)
            claim.checks, claim.priority = chance.randint(1, 3), chance.choice(["low", "high"])
        case 4 if hops:
            hop = chance.choice(hops)
            hop.removed_at = None if hop.removed_at else NOW
        case 5 if hops:
            one, other = chance.choice(sources), chance.choice(sources)
            session.execute(update(Hop).where(Hop.source_id == one.id).values(source_id=other.id))
        case 6 if hops:
            hop = chance.choice(hops)
            hop.position, hop.via = chance.randint(0, 5), None
        case 7 if evidence:
            piece = chance.choice(evidence)
            piece.tier, piece.stance = chance.choice([None, 1, 2]), chance.choice([None, "irrelevant"])
        case 8 if records:
            session.execute(delete(Annotation).where(Annotation.id == chance.choice(records).id))
        case 9 if claims:
            session.execute(delete(Claim).where(Claim.id == chance.choice(claims).id))
    session.flush()
    session.expire_all()


def footing_of(session: Session, claim: Claim) -> tuple[int, str]:
    """How many roots it has and the best that it rests on: by the rules of chains, record by record."""
    roots: list[Hop] = []
    evidence: list[Evidence] = []
    query = select(Annotation).where(Annotation.claim_id == claim.id, Annotation.status == "submitted")
    for record in session.scalars(query):
        hops = session.scalars(
            select(Hop)
            .where(Hop.annotation_id == record.id, Hop.removed_at.is_(None))
            .order_by(Hop.position, Hop.id)
        ).all()
        for hop in hops:
            session.refresh(hop, ["source"])
        ends = summarise(hop_facts(hops)).roots
        roots += [hop for hop in hops if hop.uid in ends]
        evidence += session.scalars(
            select(Evidence).where(Evidence.annotation_id == record.id, Evidence.removed_at.is_(None))
        )
    kinds = {hop.identification for hop in roots}
    tiers = {piece.tier for piece in evidence if piece.stance != "irrelevant"}
    first_hand = any(hop.identification in NAMED and hop.proximity not in HEARD for hop in roots)
    footing = (
        "primary" if 1 in tiers or "document" in kinds
        else "named" if 2 in tiers or first_hand
        else "secondary" if tiers or kinds - UNNAMED
        else "unnamed" if roots
        else "nothing"
    )  # fmt: skip
    return len({hop.source_id for hop in roots}), footing


def assert_kept(session: Session) -> None:
    """The rows are those of the view, and the tallies count them."""
    assert out_of_date(session) is None
    columns = [column.name for column in ClaimStanding.__table__.columns]
    rows = {row.claim_id: row for row in session.execute(select(ClaimStanding.__table__))}
    now = {row.claim_id: row for row in session.execute(text("SELECT * FROM claim_standings_now"))}
    assert set(rows) == set(now) == set(session.scalars(select(Claim.id).where(Claim.removed_at.is_(None))))
    raw = session.execute(text(f"SELECT {', '.join(columns)} FROM claim_standings")).all()
    assert {tuple(row) for row in raw} == {
        tuple(getattr(row, name) for name in columns) for row in now.values()
    }
    counted = Counter(
        (
            row.article_id,
            row.state,
            row.standing,
            row.priority,
            row.since is not None,
            row.roots == 1,
            row.footing,
        )
        for row in rows.values()
    )
    tallies = {tuple(row[:-1]): row.number for row in session.execute(select(ClaimTally.__table__))}
    assert {key: number for key, number in tallies.items() if number} == counted


@settings(max_examples=50)
@given(chance=st.randoms(use_true_random=False))
def test_whatever_changes_the_summary_is_what_follows_now(database: Database, chance: random.Random) -> None:
    with database.writing() as session:
        session.execute(delete(Article))
        project, known = fill(session, chance)
        sources = [Source(project_id=project.id, name=name) for name in ("Port Office", "Ada Roe", "Gazette")]
        session.add_all(sources)
        session.flush()
        chains(chance, session, [record for each in known for record in each.records], sources)
        for _ in range(chance.randint(0, 25)):
            changed(chance, session, sources)
            assert_kept(session)
        assert_kept(session)
        for row in session.scalars(select(ClaimStanding)):
            claim = session.get_one(Claim, row.claim_id)
            assert (row.roots, row.footing) == footing_of(session, claim)


def test_what_is_deleted_is_not_counted(database: Database) -> None:
    with database.writing() as session:
        _project, known = fill_well(session)
        article = known[0].article.id
        session.execute(delete(Article).where(Article.id == article))
        assert_kept(session)
        left = session.scalars(select(ClaimStanding).where(ClaimStanding.article_id == article)).all()
        assert left == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE claim_standings SET state = 'decided' WHERE state <> 'decided'", "where claims stand"),
        ("UPDATE claim_tallies SET number = number + 1 WHERE number > 0", "how many claims stand where"),
    ],
)
def test_what_somebody_changes_behind_it_is_found(database: Database, statement: str, told: str) -> None:
    with database.writing() as session:
        fill_well(session)
        assert out_of_date(session) is None
        session.execute(text(statement))
        assert out_of_date(session) == told
