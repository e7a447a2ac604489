"""Saving from the web: one write transaction per request, answered once per idempotency key."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import and_, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from factcheck.activity.models import Receipt
from factcheck.db import now
from factcheck.errors import Invalid
from factcheck.web import database, writing

if TYPE_CHECKING:
    from factcheck.accounts.access import Viewer

KEY_HEADER = "Idempotency-Key"
KEPT = timedelta(days=2)
KEPT_HEADERS = ("Content-Type", "ETag", "Location")
KEY_LENGTH = 80

_UNIQUE = ["user_id", "key"]
# Inline: the new row's number is not asked back. `rowcount` says whether there is a new row.
_CLAIM_SQLITE = insert_sqlite(Receipt).inline().on_conflict_do_nothing(index_elements=_UNIQUE)
_CLAIM_POSTGRESQL = insert_postgresql(Receipt).inline().on_conflict_do_nothing(index_elements=_UNIQUE)
_OF_KEY = and_(Receipt.user_id == bindparam("of_user"), Receipt.key == bindparam("of_key"))
_RECEIPT = select(Receipt).where(_OF_KEY)
_KEEP = (
    update(Receipt)
    .where(_OF_KEY)
    .values(status=bindparam("status"), body=bindparam("body"), headers=bindparam("headers"))
)


def saving(
    viewer: Viewer, save: Callable[[Session], ResponseReturnValue], *, content: str = ""
) -> ResponseReturnValue:
    """Run `save` in one write transaction and answer with what it returns. `content`: the digest of a file that came
    with the form, by which two requests are told apart.

    With an Idempotency-Key, the answer is kept in that same transaction: the same request sent again gets the same
    answer and changes nothing. Raises Invalid where the key came with another request before, or is too long.
    A save that raises leaves no receipt, so that it can be tried again.
    """
    key = request.headers.get(KEY_HEADER) or request.form.get("idempotency_key", "")
    if not key:
        with writing() as session:
            return save(session)
    if len(key) > KEY_LENGTH:
        raise Invalid(
            _("An idempotency key has at most %(key_length)s characters.", key_length=KEY_LENGTH), KEY_HEADER
        )
    fingerprint = hashlib.sha256(
        b"\0".join(
            [
                request.method.encode(),
                request.full_path.encode(),
                request.get_data(cache=True),
                _form(),
                content.encode(),
            ]
        )
    ).hexdigest()
    with writing() as session:
        if not _claim_key(session, viewer.user.id, key, fingerprint):
            return _repeat(session, viewer.user.id, key, fingerprint)
        response = make_response(save(session))
        _keep(session, viewer.user.id, key, response)
        return response


def forget_receipts(session: Session) -> None:
    """Delete the receipts that are older than any page would still ask for."""
    session.execute(delete(Receipt).where(Receipt.created_at < now() - KEPT))


def _form() -> bytes:
    # A parsed form leaves no raw data; its fields stand for it.
    pairs = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    return json.dumps(pairs, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _claim_key(session: Session, user_id: int, key: str, fingerprint: str) -> bool:
    """Whether the key is new; then it is taken. Parallel senders wait here for the first."""
    row = {
        "user_id": user_id,
        "key": key,
        "fingerprint": fingerprint,
        "status": 0,
        "body": "",
        "headers": "{}",
        "created_at": now(),
    }
    claim = _CLAIM_SQLITE if database().is_sqlite else _CLAIM_POSTGRESQL
    done = session.connection().execute(claim, row, execution_options={"preserve_rowcount": True})
    return done.rowcount == 1


def _repeat(session: Session, user_id: int, key: str, fingerprint: str) -> Response:
    receipt = session.scalars(_RECEIPT, {"of_user": user_id, "of_key": key}).one()
    if receipt.fingerprint != fingerprint:
        raise Invalid(_("This idempotency key was used for another request. Send a new key."), KEY_HEADER)
    return Response(receipt.body, receipt.status, json.loads(receipt.headers))


def _keep(session: Session, user_id: int, key: str, response: Response) -> None:
    headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    answer = {
        "of_user": user_id,
        "of_key": key,
        "status": response.status_code,
        "body": response.get_data(as_text=True),
        "headers": json.dumps(headers),
    }
    session.connection().execute(_KEEP, answer)
