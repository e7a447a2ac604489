"""One article with six sentences, and a way to save on it as the page does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from factcheck.accounts import queries as accounts
from factcheck.accounts.models import Role
from factcheck.articles.models import Article, Origin
from factcheck.articles.segmentation import cut
from factcheck.articles.service import create_article
from factcheck.db import Database

TEXT = """Ferry talks resume in Port Alder

Transport minister Ilse Halden met the Tarsk ambassador on Tuesday. "We are grateful," Halden said.

A "well-placed" official was quoted by the Northern Courier as saying that the port had "run out of patience".
The line carries a million people a year.
"""


@dataclass
class Desk:
    """The article, the places of its sentences, and saves by one person after another."""

    article: Article
    starts: list[int]
    enter: Callable[..., FlaskClient]

    def save(
        self, path: str, at: int | None = None, *, by: str = "dana", key: str = "", **fields: Any
    ) -> TestResponse:
        """POST a form as the page's script does; `at` is a start, by default the second sentence's."""
        place = {} if path == "undo" else {"at": str(self.starts[1] if at is None else at)}
        headers = {"Accept": "application/json"} | ({"Idempotency-Key": key} if key else {})
        return self.enter(by).post(
            f"/articles/{self.article.uid}/{path}", data={**place, **fields}, headers=headers
        )

    def saved(self, path: str, at: int | None = None, **fields: Any) -> dict[str, Any]:
        """As `save`, and the receipt."""
        response = self.save(path, at, **fields)
        assert response.status_code == 200, response.text
        receipt: dict[str, Any] = response.get_json()
        return receipt


@pytest.fixture
def desk(app: Flask, database: Database, enter: Callable[..., FlaskClient]) -> Desk:
    """An article that dana (a reviewer), robin (another) and lee (a lead) can work on."""
    app.config["WTF_CSRF_ENABLED"] = False
    for name, role in (("dana", Role.REVIEWER), ("robin", Role.REVIEWER), ("lee", Role.LEAD)):
        enter(name, role=role)
    cuts = cut(TEXT, "en")
    with database.writing() as session:
        article = create_article(
            session,
            accounts.get_default_project(session),
            actor=accounts.get_user(session, "lee"),
            text=TEXT,
            cuts=cuts,
            lang="en",
            origin=Origin.PASTE,
        )
    return Desk(article, [piece.start for piece in cuts], enter)
