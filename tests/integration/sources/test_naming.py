"""Which source a name leads to, and what completes it."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import func, select

from factcheck.accounts.access import viewer_for
from factcheck.accounts.models import Project
from factcheck.annotation.models import Hop
from factcheck.annotation.service.changes import Context
from factcheck.annotation.service.hops import edit_hop
from factcheck.errors import Invalid
from factcheck.models import metadata
from factcheck.sources.models import NAMED, Source, SourceName
from factcheck.sources.queries import offers
from factcheck.sources.service.editing import add_alias, edit_source
from factcheck.sources.service.naming import add_names, name_source
from tests.integration.sources.conftest import Newsroom


def test_the_same_name_is_the_same_source_however_it_is_spaced_or_capitalised(newsroom: Newsroom) -> None:
    assert newsroom.uid("The  Daily") == newsroom.uid("the daily", on=1)


def test_the_same_words_for_an_unnamed_source_are_another_one_in_another_article(newsroom: Newsroom) -> None:
    assert newsroom.uid("an official", named=False) == newsroom.uid("An official", named=False)
    assert newsroom.uid("an official", named=False) != newsroom.uid("an official", on=1, named=False)
    assert newsroom.uid("an official", named=False) != newsroom.uid("an official")


def test_an_alias_leads_to_its_source(newsroom: Newsroom) -> None:
    with newsroom.database.writing() as session:
        source = newsroom.named(session, "Agence France-Presse")
        add_alias(session, source, "AFP", actor=newsroom.person(session, "dana"))
    claim = newsroom.chain("afp")
    assert newsroom.sources_of(claim) == ["Agence France-Presse"]


@pytest.mark.parametrize("label", ["", "   ", "x" * 301])
def test_c20_a_name_is_neither_empty_nor_too_long(newsroom: Newsroom, label: str) -> None:
    with newsroom.database.writing() as session, pytest.raises(Invalid):
        newsroom.named(session, label)


@pytest.mark.parametrize(
    ("identification", "named", "kind"),
    [
        (None, True, "person"),
        ("named", True, "person"),
        ("named_role", True, "office"),
        ("outlet", True, "outlet"),
        ("document", True, "document"),
        ("collective", True, "collective"),
        ("unnamed_described", False, "anonymous"),
        ("unnamed_bare", False, "anonymous"),
    ],
)
def test_the_kind_is_guessed_from_how_the_hop_identifies_it(
    newsroom: Newsroom, identification: str | None, named: bool, kind: str
) -> None:
    newsroom.chain(("Harbour", {"identification": identification}))
    with newsroom.database.reading() as session:
        source = session.scalars(select(Source)).one()
        assert (source.kind, source.is_named) == (kind, named)


def test_a_guess_follows_a_hop_that_says_it_more_exactly_and_a_choice_does_not(newsroom: Newsroom) -> None:
    newsroom.chain(("Reuters", {"identification": "named"}))
    newsroom.chain(("Reuters", {"identification": "outlet"}))
    newsroom.chain(("Reuters", {"identification": "named"}))
    with newsroom.database.writing() as session:
        source = newsroom.named(session, "Reuters")
        assert source.kind == "outlet"
        edit_source(session, source, {"kind": "collective"}, actor=newsroom.person(session, "dana"))
    newsroom.chain(("Reuters", {"identification": "outlet"}))
    with newsroom.database.writing() as session:
        assert newsroom.named(session, "Reuters").kind == "collective"


def test_a_hop_that_is_described_anew_keeps_a_source_that_was_identified_since(newsroom: Newsroom) -> None:
    from factcheck.annotation.models import Annotation, Claim
    from factcheck.annotation.service.merging import merge_sources

    claim = newsroom.chain(("an official", {"identification": "unnamed_described"}))
    with newsroom.database.writing() as session:
        lee = newsroom.person(session, "lee")
        official = newsroom.named(session, "an official", named=False)
        merge_sources(session, official, into=newsroom.named(session, "Jane Doe"), actor=lee)
    with newsroom.database.writing() as session:
        annotation = session.scalars(select(Annotation)).one()
        context = Context(
            newsroom.article(session),
            session.scalars(select(Claim)).one(),
            newsroom.person(session, "dana"),
            annotation,
        )
        hop = session.scalars(select(Hop)).one()
        session.refresh(hop, ["source"])
        edit_hop(session, context, hop, {"mode": "direct"})
        edit_hop(session, context, hop, {"mode": "partial"}, label="Jane Doe")
        session.flush()
        assert session.scalar(select(func.count()).select_from(Source)) == 2
    assert newsroom.sources_of(claim) == ["Jane Doe"]


def test_words_of_an_article_that_were_found_to_mean_somebody_lead_there_in_that_article_only(
    newsroom: Newsroom,
) -> None:
    from factcheck.annotation.service.merging import merge_sources

    with newsroom.database.writing() as session:
        official = newsroom.named(session, "an official", named=False)
        jane = newsroom.named(session, "Jane Doe")
        merge_sources(session, official, into=jane, actor=newsroom.person(session, "lee"))
    assert newsroom.uid("An official", named=False) == newsroom.uid("Jane Doe")
    assert newsroom.uid("an official", on=1, named=False) != newsroom.uid("Jane Doe")


def test_two_articles_that_name_the_same_new_source_at_once_get_one(newsroom: Newsroom) -> None:
    ready = threading.Barrier(2)
    found: list[str] = []

    def name(number: int) -> None:
        with newsroom.database.writing() as session:
            article = newsroom.article(session, number)
            if not newsroom.database.is_sqlite:
                ready.wait(10)
            found.append(name_source(session, article, "The Harbour Office", named=True).uid)

    threads = [threading.Thread(target=name, args=(number,)) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(found) == 2
    assert len(set(found)) == 1


def test_no_table_has_a_place_for_the_identity_of_a_confidential_source() -> None:
    columns = {column.name for column in metadata.tables["sources"].columns}
    assert columns == {
        "id", "uid", "project_id", "article_id", "name", "description", "kind", "kind_guessed", "links", "note",
        "identity_known", "identity_approved_by_id", "merged_into_id", "merge_seq", "version", "created_at",
    }  # fmt: skip
    known = metadata.tables["sources"].columns["identity_known"]
    assert known.type.python_type is bool
    elsewhere = [
        column.name
        for table in metadata.tables.values()
        for column in table.columns
        if "identity" in column.name and table.name != "sources"
    ]
    assert elsewhere == []


def offered(newsroom: Newsroom, typed: str, on: int = 0) -> list[str]:
    with newsroom.database.reading() as session:
        dana = viewer_for(session, newsroom.person(session, "dana"))
        return [offer.value for offer in offers(session, dana, newsroom.article(session, on), typed)]


def test_typing_finds_names_and_aliases_by_the_beginning_of_their_words(newsroom: Newsroom) -> None:
    for name in (
        "Asharq Al-Awsat",
        "Élodie Ash",
        "Port Authority of Tarsk",
        "The Awsat Herald",
        "משרד הנמלים",
    ):
        newsroom.uid(name)
    with newsroom.database.writing() as session:
        source = newsroom.named(session, "Port Authority of Tarsk")
        add_alias(session, source, "PAT", actor=newsroom.person(session, "dana"))
    assert offered(newsroom, "ash") == ["Asharq Al-Awsat", "Élodie Ash"]
    assert offered(newsroom, "ELODIE") == ["Élodie Ash"]
    assert offered(newsroom, "aws") == ["Asharq Al-Awsat", "The Awsat Herald"]
    assert offered(newsroom, "auth po") == ["Port Authority of Tarsk"]
    assert offered(newsroom, "pat") == ["Port Authority of Tarsk"]
    assert offered(newsroom, "נמל") == []
    assert offered(newsroom, "הנמ") == ["משרד הנמלים"]
    assert offered(newsroom, "zzz") == []
    assert offered(newsroom, "%_'") == offered(newsroom, "")


def test_an_articles_own_unnamed_sources_come_first_and_those_of_others_not_at_all(
    newsroom: Newsroom,
) -> None:
    newsroom.uid("official gazette")
    newsroom.uid("official at the port", named=False)
    newsroom.uid("official in another story", on=1, named=False)
    assert offered(newsroom, "offi") == ["official at the port", "official gazette"]


def test_words_that_were_found_to_mean_somebody_are_offered_as_the_article_has_them(
    newsroom: Newsroom,
) -> None:
    from factcheck.annotation.service.merging import merge_sources

    with newsroom.database.writing() as session:
        official = newsroom.named(session, "a port official", named=False)
        merge_sources(
            session, official, into=newsroom.named(session, "Jane Doe"), actor=newsroom.person(session, "lee")
        )
    assert offered(newsroom, "a port") == ["a port official"]
    assert offered(newsroom, "jane") == ["Jane Doe"]
    assert offered(newsroom, "a port", on=1) == []


def test_typing_looks_only_at_rows_that_it_shows_among_very_many(newsroom: Newsroom) -> None:
    with newsroom.database.writing() as session:
        project = session.scalars(select(Project)).first()
        assert project is not None
        rows = [Source(project_id=project.id, name=f"Office number {number}") for number in range(3_000)]
        session.add_all(rows)
        session.flush()
        add_names(session, project.id, [(row.id, NAMED, row.label) for row in rows])
    assert len(offered(newsroom, "office")) == 10
    assert len(offered(newsroom, "numb")) == 10
    assert offered(newsroom, "office 2999") == ["Office number 2999"]
    with newsroom.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(SourceName)) == 3_000


def test_c11_completion_answers_members_and_nobody_else(newsroom: Newsroom) -> None:
    newsroom.uid("The Daily <b>")
    path = f"/articles/{newsroom.articles[0]}/sources/matching?q=dai"
    answer = newsroom.enter("dana").get(path)
    assert answer.get_json()["offers"] == [
        {
            "uid": newsroom.uid("The Daily <b>"),
            "value": "The Daily <b>",
            "label": "The Daily <b>",
            "detail": "Person",
        }
    ]
    assert answer.headers["Content-Type"] == "application/json"
    assert newsroom.enter("dana").get(path + "%00").status_code == 400
