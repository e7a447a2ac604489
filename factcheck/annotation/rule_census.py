"""What the newsroom rules find in a project today: a handful of statements, and the rules over what they read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from factcheck.accounts.models import Project
from factcheck.annotation import facts
from factcheck.annotation.models import Annotation, Claim, Evidence, Hop, Waiver
from factcheck.annotation.rules import RuleKey, find_all
from factcheck.articles.models import Article, Revision

MAX_RECORDS = 1_000
SHOWN_CLAIMS = 100


@dataclass(slots=True)
class Tally:
    """The records on which a rule finds something, each once, the latest first; and on how many all of it is waived."""

    open: list[Annotation] = field(default_factory=list)
    waived: list[Annotation] = field(default_factory=list)

    @property
    def claims(self) -> int:
        """On how many claims something is open."""
        return len({record.claim_id for record in self.open})

    @property
    def waived_claims(self) -> int:
        """On how many claims all that was found is waived."""
        return len({record.claim_id for record in self.waived} - {record.claim_id for record in self.open})


@dataclass(frozen=True, slots=True)
class Census:
    """What every rule finds, whether the project asks for it or not. `complete`: all records were looked at."""

    records: int
    complete: bool
    tallies: Mapping[RuleKey, Tally]


def census(session: Session, project: Project, *, limit: int = MAX_RECORDS) -> Census:
    """Look at the project's latest `limit` records with a verdict on standing claims; four statements.

    Independent sources are told apart by their publishers alone here: comparing texts is for one record at a time.
    """
    query = (
        select(Annotation)
        .join(Annotation.claim)
        .join(Claim.article)
        .where(
            Article.project_id == project.id,
            Article.removed_at.is_(None),
            Claim.removed_at.is_(None),
            Annotation.verdict.is_not(None),
        )
        .order_by(Annotation.id.desc())
        .limit(limit + 1)
        .options(
            contains_eager(Annotation.claim).contains_eager(Claim.article), joinedload(Annotation.reviewer)
        )
    )
    records = session.scalars(query).all()
    tallies: defaultdict[RuleKey, Tally] = defaultdict(Tally)
    kept = records[:limit]
    ids = [record.id for record in kept]
    evidence = _by_annotation(
        session, select(Evidence).order_by(Evidence.position, Evidence.id), Evidence, ids
    )
    hops = _by_annotation(
        session, select(Hop).order_by(Hop.position, Hop.id).options(joinedload(Hop.source)), Hop, ids
    )
    waivers = _by_annotation(session, select(Waiver), Waiver, ids)
    for record in kept:
        marks = {waiver.mark for waiver in waivers[record.id]}
        known = facts.record_facts(
            record.claim.article, record.claim, record, evidence[record.id], hops[record.id]
        )
        found: defaultdict[RuleKey, set[bool]] = defaultdict(set)
        for finding in find_all(known):
            found[finding.rule].add(finding.mark in marks)
        for rule, waived in found.items():
            (tallies[rule].waived if waived == {True} else tallies[rule].open).append(record)
    return Census(len(kept), len(records) <= limit, tallies)


def words_of_claims(session: Session, records: Sequence[Annotation]) -> dict[int, str]:
    """Claim key → the claim in words: as it was put, else the words of the article from its start to its end."""
    query = (
        select(Claim.id, Claim.text, func.substr(Revision.text, Claim.start + 1, Claim.end - Claim.start))
        .join(Revision, Revision.id == Claim.revision_id)
        .where(Claim.id.in_([record.claim_id for record in records]))
    )
    return {claim_id: text or words for claim_id, text, words in session.execute(query)}


def _by_annotation(session: Session, query: Any, model: Any, ids: Sequence[int]) -> Mapping[int, list[Any]]:
    """Annotation key → its standing rows, in the order of the query."""
    found: defaultdict[int, list[Any]] = defaultdict(list)
    if ids:
        for row in session.scalars(query.where(model.annotation_id.in_(ids), model.removed_at.is_(None))):
            found[row.annotation_id].append(row)
    return found
