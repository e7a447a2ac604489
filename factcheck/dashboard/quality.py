"""How well the checks of a period hold: figures that count claims by the records handed in on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import BigInteger, ColumnElement, case, cast, func, null, select, true, union_all
from sqlalchemy.orm import Session

from factcheck.accounts.models import User
from factcheck.adjudication.agreement import VERDICTS, Measure, Result, among_counted, pair_counted
from factcheck.adjudication.outcomes import distance
from factcheck.annotation.models import Annotation, Waiver
from factcheck.annotation.verdicts import Verdict
from factcheck.dashboard.checks import is_given, is_ruled, shows, waived_on
from factcheck.dashboard.facts import Scope, facts, shown
from factcheck.dashboard.states import Sign

RESAMPLES = 300
MEASURES = (Measure.ALPHA_ORDINAL, Measure.ALPHA_NOMINAL, Measure.PERCENT)
OF_TWO = (Measure.COHEN_QUADRATIC, Measure.PERCENT)
TOLD = (Sign.AFTER_REVEAL, Sign.OVERRULED, Sign.WAIVED)
BITS = 15
"""So many bits of a sum count the verdicts of one kind on a claim; four kinds go into a number of the database."""
_COUNTED = (VERDICTS.values[:4], VERDICTS.values[4:])
CODES = len(VERDICTS.values)
"""A person with their verdict is one number: the person's key so many times, and the verdict's place."""
MOST_PEOPLE = 12
"""A matrix of more people would not be read: it has those who share most claims with others."""


Pattern = tuple[int, ...]
"""How many verdicts of each kind a claim has, in the order of `VERDICTS.values`."""


def patterns(session: Session, scope: Scope) -> dict[Pattern, int]:
    """How many claims have so many verdicts of each kind; one statement."""
    rows = facts(scope)
    sums = [func.sum(_counter(values)).label(f"counters_{place}") for place, values in enumerate(_COUNTED)]
    given = (
        select(*sums)
        .join(rows, rows.c.id == Annotation.claim_id)
        .where(is_given(), shown(rows, scope))
        .group_by(Annotation.claim_id)
        .subquery()
    )
    counted = session.execute(select(*given.c, func.count()).group_by(*given.c))
    return {_told(packed): number for *packed, number in counted}


def _counter(values: Sequence[str]) -> ColumnElement[int]:
    """Of a record: one, in the place of its verdict, so that a sum holds how many there are of each. One sum for four
    kinds takes half as long as four."""
    places = {value: 1 << BITS * place for place, value in enumerate(values)}
    return cast(case(places, value=Annotation.verdict, else_=0), BigInteger)


def _told(packed: Sequence[int]) -> Pattern:
    """The numbers that the sums hold."""
    return tuple(
        int(total) >> BITS * place & (1 << BITS) - 1
        for total, values in zip(packed, _COUNTED, strict=True)
        for place in range(len(values))
    )


@dataclass(frozen=True, slots=True)
class Agreement:
    """The measures over all claims of the period, and how many of these were checked twice or more."""

    claims: int
    twice: int
    results: Mapping[Measure, Result]


def agreement(found: Mapping[Pattern, int], reviewers: int) -> Agreement:
    """Of claims with these patterns, checked twice or more by so many people."""
    twice = {pattern: number for pattern, number in found.items() if sum(pattern) > 1}
    claims = sum(found.values())
    results = _measured(tuple(sorted(twice.items())), claims, reviewers)
    return Agreement(claims, sum(twice.values()), results)


@lru_cache(64)
def _measured(
    found: tuple[tuple[Pattern, int], ...], claims: int, reviewers: int
) -> Mapping[Measure, Result]:
    return among_counted(
        dict(found), claims=claims, reviewers=reviewers, measures=MEASURES, resamples=RESAMPLES
    )


def distances(found: Mapping[Pattern, int]) -> dict[int, int]:
    """How far verdicts lie apart → the claims with these patterns, of those with two or more."""
    far: Counter[int] = Counter()
    for pattern, number in found.items():
        if sum(pattern) > 1:
            chosen = (Verdict(value) for value, times in zip(VERDICTS.values, pattern, strict=True) if times)
            far[distance(chosen)] += number
    return dict(far)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Of every two people how they agree on the claims that both checked: by their uids, either way round. `reviewers`:
    how many share a claim with somebody."""

    reviewers: int
    people: Mapping[str, str]
    results: Mapping[tuple[str, str], Mapping[Measure, Result]]


