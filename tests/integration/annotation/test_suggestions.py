"""Suggested chains through HTTP, on both databases: shown, taken, put away, undone, and never stored unasked."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from sqlalchemy import func, select

from factcheck.accounts import queries as accounts
from factcheck.activity.models import Event
from factcheck.activity.service import verify
from factcheck.annotation.models import Annotation, Claim, Hop, SuggestionAnswer
from factcheck.articles.models import Article
from factcheck.db import Database
from factcheck.exchange.document import document
from factcheck.sources.models import NAMED
from factcheck.sources.service.naming import add_name, name_source
from tests.integration.annotation.conftest import TEXT, Desk

QUOTED = TEXT.index('A "well-placed"')
OFFICIAL = 'a "well-placed" official'
CHAIN = ["Northern Courier", OFFICIAL]


def count(database: Database, model: type) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def actions(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Event.action).order_by(Event.seq)))


def shown(desk: Desk, at: int = QUOTED, *, by: str = "dana", claim: str = "") -> list[dict[str, Any]]:
    """The suggestions of the inspector's sourcing part, as the fields that taking each would send."""
    query = f"at={at}&part=sourcing" + (f"&claim={claim}" if claim else "")
    page = desk.enter(by).get(f"/articles/{desk.article.uid}/inspector?{query}").text
    return [_fields(form) for form in re.findall(r'<form[^>]*data-save="chain".*?</form>', page, re.DOTALL)]


def _fields(form: str) -> dict[str, Any]:
    chosen = {
        name: re.findall(rf'<select[^>]*name="{name}".*?value="(\w+)" selected', form, re.DOTALL)
        for name in ("act", "mode", "identification")
    }
    return {
        "suggestion": re.findall(r'name="suggestion" value="([^"]+)"', form)[0],
        "source": [unescape(value) for value in re.findall(r'name="source" value="([^"]*)"', form)],
        "plural": re.findall(r'name="plural" value="(\d+)" checked', form),
        **chosen,
    }


def take(desk: Desk, fields: dict[str, Any], at: int = QUOTED, **more: Any) -> dict[str, Any]:
    return desk.saved("suggestions/take", at, **{**fields, **more})


def chain(database: Database, desk: Desk) -> list[dict[str, Any]]:
    """The hops of the only record, as the document has them."""
    with database.reading() as session:
        article = session.scalars(select(Article).where(Article.uid == desk.article.uid)).one()
        (claim,) = document(session, article)["claims"]
    hops: list[dict[str, Any]] = claim["annotations"][0]["hops"]
    return hops


def test_a_chain_is_suggested_and_looking_at_it_stores_nothing(desk: Desk, database: Database) -> None:
    before = count(database, Event)
    (one,) = shown(desk)
    assert one["source"] == CHAIN
    assert one["act"] == ["quotes", "asserts"]
    assert one["identification"] == ["outlet", "unnamed_described"]
    assert shown(desk, TEXT.index("The line carries")) == []
    assert (count(database, Claim), count(database, Hop), count(database, Event)) == (0, 0, before)


def test_taking_it_makes_the_claim_and_the_whole_chain_in_one_change(desk: Desk, database: Database) -> None:
    (one,) = shown(desk)
    receipt = take(desk, one)
    hops = chain(database, desk)
    assert [hop["source"]["name"] or hop["source"]["description"] for hop in hops] == CHAIN
    assert [hop["via"] for hop in hops] == [[], [hops[0]["id"]]]
    assert [hop["mode"] for hop in hops] == one["mode"]
    assert (receipt["version"], len(receipt["added"])) == (2, 2)
    assert actions(database)[-4:] == ["claim.created", "hop.added", "hop.added", "suggestion.taken"]
    with database.reading() as session:
        changes = set(session.scalars(select(Event.change).order_by(Event.seq.desc()).limit(4)))
        assert len(changes) == 1
        assert verify(session) is None
    assert shown(desk) == []


