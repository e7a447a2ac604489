"""The document of an article, out and back in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event, func, select, true

from factcheck.accounts.models import Project, User
from factcheck.accounts.queries import get_default_project
from factcheck.activity.models import Event
from factcheck.activity.service import verify
from factcheck.articles.models import Article
from factcheck.db import Database
from factcheck.errors import Conflict, Invalid, NotAllowed
from factcheck.exchange import serialise
from factcheck.exchange.document import document, export_lines
from factcheck.exchange.intake import check_document, read_document
from factcheck.exchange.parsing import parse
from factcheck.sources.service.editing import approve_identity
from factcheck.sources.service.naming import name_source
from tests.integration.exchange.conftest import SEALED, TEXT


def exported(database: Database, uid: str) -> bytes:
    """The bytes of one article's document."""
    with database.reading() as session:
        article = session.scalars(select(Article).where(Article.uid == uid)).one()
        return serialise.page(document(session, article))


def imported(database: Database, value: Any, *, trusted: bool = True) -> str:
    """Import a document; the article's uid."""
    checked = check_document(value)
    with database.writing() as session:
        project = get_default_project(session)
        return read_document(session, checked, actor=None, project=project, trusted=trusted).uid


def test_c49_a_document_imported_into_an_empty_instance_comes_out_with_the_same_bytes(
    database: Database, rich: str, other_database: Callable[[], Database]
) -> None:
    first = exported(database, rich)
    other = other_database()
    assert imported(other, parse(first)) == rich
    assert exported(other, rich) == first
    third = other_database()
    imported(third, parse(exported(other, rich)))
    assert exported(third, rich) == first
    with third.reading() as session:
        assert verify(session) is None
        assert session.scalars(select(Event.action)).all() == ["article.imported"]
        assert not session.scalars(select(User).where(User.active)).all()


def test_c49_a_document_of_the_other_database_comes_out_of_this_one_with_the_same_bytes(
    database: Database, other_database: Callable[[], Database]
) -> None:
    from tests.integration.exchange.conftest import add_rich_article

    other = other_database()
    with other.writing() as session:
        uid = add_rich_article(session).uid
    first = exported(other, uid)
    assert imported(database, parse(first)) == uid
    assert exported(database, uid) == first


def test_the_document_holds_what_was_recorded_and_nothing_that_was_removed_or_sealed(
    database: Database, rich: str
) -> None:
    data = exported(database, rich)
    assert SEALED.encode() not in data
    assert b"gone.example" not in data
    value = parse(data)
    check_document(value)
    assert value["revisions"][0]["text"] == TEXT
    assert value["article"]["dir"] == "rtl"
    both, alone = value["claims"]
    assert [span["exact"] for span in both["spans"]] == ["1,200 people 🇺🇦 were treated"]
    assert [span["exact"] for span in alone["spans"]] == ["people 🇺🇦", "counted them"]
    assert both["spans"][0]["suffix"].startswith(". “We counted")
    full, empty = both["annotations"]
    assert (full["reviewer"], full["verdict"], full["flags"]) == (
        "Dana Ōe",
        "mostly_supported",
        ["misleading", "outdated"],
    )
    assert full["notes"] == "Ask again ☎"
    assert empty["verdict"] is None
    hops = full["hops"]
    assert [hop["via"] for hop in hops] == [[], [], [hops[0]["id"], hops[1]["id"]], [hops[2]["id"]]]
    assert hops[2]["source"] == {
        "id": hops[2]["source"]["id"],
        "name": None,
        "description": "a senior official",
    }
    assert full["summary"]["roots"] == [hops[3]["id"]]
    assert full["summary"]["plural_but_one"] == [hops[2]["id"]]
    assert alone["annotations"][0]["notes"] is None
    assert alone["annotations"][0]["hops"][0]["source"] == hops[1]["source"]


def test_a_sealed_note_stays_behind_and_its_absence_does_not_tell(database: Database, rich: str) -> None:
    value = parse(exported(database, rich))
    sealed, empty = value["claims"][1]["annotations"][0], value["claims"][0]["annotations"][1]
    assert sealed["notes"] is empty["notes"] is None
    assert sealed.keys() == empty.keys()


def test_a_line_of_a_large_export_is_the_same_document(database: Database, rich: str) -> None:
    with database.reading() as session:
        lines = b"".join(export_lines(session, true()))
        article = session.scalars(select(Article).where(Article.uid == rich)).one()
        assert lines == serialise.line(document(session, article))