def pairs(session: Session, scope: Scope) -> Pairs:
    """Two statements. Without intervals."""
    tables: dict[tuple[int, int], dict[tuple[str, str], int]] = {}
    shared: Counter[int] = Counter()
    for code, other, number in _both(session, scope):
        (one, first), (two, second) = divmod(code, CODES), divmod(other, CODES)
        tables.setdefault((one, two), {})[VERDICTS.values[first], VERDICTS.values[second]] = number
        shared.update({one: number, two: number})
    most = sorted(shared, key=lambda key: (-shared[key], key))[:MOST_PEOPLE]
    query = select(User.id, User.uid, User.name).where(User.id.in_(most)).order_by(User.name, User.id)
    known = {row.id: row for row in session.execute(query)}
    results: dict[tuple[str, str], Mapping[Measure, Result]] = {}
    for (one, two), table in tables.items():
        if one in known and two in known:
            here, there = known[one].uid, known[two].uid
            results[here, there] = results[there, here] = pair_counted(table, measures=OF_TWO, resamples=0)
    return Pairs(len(shared), {row.uid: row.name for row in known.values()}, results)


def _both(session: Session, scope: Scope) -> Iterable[tuple[int, int, int]]:
    """The codes of two people with their verdicts, the lesser person first, and how many claims have these.

    Claims with the same verdicts by the same people are put together before their pairs are told: ten people make 45
    pairs of a claim.
    """
    rows = facts(scope)
    verdict = case({value: place for place, value in enumerate(VERDICTS.values)}, value=Annotation.verdict)
    code = cast(Annotation.reviewer_id, BigInteger) * CODES + verdict
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    checked = (
        select((func.json_group_array if on_sqlite else func.array_agg)(code).label("codes"))
        .join(rows, rows.c.id == Annotation.claim_id)
        .where(is_given(), shown(rows, scope))
        .group_by(Annotation.claim_id)
        .having(func.count() > 1)
        .subquery()
    )
    alike = select(checked.c.codes, func.count().label("number")).group_by(checked.c.codes).cte("alike")
    if on_sqlite:
        one, two = (func.json_each(alike.c.codes).table_valued("value", name=name) for name in ("one", "two"))
    else:
        one, two = (
            func.unnest(alike.c.codes).table_valued("value", name=name).render_derived()
            for name in ("one", "two")
        )
    pairs = (one.c.value, two.c.value)
    counted = (
        select(*pairs, func.sum(alike.c.number))
        .select_from(alike)
        .join(one, true())
        .join(two, two.c.value > one.c.value)
        .group_by(*pairs)
    )
    return ((first, second, int(number)) for first, second, number in session.execute(counted))


def confusion(session: Session, scope: Scope) -> dict[tuple[str, str], int]:
    """Verdict that was handed in, verdict that was decided → the claims with both; one statement."""
    rows = facts(scope)
    counted = session.execute(
        select(Annotation.verdict, rows.c.standing, func.count(rows.c.id.distinct()))
        .join(rows, rows.c.id == Annotation.claim_id)
        .where(is_given(), is_ruled(rows), shown(rows, scope))
        .group_by(Annotation.verdict, rows.c.standing)
    )
    return {(given or "", final): number for given, final, number in counted}


@dataclass(frozen=True, slots=True)
class Signs:
    """What a lead should look at → the claims of which it holds; and of the waivers among it, rule → claims, most
    first."""

    claims: Mapping[Sign, int]
    rules: Sequence[tuple[str, int]]


def signs(session: Session, scope: Scope) -> Signs:
    """Two statements."""
    rows = facts(scope)
    asked = [sign for sign in TOLD if sign is not Sign.WAIVED]
    columns = [func.count(case((shows(rows, each), 1))) for each in asked]
    found = session.execute(select(*columns).select_from(rows).where(shown(rows, scope))).one()
    waived = _waived(session, scope)
    claims = {**dict(zip(asked, found, strict=True)), Sign.WAIVED: waived.pop(None, 0)}
    rules = sorted(
        ((str(rule), number) for rule, number in waived.items()), key=lambda pair: (-pair[1], pair[0])
    )
    return Signs({sign: claims[sign] for sign in TOLD}, rules)


def _waived(session: Session, scope: Scope) -> dict[str | None, int]:
    """Rule → the claims on which somebody let what it found stand; None → those on which somebody did at all."""
    rows = facts(scope)
    marked = (
        select(Waiver.rule, rows.c.id)
        .join(Annotation, Annotation.id == Waiver.annotation_id)
        .join(rows, rows.c.id == Annotation.claim_id)
        .where(waived_on(rows.c.id), shown(rows, scope))
        .distinct()
        .cte("marked")
    )
    whole = select(null().label("rule"), func.count(marked.c.id.distinct()))
    by_rule = select(marked.c.rule, func.count()).group_by(marked.c.rule)
    return dict(iter(session.execute(union_all(by_rule, whole))))
