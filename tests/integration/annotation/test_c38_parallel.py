"""One save sent many times at once, over real HTTP to a server of several processes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from sqlalchemy import func, select

from factcheck.activity.models import Event, Receipt
from factcheck.annotation.models import Evidence
from factcheck.db import Database
from tests.support.hands import Hand, add_story
from tests.support.servers import LiveServer

TIMES = 20


def test_c38_one_key_sent_20_times_in_parallel_attaches_one_link_and_gets_one_answer(
    new_server: Callable[..., LiveServer],
) -> None:
    server = new_server()
    database = Database(server.database_url)
    story = add_story(database, 3)
    hands = [Hand(server, database, "dana") for _ in range(TIMES)]
    gate = Barrier(TIMES)

    def send(hand: Hand) -> tuple[int, dict[str, Any]]:
        gate.wait()
        link = "https://example.org/timetable"
        return hand.save(f"/articles/{story.uid}/evidence", "one-key", at=story.starts[1], url=link)

    with ThreadPoolExecutor(TIMES) as pool:
        answers = list(pool.map(send, hands))

    assert [status for status, _receipt in answers] == [200] * TIMES
    assert all(receipt == answers[0][1] for _status, receipt in answers)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Evidence)) == 1
        assert session.scalar(select(func.count()).select_from(Receipt)) == 1
        added = select(func.count()).select_from(Event).where(Event.action == "evidence.added")
        assert session.scalar(added) == 1

    status, answer = hands[0].save(
        f"/articles/{story.uid}/evidence", "one-key", at=story.starts[1], url="https://example.org/other"
    )
    assert status == 422
    assert "key" in answer["error"]["message"]
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Evidence)) == 1
    for hand in hands:
        hand.close()
    database.dispose()


def test_c38_another_person_may_use_the_same_key(new_server: Callable[..., LiveServer]) -> None:
    server = new_server(workers=1)
    database = Database(server.database_url)
    story = add_story(database, 3)
    receipts = []
    for name in ("dana", "robin"):
        hand = Hand(server, database, name)
        path = f"/articles/{story.uid}/verdict"
        status, receipt = hand.save(path, "one-key", at=story.starts[0], verdict="mixed")
        assert status == 200
        receipts.append(receipt)
        hand.close()
    assert receipts[0]["claim"] == receipts[1]["claim"]
    assert receipts[0]["change"] != receipts[1]["change"]
    database.dispose()
