"""Many writers at once, in several processes and on several servers, each changing what the one before it left."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from factcheck.accounts.access import viewer_for
from factcheck.accounts.models import Role
from factcheck.accounts.permissions import Permission
from factcheck.accounts.service import add_person
from factcheck.activity.models import Event, LogHead
from factcheck.activity.service import verify
from factcheck.annotation.models import Annotation
from factcheck.annotation.service.claims import sentence_claim
from factcheck.articles.models import Segment
from factcheck.articles.queries import current_revision, lock_article
from factcheck.db import Database
from tests.support.hands import Hand, Story, add_story
from tests.support.servers import LiveServer
from tests.support.writers import write_in_processes

PROCESSES, THREADS, TIMES = 4, 4, 100
ALL = PROCESSES * THREADS * TIMES


@pytest.mark.timeout(300)
def test_c36_16_writers_in_4_processes_lose_none_of_1600_updates(
    database: Database, database_url: str
) -> None:
    story = add_story(database, 1)
    with database.writing() as session:
        user = add_person(session, name="dana", role=Role.REVIEWER, password_hash=None, actor=None)
        viewer = viewer_for(session, user)
        article = lock_article(session, viewer, story.uid, Permission.ANNOTATE)
        segment = session.scalars(select(Segment)).one()
        claim = sentence_claim(session, article, current_revision(session, article), segment, actor=user)
    with database.reading() as session:
        events_before = session.scalar(select(func.max(Event.seq))) or 0

    faults = write_in_processes(
        database_url, story.uid, claim.uid, "dana", processes=PROCESSES, threads=THREADS, times=TIMES
    )

    assert faults == []
    with database.reading() as session:
        annotation = session.scalars(select(Annotation)).one()
        assert annotation.rationale == str(ALL)
        assert annotation.version == ALL
        assert annotation.active_seconds == ALL
        saved = select(func.count()).select_from(Event).where(Event.action == "rationale.saved")
        assert session.scalar(saved) == ALL
        assert session.scalars(select(LogHead.seq)).one() == events_before + ALL
        assert verify(session) is None


WRITERS, SECONDS, REASONS = 16, 100, 10


@pytest.mark.postgresql
@pytest.mark.timeout(300)
def test_c36_16_writers_on_two_servers_of_one_postgresql_lose_none_of_1600_updates(
    new_server: Callable[..., LiveServer], database_url: str
) -> None:
    servers = [new_server(workers=2), new_server(workers=2)]
    database = Database(database_url)
    story = add_story(database, 1)
    hands = [Hand(servers[number % 2], database, "dana") for number in range(WRITERS)]
    first = {"at": story.starts[0], "text": "0"}
    assert hands[0].save(f"/articles/{story.uid}/rationale", "first", **first)[0] == 200

    def write(number: int) -> None:
        hand = hands[number]
        for turn in range(SECONDS):
            path = f"/articles/{story.uid}/active"
            status, told = hand.save(path, f"s{number}-{turn}", at=story.starts[0], seconds=1)
            assert status == 200, told
            if turn % (SECONDS // REASONS) == 0:
                _write_on(database, hand, story, f"r{number}-{turn}")

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))

    with database.reading() as session:
        annotation = session.scalars(select(Annotation)).one()
        assert annotation.active_seconds == WRITERS * SECONDS
        marks = annotation.rationale.split()
        assert len(marks) == len(set(marks)) == WRITERS * REASONS + 1
        assert annotation.version == WRITERS * REASONS + 1
        saved = select(func.count()).select_from(Event).where(Event.action == "rationale.saved")
        assert session.scalar(saved) == WRITERS * REASONS + 1
        assert verify(session) is None
    for hand in hands:
        hand.close()
    database.dispose()


def _write_on(database: Database, hand: Hand, story: Story, key: str) -> None:
    """Read the reason and write a mark of one's own behind it; where somebody was faster, read it anew."""
    path = f"/articles/{story.uid}/rationale"
    status, told = 0, dict[str, object]()
    for attempt in range(1_000):
        with database.reading() as session:
            stored = session.scalars(select(Annotation)).one()
            fields = {"text": f"{stored.rationale} {key}", "version": stored.version}
        status, told = hand.save(path, f"{key}-{attempt}", at=story.starts[0], **fields)
        if status != 409:
            break
    assert status == 200, told
