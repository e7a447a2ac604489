"""The background worker: takes jobs on links from the database and has huey's threads do them.

The database says what is to be done (`service.jobs`); huey (its queue in a file of the data folder) hands it to
threads, times what recurs, and stops in good order. A worker that is killed loses nothing: the next one finds the jobs.
"""

from __future__ import annotations

import logging
import os
import signal
import sqlite3
import threading
import time
from collections.abc import Callable
from datetime import timedelta

from huey.api import SqliteHuey, crontab
from huey.consumer import Consumer
from sqlalchemy.exc import SQLAlchemyError

from factcheck import __version__
from factcheck.config import Settings
from factcheck.db import Database
from factcheck.errors import Busy
from factcheck.evidence.archives import Archive
from factcheck.evidence.fetching.addresses import parse_allowances
from factcheck.evidence.fetching.fetch import Fetcher
from factcheck.evidence.fetching.guard import Guard
from factcheck.evidence.reading_process import PageReader
from factcheck.evidence.service.jobs import Taken, due_hosts, release_all, take_jobs
from factcheck.evidence.service.runs import due_projects, start_due_runs
from factcheck.evidence.watch import WorkerLock
from factcheck.evidence.work import Tools, perform

POLL_SECONDS = 1.0
QUEUE_FILE = "jobs.sqlite3"
logger = logging.getLogger(__name__)


def make_tools(settings: Settings, database: Database) -> Tools:
    """What jobs are done with, for these settings. Raises Misconfigured."""
    contact = f"; {settings.fetch_contact}" if settings.fetch_contact else ""
    agent = f"Factcheck/{__version__} (looks up links that a fact-checker cited{contact})"
    fetcher = Fetcher(Guard(parse_allowances(settings.fetch_allow)), agent=agent)
    return Tools(
        database,
        fetcher,
        PageReader(),
        Archive(fetcher, settings.archive_url, settings.archive_keys),
        timedelta(milliseconds=settings.fetch_pause),
    )


class Worker:
    """One worker process. `idle_seconds`: end after so long without work; None: never. `parent`: end when it has.

    `chore`: what else is done, when it starts and once an hour. `errand`: what else goes out, asked for every second in
    a thread of its own; it says how much it was.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        threads: int,
        idle_seconds: float | None = None,
        parent: int | None = None,
        chore: Callable[[Database], object] | None = None,
        errand: Callable[[Database, Fetcher], int] | None = None,
    ) -> None:
        self._tools = make_tools(settings, Database(settings.database_url))
        self._lock = WorkerLock(settings.instance)
        # A queue of its own: its threads do what it took, nobody else's.
        self._huey = SqliteHuey(
            f"factcheck-{os.getpid()}",
            filename=str(settings.instance / QUEUE_FILE),
            results=False,
            fsync=False,
        )
        self._do = self._huey.task(name="do_job")(self._perform)
        self._huey.periodic_task(crontab(minute="*"), name="start_due_runs")(self._start_due_runs)
        self._chore, self._errand = chore, errand
        self._huey.periodic_task(crontab(minute="0"), name="do_chore")(self._do_chore)
        self._threads, self._idle_seconds, self._parent = threads, idle_seconds, parent
        self._free = threading.Semaphore(threads)
        self._wake = threading.Event()
        self._last_work = time.monotonic()
        self._under_way = 0

    def run(self) -> None:
        """Work until SIGTERM or SIGINT, or until there is nothing to do for as long as was said."""
        if self._lock.hold():
            self._forget_predecessor()
        self._do_chore()
        dispatcher = threading.Thread(target=self._dispatch, name="dispatcher", daemon=True)
        consumer = Consumer(
            self._huey,
            workers=self._threads,
            initial_delay=0.02,
            max_delay=0.5,
            shutdown_timeout=3,
            graceful_signal="TERM",
        )
        dispatcher.start()
        threading.Thread(target=self._run_errands, name="errands", daemon=True).start()
        consumer.run()
        self._huey.storage.flush_all()
        self._tools.reader.close()

    def _forget_predecessor(self) -> None:
        """Nobody else is at work: what is marked as taken was left by a worker that was killed."""
        self._huey.storage.sql("delete from task", commit=True)
        self._huey.storage.sql("delete from schedule", commit=True)
        with self._tools.database.writing() as session:
            release_all(session)

    def _dispatch(self) -> None:
        while not self._is_over():
            try:
                given = self._give_out()
            except (SQLAlchemyError, sqlite3.Error, Busy):
                # The desk's database or the queue's file is busy: what was taken comes up again.
                logger.exception("jobs cannot be given out")
                given = 0
            if given or self._under_way:
                self._last_work = time.monotonic()
            if not given:
                self._wake.wait(POLL_SECONDS)
            self._wake.clear()
        os.kill(os.getpid(), signal.SIGTERM)

    def _run_errands(self) -> None:
        while self._errand is not None and not self._is_over():
            try:
                if self._errand(self._tools.database, self._tools.fetcher):
                    self._last_work = time.monotonic()
            except (SQLAlchemyError, Busy):
                # What was taken out comes up again.
                logger.exception("what goes out cannot be sent")
            time.sleep(POLL_SECONDS)

    def _is_over(self) -> bool:
        idle = time.monotonic() - self._last_work
        orphaned = self._parent is not None and os.getppid() != self._parent
        return orphaned or (self._idle_seconds is not None and idle > self._idle_seconds)

    def _give_out(self) -> int:
        """Take as many jobs as there are free threads, and give them to huey; how many."""
        room = 0
        while room < self._threads and self._free.acquire(blocking=False):
            room += 1
        taken: list[Taken] = []
        given = 0
        try:
            if room:
                with self._tools.database.reading() as session:
                    waiting = bool(due_hosts(session, 1))
                if waiting:
                    with self._tools.database.writing() as session:
                        taken = take_jobs(session, room)
            for job in taken:
                self._do(job.id, job.host, job.attempts)
                self._under_way += 1
                given += 1
        finally:
            if room > given:
                self._free.release(room - given)
        return given

    def _perform(self, job_id: int, host: str, attempts: int) -> None:
        try:
            perform(self._tools, Taken(job_id, host, attempts))
        finally:
            self._under_way -= 1
            self._free.release()
            self._wake.set()

    def _do_chore(self) -> None:
        if self._chore is None:
            return
        try:
            self._chore(self._tools.database)
        except (SQLAlchemyError, Busy):
            # It is done another time.
            logger.exception("what is done once an hour failed")

    def _start_due_runs(self) -> None:
        with self._tools.database.reading() as session:
            due = bool(due_projects(session))
        if due:
            with self._tools.database.writing() as session:
                start_due_runs(session)
