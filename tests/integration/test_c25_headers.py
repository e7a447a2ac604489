"""C25 and C26: what every answer carries, from every route, to whoever asks."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from factcheck.accounts.models import User
from factcheck.db import Database
from tests.integration.authorisation_table import TABLE, Outcome
from tests.support.routes import routes, send
from tests.support.scenes import add_people, set_scene

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SANDBOX = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
"""Attached files are handed out under this, stricter than the rest."""
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|<[^>]*\s(style|on\w+)\s*=|javascript:", re.IGNORECASE)


@pytest.fixture
def people(app: Flask, database: Database) -> dict[str, User]:
    """The people of the authorisation table."""
    app.config["WTF_CSRF_ENABLED"] = False
    with database.writing() as session:
        return add_people(session)


def check_headers(answer: TestResponse, told: str) -> None:
    """What C25 asks of every answer."""
    policy = answer.headers["Content-Security-Policy"]
    if policy == SANDBOX:
        assert answer.mimetype in {"text/plain", "application/pdf", "image/png"}, told
    else:
        assert dict(part.split(" ", 1) for part in policy.split("; ")) == POLICY, told
    for name, value in HEADERS.items():
        assert answer.headers[name] == value, f"{told}: {name}"
    assert "Server" not in answer.headers or "/" not in answer.headers["Server"], told
    if answer.mimetype == "text/html":
        found = INLINE.search(answer.text)
        assert found is None, f"{told}: {found}"


def check_private(answer: TestResponse, told: str) -> None:
    """What C26 asks of an answer that depends on who asks."""
    assert "no-store" in answer.headers["Cache-Control"], told
    assert {"HX-Request", "Cookie"} <= set(answer.headers["Vary"].split(", ")), told


@pytest.mark.sqlite
@pytest.mark.parametrize("route", sorted(routes()))
def test_c25_c26_every_route_answers_everybody_with_the_headers(
    app: Flask, database: Database, people: dict[str, User], route: str
) -> None:
    public = getattr(app.view_functions[routes()[route].endpoint], "permission", None) is None
    for name in ("anonymous", "outsider", "lead"):
        with database.writing() as session:
            scene = set_scene(session, people, name)
        asked: list[dict[str, str]] = [{}, {"HX-Request": "true"}, {"Accept": "application/json"}]
        for extra in asked:
            answer = send(app, route, name, scene, TABLE[route], extra)
            told = f"{route} by {name} with {extra}"
            check_headers(answer, told)
            if not public:
                check_private(answer, told)


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/no-such-page", {}, 404),
        ("GET", "/static/x/no-such-file.css", {}, 404),
        ("GET", "/static/x/../../pyproject.toml", {}, 404),
        ("DELETE", "/login", {}, 405),
        ("POST", "/login", {}, 400),
        ("GET", "/login", {"Host": "elsewhere.example"}, 400),
        ("GET", "/a%00b", {}, 404),
        ("OPTIONS", "/login", {}, 200),
    ],
)
def test_c25_c26_errors_carry_the_headers_too(
    app: Flask, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    answer = app.test_client().open(path, method=method, headers=headers)

    assert answer.status_code == status
    check_headers(answer, path)
    check_private(answer, path)


@pytest.mark.sqlite
def test_c25_a_crash_carries_the_headers_and_tells_nothing(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def crash(*_arguments: object) -> None:
        raise RuntimeError("the inner works")

    monkeypatch.setattr("factcheck.accounts.queries.has_administrator", crash)
    answer = app.test_client().get("/login")

    assert answer.status_code == 500
    assert "inner works" not in answer.text
    check_headers(answer, "a crash")
    check_private(answer, "a crash")


def test_static_files_may_be_kept_and_set_no_cookie(app: Flask) -> None:
    version = app.config["STATIC_VERSION"]
    current = app.test_client().get(f"/static/{version}/css/base.css", buffered=True)
    other = app.test_client().get("/static/x/css/base.css", buffered=True)

    assert current.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert other.headers["Cache-Control"] == "no-cache"
    for answer in (current, other):
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_stylesheets_come_in_one_answer_and_no_other_file_does(app: Flask) -> None:
    client = app.test_client()
    here = f"/static/{app.config['STATIC_VERSION']}/css"
    parts = [client.get(f"{here}/{name}.css", buffered=True).text for name in ("tokens", "base")]
    joined = client.get(f"{here}/tokens+base.css")

    assert joined.text == "\n".join(parts)
    assert joined.mimetype == "text/css"
    assert joined.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for name in ("tokens+none", "base+base", "tokens+../base", "tokens+"):
        assert client.get(f"{here}/{name}.css").status_code == 404, name


def test_every_page_asks_at_once_for_the_fonts_that_it_shows(app: Flask) -> None:
    page = app.test_client().get("/login").text
    asked = re.findall(r'<link rel="preload" as="font" type="font/woff2" href="([^"]+)"', page)
    sheet = (
        app.test_client().get(f"/static/{app.config['STATIC_VERSION']}/vendor/fonts.css", buffered=True).text
    )

    assert len(asked) == 2
    for address in asked:
        assert f'url("fonts/{address.rpartition("/")[2]}")' in sheet
        assert app.test_client().get(address, buffered=True).mimetype == "font/woff2"


def test_the_table_knows_every_outcome() -> None:
    assert {outcome for row in TABLE.values() for outcome in row.outcomes} == set(Outcome)
