"""A desk that fetches from a web of this machine, and its jobs done on the spot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from factcheck.accounts.models import Project
from factcheck.annotation.models import Evidence
from factcheck.db import Database
from factcheck.evidence.archives import Archive
from factcheck.evidence.fetching.addresses import parse_allowances
from factcheck.evidence.fetching.fetch import Fetcher
from factcheck.evidence.fetching.guard import Guard
from factcheck.evidence.link_settings import LinkSettings
from factcheck.evidence.models import LinkCheck, LinkHost, LinkJob
from factcheck.evidence.reading_process import PageReader
from factcheck.evidence.service.jobs import take_jobs
from factcheck.evidence.work import Tools, perform
from tests.integration.annotation.conftest import Desk, desk
from tests.support.web import LocalWeb, local_web

__all__ = ["Desk", "desk"]


@dataclass
class Links:
    """The links of the desk. `tools`: what its jobs are done with."""

    database: Database
    tools: Tools

    def allow(self, *, fetch: bool = True, archive: bool = False, check_days: int = 0) -> None:
        """Set what the project allows."""
        with self.database.writing() as session:
            session.execute(
                update(Project).values(
                    link_settings=LinkSettings(fetch=fetch, archive=archive, check_days=check_days).to_dict()
                )
            )

    def work(self, *, rounds: int = 50) -> int:
        """Do all that is due, as a worker does; how many jobs that were."""
        done = 0
        for _ in range(rounds):
            with self.database.writing() as session:
                taken = take_jobs(session, 4)
            if not taken:
                return done
            for job in taken:
                perform(self.tools, job)
                done += 1
        return done

    def hurry(self) -> None:
        """Let what was put off be due now."""
        with self.database.writing() as session:
            session.execute(update(LinkJob).values(not_before=LinkJob.created_at))
            session.execute(update(LinkHost).values(next_at=datetime(2020, 1, 1, tzinfo=UTC)))

    def jobs(self) -> list[LinkJob]:
        """What is to be done."""
        with self.database.reading() as session:
            return list(session.scalars(select(LinkJob).order_by(LinkJob.id)))

    def evidence(self) -> Evidence:
        """The one piece of evidence there is."""
        with self.database.reading() as session:
            return session.scalars(select(Evidence)).one()

    def check(self) -> LinkCheck:
        """The latest check of the one link."""
        with self.database.reading() as session:
            return session.scalars(select(LinkCheck).where(LinkCheck.latest)).one()


@pytest.fixture(scope="session")
def page_reader() -> Iterator[PageReader]:
    """A process that reads pages."""
    reader = PageReader()
    yield reader
    reader.close()


@pytest.fixture
def web() -> Iterator[LocalWeb]:
    """A web of this machine, to which a test adds pages."""
    with local_web() as served:
        yield served


@pytest.fixture
def links(desk: Desk, database: Database, web: LocalWeb, page_reader: PageReader) -> Links:
    """The links of the desk, whose project fetches."""
    fetcher = Fetcher(Guard(parse_allowances("127.0.0.1:*")), seconds=5)
    made = Links(database, Tools(database, fetcher, page_reader, Archive(fetcher, web.url), timedelta(0)))
    made.allow()
    return made


Paste = Callable[..., str]
