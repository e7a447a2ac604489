"""The figures of a dashboard: aggregates of the facts, each in one statement, however many claims there are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from statistics import median_low
from typing import Any

from sqlalchemy import (
    Integer,
    Row,
    Select,
    Subquery,
    cast,
    exists,
    func,
    literal,
    select,
)
from sqlalchemy.orm import Session

from factcheck.accounts.models import Membership, User
from factcheck.activity.models import Event
from factcheck.activity.queries import last_seq
from factcheck.annotation.models import Annotation, Claim
from factcheck.articles.models import Article, Revision
from factcheck.dashboard.facts import Scope, facts, in_list, shown, tallies, total
from factcheck.dashboard.filters import Sort
from factcheck.dashboard.pace import LOOKS_BACK
from factcheck.dashboard.period import Period, begin_of
from factcheck.dashboard.states import STANDINGS, ClaimState, Show
from factcheck.sources.models import Source

PAGE_SIZE = 50
EXCERPT = 300
OLDEST_SHOWN = 6
QUARTER = 15 * 60
MOST_TIMED = 1_000
MOST_EVENTS = 2_000


@dataclass(frozen=True, slots=True)
class Counts:
    """How many claims are in each list, and how many stand at what."""

    lists: Mapping[Show, int]
    standings: Mapping[str, int]

    def __getitem__(self, show: str) -> int:
        return self.lists[Show(show)]


def count(session: Session, scope: Scope) -> Counts:
    """How many of the claims are in each list; two statements."""
    rows = tallies(scope)
    columns = [total(rows, in_list(rows, show, scope.now)) for show in Show]
    found = session.execute(select(*columns).select_from(rows)).one()
    lists = {show: int(number) for show, number in zip(Show, found, strict=True)}
    return Counts(lists, standings(session, scope))


def standings(session: Session, scope: Scope) -> dict[str, int]:
    """What claims can stand at → how many do, of those that the filters list, in whatever list."""
    rows = tallies(scope)
    found = _by(session, rows, rows.c.standing)
    return {name: found.get(name, 0) for name in STANDINGS}


def _by(session: Session, rows: Subquery, column: Any, *conditions: Any) -> dict[str, int]:
    """Value of the column → the number of claims of the tallies under these conditions."""
    counted = select(column, func.sum(rows.c.number)).where(*conditions).group_by(column)
    return {value: int(number) for value, number in session.execute(counted)}


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on a day: the claims whose first record was handed in, by what they stand at now."""

    day: date
    standings: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.standings.values())


def days(session: Session, scope: Scope, period: Period) -> tuple[dict[str, int], list[Day]]:
    """What claims stand at whose first record was handed in before the period, and those of each day of it, by the
    reader's days. They are counted by the quarter of an hour: wherever the reader is, a day begins with one."""
    rows, kept = facts(scope), tallies(scope)
    quarter = _quarter(session, rows.c.since)
    counted = session.execute(
        select(quarter, rows.c.standing, func.count())
        .where(rows.c.since >= period.begin)
        .group_by(quarter, rows.c.standing)
    )
    found: defaultdict[date, dict[str, int]] = defaultdict(dict)
    before = Counter(_by(session, kept, kept.c.standing, kept.c.handed_in))
    for place, standing, number in counted:
        day = datetime.fromtimestamp(place * QUARTER, period.zone).date()
        found[day][standing] = found[day].get(standing, 0) + number
        before[standing] -= number
    return +before, [Day(day, found.get(day, {})) for day in period.days]


def handed_in_lately(session: Session, scope: Scope, today: date, zone: tzinfo) -> int:
    """On how many claims the first record was handed in within the days that count towards the pace."""
    rows = facts(scope)
    first, end = (begin_of(day, zone) for day in (today - timedelta(days=LOOKS_BACK), today))
    counted = select(func.count()).select_from(rows).where(rows.c.since >= first, rows.c.since < end)
    return session.scalar(counted) or 0


def _quarter(session: Session, column: Any) -> Any:
    """The number of the quarter of an hour that a moment lies in, since 1970 in UTC."""
    if session.get_bind().dialect.name == "sqlite":
        return func.unixepoch(column) / literal(QUARTER)
    return cast(func.floor(func.extract("epoch", column) / literal(QUARTER)), Integer)


def median_seconds(session: Session, scope: Scope, period: Period) -> int | None:
    """The median of the active seconds of records on these claims: of those handed in within the period, the last
    MOST_TIMED. Of an even number, the lower middle one; None where there is none."""
    rows = facts(scope)
    counted = exists().where(rows.c.id == Annotation.claim_id).correlate(Annotation)
    latest = (
        select(Annotation.active_seconds)
        .where(
            Annotation.submitted_at >= period.begin,
            Annotation.submitted_at < period.end,
            Annotation.active_seconds > 0,
            counted,
        )
        .order_by(
            Annotation.submitted_at.desc(), Annotation.claim_id.desc(), Annotation.active_seconds.desc()
        )
        .limit(MOST_TIMED)
    )
    seconds = session.scalars(latest).all()
    return median_low(seconds) if seconds else None