def approve(database: Database, rich: str) -> None:
    """Let Dana approve the confidential source of the article."""
    with database.writing() as session:
        article = session.scalars(select(Article).where(Article.uid == rich)).one()
        official = name_source(session, article, "the official", named=False)
        approve_identity(
            session, official, approved=True, actor=session.query(User).filter_by(name="Dana Ōe").one()
        )


def test_what_is_known_of_a_source_goes_out_and_comes_back_without_any_identity(
    database: Database, rich: str, other_database: Callable[[], Database]
) -> None:
    approve(database, rich)
    value = parse(exported(database, rich))
    by_label = {source["name"] or source["description"]: source for source in value["sources"]}
    ministry, official = by_label["The Ministry"], by_label["a senior official"]
    assert ministry | {"id": ""} == {
        "id": "",
        "name": "The Ministry",
        "description": "",
        "kind": "office",
        "aliases": ["Zeitung 9", "המשרד"],
        "descriptions": ["its spokesman"],
        "links": ["https://ministry.example/ü"],
        "note": "☎",
        "identity_known": False,
        "identity_approved_by": None,
    }
    assert (official["descriptions"], official["identity_known"]) == (["the official"], True)
    assert official["identity_approved_by"] == "Dana Ōe"
    other = other_database()
    imported(other, value)
    assert parse(exported(other, rich)) == value
    with other.writing() as session:
        article = session.scalars(select(Article).where(Article.uid == rich)).one()
        assert name_source(session, article, "zeitung  9", named=True).uid == ministry["id"]
        assert name_source(session, article, "Its spokesman", named=False).uid == ministry["id"]
        assert name_source(session, article, "the official", named=False).uid == official["id"]


def test_a_source_that_the_project_knows_stays_as_it_is_and_its_aliases_lead_where_they_led(
    database: Database, rich: str, other_database: Callable[[], Database]
) -> None:
    value = parse(exported(database, rich))
    other = other_database()
    empty = value | {"sources": [], "sign_offs": [], "assignments": [], "claims": []}
    empty["article"] = value["article"] | {"id": "000000000000000000"}
    empty["revisions"] = [value["revisions"][0] | {"id": "000000000000000000"}]
    imported(other, empty)
    with other.writing() as session:
        article = session.scalars(select(Article)).one()
        name_source(session, article, "the MINISTRY", named=True)
        taken = name_source(session, article, "Zeitung 9", named=True).uid
    imported(other, value)
    again = {source["name"]: source for source in parse(exported(other, rich))["sources"]}
    assert again["the MINISTRY"]["aliases"] == []
    assert again["the MINISTRY"]["descriptions"] == ["its spokesman"]
    with other.writing() as session:
        article = session.scalars(select(Article).where(Article.uid == rich)).one()
        assert name_source(session, article, "Zeitung 9", named=True).uid == taken


def test_an_approval_comes_in_only_by_a_lead(
    database: Database, rich: str, other_database: Callable[[], Database]
) -> None:
    approve(database, rich)
    value = parse(exported(database, rich))
    with pytest.raises(NotAllowed, match="approval"):
        imported(other_database(), value, trusted=False)


def waivers_in(value: dict[str, Any]) -> list[dict[str, Any]]:
    """Every waiver of the document."""
    records = [record for claim in value["claims"] for record in claim["annotations"]]
    return [waiver for record in records for waiver in record["waivers"]]


def test_what_only_a_lead_can_waive_comes_in_only_by_a_lead(
    database: Database, rich: str, other_database: Callable[[], Database]
) -> None:
    value = parse(exported(database, rich))
    given = waivers_in(value)
    assert {waiver["reason"] for waiver in given} == {"Asked again.", "They asked 🇺🇦\nnot to be counted."}
    given[0]["rule"] = "serious_unnamed_source"
    with pytest.raises(NotAllowed, match="only a lead can waive"):
        imported(other_database(), value, trusted=False)
    assert imported(other_database(), value) == rich


@pytest.mark.parametrize("reason", [" ", "why ", "\nwhy"])
def test_a_waiver_without_a_reason_is_refused_with_its_path(
    database: Database, rich: str, reason: str
) -> None:
    value = parse(exported(database, rich))
    waivers_in(value)[0]["reason"] = reason
    with pytest.raises(Invalid) as refused:
        check_document(value)
    assert refused.value.field is not None
    assert refused.value.field.endswith(".waivers[0].reason")


