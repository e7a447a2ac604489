"""A script's view of the API: a client with a bearer token."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from factcheck.accounts import queries
from factcheck.accounts.models import Role
from factcheck.accounts.service import add_person
from factcheck.accounts.tokens import create_token, offered_scopes
from factcheck.db import Database


class Script:
    """Sends requests with a token."""

    def __init__(self, client: FlaskClient, token: str) -> None:
        self.client = client
        self.token = token

    def send(self, method: str, path: str, data: bytes | None, headers: Mapping[str, str]) -> TestResponse:
        """Send bytes, as JSON unless the headers say otherwise; `{"If_Match": "…"}` stands for the header If-Match."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent["Authorization"] = f"Bearer {self.token}"
        if data is not None:
            sent.setdefault("Content-Type", "application/json")
        return self.client.open(f"/api/v1{path}", method=method, data=data, headers=sent)

    def get(self, path: str, **headers: str) -> TestResponse:
        """Read."""
        return self.send("GET", path, None, headers)

    def post(self, path: str, body: Any, **headers: str) -> TestResponse:
        """Send a JSON value, or bytes as they are."""
        return self.send("POST", path, _encoded(body), headers)

    def put(self, path: str, body: Any, **headers: str) -> TestResponse:
        """Send a JSON value, or bytes as they are."""
        return self.send("PUT", path, _encoded(body), headers)


def _encoded(body: Any) -> bytes:
    return body if isinstance(body, bytes) else json.dumps(body).encode()


def make_script(app: Flask, database: Database, name: str, role: Role = Role.REVIEWER) -> Script:
    """A script of the person of that name, who is added where they are not there."""
    with database.writing() as session:
        user = queries.find_user(session, name) or add_person(
            session, name=name, role=role, password_hash=None, actor=None
        )
        scopes = offered_scopes(session, user)
        _token, secret = create_token(session, user, name="test", scopes=scopes, days=1, actor=user)
    return Script(app.test_client(), secret)
