"""The figures about checks against a slow and obvious computation, and against the lists that they open."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, timedelta
from itertools import combinations
from statistics import median_low
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts.models import User
from factcheck.adjudication.agreement import Measure, among_all, between
from factcheck.adjudication.outcomes import distance
from factcheck.annotation.models import Assignment, Waiver
from factcheck.annotation.rules import RuleKey
from factcheck.annotation.verdicts import Verdict
from factcheck.articles.models import Article
from factcheck.assignments.states import Show as Work
from factcheck.dashboard import people, quality, queries
from factcheck.dashboard.facts import Scope
from factcheck.dashboard.filters import Filters
from factcheck.dashboard.period import Period
from factcheck.dashboard.states import Show, Sign
from factcheck.db import Database
from tests.integration.dashboard.test_figures import NOW, Known, fill


def verdicts_of(known: Known, names: dict[int, str]) -> dict[str, str]:
    """Who handed in which verdict on the claim."""
    return {names[each.reviewer_id]: each.verdict or "" for each in known.handed_in}


def spoil(chance: random.Random, session: Session, known: list[Known], lead: User) -> None:
    """Records that were changed after the reveal, and waivers that stand or were taken back."""
    for record in [record for each in known for record in each.records]:
        record.changed_after_reveal = chance.random() < 0.2
        if chance.random() < 0.3:
            session.add(
                Waiver(
                    annotation_id=record.id,
                    rule=chance.choice(list(RuleKey)[:2]),
                    mark="m",
                    reason="it holds",
                    by_id=lead.id,
                    removed_at=NOW if chance.random() < 0.3 else None,
                )
            )
    session.flush()


def check_pairs(
    session: Session,
    scope: Scope,
    people: dict[int, str],
    given_: dict[str, dict[str, str]],
    listed: Callable[..., set[str]],
) -> None:
    pairs = quality.pairs(session, scope)
    for one, two in combinations(people.values(), 2):
        both = {uid for uid, by in given_.items() if one in by and two in by}
        assert ((one, two) in pairs.results) == bool(both)
        if both:
            expected = between([given_[uid] for uid in both], one, two, resamples=0)
            for measure in (Measure.PERCENT, Measure.COHEN_QUADRATIC):
                assert pairs.results[two, one][measure] == pairs.results[one, two][measure]
                assert pairs.results[one, two][measure].value == expected[measure].value
            assert pairs.results[one, two][Measure.PERCENT].claims_used == len(both)
        assert listed(pair=f"{one}.{two}") == both


def check_people(
    session: Session, scope: Scope, claims: list[Known], listed: Callable[..., set[str]]
) -> None:
    found = people.people(session, scope)
    assert [each.name for each in found] == sorted((each.name for each in found), key=str.casefold)
    for user in session.scalars(select(User)):
        given_ = [
            (each, record) for each in claims for record in each.handed_in if record.reviewer_id == user.id
        ]
        decided = [(each, record) for each, record in given_ if each.claim.final_verdict]
        timed = [record.active_seconds for _each, record in given_ if record.active_seconds]
        (mine,) = people.people(session, scope, user)
        assert (mine.claims, mine.decided, mine.same, mine.seconds) == (
            len(given_),
            len(decided),
            sum(record.verdict == each.claim.final_verdict for each, record in decided),
            median_low(timed) if timed else None,
        )
        pair = f"{user.uid}.{user.uid}"
        assert listed(pair=pair) == {each.claim.uid for each, _record in given_}
        assert listed(pair=pair, show=Show.DECIDED, sign=Sign.RULED) == {
            each.claim.uid for each, _record in decided
        }
        given_out = (
            select(Assignment)
            .join(Article)
            .where(
                Article.project_id == scope.project_id,
                Assignment.reviewer_id == user.id,
                Assignment.ended_at.is_(None),
                Article.removed_at.is_(None),
            )
        )
        out = session.scalars(given_out).all()
        assert mine.work[Work.OUT] == len(out)
        assert mine in found or not (given_ or out)


@settings(max_examples=40)
@given(chance=st.randoms(use_true_random=False))
def test_how_well_checks_hold_is_what_a_slow_count_says(database: Database, chance: random.Random) -> None:
    check_everything(database, chance, Filters(days=14))


def test_so_it_is_on_projects_of_some_size_and_in_periods_that_are_over(database: Database) -> None:
    for seed in range(30):
        until = NOW.date() - timedelta(days=5) if seed % 2 else None
        check_everything(database, random.Random(seed), Filters(days=14, until=until))


def check_everything(database: Database, chance: random.Random, filters: Filters) -> None:
    """All figures of a project with whatever chance puts in it, within the period of the filters."""
    with database.writing() as session:
        project, known = fill(session, chance)
        uid_of = {user.id: user.uid for user in session.scalars(select(User))}
        lead = session.scalars(select(User).where(User.name == "ann")).one()
        spoil(chance, session, known, lead)
        period = Period.of(filters, NOW.date(), UTC)
        scope = period.within(Scope(project.id, Filters(), NOW))
        claims = [each for each in known if each.since and period.first <= each.since.date() <= period.last]
        given_ = {each.claim.uid: verdicts_of(each, uid_of) for each in claims}

        def listed(**asked: Any) -> set[str]:
            """The claims of the list that these parameters open."""
            page = queries.claims(session, replace(scope, filters=replace(scope.filters, **asked)))
            assert page.total == len(page.items)
            return {item.uid for item in page.items}

        def those(holds: Callable[[Known], bool]) -> set[str]:
            return {each.claim.uid for each in claims if holds(each)}

        patterns, pairs = quality.patterns(session, scope), quality.pairs(session, scope)
        found = quality.agreement(patterns, pairs.reviewers)
        ratings = list(given_.values())
        assert found.claims == len(claims)
        assert found.twice == sum(len(each) > 1 for each in ratings)
        for measure, result in among_all(ratings, resamples=quality.RESAMPLES).items():
            if measure in quality.MEASURES:
                mine = found.results[measure]
                assert (
                    mine.value,
                    mine.interval,
                    mine.claims_used,
                    measure.is_ordinal or mine.reviewers,
                ) == (
                    result.value,
                    result.interval,
                    result.claims_used,
                    measure.is_ordinal or result.reviewers,
                )

        check_pairs(session, scope, uid_of, given_, listed)
        check_people(session, scope, claims, listed)
        cells = Counter(
            (verdict, each.claim.final_verdict)
            for each in claims
            for verdict in set(given_[each.claim.uid].values())
            if each.claim.final_verdict
        )
        assert quality.confusion(session, scope) == cells
        for given_verdict, final in list(cells)[:3]:
            opened = listed(given=given_verdict, verdict=final, show=Show.DECIDED)
            assert len(opened) == cells[given_verdict, final]

        apart = {
            uid: distance(Verdict(verdict) for verdict in by.values())
            for uid, by in given_.items()
            if len(by) > 1
        }
        assert quality.distances(patterns) == Counter(apart.values())
        for far in range(6):
            assert listed(apart=far) == {uid for uid, each in apart.items() if each == far}

        standing = {
            (waiver.annotation_id, waiver.rule)
            for waiver in session.scalars(select(Waiver).where(Waiver.removed_at.is_(None)))
        }

        def waived(each: Known, rules: list[RuleKey]) -> bool:
            return any((record.id, rule.value) in standing for record in each.handed_in for rule in rules)

        expected_signs = {
            Sign.AFTER_REVEAL: those(lambda each: any(one.changed_after_reveal for one in each.handed_in)),
            Sign.OVERRULED: those(
                lambda each: (
                    bool(each.claim.final_verdict)
                    and each.claim.final_verdict not in given_[each.claim.uid].values()
                )
            ),
            Sign.WAIVED: those(lambda each: waived(each, list(RuleKey))),
        }
        found_signs = quality.signs(session, scope)
        signs = found_signs.claims
        for sign, expected_uids in expected_signs.items():
            assert signs[sign] == len(expected_uids), sign
            assert listed(sign=sign) == expected_uids, sign
        by_rule = dict(found_signs.rules)
        for rule in list(RuleKey)[:2]:
            uids = those(lambda each, rule=rule: waived(each, [rule]))  # type: ignore[misc]
            assert by_rule.get(rule.value, 0) == len(uids)
            assert listed(rule=rule.value) == uids
