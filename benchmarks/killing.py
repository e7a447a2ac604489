"""M10: the whole server is killed, again and again, while people save."""

from __future__ import annotations

import random
import time
from collections import Counter

from sqlalchemy import select, text

from benchmarks.figures import Figure
from benchmarks.places import new_place
from factcheck.activity.models import Event
from factcheck.activity.queries import fields
from factcheck.activity.service import verify
from factcheck.db import Database
from tests.support.hands import Diligent, Hand, add_story

PEOPLE = 4
SAVES = 6
"""How many saves are acknowledged, at least, between two kills."""


def measure_kills(kills: int) -> list[Figure]:
    """Lost and doubled saves of people who send each until it is acknowledged, and damage to the database."""
    chance = random.Random(10)
    with new_place() as place:
        database = Database(place.url)
        with place.serving() as server:
            people = []
            for number in range(PEOPLE):
                name = f"reader{number}"
                people.append(Diligent(Hand(server, database, name), add_story(database, 8), name))
            for person in people:
                person.start()
            for _ in range(kills):
                Diligent.wait_for(people, SAVES)
                time.sleep(chance.uniform(0, 0.1))
                server.kill()
                server.start()
            for person in people:
                person.end()
        sent = Counter(reason for person in people for reason in person.acknowledged)
        with database.reading() as session:
            query = select(Event.after).where(Event.action == "rationale.saved")
            kept = Counter(fields(after)["rationale"] for after in session.scalars(query))
            damaged = [verify(session)] if verify(session) else []
            damaged += [] if session.scalar(text("PRAGMA integrity_check")) == "ok" else ["pages"]
            damaged += [str(row) for row in session.execute(text("PRAGMA foreign_key_check"))]
        database.dispose()
    what = f"{kills} × kill -9, {sent.total():,} acknowledged saves"
    again = sum(person.sent_again for person in people)
    return [
        Figure("M10", f"{what}: lost", "", [(sent - kept).total()], 0, digits=0),
        Figure(
            "M10",
            f"the same: stored twice ({again:,} were cut off and sent again)",
            "",
            [(kept - sent).total()],
            0,
            digits=0,
        ),
        Figure("M10", "the same: faults in database and log", "", [len(damaged)], 0, digits=0),
    ]