@dataclass(frozen=True, slots=True)
class Item:
    """One claim of a list."""

    uid: str
    start: int
    words: str
    article: str
    title: str
    lang: str
    publisher: str
    state: ClaimState
    standing: str
    priority: str
    created_at: datetime
    since: datetime | None
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list of claims. `total` counts all pages."""

    items: Sequence[Item]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))


def claims(session: Session, scope: Scope) -> Page:
    """The page of claims that the filters ask for; a page past the end is the last one."""
    rows = facts(scope)
    total = number(session, scope)
    page = min(scope.filters.page, max(1, -(-total // PAGE_SIZE)))
    found = _items(rows).where(shown(rows, scope)).order_by(*_order(rows, scope.filters.sort))
    listed = session.execute(found.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE))
    return Page([_item(row) for row in listed], total, page)


def number(session: Session, scope: Scope) -> int:
    """How many claims the filters ask for."""
    rows = tallies(scope)
    return int(session.scalar(select(total(rows, in_list(rows, scope.filters.show, scope.now)))) or 0)


def every_claim(session: Session, scope: Scope) -> list[Item]:
    """All claims that the filters ask for, for a table that somebody takes along."""
    rows = facts(scope)
    found = _items(rows).where(shown(rows, scope)).order_by(*_order(rows, scope.filters.sort))
    return [_item(row) for row in session.execute(found)]


def pair_named(session: Session, scope: Scope) -> list[str]:
    """The names of the two people that the filters name; empty where they name none, or others."""
    uids = scope.filters.pair.split(".") if scope.filters.pair else []
    names = dict(iter(session.execute(select(User.uid, User.name).where(User.uid.in_(uids)))))
    return [names[uid] for uid in uids] if len(names) == len(set(uids)) else []


def source_named(session: Session, scope: Scope) -> str | None:
    """What the source is called that the filters name; None where they name none of the project's."""
    if not scope.filters.source:
        return None
    query = select(Source).where(Source.uid == scope.filters.source, Source.project_id == scope.project_id)
    source = session.scalars(query).one_or_none()
    return source.label if source else None


def oldest(session: Session, scope: Scope) -> list[Item]:
    """The open claims that have waited longest."""
    rows = facts(scope)
    found = _items(rows).where(in_list(rows, Show.OPEN, scope.now)).order_by(*_order(rows, Sort.AGE))
    return [_item(row) for row in session.execute(found.limit(OLDEST_SHOWN))]


def _items(rows: Subquery) -> Select[*tuple[Any, ...]]:
    words = func.substr(Revision.text, Claim.start + 1, Claim.end - Claim.start)
    return (
        select(
            Claim.uid,
            Claim.start,
            Claim.text,
            func.substr(words, 1, EXCERPT).label("words"),
            Article.uid.label("article"),
            Article.title,
            Article.lang,
            Article.publisher,
            rows.c.state,
            rows.c.standing,
            rows.c.priority,
            rows.c.created_at,
            rows.c.since,
            rows.c.due_at,
        )
        .join(rows, rows.c.id == Claim.id)
        .join(Article, Article.id == Claim.article_id)
        .join(Revision, Revision.id == Claim.revision_id)
    )


def _item(row: Row[*tuple[Any, ...]]) -> Item:
    return Item(
        uid=row.uid,
        start=row.start,
        words=row.text or row.words,
        article=row.article,
        title=row.title,
        lang=row.lang,
        publisher=row.publisher,
        state=ClaimState(row.state),
        standing=row.standing,
        priority=row.priority,
        created_at=row.created_at,
        since=row.since,
        due_at=row.due_at,
    )


def _order(rows: Subquery, sort: Sort) -> Sequence[Any]:
    return {
        Sort.AGE: (rows.c.created_at, rows.c.id),
        Sort.LATEST: (rows.c.since.is_(None), rows.c.since.desc(), rows.c.id.desc()),
        Sort.PLACE: (Article.title, Article.id, Claim.start, rows.c.id),
    }[sort]


def has_changed(session: Session, project_id: int, after: int) -> bool:
    """Whether anything was written about the project's articles after that event. So many events later it is taken for
    granted."""
    if last_seq(session) - after > MOST_EVENTS:
        return True
    there = exists().where(
        Event.seq > after, Article.id == Event.article_id, Article.project_id == project_id
    )
    return bool(session.scalar(select(there)))


@dataclass(frozen=True, slots=True)
class Choices:
    """What the figures of a project can be narrowed to."""

    people: Mapping[str, str]
    publishers: Sequence[str]
    langs: Sequence[str]
    revisions: int


def choices(session: Session, project_id: int) -> Choices:
    """The project's people by uid, publishers and languages, and how many texts an article has at the most."""
    members = (
        select(User.uid, User.name)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.project_id == project_id)
        .order_by(User.name)
    )
    here = (Article.project_id == project_id, Article.removed_at.is_(None))
    published = select(Article.publisher).where(*here, Article.publisher != "").distinct()
    most = select(func.max(Revision.number)).join(Article, Article.id == Revision.article_id).where(*here)
    spoken = select(Article.lang).where(*here).distinct()
    return Choices(
        dict(iter(session.execute(members))),
        session.scalars(published.order_by(Article.publisher).limit(PAGE_SIZE)).all(),
        session.scalars(spoken.order_by(Article.lang)).all(),
        session.scalar(most) or 1,
    )
