"""The database: model base, column types, one engine per backend, and the one way to write.

SQLite runs in WAL mode with full synchronisation; the driver's own transactions are off, readers use a deferred
`BEGIN` and writers `BEGIN IMMEDIATE`, serialised before that by a thread lock and a file lock, so that no save waits
in SQLite's busy loop and no read-modify-write is lost. PostgreSQL relies on row locks taken by the queries.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, ClassVar

import msgspec
from sqlalchemy import JSON, DateTime, Engine, MetaData, String, TypeDecorator, create_engine, event, inspect
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.sql.schema import CallableColumnDefault, ScalarElementColumnDefault

from factcheck.errors import Busy, Misconfigured
from factcheck.words import gettext as _

BUSY_SECONDS = 15.0
SHORTEST_PAUSE, LONGEST_PAUSE = 0.0001, 0.001
"""Seconds between two looks at the lock of another process; a save holds it for about two milliseconds."""
UID_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
UID_LENGTH = 18


class UTCDateTime(TypeDecorator[datetime]):
    """A moment: aware, in UTC, to the microsecond, on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What its values are."""
        return datetime

    def process_bind_param(self, value: datetime | None, _dialect: object) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: object) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


JSON_DOCUMENT = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class Base(DeclarativeBase):
    """Base of every model; constraint names follow one convention so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UTCDateTime,
        dict[str, Any]: JSON_DOCUMENT,
        list[Any]: JSON_DOCUMENT,
        list[str]: JSON_DOCUMENT,
    }


@event.listens_for(Base, "init", propagate=True)
def _give_defaults(row: Base, _arguments: object, values: dict[str, Any]) -> None:
    """A new row has its defaults from the start, not only once it is written: a change can be written in one go."""
    for name, default in _defaults(type(row)):
        if name not in values:
            values[name] = default(None)


@cache
def _defaults(model: type[Base]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """Name → maker of the value, for each column of the model that has a default of its own.

    A column that follows another one (`info={"follows": …}`) is left to its model.
    """
    found: list[tuple[str, Callable[[Any], Any]]] = []
    for attribute in inspect(model).column_attrs:
        default = attribute.columns[0].default
        if "follows" in attribute.columns[0].info:
            continue
        if isinstance(default, CallableColumnDefault):
            found.append((attribute.key, default.arg))
        elif isinstance(default, ScalarElementColumnDefault):
            found.append((attribute.key, partial(_constant, default.arg)))
    return tuple(found)


def _constant(value: Any, _context: object) -> Any:
    return value


Uid = String(UID_LENGTH)


def new_uid() -> str:
    """A new public identifier: 18 characters of Crockford's base 32, half time (ms), half chance, so that they sort."""
    return _written((time.time_ns() // 1_000_000) << 45 | secrets.randbits(45), UID_LENGTH)


def derived_uid(uid: str, part: str) -> str:
    """The public identifier of a part of something: the same whenever it is asked for; its time is the whole's."""
    half = UID_LENGTH // 2
    digest = hashlib.sha256(f"{uid}:{part}".encode()).digest()
    return uid[:half] + _written(int.from_bytes(digest[:6]), half)


def _written(number: int, length: int) -> str:
    return "".join(UID_ALPHABET[number >> shift & 31] for shift in range(5 * (length - 1), -1, -5))


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


class WriterLock:
    """Lets one writer at a time near an SQLite file: a thread lock within the process, `flock` between processes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._threads = threading.RLock()
        self._descriptor: int | None = None
        self._owner = 0

    def take_turn(self) -> None:
        """Keep the other threads of this process from writing until `end_turn`, by this same thread. Raises Busy."""
        if not self._threads.acquire(timeout=BUSY_SECONDS):
            raise Busy(_("The database is busy. Nothing was changed; please try again."))

    def end_turn(self) -> None:
        """Let the next thread write."""
        self._threads.release()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock; raises Busy after BUSY_SECONDS."""
        deadline = time.monotonic() + BUSY_SECONDS
        self.take_turn()
        try:
            descriptor = self._open()
            _lock_file(descriptor, deadline)
            try:
                yield
            finally:
                fcntl.flock(descriptor, fcntl.LOCK_UN)
        finally:
            self.end_turn()

    def _open(self) -> int:
        # A descriptor inherited through fork shares its lock with the parent: every process opens its own.
        if self._descriptor is None or self._owner != os.getpid():
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._owner = os.getpid()
        return self._descriptor


def _lock_file(descriptor: int, deadline: float) -> None:
    """Take the lock between processes. One thread a process waits here, so it may look often; raises Busy."""
    pause = SHORTEST_PAUSE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise Busy(_("The database is busy. Nothing was changed; please try again.")) from None
            time.sleep(pause)
            pause = min(pause * 1.5, LONGEST_PAUSE)


class Database:
    """One database: sessions to read with (`reading`), and transactions to write in (`writing`). `name`: the setting
    that its address is from."""

    def __init__(self, url: str, *, name: str = "FACTCHECK_DATABASE_URL") -> None:
        try:
            self.url = make_url(url)
        except Exception as error:
            raise Misconfigured(f"{name} is not a database address: {error}") from error
        if self.url.drivername == "postgresql":
            self.url = self.url.set(drivername="postgresql+psycopg")
        if self.url.get_backend_name() not in ("sqlite", "postgresql"):
            raise Misconfigured(f"{name} must name an SQLite or a PostgreSQL database.")
        self.engine = (
            _sqlite_engine(self)
            if self.is_sqlite
            # Errors go to the server's log: without what people wrote.
            else create_engine(self.url, pool_size=20, max_overflow=20, hide_parameters=True)
        )
        self._read = sessionmaker(self.engine, expire_on_commit=False)
        self._write = sessionmaker(
            self.engine.execution_options(factcheck_write=True), expire_on_commit=False
        )
        self._lock = WriterLock(Path(f"{self.url.database}.lock")) if self.is_sqlite else None

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    def reading(self) -> Session:
        """A session to read with; close it (or use it in a `with`)."""
        return self._read()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One write transaction: commits at the end of the block, rolls back if the block raises. Raises Busy."""
        if self._lock is None:
            with self._write.begin() as session:
                yield session
            return
        with self._lock.held(), self._write.begin() as session:
            yield session

    def take_turn(self) -> None:
        """Have this thread's next write wait here already, before the work that leads up to it; see `end_turn`.

        Threads that get ready for a write beside the one that writes only slow it down: they take the interpreter
        from it at each of its statements. On PostgreSQL writers need not wait for each other. Raises Busy.
        """
        if self._lock is not None:
            self._lock.take_turn()

    def end_turn(self) -> None:
        """Let other threads write; to be called once for each `take_turn`, by the same thread."""
        if self._lock is not None:
            self._lock.end_turn()

    def dispose(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def _sqlite_engine(database: Database) -> Engine:
    if not database.url.database or database.url.database == ":memory:":
        raise Misconfigured("SQLite needs a file: several processes and threads share it.")
    engine = create_engine(
        database.url,
        pool_size=20,
        max_overflow=40,
        hide_parameters=True,
        json_deserializer=msgspec.json.decode,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "temp_store=MEMORY",
            "cache_size=-16000",
            "mmap_size=268435456",
            "journal_size_limit=67108864",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("factcheck_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine
