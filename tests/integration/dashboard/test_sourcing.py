"""The figures about sources against a slow and obvious computation, and against the lists that they open."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.annotation.models import Annotation, Evidence, Hop
from factcheck.annotation.verdicts import SourceType, Stance
from factcheck.articles.models import Article
from factcheck.dashboard import queries, resting
from factcheck.dashboard.facts import Scope
from factcheck.dashboard.filters import Filters
from factcheck.dashboard.models import ClaimStanding
from factcheck.dashboard.period import Period
from factcheck.dashboard.states import UNSET, Footing, Show, Trace
from factcheck.db import Database
from factcheck.evidence.models import EvidenceCopy, KeptCopy, LinkCheck
from factcheck.evidence.states import LinkState
from factcheck.sources.models import Source
from tests.integration.dashboard.test_figures import NOW, Known, fill
from tests.integration.dashboard.test_standings import chains


def look_at(chance: random.Random, session: Session, project_id: int) -> None:
    """Evidence of all sorts: dated, typed, sealed, with copies and checks or without."""
    copy = KeptCopy(
        project_id=project_id, url="https://example.org", final_url="", body_sha256="a", text_sha256="a"
    )
    session.add(copy)
    session.flush()
    here = select(Annotation.id).join(Article).where(Article.project_id == project_id)
    for piece in session.scalars(
        select(Evidence).where(Evidence.annotation_id.in_(here)).order_by(Evidence.id)
    ).all():
        piece.source_type = chance.choice([None, *list(SourceType)[:2]])
        piece.published_at = chance.choice([None, date(2026, 2, 27), date(2026, 3, 1), date(2026, 3, 2)])
        piece.sealed = chance.random() < 0.2
        piece.url = "" if chance.random() < 0.1 else piece.url
        if chance.random() < 0.5:
            session.add(EvidenceCopy(evidence_id=piece.id, copy_id=copy.id))
        for number in range(chance.choice([0, 1, 2])):
            session.add(
                LinkCheck(evidence_id=piece.id, state=chance.choice(list(LinkState)[:5]), latest=number == 0)
            )
    for hop in session.scalars(select(Hop).where(Hop.annotation_id.in_(here)).order_by(Hop.id)).all():
        hop.claim_date = chance.choice([None, None, date(2026, 2, 28), date(2026, 3, 2)])
    for article in session.scalars(
        select(Article).where(Article.project_id == project_id).order_by(Article.id)
    ).all():
        article.published_at = chance.choice([None, NOW, NOW - timedelta(days=1, hours=13)])
    session.flush()


@dataclass
class Handed:
    """What was handed in on a claim: its records' evidence and chains."""

    uid: str
    pieces: list[tuple[Evidence, list[LinkCheck], bool, date | None]]
    hops: list[Hop]
    row: ClaimStanding

    def has(self, what: Trace) -> bool:
        return any(holds(what, *piece) for piece in self.pieces)


def holds(what: Trace, piece: Evidence, checks: Iterable[LinkCheck], kept: bool, said: date | None) -> bool:
    link = bool(piece.url) and not piece.sealed
    latest = next((check.state for check in checks if check.latest), None)
    match what:
        case Trace.AFTER:
            return bool(piece.published_at and said and piece.published_at > said)
        case Trace.UNCHECKED:
            return link and latest is None
        case Trace.UNCAPTURED:
            return link and not kept
        case _:
            return link and latest == what.value


def handed_in(session: Session, known: Known) -> Handed:
    pieces: list[tuple[Evidence, list[LinkCheck], bool, date | None]] = []
    hops: list[Hop] = []
    for record in known.records:
        if record.status != "submitted":
            continue
        chain = session.scalars(
            select(Hop).where(Hop.annotation_id == record.id, Hop.removed_at.is_(None))
        ).all()
        dated = [hop.claim_date for hop in chain if hop.claim_date]
        published = known.article.published_at
        said = min(dated) if dated else published.astimezone(UTC).date() if published else None
        query = select(Evidence).where(Evidence.annotation_id == record.id, Evidence.removed_at.is_(None))
        for piece in session.scalars(query):
            checks = session.scalars(select(LinkCheck).where(LinkCheck.evidence_id == piece.id)).all()
            kept = select(EvidenceCopy).where(EvidenceCopy.evidence_id == piece.id)
            pieces.append((piece, list(checks), session.scalar(kept) is not None, said))
        hops += chain
    return Handed(known.claim.uid, pieces, hops, session.get_one(ClaimStanding, known.claim.id))