def test_undo_takes_the_whole_chain_back_and_suggests_it_again(desk: Desk, database: Database) -> None:
    (one,) = shown(desk)
    take(desk, one)
    assert desk.saved("undo")["undone"] == "took a suggested chain"
    assert [each["source"] for each in shown(desk)] == [CHAIN]
    with database.reading() as session:
        assert all(hop.removed_at for hop in session.scalars(select(Hop)))
        assert verify(session) is None
    take(desk, one)
    assert [hop["source"]["name"] for hop in chain(database, desk)] == ["Northern Courier", None]


def test_taken_twice_it_is_there_once(desk: Desk, database: Database) -> None:
    (one,) = shown(desk)
    take(desk, one)
    events = count(database, Event)
    assert take(desk, one)["added"] == []
    assert count(database, Event) == events
    assert len(chain(database, desk)) == 2


def test_what_is_recorded_of_it_is_gone_on_from(desk: Desk, database: Database) -> None:
    first = desk.saved("hops", QUOTED, source="Northern Courier", identification="outlet", act="cites")
    desk.saved("hops", QUOTED, source="Another voice", identification="named", via="article")
    (one,) = shown(desk)
    take(desk, one)
    hops = chain(database, desk)
    assert [hop["source"]["name"] for hop in hops] == ["Northern Courier", "Another voice", None]
    assert hops[2]["via"] == [first["hop"]]
    assert hops[0]["act"] == "cites"


def test_beside_another_chain_it_starts_from_the_article(desk: Desk, database: Database) -> None:
    desk.saved("hops", QUOTED, source="Another voice", identification="named")
    (one,) = shown(desk)
    take(desk, one)
    hops = chain(database, desk)
    assert [hop["via"] for hop in hops] == [[], [], [hops[1]["id"]]]


def test_a_chain_that_was_recorded_by_hand_is_not_suggested(desk: Desk) -> None:
    desk.saved("hops", QUOTED, source="northern  courier", identification="outlet")
    desk.saved("hops", QUOTED, source=OFFICIAL, identification="unnamed_described")
    assert shown(desk) == []


def test_an_alias_counts_as_the_source_that_has_it(desk: Desk, database: Database) -> None:
    with database.writing() as session:
        article = session.get_one(Article, desk.article.id)
        source = name_source(session, article, "NC Media", named=True)
        add_name(session, source, "Northern Courier", NAMED)
        assert accounts.get_default_project(session).id == source.project_id
    desk.saved("hops", QUOTED, source="NC Media", identification="outlet")
    desk.saved("hops", QUOTED, source=OFFICIAL, identification="unnamed_described")
    assert shown(desk) == []


def test_put_away_it_stays_away_for_this_reader_and_makes_no_claim(desk: Desk, database: Database) -> None:
    (one,) = shown(desk)
    receipt = desk.saved("suggestions/dismiss", QUOTED, suggestion=one["suggestion"])
    assert (receipt["claim"], receipt["version"]) == (None, 0)
    assert shown(desk) == []
    assert [each["source"] for each in shown(desk, by="robin")] == [CHAIN]
    assert (count(database, Claim), count(database, Annotation)) == (0, 0)
    assert actions(database)[-1] == "suggestion.dismissed"

    desk.saved("suggestions/dismiss", QUOTED, suggestion=one["suggestion"])
    assert actions(database).count("suggestion.dismissed") == 1
    desk.saved("undo")
    assert [each["source"] for each in shown(desk)] == [CHAIN]
    desk.saved("suggestions/dismiss", QUOTED, suggestion=one["suggestion"])
    assert count(database, SuggestionAnswer) == 1
    with database.reading() as session:
        assert verify(session) is None


def test_putting_away_leaves_the_version_of_a_record_alone(desk: Desk) -> None:
    version = desk.saved("verdict", QUOTED, verdict="mixed")["version"]
    (one,) = shown(desk)
    receipt = desk.saved("suggestions/dismiss", QUOTED, suggestion=one["suggestion"])
    assert receipt["version"] == version
    assert receipt["sentence"]["verdict"] == "mixed"


