"""What holds of the measures whatever the ratings."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.adjudication.agreement import (
    VERDICTS,
    Measure,
    Result,
    among_all,
    among_counted,
    between,
    pair_counted,
)
from factcheck.annotation.verdicts import Verdict

Claims = list[dict[int, Verdict]]
claims_with_gaps = st.lists(
    st.dictionaries(st.integers(0, 3), st.sampled_from(list(Verdict)), max_size=4), max_size=12
)
UNCORRECTED = {
    Measure.PERCENT,
    Measure.FLEISS,
    Measure.AC1,
    Measure.AC2,
    Measure.COHEN,
    Measure.COHEN_LINEAR,
    Measure.COHEN_QUADRATIC,
}
"""Those that do not take the size of the sample into account."""


def everything(claims: Claims) -> dict[Measure, Result]:
    return between(claims, 0, 1, resamples=0) | among_all(claims, resamples=0)


@given(claims_with_gaps)
def test_there_is_a_value_or_a_reason(claims: Claims) -> None:
    for result in everything(claims).values():
        assert (result.value is None) != (result.undefined is None)
        assert result.claims_used + result.claims_off_scale <= result.claims == len(claims)
        assert result.ratings >= 2 * result.claims_used


@given(claims_with_gaps)
def test_claims_that_were_counted_already_give_the_same(claims: Claims) -> None:
    twice = [list(claim.values()) for claim in claims if len(claim) > 1]
    patterns = Counter(tuple(given.count(Verdict(value)) for value in VERDICTS.values) for given in twice)
    reviewers = len({who for claim in claims if len(claim) > 1 for who in claim})
    counted = among_counted(patterns, claims=len(claims), reviewers=reviewers, resamples=5)
    for measure, result in among_all(claims, resamples=5).items():
        found = counted[measure]
        assert found.value == result.value
        assert (found.claims_used, found.claims, found.claims_off_scale, found.ratings) == (
            result.claims_used,
            result.claims,
            result.claims_off_scale,
            result.ratings,
        )
        assert found.interval == result.interval
        assert measure.is_ordinal or found.reviewers == result.reviewers
    only = among_counted(patterns, claims=len(claims), reviewers=reviewers, measures=[Measure.AC2])
    assert set(only) == {Measure.AC2}

    both = [claim for claim in claims if {0, 1} <= set(claim)]
    table = Counter((str(claim[0]), str(claim[1])) for claim in both)
    pair = pair_counted(table, resamples=5)
    for measure, result in between(both, 0, 1, resamples=5).items():
        assert (pair[measure].value, pair[measure].interval) == (result.value, result.interval)
        assert (pair[measure].claims_used, pair[measure].ratings, pair[measure].reviewers) == (
            result.claims_used,
            result.ratings,
            result.reviewers,
        )


@given(claims_with_gaps)
def test_values_stay_within_their_bounds(claims: Claims) -> None:
    found = everything(claims)
    for measure, result in found.items():
        if result.value is not None:
            assert result.value <= 1 + 1e-12
            if not measure.is_ordinal and measure is not Measure.ALPHA_NOMINAL:
                assert result.value >= -1 - 1e-12
    assert 0 <= (found[Measure.PERCENT].value or 0) <= 1


@given(claims_with_gaps, st.randoms(use_true_random=False))
def test_the_order_of_claims_and_the_names_of_reviewers_change_nothing(
    claims: Claims, random: object
) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random, which Hypothesis does not say
    names = [10, 11, 12, 13]
    random.shuffle(names)  # type: ignore[attr-defined]
    renamed = [{names[who]: claim[who] for who in reversed(claim)} for claim in shuffled]

    assert among_all(claims, resamples=5) == among_all(renamed, resamples=5)
    assert between(claims, 0, 1, resamples=5) == between(renamed, names[1], names[0], resamples=5)


@given(st.lists(st.sampled_from(list(Verdict)), min_size=2, max_size=12), st.integers(2, 4))
def test_perfect_agreement_is_1(verdicts: list[Verdict], reviewers: int) -> None:
    claims = [dict.fromkeys(range(reviewers), verdict) for verdict in verdicts]

    found = everything(claims)

    assert found[Measure.PERCENT].value == 1
    for result in found.values():
        assert result.value is None or result.value == pytest.approx(1)


@given(
    st.integers(2, 4).flatmap(
        lambda reviewers: st.lists(
            st.fixed_dictionaries({who: st.sampled_from(list(Verdict)) for who in range(reviewers)}),
            min_size=1,
            max_size=12,
        )
    )
)
def test_without_gaps_alpha_is_fleiss_kappa_corrected_for_the_size_of_the_sample(claims: Claims) -> None:
    found = among_all(claims, resamples=0)
    alpha, kappa = found[Measure.ALPHA_NOMINAL], found[Measure.FLEISS]

    if kappa.value is None:
        assert alpha.undefined == kappa.undefined
    else:
        assert alpha.value == pytest.approx(1 - (1 - kappa.value) * (kappa.ratings - 1) / kappa.ratings)


@given(claims_with_gaps)
def test_every_claim_twice_changes_only_what_is_corrected_for_the_size_of_the_sample(claims: Claims) -> None:
    once, twice = everything(claims), everything([*claims, *claims])

    for measure in UNCORRECTED:
        assert twice[measure].undefined == once[measure].undefined
        assert twice[measure].value == pytest.approx(once[measure].value, abs=1e-9)
        assert twice[measure].claims_used == 2 * once[measure].claims_used


@given(claims_with_gaps)
def test_claims_with_a_single_rating_change_nothing(claims: Claims) -> None:
    alone = among_all([claim for claim in claims if len(claim) > 1], resamples=0)

    for measure, result in among_all(claims, resamples=0).items():
        assert result.value == alone[measure].value


@given(claims_with_gaps)
def test_percent_agreement_is_that_of_pairs_counted_one_by_one(claims: Claims) -> None:
    shares = []
    for claim in claims:
        pairs = [claim[a] == claim[b] for a in claim for b in claim if a < b]
        if pairs:
            shares.append(sum(pairs) / len(pairs))

    value = among_all(claims, resamples=0)[Measure.PERCENT].value
    assert value == (pytest.approx(sum(shares) / len(shares)) if shares else None)
