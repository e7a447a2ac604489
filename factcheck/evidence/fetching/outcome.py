"""What fetching an address ends in: an answer, or a reason why there is none. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why nothing was fetched. The words are ours alone: nothing of what a server sent is in them."""

    SCHEME = "scheme"
    MALFORMED = "malformed"
    PORT = "port"
    FORBIDDEN = "forbidden"
    UNKNOWN_NAME = "unknown_name"
    UNRESOLVED = "unresolved"
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    SLOW = "slow"
    TOO_LARGE = "too_large"
    REDIRECTS = "redirects"
    GARBLED = "garbled"


REFUSED = frozenset({Reason.SCHEME, Reason.MALFORMED, Reason.PORT, Reason.FORBIDDEN})
"""Reasons of our own: nothing was sent to the address."""


class FetchError(Exception):
    """Nothing was fetched, for the reason. `url` is the address at fault: the one asked for, or one it led to."""

    def __init__(self, reason: Reason, url: str) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.url = url


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer, of whatever status. `body` is decoded (gzip, deflate); `permanent` says whether all redirects were.

    media_type: in small letters without parameters, empty where none is given. charset: as declared there.
    retry_after: seconds, where the server asks for patience. headers: names in small letters.
    """

    url: str
    final_url: str
    status: int
    media_type: str
    charset: str | None
    body: bytes
    hops: tuple[str, ...]
    permanent: bool
    retry_after: int | None
    headers: dict[str, str]
