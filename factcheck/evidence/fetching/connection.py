"""One request over a connection that goes to a checked address and ends at a deadline, whatever the server does.

urllib3's connections speak HTTP and TLS; only the making of the socket is ours. They are used without a pool, so
that nothing is kept alive, retried, redirected, authenticated or read from the environment (proxies).
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cache

import urllib3.exceptions
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.response import BaseHTTPResponse

from factcheck.evidence.fetching.guard import Target
from factcheck.evidence.fetching.outcome import FetchError, Reason

CONNECT_SECONDS = 8.0
SILENCE_SECONDS = 10.0
"""So long a server may say nothing at all."""
ATTEMPTS = 3
"""So many of a name's addresses are tried."""


class Deadline:
    """A moment after which everything stops. Sockets that are watched are shut then, so that no read outlasts it."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._over = False

    def left(self, most: float | None = None) -> float:
        """Seconds left, at most `most`; never below zero."""
        left = max(0.0, self._end - time.monotonic())
        return left if most is None else min(left, most)

    @property
    def passed(self) -> bool:
        """Whether it is over."""
        return self._over or self.left() <= 0

    @contextmanager
    def watching(self, connection: Pinned) -> Iterator[None]:
        """Shut the connection's socket at the deadline, unless the block ends before."""

        def end() -> None:
            self._over = True
            connection.cut()

        timer = threading.Timer(self.left(), end)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


class Pinned(HTTPConnection):
    """A connection to one of the checked addresses of a host, whose name is asked for and certified as usual."""

    addresses: Sequence[str] = ()
    deadline: Deadline
    raw: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        return _connect(self)

    def cut(self) -> None:
        """End it from another thread: whoever reads or writes on it gets an error at once."""
        raw = self.raw
        if raw is not None:
            with suppress(OSError):
                raw.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        super().close()
        if self.raw is not None:
            self.raw.close()
            self.raw = None


class PinnedTLS(HTTPSConnection, Pinned):
    """The same over TLS: certificate and name are checked against the host that was asked for."""


def _connection(target: Target, addresses: Sequence[str], deadline: Deadline) -> Pinned:
    silence = deadline.left(SILENCE_SECONDS)
    made = (
        PinnedTLS(
            target.host, target.port, timeout=silence, ssl_context=_trust(), cert_reqs=ssl.CERT_REQUIRED
        )
        if target.scheme == "https"
        else Pinned(target.host, target.port, timeout=silence)
    )
    made.addresses, made.deadline = addresses, deadline
    return made


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _connect(connection: Pinned) -> socket.socket:
    error: OSError = TimeoutError()
    for address in connection.addresses[:ATTEMPTS]:
        seconds = connection.deadline.left(CONNECT_SECONDS)
        if not seconds:
            break
        made = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
        try:
            made.settimeout(seconds)
            made.connect((address, connection.port))
        except OSError as problem:
            made.close()
            error = problem
            continue
        made.settimeout(connection.deadline.left(SILENCE_SECONDS) or 0.001)
        # TLS wraps the socket in another object; this one stays, for the deadline to shut.
        connection.raw = made.dup()
        return made
    raise error


@contextmanager
def asking(
    target: Target,
    addresses: Sequence[str],
    deadline: Deadline,
    *,
    method: str,
    headers: Mapping[str, str],
    body: bytes | None = None,
) -> Iterator[BaseHTTPResponse]:
    """The answer's status and headers, its body to be read inside the block. Raises FetchError."""
    connection = _connection(target, addresses, deadline)
    try:
        with deadline.watching(connection):
            connection.request(
                method,
                target.target,
                body=body,
                headers={"Host": target.authority, **headers},
                preload_content=False,
                decode_content=False,
            )
            # Whatever it holds of the socket is let go of at the end, read or not.
            with closing(connection.getresponse()) as answer:
                yield answer
    except FetchError:
        raise
    except (OSError, http.client.HTTPException, urllib3.exceptions.HTTPError, ValueError) as error:
        raise FetchError(_reason(error, deadline), target.url) from None
    finally:
        connection.close()


def _reason(error: Exception, deadline: Deadline) -> Reason:
    """Why it went wrong; nothing of what the server sent is carried on (an exception's text may quote it)."""
    if deadline.passed or isinstance(error, (TimeoutError, urllib3.exceptions.TimeoutError)):
        return Reason.SLOW
    if isinstance(error, (ssl.CertificateError, urllib3.exceptions.SSLError)) or (
        isinstance(error, ssl.SSLError) and error.reason == "CERTIFICATE_VERIFY_FAILED"
    ):
        return Reason.CERTIFICATE
    return Reason.UNREACHABLE if isinstance(error, OSError) else Reason.GARBLED
