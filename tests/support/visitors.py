"""Browsers without JavaScript that go through the forms, as a person would: CSRF token and all."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from factcheck.accounts.models import Role, User
from factcheck.accounts.passwords import hash_password
from factcheck.accounts.service import add_person
from factcheck.db import Database
from factcheck.web import SESSION_SECRET

PASSWORD = "a green bicycle"
PASSWORD_HASH = hash_password(PASSWORD)


class Visitor:
    """A browser at an address of its own."""

    def __init__(self, app: Flask, address: str = "192.0.2.1") -> None:
        self.client = app.test_client()
        self.address = address
        self.headers: dict[str, str] = {}

    def get(self, path: str, **options: Any) -> TestResponse:
        """Open a page; redirects are not followed."""
        return self._open(path, method="GET", **options)

    def post(self, path: str, data: dict[str, Any] | None = None, **fields: Any) -> TestResponse:
        """Send a form with the token that a page of this browser would carry."""
        return self._open(path, method="POST", data={"csrf_token": self.token(), **(data or {}), **fields})

    def token(self) -> str:
        """The CSRF token of the present session."""
        return str(self.state()["csrf"])

    def state(self) -> dict[str, Any]:
        """What `/session` says."""
        found = self.get("/session").get_json()
        assert isinstance(found, dict)
        return found

    def sign_in(self, name: str, password: str = PASSWORD, **fields: str) -> TestResponse:
        """Send the sign-in form."""
        return self.post("/login", {"username": name, "password": password, **fields})

    def secret(self) -> str | None:
        """The secret of the session in the cookie."""
        with self.client.session_transaction() as cookie:
            found: str | None = cookie.get(SESSION_SECRET)
            return found

    def cookies(self) -> dict[str, str]:
        """A copy of what the browser carries, for a replay."""
        return {cookie.key: cookie.value for cookie in (self.client._cookies or {}).values()}

    def replay(self, cookies: dict[str, str]) -> None:
        """Carry these cookies from now on."""
        for name, value in cookies.items():
            self.client.set_cookie(name, value)

    def _open(self, path: str, **options: Any) -> TestResponse:
        return self.client.open(
            path, environ_base={"REMOTE_ADDR": self.address}, headers=self.headers, buffered=True, **options
        )


def add(
    database: Database, name: str, role: Role = Role.REVIEWER, *, password_hash: str | None = PASSWORD_HASH
) -> User:
    """Add a person whose password is PASSWORD."""
    with database.writing() as session:
        return add_person(session, name=name, role=role, password_hash=password_hash, actor=None)
