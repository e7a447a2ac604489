"""Streams over real servers: who hears what how soon, what cuts them off, and what happens past the limit."""

from __future__ import annotations

import http.client
import json
import socket
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import delete, select

from factcheck.accounts import queries as accounts
from factcheck.accounts.models import Membership, Project, Role, SignInSession, User
from factcheck.accounts.service import add_person
from factcheck.accounts.sessions import sign_out
from factcheck.db import Database
from tests.support.hands import Hand, Story, add_story
from tests.support.servers import LiveServer

SOON = 15.0
PAGE = "0123456789abcdef"


@dataclass
class Page:
    """An open stream: what it was told so far. `closed`: the server ended it."""

    events: list[tuple[str, Any]] = field(default_factory=list)
    last: str = ""
    status: int = 0
    closed: bool = False

    def listen(self, answer: http.client.HTTPResponse) -> None:
        """Take in what arrives, until the server ends it."""
        name = ""
        with suppress(OSError, http.client.HTTPException, ValueError, AttributeError):
            while line := answer.readline().decode():
                key, _colon, value = line.rstrip("\n").partition(": ")
                if key == "event":
                    name = value
                elif key == "id":
                    self.last = value
                elif key == "data":
                    self.events.append((name, json.loads(value)))
        self.closed = True

    def told(self, name: str = "changes") -> list[Any]:
        """What came in events of that name."""
        return [data for kind, data in self.events if kind == name]

    @property
    def seqs(self) -> list[int]:
        """The numbers of all notices, as they came."""
        return [notice["seq"] for data in self.told() for notice in data]


@contextmanager
def listening(
    server: LiveServer, hand: Hand, story: Story, *, after: int, page: str = PAGE, last: str = ""
) -> Iterator[Page]:
    """A page of that person that listens, on that server."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {"Cookie": f"factcheck={hand.cookie}", "Accept": "text/event-stream"}
    if last:
        headers["Last-Event-ID"] = last
    connection.request("GET", f"/articles/{story.uid}/live?after={after}&page={page}&at=0", headers=headers)
    answer = connection.getresponse()
    found = Page(status=answer.status)
    sock = connection.sock
    thread = Thread(target=found.listen, args=(answer,), daemon=True)
    thread.start()
    try:
        if answer.status == 200:
            until(lambda: found.told("hello"))
        yield found
    finally:
        with suppress(OSError):
            if sock is not None:
                sock.shutdown(2)
        thread.join(5)
        connection.close()


def until(true: Callable[[], object], seconds: float = SOON) -> None:
    """Wait until it is so."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.01)


def lead(database: Database, server: LiveServer, name: str) -> Hand:
    """A lead of the project, who sees everybody's work."""
    with database.writing() as session:
        add_person(session, name=name, role=Role.LEAD, password_hash=None, actor=None)
    return Hand(server, database, name)


def verdict(hand: Hand, story: Story, number: int, key: str) -> int:
    """Save a verdict; the number of its change."""
    path = f"/articles/{story.uid}/verdict"
    status, receipt = hand.save(path, key, at=story.starts[number], verdict="mixed")
    assert status == 200
    return int(receipt["change"])


@pytest.fixture
def database(live_server: LiveServer) -> Iterator[Database]:
    """The server's database."""
    found = Database(live_server.database_url)
    yield found
    found.dispose()


@contextmanager
def open_socket(server: LiveServer, hand: Hand, story: Story, number: int) -> Iterator[socket.socket]:
    """A stream that nobody reads further than its beginning."""
    path = f"/articles/{story.uid}/live?after=0&page={number:016x}&at=0"
    head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: factcheck={hand.cookie}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=SOON) as made:
        made.sendall(head.encode())
        yield made


def arrived(one: socket.socket) -> bytes:
    """What has arrived so far."""
    return one.recv(100, socket.MSG_PEEK)


def health(server: LiveServer) -> float:
    """Seconds until the server says that it is well."""
    began = time.monotonic()
    assert server.answers()
    return time.monotonic() - began


