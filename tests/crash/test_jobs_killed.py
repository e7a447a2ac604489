"""The server and its worker are killed while links are fetched: no job is lost, none is done twice."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from factcheck.accounts.models import Project
from factcheck.activity.models import Event
from factcheck.annotation.models import Evidence
from factcheck.db import Database
from factcheck.evidence.link_settings import LinkSettings
from factcheck.evidence.models import EvidenceCopy, LinkCheck, LinkJob
from tests.support.hands import Hand, add_story
from tests.support.servers import LiveServer
from tests.support.web import Answer, Site, local_web, page

LINKS = 14
KILLS = 3
STORY = "The ferry leaves at nine, harbour officials said on Tuesday after a long meeting. " * 10


def count(database: Database, model: type) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def workers_of(server: LiveServer) -> list[int]:
    """The process numbers of the workers that belong to the server."""
    assert server.process is not None
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                arguments = (folder / "cmdline").read_bytes().split(b"\0")
                group = int((folder / "stat").read_text().rpartition(")")[2].split()[2])
            except OSError:
                continue
            if b"worker" in arguments and group == server.process.pid:
                found.append(int(folder.name))
    return found


def until(fact: Callable[[], bool], seconds: float = 60) -> None:
    late = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < late, "this did not come about in time"
        time.sleep(0.05)


@pytest.mark.sqlite
@pytest.mark.timeout(240)
def test_no_job_is_lost_when_server_and_worker_are_killed(new_server: Callable[..., LiveServer]) -> None:
    site: Site = {f"/{n}": Answer(page(f"Story {n}", STORY + str(n)), seconds=0.15) for n in range(LINKS)}
    with local_web(site) as web:
        server = new_server(
            environment={"FACTCHECK_FETCH_ALLOW": "127.0.0.1:*", "FACTCHECK_FETCH_PAUSE": "1"}
        )
        database = Database(server.database_url)
        with database.writing() as session:
            session.execute(update(Project).values(link_settings=LinkSettings(fetch=True).to_dict()))
        hand = Hand(server, database, "dana")
        story = add_story(database, 4)
        for number in range(LINKS):
            status, _receipt = hand.save(
                f"/articles/{story.uid}/evidence",
                f"link-{number}",
                at=story.starts[0],
                url=f"{web.url}/{number}",
            )
            assert status == 200
        hand.close()
        for number in range(KILLS):
            done = count(database, LinkCheck)
            until(lambda done=done: count(database, LinkCheck) > done)  # type: ignore[misc]
            if number % 2:
                os.kill(workers_of(server)[0], signal.SIGKILL)
            else:
                server.kill()
                server.start()
        until(lambda: count(database, LinkJob) == 0)

        with database.reading() as session:
            assert session.scalar(select(func.count()).select_from(EvidenceCopy)) == LINKS
            titles = session.scalars(select(Evidence.title)).all()
            assert Counter(titles) == Counter(f"Story {number}" for number in range(LINKS))
            fetched = session.scalars(
                select(Event.subject_uid).where(Event.action == "evidence.fetched")
            ).all()
            assert len(set(fetched)) == len(fetched) == LINKS
        server.stop()
        until(lambda: not any(b"worker" in arguments for arguments in _commands_at(server.instance)), 8)
        database.dispose()


def _commands_at(instance: Path) -> list[list[bytes]]:
    """The command lines of processes that work on the data folder."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                if f"FACTCHECK_INSTANCE={instance}".encode() in (folder / "environ").read_bytes().split(
                    b"\0"
                ):
                    found.append((folder / "cmdline").read_bytes().split(b"\0"))
            except OSError:
                continue
    return found


def test_a_worker_starts_when_there_is_work_and_not_before(new_server: Callable[..., LiveServer]) -> None:
    with local_web({"/a": Answer(page("Ferries resume", STORY))}) as web:
        server = new_server(environment={"FACTCHECK_FETCH_ALLOW": "127.0.0.1:*"})
        database = Database(server.database_url)
        time.sleep(2.5)
        assert workers_of(server) == []
        with database.writing() as session:
            session.execute(update(Project).values(link_settings=LinkSettings(fetch=True).to_dict()))
        hand, story = Hand(server, database, "dana"), add_story(database, 2)
        hand.save(f"/articles/{story.uid}/evidence", "link", at=story.starts[0], url=f"{web.url}/a")
        hand.close()
        until(lambda: count(database, EvidenceCopy) == 1, 20)
        assert len(workers_of(server)) == 1
        database.dispose()
