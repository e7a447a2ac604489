"""What is known of links goes along when an article is taken out and brought in; texts only where a lead asks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from factcheck.accounts.queries import get_default_project
from factcheck.articles.models import Article
from factcheck.db import Database
from factcheck.errors import Invalid
from factcheck.evidence.elsewhere import near_duplicates, signatures_of
from factcheck.evidence.models import KeptCopy, LinkCheck
from factcheck.exchange import serialise
from factcheck.exchange.document import document
from factcheck.exchange.intake import check_document, read_document
from factcheck.exchange.parsing import parse
from tests.integration.evidence.conftest import Desk, Links
from tests.integration.exchange.conftest import other_database
from tests.support.web import Answer, LocalWeb, page

__all__ = ["other_database"]
STORY = (
    "The ferry leaves at nine, harbour officials said on Tuesday after a long meeting with the operators. "
    * 8
)


def exported(database: Database, *, texts: bool = False) -> bytes:
    with database.reading() as session:
        return serialise.page(document(session, session.scalars(select(Article)).one(), texts=texts))


def test_c49_copies_and_checks_come_out_as_they_went_in(
    desk: Desk, links: Links, web: LocalWeb, database: Database, other_database: Callable[[], Database]
) -> None:
    web.site |= {"/a": Answer(page("Ferries resume", STORY)), "/b": Answer(b"", 404)}
    uid = desk.saved("evidence", url=f"{web.url}/a")["added"][0]
    desk.saved("evidence", at=desk.starts[2], url=f"{web.url}/b")
    desk.saved("evidence", by="robin", url=f"{web.url}/a")
    links.work()
    web.site["/a"] = Answer(page("Ferries stop", STORY))
    desk.save(f"evidence/{uid}/check")
    links.work()

    for texts in (False, True):
        first = exported(database, texts=texts)
        assert (b"harbour officials said" in first) is texts
        other = other_database()
        checked = check_document(parse(first))
        with other.writing() as session:
            read_document(session, checked, actor=None, project=get_default_project(session))
        assert exported(other, texts=texts) == first
        with other.reading() as session:
            states = session.scalars(select(LinkCheck.state).order_by(LinkCheck.state)).all()
            copy = session.scalars(select(KeptCopy)).one()
        assert states == ["changed", "gone", "ok"]
        assert (copy.text_blob_id is not None) is texts


def test_the_same_story_is_told_of_copies_that_came_without_their_texts(
    desk: Desk, links: Links, web: LocalWeb, database: Database, other_database: Callable[[], Database]
) -> None:
    web.site |= {
        "/a": Answer(page("Ferries resume", STORY)),
        "/b": Answer(page("Boats sail again", STORY + " They said.")),
    }
    desk.saved("evidence", url=f"{web.url}/a {web.url}/b")
    links.work()
    other = other_database()
    with other.writing() as session:
        read_document(
            session,
            check_document(parse(exported(database))),
            actor=None,
            project=get_default_project(session),
        )
    with other.reading() as session:
        one, two = session.scalars(select(KeptCopy).order_by(KeptCopy.url)).all()
        signed = signatures_of(session, [one.id, two.id])
        assert near_duplicates(session, one.project_id, signed[one.id]) == [one.id, two.id]
        assert one.text_blob_id is None
    value = parse(exported(database, texts=True))
    value["claims"][0]["annotations"][0]["evidence"][0]["copy"]["minhash"] = "A" * 342 + "=="
    with pytest.raises(Invalid, match="MinHash"):
        check_document(value)


def test_texts_of_copies_leave_only_with_a_lead(desk: Desk, links: Links, web: LocalWeb) -> None:
    web.site["/a"] = Answer(page("Ferries resume", STORY))
    desk.saved("evidence", url=f"{web.url}/a")
    links.work()
    address = f"/articles/{desk.article.uid}/export"
    plain = desk.enter("dana").get(address)
    assert plain.status_code == 200
    assert b"harbour officials said" not in plain.data
    assert b"Ferries resume" in plain.data
    assert desk.enter("dana").get(f"{address}?copies=1").status_code == 403
    assert b"harbour officials said" in desk.enter("lee").get(f"{address}?copies=1").data
