"""Starting a worker when there is work on links and nobody does it: a thread in each process of the server.

A worker needs room (it reads pages), and most of the time there is nothing to do: it starts when it is needed, ends
when it has been idle for a while, and a new one takes the place of one that died. Ends with the server.
"""

from __future__ import annotations

import fcntl
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from factcheck.config import Settings
from factcheck.db import Database
from factcheck.evidence.service.jobs import is_work_left
from factcheck.evidence.service.runs import due_projects

LOOK_SECONDS = 1.0
SCHEDULE_SECONDS = 60.0
IDLE_SECONDS = 60.0
STARTING_SECONDS = 10.0
"""So long it is waited for a worker to hold its lock, before anything else is looked at."""
PATIENCE_SECONDS = 60.0
"""So long a worker that is alive counts as starting: on a busy machine a second one would only slow it down."""
LOOKS, BETWEEN_LOOKS = 20, 0.025
LOCK_FILE = "worker.lock"
WATCH_FILE = "watch.lock"
logger = logging.getLogger(__name__)


class WorkerLock:
    """Held, shared, by every worker on a data folder. Who gets it alone for a moment is the only one."""

    def __init__(self, instance: Path, name: str = LOCK_FILE) -> None:
        self._descriptor = os.open(instance / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def hold(self) -> bool:
        """Hold it until this process ends; whether no other worker does.

        Somebody who looks whether a worker runs (`is_held`) has the lock for a moment: that is no worker.
        """
        alone = self.take()
        for _ in range(LOOKS):
            if alone:
                break
            time.sleep(BETWEEN_LOOKS)
            alone = self.take()
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)
        return alone

    def take(self) -> bool:
        """Whether nobody holds it; then it is held alone."""
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def give_back(self) -> None:
        """Hold it no more."""
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def is_held(self) -> bool:
        """Whether some worker runs. For those who do not hold it."""
        if not self.take():
            return True
        self.give_back()
        return False


class Watch:
    """Looks once a second whether there is work and a worker. Of all server processes, one at a time does.

    `also`: whether there is other work for one, asked once a minute; `urgent`: the same, asked each time.
    """

    def __init__(
        self,
        settings: Settings,
        database: Database,
        also: Callable[[Session], bool] | None = None,
        urgent: Callable[[Session], bool] | None = None,
    ) -> None:
        self._settings, self._database, self._also, self._urgent = settings, database, also, urgent
        self._watching = WorkerLock(settings.instance, WATCH_FILE)
        self._worker = WorkerLock(settings.instance)
        self._child: subprocess.Popen[bytes] | None = None
        self._ended = threading.Event()
        self._next_schedule = 0.0
        self._patient_until = 0.0

    def start(self) -> None:
        """Look until `end`, in a thread of its own."""
        threading.Thread(target=self._look, name="watch", daemon=True).start()

    def end(self) -> None:
        """Stop looking, and end the worker that was started here."""
        self._ended.set()
        if self._child is not None and self._child.poll() is None:
            self._child.send_signal(signal.SIGTERM)

    def _look(self) -> None:
        # Whoever holds the lock looks; when that process ends, another one takes over.
        while not self._watching.take():
            if self._ended.wait(LOOK_SECONDS):
                return
        while not self._ended.wait(LOOK_SECONDS):
            try:
                if not self._worker.is_held() and not self._is_starting() and self._is_work():
                    self._start_worker()
            except (OSError, SQLAlchemyError):
                # The database may be busy or away; it is looked at again in a second.
                logger.warning("cannot look for work on links", exc_info=True)
            if self._child is not None:
                self._child.poll()

    def _is_starting(self) -> bool:
        alive = self._child is not None and self._child.poll() is None
        return alive and time.monotonic() < self._patient_until

    def _is_work(self) -> bool:
        with self._database.reading() as session:
            if is_work_left(session) or (self._urgent is not None and self._urgent(session)):
                return True
            if time.monotonic() < self._next_schedule:
                return False
            self._next_schedule = time.monotonic() + SCHEDULE_SECONDS
            return bool(due_projects(session)) or (self._also is not None and self._also(session))

    def _start_worker(self) -> None:
        """Start one, and see it take its lock."""
        command = [sys.executable, "-m", "factcheck.cli.main", "worker"]
        command += ["--idle", str(IDLE_SECONDS), "--parent", str(os.getpid())]
        self._child = subprocess.Popen(command, stdin=subprocess.DEVNULL, env=self._environment())
        late = time.monotonic() + STARTING_SECONDS
        self._patient_until = time.monotonic() + PATIENCE_SECONDS
        while not self._ended.wait(0.1) and time.monotonic() < late and self._child.poll() is None:
            if self._worker.is_held():
                return
        if self._child.poll():
            logger.error("the worker that looks at links ended with status %s", self._child.returncode)
            self._ended.wait(STARTING_SECONDS)

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "FACTCHECK_INSTANCE": str(self._settings.instance),
            "FACTCHECK_DATABASE_URL": self._settings.database_url,
        }
