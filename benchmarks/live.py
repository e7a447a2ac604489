"""M11: from a save to another page's notice, with two hundred pages open, and what these cost when nothing happens.

The pages are streams on raw sockets in one event loop. All of them are told of every save, since a lead has them open;
that is the dearest case.
"""

from __future__ import annotations

import contextlib
import secrets
import selectors
import socket
import statistics
import time
from collections.abc import Iterator

from sqlalchemy import update

from benchmarks.client import Line, Person, enter
from benchmarks.figures import Figure
from benchmarks.places import Place, new_place
from benchmarks.starting import cpu_seconds, megabytes
from factcheck.accounts.models import Membership, Role
from factcheck.accounts.queries import get_user
from factcheck.db import Database
from tests.support.servers import LiveServer

PAGES = 200
SAVES = 40
PAUSE = 0.1
IDLE_SECONDS = 20.0
SETTLING = 3.0


def measure_live(rounds: int) -> list[Figure]:
    """Waits from sending a save to its notice on every page, and the processor time and memory of idle pages."""
    halves, most, shares, waits, grown = [], [], [], [], []
    with new_place() as place:
        place.add_people(["writer", "lead"])
        _promote(place, "lead")
        uid = place.add_article(SAVES * rounds)
        with place.serving() as server:
            assert server.process is not None
            group = server.process.pid
            writer, lead = enter(server.port, "writer"), enter(server.port, "lead")
            before = megabytes(group)
            with _pages(server, lead, uid) as pages:
                grown.append(megabytes(group) - before)
                for number in range(rounds):
                    starts = place.starts[uid][number * SAVES :][:SAVES]
                    seconds = _saves(server, writer, uid, starts, pages)
                    halves.append(1_000 * statistics.median(seconds))
                    most.append(1_000 * sorted(seconds)[int(0.95 * len(seconds))])
                    waits.append(1_000 * _health(server))
                    shares.append(100 * _idle(group, pages) / IDLE_SECONDS)
    return [
        Figure("M11", f"save to notice on {PAGES} other pages, p50", "ms", halves, digits=0),
        Figure("M11", "the same, p95", "ms", most, 1_000, digits=0),
        Figure("M11", f"health with {PAGES} pages open", "ms", waits, 200, digits=0),
        Figure("M11", f"{PAGES} idle pages: share of one core", "%", shares, 5, digits=1),
        Figure("M11", f"{PAGES} pages: memory more than without", "MB", grown, digits=0),
    ]


def _promote(place: Place, name: str) -> None:
    database = Database(place.url)
    with database.writing() as session:
        user = get_user(session, name)
        session.execute(update(Membership).where(Membership.user_id == user.id).values(role=Role.LEAD))
    database.dispose()


@contextlib.contextmanager
def _pages(server: LiveServer, person: Person, uid: str) -> Iterator[selectors.DefaultSelector]:
    """So many open streams, each of which has said hello."""
    chosen = selectors.DefaultSelector()
    made: list[socket.socket] = []
    for number in range(PAGES):
        line = Line(server.port)
        line.socket.sendall(person.get(f"/articles/{uid}/live?after=0&page={number:016x}&at=0"))
        if not line.socket.recv(12, socket.MSG_PEEK).endswith(b" 200"):
            raise RuntimeError("a stream was refused")
        chosen.register(line.socket, selectors.EVENT_READ, bytearray())
        made.append(line.socket)
    _drain(chosen, SETTLING)
    try:
        yield chosen
    finally:
        chosen.close()
        for one in made:
            one.close()


def _saves(
    server: LiveServer, writer: Person, uid: str, starts: list[int], pages: selectors.DefaultSelector
) -> list[float]:
    """Seconds from sending each save until each page had its notice."""
    line, seconds = Line(server.port), []
    for at in starts:
        began = time.perf_counter()
        fields = {"verdict": "mixed", "at": at}
        line.socket.sendall(writer.post(f"/articles/{uid}/verdict", fields, secrets.token_hex(16)))
        mark = f'"at": {at},'.encode()
        missing = PAGES
        for key in pages.get_map().values():
            key.data.clear()
        deadline = began + 10
        while missing and time.perf_counter() < deadline:
            for key, _events in pages.select(timeout=0.5):
                received: bytearray = key.data
                had = mark in received
                received += key.fileobj.recv(65_536)  # type: ignore[union-attr]
                if not had and mark in received:
                    seconds.append(time.perf_counter() - began)
                    missing -= 1
        if missing:
            raise RuntimeError(f"{missing} pages were not told within ten seconds")
        if b" 200 " not in line.socket.recv(65_536)[:13]:
            raise RuntimeError("a save was refused")
        time.sleep(PAUSE)
    line.close()
    return seconds


def _health(server: LiveServer) -> float:
    began = time.perf_counter()
    if not server.answers():
        raise RuntimeError("the server is not well")
    return time.perf_counter() - began


def _idle(group: int, pages: selectors.DefaultSelector) -> float:
    """Processor seconds of the server while nobody does anything."""
    _drain(pages, SETTLING)
    before = cpu_seconds(group)
    _drain(pages, IDLE_SECONDS)
    return cpu_seconds(group) - before


def _drain(pages: selectors.DefaultSelector, seconds: float) -> None:
    until = time.perf_counter() + seconds
    while (left := until - time.perf_counter()) > 0:
        for key, _events in pages.select(timeout=left):
            key.fileobj.recv(65_536)  # type: ignore[union-attr]
