"""Every figure against a slow and obvious computation, on projects that Hypothesis makes up."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from statistics import median_low
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from factcheck.accounts.models import Membership, Project, Role, User
from factcheck.adjudication.models import Adjudication, SignOff
from factcheck.annotation.models import Annotation, Assignment, Claim
from factcheck.annotation.verdicts import Priority, Verdict
from factcheck.articles.models import Article, Origin, Revision
from factcheck.articles.queries import current_revision
from factcheck.articles.segmentation import cut
from factcheck.articles.service import create_article, insert_segments
from factcheck.dashboard import articles as articles_of
from factcheck.dashboard import queries
from factcheck.dashboard.facts import SOON, Scope
from factcheck.dashboard.filters import Filters, Moment, Sort
from factcheck.dashboard.models import ClaimStanding
from factcheck.dashboard.pace import LOOKS_BACK
from factcheck.dashboard.period import Period
from factcheck.dashboard.states import STANDINGS, Colour, Show
from factcheck.db import Database, new_uid

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TEXT = "The levy rose by 12 percent. Nobody was told. The council voted 9 to 4. A boat sank. Talks go on."
NAMES = ("ann", "ben", "cy")


@dataclass
class Known:
    """A claim with what is on it, as it was put in."""

    claim: Claim
    article: Article
    records: Sequence[Annotation]
    decision: Adjudication | None
    number: int

    @property
    def handed_in(self) -> list[Annotation]:
        return [each for each in self.records if each.status == "submitted" and each.verdict]

    @property
    def state(self) -> str:
        if self.decision and self.decision.outcome != "guideline_unclear":
            return "decided"
        if self.decision and self.decision.settled_at is None:
            return "aside"
        verdicts = {each.verdict for each in self.handed_in}
        if not verdicts:
            return "begun" if self.records else "untouched"
        if len(verdicts) > 1:
            return "differ"
        return "short" if len(self.handed_in) < self.claim.checks else "agree"

    @property
    def standing(self) -> str:
        if self.state == "decided":
            assert self.decision
            return self.decision.verdict or "not_a_claim"
        verdicts = {each.verdict or "" for each in self.handed_in}
        return "none" if not verdicts else "differ" if len(verdicts) > 1 else verdicts.pop()

    @property
    def since(self) -> datetime | None:
        return min((each.submitted_at for each in self.handed_in if each.submitted_at), default=None)

    def belongs(self, show: Show) -> bool:
        open_, due = self.state != "decided", self.article.due_at
        match show:
            case Show.ALL:
                return True
            case Show.OPEN:
                return open_
            case Show.LATE:
                return open_ and due is not None and due < NOW
            case Show.SOON:
                return open_ and due is not None and NOW <= due < NOW + SOON
            case Show.HANDED_IN:
                return bool(self.handed_in)
            case _:
                return self.state == show.value


def people(session: Session) -> list[User]:
    known = {user.name: user for user in session.scalars(select(User))}
    made = [known.get(name) or User(name=name) for name in NAMES]
    session.add_all(made)
    session.flush()
    return made


def fill(
    session: Session, chance: random.Random, project: Project | None = None
) -> tuple[Project, list[Known]]:
    """A project, else that one, with claims in any state."""
    team = people(session)
    if project is None:
        project = Project(slug=new_uid(), name="Any")
        session.add(project)
        session.flush()
        session.add_all(
            Membership(project_id=project.id, user_id=user.id, role=Role.REVIEWER) for user in team
        )
    found = []
    for _ in range(chance.randint(0, 3)):
        article = create_article(
            session, project, actor=team[0], text=TEXT, cuts=cut(TEXT, "en"), lang="en", origin=Origin.PASTE
        )
        article.publisher = chance.choice(["The Meridian", ""])
        article.lang = chance.choice(["en", "de"])
        article.due_at = chance.choice(
            [None, NOW - timedelta(hours=3), NOW + timedelta(hours=5), NOW + SOON * 2]
        )
        if chance.random() < 0.1:
            article.removed_at = NOW
        for user in team:
            if chance.random() < 0.4:
                ended = {"ended": "done", "ended_at": NOW} if chance.random() < 0.3 else {}
                session.add(Assignment(article_id=article.id, reviewer_id=user.id, **ended))
        revision = current_revision(session, article)
        revisions = [revision, *([second(session, revision)] if chance.random() < 0.3 else [])]
        for _number in range(chance.randint(0, 6)):
            start = chance.choice([0, 5, 30, 31, 60])
            marked_in = chance.choice(revisions)
            claim = Claim(
                article_id=article.id,
                revision_id=marked_in.id,
                spans=[[start, start + 9]],
                start=start,
                end=start + 9,
                priority=chance.choice(list(Priority)).value,
                checks=chance.randint(1, 3),
                created_at=NOW - timedelta(minutes=chance.randint(0, 90_000)),
            )
            session.add(claim)
            session.flush()
            records = [record(chance, claim, user) for user in team if chance.random() < 0.5]
            decision = decide(chance, claim, team[0]) if chance.random() < 0.4 else None
            session.add_all([*records, *([decision] if decision else [])])
            if chance.random() < 0.1:
                claim.removed_at = NOW
            elif article.removed_at is None:
                found.append(Known(claim, article, records, decision, marked_in.number))
        if chance.random() < 0.2:
            session.add(
                SignOff(
                    article_id=article.id, revision_id=revision.id, sha256="ab" * 32, seq=0, by_id=team[0].id
                )
            )
    session.flush()
    return project, found


def second(session: Session, first: Revision) -> Revision:
    """Another text of the article, which says the same."""
    made = Revision(
        article_id=first.article_id, number=2, text=first.text, sha256=first.sha256, origin=first.origin
    )
    session.add(made)
    session.flush()
    insert_segments(session, made.id, cut(TEXT, "en"))
    return made


def record(chance: random.Random, claim: Claim, user: User) -> Annotation:
    submitted = chance.random() < 0.7
    at = NOW - timedelta(minutes=chance.randint(0, 30_000))
    return Annotation(
        claim_id=claim.id,
        article_id=claim.article_id,
        reviewer_id=user.id,
        verdict=chance.choice([None, *list(Verdict)[:3]]),
        status="submitted" if submitted else "draft",
        submitted_at=at if submitted else None,
        revealed_at=at if submitted else None,
        active_seconds=chance.randint(0, 900),
    )


def decide(chance: random.Random, claim: Claim, lead: User) -> Adjudication:
    outcome = chance.choice(["verdict", "not_a_claim", "guideline_unclear"])
    made = Adjudication(
        claim_id=claim.id,
        article_id=claim.article_id,
        outcome=outcome,
        verdict=chance.choice(list(Verdict)).value if outcome == "verdict" else None,
        dissent=[],
        by_id=lead.id,
        settled_at=chance.choice([None, NOW]) if outcome == "guideline_unclear" else None,
    )
    if outcome != "guideline_unclear":
        decided_at = NOW - timedelta(minutes=chance.randint(0, 20_000))
        claim.decided_at, claim.final_verdict = decided_at, made.verdict
    return made


@settings(max_examples=25)
@given(chance=st.randoms(use_true_random=False))
def test_figures_and_lists_are_what_a_slow_count_says(database: Database, chance: random.Random) -> None:
    check_everything(database, chance)


def test_so_they_are_on_projects_of_some_size(database: Database) -> None:
    for seed in range(12):
        check_everything(database, random.Random(seed), narrowed=seed % 3 == 0)


def check_everything(database: Database, chance: random.Random, *, narrowed: bool = True) -> None:
    """All figures of a project with whatever chance puts in it; `narrowed`: of what some filters leave."""
    with database.writing() as session:
        project, known = fill(session, chance)
        reviewer = session.scalars(select(User).where(User.name == "ben")).one()
        filters = Filters(days=chance.choice([7, 30]))
        if narrowed:
            filters = replace(
                filters,
                priority=chance.choice(["", "high"]),
                publisher=chance.choice(["", "", "The Meridian"]),
                lang=chance.choice(["", "", "de"]),
                person=chance.choice(["", "", reviewer.uid]),
                verdict=chance.choice(["", "", "supported", "differ"]),
                revision=chance.choice([None, None, 1, 2]),
            )
        scope = Scope(project.id, filters, NOW)
        kept = [
            each
            for each in known
            if (not filters.priority or each.claim.priority == filters.priority)
            and (not filters.publisher or each.article.publisher == filters.publisher)
            and (not filters.lang or each.article.lang == filters.lang)
            and (not filters.person or any(record.reviewer_id == reviewer.id for record in each.records))
            and (not filters.verdict or each.standing == filters.verdict)
            and (not filters.revision or each.number == filters.revision)
        ]
        counts = queries.count(session, scope)
        for show in Show:
            expected = {each.claim.uid for each in kept if each.belongs(show)}
            assert counts[show] == len(expected), show
            page = queries.claims(session, replace(scope, filters=replace(filters, show=show)))
            assert (page.total, {item.uid for item in page.items}) == (len(expected), expected), show
        stood = Counter(each.standing for each in kept)
        for name in STANDINGS:
            assert counts.standings[name] == stood[name], name
            if filters.verdict in ("", name):
                page = queries.claims(session, replace(scope, filters=replace(filters, verdict=name)))
                assert {item.uid for item in page.items} == {
                    each.claim.uid for each in kept if each.standing == name
                }
        check_moments(chance, session, scope, kept)
        check_days(session, scope, kept)
        check_median(session, scope, kept)
        check_due(session, scope, kept)
        for colour in Colour:
            check_articles(session, replace(scope, filters=replace(filters, colour=colour)), kept)


HAPPENED: dict[Moment, Callable[[Known], datetime | None]] = {
    Moment.HANDED_IN: lambda each: each.since,
    Moment.MADE: lambda each: each.claim.created_at,
    Moment.DECIDED: lambda each: each.claim.decided_at,
}


def check_moments(chance: random.Random, session: Session, scope: Scope, kept: Sequence[Known]) -> None:
    """Lists of what happened between two days, and how many of them are in each list."""
    first = NOW.date() - timedelta(days=chance.randint(0, 20))
    last = first + timedelta(days=chance.randint(0, 20))
    for on, happened in HAPPENED.items():
        filters = replace(scope.filters, since=first, until=last, on=on)
        period = Period(first, last, UTC)
        within = replace(scope, filters=filters, since=period.begin, until=period.end)
        expected = [
            each for each in kept if (at := happened(each)) is not None and first <= at.date() <= last
        ]
        counts = queries.count(session, within)
        for show in (Show.ALL, Show.OPEN, Show.DECIDED, Show.LATE):
            page = queries.claims(session, replace(within, filters=replace(filters, show=show)))
            belonging = {each.claim.uid for each in expected if each.belongs(show)}
            assert {item.uid for item in page.items} == belonging, (on, show)
            assert counts[show] == page.total == len(belonging), (on, show)


def check_days(session: Session, scope: Scope, kept: Sequence[Known]) -> None:
    zone = ZoneInfo("America/St_Johns")
    today = NOW.astimezone(zone).date()
    local = [(each.since.astimezone(zone).date(), each.standing) for each in kept if each.since]
    for filters in (scope.filters, replace(scope.filters, until=today - timedelta(days=9))):
        period = Period.of(filters, today, zone)
        before, days = queries.days(session, scope, period)
        assert before == Counter(standing for day, standing in local if day < period.first)
        assert [day.day for day in days] == period.days
        for day in days:
            assert day.standings == Counter(standing for each, standing in local if each == day.day)
    lately = queries.handed_in_lately(session, scope, today, zone)
    assert lately == sum(timedelta(0) < today - day <= timedelta(days=LOOKS_BACK) for day, _stood in local)


def check_median(session: Session, scope: Scope, kept: Sequence[Known]) -> None:
    for filters in (scope.filters, replace(scope.filters, until=NOW.date() - timedelta(days=5))):
        period = Period.of(filters, NOW.date(), UTC)
        timed = [
            each.active_seconds
            for claim in kept
            for each in claim.records
            if each.submitted_at
            and period.first <= each.submitted_at.date() <= period.last
            and each.active_seconds
        ]
        found = queries.median_seconds(session, scope, period)
        assert found == (median_low(timed) if timed else None)


def cell_of(session: Session, known: Known, scope: Scope) -> str:
    """What the sentence of the claim is coloured by."""
    match scope.filters.colour:
        case Colour.STATE:
            return known.state
        case Colour.FOOTING:
            return session.get_one(ClaimStanding, known.claim.id).footing if known.handed_in else "none"
        case Colour.AGE:
            if known.state == "decided":
                return "done"
            days = (NOW - known.claim.created_at) / timedelta(days=1)
            return "day" if days < 1 else "days" if days < 3 else "week" if days < 7 else "older"
        case _:
            return known.standing


def check_due(session: Session, scope: Scope, kept: Sequence[Known]) -> None:
    due = [each.article.due_at for each in kept if each.belongs(Show.OPEN) and each.article.due_at]
    assert articles_of.last_due(session, scope) == max((day for day in due if day > NOW), default=None)


def check_articles(session: Session, scope: Scope, kept: Sequence[Known]) -> None:
    open_: dict[int, list[Known]] = {}
    for each in kept:
        open_.setdefault(each.article.id, []).append(each)
    waiting = {
        key: claims for key, claims in open_.items() if any(each.state != "decided" for each in claims)
    }
    total, standing = articles_of.open_articles(session, scope)
    assert total == len(waiting)
    assert {each.article.id for each in standing} == set(waiting)
    for row in standing:
        claims = waiting[row.article.id]
        assert row.states == Counter(claim.state for claim in claims)
        assert row.open == sum(claim.state != "decided" for claim in claims)
        assert (row.late, row.soon) == (
            any(claim.belongs(Show.LATE) for claim in claims),
            any(claim.belongs(Show.SOON) for claim in claims),
        )
        first: dict[int, str] = {}
        for start, end in [(one.start, one.end) for one in cut(TEXT, "en")]:
            here = sorted(
                (claim for claim in claims if start <= claim.claim.start < end),
                key=lambda claim: (claim.claim.start, claim.claim.id),
            )
            first[start] = cell_of(session, here[0], scope) if here else ""
        assert dict(row.strip) == first
        assert articles_of.strip_of(session, scope, row.article.id) == list(row.strip)
        given = session.scalars(
            select(User.name)
            .join(Assignment, Assignment.reviewer_id == User.id)
            .where(Assignment.article_id == row.article.id, Assignment.ended_at.is_(None))
        )
        assert list(row.people) == sorted(set(given))
    waited = sorted(
        (each for each in kept if each.state != "decided"),
        key=lambda each: (each.claim.created_at, each.claim.id),
    )
    oldest = [item.uid for item in queries.oldest(session, scope)]
    assert oldest == [each.claim.uid for each in waited][: queries.OLDEST_SHOWN]
    signed = {row.article_id for row in session.scalars(select(SignOff)) if row.withdrawn_at is None}
    ready = {key for key in open_ if key not in waiting and key not in signed}
    assert {article.id for article in articles_of.signing(session, scope).ready} == ready


def fill_well(session: Session) -> tuple[Project, list[Known]]:
    """The first project with claims enough that something was handed in."""
    for seed in range(100):
        project, known = fill(session, random.Random(seed))
        if sum(bool(each.handed_in) and each.state != "decided" for each in known) > 3:
            return project, known
    raise AssertionError("none of a hundred has")


def test_a_page_takes_as_many_statements_whatever_is_there(database: Database) -> None:
    def statements(scope: Scope) -> int:
        period = Period.of(scope.filters, NOW.date(), UTC)
        seen: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            seen.append(statement)

        event.listen(database.engine, "before_cursor_execute", note)
        try:
            with database.reading() as session:
                queries.count(session, scope)
                queries.days(session, scope, period)
                queries.handed_in_lately(session, scope, NOW.date(), UTC)
                articles_of.open_articles(session, scope)
                articles_of.last_due(session, scope)
                queries.median_seconds(session, scope, period)
                queries.oldest(session, scope)
                queries.claims(session, scope)
        finally:
            event.remove(database.engine, "before_cursor_execute", note)
        return len([each for each in seen if each.lstrip().upper().startswith("SELECT")])

    with database.writing() as session:
        small, _known = fill_well(session)
        large, _known = fill_well(session)
        for seed in range(8):
            fill(session, random.Random(seed), large)
        scopes = [Scope(each.id, Filters(), NOW) for each in (small, large)]
    assert statements(scopes[0]) == statements(scopes[1]) <= 16


def test_the_order_of_a_list(database: Database) -> None:
    with database.writing() as session:
        project, _known = fill_well(session)
        scope = Scope(project.id, Filters(), NOW)
        made = [item.created_at for item in queries.claims(session, scope).items]
        assert made == sorted(made)
        latest = queries.claims(session, replace(scope, filters=Filters(sort=Sort.LATEST))).items
        times = [item.since for item in latest if item.since]
        assert times == sorted(times, reverse=True)
        assert [item.since is None for item in latest] == sorted(item.since is None for item in latest)
