"""Sentences are parted, joined and named by hand; every change can be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts import queries as accounts
from factcheck.activity.models import Event
from factcheck.activity.queries import fields
from factcheck.activity.service import undo, verify
from factcheck.articles import mending, queries
from factcheck.articles.models import Article, SegmentKind
from factcheck.db import Database
from factcheck.errors import Conflict, Invalid
from tests.integration.articles.conftest import TEXT, put_in

MINISTER = TEXT.index("Transport")
QUOTE = TEXT.index('"We')
NOBODY = TEXT.index("Nobody")
Change = Callable[[Session, Article], object]


@pytest.fixture
def article(database: Database) -> Article:
    with database.writing() as session:
        return put_in(session)


def sentences(session: Session, article: Article) -> list[str]:
    revision = queries.current_revision(session, article)
    return [revision.text[row.start : row.end] for row in queries.segments_of(session, revision)]


def spans(database: Database, article: Article) -> list[tuple[int, int, str, int]]:
    with database.reading() as session:
        rows = queries.segments_of(session, queries.current_revision(session, article))
        return [(row.start, row.end, row.kind, row.paragraph) for row in rows]


def mend(database: Database, article: Article, change: Change) -> Event:
    with database.writing() as session:
        change(session, session.get_one(Article, article.id))
    with database.reading() as session:
        return session.scalars(select(Event).order_by(Event.seq.desc()).limit(1)).one()


def split(database: Database, article: Article, at: int, offset: int) -> Event:
    def change(session: Session, article: Article) -> object:
        return mending.split_segment(session, article, at, offset, actor=accounts.get_user(session, "robin"))

    return mend(database, article, change)


def merge(database: Database, article: Article, at: int) -> Event:
    def change(session: Session, article: Article) -> object:
        return mending.merge_segment(session, article, at, actor=accounts.get_user(session, "robin"))

    return mend(database, article, change)


def take_back(database: Database, event: Event) -> None:
    with database.writing() as session:
        undo(session, session.get_one(Event, event.seq), actor=accounts.get_user(session, "robin"))


def test_a_sentence_is_parted_at_the_caret_without_the_white_space(
    database: Database, article: Article
) -> None:
    event = split(database, article, MINISTER, TEXT.index(" met"))
    with database.reading() as session:
        assert sentences(session, article)[1:3] == [
            "Transport minister Ilse Halden",
            "met the Tarsk ambassador on Tuesday.",
        ]
        assert verify(session) is None
    assert event.action == "segment.split"
    start, cut, end = MINISTER, TEXT.index(" met"), QUOTE - 1
    assert fields(event.before) == {"segments": [[start, end, "body", 1]]}
    assert fields(event.after) == {"segments": [[start, cut, "body", 1], [cut + 1, end, "body", 1]]}


def test_a_sentence_is_joined_with_the_next(database: Database, article: Article) -> None:
    event = merge(database, article, MINISTER)
    with database.reading() as session:
        assert sentences(session, article)[1] == TEXT[MINISTER : NOBODY - 1]
    assert event.action == "segment.merged"


@pytest.mark.parametrize("what", ["split", "merge", "kind"])
def test_undo_puts_the_sentences_back_and_undo_of_that_changes_them_again(
    database: Database, article: Article, what: str
) -> None:
    before = spans(database, article)
    if what == "split":
        event = split(database, article, MINISTER, MINISTER + 12)
    elif what == "merge":
        event = merge(database, article, QUOTE)
    else:
        event = mend(
            database,
            article,
            lambda session, article: mending.set_kind(
                session, article, MINISTER, SegmentKind.CAPTION, actor=accounts.get_user(session, "robin")
            ),
        )
    changed = spans(database, article)
    assert changed != before
    take_back(database, event)
    assert spans(database, article) == before
    with database.reading() as session:
        back = session.scalars(select(Event).order_by(Event.seq.desc()).limit(1)).one()
        assert back.undoes == event.seq
    take_back(database, back)
    assert spans(database, article) == changed


def test_undo_is_refused_where_the_sentences_were_cut_again_since(
    database: Database, article: Article
) -> None:
    event = split(database, article, MINISTER, MINISTER + 12)
    split(database, article, MINISTER, MINISTER + 5)
    with pytest.raises(Conflict):
        take_back(database, event)


def test_a_page_with_old_sentences_gets_a_conflict(database: Database, article: Article) -> None:
    merge(database, article, MINISTER)
    with pytest.raises(Conflict):
        split(database, article, QUOTE, QUOTE + 4)
    with pytest.raises(Conflict):
        merge(database, article, QUOTE)


def test_the_last_sentence_has_none_to_be_joined_with(database: Database, article: Article) -> None:
    with pytest.raises(Invalid):
        merge(database, article, NOBODY)


@pytest.mark.parametrize(
    "offset", [-1, 0, MINISTER, MINISTER - 3, QUOTE - 1, QUOTE - 2 + 1, len(TEXT) + 1, 2**63]
)
def test_c21_a_cut_outside_the_sentence_or_at_its_end_is_refused(
    database: Database, article: Article, offset: int
) -> None:
    with pytest.raises(Invalid):
        split(database, article, MINISTER, offset)


@pytest.mark.parametrize("at", [-(2**70), -1, 1, len(TEXT), 2**31, 2**63])
def test_c21_a_sentence_that_starts_nowhere_is_a_conflict(
    database: Database, article: Article, at: int
) -> None:
    with pytest.raises(Conflict):
        split(database, article, at, MINISTER + 3)


def test_c21_a_cut_through_a_joined_character_is_refused(database: Database) -> None:
    text = "The family 👩\u200d👩\u200d👧 came to the cafe\u0301 by ferry."
    with database.writing() as session:
        article = put_in(session, text=text)
    for offset in (text.index("\u200d"), text.index("\u200d") + 1, text.index("\u0301")):
        with pytest.raises(Invalid):
            split(database, article, 0, offset)
    split(database, article, 0, text.index(" came"))


@pytest.mark.sqlite
@settings(max_examples=25)
@given(data=st.data())
def test_c21_whatever_is_parted_and_joined_again_is_as_it_was(
    database: Database, data: st.DataObject
) -> None:
    text = data.draw(
        st.text(st.sampled_from("ab é👍🏽e\u0301.\u200d \n"), min_size=3, max_size=40).filter(str.strip)
    )
    with database.writing() as session:
        article = put_in(session, text=text)
    before = spans(database, article)
    start, end, *_ = data.draw(st.sampled_from(before))
    offset = data.draw(st.integers(start, end))
    try:
        event = split(database, article, start, offset)
    except Invalid:
        assert spans(database, article) == before
        return
    parted = spans(database, article)
    assert len(parted) == len(before) + 1
    assert all(text[a:b] == text[a:b].strip() != "" for a, b, *_ in parted)
    merge(database, article, start)
    assert spans(database, article) == before
    assert event.action == "segment.split"
