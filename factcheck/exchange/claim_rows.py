"""The rows that hang on claims: annotations, evidence, hops, waivers; read for some claims at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, bindparam, case, cast, func, null, select
from sqlalchemy.orm import Session, aliased

from factcheck.accounts.models import User
from factcheck.annotation.models import Annotation, Evidence, Hop, Waiver
from factcheck.annotation.visibility import EVERYTHING, Sight
from factcheck.exchange.rows import AnyRow, Day, Moment
from factcheck.sources.models import Source

Query = Select[*tuple[Any, ...]]
_RANGE = Annotation.claim_id.between(bindparam("first"), bindparam("last"))
_LIST = Annotation.claim_id.in_(bindparam("claims", expanding=True))


@dataclass(frozen=True, slots=True)
class OnClaims:
    """Which annotations to read: those on claims of a range of keys, or on the listed ones. `values`: `first` and
    `last`, or `claims`; of them those that are in sight."""

    ranged: bool
    values: dict[str, Any]
    sight: Sight = EVERYTHING

    def read(self, session: Session, make: Callable[..., Query], *options: bool) -> Sequence[AnyRow]:
        """The rows of the query that `make` makes of the condition and the options."""
        query = _made(make, self.ranged, *options)
        if self.sight is not EVERYTHING:
            query = query.where(self.sight.records)
        return session.connection().execute(query, self.values).all()


@cache
def _made(make: Callable[..., Query], ranged: bool, *options: bool) -> Query:
    """Making a query takes longer than many of them take to run: each is made once."""
    return make(_RANGE if ranged else _LIST, *options)


def annotations_on(session: Session, claims: OnClaims) -> Sequence[AnyRow]:
    """Annotations of these claims (and perhaps others) by uid: claim key, own key, then as `shapes.Annotation` begins.

    A sealed note is not read from the database at all.
    """
    return claims.read(session, _annotations)


def evidence_on(session: Session, claims: OnClaims) -> Sequence[AnyRow]:
    """Evidence on these claims (and perhaps others), in order: the annotation's key, then as `shapes.Evidence`.

    What is sealed is not read from the database at all.
    """
    return claims.read(session, _evidence)


def hops_on(session: Session, claims: OnClaims) -> Sequence[AnyRow]:
    """The hops on these claims (and perhaps others) in the order of the chain: the annotation's key, source name and
    description, then as `shapes.Hop`, with the stored `via` and the uid of the source.
    """
    return claims.read(session, _hops)


def waivers_on(session: Session, claims: OnClaims) -> Sequence[AnyRow]:
    """The waivers that stand on these claims (and perhaps others), oldest first: the annotation's key, then as
    `shapes.Waiver`."""
    return claims.read(session, _waivers)


def _annotations(within: ColumnElement[bool]) -> Query:
    return (
        select(
            Annotation.claim_id,
            Annotation.id,
            Annotation.uid,
            User.name,
            Annotation.verdict,
            cast(Annotation.flags, Text),
            Annotation.rationale,
            Annotation.confidence,
            Annotation.status,
            case((Annotation.note_sealed, null()), else_=func.nullif(Annotation.note, "")),
            Annotation.active_seconds,
            Moment(Annotation.created_at),
            Moment(Annotation.changed_at),
            Moment(Annotation.submitted_at),
            Annotation.changed_after_reveal,
        )
        .join(User, User.id == Annotation.reviewer_id)
        .where(within)
        .order_by(Annotation.uid)
    )


def _evidence(within: ColumnElement[bool]) -> Query:
    return (
        select(
            Evidence.annotation_id,
            Evidence.uid,
            Evidence.url,
            Evidence.title,
            Evidence.publisher,
            Evidence.author,
            Day(Evidence.published_at),
            Moment(Evidence.accessed_at),
            Evidence.medium,
            Evidence.source_type,
            Evidence.tier,
            Evidence.stance,
            Evidence.quote,
            Evidence.note,
            Moment(Evidence.created_at),
        )
        .join(Annotation, Annotation.id == Evidence.annotation_id)
        .where(within, Evidence.removed_at.is_(None), ~Evidence.sealed)
        .order_by(Evidence.annotation_id, Evidence.position, Evidence.id)
    )


def _hops(within: ColumnElement[bool]) -> Query:
    located = aliased(Evidence)
    return (
        select(
            Hop.annotation_id,
            Source.name,
            Source.description,
            Hop.uid,
            cast(Hop.via, Text),
            Source.uid,
            Hop.act,
            Hop.mode,
            Hop.identification,
            Hop.ground_rules,
            Hop.proximity,
            Hop.plural_stated,
            Hop.n_identified,
            Hop.located,
            located.uid,
            Hop.reliability,
            Hop.credibility,
            Day(Hop.claim_date),
            Moment(Hop.created_at),
        )
        .join(Annotation, Annotation.id == Hop.annotation_id)
        .join(Source, Source.id == Hop.source_id)
        .outerjoin(
            located,
            and_(located.id == Hop.located_evidence_id, located.removed_at.is_(None), ~located.sealed),
        )
        .where(within, Hop.removed_at.is_(None))
        .order_by(Hop.annotation_id, Hop.position, Hop.id)
    )


def _waivers(within: ColumnElement[bool]) -> Query:
    return (
        select(
            Waiver.annotation_id,
            Waiver.uid,
            Waiver.rule,
            Waiver.mark,
            Waiver.reason,
            User.name,
            Moment(Waiver.at),
        )
        .join(Annotation, Annotation.id == Waiver.annotation_id)
        .join(User, User.id == Waiver.by_id)
        .where(within, Waiver.removed_at.is_(None))
        .order_by(Waiver.annotation_id, Waiver.id)
    )


def on_claims(claim_ids: Sequence[int], sight: Sight = EVERYTHING) -> OnClaims:
    """Which annotations to read. Claims made one after the other are named by their range, which reads a few more than
    asked for but is much quicker to ask."""
    first, last = min(claim_ids), max(claim_ids)
    if last - first < 2 * len(claim_ids):
        return OnClaims(True, {"first": first, "last": last}, sight)
    return OnClaims(False, {"claims": list(claim_ids)}, sight)
