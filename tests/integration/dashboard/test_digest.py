"""The digest of a week against a slow and obvious computation, and against the lists that it opens."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from sqlalchemy import event
from sqlalchemy.orm import Session

from factcheck.accounts.models import Role
from factcheck.dashboard import digest, queries
from factcheck.dashboard.digest import NoSuchWeek, parse_week, scope_of, week_of, written
from factcheck.dashboard.facts import Scope
from factcheck.dashboard.filters import Filters, Moment
from factcheck.dashboard.states import Show
from factcheck.db import Database
from factcheck.exchange.api.openapi import description
from tests.integration.dashboard.test_figures import HAPPENED, NOW, Known, fill, fill_well
from tests.integration.dashboard.test_pages import address, lead, project_of
from tests.integration.exchange.api import make_script

TODAY = NOW.date()
__all__ = ["lead"]


@pytest.mark.parametrize(
    ("text", "today", "first", "last"),
    [
        ("", date(2026, 3, 2), date(2026, 2, 23), date(2026, 3, 1)),
        ("", date(2026, 3, 1), date(2026, 2, 16), date(2026, 2, 22)),
        ("2026-W10", date(2026, 3, 4), date(2026, 3, 2), date(2026, 3, 4)),
        ("2026-W01", date(2026, 3, 4), date(2025, 12, 29), date(2026, 1, 4)),
        ("2020-W53", date(2026, 3, 4), date(2020, 12, 28), date(2021, 1, 3)),
    ],
)
def test_a_week_goes_from_monday_to_sunday_or_to_today(
    text: str, today: date, first: date, last: date
) -> None:
    week = parse_week(text, UTC, today)
    assert (week.first, week.last, week.ahead) == (first, last, last == today)
    assert parse_week(written(week), UTC, today) == week
    assert written(week) == (text or written(week))


@pytest.mark.parametrize(
    "text", ["2026-W11", "2026-W00", "2026-W60", "2021-W53", "2026W10", "26-W10", "2026-W٠١", "0001-W01", "x"]
)
def test_c15_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(NoSuchWeek):
        parse_week(text, UTC, date(2026, 3, 4))


def happened(known: list[Known], first: date, last: date, zone: ZoneInfo) -> dict[Moment, list[Known]]:
    return {
        moment: [
            each
            for each in known
            if (at := when(each)) is not None and first <= at.astimezone(zone).date() <= last
        ]
        for moment, when in HAPPENED.items()
    }


@settings(max_examples=30)
@given(chance=st.randoms(use_true_random=False), back=st.integers(0, 3))
def test_a_digest_is_what_a_slow_count_says(database: Database, chance: random.Random, back: int) -> None:
    zone = ZoneInfo("America/St_Johns")
    with database.writing() as session:
        project, known = fill(session, chance)
        filters = Filters(priority=chance.choice(["", "", "high"]), lang=chance.choice(["", "", "de"]))
        kept = [
            each
            for each in known
            if filters.priority in ("", each.claim.priority) and filters.lang in ("", each.article.lang)
        ]
        scope = Scope(project.id, filters, NOW)
        week = week_of(TODAY - back * digest.WEEK, zone, TODAY)
        found = digest.digest(session, scope, week)
        expected = happened(kept, week.first, week.last, zone)
        assert found.happened == {moment: len(claims) for moment, claims in expected.items()}
        monday = week.first - digest.WEEK
        assert found.before == {
            moment: len(claims)
            for moment, claims in happened(kept, monday, monday + timedelta(days=6), zone).items()
        }
        check_lists(session, scope, found, expected)
        decided = Counter(each.standing for each in expected[Moment.DECIDED])
        assert {name: number for name, number in found.decided.items() if number} == decided
        handed_in = expected[Moment.HANDED_IN]
        assert found.footings.claims == found.agreement.claims == len(handed_in)
        assert found.agreement.twice == sum(len(each.handed_in) > 1 for each in handed_in)
        assert found.people == len({record.reviewer_id for each in handed_in for record in each.handed_in})
        assert {show: found.now[show] for show in (Show.OPEN, Show.LATE, Show.ALL)} == {
            show: sum(each.belongs(show) for each in kept) for show in (Show.OPEN, Show.LATE, Show.ALL)
        }
        due = Counter(
            each.article.uid
            for each in kept
            if each.belongs(Show.OPEN) and each.article.due_at and each.article.due_at < NOW + digest.WEEK
        )
        assert {each.article.uid: each.open for each in found.due} == due
        times = [each.article.due_at for each in found.due if each.article.due_at]
        assert times == sorted(times)


def check_lists(
    session: Session, scope: Scope, found: digest.Digest, expected: dict[Moment, list[Known]]
) -> None:
    for moment, claims in expected.items():
        page = queries.claims(session, scope_of(scope, found.week, moment))
        assert {item.uid for item in page.items} == {each.claim.uid for each in claims}, moment
    within = scope_of(scope, found.week, Moment.HANDED_IN)
    for footing, number in found.footings.best.items():
        filters = replace(within.filters, footing=footing.value)
        assert queries.claims(session, replace(within, filters=filters)).total == number
    for sign, number in found.signs.items():
        filters = replace(within.filters, sign=sign.value)
        assert queries.claims(session, replace(within, filters=filters)).total == number


def test_a_digest_takes_as_many_statements_whatever_is_there(database: Database) -> None:
    def statements(scope: Scope) -> int:
        seen: list[str] = []
        event.listen(database.engine, "before_cursor_execute", note := lambda *given: seen.append(given[2]))
        try:
            with database.reading() as session:
                digest.digest(session, scope, week_of(TODAY, UTC, TODAY))
        finally:
            event.remove(database.engine, "before_cursor_execute", note)
        return len([each for each in seen if each.lstrip().upper().startswith("SELECT")])

    with database.writing() as session:
        small, _known = fill_well(session)
        large, _known = fill_well(session)
        for seed in range(8):
            fill(session, random.Random(seed), large)
        scopes = [Scope(each.id, Filters(), NOW) for each in (small, large)]
    assert statements(scopes[0]) == statements(scopes[1]) <= 24


def test_the_page_and_the_json_say_the_same(lead: FlaskClient, database: Database) -> None:
    page = lead.get(address(database, "dashboard/digest")).text
    told: dict[str, Any] = lead.get(address(database, "dashboard/digest.json")).get_json()
    assert told["format"] == "factcheck-digest/1"
    assert told["reading"] in page
    numbers = [int(number) for number in re.findall(r'<a class="card[^>]*><b class="num">(\d+)</b>', page)]
    happened = told["happened"]
    assert numbers[:3] == [happened["made"], happened["handed_in"], happened["decided"]]
    assert numbers[3:] == [told["now"][show] for show in ("open", "late", "differ")]
    assert sum(told["sourcing"]["footings"].values()) == happened["handed_in"]
    assert sum(told["decided"].values()) == happened["decided"] > 0
    assert (date.fromisoformat(told["first"]), date.fromisoformat(told["last"])) < (
        datetime.now(UTC).date(),
        datetime.now(UTC).date(),
    )
    assert f'href="{address(database, "dashboard/digest")}?week=' in page
    earlier = lead.get(address(database, f"dashboard/digest.json?week={told['week']}&priority=high"))
    assert earlier.get_json()["filters"] == {"priority": "high"}
    assert json.loads(earlier.text)["happened"]["made"] < happened["made"]


@pytest.mark.parametrize("rest", ["digest", "digest.json"])
def test_c15_a_week_that_is_none_is_refused(lead: FlaskClient, database: Database, rest: str) -> None:
    for week in ("2999-W01", "soon", "2026-W99"):
        assert lead.get(address(database, f"dashboard/{rest}?week={week}")).status_code == 400


def test_a_token_of_a_lead_is_told_the_week_of_a_demonstration_as_described(
    lead: FlaskClient, database: Database, app: Flask
) -> None:
    told = lead.get(address(database, "dashboard/digest.json")).get_json()
    script = make_script(app, database, "lee", Role.LEAD)
    answer = script.get(f"/projects/{project_of(database).uid}/digest")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    mine = answer.get_json()
    assert {**mine, "made_at": ""} == {**told, "made_at": ""}
    whole = description()
    schema = {"$ref": "#/components/schemas/digest", "components": whole["components"]}
    Draft202012Validator(schema).validate(mine)
    assert mine["due"]
    assert mine["oldest"]
    assert mine["sourcing"]["sources"]
