"""Which claims are checked more than once: shares by priority and verdict, drawn once, and a third check."""

from __future__ import annotations

import pytest

from factcheck.annotation.verdicts import Priority, Verdict
from factcheck.assignments.pooling import MEMBER as POOL
from factcheck.assignments.pooling import Pool
from factcheck.assignments.sampling import MEMBER, Sampling

CLAIMS = [f"claim{number}" for number in range(20_000)]
S, M, R = Verdict.SUPPORTED, Verdict.MIXED, Verdict.REFUTED


def of(priority: int = 0, verdict: int = 0, *, third: bool = True) -> Sampling:
    """A policy with one share for high priority and one for what is refuted."""
    return Sampling({Priority.HIGH: priority}, {R: verdict}, third)


def test_nobody_is_asked_twice_by_default() -> None:
    policy = Sampling.of({})
    assert not any(policy.picks(uid, Priority.HIGH, R) for uid in CLAIMS)
    assert policy.checks("c", Priority.HIGH, [R], 1) == 1


@pytest.mark.parametrize("share", [1, 10, 50, 99])
def test_each_stratum_gets_its_share(share: int) -> None:
    policy = of(priority=share)
    picked = sum(policy.picks(uid, Priority.HIGH, S) for uid in CLAIMS)
    assert abs(picked / len(CLAIMS) - share / 100) < 0.01
    assert not any(policy.picks(uid, Priority.NORMAL, S) for uid in CLAIMS)


def test_a_whole_share_picks_every_claim_and_none_picks_none() -> None:
    assert all(of(verdict=100).picks(uid, Priority.LOW, R) for uid in CLAIMS)
    assert not any(of(verdict=0).picks(uid, Priority.LOW, R) for uid in CLAIMS)


def test_the_larger_share_counts_and_holds_what_the_smaller_one_does() -> None:
    small, both = of(priority=20), of(priority=20, verdict=60)
    for uid in CLAIMS[:2_000]:
        assert not small.picks(uid, Priority.HIGH, R) or both.picks(uid, Priority.HIGH, R)
        assert both.picks(uid, Priority.HIGH, R) == of(verdict=60).picks(uid, Priority.LOW, R)


def test_more_checks_are_asked_for_and_never_fewer() -> None:
    policy = of(priority=100)
    assert policy.checks("c", Priority.HIGH, [], 1) == 1, "nothing before the first check"
    assert policy.checks("c", Priority.HIGH, [S], 1) == 2
    assert policy.checks("c", Priority.NORMAL, [S], 1) == 1
    assert policy.checks("c", Priority.HIGH, [S], 5) == 5


def test_a_third_is_asked_for_where_two_disagree() -> None:
    policy = of()
    assert policy.checks("c", Priority.NORMAL, [S, R], 2) == 3
    assert policy.checks("c", Priority.NORMAL, [S, S], 2) == 2
    assert policy.checks("c", Priority.NORMAL, [S, R], 3) == 3, "it has been asked for"
    assert policy.checks("c", Priority.NORMAL, [S, R, M], 3) == 3, "then a lead decides"
    assert of(third=False).checks("c", Priority.NORMAL, [S, R], 2) == 2


def test_what_is_stored_is_read_back() -> None:
    policy = Sampling.of({MEMBER: of(10, 40, third=False).to_dict()})
    assert (policy.priorities[Priority.HIGH], policy.verdicts[R], policy.third) == (10, 40, False)
    assert Sampling.of({MEMBER: policy.to_dict()}) == policy


@pytest.mark.parametrize("stored", [None, 7, [], {"priorities": 3}, {"verdicts": {"refuted": "x"}}])
def test_what_cannot_be_read_asks_for_nothing(stored: object) -> None:
    assert Sampling.of({MEMBER: stored}) == Sampling()


def test_shares_stay_between_nothing_and_all() -> None:
    policy = Sampling.of({MEMBER: {"priorities": {"high": 400, "low": -3, "normal": True}}})
    assert list(policy.priorities.values()) == [0, 0, 100]


def test_the_pool_by_default_and_as_stored() -> None:
    assert Pool.of({}) == Pool(3, articles=True)
    assert Pool.of({POOL: Pool(0, articles=False).to_dict()}).left_alone is None
    assert Pool.of({POOL: {"days": 1_000}}) == Pool()
