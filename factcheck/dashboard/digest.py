"""What happened in a week, and what is left at the end of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta, tzinfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck.annotation.models import Annotation
from factcheck.dashboard import articles as articles_of
from factcheck.dashboard import quality, queries, resting
from factcheck.dashboard.checks import is_given
from factcheck.dashboard.facts import Scope, facts, shown
from factcheck.dashboard.filters import Moment
from factcheck.dashboard.period import Period
from factcheck.dashboard.states import Sign, Trace

WEEK = timedelta(days=7)
SOURCES_TOLD = 5


class NoSuchWeek(ValueError):
    """That is no week of a calendar, or one that has not begun."""


def week_of(day: date, zone: tzinfo, today: date) -> Period:
    """The week with that day, from Monday to Sunday; of this week no more than has been."""
    first = day - timedelta(days=day.weekday())
    last = min(first + timedelta(days=6), today)
    return Period(first, last, zone, ahead=last >= today)


def parse_week(text: str, zone: tzinfo, today: date) -> Period:
    """The week that is written `2026-W07` (ISO 8601), the last whole one where nothing is. Raises NoSuchWeek."""
    if not text:
        return week_of(today - WEEK, zone, today)
    year, mark, number = text.partition("-W")
    if not (mark and len(year) == 4 and len(number) == 2 and text.isascii() and (year + number).isdecimal()):
        raise NoSuchWeek(text)
    try:
        first = date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        raise NoSuchWeek(text) from None
    if first > today or int(year) < today.year - 50:
        raise NoSuchWeek(text)
    return week_of(first, zone, today)


def written(week: Period) -> str:
    """The week as `parse_week` reads it."""
    year, number, _day = week.first.isocalendar()
    return f"{year}-W{number:02}"


@dataclass(frozen=True, slots=True)
class Digest:
    """`happened`, `before`: how many claims were marked, handed in and decided in the week and in the one before. Of
    those decided in it, `decided` is what they stand at; of those handed in, `footings`, `agreement`, `signs`, `traces`
    and `sources` are what the other pages tell, and `people` how many have handed something in on them. `now`,
    `due` (before another week is over) and `oldest` are as things stand now."""

    week: Period
    happened: Mapping[Moment, int]
    before: Mapping[Moment, int]
    decided: Mapping[str, int]
    now: queries.Counts
    footings: resting.Footings
    traces: Mapping[Trace, int]
    agreement: quality.Agreement
    signs: Mapping[Sign, int]
    sources: Sequence[resting.Used]
    people: int
    due: Sequence[articles_of.Due]
    oldest: Sequence[queries.Item]


def scope_of(scope: Scope, week: Period, moment: Moment) -> Scope:
    """The claims to which that happened in the week; as the addresses of lists say it, too."""
    filters = replace(scope.filters.counted, since=week.first, until=week.last, on=moment)
    return replace(scope, filters=filters, since=week.begin, until=week.end)


def digest(session: Session, scope: Scope, week: Period) -> Digest:
    """The digest of the week; as many statements however much there is."""
    earlier = week_of(week.first - WEEK, week.zone, week.first)
    within = replace(scope, filters=scope.filters.counted)
    handed_in = scope_of(within, week, Moment.HANDED_IN)
    people = _people(session, handed_in)
    decided = queries.standings(session, scope_of(within, week, Moment.DECIDED))
    footings = resting.footings(session, handed_in)
    return Digest(
        week=week,
        happened={
            Moment.MADE: queries.number(session, scope_of(within, week, Moment.MADE)),
            Moment.HANDED_IN: footings.claims,
            Moment.DECIDED: sum(decided.values()),
        },
        before={moment: queries.number(session, scope_of(within, earlier, moment)) for moment in Moment},
        decided=decided,
        now=queries.count(session, within),
        footings=footings,
        traces=resting.traces(session, handed_in),
        agreement=quality.agreement(quality.patterns(session, handed_in), people),
        signs=quality.signs(session, handed_in).claims,
        sources=resting.most_used(session, handed_in)[:SOURCES_TOLD],
        people=people,
        due=articles_of.due_before(session, within, scope.now + WEEK),
        oldest=queries.oldest(session, within),
    )


def _people(session: Session, scope: Scope) -> int:
    rows = facts(scope)
    counted = (
        select(func.count(Annotation.reviewer_id.distinct()))
        .join(rows, rows.c.id == Annotation.claim_id)
        .where(is_given(), shown(rows, scope))
    )
    return session.scalar(counted) or 0
