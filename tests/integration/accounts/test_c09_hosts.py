"""C9: unknown host names are refused, and a client's word on where it comes from counts for nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask, jsonify, request, url_for

from factcheck import create_app
from factcheck.config import Settings

FORWARDED = {
    "X-Forwarded-For": "203.0.113.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Port": "444",
    "X-Forwarded-Prefix": "/evil",
    "Forwarded": "for=203.0.113.7;host=evil.example;proto=https",
}


@pytest.fixture
def build(settings: Settings) -> Iterator[Callable[..., Flask]]:
    """Makes applications with changed settings, and an address that tells what they believe."""
    made: list[Flask] = []

    def make(**changes: object) -> Flask:
        app = create_app(replace(settings, **changes))  # type: ignore[arg-type]
        made.append(app)

        def mirror() -> object:
            page = url_for("accounts.login", _external=True)
            return jsonify(address=request.remote_addr, page=page, secure=request.is_secure)

        mirror.permission = None  # type: ignore[attr-defined]
        app.add_url_rule("/test-mirror", "test_mirror", mirror)  # type: ignore[arg-type]
        return app

    yield make
    for app in made:
        app.extensions["factcheck.database"].dispose()


@pytest.mark.parametrize("path", ["/login", "/healthz", "/test-mirror", "/no-such-page"])
@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil@localhost", ""]
)
def test_c09_an_unknown_host_is_refused(build: Callable[..., Flask], host: str, path: str) -> None:
    answer = build().test_client().get(path, headers={"Host": host})

    assert answer.status_code == 400
    assert "evil" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost:5000", "[::1]:8000"])
def test_c09_this_machine_is_known(build: Callable[..., Flask], host: str) -> None:
    assert build().test_client().get("/login", headers={"Host": host}).status_code == 200


def test_c09_a_configured_host_is_known(build: Callable[..., Flask]) -> None:
    client = build(hosts=("desk.example",)).test_client()

    assert client.get("/login", headers={"Host": "desk.example"}).status_code == 200
    assert client.get("/login", headers={"Host": "localhost"}).status_code == 400


def test_c09_forwarded_headers_are_ignored(build: Callable[..., Flask]) -> None:
    believed = build().test_client().get("/test-mirror", headers=FORWARDED).get_json()

    assert believed == {"address": "127.0.0.1", "page": "http://localhost/login", "secure": False}


def test_c09_a_configured_proxy_is_believed_and_only_its_own_word(build: Callable[..., Flask]) -> None:
    client = build(proxies=1, hosts=("desk.example",)).test_client()
    headers = {
        **FORWARDED,
        "X-Forwarded-For": "10.9.9.9, 203.0.113.7",
        "X-Forwarded-Host": "evil.example, desk.example",
    }
    believed = client.get("/test-mirror", headers=headers).get_json()

    assert believed["address"] == "203.0.113.7"
    assert believed["secure"] is True
    assert believed["page"].startswith("https://desk.example")
    assert client.get("/test-mirror", headers=FORWARDED).status_code == 400
