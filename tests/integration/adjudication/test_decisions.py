"""Deciding claims: side by side, by adopting a record or otherwise; opened again; blind until then."""

from __future__ import annotations

import pytest

from factcheck.accounts import queries as accounts
from factcheck.activity.models import Event
from factcheck.adjudication.models import Adjudication
from tests.integration.adjudication.conftest import Bench


def decided(bench: Bench, claim: str) -> Adjudication:
    """The decision that stands."""
    with bench.database.reading() as session:
        query = session.query(Adjudication).filter(Adjudication.reopened_at.is_(None))
        return query.filter_by(claim_id=bench.claim(claim).id).one()


def test_adopting_a_record_takes_its_verdict_evidence_and_chain_and_keeps_the_dissent(bench: Bench) -> None:
    claim = bench.differ()
    dana, robin = bench.records(claim)
    response = bench.decide(claim, adopt=dana.uid)
    assert response.status_code == 303, response.text
    made = decided(bench, claim)
    assert (made.outcome, made.verdict, made.adopted) == ("verdict", "refuted", [dana.uid])
    assert made.dissent == [{"annotation": robin.uid, "reviewer": "robin", "verdict": "mostly_refuted"}]
    assert len(made.evidence) == len(made.hops) == 1
    assert bench.claim(claim).final_verdict == "refuted"
    page = bench.enter("lee").get(bench.url(claim)).text
    assert "What holds" in page
    assert "Dissent" in page


def test_evidence_and_hops_of_others_are_taken_over_where_they_are_ticked(bench: Bench) -> None:
    claim = bench.differ()
    dana, _robin = bench.records(claim)
    page = bench.enter("lee").get(bench.url(claim)).text
    pieces = [part.split('"')[0] for part in page.split('name="evidence" value="')[1:]]
    hops = [part.split('"')[0] for part in page.split('name="hops" value="')[1:]]
    assert len(pieces) == len(hops) == 2
    bench.decide(claim, adopt=dana.uid, evidence=[pieces[1]], hops=[hops[1]])
    made = decided(bench, claim)
    assert (made.evidence, made.hops) == (pieces, hops)


def test_deciding_otherwise_needs_a_reason_and_keeps_what_was_typed(bench: Bench) -> None:
    claim = bench.differ()
    refused = bench.decide(claim, choice="mixed", flags=["outdated"])
    assert refused.status_code == 422
    assert "Say why" in refused.text
    assert 'value="mixed" checked' in refused.text
    assert 'value="outdated" checked' in refused.text
    assert bench.decide(claim, choice="mixed", rationale="Both are half right.").status_code == 303
    made = decided(bench, claim)
    assert (made.verdict, made.adopted, len(made.dissent)) == ("mixed", [], 2)


def test_choosing_the_verdict_of_a_record_adopts_it_without_a_reason(bench: Bench) -> None:
    claim = bench.differ()
    assert bench.decide(claim, choice="refuted").status_code == 303
    assert decided(bench, claim).adopted == [bench.records(claim)[0].uid]


def test_not_a_claim_decides_it_without_a_verdict(bench: Bench) -> None:
    claim = bench.differ()
    assert bench.decide(claim, choice="not_a_claim", rationale="A greeting.").status_code == 303
    stored = bench.claim(claim)
    assert stored.decided_at is not None
    assert stored.final_verdict is None


@pytest.mark.parametrize("fields", [{}, {"choice": "perhaps"}, {"choice": "verdict"}, {"adopt": "nobody"}])
def test_what_cannot_be_decided_is_refused(bench: Bench, fields: dict[str, str]) -> None:
    claim = bench.differ()
    assert bench.decide(claim, rationale="So.", **fields).status_code in (409, 422)
    assert bench.claim(claim).decided_at is None


def test_records_that_have_changed_since_the_page_was_opened_are_looked_at_again(bench: Bench) -> None:
    claim = bench.differ()
    looked = bench.looked(claim)
    bench.desk.saved("rationale", by="robin", text="Better put", claim=claim)
    bench.desk.saved("submit", by="robin", claim=claim)
    refused = bench.enter("lee").post(
        bench.url(claim), data={"looked": looked, "choice": "mixed", "rationale": "Mine."}
    )
    assert refused.status_code == 409
    assert "Mine." in refused.text
    assert "Better put" in refused.text
    assert bench.claim(claim).decided_at is None


def test_two_leads_at_once_the_second_learns_of_the_first(bench: Bench) -> None:
    claim = bench.differ()
    bench.decide(claim, choice="refuted")
    late = bench.decide(claim, by="mo", choice="mixed", rationale="No.")
    assert late.status_code == 409
    assert "lee has decided this claim already" in late.text


def test_nobody_decides_what_they_checked_unless_the_project_allows_it(bench: Bench) -> None:
    claim = bench.differ()
    bench.hand_in("lee", "mixed", claim=claim)
    page = bench.enter("lee").get(bench.url(claim)).text
    assert "somebody else decides it" in page
    assert "data-adopt" not in page
    assert bench.decide(claim, choice="refuted").status_code == 403
    bench.enter("mo").post(f"/projects/{bench.project}/checks", data={"blind": "always", "decide_own": "1"})
    assert bench.decide(claim, choice="refuted").status_code == 303


