"""A claim on which dana and robin have handed in records, and lee leads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.integration.adjudication.conftest import Bench, bench
from tests.integration.annotation.conftest import desk
from tests.integration.exchange.conftest import other_database

__all__ = ["bench", "desk", "other_database"]


@dataclass
class Talk:
    """What people say about the claim."""

    bench: Bench
    claim: str

    @property
    def url(self) -> str:
        """The page of the claim's discussions."""
        return f"/articles/{self.bench.desk.article.uid}/claims/{self.claim}/discussion"

    def say(self, by: str, text: str, more: str = "", **fields: Any) -> TestResponse:
        """Begin a discussion, or whatever the address behind the page's does."""
        return self.enter(by).post(f"{self.url}{more}", data={"text": text, **fields})

    def page(self, of: str) -> str:
        """The discussions as somebody sees them."""
        return self.enter(of).get(self.url).text

    def threads(self) -> list[str]:
        """The uids of the discussions, as the page has them."""
        return re.findall(r'id="t(\w+)"', self.page("lee"))

    def comments(self) -> list[str]:
        """The uids of what was said, as the page has it."""
        return re.findall(r'id="c(\w+)"', self.page("lee"))

    def bell(self, of: str) -> str:
        """What concerns somebody."""
        return self.enter(of).get("/bell").text

    def enter(self, name: str) -> FlaskClient:
        """Somebody's browser."""
        return self.bench.enter(name)


@pytest.fixture
def talk(bench: Bench) -> Talk:
    """The claim; mo leads too, and has nothing to do with it."""
    return Talk(bench, bench.differ())
