"""The demonstration's reviewers."""

from __future__ import annotations

import random
from statistics import median

import pytest

from factcheck.annotation.verdicts import Verdict
from factcheck.demo.people import MEMBERS, Member

TIMES = 2_000


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member.name)
def test_they_are_right_as_often_and_take_as_long_as_is_said_of_them(member: Member) -> None:
    chance = random.Random(5)
    given = [member.judge(chance, Verdict.MIXED) for _ in range(TIMES)]
    assert given.count(Verdict.MIXED) / TIMES == pytest.approx(member.accuracy, abs=0.03)
    near = (Verdict.MOSTLY_SUPPORTED, Verdict.MOSTLY_REFUTED)
    wrong = [verdict for verdict in given if verdict is not Verdict.MIXED]
    assert sum(verdict in near for verdict in wrong) > len(wrong) / 2
    seconds = [member.seconds(chance) for _ in range(TIMES)]
    assert median(seconds) == pytest.approx(member.minutes * 60, rel=0.15)
    assert min(seconds) >= 20
