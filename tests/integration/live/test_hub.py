"""One process's live pages, without a server: the limit, and rights that end without a word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from factcheck.accounts.access import viewer_of
from factcheck.accounts.models import Membership, SignInSession, User
from factcheck.db import Database
from factcheck.live import hub as hubs
from factcheck.live import stream as streams
from factcheck.live.hub import Hub, hub_of
from factcheck.live.stream import Stream
from tests.integration.annotation.conftest import Desk

pytestmark = pytest.mark.sqlite
PAGE = "0123456789abcdef"


@pytest.fixture
def hub(database: Database) -> Iterator[Hub]:
    """A hub that serves until the test is over."""
    alive = [True]
    found = Hub(database)
    found.serve(lambda: bool(alive))
    yield found
    alive.clear()


def test_a_program_that_cannot_say_when_it_ends_has_its_pages_ask_instead(desk: Desk) -> None:
    answer = desk.enter("dana").get(f"/articles/{desk.article.uid}/live?after=0&page={PAGE}")

    assert answer.status_code == 204


def test_c51_past_the_limit_a_page_is_told_to_ask(
    app: Flask, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hubs, "STREAMS", 1)
    alive = [True]
    hub_of(app).serve(lambda: bool(alive))
    client = desk.enter("dana")
    path = f"/articles/{desk.article.uid}/live?after=0&page={PAGE}"

    first = client.get(path)
    assert first.status_code == 200
    assert client.get(path).status_code == 204
    first.close()
    again = client.get(path)
    assert again.status_code == 200
    alive.clear()
    again.close()


@pytest.mark.parametrize("ended", [SignInSession, Membership])
def test_c3_a_stream_ends_though_nobody_told_of_what_ended(
    desk: Desk,
    database: Database,
    hub: Hub,
    monkeypatch: pytest.MonkeyPatch,
    ended: type[SignInSession | Membership],
) -> None:
    monkeypatch.setattr(streams, "HEARTBEAT", 0.05)
    monkeypatch.setattr(streams, "RECHECK", 0.1)
    with database.reading() as session:
        query = select(SignInSession).join(SignInSession.user).where(User.name == "dana")
        credential = session.scalars(query.options(joinedload(SignInSession.user))).one()
        viewer = viewer_of(session, credential)
    assert viewer is not None
    ear = hub.attach(desk.article.id, viewer.user.uid, PAGE)
    assert ear is not None
    heard = Stream(hub, ear, viewer, credential, desk.article, 0).run()
    assert "event: hello" in next(heard)

    with database.writing() as session:
        session.execute(delete(ended).where(ended.user_id == viewer.user.id))

    assert "event: ended" in "".join(heard)
