"""Letting a finding stand: who may, with what reason, what it lets through, how it is taken back and when it lapses."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from factcheck.activity.models import Event
from factcheck.annotation import queries
from factcheck.annotation.findings import Findings
from factcheck.annotation.models import Annotation, Claim, Evidence, Hop, Waiver
from factcheck.annotation.policy import Policy
from factcheck.annotation.rules import Finding, RuleKey
from factcheck.annotation.service import records
from factcheck.annotation.service.changes import Context
from factcheck.annotation.stories import _TELLERS, tells_stories
from factcheck.articles.models import Article
from factcheck.db import Database
from tests.integration.annotation.conftest import Desk

REASON = "The editor knows who it is, and why."


def findings(database: Database, reviewer: str = "dana") -> Findings:
    """What the standard rules find on the person's record."""
    with database.reading() as session:
        annotation = _annotation_of(session, reviewer)
        claim = session.get_one(Claim, annotation.claim_id)
        article = session.get_one(Article, claim.article_id)
        return records.findings_of(
            session, Context(article, claim, annotation.reviewer, annotation), Policy()
        )


def _annotation_of(session: Any, reviewer: str) -> Annotation:
    claim = session.scalars(select(Claim)).one()
    query = select(Annotation.uid).join(Annotation.reviewer).filter_by(name=reviewer)
    return queries.get_annotation(session, claim, session.scalars(query).one())


def open_finding(database: Database, rule: RuleKey, reviewer: str = "dana") -> Finding:
    return next(finding for finding in findings(database, reviewer).open if finding.rule is rule)


def claim_uid(database: Database) -> str:
    with database.reading() as session:
        return session.scalars(select(Claim.uid)).one()


def path_of(database: Database, rule: RuleKey, reviewer: str = "dana") -> str:
    """Where the finding of that rule is waived."""
    with database.reading() as session:
        uid = _annotation_of(session, reviewer).uid
    return f"annotations/{uid}/findings/{open_finding(database, rule, reviewer).mark}/waive"


def actions(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Event.action).order_by(Event.seq)))


@pytest.fixture
def serious(desk: Desk, database: Database) -> Desk:
    """A claim of high priority that dana supports on one unnamed official; complete but for that and a passage."""
    desk.saved("verdict", verdict="supported")
    desk.saved("claim", priority="high", text="It ran out of patience.")
    desk.saved("rationale", text="The official says so.")
    desk.saved("evidence", url="https://courier.example/port")
    desk.saved("hops", source="a well-placed official")
    with database.reading() as session:
        hop, piece = session.scalars(select(Hop.uid)).one(), session.scalars(select(Evidence.uid)).one()
    desk.saved(f"hops/{hop}", identification="unnamed_described")
    desk.saved(f"evidence/{piece}", stance="supports", tier="2")
    return desk


def test_a_serious_allegation_on_one_unnamed_source_is_submitted_once_a_lead_has_signed_it_off(
    serious: Desk, database: Database
) -> None:
    refused = serious.saved("submit")
    assert refused["submitted"] is False
    assert [found["rule"] for found in refused["findings"] if found["blocks"]] == ["serious_unnamed_source"]
    path = path_of(database, RuleKey.SERIOUS_UNNAMED_SOURCE)
    by_reviewer = serious.save(path, claim=claim_uid(database), text=REASON)
    assert by_reviewer.status_code == 403
    assert "Only a lead" in by_reviewer.get_json()["error"]["message"]

    serious.saved(path, by="lee", claim=claim_uid(database), text=f"  {REASON}\r\n")
    assert actions(database)[-1] == "waiver.given"
    submitted = serious.saved("submit")
    assert submitted["submitted"] is True
    assert {found["rule"] for found in submitted["findings"]} == {"quote", "second_source"}
    ((finding, waiver),) = findings(database).waived
    assert (finding.rule, waiver.reason) == (RuleKey.SERIOUS_UNNAMED_SOURCE, REASON)


def test_a_lead_who_signs_off_makes_no_record_of_their_own_and_leaves_the_reviewers_version(
    serious: Desk, database: Database
) -> None:
    version = serious.saved("rationale", text="So.")["version"]
    serious.saved(
        path_of(database, RuleKey.SERIOUS_UNNAMED_SOURCE), by="lee", claim=claim_uid(database), text=REASON
    )
    with database.reading() as session:
        assert len(session.scalars(select(Annotation)).all()) == 1
    again = serious.saved("rationale", text="So, and more.", version=str(version))
    assert (again["version"], again["merged"]) == (version + 1, False)


