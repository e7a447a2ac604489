"""What a lead has to decide: which claims, in which order, and adopting together what agrees."""

from __future__ import annotations

import re

import pytest

from factcheck.accounts import queries as accounts
from factcheck.adjudication.outcomes import Call
from factcheck.adjudication.queue import Queue, queue
from tests.integration.adjudication.conftest import Bench


def listed(bench: Bench, call: Call, reader: str = "lee") -> Queue:
    """The list as it stands."""
    with bench.database.reading() as session:
        project = accounts.get_default_project(session)
        user = accounts.find_user(session, reader)
        assert user is not None
        return queue(session, project, user, call)


def test_the_list_begins_with_the_farthest_apart_then_priority_then_age(bench: Bench) -> None:
    verdicts = {
        1: ("supported", "mostly_supported"),
        2: ("supported", "not_checkable"),
        3: ("mixed", "refuted"),
    }
    claims = {}
    for sentence, (first, second) in verdicts.items():
        claims[sentence] = bench.hand_in("dana", first, sentence=sentence)["claim"]
        bench.hand_in("robin", second, sentence=sentence)
    found = listed(bench, Call.DIFFER)
    assert [row.uid for row in found.rows] == [claims[2], claims[3], claims[1]]
    assert [row.distance for row in found.rows] == [5, 2, 1]
    assert found.counts == {Call.DIFFER: 3, Call.AGREE: 0, Call.ASIDE: 0, Call.DECIDED: 0}
    at = bench.desk.starts[1]
    bench.desk.saved("claim", at, by="lee", claim=claims[1], priority="high", checks="1", checkable="1")
    first, second = (row.uid for row in listed(bench, Call.DIFFER).rows if row.distance < 5)
    assert (first, second) == (claims[3], claims[1])


def test_a_claim_that_wants_two_checks_waits_for_the_second(bench: Bench) -> None:
    claim = bench.hand_in("dana", "refuted")["claim"]
    assert [row.uid for row in listed(bench, Call.AGREE).rows] == [claim]
    bench.desk.saved("claim", bench.desk.starts[1], by="lee", claim=claim, checks="2", checkable="1")
    assert listed(bench, Call.AGREE).rows == []
    bench.hand_in("robin", "refuted")
    (row,) = listed(bench, Call.AGREE).rows
    assert [voice.reviewer for voice in row.voices] == ["dana", "robin"]
    assert [voice.evidence for voice in row.voices] == [1, 1]


def test_drafts_are_nobodys_to_decide(bench: Bench) -> None:
    bench.desk.saved("verdict", verdict="refuted")
    assert sum(listed(bench, Call.AGREE).counts.values()) == 0


def fields_of(page: str) -> dict[str, list[str]]:
    """What the form of the list sends when everything is ticked."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'name="(claim|seen-\w+)" value="([^"]+)"', page):
        found.setdefault(name, []).append(value)
    return found


def test_what_all_records_agree_on_is_adopted_in_one_step(bench: Bench) -> None:
    claims = [bench.hand_in("dana", "refuted", sentence=sentence)["claim"] for sentence in (1, 2)]
    lee, url = bench.enter("lee"), f"/projects/{bench.project}/decisions"
    fields = fields_of(lee.get(f"{url}?show=agree").text)
    assert len(fields["claim"]) == 2
    page = lee.post(url, data=fields, follow_redirects=True).text
    assert "2 claims were decided." in page
    assert {bench.claim(claim).final_verdict for claim in claims} == {"refuted"}
    assert listed(bench, Call.DECIDED).counts[Call.DECIDED] == 2


def test_what_has_changed_since_the_look_is_left_as_it_is(bench: Bench) -> None:
    one, two = (bench.hand_in("dana", "refuted", sentence=sentence)["claim"] for sentence in (1, 2))
    lee, url = bench.enter("lee"), f"/projects/{bench.project}/decisions"
    fields = fields_of(lee.get(f"{url}?show=agree").text)
    bench.hand_in("robin", "supported", sentence=1)
    page = lee.post(url, data=fields, follow_redirects=True).text
    assert "1 claim was decided." in page
    assert "1 claim has changed" in page
    assert (bench.claim(one).final_verdict, bench.claim(two).final_verdict) == (None, "refuted")


def test_nothing_ticked_is_said(bench: Bench) -> None:
    page = bench.enter("lee").post(f"/projects/{bench.project}/decisions", follow_redirects=True)
    assert "Tick the claims" in page.text


def test_one_s_own_claims_cannot_be_adopted(bench: Bench) -> None:
    bench.hand_in("lee", "refuted")
    page = bench.enter("lee").get(f"/projects/{bench.project}/decisions?show=agree").text
    assert "you checked it" in page
    assert 'name="claim"' not in page
    (row,) = listed(bench, Call.AGREE, "mo").rows
    assert not row.own


def test_after_a_decision_comes_the_next_claim_that_one_may_decide(bench: Bench) -> None:
    first = bench.differ()
    second = bench.hand_in("dana", "supported", sentence=2)["claim"]
    bench.hand_in("robin", "refuted", sentence=2)
    third = bench.hand_in("lee", "supported", sentence=3)["claim"]
    bench.hand_in("robin", "mixed", sentence=3)
    response = bench.decide(second, choice="refuted")
    assert f"/claims/{first}/decision" in response.location
    done = bench.enter("lee").get(response.location).text
    assert "Decided." in done
    assert f"/claims/{third}/decision" not in done
    assert f"/projects/{bench.project}/decisions" in bench.decide(first, choice="refuted").location


def test_c15_an_unknown_list_is_refused(bench: Bench) -> None:
    lee = bench.enter("lee")
    assert lee.get(f"/projects/{bench.project}/decisions?show=all").status_code == 400
    assert lee.get(f"/projects/{bench.project}/decisions?page=99").status_code == 200


@pytest.mark.parametrize("path", ["decisions?show=differ", "decisions?show=aside", "decisions?show=decided"])
def test_an_empty_list_says_what_comes_here(bench: Bench, path: str) -> None:
    assert 'class="panel empty"' in bench.enter("lee").get(f"/projects/{bench.project}/{path}").text


def test_what_the_guidelines_leave_open_is_put_aside_and_asked_on_their_page(bench: Bench) -> None:
    claim = bench.differ()
    assert bench.decide(claim, choice="guideline_unclear").status_code == 422
    question = "Is a forecast a claim?"
    assert bench.decide(claim, choice="guideline_unclear", rationale=question).status_code == 303
    assert bench.claim(claim).decided_at is None
    assert [row.uid for row in listed(bench, Call.ASIDE).rows] == [claim]
    page = f"/projects/{bench.project}/guidelines"
    bench.enter("casey")
    assert question in bench.enter("lee").get(page).text
    assert question in bench.enter("dana").get(page).text
    assert question not in bench.enter("casey").get(page).text
    settle = re.search(r'action="(/projects/[^"]+/settle)"', bench.enter("lee").get(page).text)
    assert settle is not None
    assert bench.enter("lee").post(settle[1]).status_code == 303
    assert question not in bench.enter("lee").get(page).text
    assert listed(bench, Call.ASIDE).rows == []
    assert [row.uid for row in listed(bench, Call.DIFFER).rows] == [claim], (
        "it is to be decided like the rest"
    )
    lacks = bench.enter("lee").get(f"/articles/{bench.desk.article.uid}/sign-off").text
    assert "claim put aside" not in lacks
    assert "claim on which the records differ" in lacks
    assert bench.decide(claim, choice="refuted").status_code == 303
    assert bench.claim(claim).final_verdict == "refuted"
