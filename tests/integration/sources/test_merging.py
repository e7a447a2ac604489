"""Two sources become one, and two again."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from sqlalchemy import func, select

from factcheck.activity.models import Event
from factcheck.activity.queries import fields
from factcheck.activity.service import undo, verify
from factcheck.annotation.models import Annotation, Hop
from factcheck.annotation.service.merging import merge_sources
from factcheck.errors import Conflict, Invalid, NotFound
from factcheck.sources.models import Source, SourceName
from factcheck.sources.service.editing import add_alias, edit_source, remove_alias
from tests.integration.sources.conftest import Newsroom


def merge(
    newsroom: Newsroom,
    name: str,
    into: str,
    *,
    named: tuple[bool, bool] = (True, True),
    on: tuple[int, int] = (0, 0),
) -> int:
    """Merge the sources of these names; the number of the event."""
    with newsroom.database.writing() as session:
        source = newsroom.named(session, name, named=named[0], on=on[0])
        kept = newsroom.named(session, into, named=named[1], on=on[1])
        return merge_sources(session, source, into=kept, actor=newsroom.person(session, "lee")).seq


def take_back(newsroom: Newsroom, seq: int) -> None:
    with newsroom.database.writing() as session:
        event = session.get_one(Event, seq)
        undo(session, event, actor=newsroom.person(session, "lee"))


def whole(newsroom: Newsroom) -> dict[str, Any]:
    """Everything that a merge may touch, but for versions."""
    with newsroom.database.reading() as session:
        sources = session.scalars(select(Source).order_by(Source.id)).all()
        names = session.scalars(select(SourceName).order_by(SourceName.id)).all()
        hops = session.scalars(select(Hop).order_by(Hop.id)).all()
        return {
            "sources": [
                (each.uid, each.label, each.links, each.identity_known, each.merged_into_id, each.merge_seq)
                for each in sources
            ],
            "names": [(each.source_id, each.scope, each.name) for each in names],
            "hops": [(each.uid, each.source_id) for each in hops],
        }


def test_every_hop_of_every_article_moves_in_one_event_and_undo_brings_everything_back(
    newsroom: Newsroom,
) -> None:
    claims = [
        newsroom.chain("Courier", "Northern Courier"),
        newsroom.chain("The Daily", "Courier", by="robin", on=1),
    ]
    with newsroom.database.writing() as session:
        courier, dana = newsroom.named(session, "Courier"), newsroom.person(session, "dana")
        edit_source(
            session,
            courier,
            {"aliases": ["NC"], "links": ["https://nc.example/", "https://x.example/"]},
            actor=dana,
        )
        edit_source(
            session,
            newsroom.named(session, "Northern Courier"),
            {"links": ["https://x.example/"]},
            actor=dana,
        )
        hop = session.scalars(select(Hop).where(Hop.source_id == courier.id)).first()
        assert hop is not None
        versions = session.scalars(select(Annotation.version).order_by(Annotation.id)).all()
        events = session.scalar(select(func.count()).select_from(Event))
    before = whole(newsroom)
    seq = merge(newsroom, "Courier", "Northern Courier")
    assert [newsroom.sources_of(claim) for claim in claims] == [
        ["Northern Courier", "Northern Courier"],
        ["The Daily", "Northern Courier"],
    ]
    for name in ("courier", "nc", "northern courier"):
        assert newsroom.uid(name) == newsroom.uid("Northern Courier")
    with newsroom.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Event)) == (events or 0) + 1
        event = session.get_one(Event, seq)
        assert (event.action, event.subject) == ("source.merged", "merge")
        assert len(fields(event.after)["hops"]) == 2
        assert session.scalars(select(Annotation.version).order_by(Annotation.id)).all() == versions
        kept = session.scalars(select(Source).where(Source.name == "Northern Courier")).one()
        assert kept.links == ["https://x.example/", "https://nc.example/"]
    take_back(newsroom, seq)
    assert whole(newsroom) == before
    with newsroom.database.reading() as session:
        assert verify(session) is None
    with pytest.raises(NotFound, match="already undone"):
        take_back(newsroom, seq)


def test_a_hop_that_was_taken_out_moves_too_so_that_it_comes_back_right(newsroom: Newsroom) -> None:
    from factcheck.db import now

    claim = newsroom.chain("Courier")
    with newsroom.database.writing() as session:
        session.scalars(select(Hop)).one().removed_at = now()
    merge(newsroom, "Courier", "Northern Courier")
    with newsroom.database.writing() as session:
        session.scalars(select(Hop)).one().removed_at = None
    assert newsroom.sources_of(claim) == ["Northern Courier"]


def test_a_reviewers_undo_of_an_older_change_goes_to_the_kept_source(newsroom: Newsroom) -> None:
    from factcheck.annotation.models import Claim
    from factcheck.annotation.service.changes import Context
    from factcheck.annotation.service.hops import edit_hop

    claim = newsroom.chain("Courier")
    with newsroom.database.writing() as session:
        context = Context(
            newsroom.article(session),
            session.scalars(select(Claim)).one(),
            newsroom.person(session, "dana"),
            session.scalars(select(Annotation)).one(),
        )
        hop = session.scalars(select(Hop)).one()
        session.refresh(hop, ["source"])
        edit_hop(session, context, hop, {}, label="The Daily")
    merge(newsroom, "Courier", "Northern Courier")
    merge(newsroom, "The Daily", "Daily")
    with newsroom.database.writing() as session:
        edited = session.scalars(select(Event).where(Event.action == "hop.edited")).one()
        undo(session, edited, actor=newsroom.person(session, "dana"))
    assert newsroom.sources_of(claim) == ["Northern Courier"]


def test_an_unnamed_source_can_be_one_with_another_of_its_article_or_turn_out_to_be_somebody(
    newsroom: Newsroom,
) -> None:
    claim = newsroom.chain(("an official", {"identification": "unnamed_described"}))
    first = merge(newsroom, "an official", "a port official", named=(False, False))
    assert newsroom.sources_of(claim) == ["a port official"]
    second = merge(newsroom, "a port official", "Jane Doe", named=(False, True))
    assert newsroom.sources_of(claim) == ["Jane Doe"]
    assert newsroom.uid("an official", named=False) == newsroom.uid("Jane Doe")
    with pytest.raises(Conflict, match="Undo that merge first"):
        take_back(newsroom, first)
    take_back(newsroom, second)
    take_back(newsroom, first)
    assert newsroom.sources_of(claim) == ["an official"]


@pytest.mark.parametrize(
    ("name", "into", "named", "on", "why"),
    [
        ("A", "A", (True, True), (0, 0), "another source"),
        ("A", "b", (True, False), (0, 0), "source with a name stays"),
        ("a", "b", (False, False), (0, 1), "two articles"),
    ],
)
def test_what_cannot_be_one_is_refused(
    newsroom: Newsroom, name: str, into: str, named: tuple[bool, bool], on: tuple[int, int], why: str
) -> None:
    with pytest.raises(Invalid, match=why):
        merge(newsroom, name, into, named=named, on=on)


def test_a_merged_source_is_neither_merged_again_nor_edited(newsroom: Newsroom) -> None:
    with newsroom.database.writing() as session:
        first, second, third = (newsroom.named(session, name) for name in "ABC")
        lee = newsroom.person(session, "lee")
        merge_sources(session, first, into=second, actor=lee)
        with pytest.raises(Conflict, match="merged into"):
            merge_sources(session, first, into=third, actor=lee)
        with pytest.raises(Conflict, match="merged into"):
            merge_sources(session, third, into=first, actor=lee)
        with pytest.raises(Conflict, match="merged into"):
            edit_source(session, first, {"note": "x"}, actor=lee)


def test_no_name_is_put_to_a_confidential_source(newsroom: Newsroom) -> None:
    newsroom.uid("an official", named=False)
    with newsroom.database.writing() as session:
        source = newsroom.named(session, "an official", named=False)
        edit_source(session, source, {"identity_known": True}, actor=newsroom.person(session, "dana"))
    with pytest.raises(Conflict, match="never kept"):
        merge(newsroom, "an official", "Jane Doe", named=(False, True))
    newsroom.chain(("an aide", {"identification": "unnamed_described", "ground_rules": "off_record"}))
    with pytest.raises(Conflict, match="off the record"):
        merge(newsroom, "an aide", "Jane Doe", named=(False, True))
    merge(newsroom, "an official", "an aide", named=(False, False))
    with newsroom.database.reading() as session:
        aide = session.scalars(select(Source).where(Source.description == "an aide")).one()
        assert (aide.identity_known, aide.identity_approved_by_id) == (True, None)


def test_a_merge_is_taken_back_later_without_touching_what_was_done_since(newsroom: Newsroom) -> None:
    old = newsroom.chain("Courier")
    seq = merge(newsroom, "Courier", "Northern Courier")
    since = newsroom.chain("Courier", on=1)
    take_back(newsroom, seq)
    assert newsroom.sources_of(old) == ["Courier"]
    assert newsroom.sources_of(since) == ["Northern Courier"]


def test_an_alias_that_was_taken_away_since_comes_back(newsroom: Newsroom) -> None:
    seq = merge(newsroom, "Courier", "Northern Courier")
    with newsroom.database.writing() as session:
        kept = newsroom.named(session, "Northern Courier")
        remove_alias(session, kept, "Courier", actor=newsroom.person(session, "dana"))
    take_back(newsroom, seq)
    assert newsroom.uid("Courier") != newsroom.uid("Northern Courier")


def test_a_merge_stays_where_the_name_is_somebody_elses_or_the_kept_ones_own_by_now(
    newsroom: Newsroom,
) -> None:
    seq = merge(newsroom, "Courier", "Northern Courier")
    with newsroom.database.writing() as session:
        kept, dana = newsroom.named(session, "Northern Courier"), newsroom.person(session, "dana")
        edit_source(session, kept, {"name": "Courier", "aliases": ["Northern Courier"]}, actor=dana)
    with pytest.raises(Conflict, match="what the kept source is called"):
        take_back(newsroom, seq)
    with newsroom.database.writing() as session:
        kept, dana = newsroom.named(session, "Northern Courier"), newsroom.person(session, "dana")
        edit_source(session, kept, {"name": "Northern Courier", "aliases": []}, actor=dana)
        add_alias(session, newsroom.named(session, "Third"), "Courier", actor=dana)
    with pytest.raises(Conflict, match="name of “Third”"):
        take_back(newsroom, seq)


@pytest.mark.postgresql
def test_a_hop_that_is_added_while_its_source_is_merged_lands_on_the_kept_one(newsroom: Newsroom) -> None:
    newsroom.uid("Courier")
    merged, naming = threading.Event(), threading.Event()
    claims: list[str] = []

    def add() -> None:
        merged.wait(10)
        naming.set()
        claims.append(newsroom.chain("Courier"))

    thread = threading.Thread(target=add)
    thread.start()
    with newsroom.database.writing() as session:
        source, kept = newsroom.named(session, "Courier"), newsroom.named(session, "Northern Courier")
        merge_sources(session, source, into=kept, actor=newsroom.person(session, "lee"))
        merged.set()
        naming.wait(10)
        thread.join(1)
        assert thread.is_alive(), "the other one waits for the merge"
    thread.join(20)
    assert newsroom.sources_of(claims[0]) == ["Northern Courier"]