def test_a_reviewer_waives_on_their_own_record_and_takes_it_back(serious: Desk, database: Database) -> None:
    path = path_of(database, RuleKey.QUOTE)
    serious.saved(path, claim=claim_uid(database), text="Read out to me on the phone.")
    assert RuleKey.QUOTE not in {finding.rule for finding in findings(database).open}
    with database.reading() as session:
        uid = session.scalars(select(Waiver.uid)).one()
    serious.saved(f"waivers/{uid}/revoke", claim=claim_uid(database))
    assert actions(database)[-2:] == ["waiver.given", "waiver.revoked"]
    assert open_finding(database, RuleKey.QUOTE).about
    # Taken back twice is taken back once.
    serious.saved(f"waivers/{uid}/revoke", claim=claim_uid(database))
    assert actions(database)[-1] == "waiver.revoked"
    assert actions(database).count("waiver.revoked") == 1


def test_waiving_and_taking_back_are_undone_with_one_key(serious: Desk, database: Database) -> None:
    path = path_of(database, RuleKey.QUOTE)
    serious.saved(path, claim=claim_uid(database), text="By phone.")
    serious.saved("undo")
    assert open_finding(database, RuleKey.QUOTE).about
    serious.saved(path, claim=claim_uid(database), text="By phone, at noon.")
    with database.reading() as session:
        uid = session.scalars(select(Waiver.uid).where(Waiver.removed_at.is_(None))).one()
    serious.saved(f"waivers/{uid}/revoke", claim=claim_uid(database))
    serious.saved("undo")
    assert [waiver.reason for _finding, waiver in findings(database).waived] == ["By phone, at noon."]


def test_a_waiver_leaves_a_submitted_record_submitted(serious: Desk, database: Database) -> None:
    serious.saved(
        path_of(database, RuleKey.SERIOUS_UNNAMED_SOURCE), by="lee", claim=claim_uid(database), text=REASON
    )
    serious.saved("submit")
    serious.saved(path_of(database, RuleKey.QUOTE), claim=claim_uid(database), text="By phone.")
    with database.reading() as session:
        annotation = session.scalars(select(Annotation)).one()
        assert (annotation.status, annotation.submitted_at is not None) == ("submitted", True)


def test_one_agency_report_on_three_sites_is_not_three_sources(desk: Desk, database: Database) -> None:
    desk.saved("verdict", verdict="supported")
    links = [f"https://{site}.example/story" for site in ("one", "two", "three")]
    desk.saved("evidence", url=" ".join(links))
    with database.reading() as session:
        pieces = session.scalars(select(Evidence.uid).order_by(Evidence.position)).all()
    for uid in pieces:
        desk.saved(f"evidence/{uid}", tier="3", stance="supports")
    rule = RuleKey.SECONDARY_ONLY
    before = list(_TELLERS)
    try:
        tells_stories(lambda _session, _evidence: {})
        assert rule not in {finding.rule for finding in findings(database).open}
        tells_stories(lambda _session, evidence: {piece.uid: "the agency's" for piece in evidence})
        assert rule in {finding.rule for finding in findings(database).open}
    finally:
        _TELLERS[:] = before


def test_a_waiver_lapses_when_what_caused_the_finding_changes_and_holds_again_when_it_is_back(
    serious: Desk, database: Database
) -> None:
    serious.saved(
        path_of(database, RuleKey.SERIOUS_UNNAMED_SOURCE), by="lee", claim=claim_uid(database), text=REASON
    )
    serious.saved("verdict", verdict="mostly_supported")
    changed = findings(database)
    assert RuleKey.SERIOUS_UNNAMED_SOURCE in {finding.rule for finding in changed.open}
    assert [changed.is_found_again(waiver) for waiver in changed.lapsed] == [True]
    page = serious.enter("dana").get(f"/articles/{serious.article.uid}?at={serious.starts[1]}").text
    assert "lapsed: what it was about has changed" in page
    assert serious.saved("submit")["submitted"] is False
    serious.saved("verdict", verdict="not_enough_evidence")
    serious.saved("claim", claim=claim_uid(database), priority="normal", text="It ran out of patience.")
    gone = findings(database)
    assert [gone.is_found_again(waiver) for waiver in gone.lapsed] == [False]
    serious.saved("claim", claim=claim_uid(database), priority="high", text="It ran out of patience.")
    serious.saved("verdict", verdict="supported")
    assert findings(database).lapsed == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Say why this can stand."),
        (" \n ", "Say why this can stand."),
        ("x" * 1_001, "1,001"),
        ("a\0b", "NUL"),
    ],
)
def test_a_waiver_needs_a_reason_that_can_be_kept(
    serious: Desk, database: Database, text: str, message: str
) -> None:
    answer = serious.save(path_of(database, RuleKey.QUOTE), claim=claim_uid(database), text=text)
    assert answer.status_code == 422
    assert message in answer.get_json()["error"]["message"]
    assert answer.get_json()["error"]["field"] == "text"
    assert "waiver.given" not in actions(database)