def test_what_the_checks_page_sets_stays_with_the_rest_of_the_policy(bench: Bench) -> None:
    lee = bench.enter("lee")
    rest = {"third": "1", "articles": "1", "days": "3"}
    lee.post(f"/projects/{bench.project}/checks", data={"blind": "second", "decide_own": "1", **rest})
    lee.post(f"/projects/{bench.project}/checks", data={"blind": "off", **rest})
    with bench.database.reading() as session:
        policy = accounts.get_default_project(session).policy
        actions = [each.action for each in session.query(Event).filter_by(subject="project")]
    assert (policy["blind"], policy["decide_own"]) == ("off", False)
    assert actions[-4:] == ["blind.set", "decide_own.set", "blind.set", "decide_own.set"]


def test_opened_again_with_a_reason_everything_is_kept(bench: Bench) -> None:
    claim = bench.differ()
    bench.decide(claim, choice="refuted")
    lee = bench.enter("lee")
    assert lee.post(bench.url(claim, "/reopen"), data={"why": " "}).status_code == 422
    assert lee.post(bench.url(claim, "/reopen"), data={"why": "A new document"}).status_code == 303
    stored = bench.claim(claim)
    assert (stored.decided_at, stored.final_verdict) == (None, None)
    page = lee.get(bench.url(claim)).text
    assert "1 earlier decision" in page
    assert "A new document" in page
    assert bench.decide(claim, choice="mixed", rationale="It changes it.").status_code == 303
    assert bench.claim(claim).final_verdict == "mixed"


def test_what_was_decided_a_moment_ago_is_taken_back_by_who_decided_it(bench: Bench) -> None:
    claim = bench.differ()
    bench.decide(claim, choice="refuted")
    assert bench.enter("mo").post(bench.url(claim, "/undo")).status_code == 404
    assert bench.enter("lee").post(bench.url(claim, "/undo")).status_code == 303
    assert bench.claim(claim).decided_at is None
    assert bench.enter("lee").post(bench.url(claim, "/undo")).status_code == 404


def test_a_decision_opens_the_records_to_everybody_and_reopening_closes_them(bench: Bench) -> None:
    claim = bench.differ()
    enter = bench.desk.enter
    enter("casey")
    casey = bench.enter("casey")
    place = f"/articles/{bench.desk.article.uid}/inspector?at={bench.desk.starts[1]}"
    history = f"/articles/{bench.desk.article.uid}/history"
    assert casey.get(bench.url(claim)).status_code == 404
    assert "dana" not in casey.get(place).text
    bench.decide(claim, choice="refuted")
    assert "dana looked it up" in casey.get(bench.url(claim)).text
    assert "dana looked it up" in casey.get(place).text
    assert "decided: “Refuted”" in casey.get(history).text
    bench.enter("lee").post(bench.url(claim, "/reopen"), data={"why": "Again"})
    assert casey.get(bench.url(claim)).status_code == 404
    assert "dana" not in casey.get(place).text
    assert "decided" not in casey.get(history).text


def test_what_is_changed_after_a_decision_says_so(bench: Bench) -> None:
    claim = bench.differ()
    bench.enter("casey")
    bench.decide(claim, choice="refuted")
    receipt = bench.desk.saved("verdict", by="casey", verdict="supported", claim=claim)
    assert receipt["claim"] == claim
    (casey,) = [each for each in bench.records(claim) if each.id == max(r.id for r in bench.records(claim))]
    assert casey.changed_after_reveal


def test_every_decision_is_one_event_of_the_log(bench: Bench) -> None:
    claim = bench.differ()
    bench.decide(claim, choice="refuted")
    bench.enter("lee").post(bench.url(claim, "/reopen"), data={"why": "Again"})
    with bench.database.reading() as session:
        events = session.query(Event).filter_by(subject="adjudication").order_by(Event.seq).all()
    assert [each.action for each in events] == ["claim.decided", "decision.reopened"]
    assert {each.claim_uid for each in events} == {claim}


def test_an_export_tells_of_decisions_only_whom_the_records_are_open_to(bench: Bench) -> None:
    claim = bench.differ()
    bench.enter("casey")
    url = f"/articles/{bench.desk.article.uid}/export"

    def told(name: str) -> list[tuple[object, int]]:
        claims = bench.enter(name).get(url).get_json()["claims"]
        return [
            (each["adjudication"] and each["adjudication"]["outcome"], len(each["earlier_decisions"]))
            for each in claims
        ]

    bench.decide(claim, choice="guideline_unclear", rationale="Is it one?")
    assert told("lee") == told("dana") == [("guideline_unclear", 0)]
    assert told("casey") == []
    bench.decide(claim, choice="refuted")
    assert told("casey") == told("dana") == [("verdict", 1)]
    bench.enter("lee").post(bench.url(claim, "/reopen"), data={"why": "Again"})
    assert told("lee") == [(None, 2)]
    assert told("casey") == []