def test_changed_before_it_is_taken_it_is_stored_as_changed_and_not_suggested_again(
    desk: Desk, database: Database
) -> None:
    (one,) = shown(desk)
    take(
        desk,
        one,
        source=["", "The harbour office"],
        act=["quotes", "denies"],
        identification=["outlet", "collective"],
        plural=["1"],
    )
    (hop,) = chain(database, desk)
    assert (hop["source"]["name"], hop["act"], hop["plural_stated"]) == ("The harbour office", "denies", True)
    assert shown(desk) == []


def test_a_claim_on_some_words_is_only_suggested_what_touches_them(desk: Desk) -> None:
    start = TEXT.index("We are grateful")
    made = desk.saved("claims", start, spans=f"[[{start}, {start + 15}]]")
    (one,) = shown(desk, start, claim=made["claim"])
    assert one["source"] == ["Ilse Halden"]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"source": [" "], "act": ["asserts"], "mode": ["direct"], "identification": ["named"]}, 422),
        ({"source": ["A"], "act": [], "mode": ["direct"], "identification": ["named"]}, 422),
        ({"source": ["A"], "act": ["shouts"], "mode": ["direct"], "identification": ["named"]}, 422),
        ({"source": ["A"], "act": ["asserts"], "mode": ["direct"], "identification": ["who"]}, 422),
        ({"source": ["A" * 301], "act": ["asserts"], "mode": ["direct"], "identification": ["named"]}, 422),
        ({"source": ["A"] * 61, "act": ["asserts"] * 61, "mode": ["direct"] * 61,
          "identification": ["named"] * 61}, 422),
    ],
)  # fmt: skip
def test_a_chain_with_a_fault_is_refused_whole(
    desk: Desk, database: Database, fields: dict[str, Any], status: int
) -> None:
    answer = desk.save("suggestions/take", QUOTED, suggestion="10-14", **fields)
    assert answer.status_code == status, answer.text
    assert answer.get_json()["error"]["message"]
    assert (count(database, Hop), count(database, Claim), count(database, SuggestionAnswer)) == (0, 0, 0)


@pytest.mark.parametrize("key", ["", "x", "1-2-3", "99999999999-1", "-1-4", "１-２"])
@pytest.mark.parametrize("path", ["take", "dismiss"])
def test_what_is_no_suggestion_of_a_text_is_refused(
    desk: Desk, database: Database, path: str, key: str
) -> None:
    chain_of_one = {"source": "A", "act": "asserts", "mode": "direct", "identification": "named"}
    answer = desk.save(f"suggestions/{path}", QUOTED, suggestion=key, **chain_of_one)
    assert answer.status_code == 422
    assert (count(database, Hop), count(database, SuggestionAnswer)) == (0, 0)


def test_an_article_in_another_language_is_suggested_nothing(desk: Desk, database: Database) -> None:
    with database.writing() as session:
        session.get_one(Article, desk.article.id).lang = "el"
    page = desk.enter("dana").get(f"/articles/{desk.article.uid}/inspector?at={QUOTED}")
    assert page.status_code == 200
    assert "Suggested by the text" not in page.text


def test_without_the_pages_script_the_form_leads_back_to_the_sentence(desk: Desk) -> None:
    (one,) = shown(desk)
    answer = desk.enter("dana").post(
        f"/articles/{desk.article.uid}/suggestions/take", data={"at": str(QUOTED), **one}
    )
    assert answer.status_code == 303
    assert f"at={QUOTED}" in answer.headers["Location"]


def test_what_a_chain_amounts_to_stands_on_the_tab_under_the_chain_and_in_the_history(desk: Desk) -> None:
    (one,) = shown(desk)
    claim = take(desk, one)["claim"]
    here = f"/articles/{desk.article.uid}"
    client = desk.enter("dana")
    inspector = client.get(f"{here}/inspector?at={QUOTED}&part=claims&part=sourcing").text
    assert inspector.count("single unnamed source") >= 2
    history = client.get(f"{here}/history?claim={claim}").text
    assert "2 attributions, 1 independent root, 0 named." in history
    assert "single unnamed source" in history
    assert "took a suggested chain" in history
