"""What the same machine does at best: the floors that figures are compared with, measured beside them."""

from __future__ import annotations

import http.client
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from benchmarks.client import Person
from factcheck.serve import KEEP_ALIVE_SECONDS, THREADS
from tests.support.servers import free_port

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 0.5


def commit_rate(folder: Path, synchronous: str) -> float:
    """One-row WAL commits a second on one connection, with `synchronous` FULL or NORMAL."""
    path = folder / f"commits-{synchronous}.sqlite3"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(f"PRAGMA synchronous={synchronous}")
    connection.execute("CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY, words TEXT)")
    done, started = 0, time.perf_counter()
    while time.perf_counter() - started < SECONDS:
        connection.execute("INSERT INTO rows (words) VALUES ('supported')")
        done += 1
    seconds = time.perf_counter() - started
    connection.close()
    return done / seconds


def bulk_seconds(folder: Path, rows: int, text: str) -> float:
    """Seconds to store a text and so many rows about it, in one transaction of the bare driver."""
    connection = sqlite3.connect(folder / "bulk.sqlite3", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS texts (id INTEGER PRIMARY KEY, words TEXT)")
    connection.execute("CREATE TABLE IF NOT EXISTS rows (text_id INT, first INT, last INT, kind TEXT)")
    started = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO texts (words) VALUES (?)", (text,))
    values = [(1, 100 * row, 100 * row + 99, "body") for row in range(rows)]
    connection.executemany("INSERT INTO rows VALUES (?, ?, ?, ?)", values)
    connection.execute("COMMIT")
    seconds = time.perf_counter() - started
    connection.close()
    return seconds


@contextmanager
def floor_server(folder: Path, workers: int = 2) -> Iterator[int]:
    """`floor_app` under the same server with the same number of workers and threads; its port."""
    port = free_port()
    command = [
        sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", str(workers),
        "--worker-class", "gthread", "--threads", str(THREADS), "--keep-alive", str(KEEP_ALIVE_SECONDS),
        "--worker-connections", "1000", "--no-control-socket", "--log-level", "warning", "benchmarks.floor_app:app",
    ]  # fmt: skip
    environment = {**os.environ, "FLOOR_DATABASE": str(folder / "floor.sqlite3")}
    with subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True) as process:
        try:
            _wait(port, process)
            yield port
        finally:
            os.killpg(process.pid, signal.SIGTERM)


def floor_saves(port: int) -> Iterator[bytes]:
    """One save after the other for the floor's server."""
    nobody = Person(port, "", "")
    for number in count():
        yield nobody.post("/save", {"at": number, "verdict": "supported"}, key="")


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 20
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        finally:
            connection.close()
