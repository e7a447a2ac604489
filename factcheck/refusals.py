"""Errors as answers: each kind of refusal its status, as a page, a fragment or JSON, in the form it was asked in."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from factcheck.config import MAX_REQUEST_BYTES
from factcheck.errors import (
    Busy,
    Conflict,
    FactcheckError,
    Invalid,
    NotAllowed,
    NotFound,
    NotSignedIn,
    TooMany,
)
from factcheck.web import htmx, wants_fragment, wants_json

STATUS: dict[type[FactcheckError], int] = {
    Invalid: 422,
    Conflict: 409,
    NotAllowed: 403,
    NotFound: 404,
    NotSignedIn: 401,
    TooMany: 429,
    Busy: 503,
}


def init_app(app: Flask) -> None:
    """Answer every error in our words."""
    app.register_error_handler(FactcheckError, answer_refusal)
    app.register_error_handler(HTTPException, answer_http_error)
    app.register_error_handler(OperationalError, answer_database_error)
    app.register_error_handler(500, answer_crash)


def answer_refusal(error: FactcheckError) -> ResponseReturnValue:
    """A domain error as JSON, fragment or page; the person who is not signed in is sent to sign in."""
    status = STATUS[type(error)]
    details: dict[str, Any] = {}
    if isinstance(error, Invalid):
        details = {"field": error.field}
    if isinstance(error, Conflict):
        details = {
            "field": error.field,
            "yours": error.yours,
            "theirs": error.theirs,
            "version": error.version,
        }
    if isinstance(error, NotSignedIn) and not wants_json() and not htmx and request.method == "GET":
        return Response(
            status=303, headers={"Location": url_for("accounts.login", next=request.full_path.rstrip("?"))}
        )
    answer = make_response(refuse(status, error.message, **details))
    if isinstance(error, TooMany):
        answer.headers["Retry-After"] = str(error.seconds)
    return answer


def refuse(status: int, message: str, **details: Any) -> ResponseReturnValue:
    """The answer to a request that failed, in the form it was asked in."""
    if wants_json():
        return jsonify(error={"status": status, "message": message, **details}), status
    template = "errors/_error.html" if wants_fragment() else "errors/error.html"
    return render_template(template, status=status, message=message), status


def answer_http_error(error: HTTPException) -> ResponseReturnValue:
    """Werkzeug's errors (404, 405, 413, a missing CSRF token …) in our words."""
    if error.response is not None:
        return error.get_response()
    if isinstance(error, SecurityError):
        # No page can be made for a host that is not ours: its addresses would be that host's.
        return Response("This server does not answer to that host name.\n", 400, mimetype="text/plain")
    status = error.code or 500
    limit = request.max_content_length or MAX_REQUEST_BYTES
    messages = {
        400: _("The request could not be understood. Reload the page and try again; your typing is kept."),
        404: _("There is no such page, or it is not yours to see."),
        405: _("This address does not take that kind of request."),
        413: _("That is more than fits: requests are limited to %(n)s MB.", n=limit // 1024**2),
    }
    other = _("The server cannot do what was asked (status %(status)s).", status=status)
    return refuse(status, messages.get(status, other))


def answer_database_error(error: OperationalError) -> ResponseReturnValue:
    """A full disk and a locked database have their own answers; anything else is a fault of ours."""
    text = str(error.orig)
    if "disk is full" in text or "No space left" in text:
        return refuse(
            507, _("The server's disk is full. Nothing was changed; reading goes on. Tell an administrator.")
        )
    if "locked" in text or "busy" in text:
        return refuse(503, _("The database is busy. Nothing was changed; please try again."))
    current_app.logger.error("database error", exc_info=error)
    return refuse(500, _("Something went wrong on the server. Nothing was changed; please try again."))


def answer_crash(_error: Exception) -> ResponseReturnValue:
    """An unforeseen fault; the details are in the server's log only."""
    return refuse(500, _("Something went wrong on the server. Nothing was changed; please try again."))
