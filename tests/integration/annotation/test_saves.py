"""Saves of the workbench through HTTP, on both databases: what they answer, store and record."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select

from factcheck.activity.models import Event
from factcheck.activity.service import verify
from factcheck.annotation.models import Annotation, Claim, Evidence, Hop
from factcheck.db import Database
from tests.integration.annotation.conftest import TEXT, Desk


def count(database: Database, model: type) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def actions(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Event.action).order_by(Event.seq)))


def test_the_first_verdict_on_a_sentence_makes_its_claim(desk: Desk, database: Database) -> None:
    receipt = desk.saved("verdict", verdict="refuted")
    assert receipt["version"] == 1
    assert receipt["sentence"]["verdict"] == "refuted"
    with database.reading() as session:
        claim = session.scalars(select(Claim)).one()
        assert TEXT[claim.start : claim.end].startswith("Transport minister")
        assert claim.uid == receipt["claim"]
    assert actions(database)[-2:] == ["claim.created", "verdict.saved"]


def test_a_second_reviewer_gets_the_same_claim_and_a_record_of_their_own(
    desk: Desk, database: Database
) -> None:
    first = desk.saved("verdict", verdict="refuted")
    second = desk.saved("verdict", by="robin", verdict="supported")
    assert first["claim"] == second["claim"]
    assert count(database, Annotation) == 2


def test_a_changed_mind_keeps_the_history(desk: Desk, database: Database) -> None:
    desk.saved("verdict", verdict="refuted")
    desk.saved("verdict", verdict="mixed")
    with database.reading() as session:
        last = session.scalars(select(Event).order_by(Event.seq.desc()).limit(1)).one()
    assert (last.before, last.after) == ('{"verdict":"refuted"}', '{"verdict":"mixed"}')


def test_saving_what_is_stored_already_records_nothing(desk: Desk, database: Database) -> None:
    desk.saved("verdict", verdict="refuted")
    before = count(database, Event)
    assert desk.saved("verdict", verdict="refuted")["version"] == 1
    assert count(database, Event) == before


@pytest.mark.parametrize(
    ("path", "fields", "field"),
    [
        ("verdict", {"verdict": "true"}, "verdict"),
        ("flags", {"flags": ["rude"]}, "flags"),
        ("confidence", {"confidence": "absolute"}, "confidence"),
        ("rationale", {"text": "x" * 20_001}, "rationale"),
        ("rationale", {"text": "a\0b"}, "text"),
        ("note", {"text": "x" * 20_001}, "note"),
        ("evidence", {"url": "javascript:alert(1)"}, "url"),
        ("evidence", {"url": "https://user:pass@example.org/"}, "url"),
        ("evidence", {"url": "https://example.org/" + "x" * 2_000}, "url"),
        ("evidence", {"url": ""}, "url"),
        ("hops", {"source": " "}, "source"),
        ("hops", {"source": "x" * 301}, "source"),
        ("hops", {"source": "A paper", "act": "sings"}, "act"),
        ("hops", {"source": "A paper", "reliability": "Z"}, "reliability"),
        ("hops", {"source": "A paper", "n_identified": "-1"}, "n_identified"),
        ("hops", {"source": "A paper", "claim_date": "last month"}, "claim_date"),
        ("claims", {"spans": "[[5, 2]]"}, "spans"),
        ("claims", {"spans": "[[0, 99999]]"}, "spans"),
        ("claims", {"spans": "[[-1, 4]]"}, "spans"),
        ("claims", {"spans": "[[0, 5], [3, 8]]"}, "spans"),
        ("claims", {"spans": "[[true, 4]]"}, "spans"),
        ("claims", {"spans": "[" * 100_000}, "spans"),
        ("claims", {"spans": "nonsense"}, "spans"),
        ("verdict", {"verdict": "mixed", "at": "9" * 30}, "at"),
        ("verdict", {"verdict": "mixed", "version": "1e3"}, "version"),
    ],
)
def test_c20_c21_what_cannot_be_kept_is_refused_and_leaves_no_trace(
    desk: Desk, database: Database, path: str, fields: dict[str, str], field: str
) -> None:
    before = count(database, Event), count(database, Claim), count(database, Annotation)
    fields = dict(fields)
    at = fields.pop("at", None)
    response = desk.save(path, at, **fields)  # type: ignore[arg-type]
    assert response.status_code == 422, response.text
    assert response.get_json()["error"]["field"] == field
    assert response.get_json()["error"]["message"]
    assert before == (count(database, Event), count(database, Claim), count(database, Annotation))


def test_c37_two_saves_of_one_field_from_the_same_version_conflict_and_show_both_texts(desk: Desk) -> None:
    version = desk.saved("verdict", verdict="mixed")["version"]
    desk.saved("rationale", text="from the first window", version=version)
    response = desk.save("rationale", text="from the second window", version=version)
    assert response.status_code == 409
    error = response.get_json()["error"]
    assert (error["yours"], error["theirs"]) == ("from the second window", "from the first window")
    assert desk.saved("rationale", text="joined", version=error["version"])["version"] == error["version"] + 1


def test_c37_saves_of_different_fields_from_the_same_version_both_stand(
    desk: Desk, database: Database
) -> None:
    version = desk.saved("verdict", verdict="mixed")["version"]
    desk.saved("evidence", url="https://example.org/a", version=version)
    desk.saved("confidence", confidence="low", version=version)
    receipt = desk.saved("rationale", text="the reason", version=version)
    assert receipt["merged"] is True
    with database.reading() as session:
        annotation = session.scalars(select(Annotation)).one()
    assert (annotation.verdict, annotation.confidence, annotation.rationale) == ("mixed", "low", "the reason")


def test_c37_a_version_from_the_future_is_a_conflict_not_an_overwrite(desk: Desk) -> None:
    desk.saved("rationale", text="one")
    assert desk.save("rationale", text="two", version=99).status_code == 409


def test_c38_the_same_key_again_gets_the_same_answer_and_changes_nothing(
    desk: Desk, database: Database
) -> None:
    first = desk.saved("evidence", url="https://example.org/a", key="k1")
    assert desk.saved("evidence", url="https://example.org/a", key="k1") == first
    assert count(database, Evidence) == 1
    assert desk.save("evidence", url="https://example.org/other", key="k1").status_code == 422


def test_the_same_link_twice_is_pointed_out_and_can_be_meant(desk: Desk, database: Database) -> None:
    desk.saved("evidence", url="https://example.org/a/")
    response = desk.save("evidence", url="https://www.example.org/a#part")
    assert response.status_code == 409
    desk.saved("evidence", url="https://www.example.org/a#part", again="1")
    assert count(database, Evidence) == 2


def test_several_links_in_one_paste_are_attached_in_order(desk: Desk, database: Database) -> None:
    desk.saved("evidence", url="see https://a.example/1 and (https://b.example/2).")
    with database.reading() as session:
        found = session.scalars(select(Evidence.url).order_by(Evidence.position)).all()
    assert found == ["https://a.example/1", "https://b.example/2"]


def test_a_chain_is_added_reordered_and_undone(desk: Desk, database: Database) -> None:
    names = ("Local outlets", "Northern Courier", 'a "well-placed" official')
    *_others, last = [desk.saved("hops", source=name)["hop"] for name in names]
    desk.saved(f"hops/{last}/move", place="0")

    def order() -> list[str]:
        with database.reading() as session:
            hops = session.scalars(select(Hop).where(Hop.removed_at.is_(None)).order_by(Hop.position)).all()
            return [hop.identification or "" for hop in hops]

    assert order() == ["unnamed_described", "named", "named"]
    desk.saved("undo")
    assert order() == ["named", "named", "unnamed_described"]


def test_undo_takes_back_the_whole_change_and_walks_backwards(desk: Desk, database: Database) -> None:
    desk.saved("verdict", verdict="refuted")
    desk.saved("evidence", url="https://example.org/a")
    assert desk.saved("undo")["sentences"][0]["evidence"] == 0
    assert desk.saved("undo")["sentences"][0]["verdict"] is None
    assert desk.save("undo").status_code == 404
    with database.reading() as session:
        assert session.scalars(select(Claim)).one().removed_at is not None
        assert verify(session) is None


def test_a_removed_claim_and_all_on_it_can_be_brought_back(desk: Desk) -> None:
    receipt = desk.saved("verdict", verdict="refuted")
    desk.saved("evidence", url="https://example.org/a")
    gone = desk.saved("claim/remove", claim=receipt["claim"])
    assert gone["sentence"]["claims"] == 0
    back = desk.saved("undo")["sentences"][0]
    assert (back["verdict"], back["evidence"]) == ("refuted", 1)


def test_c40_a_save_on_a_claim_that_was_removed_says_so(desk: Desk) -> None:
    receipt = desk.saved("verdict", verdict="refuted")
    desk.saved("claim/remove", by="lee", claim=receipt["claim"])
    response = desk.save("rationale", text="what I was writing", claim=receipt["claim"])
    assert response.status_code == 404
    assert "removed" in response.get_json()["error"]["message"]


def test_submitting_lists_what_the_rules_ask_for_and_then_goes_through(
    desk: Desk, database: Database
) -> None:
    desk.saved("verdict", verdict="refuted")
    receipt = desk.saved("submit")
    assert receipt["submitted"] is False
    assert {found["rule"] for found in receipt["findings"] if found["blocks"]} == {"evidence", "rationale"}
    desk.saved("evidence", url="https://example.org/a")
    desk.saved("rationale", text="It says otherwise.")
    assert desk.saved("submit")["submitted"] is True
    with database.reading() as session:
        annotation = session.scalars(select(Annotation)).one()
    assert annotation.status == "submitted"
    assert annotation.submitted_at is not None


def test_a_change_after_submitting_makes_it_a_draft_again(desk: Desk, database: Database) -> None:
    desk.saved("verdict", verdict="not_checkable")
    assert desk.saved("submit")["submitted"] is True
    desk.saved("verdict", verdict="mixed")
    with database.reading() as session:
        annotation = session.scalars(select(Annotation)).one()
    assert (annotation.status, annotation.submitted_at) == ("draft", None)


def test_active_seconds_are_counted_without_moving_version_or_log(desk: Desk, database: Database) -> None:
    version = desk.saved("verdict", verdict="mixed")["version"]
    events = count(database, Event)
    desk.saved("active", seconds="40")
    assert desk.saved("active", seconds="20")["version"] == version
    with database.reading() as session:
        assert session.scalars(select(Annotation.active_seconds)).one() == 60
    assert count(database, Event) == events


def test_c14_fields_that_are_not_the_forms_change_nothing(desk: Desk, database: Database) -> None:
    desk.saved(
        "verdict",
        verdict="mixed",
        reviewer_id="1",
        status="submitted",
        project_id="7",
        role="admin",
        article_id="9",
    )
    with database.reading() as session:
        annotation = session.scalars(select(Annotation)).one()
    assert (annotation.status, annotation.article_id) == ("draft", desk.article.id)


def test_without_script_a_save_goes_back_to_the_sentence(desk: Desk) -> None:
    at = desk.starts[2]
    response = desk.enter("dana").post(
        f"/articles/{desk.article.uid}/verdict", data={"at": str(at), "verdict": "mixed"}
    )
    assert response.status_code == 303
    assert f"at={at}" in response.headers["Location"]


def test_nobody_takes_back_what_somebody_else_recorded(desk: Desk, database: Database) -> None:
    desk.saved("verdict", verdict="mixed")
    with database.reading() as session:
        seq = session.scalars(select(Event.seq).where(Event.action == "verdict.saved")).one()
    assert desk.save("undo", by="robin", seq=str(seq)).status_code == 404


def test_history_shows_ones_own_records_and_what_others_did_to_the_claim(desk: Desk) -> None:
    claim = desk.saved("verdict", verdict="mixed")["claim"]
    desk.saved("rationale", by="robin", text="robins secret reason")
    page = desk.enter("dana").get(f"/articles/{desk.article.uid}/history?claim={claim}").text
    assert "set the verdict to “Mixed”" in page
    assert "made the claim" in page
    assert "robins secret reason" not in page


def test_a_claim_can_be_made_of_typed_words(desk: Desk, database: Database) -> None:
    desk.saved("claims", words="the port had", at=desk.starts[3])
    with database.reading() as session:
        claim = session.scalars(select(Claim)).one()
    assert TEXT[claim.start : claim.end] == "the port had"
    assert desk.save("claims", words="Ilse Halden", at=desk.starts[3]).status_code == 422


def test_history_says_whom_a_hop_names(desk: Desk) -> None:
    desk.saved("hops", source="Northern Courier")
    page = desk.enter("dana").get(f"/articles/{desk.article.uid}/history").text
    assert re.search(r"added a hop<br><span[^>]*>Northern Courier</span>", page)


def test_a_claim_that_was_removed_long_ago_can_be_brought_back_from_the_articles_history(
    desk: Desk, database: Database
) -> None:
    claim = desk.saved("verdict", verdict="mixed")["claim"]
    desk.saved("claim/remove", claim=claim)
    for at in desk.starts[2:4]:
        desk.saved("verdict", at=at, verdict="supported")
    assert "removed the claim" in desk.enter("dana").get(f"/articles/{desk.article.uid}/history").text
    with database.reading() as session:
        seq = session.scalars(select(Event.seq).where(Event.action == "claim.removed")).one()
    assert desk.saved("undo", seq=str(seq))["sentences"][0]["verdict"] == "mixed"


def test_an_older_change_cannot_be_taken_back_over_a_later_one(desk: Desk, database: Database) -> None:
    desk.saved("verdict", verdict="refuted")
    desk.saved("verdict", verdict="mixed")
    with database.reading() as session:
        first = session.scalars(
            select(Event.seq).where(Event.action == "verdict.saved").order_by(Event.seq).limit(1)
        ).one()
    before = count(database, Event)
    response = desk.save("undo", seq=str(first))
    assert response.status_code == 404
    assert "changed again since" in response.get_json()["error"]["message"]
    assert count(database, Event) == before
    with database.reading() as session:
        assert session.scalars(select(Annotation.verdict)).one() == "mixed"