def _spoil(value: dict[str, Any], **members: Any) -> dict[str, Any]:
    source = value["sources"][0] | members
    return value | {"sources": [source, *value["sources"][1:]]}


@pytest.mark.parametrize(
    ("members", "path"),
    [
        ({"name": None, "description": "x"}, "$.claims[0].annotations[0].hops[0].source"),
        ({"aliases": ["Agency 24"]}, "$.sources[1].name"),
        ({"aliases": ["b", "B"]}, "$.sources[0].aliases"),
        ({"links": ["javascript:alert(1)"]}, "$.sources[0].links[0]"),
        ({"links": ["https://user:word@a.example/"]}, "$.sources[0].links[0]"),
        ({"identity_approved_by": "Dana Ōe"}, "$.sources[0].identity_approved_by"),
        ({"identity": "Jane Doe"}, "$.sources[0]"),
        ({"id": "000000000000000000"}, "$.claims[0].annotations[0].hops[0].source.id"),
    ],
)
def test_c27_sources_that_do_not_fit_are_refused_with_their_path(
    database: Database, rich: str, members: dict[str, Any], path: str
) -> None:
    value = parse(exported(database, rich))
    assert [source["name"] for source in value["sources"][:2]] == ["The Daily", "Agency 24"]
    with pytest.raises(Invalid) as refused:
        check_document(_spoil(value, **members))
    assert str(refused.value.field).startswith(path)


def test_articles_without_claims_and_several_articles_each_come_out_whole(
    database: Database, rich: str, other_database: Callable[[], Database]
) -> None:
    value = parse(exported(database, rich))
    other = other_database()
    bare = value | {"sources": [], "sign_offs": [], "assignments": [], "claims": []}
    bare["article"] = value["article"] | {"id": "000000000000000000"}
    bare["revisions"] = [value["revisions"][0] | {"id": "000000000000000000"}]
    imported(other, bare)
    imported(other, value)
    with other.reading() as session:
        first, second = b"".join(export_lines(session, true())).splitlines()
    assert parse(first) == bare
    assert parse(second) == value


def test_a_document_takes_no_more_statements_for_more_claims(database: Database, rich: str) -> None:
    statements: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    with database.reading() as session:
        article = session.scalars(select(Article).where(Article.uid == rich)).one()
        event.listen(database.engine, "before_cursor_execute", count)
        document(session, article)
        event.remove(database.engine, "before_cursor_execute", count)
    assert len(statements) <= 18


def test_an_article_that_is_here_already_is_refused_and_nothing_changes(
    database: Database, rich: str
) -> None:
    before = exported(database, rich)
    with pytest.raises(Conflict, match="here already"):
        imported(database, parse(before))
    assert exported(database, rich) == before


def test_an_id_that_another_article_has_is_refused_and_nothing_is_written(
    database: Database, rich: str
) -> None:
    value = parse(exported(database, rich))
    value["article"]["id"] = "000000000000000000"
    with pytest.raises(Conflict, match="used here already"):
        imported(database, value)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Article)) == 1


def test_reviewers_who_are_known_stay_themselves_and_a_stranger_cannot_speak_for_them(
    database: Database, rich: str, other_database: Callable[[], Database]
) -> None:
    value = parse(exported(database, rich))
    other = other_database()
    with other.writing() as session:
        session.add(User(name="dana ŌE".title()))
    with pytest.raises(NotAllowed):
        imported(other, value, trusted=False)
    imported(other, value)
    with other.reading() as session:
        names = {user.name: user.active for user in session.scalars(select(User))}
    assert names == {"Dana Ōe": True, "שרה": False}


def test_an_import_that_is_not_trusted_leaves_the_name_of_the_project(
    database: Database, rich: str, other_database: Callable[[], Database]
) -> None:
    value = parse(exported(database, rich))
    value["project"]["name"] = "Renamed"
    other = other_database()
    with pytest.raises(NotAllowed):
        imported(other, value, trusted=False)
    for claim in value["claims"]:
        claim |= {"adjudication": None, "earlier_decisions": []}
    with pytest.raises(NotAllowed):
        imported(other, value, trusted=False)
    value["sign_offs"] = []
    value["assignments"] = []
    imported(other, value, trusted=False)
    with other.reading() as session:
        project = session.scalars(select(Project)).one()
    assert (project.uid, project.name) == (value["project"]["id"], "Desk")
