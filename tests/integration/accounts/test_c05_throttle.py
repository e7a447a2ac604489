"""C5: guessing is slowed down, by address and by name, and the owner still gets in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from factcheck import create_app
from factcheck.accounts.models import SignInAttempt
from factcheck.config import Settings
from factcheck.db import Database, now
from tests.support.visitors import Visitor, add

WRONG = "not the right one"


@pytest.fixture(autouse=True)
def people(database: Database) -> None:
    """Dana and Sam can sign in."""
    add(database, "dana")
    add(database, "sam")


def fail(browser: Visitor, times: int, name: str = "dana") -> None:
    """Sign in wrongly so many times, each being told that it was wrong."""
    for _ in range(times):
        assert browser.sign_in(name, WRONG).status_code == 401


def test_c05_the_sixth_bad_sign_in_of_an_account_from_an_address_is_refused(app: Flask) -> None:
    guesser = Visitor(app)
    fail(guesser, 5)
    refused = guesser.sign_in("dana", WRONG)

    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "60"
    assert "Wait a minute" in refused.text
    assert guesser.sign_in("dana").status_code == 429, "with the right password guessing would go on"
    assert Visitor(app, guesser.address).sign_in("dana", WRONG).status_code == 429, "without its cookies too"


def test_c05_the_owner_still_gets_in_from_elsewhere(app: Flask) -> None:
    fail(Visitor(app, "198.51.100.9"), 5)

    assert Visitor(app).sign_in("dana").status_code == 303


def test_c05_the_sixth_bad_sign_in_from_an_address_is_refused_whatever_the_names(app: Flask) -> None:
    guesser = Visitor(app)
    for name in ("dana", "sam", "nobody", "dana", "sam"):
        fail(guesser, 1, name)

    assert guesser.sign_in("somebody else", WRONG).status_code == 429


def test_c05_the_sixth_bad_sign_in_of_an_account_is_refused_from_however_many_addresses(app: Flask) -> None:
    for number in range(5):
        fail(Visitor(app, f"198.51.100.{number}"), 1)
    sixth = Visitor(app, "198.51.100.77")

    assert sixth.sign_in("dana", WRONG).status_code == 429
    assert sixth.sign_in("dana").status_code == 429, "one guess an address is all there is now"
    assert Visitor(app).sign_in("dana").status_code == 303, "the owner, from an address that has not failed"
    assert Visitor(app, "198.51.100.78").sign_in("sam", WRONG).status_code == 401, (
        "other names are not slowed"
    )


def test_c05_a_browser_the_owner_has_used_gets_in_from_the_attackers_own_address(app: Flask) -> None:
    owner = Visitor(app)
    owner.sign_in("dana")
    owner.post("/logout")
    fail(Visitor(app, owner.address), 5)

    assert Visitor(app, owner.address).sign_in("dana").status_code == 429
    assert owner.sign_in("sam").status_code == 429, "the mark is for its own person"
    assert owner.sign_in("dana").status_code == 303


def test_c05_a_known_browser_is_slowed_down_too(app: Flask) -> None:
    stolen = Visitor(app)
    stolen.sign_in("dana")
    stolen.post("/logout")
    fail(stolen, 5)

    assert stolen.sign_in("dana").status_code == 429


def test_c05_one_customer_of_ipv6_is_one_address(app: Flask) -> None:
    for number in range(5):
        fail(Visitor(app, f"2001:db8:1:2::{number:x}"), 1)

    assert Visitor(app, "2001:db8:1:2:ffff::1").sign_in("sam", WRONG).status_code == 429
    assert Visitor(app, "2001:db8:1:3::1").sign_in("sam", WRONG).status_code == 401


def test_c05_all_workers_count_together(settings: Settings, app: Flask) -> None:
    other_worker = create_app(settings)
    try:
        fail(Visitor(app), 3)
        fail(Visitor(other_worker), 2)

        assert Visitor(app).sign_in("dana", WRONG).status_code == 429
        assert Visitor(other_worker).sign_in("dana", WRONG).status_code == 429
    finally:
        other_worker.extensions["factcheck.database"].dispose()


def test_c05_a_minute_later_all_is_well(app: Flask, database: Database) -> None:
    guesser = Visitor(app)
    fail(guesser, 5)
    with database.writing() as session:
        session.execute(update(SignInAttempt).values(at=now() - timedelta(seconds=61)))

    assert guesser.sign_in("dana").status_code == 303


def test_what_is_stored_of_a_failure_names_nobody(app: Flask, database: Database) -> None:
    fail(Visitor(app), 1, "dana")

    with database.reading() as session:
        row = session.scalars(select(SignInAttempt)).one()
    for stored in (row.account, row.origin):
        assert len(stored) == 64
        assert set(stored) <= set("0123456789abcdef")


def test_guessing_ones_present_password_is_slowed_down_too(app: Flask) -> None:
    browser = Visitor(app)
    browser.sign_in("dana")
    answers = [
        browser.post("/me/password", current=WRONG, password="three green bicycles").status_code
        for _ in range(6)
    ]

    assert answers == [422] * 5 + [429]
