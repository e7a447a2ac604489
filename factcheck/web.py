"""What every request shares: its database session, CSRF, security headers, errors as pages, fragments or JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    g,
    request,
    session,
)
from flask.typing import ResponseReturnValue
from flask_babel import Babel
from flask_htmx import HTMX
from flask_wtf.csrf import CSRFProtect
from sqlalchemy.orm import Session
from werkzeug.exceptions import SecurityError
from werkzeug.local import LocalProxy
from werkzeug.middleware.proxy_fix import ProxyFix
from wtforms import Field

from factcheck import assets
from factcheck.config import MAX_FORM_PARTS, MAX_REQUEST_BYTES, MAX_UPLOAD_BYTES, Settings
from factcheck.db import Database

View = TypeVar("View", bound=Callable[..., Any])
SESSION_SECRET = "sid"  # noqa: S105 - the name of a key, not a secret
"""Where the cookie holds by what a signed-in person is known."""
CONTENT_SECURITY_POLICY = "; ".join(
    ["default-src 'none'"]
    + [
        f"{kind} 'self'"
        for kind in ("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action")
    ]
    + ["manifest-src 'self'", "base-uri 'none'", "frame-ancestors 'none'"]
)
SCRIPTS = frozenset({"application/json", "text/event-stream"})
STREAMING = "factcheck.streaming"
"""In a request's environ: its answer goes on for as long as the page is open."""
csrf = CSRFProtect()
htmx = HTMX()
babel = Babel()
bp = Blueprint("web", __name__)
bp.get("/static/<version>/<path:name>")(assets.static_file)


def database() -> Database:
    """The application's database."""
    return cast("Database", current_app.extensions["factcheck.database"])


def replica() -> Database:
    """The copy of the database that is only read, for what reads much and may be a moment old; the database itself
    where the installation has none."""
    found = current_app.extensions.get("factcheck.replica")
    return cast("Database", found) if found else database()


def reader() -> Session:
    """The session that this request reads with; opened on first use, closed when the request ends."""
    if "reader" not in g:
        g.reader = database().reading()
    return cast("Session", g.reader)


db: Session = cast("Session", LocalProxy(reader))


Check = Callable[[Session], None]
_checks: list[Check] = []


def first_of_all(check: Check) -> Check:
    """Have a feature look at something at the beginning of every write transaction of a request; it may raise."""
    _checks.append(check)
    return check


@contextmanager
def writing() -> Iterator[Session]:
    """One write transaction for this request: commits at the end of the block. Do slow work before it. Raises
    NotSignedIn and NotAllowed where the rights that the request began with have ended meanwhile."""
    close_reader()
    with database().writing() as session:
        for check in _checks:
            check(session)
        yield session


def close_reader(_error: BaseException | None = None) -> None:
    """End the reading transaction, so that what is read next is fresh."""
    found: Session | None = g.pop("reader", None)
    if found is not None:
        found.close()


def init_app(app: Flask, settings: Settings) -> None:
    """Set up what every request shares."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="__Host-factcheck" if settings.https else "factcheck",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=30 * 24 * 3600,
        # Sent once, at sign-in: a cookie on every answer would ride on static files into shared caches.
        SESSION_REFRESH_EACH_REQUEST=False,
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_REQUEST_BYTES,
        MAX_FORM_PARTS=MAX_FORM_PARTS,
        HOSTS=frozenset(host.lower() for host in settings.hosts),
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        PREFERRED_URL_SCHEME="https" if settings.https else "http",
        BABEL_DEFAULT_LOCALE="en",
        TESTING=settings.testing,
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    # First: whatever looks into the form reads the body.
    app.before_request(let_files_in)
    app.before_request(refuse_many_fields)
    app.before_request(check_address)
    csrf.init_app(app)
    htmx.init_app(app)
    app.register_blueprint(bp)
    assets.init_app(app)
    app.jinja_env.globals["wants_fragment"] = wants_fragment
    app.jinja_env.globals["field_attributes"] = field_attributes
    app.teardown_request(close_reader)
    app.after_request(harden)


def takes_files(view: View) -> View:
    """Let the view take requests as large as MAX_UPLOAD_BYTES, from people who are signed in."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def let_files_in() -> None:
    """Raise the limit of a request's size where its view takes files."""
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, "takes_files", False) and SESSION_SECRET in session:
        request.max_content_length = MAX_UPLOAD_BYTES


def refuse_many_fields() -> None:
    """413 for a form of too many fields; the framework itself counts them only in multipart forms."""
    if request.mimetype == "application/x-www-form-urlencoded" and len(request.form) > MAX_FORM_PARTS:
        abort(413)


def check_address() -> None:
    """Refuse a host name that is not ours, and a path with a NUL, which no database can look for.

    Werkzeug's own list of names cannot hold an IPv6 address.
    """
    if re.sub(r":\d+$", "", request.host.lower()) not in current_app.config["HOSTS"]:
        raise SecurityError
    if "\0" in request.path:
        abort(404)


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Says `ok` when the database answers."""
    db.connection()
    return Response("ok\n", mimetype="text/plain")


healthz.permission = None  # type: ignore[attr-defined]


def wants_json() -> bool:
    """Whether the asker is a script: the API, or a page's own code that asked for JSON or a stream."""
    return request.path.startswith("/api/") or request.accept_mimetypes.best in SCRIPTS


def wants_fragment() -> bool:
    """Whether htmx asked for a part of a page."""
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def harden(response: Response) -> Response:
    """Put the security headers on every response."""
    headers = response.headers
    # A view may ask for a stricter one.
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if current_app.config["SESSION_COOKIE_SECURE"]:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = "no-store"
        headers["Vary"] = "HX-Request, Cookie"
    return response


def field_attributes(field: Field, hint: str, extra: dict[str, Any]) -> dict[str, Any]:
    """HTML attributes that tie a form field to its hint and its errors, besides the template's own."""
    described = [f"{field.id}-hint"] if hint else []
    described += [f"{field.id}-error-{number}" for number, _error in enumerate(field.errors, 1)]
    attributes = dict(extra)
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if field.errors:
        attributes["aria-invalid"] = "true"
    return attributes


def no_nul(value: str | None) -> str | None:
    """The value as it is; 400 where it holds a NUL character, which no database of ours can keep."""
    if value and "\0" in value:
        abort(400)
    return value
