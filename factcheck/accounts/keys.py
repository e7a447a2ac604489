"""Random secrets that people carry (in a cookie, a link, a script) and the hashes of them that are stored."""

from __future__ import annotations

import hashlib
import secrets

SECRET_BYTES = 32
TOKEN_PREFIX = "fc_"  # noqa: S105 - what every API token begins with, so that scanners can tell one


def new_secret(prefix: str = "") -> str:
    """256 random bits as 43 characters that fit an address, after the prefix."""
    return prefix + secrets.token_urlsafe(SECRET_BYTES)


def hashed(secret: str) -> str:
    """SHA-256 (hex) of a random secret; enough for secrets of 128 bits and more."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
