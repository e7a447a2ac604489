"""How a process notices that anybody, in whatever process, has written to the database."""

from __future__ import annotations

import time
from typing import Any, Protocol, cast

from factcheck.db import Database

TICK = 0.05
"""Seconds between two looks at an SQLite file's version: one number, read from shared memory."""
CHANNEL = "factcheck"


class Watch(Protocol):
    """A connection that stays open and tells of writes."""

    def wait(self, seconds: float) -> bool:
        """Wait so long at the most; whether something was written since the last time."""

    def close(self) -> None:
        """Give the connection back."""


def open_watch(database: Database) -> Watch:
    """A watch on the database, from now on."""
    return SqliteWatch(database) if database.is_sqlite else PostgresqlWatch(database)


class SqliteWatch:
    """`PRAGMA data_version` changes on a connection whenever any other connection has committed."""

    def __init__(self, database: Database) -> None:
        self._connection = database.engine.raw_connection()
        self._version = self._read()

    def wait(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while True:
            version, before = self._read(), self._version
            if version != before:
                self._version = version
                return True
            if time.monotonic() >= deadline:
                return False
            time.sleep(min(TICK, seconds))

    def close(self) -> None:
        self._connection.close()

    def _read(self) -> int:
        driver = cast("Any", self._connection.driver_connection)
        return int(driver.execute("PRAGMA data_version").fetchone()[0])


class PostgresqlWatch:
    """LISTEN: a trigger on the log, and whoever writes presences, notify CHANNEL as they commit."""

    def __init__(self, database: Database) -> None:
        self._connection = database.engine.raw_connection()
        self._driver = cast("Any", self._connection.driver_connection)
        # It would listen on as a connection of the pool.
        self._connection.detach()
        self._driver.autocommit = True
        self._driver.execute(f"LISTEN {CHANNEL}")

    def wait(self, seconds: float) -> bool:
        return any(True for _notice in self._driver.notifies(timeout=seconds, stop_after=1))

    def close(self) -> None:
        self._connection.close()
