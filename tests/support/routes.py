"""Every route of the application, and requests to it by the people of a scene."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from factcheck import create_app
from factcheck.config import Settings
from factcheck.web import SESSION_SECRET
from tests.integration.authorisation_table import Row
from tests.support.scenes import Scene, usual_fields

REVOKED = "revoked token"
CHANGES = ("POST", "PUT", "PATCH", "DELETE")


@cache
def routes() -> dict[str, Rule]:
    """Every route of the application, as "METHOD /rule"."""
    nowhere = Settings(Path("/nonexistent"), "sqlite:////nonexistent/x.sqlite3", "x" * 40)
    app = create_app(nowhere)
    return {
        f"{method} {rule.rule}": rule
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    }


def send(
    app: Flask, route: str, name: str, scene: Scene, row: Row, extra: dict[str, str] | None = None
) -> TestResponse:
    """Send the request of a row as that person, or with the scene's token alone where `name` is REVOKED."""
    method, _space, rule = route.partition(" ")
    client = _client(app, name, scene)
    headers = {**row.headers, **(extra or {})}
    if name == REVOKED or (rule.startswith("/api/") and scene.token):
        headers["Authorization"] = f"Bearer {scene.token}"
    values = {**usual_fields(scene), **row.fields}
    given: dict[str, object] = {"query_string": values} if method == "GET" else {"data": values}
    if rule.startswith("/api/") and method in CHANGES:
        given = {"json": row.body}
    return client.open(_address(rule, scene), method=method, headers=headers, buffered=True, **given)  # type: ignore[arg-type]


def _client(app: Flask, name: str, scene: Scene) -> FlaskClient:
    client = app.test_client()
    if scene.cookie and name != REVOKED:
        with client.session_transaction() as cookie:
            cookie[SESSION_SECRET] = scene.cookie
    return client


def _address(rule: str, scene: Scene) -> str:
    """The rule with its arguments filled in: by the longest of the scene's beginnings, else by their names."""
    for beginning in sorted(scene.uids, key=len, reverse=True):
        value = scene.uids[beginning]
        if rule.startswith(beginning):
            rule = beginning.rpartition("<")[0] + value + rule.removeprefix(beginning)
        elif beginning.startswith("<"):
            rule = rule.replace(beginning, value)
    assert "<" not in rule, f"tests/support/scenes.py has nothing for {rule}"
    return rule
