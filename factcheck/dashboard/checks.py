"""The records that were handed in on claims, as conditions on a claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, exists, func, select
from sqlalchemy.orm import aliased

from factcheck.accounts.models import User
from factcheck.adjudication.outcomes import FARTHEST
from factcheck.annotation.models import Annotation, Waiver
from factcheck.annotation.verdicts import AnnotationStatus, Verdict
from factcheck.dashboard.filters import Filters
from factcheck.dashboard.states import NO_CLAIM, ClaimState, Sign

_compared = aliased(Annotation)
_RATING = case(
    {verdict.value: verdict.rating for verdict in Verdict if verdict.rating is not None},
    value=_compared.verdict,
)


def is_given(record: Any = Annotation) -> ColumnElement[bool]:
    """Of a record (the model, or an alias of it): its verdict was handed in."""
    return and_(record.status == AnnotationStatus.SUBMITTED, record.verdict.is_not(None))


def given_on(claim_id: Any, record: Any = Annotation) -> ColumnElement[bool]:
    """Of a record: it is one of the claim's, and its verdict was handed in."""
    return and_(record.claim_id == claim_id, is_given(record))


def apart(claim_id: Any) -> ColumnElement[int | None]:
    """How far the verdicts handed in on the claim lie apart, as `outcomes.distance`; null of fewer than two."""
    kinds = func.count(_compared.verdict.distinct())
    off_scale = func.count(case((_RATING.is_(None), 1)))
    distance = case(
        (func.count() < 2, None),
        (kinds < 2, 0),
        (off_scale > 0, FARTHEST),
        else_=func.max(_RATING) - func.min(_RATING),
    )
    return select(distance).select_from(_compared).where(given_on(claim_id, _compared)).scalar_subquery()


def is_ruled(rows: Subquery) -> ColumnElement[bool]:
    """Of the facts: a verdict was decided, and is what the claim stands at."""
    return and_(rows.c.state == ClaimState.DECIDED.value, rows.c.standing != NO_CLAIM)


def shows(rows: Subquery, what: Sign) -> ColumnElement[bool]:
    """Of the facts: whether this holds of the claim."""
    claim_id = rows.c.id
    if what is Sign.AFTER_REVEAL:
        return exists().where(given_on(claim_id), Annotation.changed_after_reveal)
    if what is Sign.RULED:
        return is_ruled(rows)
    if what is Sign.OVERRULED:
        same = exists().where(given_on(claim_id), Annotation.verdict == rows.c.standing)
        return and_(is_ruled(rows), rows.c.handed_in, ~same)
    return exists().where(waived_on(claim_id))


def waived_on(claim_id: Any, rule: str = "") -> ColumnElement[bool]:
    """Of a waiver joined with its record: it stands on a verdict that was handed in on the claim, for that rule."""
    return and_(
        given_on(claim_id),
        Waiver.annotation_id == Annotation.id,
        Waiver.removed_at.is_(None),
        *([Waiver.rule == rule] if rule else []),
    )


def checked_as(rows: Subquery, filters: Filters) -> Sequence[ColumnElement[bool]]:
    """Of the facts: what the filters ask of the records that were handed in on the claim."""
    claim_id = rows.c.id
    found: list[ColumnElement[bool]] = []
    if filters.given:
        found.append(exists().where(given_on(claim_id), Annotation.verdict == filters.given))
    if filters.pair:
        for uid in filters.pair.split("."):
            theirs, user = aliased(Annotation), aliased(User)
            by_them = and_(theirs.reviewer_id == user.id, user.uid == uid)
            found.append(exists().where(given_on(claim_id, theirs), by_them))
    if filters.apart is not None:
        found.append(apart(claim_id) == filters.apart)
    if filters.sign:
        found.append(shows(rows, Sign(filters.sign)))
    if filters.rule:
        found.append(exists().where(waived_on(claim_id, filters.rule)))
    return found
