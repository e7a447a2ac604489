"""What every list of the API takes: how many, from where on, and words to look for."""

from __future__ import annotations

from typing import NamedTuple

from flask import request
from flask_babel import gettext as _

from factcheck.exchange import queries
from factcheck.exchange.api.blueprint import stop

MAX_LIMIT = 100
DEFAULT_LIMIT = 50


class Paging(NamedTuple):
    """The page of a list that is asked for."""

    limit: int
    cursor: str
    words: str


def read_paging(*others: str) -> Paging:
    """`limit`, `cursor` and `q` of the address; 400 for one that cannot be, or that is none of these and `others`."""
    unknown = sorted(set(request.args) - {"limit", "cursor", "q", *others})
    if unknown:
        stop(400, _("There is no parameter %(name)s.", name=ascii(unknown[0][:60])), field=unknown[0][:60])
    given = request.args.get("limit", str(DEFAULT_LIMIT))
    if not (given.isascii() and given.isdecimal() and 1 <= int(given[:9]) <= MAX_LIMIT):
        stop(400, _("Ask for a limit of 1 to %(n)s.", n=MAX_LIMIT), field="limit")
    cursor, words = request.args.get("cursor", ""), request.args.get("q", "")
    if not queries.is_uid(cursor or "0" * 18):
        stop(400, _("This cursor is not one that a list gave."), field="cursor")
    if "\0" in words or len(words) > queries.MAX_WORDS:
        stop(400, _("Search for at most %(n)s characters, without NUL.", n=queries.MAX_WORDS), field="q")
    return Paging(int(given), cursor, words)
