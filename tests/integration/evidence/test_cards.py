"""What stands beside evidence in the inspector: passages, doubles, uses elsewhere, dates, quotations compared."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import delete, event, select, update

from factcheck.annotation.models import Annotation, Evidence
from factcheck.articles.models import Article
from factcheck.db import Database
from factcheck.evidence.elsewhere import near_duplicates
from factcheck.evidence.models import EvidenceCopy, KeptCopy, LinkCheck, StorySignature
from tests.integration.annotation.conftest import Desk
from tests.support.copies import keep_copy

STORY = " ".join(
    f"Sentence number {n} of the wire story tells of the port and its {n * 7} ships." for n in range(30)
)


def attach(desk: Desk, url: str, at: int | None = None, *, by: str = "dana", **details: Any) -> str:
    """Attach a link and describe it; its uid."""
    answer = desk.save("evidence", at, by=by, url=url)
    assert answer.status_code == 200, answer.text
    uid: str = answer.get_json()["added"][0]
    if details:
        assert desk.save(f"evidence/{uid}", at, by=by, **details).status_code == 200
    return uid


def keep(database: Database, uid: str, text: str, **about: Any) -> int:
    """Keep a copy for that evidence; its key."""
    with database.writing() as session:
        piece = session.scalars(select(Evidence).where(Evidence.uid == uid)).one()
        annotation = session.get_one(Annotation, piece.annotation_id)
        project_id = session.get_one(Article, annotation.article_id).project_id
        return keep_copy(session, piece, project_id, text, **about).id


def inspector(desk: Desk, at: int | None = None, *, by: str = "dana") -> str:
    """The words of the evidence part, white space folded."""
    start = desk.starts[1] if at is None else at
    answer = desk.enter(by).get(
        f"/articles/{desk.article.uid}/inspector?at={start}&part=evidence", headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text.partition("Describe")[0] + answer.text).split())


def test_evidence_published_after_the_statement_says_so(desk: Desk, database: Database) -> None:
    with database.writing() as session:
        session.execute(update(Article).values(published_at=datetime(2026, 10, 1, tzinfo=UTC)))
    uid = attach(desk, "https://a.example/1", published_at="2026-10-02")
    assert "published after the statement" in inspector(desk)
    desk.saved(f"evidence/{uid}", published_at="2026-10-01")
    assert "published after the statement" not in inspector(desk)


def test_the_date_of_the_statement_in_the_chain_comes_before_that_of_the_article(
    desk: Desk, database: Database
) -> None:
    with database.writing() as session:
        session.execute(update(Article).values(published_at=datetime(2026, 10, 1, tzinfo=UTC)))
    attach(desk, "https://a.example/1", published_at="2026-09-10")
    assert "published after the statement" not in inspector(desk)
    hop = desk.saved("hops", source="Ilse Halden")["hop"]
    desk.saved(f"hops/{hop}", claim_date="2026-09-01")
    assert "published after the statement" in inspector(desk)


def test_use_on_other_claims_is_counted_by_stance_however_the_link_is_spelt(desk: Desk) -> None:
    attach(desk, "https://a.example/story?utm_source=x")
    attach(desk, "http://www.a.example/story/", desk.starts[2], stance="refutes")
    attach(desk, "https://m.a.example/story#part", desk.starts[3], stance="supports")
    attach(desk, "https://a.example/another", desk.starts[4], stance="refutes")
    assert "used on 2 other claims : refutes 1, supports 1" in inspector(desk).replace(
        " claims:", " claims :"
    )


def test_the_use_in_others_drafts_is_nobodys_business(desk: Desk, database: Database) -> None:
    attach(desk, "https://a.example/story")
    attach(desk, "https://a.example/story", desk.starts[2], by="robin", stance="refutes")
    assert "other claim" not in inspector(desk)
    attach(desk, "https://a.example/story", desk.starts[3], by="lee")
    assert "used on 1 other claim" not in inspector(desk, desk.starts[3], by="lee")
    with database.writing() as session:
        session.execute(update(Annotation).values(status="submitted"))
    assert "other claim" not in inspector(desk)
    assert "used on 2 other claims : refutes 1" in inspector(desk, desk.starts[3], by="lee").replace(
        " claims:", " claims :"
    )


def test_one_story_on_three_sites_counts_once(desk: Desk, database: Database) -> None:
    for number, text in enumerate(
        [STORY, f"By our staff. {STORY}", STORY + " All rights reserved.", "Another. " * 60]
    ):
        uid = attach(desk, f"https://site{number}.example/x", publisher=f"Site {number}")
        keep(database, uid, text)
    shown = inspector(desk)
    assert "4 pieces of evidence, 2 independent" in shown
    assert "same story as Site 1" in shown
    assert "same story as Site 3" not in shown


def test_the_address_that_a_page_ends_at_makes_two_links_one_story(desk: Desk, database: Database) -> None:
    first = attach(desk, "https://short.example/abc")
    attach(desk, "https://a.example/story")
    assert "2 pieces of evidence, 2 independent" in inspector(desk)
    keep(database, first, "Short text.", url="https://www.a.example/story?utm_medium=x")
    assert "2 pieces of evidence, 1 independent" in inspector(desk)


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("the port and its 7 ships", "in the copy, word for word"),
        ("THE PORT and its 7  ships", "in the copy"),
        ("tells of the harbour and its 7 ships", "nearly in the copy"),
        ("nothing of the sort was ever written", "not in the copy"),
    ],
)
def test_the_passage_is_found_in_the_copy(desk: Desk, database: Database, quote: str, words: str) -> None:
    uid = attach(desk, "https://a.example/1", quote=quote)
    keep(database, uid, STORY)
    assert words in inspector(desk)


def test_a_quotation_is_compared_with_the_copy_that_has_it(desk: Desk, database: Database) -> None:
    at = desk.starts[2]
    keep(database, attach(desk, "https://a.example/1", at), "Nothing here.")
    keep(
        database,
        attach(desk, "https://b.example/2", at, publisher="Courier"),
        "“We are very grateful to all,” she said.",
    )
    shown = inspector(desk, at)
    assert "1 quotation beside its original" in shown
    assert "1 cut without a mark" in shown
    assert "Flag “altered quotation”" in shown


def test_what_stands_beside_takes_the_same_statements_for_one_link_as_for_many(
    desk: Desk, database: Database
) -> None:
    counts = []
    for number in range(8):
        keep(database, attach(desk, f"https://a{number}.example/1", quote="its 7 ships"), f"{number} {STORY}")
        inspector(desk)
        seen: list[str] = []

        def count(_conn: Any, _cursor: Any, statement: str, *_rest: Any, into: list[str] = seen) -> None:
            into.append(statement)

        event.listen(database.engine, "before_cursor_execute", count)
        inspector(desk)
        event.remove(database.engine, "before_cursor_execute", count)
        counts.append(len([one for one in seen if one.startswith("SELECT")]))
    assert counts[0] == counts[-1]


def test_near_duplicates_are_found_by_the_index(desk: Desk, database: Database) -> None:
    keys = [
        keep(database, attach(desk, f"https://a{number}.example/1"), text)
        for number, text in enumerate([STORY, f"{STORY} And more.", "Quite another story. " * 40])
    ]
    with database.reading() as session:
        project_id = session.scalars(select(Article.project_id)).first()
        signature = session.scalars(
            select(StorySignature.signature).where(StorySignature.copy_id == keys[0])
        ).one()
        assert project_id is not None
        assert near_duplicates(session, project_id, signature) == keys[:2]
        assert near_duplicates(session, project_id + 1, signature) == []


def test_the_day_of_reading_can_be_set_and_the_same_day_keeps_its_time(
    desk: Desk, database: Database
) -> None:
    uid = attach(desk, "https://a.example/1")
    with database.reading() as session:
        before = session.scalars(select(Evidence.accessed_at)).one()
    desk.saved(f"evidence/{uid}", accessed_at=before.date().isoformat())
    with database.reading() as session:
        assert session.scalars(select(Evidence.accessed_at)).one() == before
    desk.saved(f"evidence/{uid}", accessed_at="2026-03-04")
    with database.reading() as session:
        assert session.scalars(select(Evidence.accessed_at)).one() == datetime(2026, 3, 4, tzinfo=UTC)
    assert desk.save(f"evidence/{uid}", accessed_at="tomorrow").status_code == 422
    desk.saved("undo")
    with database.reading() as session:
        assert session.scalars(select(Evidence.accessed_at)).one() == before


def test_the_reader_view_names_the_same_story_elsewhere_and_no_draft_of_others(
    desk: Desk, database: Database
) -> None:
    uid = attach(desk, "https://a.example/1")
    keep(database, uid, STORY)
    keep(
        database,
        attach(desk, "https://b.example/2", desk.starts[3], publisher="Courier", stance="refutes"),
        STORY,
    )
    keep(
        database, attach(desk, "https://c.example/3", desk.starts[4], by="robin", publisher="Robin's"), STORY
    )
    page = desk.enter("dana").get(f"/articles/{desk.article.uid}/evidence/{uid}/text").text
    assert "The same story elsewhere" in page
    assert "Courier · Refutes" in page
    assert "Robin" not in page


def test_what_changed_since_another_copy_is_shown_by_word_and_paragraph(
    desk: Desk, database: Database
) -> None:
    uid = attach(desk, "https://a.example/1")
    older = keep(database, uid, "First line.\n\nThirty ships came.\n\nLast line.\n\nGone.")
    with database.writing() as session:
        piece = session.scalars(select(Evidence).where(Evidence.uid == uid)).one()
        session.execute(delete(EvidenceCopy))
        session.add(LinkCheck(evidence_id=piece.id, state="changed", copy_id=older, latest=False))
    keep(database, uid, "First line.\n\nForty ships came.\n\nLast line.\n\nNew.")
    with database.reading() as session:
        named = session.scalars(select(KeptCopy.uid).where(KeptCopy.id == older)).one()
    address = f"/articles/{desk.article.uid}/evidence/{uid}/text"
    page = desk.enter("dana").get(f"{address}?against={named}").text
    for marked in ("<del>Thirty</del>", "<ins>Forty</ins>", "<del>Gone.</del>", "<ins>New.</ins>"):
        assert marked in page
    assert desk.enter("dana").get(f"{address}?copy=nosuch").status_code == 404
    assert "Thirty ships came." in desk.enter("dana").get(f"{address}?copy={named}").text
