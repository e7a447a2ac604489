"""What a lead's signature under an article binds: the SHA-256 of all that was handed in and decided on it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, joinedload

from factcheck.activity.models import Event
from factcheck.activity.service import canonical
from factcheck.adjudication.models import Adjudication, SignOff
from factcheck.adjudication.queries import waits_for_guidelines
from factcheck.annotation import queries as annotation
from factcheck.annotation.facts import resolved_via
from factcheck.annotation.models import Annotation, Claim, Evidence, Hop
from factcheck.annotation.service.changes import stored
from factcheck.annotation.verdicts import AnnotationStatus
from factcheck.articles.models import Article, Revision

_ARTICLE = ("title", "byline", "publisher", "url", "published_at", "lang")
_CLAIM = ("uid", "spans", "text", "types", "checkable")
_RECORD = ("uid", "verdict", "flags", "confidence", "rationale", "note", "note_sealed")
_EVIDENCE = (
    *("uid", "url", "title", "publisher", "author", "published_at", "accessed_at"),
    *("medium", "source_type", "tier", "stance", "quote", "note", "sealed"),
)
_HOP = (
    *("uid", "act", "mode", "identification", "ground_rules", "proximity", "plural_stated"),
    *("n_identified", "located", "reliability", "credibility", "claim_date"),
)
_DECISION = ("uid", "outcome", "verdict", "flags", "rationale", "adopted", "evidence", "hops", "dissent")


@dataclass(frozen=True, slots=True)
class Signature:
    """A sign-off that stands. `holds`: nothing that it binds was changed since."""

    made: SignOff
    holds: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """What an article lacks for a sign-off, each as a number of claims: with no record handed in, with fewer than are
    asked for, undecided though the records differ, put aside, and agreed on but not adopted."""

    unchecked: int
    short: int
    differing: int
    aside: int
    agreed: int

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not any((self.unchecked, self.short, self.differing, self.aside, self.agreed))


def digest_of(session: Session, article: Article) -> str:
    """SHA-256 (hex) over the canonical JSON of the article: what is said of it, its text, and of each claim with a
    record handed in or a decision, in text order: the claim, its records with their evidence and chains, the decision.

    Drafts, times, versions and how links were found are not in it (docs/adjudication.md).
    """
    return _digests(session, [article])[article.id]


def _digests(session: Session, articles: Sequence[Article]) -> dict[int, str]:
    """Article id → its digest; as many statements for many as for one."""
    keys = [article.id for article in articles]
    texts = _texts(session, keys)
    claims: defaultdict[int, list[Claim]] = defaultdict(list)
    query = select(Claim).where(Claim.article_id.in_(keys), Claim.removed_at.is_(None))
    for claim in session.scalars(query.order_by(Claim.start, Claim.end, Claim.uid)):
        claims[claim.article_id].append(claim)
    records = _records(session, keys)
    decisions = _decisions(session, keys)
    found: dict[int, str] = {}
    for article in articles:
        content = {
            "article": _values(article, _ARTICLE),
            "text": texts[article.id],
            "claims": [
                {
                    **_values(claim, _CLAIM),
                    "records": records.get(claim.id, []),
                    "decision": decisions.get(claim.id),
                }
                for claim in claims[article.id]
                if claim.id in records or claim.id in decisions
            ],
        }
        found[article.id] = hashlib.sha256((canonical(content) or "").encode()).hexdigest()
    return found


def find_signature(session: Session, article: Article) -> Signature | None:
    """The sign-off that stands on the article, and whether it still holds."""
    return signatures_of(session, [article]).get(article.id)


def signatures_of(session: Session, articles: Iterable[Article]) -> dict[int, Signature]:
    """Article id → its standing sign-off, for those that have one; as many statements for many as for one. The digest
    is worked out only where something happened on the article since it was signed."""
    by_id = {article.id: article for article in articles}
    standing = _standing(session, list(by_id))
    touched = _touched(session, standing.values())
    digests = _digests(session, [by_id[key] for key in touched]) if touched else {}
    return {
        key: Signature(made, key not in touched or digests[key] == made.sha256)
        for key, made in standing.items()
    }


def sign_offs_of(session: Session, article: Article) -> Sequence[SignOff]:
    """Every sign-off of the article, the last first, with who made it."""
    query = (
        select(SignOff)
        .where(SignOff.article_id == article.id)
        .order_by(SignOff.id.desc())
        .options(joinedload(SignOff.by))
    )
    return session.scalars(query).all()


def missing_on(session: Session, article: Article) -> Missing:
    """What the article lacks for a sign-off."""
    handed_in = Annotation.status == AnnotationStatus.SUBMITTED
    query = (
        select(
            Claim.checks,
            Claim.decided_at,
            waits_for_guidelines(),
            func.count(Annotation.verdict),
            func.count(Annotation.verdict.distinct()),
        )
        .outerjoin(Annotation, (Annotation.claim_id == Claim.id) & handed_in)
        .outerjoin(Adjudication, (Adjudication.claim_id == Claim.id) & Adjudication.reopened_at.is_(None))
        .where(Claim.article_id == article.id, Claim.removed_at.is_(None))
        .group_by(Claim.id, Claim.checks, Claim.decided_at, Adjudication.id, Adjudication.settled_at)
    )
    unchecked = short = differing = aside = agreed = 0
    for checks, decided_at, waits, given, kinds in session.execute(query):
        if decided_at is not None:
            continue
        aside += waits
        unchecked += not waits and given == 0
        differing += not waits and kinds > 1
        short += not waits and kinds == 1 and given < checks
        agreed += not waits and kinds == 1 and given >= checks
    return Missing(unchecked, short, differing, aside, agreed)


def _values(row: object, names: Sequence[str]) -> dict[str, Any]:
    return {name: stored(getattr(row, name)) for name in names}


def _standing(session: Session, article_ids: Sequence[int]) -> dict[int, SignOff]:
    query = (
        select(SignOff)
        .where(SignOff.article_id.in_(article_ids), SignOff.withdrawn_at.is_(None))
        .order_by(SignOff.id)
        .options(joinedload(SignOff.by))
    )
    return {made.article_id: made for made in session.scalars(query)}


def _touched(session: Session, made: Iterable[SignOff]) -> set[int]:
    """The articles, of those signed, on which something happened since."""
    keys = [each.id for each in made]
    later = exists().where(Event.article_id == SignOff.article_id, Event.seq > SignOff.seq)
    query = select(SignOff.article_id).where(SignOff.id.in_(keys), later)
    return set(session.scalars(query)) if keys else set()


def _texts(session: Session, article_ids: Sequence[int]) -> dict[int, str]:
    """Article id → the SHA-256 of its newest text."""
    newest = select(func.max(Revision.id)).where(Revision.article_id.in_(article_ids))
    query = select(Revision.article_id, Revision.sha256).where(
        Revision.id.in_(newest.group_by(Revision.article_id))
    )
    return dict(iter(session.execute(query)))


def _records(session: Session, article_ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    query = (
        select(Annotation)
        .where(Annotation.article_id.in_(article_ids), Annotation.status == AnnotationStatus.SUBMITTED)
        .order_by(Annotation.uid)
        .options(joinedload(Annotation.reviewer))
    )
    records = session.scalars(query).all()
    hops = annotation.hops_on(session, records) if records else {}
    evidence = _evidence(session, [each.id for each in records])
    found: dict[int, list[dict[str, Any]]] = {}
    for each in records:
        found.setdefault(each.claim_id, []).append(
            {
                **_values(each, _RECORD),
                "reviewer": each.reviewer.name,
                "evidence": [_values(piece, _EVIDENCE) for piece in evidence.get(each.id, [])],
                "hops": _chain(hops.get(each.id, [])),
            }
        )
    return found


def _chain(hops: Sequence[Hop]) -> list[dict[str, Any]]:
    via = resolved_via(hops)
    return [
        {
            **_values(hop, _HOP),
            "via": via[hop.uid],
            "source": [hop.source.uid, hop.source.name, hop.source.description],
        }
        for hop in hops
    ]


def _evidence(session: Session, record_ids: Sequence[int]) -> dict[int, list[Evidence]]:
    query = (
        select(Evidence)
        .where(Evidence.annotation_id.in_(record_ids), Evidence.removed_at.is_(None))
        .order_by(Evidence.annotation_id, Evidence.position, Evidence.id)
    )
    found: dict[int, list[Evidence]] = {}
    for piece in session.scalars(query):
        found.setdefault(piece.annotation_id, []).append(piece)
    return found


def _decisions(session: Session, article_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    query = select(Adjudication).where(
        Adjudication.article_id.in_(article_ids), Adjudication.reopened_at.is_(None)
    )
    return {made.claim_id: _values(made, _DECISION) for made in session.scalars(query)}
