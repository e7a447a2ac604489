"""The whole server is killed, again and again, while people save."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Callable

import pytest
from sqlalchemy import func, select, text

from factcheck.activity.models import Event, Receipt
from factcheck.annotation.models import Annotation, Claim
from factcheck.db import Database
from tests.support.hands import Diligent, Hand, add_story
from tests.support.servers import LiveServer

KILLS = 20
PEOPLE = 4
SAVES = 6
"""How many saves are acknowledged, at least, between two kills."""


@pytest.mark.sqlite
@pytest.mark.timeout(300)
def test_c41_every_acknowledged_save_is_there_exactly_once_after_20_kills(
    new_server: Callable[..., LiveServer],
) -> None:
    server = new_server()
    database = Database(server.database_url)
    people = []
    for number in range(PEOPLE):
        name = f"reader{number}"
        people.append(Diligent(Hand(server, database, name), add_story(database, 8), name))
    chance = random.Random(41)
    for person in people:
        person.start()
    for _ in range(KILLS):
        Diligent.wait_for(people, SAVES)
        time.sleep(chance.uniform(0, 0.1))
        server.kill()
        server.start()
    for person in people:
        person.end()

    acknowledged = [reason for person in people for reason in person.acknowledged]
    assert not [answer for person in people for answer in person.refused]
    assert sum(person.sent_again for person in people) >= KILLS, "the server was killed while nobody saved"
    with database.reading() as session:
        saved = session.scalars(select(Event.after).where(Event.action == "rationale.saved")).all()
        assert Counter(json.loads(after or "")["rationale"] for after in saved) == Counter(acknowledged)
        assert session.scalar(select(func.count()).select_from(Receipt)) == len(acknowledged)
        assert session.scalar(select(func.count()).select_from(Receipt).where(Receipt.status != 200)) == 0
        _assert_nothing_is_half_saved(database)
        assert session.scalar(text("PRAGMA integrity_check")) == "ok"
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []
    assert "whole" in server.run("check")
    assert "Traceback" not in server.printed()
    database.dispose()


def _assert_nothing_is_half_saved(database: Database) -> None:
    """Each record stands where its last event left it, with a version for each, on a claim of its own."""
    with database.reading() as session:
        for record in session.scalars(select(Annotation)):
            own = select(Event).where(Event.subject_uid == record.uid).order_by(Event.seq)
            events = session.scalars(own).all()
            assert record.version == len(events)
            assert json.loads(events[-1].after or "") == {"rationale": record.rationale}
        claims = session.scalars(select(Claim.uid)).all()
        made = session.scalars(select(Event.subject_uid).where(Event.action == "claim.created")).all()
        assert sorted(claims) == sorted(made)
        assert len(claims) == session.scalar(select(func.count()).select_from(Annotation))
