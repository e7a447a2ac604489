"""The live pages of one process: a thread that watches the database for all of them, and who is where.

Streams wait on their `Ear` and cost nothing until it is touched. The threads run while there is a page to serve.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from factcheck.activity.models import Event
from factcheck.activity.queries import last_seq
from factcheck.db import Database
from factcheck.errors import Busy
from factcheck.live.presence import Guest, Place, guests_of, write_presence
from factcheck.live.watching import Watch, open_watch

STREAMS = 200
"""Live pages that one process serves; further ones are told to ask instead."""
AT_WORK = 4
"""Streams that look something up at the same time: a change that many pages hear of must not crowd out saves."""
MOST = 2_000
LOOK = 5.0
"""Seconds after which the log is looked at though nothing was noticed."""
WAIT = 0.25
FLUSH = 2.0
CONFIRM = 15.0
LINGER = 30.0
"""Seconds that the threads go on without a page."""
AGAIN = 1.0
EXTENSION = "factcheck.live"
_log = logging.getLogger(__name__)
_making = threading.Lock()


@dataclass(eq=False, slots=True)
class Ear:
    """What one stream waits on. `recheck`: the viewer's rights may have changed."""

    article_id: int
    user_uid: str
    page: str
    touched: threading.Event = field(default_factory=threading.Event)
    recheck: bool = False


class Hub:
    """See the module. Serves nobody until `serve` has said how the process ends."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.at_work = threading.BoundedSemaphore(AT_WORK)
        self._alive: Callable[[], bool] = lambda: False
        self._lock = threading.Lock()
        self._ears: set[Ear] = set()
        self._moves: dict[str, Place] = {}
        self._gone: set[str] = set()
        self._guests: dict[int, tuple[Guest, ...]] = {}
        self._turn: object = None
        self._idle_since = 0.0
        self._errors = (SQLAlchemyError, Busy, database.engine.dialect.loaded_dbapi.Error)

    def serve(self, alive: Callable[[], bool]) -> None:
        """Offer streams for as long as `alive()`."""
        self._alive = alive

    @property
    def is_alive(self) -> bool:
        """Whether streams should go on."""
        return self._alive()

    @property
    def pages(self) -> int:
        """How many streams this process has."""
        return len(self._ears)

    def attach(self, article_id: int, user_uid: str, page: str) -> Ear | None:
        """An ear for a new stream; None where there are too many, or no streams are offered."""
        with self._lock:
            if not self.is_alive or len(self._ears) >= STREAMS:
                return None
            ear = Ear(article_id, user_uid, page)
            self._ears.add(ear)
            self._start()
        return ear

    def detach(self, ear: Ear) -> None:
        """The stream is over."""
        with self._lock:
            self._ears.discard(ear)
            self._idle_since = time.monotonic()
        self.leave(ear.page)

    def move(self, page: str, place: Place) -> None:
        """The page is at that place now; others learn of it within seconds."""
        if not self.is_alive:
            return
        with self._lock:
            self._moves[page] = place
            self._gone.discard(page)
            self._idle_since = time.monotonic()
            self._start()

    def leave(self, page: str) -> None:
        """The page is gone."""
        with self._lock:
            self._moves.pop(page, None)
            if page and self.is_alive:
                self._gone.add(page)
                self._start()

    def guests(self, article_id: int) -> tuple[Guest, ...]:
        """Who has the article open, as this process knows."""
        return self._guests.get(article_id, ())

    def _start(self) -> None:
        if self._turn is not None or not self.is_alive:
            return
        self._turn = turn = object()
        self._idle_since = time.monotonic()
        for target in (self._watch, self._keep):
            threading.Thread(target=target, args=(turn,), name=f"live{target.__name__}", daemon=True).start()

    def _goes_on(self, turn: object) -> bool:
        return self._turn is turn and self.is_alive

    def _is_needed(self, turn: object) -> bool:
        """Whether there is somebody to serve, or was until just now; if not, the threads of this turn end."""
        with self._lock:
            idle = time.monotonic() - self._idle_since
            if not self.is_alive or not (self._ears or self._moves or self._gone or idle < LINGER):
                self._turn = None
        return self._turn is turn

    def _watch(self, turn: object) -> None:
        """Touch the ears that something was written for."""
        seq: int | None = None
        while self._goes_on(turn):
            watch: Watch | None = None
            try:
                watch = open_watch(self.database)
                seq = self._listen(turn, watch, seq)
            except self._errors as error:
                _log.warning("live pages wait for the database: %s", type(error).__name__)
                time.sleep(AGAIN)
            finally:
                if watch is not None:
                    watch.close()
        self._touch_all()

    def _listen(self, turn: object, watch: Watch, seq: int | None) -> int:
        looked = 0.0
        if seq is None:
            with self.database.reading() as session:
                seq = last_seq(session)
            # Streams that began before this look once more by themselves.
            self._touch_all()
        while self._goes_on(turn):
            noticed = watch.wait(WAIT)
            if noticed or time.monotonic() - looked > LOOK:
                looked = time.monotonic()
                while (found := self._look(seq)) - seq >= MOST:
                    seq = found
                seq = found
        return seq

    def _look(self, seq: int) -> int:
        with self.database.reading() as session:
            query = select(Event.seq, Event.article_id, Event.subject, Event.subject_uid)
            rows = session.execute(query.where(Event.seq > seq).order_by(Event.seq).limit(MOST)).all()
            here = {ear.article_id for ear in self._all()}
            guests = guests_of(session, here) if here else {}
        articles = {row.article_id for row in rows}
        people = {row.subject_uid for row in rows if row.subject == "person"}
        articles |= {each for each in here if guests.get(each) != self._guests.get(each)}
        self._guests = guests
        for ear in self._all():
            if ear.user_uid in people:
                ear.recheck = True
            if ear.recheck or ear.article_id in articles:
                ear.touched.set()
        return rows[-1].seq if rows else seq

    def _keep(self, turn: object) -> None:
        """Write presences, in one transaction for all pages of the process."""
        confirmed = time.monotonic()
        while self._is_needed(turn):
            due = time.monotonic() - confirmed > CONFIRM
            if self._moves or self._gone or due:
                confirmed = time.monotonic() if due else confirmed
                self._flush({ear.page for ear in self._all()} if due else set())
            self._pause(FLUSH)

    def _flush(self, kept: set[str]) -> None:
        with self._lock:
            moves, self._moves = self._moves, {}
            gone, self._gone = self._gone, set()
        try:
            with self.database.writing() as session:
                write_presence(session, moves, gone, kept)
        except self._errors:
            with self._lock:
                self._moves = {**moves, **self._moves}
                self._gone |= gone - self._moves.keys()

    def _pause(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while self.is_alive and time.monotonic() < deadline:
            time.sleep(WAIT)

    def _all(self) -> list[Ear]:
        with self._lock:
            return list(self._ears)

    def _touch_all(self) -> None:
        for ear in self._all():
            ear.touched.set()


def hub_of(app: Flask) -> Hub:
    """The process's hub for the application's database."""
    database: Database = app.extensions["factcheck.database"]
    with _making:
        found: Hub | None = app.extensions.get(EXTENSION)
        if found is None or found.database is not database:
            found = app.extensions[EXTENSION] = Hub(database)
    return found
