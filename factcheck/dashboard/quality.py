"""How well the checks of a period hold: figures that count claims by the records handed in on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session, aliased

from factcheck.accounts.models import User
from factcheck.adjudication.agreement import VERDICTS, Measure, Result, among_counted, pair_counted
from factcheck.annotation.models import Annotation, Claim, Waiver
from factcheck.annotation.verdicts import AnnotationStatus
from factcheck.dashboard.checks import GIVEN, apart, shows, waived_on
from factcheck.dashboard.facts import Scope, facts, shown
from factcheck.dashboard.states import Sign

RESAMPLES = 300
MEASURES = (Measure.ALPHA_ORDINAL, Measure.ALPHA_NOMINAL, Measure.PERCENT)
MOST_PEOPLE = 12
"""A matrix of more people would not be read: it has those who share most claims with others."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """The measures over all claims of the period, and how many of these were checked twice or more."""

    claims: int
    twice: int
    results: Mapping[Measure, Result]


def agreement(session: Session, scope: Scope) -> Agreement:
    """From how many claims have so many verdicts of each kind; two statements."""
    rows = facts(scope)
    given = (
        select(
            rows.c.id,
            *(
                func.count(case((Annotation.verdict == value, 1))).label(f"n_{value}")
                for value in VERDICTS.values
            ),
        )
        .join(rows, rows.c.id == Annotation.claim_id)
        .where(GIVEN, shown(rows, scope))
        .group_by(rows.c.id)
        .subquery()
    )
    columns = [given.c[f"n_{value}"] for value in VERDICTS.values]
    counted = session.execute(select(*columns, func.count()).group_by(*columns))
    patterns = {tuple(row[:-1]): row[-1] for row in counted}
    twice = {pattern: number for pattern, number in patterns.items() if sum(pattern) > 1}
    claims = sum(patterns.values())
    reviewers = session.scalar(
        select(func.count(Annotation.reviewer_id.distinct()))
        .join(rows, rows.c.id == Annotation.claim_id)
        .where(GIVEN, shown(rows, scope), apart(rows.c.id).is_not(None))
    )
    return Agreement(
        claims, sum(twice.values()), _measured(tuple(sorted(twice.items())), claims, reviewers or 0)
    )


@lru_cache(64)
def _measured(
    patterns: tuple[tuple[tuple[int, ...], int], ...], claims: int, reviewers: int
) -> Mapping[Measure, Result]:
    return among_counted(
        dict(patterns), claims=claims, reviewers=reviewers, measures=MEASURES, resamples=RESAMPLES
    )


@dataclass(frozen=True, slots=True)
class Pairs:
    """Of every two people how they agree on the claims that both checked: by their uids, either way round."""

    people: Mapping[str, str]
    results: Mapping[tuple[str, str], Mapping[Measure, Result]]


def pairs(session: Session, scope: Scope) -> Pairs:
    """One statement. Without intervals."""
    rows = facts(scope)
    other, one_user, other_user = aliased(Annotation), aliased(User), aliased(User)
    mine, theirs = _known(Annotation.verdict), _known(other.verdict)
    counted = session.execute(
        select(one_user.uid, other_user.uid, mine, theirs, func.count())
        .join(rows, rows.c.id == Annotation.claim_id)
        .join(other, (other.claim_id == Annotation.claim_id) & (other.reviewer_id > Annotation.reviewer_id))
        .join(one_user, one_user.id == Annotation.reviewer_id)
        .join(other_user, other_user.id == other.reviewer_id)
        .where(
            GIVEN,
            other.status == AnnotationStatus.SUBMITTED,
            other.verdict.is_not(None),
            shown(rows, scope),
        )
        .group_by(one_user.uid, other_user.uid, Annotation.verdict, other.verdict)
    )
    tables: dict[tuple[str, str], dict[tuple[str, str], int]] = {}
    shared: dict[str, int] = {}
    for one, two, first, second, number in counted:
        tables.setdefault((one, two), {})[first, second] = number
        for uid in (one, two):
            shared[uid] = shared.get(uid, 0) + number
    most = sorted(shared, key=lambda uid: (-shared[uid], uid))[:MOST_PEOPLE]
    names = dict(
        iter(session.execute(select(User.uid, User.name).where(User.uid.in_(most)).order_by(User.name)))
    )
    results: dict[tuple[str, str], Mapping[Measure, Result]] = {}
    for (one, two), table in tables.items():
        if one in names and two in names:
            results[one, two] = results[two, one] = pair_counted(table, resamples=0)
    return Pairs(names, results)


def _known(verdict: Any) -> ColumnElement[str]:
    """A verdict that the conditions say is there."""
    return func.coalesce(verdict, "")


def confusion(session: Session, scope: Scope) -> dict[tuple[str, str], int]:
    """Verdict that was handed in, verdict that was decided → the claims with both; one statement."""
    rows = facts(scope)
    given, final = _known(Annotation.verdict), _known(Claim.final_verdict)
    counted = session.execute(
        select(given, final, func.count(rows.c.id.distinct()))
        .join(rows, rows.c.id == Annotation.claim_id)
        .join(Claim, Claim.id == rows.c.id)
        .where(GIVEN, Claim.final_verdict.is_not(None), shown(rows, scope))
        .group_by(Annotation.verdict, Claim.final_verdict)
    )
    return {(one, other): number for one, other, number in counted}


def distances(session: Session, scope: Scope) -> dict[int, int]:
    """How far verdicts lie apart → the claims, of those with two or more; one statement."""
    rows = facts(scope)
    far = apart(rows.c.id).label("far")
    of_claims = select(far).select_from(rows).where(shown(rows, scope)).subquery()
    counted = (
        select(of_claims.c.far, func.count()).where(of_claims.c.far.is_not(None)).group_by(of_claims.c.far)
    )
    return dict(iter(session.execute(counted)))


def signs(session: Session, scope: Scope) -> dict[Sign, int]:
    """What a lead should look at → the claims of which it holds; one statement."""
    rows = facts(scope)
    columns = [func.count(case((shows(rows.c.id, each), 1))) for each in Sign]
    found = session.execute(select(*columns).select_from(rows).where(shown(rows, scope))).one()
    return dict(zip(Sign, found, strict=True))


def waived_rules(session: Session, scope: Scope) -> Sequence[tuple[str, int]]:
    """Rule → the claims on which somebody let what it found stand, most first; one statement."""
    rows = facts(scope)
    claims = func.count(rows.c.id.distinct())
    counted = session.execute(
        select(Waiver.rule, claims)
        .join(Annotation, Annotation.id == Waiver.annotation_id)
        .join(rows, rows.c.id == Annotation.claim_id)
        .where(waived_on(rows.c.id), shown(rows, scope))
        .group_by(Waiver.rule)
        .order_by(claims.desc(), Waiver.rule)
    )
    return [(rule, number) for rule, number in counted]
