"""Parameters of addresses, pace and strips."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.dashboard.filters import MOST_DAYS, Filters, NotListed, Sort, parse_filters
from factcheck.dashboard.pace import LOOKS_BACK, Pace
from factcheck.dashboard.period import Period
from factcheck.dashboard.states import STANDINGS, ClaimState, Colour, Show
from factcheck.dashboard.strips import thinned

TODAY = date(2026, 3, 2)


def test_an_address_says_only_what_is_unusual_and_reads_back() -> None:
    assert Filters().query() == {}
    filters = Filters(
        article="a",
        priority="high",
        verdict="mixed",
        days=30,
        show=Show.LATE,
        since=TODAY,
        sort=Sort.PLACE,
        page=3,
    )
    assert parse_filters(filters.query()) == filters
    assert filters.listing("differ")["show"] == "differ"
    assert "page" not in filters.listing("differ")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("priority", "urgent"),
        ("verdict", "perhaps"),
        ("days", "8"),
        ("days", "x"),
        ("show", "none"),
        ("since", "2026-02-30"),
        ("until", "tomorrow"),
        ("sort", "random"),
        ("since", "0001-01-01"),
        ("until", "9999-12-31"),
        ("on", "sent"),
        ("revision", "0"),
        ("revision", "two"),
        ("page", "0"),
        ("page", "٢"),
        ("page", "99999999"),
        ("publisher", "a\0"),
        ("person", "x" * 301),
    ],
)
def test_c15_what_is_not_listed_is_refused(name: str, value: str) -> None:
    with pytest.raises(NotListed, match=name):
        parse_filters({name: value})


def test_days_named_the_wrong_way_round_are_put_right() -> None:
    filters = parse_filters({"since": "2026-03-09", "until": "2026-03-02"})
    assert (filters.since, filters.until) == (TODAY, date(2026, 3, 9))


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ({}, date(2026, 2, 17), TODAY),
        ({"days": "7"}, date(2026, 2, 24), TODAY),
        ({"since": "2026-02-01"}, date(2026, 2, 1), TODAY),
        ({"since": "2026-02-01", "until": "2026-02-03"}, date(2026, 2, 1), date(2026, 2, 3)),
        ({"until": "2026-02-14", "days": "7"}, date(2026, 2, 8), date(2026, 2, 14)),
        ({"since": "2026-04-01"}, TODAY, TODAY),
        ({"until": "2026-04-01", "days": "7"}, date(2026, 2, 24), TODAY),
        ({"since": "1999-01-01"}, TODAY - timedelta(days=MOST_DAYS - 1), TODAY),
    ],
)
def test_a_period_is_named_or_counted_back_and_never_ahead(
    asked: dict[str, str], first: date, last: date
) -> None:
    filters = parse_filters(asked)
    assert filters.period(TODAY) == (first, last)
    period = Period.of(filters, TODAY, UTC)
    assert (period.days[0], period.days[-1]) == (first, last)
    assert period.end - period.begin == timedelta(days=len(period.days))
    assert period.ahead == (last == TODAY)


def test_days_in_a_zone_are_as_long_as_they_are_there() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    spring = Period(date(2026, 3, 29), date(2026, 3, 29), berlin)
    assert spring.end.astimezone(UTC) - spring.begin.astimezone(UTC) == timedelta(hours=23)


def test_every_state_has_its_list() -> None:
    assert {state.value for state in ClaimState} < {show.value for show in Show}
    assert [state for state in ClaimState if not state.is_open] == [ClaimState.DECIDED]
    assert len(set(STANDINGS)) == len(STANDINGS)


def test_the_pace_is_that_of_the_last_full_days() -> None:
    pace = Pace.of(2 * LOOKS_BACK, 5, TODAY)
    assert (pace.a_day, pace.done_on) == (2.0, TODAY + timedelta(days=3))
    assert Pace.of(2, 0, TODAY).done_on == TODAY
    assert Pace.of(0, 5, TODAY).done_on is None
    assert Pace.of(1, 10_000, TODAY).done_on is None, "farther than a year"


@given(left=st.integers(0, 500), handed_in=st.integers(0, 300), days=st.integers(0, 400))
def test_what_is_left_on_a_day_goes_with_the_pace(left: int, handed_in: int, days: int) -> None:
    pace = Pace.of(handed_in, left, TODAY)
    day = TODAY + timedelta(days=days)
    assert 0 <= pace.left_on(day) <= left
    if pace.done_on:
        assert (pace.left_on(day) == 0) == (day >= pace.done_on)
    assert pace.left_on(TODAY) == left


@given(left=st.integers(1, 500), a_day=st.integers(1, 60))
def test_at_that_pace_nothing_is_left_on_that_day_and_something_the_day_before(left: int, a_day: int) -> None:
    done_on = Pace.of(a_day * LOOKS_BACK, left, TODAY).done_on
    if done_on is None:
        assert left / a_day > 365
        return
    needed = (done_on - TODAY).days
    assert needed * a_day >= left > (needed - 1) * a_day


@given(
    strip=st.lists(st.sampled_from(["", "none", "differ", "supported", "mixed"]), max_size=700),
    most=st.integers(1, 240),
)
def test_a_long_strip_is_thinned_without_losing_what_is_disputed(strip: list[str], most: int) -> None:
    cells = [(10 * place, name) for place, name in enumerate(strip)]
    short = thinned(cells, most=most)
    assert len(short) <= most
    assert set(short) <= set(cells)
    assert [start for start, _name in short] == sorted(start for start, _name in short)
    assert ("differ" in strip) == any(name == "differ" for _start, name in short)
    if len(cells) <= most:
        assert short == cells


@pytest.mark.parametrize(
    ("colour", "neighbours", "shown"),
    [
        (Colour.STATE, ["decided", "differ", "untouched"], "differ"),
        (Colour.FOOTING, ["primary", "nothing", "unnamed"], "unnamed"),
        (Colour.AGE, ["day", "done", "week"], "week"),
        (Colour.VERDICT, ["", "supported", ""], "supported"),
    ],
)
def test_a_shared_cell_shows_what_one_would_look_at_first(
    colour: Colour, neighbours: list[str], shown: str
) -> None:
    assert thinned(list(enumerate(neighbours)), colour, 1) == [(neighbours.index(shown), shown)]
