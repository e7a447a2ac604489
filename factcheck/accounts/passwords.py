"""Passwords: which ones are accepted, and argon2id hashes of them. Hashing takes tens of milliseconds: never do it
inside a write transaction.
"""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_babel import gettext as _

from factcheck.accounts.names import name_key
from factcheck.errors import Invalid

MIN_LENGTH = 10
MAX_LENGTH = 200
MIN_DISTINCT = 5

# OWASP's recommendation for argon2id: 19 MiB, two passes, one lane; small enough for every thread to hash at once.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$PKmuQ3p1fk4rnf4bZLVv7Q$623zWbAJ2LH9aFIK56N8kZStpMr3yi1beKardJX1yoY"
"""The hash of a random string that was thrown away: what an unknown name is checked against, to take as long."""


def check_password(password: str, name: str, field: str = "password") -> None:
    """Raises Invalid where the password is too short or too long, repeats few characters, or is the person's name."""
    plain = _composed(password)
    if len(plain) < MIN_LENGTH:
        raise Invalid(
            _("Take at least %(n)s characters; a few words in a row are easy to remember.", n=MIN_LENGTH),
            field,
        )
    if len(plain) > MAX_LENGTH:
        raise Invalid(_("A password has at most %(n)s characters.", n=MAX_LENGTH), field)
    if len(set(plain)) < MIN_DISTINCT:
        raise Invalid(_("Use at least %(n)s different characters.", n=MIN_DISTINCT), field)
    if name_key(" ".join(plain.split())) == name_key(name):
        raise Invalid(_("The password cannot be the name itself."), field)
    if not _encodable(plain):
        raise Invalid(_("The password contains something that is no character. Type it again."), field)


def hash_password(password: str) -> str:
    """The argon2id hash to store. Check the password first."""
    return _hasher.hash(_composed(password))


def verify_password(password_hash: str | None, password: str) -> bool:
    """Whether the password is the one that was hashed; takes as long where there is no hash (None: nobody)."""
    plain = _composed(password)
    if len(plain) > MAX_LENGTH or not _encodable(plain):
        password_hash, plain = None, ""
    try:
        _hasher.verify(password_hash or NOBODY, plain)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with other parameters than today's, so that it should be made anew."""
    return _hasher.check_needs_rehash(password_hash)


def _composed(password: str) -> str:
    # Keyboards differ in how they send an accented letter.
    return unicodedata.normalize("NFC", password)


def _encodable(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)
