"""Articles come in, are corrected, removed and brought back, with one event for each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck.accounts import queries as accounts
from factcheck.accounts.access import Viewer
from factcheck.accounts.permissions import Permission
from factcheck.activity.models import Event
from factcheck.activity.service import undo, verify
from factcheck.articles import queries, service
from factcheck.articles.models import Article, Origin, Segment
from factcheck.articles.segmentation import Cut, cut
from factcheck.db import Database
from factcheck.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.integration.articles.conftest import TEXT, put_in


def events(session: Session) -> list[Event]:
    return list(session.scalars(select(Event).order_by(Event.seq)))


def test_an_article_is_stored_with_its_text_sentences_and_one_event(database: Database) -> None:
    with database.writing() as session:
        article = put_in(session, publisher="The Meridian")
    with database.reading() as session:
        revision = queries.current_revision(session, article)
        assert (revision.number, revision.text, revision.origin) == (1, TEXT, Origin.PASTE)
        assert revision.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
        rows = queries.segments_of(session, revision)
        assert [TEXT[row.start : row.end] for row in rows] == [
            "Ferry talks resume in Port Alder",
            "Transport minister Ilse Halden met the Tarsk ambassador on Tuesday.",
            '"We are grateful," Halden said.',
            "Nobody expected that.",
        ]
        assert [row.kind for row in rows] == ["headline", "body", "body", "body"]
        [event] = events(session)
        assert (event.action, event.subject_uid) == ("article.created", article.uid)
        assert "We are grateful" not in str(event.after)


def test_the_title_falls_back_to_the_headline_and_then_to_the_first_sentence(database: Database) -> None:
    plain = "all of it is one long paragraph without any capital and it goes on and on, " * 3
    with database.writing() as session:
        assert put_in(session).title == "Ferry talks resume in Port Alder"
        assert put_in(session, title="Mine").title == "Mine"
        shortened = service.fallback_title(plain, [Cut(0, len(plain), "body", 0)])
    assert len(shortened) == 81
    assert plain.startswith(shortened[:-1])


def test_line_ends_become_lf_and_nothing_else_changes(database: Database) -> None:
    text = "One.\r\nTwo \u00a0 e\u0301.\rThree.\t"
    kept = "One.\nTwo \u00a0 e\u0301.\nThree.\t"
    with database.writing() as session:
        article = service.create_article(
            session,
            accounts.get_default_project(session),
            actor=None,
            text=text,
            cuts=cut(kept, "en"),
            lang="en",
            origin=Origin.API,
        )
        assert queries.current_revision(session, article).text == kept


@pytest.mark.parametrize("text", ["", " \n\t", "a\0b", "a\ud800b", "x" * 1_000_001])
def test_c20_a_text_that_cannot_be_kept_is_refused_with_the_reason(database: Database, text: str) -> None:
    with pytest.raises(Invalid) as refused, database.writing() as session:
        put_in(session, text=text)
    assert refused.value.field == "text"


@pytest.mark.parametrize(
    "cuts",
    [
        [],
        [Cut(0, 99, "body", 0)],
        [Cut(3, 3, "body", 0)],
        [Cut(-1, 3, "body", 0)],
        [Cut(0, 4, "body", 0), Cut(3, 6, "body", 0)],
    ],
)
def test_c21_sentences_outside_the_text_or_on_each_other_are_refused(
    database: Database, cuts: list[Cut]
) -> None:
    with pytest.raises(Invalid, match=r"sentences|Sentences"), database.writing() as session:
        service.create_article(
            session,
            accounts.get_default_project(session),
            actor=None,
            text="abcdefgh",
            cuts=cuts,
            lang="en",
            origin=Origin.API,
        )
    with database.reading() as session:
        assert session.scalar(select(func.count(Article.id))) == 0
        assert session.scalar(select(func.count(Segment.id))) == 0


def test_metadata_is_corrected_with_one_event_and_set_back_by_undo(
    database: Database,
) -> None:
    due = datetime(2026, 11, 30, 17, tzinfo=UTC)
    with database.writing() as session:
        article = put_in(session)
        actor = accounts.get_user(session, "lee")
    with database.writing() as session:
        mine = session.get_one(Article, article.id)
        assert service.edit_article(session, mine, actor=actor, changes={"title": mine.title}) is None
        event = service.edit_article(session, mine, actor=actor, changes={"title": "New", "due_at": due})
        assert event is not None
    with database.writing() as session:
        undo(session, session.get_one(Event, event.seq), actor=actor)
    with database.reading() as session:
        article = session.get_one(Article, article.id)
        assert (article.title, article.due_at) == ("Ferry talks resume in Port Alder", None)
        assert [item.action for item in events(session)] == [
            "article.created",
            "article.edited",
            "article.edited",
        ]
        assert verify(session) is None


def test_undo_of_an_older_correction_does_not_run_over_a_newer_one(database: Database) -> None:
    with database.writing() as session:
        article = put_in(session)
        actor = accounts.get_user(session, "lee")
        event = service.edit_article(session, article, actor=actor, changes={"title": "First"})
        assert event is not None
    with database.writing() as session:
        service.edit_article(
            session, session.get_one(Article, article.id), actor=actor, changes={"title": "Second"}
        )
    with pytest.raises(Conflict), database.writing() as session:
        undo(session, session.get_one(Event, event.seq), actor=actor)


def test_a_removed_article_is_not_found_until_it_is_brought_back(
    database: Database, viewer_of: Callable[[Session, str], Viewer]
) -> None:
    with database.writing() as session:
        article = put_in(session)
        actor = accounts.get_user(session, "robin")
        service.remove_article(session, article, actor=actor)
    with database.writing() as session:
        viewer = viewer_of(session, "robin")
        with pytest.raises(NotFound):
            queries.get_article(session, viewer, article.uid)
        service.restore_article(
            session, queries.get_article(session, viewer, article.uid, removed=True), actor=actor
        )
    with database.reading() as session:
        assert queries.get_article(session, viewer_of(session, "robin"), article.uid).uid == article.uid


def test_every_change_of_an_article_can_be_undone_and_redone(database: Database) -> None:
    with database.writing() as session:
        article = put_in(session)
        actor = accounts.get_user(session, "robin")
    for expected in ("article.removed", "article.restored", "article.removed"):
        with database.writing() as session:
            [*_, last] = events(session)
            undo(session, last, actor=actor)
        with database.reading() as session:
            assert events(session)[-1].action == expected
            removed = session.get_one(Article, article.id).removed_at is not None
            assert removed is (expected == "article.removed")


def test_outsiders_do_not_find_an_article_and_reviewers_may_not_edit_it(
    database: Database, viewer_of: Callable[[Session, str], Viewer]
) -> None:
    with database.writing() as session:
        article = put_in(session)
    with database.writing() as session:
        with pytest.raises(NotFound):
            queries.get_article(session, viewer_of(session, "olga"), article.uid)
        with pytest.raises(NotAllowed):
            queries.get_article(session, viewer_of(session, "sam"), article.uid, Permission.EDIT_ARTICLE)
        locked = queries.lock_article(
            session, viewer_of(session, "ada"), article.uid, Permission.EDIT_ARTICLE
        )
        assert locked.project.slug == "desk"
        assert queries.get_intake_project(session, viewer_of(session, "sam")).slug == "desk"
