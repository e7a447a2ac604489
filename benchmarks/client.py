"""A client that costs next to nothing: raw sockets, kept alive, requests prepared as bytes, one event loop for many.

One process drives sixteen connections at more than ten times the rate that the server reaches, so what is measured
is the server. `TCP_NODELAY` is set, as browsers do.
"""

from __future__ import annotations

import json
import re
import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

PASSWORD = "a password of the benchmarks"
HEAD_END = b"\r\n\r\n"
LENGTH = b"\r\ncontent-length:"


class Answer:
    """Bytes of one HTTP answer as they arrive; answers name their length."""

    def __init__(self) -> None:
        self._received = bytearray()
        self._whole = 0

    def feed(self, data: bytes) -> bool:
        """Take in what arrived; True once the answer is whole. Raises ConnectionError for a closed connection."""
        if not data:
            raise ConnectionError("the server closed the connection")
        self._received += data
        if not self._whole:
            end = self._received.find(HEAD_END)
            if end < 0:
                return False
            head = bytes(self._received[:end]).lower()
            place = head.find(LENGTH)
            if place < 0:
                raise ConnectionError("an answer without a length")
            length = head[place + len(LENGTH) :].split(b"\r\n", 1)[0]
            self._whole = end + len(HEAD_END) + int(length)
        return len(self._received) >= self._whole

    @property
    def status(self) -> int:
        return int(self._received[9:12])

    @property
    def head(self) -> str:
        return self._received.partition(HEAD_END)[0].decode("latin-1")

    @property
    def body(self) -> bytes:
        return bytes(self._received.partition(HEAD_END)[2])


class Line:
    """One kept-alive connection."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> Answer:
        """Send one request and wait for the whole answer."""
        self.socket.sendall(request)
        answer = Answer()
        while not answer.feed(self.socket.recv(262_144)):
            pass
        return answer

    def close(self) -> None:
        self.socket.close()


@dataclass
class Person:
    """Somebody signed in: their cookie and CSRF token, and the requests that they make."""

    port: int
    cookie: str
    token: str

    def get(self, path: str, accept: str = "text/html") -> bytes:
        """A request for a page."""
        return self._head("GET", path, accept, "").encode() + b"\r\n"

    def post(self, path: str, fields: dict[str, Any], key: str) -> bytes:
        """A save as the page's script makes it, under an idempotency key."""
        body = urlencode(fields).encode()
        head = self._head("POST", path, "application/json", f"X-CSRFToken: {self.token}\r\n")
        sent = f"Idempotency-Key: {key}\r\n" if key else ""
        more = f"{sent}Content-Type: application/x-www-form-urlencoded\r\n"
        return f"{head}{more}Content-Length: {len(body)}\r\n\r\n".encode() + body

    def _head(self, method: str, path: str, accept: str, more: str) -> str:
        return (
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept: {accept}\r\n"
            f"Accept-Language: en-GB,en;q=0.9\r\nCookie: factcheck={self.cookie}\r\n{more}"
        )


def enter(port: int, name: str) -> Person:
    """Sign somebody in through the sign-in form, with PASSWORD; afterwards they hold the session's CSRF token."""
    line = Line(port)
    stranger = Person(port, "", "")
    before = line.ask(stranger.get("/session", "application/json"))
    fields = {"username": name, "password": PASSWORD, "csrf_token": json.loads(before.body)["csrf"]}
    answer = line.ask(Person(port, _cookie(before), "").post("/login", fields, key=""))
    if answer.status != 303:
        raise RuntimeError(f"{name} could not sign in: {answer.status} {answer.body[:300]!r}")
    after = line.ask(Person(port, _cookie(answer), "").get("/session", "application/json"))
    line.close()
    return Person(port, _cookie(after) or _cookie(answer), json.loads(after.body)["csrf"])


def _cookie(answer: Answer) -> str:
    found = re.findall(r"(?im)^set-cookie: factcheck=([^;]*)", answer.head)
    return found[-1] if found else ""


@dataclass
class Load:
    """What came of driving some connections for a while: seconds for each answer of status 200, and the rest."""

    seconds: float
    waits: list[float] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return len(self.waits) / self.seconds

    def quantile(self, share: float) -> float:
        """The wait that this share of the answers stays within, in seconds."""
        return sorted(self.waits)[min(len(self.waits) - 1, int(share * len(self.waits)))]


def drive(port: int, clients: list[Iterator[bytes]], seconds: float) -> Load:
    """Let every client send its requests one after the other, all clients at once, for so many seconds."""
    chosen = selectors.DefaultSelector()
    lines = [Line(port) for _client in clients]
    started = time.perf_counter()
    for line, client in zip(lines, clients, strict=True):
        line.socket.sendall(next(client))
        chosen.register(line.socket, selectors.EVENT_READ, [line, client, Answer(), time.perf_counter()])
    load, busy = Load(seconds), len(lines)
    while busy:
        for key, _events in chosen.select(timeout=30):
            line, client, answer, sent = key.data
            if not answer.feed(line.socket.recv(65_536)):
                continue
            ended = time.perf_counter()
            if answer.status == 200:
                load.waits.append(ended - sent)
            else:
                load.refused.append(answer.status)
            if ended - started >= seconds:
                chosen.unregister(line.socket)
                line.close()
                busy -= 1
                continue
            key.data[2], key.data[3] = Answer(), time.perf_counter()
            line.socket.sendall(next(client))
    load.seconds = time.perf_counter() - started
    chosen.close()
    return load
