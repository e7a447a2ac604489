"""A chain that leads back into itself goes out as JSON and comes back as it was."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from factcheck.accounts.models import Role
from factcheck.accounts.queries import get_default_project
from factcheck.accounts.service import add_person
from factcheck.annotation.service.changes import Context
from factcheck.annotation.service.claims import create_claim
from factcheck.annotation.service.hops import add_hop, edit_hop
from factcheck.annotation.service.records import own_annotation
from factcheck.articles.models import Article, Origin
from factcheck.articles.queries import current_revision
from factcheck.articles.segmentation import cut
from factcheck.articles.service import create_article
from factcheck.db import Database
from factcheck.exchange import serialise
from factcheck.exchange.document import document
from factcheck.exchange.intake import check_document, read_document
from factcheck.exchange.parsing import parse

TEXT = "The line is closed."


def add_circle(database: Database) -> tuple[str, list[str]]:
    """An article whose only chain is two hops, each reached from the other; its uid and theirs."""
    with database.writing() as session:
        dana = add_person(session, name="dana", role=Role.REVIEWER, password_hash=None, actor=None)
        project = get_default_project(session)
        article = create_article(
            session,
            project,
            actor=dana,
            text=TEXT,
            cuts=cut(TEXT, "en"),
            lang="en",
            origin=Origin.PASTE,
        )
        revision = current_revision(session, article)
        claim = create_claim(session, article, revision, actor=dana, spans=[(0, len(TEXT))])
        context = Context(article, claim, dana, own_annotation(session, claim, dana))
        radio, ledger = (add_hop(session, context, name) for name in ("Radio Veldt", "Capital Ledger"))
        session.flush()
        edit_hop(session, context, radio, {"via": [ledger.uid]})
        return article.uid, [radio.uid, ledger.uid]


def exported(database: Database, uid: str) -> bytes:
    with database.reading() as session:
        article = session.scalars(select(Article).where(Article.uid == uid)).one()
        return serialise.page(document(session, article))


def test_c49_a_circle_goes_out_and_comes_back_byte_for_byte(
    database: Database, other_database: Callable[[], Database]
) -> None:
    uid, (radio, ledger) = add_circle(database)
    first = exported(database, uid)
    (claim,) = parse(first)["claims"]
    (annotation,) = claim["annotations"]
    assert [hop["via"] for hop in annotation["hops"]] == [[ledger], [radio]]
    assert annotation["summary"]["circular"] == [radio, ledger]
    assert annotation["summary"]["independent_roots"] == 0
    other = other_database()
    with other.writing() as session:
        checked = check_document(parse(first))
        read_document(session, checked, actor=None, project=get_default_project(session), trusted=True)
    assert exported(other, uid) == first
