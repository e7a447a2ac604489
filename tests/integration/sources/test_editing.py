"""Saying who a source is: names, links, confidence; and taking it back."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from factcheck.activity.models import Event
from factcheck.activity.queries import fields
from factcheck.activity.service import undo, verify
from factcheck.errors import Conflict, Invalid
from factcheck.sources.models import SourceName, SourceWord
from factcheck.sources.service.editing import (
    add_alias,
    approve_identity,
    edit_source,
    remove_alias,
    shown,
)
from tests.integration.sources.conftest import Newsroom


def edit(
    newsroom: Newsroom, name: str, values: dict[str, Any], *, named: bool = True, **options: Any
) -> None:
    with newsroom.database.writing() as session:
        source = newsroom.named(session, name, named=named)
        edit_source(session, source, values, actor=newsroom.person(session, "dana"), **options)


def stored(newsroom: Newsroom, name: str, *, named: bool = True) -> dict[str, Any]:
    with newsroom.database.writing() as session:
        return shown(session, newsroom.named(session, name, named=named))


def test_c53_an_edit_is_one_event_and_undo_brings_everything_back(newsroom: Newsroom) -> None:
    newsroom.uid("Reuters")
    before = stored(newsroom, "Reuters")
    values = {
        "name": "Reuters News",
        "kind": "outlet",
        "aliases": ["RTR", "Thomson  Reuters"],
        "links": ["reuters.example/about", "http://a.example/"],
        "note": "Wire service.\r\n",
    }
    edit(newsroom, "Reuters", values)
    after = stored(newsroom, "Reuters News")
    assert after == before | {
        "name": "Reuters News",
        "kind": "outlet",
        "aliases": ["RTR", "Thomson Reuters"],
        "links": ["https://reuters.example/about", "http://a.example/"],
        "note": "Wire service.",
    }
    with newsroom.database.writing() as session:
        events = session.scalars(select(Event).where(Event.subject == "source")).all()
        assert [event.action for event in events] == ["source.edited"]
        assert fields(events[0].after) == {key: after[key] for key in values}
        undo(session, events[0], actor=newsroom.person(session, "dana"))
    assert stored(newsroom, "Reuters") == before
    with newsroom.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(SourceName)) == 1
        assert session.scalars(select(SourceWord.word)).all() == ["reuters"]
        assert verify(session) is None


def test_an_edit_that_changes_nothing_records_nothing(newsroom: Newsroom) -> None:
    edit(newsroom, "Reuters", {"name": "Reuters", "aliases": ["REUTERS"], "links": []})
    with newsroom.database.reading() as session:
        assert not session.scalars(select(Event).where(Event.subject == "source")).all()


def test_an_alias_leads_here_until_it_is_taken_away(newsroom: Newsroom) -> None:
    with newsroom.database.writing() as session:
        source, dana = newsroom.named(session, "Reuters"), newsroom.person(session, "dana")
        add_alias(session, source, "RTR", actor=dana)
        assert newsroom.named(session, "rtr") is source
        remove_alias(session, source, "Rtr", actor=dana)
        assert newsroom.named(session, "rtr") is not source


def test_a_name_of_another_source_is_refused_with_the_way_out(newsroom: Newsroom) -> None:
    newsroom.uid("AFP")
    newsroom.uid("Reuters")
    with pytest.raises(Conflict, match="merge them") as refused:
        edit(newsroom, "Reuters", {"aliases": ["afp"]})
    assert (refused.value.field, refused.value.theirs) == ("aliases", "AFP")
    with pytest.raises(Conflict):
        edit(newsroom, "Reuters", {"name": "AFP"})
    assert stored(newsroom, "Reuters")["aliases"] == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 301}, "name"),
        ({"kind": "robot"}, "kind"),
        ({"aliases": ["a" * 301]}, "aliases"),
        ({"aliases": [f"alias {n}" for n in range(51)]}, "aliases"),
        ({"links": ["javascript:alert(1)"]}, "links"),
        ({"links": ["ftp://a.example/"]}, "links"),
        ({"links": ["https://user:word@a.example/"]}, "links"),
        ({"links": ["data:text/html,x"]}, "links"),
        ({"links": [f"https://a.example/{n}" for n in range(21)]}, "links"),
        ({"note": "x" * 5_001}, "note"),
        ({"identity_known": True}, "identity_known"),
    ],
)
def test_c27_what_cannot_be_kept_is_refused_by_the_field_at_fault(
    newsroom: Newsroom, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        edit(newsroom, "Reuters", values)
    assert refused.value.field == field


def test_c37_a_form_that_was_read_before_somebody_elses_change_is_refused_with_both(
    newsroom: Newsroom,
) -> None:
    newsroom.uid("Reuters")
    edit(newsroom, "Reuters", {"note": "theirs"}, version=1)
    with pytest.raises(Conflict) as refused:
        edit(newsroom, "Reuters", {"note": "mine"}, version=1)
    assert (refused.value.field, refused.value.yours, refused.value.theirs) == ("note", "mine", "theirs")
    assert refused.value.version == 2
    edit(newsroom, "Reuters", {"note": "theirs"}, version=1)


def test_a_later_change_must_be_undone_first(newsroom: Newsroom) -> None:
    edit(newsroom, "Reuters", {"note": "one"})
    edit(newsroom, "Reuters", {"note": "two"})
    with newsroom.database.writing() as session:
        first = session.scalars(select(Event).where(Event.subject == "source").order_by(Event.seq)).first()
        assert first is not None
        with pytest.raises(Conflict, match="later change first"):
            undo(session, first, actor=newsroom.person(session, "dana"))


def test_only_that_an_editor_knows_and_which_lead_approved_is_kept(newsroom: Newsroom) -> None:
    newsroom.uid("an official", named=False)
    with newsroom.database.writing() as session:
        source, lee = newsroom.named(session, "an official", named=False), newsroom.person(session, "lee")
        with pytest.raises(Conflict, match="First say"):
            approve_identity(session, source, approved=True, actor=lee)
    edit(newsroom, "an official", {"identity_known": True}, named=False)
    with newsroom.database.writing() as session:
        source, lee = newsroom.named(session, "an official", named=False), newsroom.person(session, "lee")
        event = approve_identity(session, source, approved=True, actor=lee)
        assert event is not None
        assert (event.action, fields(event.after)) == ("source.approved", {"identity_approved_by": lee.uid})
        assert approve_identity(session, source, approved=True, actor=lee) is None
    edit(newsroom, "an official", {"identity_known": False}, named=False)
    with newsroom.database.writing() as session:
        source = newsroom.named(session, "an official", named=False)
        assert (source.identity_known, source.identity_approved_by_id) == (False, None)
        last = session.scalars(select(Event).order_by(Event.seq.desc())).first()
        assert last is not None
        undo(session, last, actor=newsroom.person(session, "dana"))
        assert source.identity_known
        assert source.identity_approved_by_id == newsroom.person(session, "lee").id