@pytest.mark.postgresql
def test_two_servers_on_one_postgresql_show_each_other_what_happens(
    new_server: Callable[..., LiveServer], database_url: str
) -> None:
    one, two = new_server(workers=1), new_server(workers=1)
    database = Database(database_url)
    story = add_story(database, 4)
    ann, bob = lead(database, one, "ann"), Hand(two, database, "bob")

    with (
        closing(ann),
        closing(bob),
        listening(one, ann, story, after=0) as page,
        listening(two, bob, story, after=0, page="b" * 16),
    ):
        change = verdict(bob, story, 1, "k1")
        until(lambda: any(n.get("change") == change for data in page.told() for n in data))
        until(lambda: [{"name": "bob", "at": 0}] in page.told("here"))
    database.dispose()


@pytest.mark.sqlite
def test_c3_c13_c52_streams_from_the_first_to_the_last(live_server: LiveServer, database: Database) -> None:
    """One server for all of it: starting one takes longer than the rest."""
    story = add_story(database, 6)
    ann, bob = lead(database, live_server, "ann"), Hand(live_server, database, "bob")

    with ExitStack() as stack:
        stack.enter_context(closing(ann))
        stack.enter_context(closing(bob))
        page = stack.enter_context(listening(live_server, ann, story, after=0))
        blind = stack.enter_context(closing(Hand(live_server, database, "cleo")))
        deaf = stack.enter_context(listening(live_server, blind, story, after=0, page="c" * 16))
        changes = [verdict(bob, story, number, f"k{number}") for number in range(3)]
        until(lambda: set(changes) <= {n.get("change") for data in page.told() for n in data})
        # C13: a reviewer hears nothing of another's draft, and an outsider finds nothing at all.
        assert not {n.get("change") for data in deaf.told() for n in data} & set(changes)
        assert "bob" not in json.dumps(deaf.told())
        with (
            closing(outsider(database, live_server)) as otto,
            listening(live_server, otto, story, after=0) as nothing,
        ):
            assert nothing.status == 404

        # C51: with two hundred open, the server answers as if there were none.
        crowd = [stack.enter_context(open_socket(live_server, blind, story, n)) for n in range(198)]
        until(lambda: all(b" 200 OK" in arrived(one) for one in crowd))
        waits = [health(live_server) for _ in range(20)]
        assert statistics.median(waits) < 0.2

        # C52: told to stop while a save is on its way, the server finishes it, ends streams and goes.
        saver = Thread(target=verdict, args=(bob, story, 3, "k3"))
        saver.start()
        began = time.monotonic()
        live_server.stop()
        assert time.monotonic() - began < 5
        saver.join(5)
        until(lambda: page.closed and deaf.closed)

    # The stream resumes from its last event: nothing twice, nothing left out.
    live_server.start()
    with closing(Hand(live_server, database, "bob")) as later:
        missed = verdict(later, story, 4, "k4")
    with listening(live_server, ann, story, after=0, last=page.last) as again:
        until(lambda: missed in {n.get("change") for data in again.told() for n in data})
        assert not set(again.seqs) & set(page.seqs)
        assert sorted(page.seqs + again.seqs) == page.seqs + again.seqs
        told = {n.get("change") for each in (page, again) for data in each.told() for n in data}
        assert {*changes, missed} <= told

        # C3: a session that ends takes its stream along.
        with database.writing() as session:
            found = session.scalars(select(SignInSession).join(SignInSession.user).where(User.name == "ann"))
            sign_out(session, accounts.get_user(session, "ann"), found.one().id)
        until(lambda: again.closed)
        assert again.told("ended") == [{}]


def outsider(database: Database, server: LiveServer) -> Hand:
    """Somebody of another project."""
    hand = Hand(server, database, "otto")
    with database.writing() as session:
        otto = accounts.get_user(session, "otto")
        other = Project(slug="other", name="Other")
        session.add(other)
        session.flush()
        session.execute(delete(Membership).where(Membership.user_id == otto.id))
        session.add(Membership(project_id=other.id, user_id=otto.id, role=Role.REVIEWER))
    return hand