def test_a_finding_that_changed_meanwhile_is_not_waived_unseen(serious: Desk, database: Database) -> None:
    path = path_of(database, RuleKey.SERIOUS_UNNAMED_SOURCE)
    serious.saved("verdict", verdict="mostly_supported")
    answer = serious.save(path, by="lee", claim=claim_uid(database), text=REASON)
    assert answer.status_code == 422
    assert "has changed since" in answer.get_json()["error"]["message"]


def test_a_finding_is_waived_once(serious: Desk, database: Database) -> None:
    path = path_of(database, RuleKey.QUOTE)
    serious.saved(path, claim=claim_uid(database), text="By phone.", key="one")
    serious.saved(path, claim=claim_uid(database), text="By phone.", key="one")
    answer = serious.save(path, claim=claim_uid(database), text="By mail.", key="two")
    assert "waived already" in answer.get_json()["error"]["message"]
    assert actions(database).count("waiver.given") == 1


def test_what_only_has_to_be_written_down_cannot_be_waived(desk: Desk, database: Database) -> None:
    desk.saved("verdict", verdict="not_enough_evidence")
    path = path_of(database, RuleKey.RATIONALE)
    for person in ("dana", "lee"):
        answer = desk.save(path, by=person, claim=claim_uid(database), text="No time.")
        assert answer.status_code == 422
        assert "has to be mended" in answer.get_json()["error"]["message"]


def test_another_reviewers_record_is_neither_waived_nor_shown(serious: Desk, database: Database) -> None:
    path = path_of(database, RuleKey.QUOTE)
    assert serious.save(path, by="robin", claim=claim_uid(database), text=REASON).status_code == 404
    serious.saved(path, claim=claim_uid(database), text="A reason of Dana's.")
    with database.reading() as session:
        uid = session.scalars(select(Waiver.uid)).one()
    assert serious.save(f"waivers/{uid}/revoke", by="robin", claim=claim_uid(database)).status_code == 404
    address = f"/articles/{serious.article.uid}"
    for page in (f"{address}?at={serious.starts[1]}", f"{address}/history?claim={claim_uid(database)}"):
        assert "A reason of Dana" not in serious.enter("robin").get(page).text
        assert "A reason of Dana" in serious.enter("dana").get(page).text


def test_what_a_lead_signed_off_stays_until_a_lead_takes_it_back(serious: Desk, database: Database) -> None:
    serious.saved(
        path_of(database, RuleKey.SERIOUS_UNNAMED_SOURCE), by="lee", claim=claim_uid(database), text=REASON
    )
    with database.reading() as session:
        uid = session.scalars(select(Waiver.uid)).one()
    assert serious.save(f"waivers/{uid}/revoke", claim=claim_uid(database)).status_code == 403
    history = f"/articles/{serious.article.uid}/history?claim={claim_uid(database)}"
    told = serious.enter("dana").get(history).text
    assert "waived “Serious allegation, one unnamed source”" in told
    assert REASON in told
    serious.saved(f"waivers/{uid}/revoke", by="lee", claim=claim_uid(database))
    assert open_finding(database, RuleKey.SERIOUS_UNNAMED_SOURCE).blocks


def test_a_lead_sees_what_waits_for_a_signature_and_not_the_verdict(
    serious: Desk, database: Database
) -> None:
    address = f"/articles/{serious.article.uid}?at={serious.starts[1]}"
    mark = open_finding(database, RuleKey.SERIOUS_UNNAMED_SOURCE).mark
    page = serious.enter("lee").get(address).text
    assert "dana’s record, for a lead" in page
    assert f"{mark}/waive" in page
    assert f"{open_finding(database, RuleKey.QUOTE).mark}/waive" not in page
    assert "dana’s record" not in serious.enter("robin").get(address).text


@pytest.mark.parametrize("path", ["annotations/nothing/findings/0/waive", "waivers/nothing/revoke"])
def test_what_does_not_exist_is_not_found(serious: Desk, database: Database, path: str) -> None:
    assert serious.save(path, claim=claim_uid(database), text=REASON).status_code == 404


def test_without_the_pages_script_a_waiver_is_a_form_that_leads_back(
    serious: Desk, database: Database
) -> None:
    response = serious.enter("dana").post(
        f"/articles/{serious.article.uid}/{path_of(database, RuleKey.QUOTE)}",
        data={"at": str(serious.starts[1]), "claim": claim_uid(database), "text": "By phone."},
    )
    assert response.status_code == 303
    assert "By phone." in serious.enter("dana").get(response.location).text
