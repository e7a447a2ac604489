"""The JSON API: bearer tokens only, strict bodies, errors as `{"error": {"status", "message", "field"}}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from flask import Blueprint, Response, abort, make_response, request
from flask_babel import gettext as _

from factcheck.errors import NotFound
from factcheck.exchange import serialise
from factcheck.exchange.parsing import parse
from factcheck.exchange.queries import is_uid
from factcheck.exchange.validation import check
from factcheck.refusals import refuse
from factcheck.web import csrf

bp = Blueprint("api", __name__, url_prefix="/api/v1")
# No cookie opens anything under /api/, so no other site can make a browser act here.
csrf.exempt(bp)
JSON = "application/json"
LINES = "application/x-ndjson"


@bp.url_value_preprocessor
def check_uid(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """What is not written as an identifier names nothing, and never reaches the database."""
    if values and "uid" in values and not is_uid(values["uid"]):
        raise NotFound(_("There is no such thing, or it is not yours to see."))


@bp.after_request
def ask_for_token(response: Response) -> Response:
    """Say how to sign in, and that answers differ by the token."""
    if response.status_code == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="factcheck"'
    response.headers["Vary"] = "Authorization, Accept, Accept-Language"
    return response


def answer(body: Any, status: int = 200, **headers: str) -> Response:
    """A JSON answer in the one serialisation."""
    response = Response(serialise.page(body), status, mimetype=JSON)
    response.headers.update(headers)
    return response


def stop(status: int, message: str, **details: Any) -> NoReturn:
    """End the request with an error in the API's form."""
    abort(make_response(refuse(status, message, **details)))


def body(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The request's JSON object, which follows the schema. 415 for another content type; raises Invalid."""
    value = any_body()
    check(value, schema)
    found: dict[str, Any] = value
    return found


def any_body() -> Any:
    """The request's JSON value, read strictly. 415 for another content type; raises Invalid."""
    if request.mimetype != JSON:
        stop(415, _("Send JSON, with Content-Type: application/json."), field="Content-Type")
    return parse(request.get_data(cache=True))
