"""People who come through the sign-in page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from factcheck.accounts.models import Role
from factcheck.db import Database
from tests.support.visitors import Visitor, add


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """A browser that nobody has signed in with."""
    return Visitor(app)


@pytest.fixture
def arrive(app: Flask, database: Database) -> Callable[..., Visitor]:
    """`arrive("dana", Role.LEAD)`: dana is added (once) and has signed in with a browser of their own."""
    known: set[str] = set()

    def signed_in(name: str, role: Role = Role.REVIEWER) -> Visitor:
        if name not in known:
            known.add(name)
            add(database, name, role)
        browser = Visitor(app)
        assert browser.sign_in(name).status_code == 303
        return browser

    return signed_in
