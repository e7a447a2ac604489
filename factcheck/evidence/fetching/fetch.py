"""The guarded fetcher: asks for an address, follows redirects by hand, stops at its limits.

Every step is checked by the guard before anything is sent, and connects to the very address that was checked. It
sends no cookie, no credentials and no referrer, and says honestly what it is.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from urllib3.response import BaseHTTPResponse

from factcheck.evidence.fetching.connection import Deadline, asking
from factcheck.evidence.fetching.guard import Guard, parse_target
from factcheck.evidence.fetching.outcome import Fetched, FetchError, Reason

MAX_REDIRECTS = 3
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
CHUNK = 64 * 1024
MAX_BYTES = 12 * 1024 * 1024
SECONDS = 30.0
LONGEST_PATIENCE = 24 * 3600
_MEDIA_TYPE = re.compile(r"(?=.{3,100}\Z)[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")
_WINDOW_BITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches under one guard and one set of limits, saying who it is.

    seconds: for everything, names, redirects and body together. max_bytes: of the body, before and after decoding.
    """

    guard: Guard = field(default_factory=Guard)
    agent: str = "Factcheck"
    seconds: float = SECONDS
    max_bytes: int = MAX_BYTES

    def fetch(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Fetched:
        """What the address answers, of whatever status. Raises FetchError, with nothing of the answer in it.

        `headers` go to the first host alone and are left out after a redirect to another one.
        """
        deadline = Deadline(self.seconds)
        hops: list[str] = []
        permanent, target, extra = True, parse_target(url), dict(headers or {})
        while True:
            addresses = self.guard.admit(target, deadline.left())
            sent = {**self._headers(), **extra}
            with asking(target, addresses, deadline, method=method, headers=sent, body=body) as answer:
                location = answer.headers.get("Location")
                if answer.status not in REDIRECTS or not location or method != "GET":
                    content = _read(answer, deadline, self.max_bytes, target.url)
                    return _fetched(
                        url, target.url, answer, content, hops, permanent=permanent and bool(hops)
                    )
            if len(hops) == MAX_REDIRECTS:
                raise FetchError(Reason.REDIRECTS, target.url)
            permanent = permanent and answer.status in PERMANENT
            following = parse_target(_joined(target.url, location))
            extra = extra if following.authority == target.authority else {}
            target = following
            hops.append(target.url)

    def _headers(self) -> dict[str, str]:
        return {
            "User-Agent": self.agent,
            "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }


def _joined(base: str, location: str) -> str:
    try:
        # http.client reads headers as Latin-1, servers send UTF-8.
        return urljoin(base, location.encode("latin-1").decode("utf-8", "strict"))
    except (UnicodeError, ValueError):
        raise FetchError(Reason.MALFORMED, base) from None


def _read(answer: BaseHTTPResponse, deadline: Deadline, most: int, url: str) -> bytes:
    """The whole body, decoded; raises FetchError: TOO_LARGE, SLOW or GARBLED."""
    declared = answer.headers.get("Content-Length", "")
    if declared.isdecimal() and int(declared) > most:
        raise FetchError(Reason.TOO_LARGE, url)
    coding = answer.headers.get("Content-Encoding", "").strip().lower()
    if coding not in ("", "identity", *_WINDOW_BITS):
        raise FetchError(Reason.GARBLED, url)
    body, received = bytearray(), 0
    inflater = _Inflater(coding) if coding in _WINDOW_BITS else None
    while chunk := answer.read1(CHUNK, decode_content=False):
        received += len(chunk)
        if deadline.passed:
            raise FetchError(Reason.SLOW, url)
        body += inflater.inflate(chunk, most - len(body)) if inflater else chunk
        if received > most or len(body) > most:
            raise FetchError(Reason.TOO_LARGE, url)
    if deadline.passed:
        # The socket was shut at the deadline, which reads as the end of the body.
        raise FetchError(Reason.SLOW, url)
    if (declared.isdecimal() and received < int(declared)) or (inflater and not inflater.complete):
        raise FetchError(Reason.GARBLED, url)
    return bytes(body)


class _Inflater:
    """Decodes gzip or deflate piece by piece, never more than asked for."""

    def __init__(self, coding: str) -> None:
        self._bits = _WINDOW_BITS[coding]
        self._made = zlib.decompressobj(self._bits)
        self._begun = False

    @property
    def complete(self) -> bool:
        """Whether the stream ended where it should, or never began."""
        return self._made.eof or not self._begun

    def inflate(self, chunk: bytes, room: int) -> bytes:
        """The decoded bytes; one more than `room` where there would be more. Raises ValueError for what is garbled."""
        try:
            made = self._made.decompress(chunk, room + 1)
        except zlib.error as error:
            if self._begun or self._bits != 15:
                raise ValueError("garbled") from error
            # Some servers send "deflate" without its wrapper.
            self._begun, self._made = True, zlib.decompressobj(-15)
            return self.inflate(chunk, room)
        self._begun = True
        parts = [made]
        # gzip may come in several members, one after the other.
        while self._made.eof and self._made.unused_data[:2] == b"\x1f\x8b" and sum(map(len, parts)) <= room:
            rest, self._made = self._made.unused_data, zlib.decompressobj(self._bits)
            try:
                parts.append(self._made.decompress(rest, room + 1 - sum(map(len, parts)) or 1))
            except zlib.error as error:
                raise ValueError("garbled") from error
        return b"".join(parts)


def _fetched(
    url: str, final_url: str, answer: BaseHTTPResponse, body: bytes, hops: list[str], *, permanent: bool
) -> Fetched:
    given, _semicolon, rest = answer.headers.get("Content-Type", "").partition(";")
    media_type = given.strip().lower()
    charset = None
    for parameter in rest.split(";"):
        name, _equals, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip("\"'")[:40] or None
    return Fetched(
        url=url,
        final_url=final_url,
        status=answer.status,
        media_type=media_type if _MEDIA_TYPE.fullmatch(media_type) else "",
        charset=charset,
        body=body,
        hops=tuple(hops),
        permanent=permanent,
        retry_after=_patience(answer.headers.get("Retry-After", "")),
        headers={name.lower(): value for name, value in answer.headers.items()},
    )


def _patience(value: str) -> int | None:
    """Seconds of a Retry-After header, at most a day; None where it gives none."""
    value = value.strip()
    if value.isascii() and value.isdecimal() and len(value) < 10:
        return min(int(value), LONGEST_PATIENCE)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0, min(int((moment - datetime.now(UTC)).total_seconds()), LONGEST_PATIENCE))
