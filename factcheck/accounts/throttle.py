"""Slowing down who guesses passwords, without locking out who knows theirs.

Failed sign-ins of the last minute are counted in the database, so that all workers count together:

- An address (or, for IPv6, a /64) that failed five times, on whatever names, is refused, even with a right password:
  otherwise guessing would go on.
- A name that failed five times, from wherever, has each further address fail once at the most. A right password from
  an address that has not failed still gets in: an attacker elsewhere cannot lock the owner out.
- A browser that has signed in as this person before (it carries a signed mark) is counted by itself: an attacker at
  the same address, behind the same office router, cannot lock the owner out either.

A decision is taken twice: before the password is checked, to spare the work, and with the answer at hand, inside the
write transaction, where attempts that ran side by side are all counted.
"""

from __future__ import annotations

import hmac
import ipaddress
from dataclasses import dataclass
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, delete, func, select, text
from sqlalchemy.orm import Session

from factcheck.accounts.models import SignInAttempt
from factcheck.accounts.names import name_key
from factcheck.db import now
from factcheck.errors import TooMany

LIMIT = 5
WINDOW = timedelta(seconds=60)
KEPT = timedelta(minutes=10)
LOCK = 0x5349474E  # the number of the PostgreSQL advisory lock; any will do that nobody else uses


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody trying a name, from an address or from a browser known to belong to that person."""

    account: str
    origin: str
    trusted: bool


def attempt(name: str, address: str, *, known_browser: str | None, key: str) -> Attempt:
    """The attempt to sign in as `name`. What is stored of it are hashes under the key.

    known_browser: the mark of a browser that this person has used before; None for any other.
    """
    origin = f"browser {known_browser}" if known_browser else f"address {_network(address)}"
    return Attempt(_keyed(key, f"account {name_key(name)}"), _keyed(key, origin), known_browser is not None)


def check_attempt(session: Session, attempt: Attempt) -> None:
    """Raises TooMany where the password need not be looked at."""
    if _is_flooded(session, attempt, wrong=False):
        raise refusal()


def settle_attempt(session: Session, attempt: Attempt, *, right: bool) -> bool:
    """Count the attempt if it was wrong; whether it came in time, so that its answer may be told.

    Call inside the write transaction that the sign-in is part of, and commit it either way.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": LOCK})
    in_time = not _is_flooded(session, attempt, wrong=not right)
    if not right:
        session.execute(delete(SignInAttempt).where(SignInAttempt.at < now() - KEPT))
        session.add(SignInAttempt(account=attempt.account, origin=attempt.origin, trusted=attempt.trusted))
        session.flush()
    return in_time


def refusal() -> TooMany:
    """What somebody is told who tried too often."""
    seconds = int(WINDOW.total_seconds())
    return TooMany(_("Too many tries. Wait a minute, then try again."), seconds=seconds)


def _is_flooded(session: Session, attempt: Attempt, *, wrong: bool) -> bool:
    here = SignInAttempt.origin == attempt.origin
    if _failures(session, here) >= LIMIT:
        return True
    if attempt.trusted:
        return False
    this_name = SignInAttempt.account == attempt.account
    if _failures(session, this_name, SignInAttempt.trusted.is_(False)) < LIMIT:
        return False
    return wrong or _failures(session, this_name, here) > 0


def _failures(session: Session, *conditions: ColumnElement[bool]) -> int:
    query = select(func.count()).where(SignInAttempt.at > now() - WINDOW, *conditions)
    return session.scalars(query.select_from(SignInAttempt)).one()


def _network(address: str) -> str:
    """The address as one customer's: IPv6 hands out a /64 at a time."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def _keyed(key: str, value: str) -> str:
    return hmac.digest(key.encode(), value.encode("utf-8", "surrogatepass"), "sha256").hex()
