"""What is kept in the reader's browser: the session's secret, and the mark of a browser that somebody has used."""

from __future__ import annotations

import secrets
from typing import cast
from urllib.parse import urlsplit

from flask import Response, current_app, request, session
from itsdangerous import BadSignature, URLSafeTimedSerializer

from factcheck.accounts.access import find_viewer, get_credential
from factcheck.accounts.localisation import refresh
from factcheck.accounts.models import User
from factcheck.config import Settings
from factcheck.web import SESSION_SECRET

MARK = "factcheck-known"
MARK_SECONDS = 365 * 24 * 3600
NEXT_LENGTH = 2_000


def keep_session(secret: str) -> None:
    """Have the browser carry the secret of its new session, and nothing of the one before."""
    session.clear()
    session[SESSION_SECRET] = secret
    session.permanent = True
    refresh()


def present_session() -> int | None:
    """The id of the session that the browser is in, if it is in one."""
    return get_credential().id if find_viewer() else None


def agent() -> str:
    """What the browser calls itself."""
    return request.headers.get("User-Agent", "")


def address() -> str:
    """Where the request comes from; the proxy's word is taken only where one is configured."""
    return request.remote_addr or ""


def secret_key() -> str:
    """The installation's secret."""
    return settings().secret_key


def settings() -> Settings:
    """The installation's settings."""
    return cast("Settings", current_app.extensions["factcheck.settings"])


def public_url(path: str) -> str:
    """The address of a page as somebody else would open it."""
    return (settings().url or request.url_root).rstrip("/") + path


def mark_browser(response: Response, user: User) -> Response:
    """Note in the browser that this person has signed in with it; see `throttle`."""
    response.set_cookie(
        _mark_name(),
        _signer().dumps([user.uid, secrets.token_hex(8)]),
        max_age=MARK_SECONDS,
        secure=settings().https,
        httponly=True,
        samesite="Lax",
    )
    return response


def known_browser(user: User | None) -> str | None:
    """The mark of the browser where this person has signed in with it before; None for any other."""
    try:
        uid, mark = _signer().loads(request.cookies.get(_mark_name(), ""), max_age=MARK_SECONDS)
    except (BadSignature, ValueError, TypeError):
        return None
    return str(mark) if user is not None and uid == user.uid else None


def path_on_this_site(target: str | None) -> str:
    """The target if it is a path of this site, else the front page: a sign-in never leads away."""
    if not target or len(target) > NEXT_LENGTH or not target.startswith("/"):
        return "/"
    # Browsers drop controls and read a backslash as a slash, so that "/\t/host" and "/\\host" would lead away.
    if target.startswith("//") or "\\" in target or any(ord(character) <= 32 for character in target):
        return "/"
    try:
        parts = urlsplit(target)
    except ValueError:
        return "/"
    return "/" if parts.scheme or parts.netloc else target


def _mark_name() -> str:
    return f"__Host-{MARK}" if settings().https else MARK


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret_key(), salt="known browser")
