"""Which language and which clock a reader gets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask_babel import get_locale, get_timezone

from factcheck.accounts import queries
from factcheck.accounts.localisation import _best, choose_locale, choose_timezone, timezones
from factcheck.db import Database
from tests.support.visitors import Visitor

Arrive = Callable[..., Visitor]
pytestmark = pytest.mark.own_app


@pytest.fixture
def seen(app: Flask) -> Callable[[Visitor], tuple[str, str]]:
    """`seen(browser)`: the language and the time zone of a page that the browser opens."""
    found: list[tuple[str, str]] = []

    def note() -> str:
        found.append((str(get_locale()), str(get_timezone())))
        return ""

    note.permission = None  # type: ignore[attr-defined]
    app.config["LOCALES"] = ["ar", "en", "pt_BR"]
    app.add_url_rule("/test-note", "test_note", note)

    def look(browser: Visitor) -> tuple[str, str]:
        browser.get("/test-note")
        return found.pop()

    return look


def test_a_reader_gets_what_their_browser_asks_for(
    visitor: Visitor, seen: Callable[[Visitor], tuple[str, str]]
) -> None:
    assert seen(visitor) == ("en", "UTC")
    visitor.headers["Accept-Language"] = "xx, ar-EG;q=0.8, en;q=0.5"
    visitor.client.set_cookie("tz", "Asia/Tokyo")
    assert seen(visitor) == ("ar", "Asia/Tokyo")


@pytest.mark.parametrize("named", ["Mars/Olympus", "../../etc/passwd", "", "Europe", "x" * 4_000, "UTC\0"])
def test_a_time_zone_that_does_not_exist_is_ignored(
    visitor: Visitor, seen: Callable[[Visitor], tuple[str, str]], named: str
) -> None:
    visitor.client.set_cookie("tz", named)

    assert seen(visitor)[1] == "UTC"


def test_ones_own_choice_comes_first(
    arrive: Arrive, database: Database, seen: Callable[[Visitor], tuple[str, str]]
) -> None:
    dana = arrive("dana")
    dana.client.set_cookie("tz", "Asia/Tokyo")
    assert dana.post("/me/preferences", locale="pt_BR", timezone="Europe/Lisbon").status_code == 303
    assert seen(dana) == ("pt_BR", "Europe/Lisbon")

    assert dana.post("/me/preferences", locale="", timezone="").status_code == 303
    assert seen(dana) == ("en", "Asia/Tokyo")


@pytest.mark.parametrize(
    "fields", [{"locale": "xx", "timezone": ""}, {"locale": "", "timezone": "Mars/Olympus"}, {"locale": "\0"}]
)
def test_a_choice_that_is_not_offered_is_refused(
    arrive: Arrive, database: Database, fields: dict[str, str]
) -> None:
    answer = arrive("dana").post("/me/preferences", fields)

    assert answer.status_code == 422
    assert 'class="error"' in answer.text
    with database.reading() as session:
        dana = queries.get_user(session, "dana")
    assert (dana.locale, dana.timezone) == (None, None)


def test_outside_a_request_english_and_utc_hold(app: Flask) -> None:
    with app.app_context():
        assert (choose_locale(), choose_timezone()) == ("en", "UTC")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (["pt"], "pt_BR"),
        (["pt-PT", "en"], "pt_BR"),
        (["en-GB"], "en"),
        (["xx", "ar"], "ar"),
        (["xx"], "en"),
        ([], "en"),
    ],
)
def test_the_nearest_language_is_taken(wanted: list[str], found: str) -> None:
    assert _best(wanted, ["ar", "en", "pt_BR"]) == found


def test_time_zones_are_those_that_people_know() -> None:
    assert {"Europe/Lisbon", "America/Argentina/Buenos_Aires", "UTC"} <= timezones()
    assert not any(name.startswith("Etc/") for name in timezones())