@settings(max_examples=40)
@given(chance=st.randoms(use_true_random=False))
def test_what_claims_rest_on_is_what_a_slow_count_says(database: Database, chance: random.Random) -> None:
    with database.writing() as session:
        project, known = fill(session, chance)
        sources = [Source(project_id=project.id, name=name) for name in ("Port Office", "Ada Roe", "Gazette")]
        session.add_all(sources)
        session.flush()
        of_project = Article.project_id == project.id
        records = session.scalars(select(Annotation).join(Article).where(of_project).order_by(Annotation.id))
        chains(chance, session, records.all(), sources)
        look_at(chance, session, project.id)
        session.expire_all()
        filters = Filters(days=chance.choice([7, 14]), publisher=chance.choice(["", "The Meridian"]))
        scope = Period.of(filters, NOW.date(), UTC).within(Scope(project.id, filters, NOW))
        claims = [
            handed_in(session, each)
            for each in known
            if each.since
            and each.since.date() > NOW.date() - timedelta(days=filters.days)
            and filters.publisher in ("", each.article.publisher)
        ]

        def listed(**asked: Any) -> set[str]:
            """The claims of the list that these parameters open."""
            page = queries.claims(session, replace(scope, filters=replace(scope.filters, **asked)))
            assert page.total == len(page.items)
            return {item.uid for item in page.items}

        def those(holds: Callable[[Handed], bool]) -> set[str]:
            return {each.uid for each in claims if holds(each)}

        found = resting.footings(session, scope)
        assert found.claims == len(claims) == len(listed())
        for footing in Footing:
            expected = those(lambda each, footing=footing: each.row.footing == footing)  # type: ignore[misc]
            assert found.best[footing] == len(expected)
            assert listed(footing=footing) == expected
        one = those(lambda each: each.row.roots == 1)
        unnamed = those(lambda each: each.row.roots == 1 and each.row.footing == "unnamed")
        assert (found.one_root, found.one_unnamed) == (len(one), len(unnamed))
        assert (listed(show=Show.ONE_ROOT), listed(show=Show.ONE_UNNAMED)) == (one, unnamed)

        naming: defaultdict[int, set[str]] = defaultdict(set)
        for each in claims:
            for hop in each.hops:
                naming[hop.source_id].add(each.uid)
        used = resting.most_used(session, scope)
        assert {row.source.id: (row.claims, row.alone) for row in used} == {
            key: (len(uids), len(uids & one)) for key, uids in naming.items()
        }
        assert [row.claims for row in used] == sorted((row.claims for row in used), reverse=True)
        for row in used:
            assert listed(source=row.source.uid) == naming[row.source.id]
            assert listed(source=row.source.uid, show=Show.ONE_ROOT) == naming[row.source.id] & one

        both = Counter(
            pair
            for each in claims
            for pair in {(piece.source_type or UNSET, piece.stance or UNSET) for piece, *_rest in each.pieces}
        )
        assert resting.by_type_and_stance(session, scope) == both
        for source_type in (UNSET, SourceType.PRIMARY_DOCUMENT.value):
            for stance in (UNSET, Stance.REFUTES.value):
                assert len(listed(source_type=source_type, stance=stance)) == both[source_type, stance]

        counted = resting.traces(session, scope)
        for what in Trace:
            expected = those(lambda each, what=what: each.has(what))  # type: ignore[misc]
            assert counted[what] == len(expected), what
            assert listed(evidence=what) == expected, what
