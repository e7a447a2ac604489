"""Second checks by policy, drawn from strata, taken blind; a third where two disagree."""

from __future__ import annotations

import pytest

from factcheck.activity.models import Event
from tests.integration.assignments.conftest import Office


def place_of(office: Office, by: str) -> str:
    """What somebody takes next: the claim's uid, or nothing."""
    location = office.take(by).location
    return location.partition("claim=")[2].partition("#")[0] if "claim=" in location else ""


def test_one_reviewer_is_enough_by_default(office: Office) -> None:
    office.policy()
    claim = office.bench.hand_in("dana", "refuted")["claim"]
    assert office.bench.claim(claim).checks == 1
    assert place_of(office, "robin") == ""


def test_a_share_of_a_verdict_is_checked_a_second_time(office: Office) -> None:
    office.policy(**{"verdict-refuted": "100"})
    refuted = office.bench.hand_in("dana", "refuted", sentence=1)["claim"]
    mixed = office.bench.hand_in("dana", "mixed", sentence=2)["claim"]
    assert (office.bench.claim(refuted).checks, office.bench.claim(mixed).checks) == (2, 1)
    assert place_of(office, "dana") == "", "nobody checks their own twice"
    assert place_of(office, "robin") == refuted
    assert place_of(office, "mo") == "", "one more check is enough"


def test_a_share_of_a_priority_is_checked_a_second_time(office: Office) -> None:
    office.policy(**{"priority-low": "100"})
    at = office.bench.desk.starts[1]
    claim = office.bench.desk.saved("verdict", at, by="dana", verdict="mixed")["claim"]
    office.bench.desk.saved("claim", at, by="dana", claim=claim, priority="low", checkable="1")
    office.bench.hand_in("dana", "mixed", claim=claim)
    assert office.bench.claim(claim).checks == 2


def test_the_second_reviewer_learns_of_the_claim_and_of_nothing_on_it(office: Office) -> None:
    office.policy(**{"verdict-refuted": "100"})
    claim = office.bench.hand_in("dana", "refuted")["claim"]
    at, robin = office.bench.desk.starts[1], office.enter("robin")
    inspector = f"/articles/{office.article.uid}/inspector?at={at}&claim={claim}"
    assert claim not in robin.get(inspector).text, "a record made the claim"
    assert place_of(office, "robin") == claim
    shown = robin.get(inspector).text
    assert claim in shown
    exported = robin.get(f"/articles/{office.article.uid}/export").get_json()
    (told,) = exported["claims"]
    assert (told["id"], told["annotations"], told["created_by"], told["checks"]) == (claim, [], None, 1)
    for page in (
        shown,
        office.work("robin"),
        robin.get("/").text,
        robin.get(f"/articles/{office.article.uid}").text,
        robin.get(f"/articles/{office.article.uid}/history?claim={claim}").text,
        robin.get(f"/articles/{office.article.uid}/history").text,
    ):
        assert "dana looked it up" not in page
        assert "What others submitted" not in page
        assert "asked for one more check" not in page
        assert "example.org/dana" not in page
    assert claim not in office.enter("mo").get("/work").text
    office.bench.hand_in("robin", "mixed", claim=claim)
    assert "dana looked it up" in robin.get(inspector).text


def test_a_third_check_is_asked_for_where_two_disagree(office: Office) -> None:
    office.policy()
    claim = office.bench.differ()
    assert office.bench.claim(claim).checks == 3
    assert place_of(office, "mo") == claim
    office.bench.hand_in("mo", "mixed", claim=claim)
    assert office.bench.claim(claim).checks == 3, "then a lead decides"
    told = office.enter("lee").get(f"/articles/{office.article.uid}/history?claim={claim}").text
    assert "asked for one more check" in told


def test_no_third_check_where_the_project_wants_none(office: Office) -> None:
    office.policy(third="")
    office.enter("lee").post(
        f"/projects/{office.bench.project}/checks", data={"blind": "always", "days": "3"}
    )
    assert office.bench.claim(office.bench.differ()).checks == 1


def test_a_decided_claim_is_not_offered(office: Office) -> None:
    office.policy(**{"verdict-refuted": "100"})
    claim = office.bench.hand_in("dana", "refuted")["claim"]
    office.bench.decide(claim, choice="refuted")
    assert place_of(office, "robin") == ""


def test_what_is_given_back_is_offered_to_the_next(office: Office) -> None:
    office.policy(**{"verdict-refuted": "100"})
    claim = office.bench.hand_in("dana", "refuted")["claim"]
    assert place_of(office, "robin") == claim
    (row,) = office.rows()
    office.enter("robin").post(f"/work/{row.uid}/give-back")
    assert place_of(office, "mo") == claim


def test_more_checks_are_wanted_by_nobody_in_the_log(office: Office) -> None:
    office.policy(**{"verdict-refuted": "100"})
    office.bench.hand_in("dana", "refuted")
    with office.database.reading() as session:
        (event,) = session.query(Event).filter_by(action="checks.raised")
        assert (event.actor_id, event.before, event.after) == (None, '{"checks":1}', '{"checks":2}')


def test_a_submission_that_asked_for_more_checks_is_undone_with_them(office: Office) -> None:
    office.policy(**{"verdict-refuted": "100"})
    claim = office.bench.hand_in("dana", "refuted")["claim"]
    assert office.bench.claim(claim).checks == 2
    office.bench.desk.saved("undo", by="dana")
    assert office.bench.claim(claim).checks == 1
    assert office.bench.records(claim)[0].status == "draft"
    office.bench.desk.saved("submit", by="dana", claim=claim)
    assert office.bench.claim(claim).checks == 2


def test_checks_that_a_lead_wants_stay_when_a_submission_is_undone(office: Office) -> None:
    office.policy(**{"verdict-refuted": "100"})
    claim = office.bench.hand_in("dana", "refuted")["claim"]
    at = office.bench.claim(claim).start
    office.bench.desk.saved("claim", at, by="lee", claim=claim, checkable="1", checks="3")
    office.bench.desk.saved("undo", by="dana")
    assert office.bench.claim(claim).checks == 3


@pytest.mark.parametrize(
    ("name", "typed"),
    [("priority-high", "101"), ("verdict-mixed", "-1"), ("verdict-mixed", "x"), ("days", "91")],
)
def test_what_is_no_share_is_refused_and_stays_on_the_page(office: Office, name: str, typed: str) -> None:
    lee, url = office.enter("lee"), f"/projects/{office.bench.project}/checks"
    refused = lee.post(url, data={"blind": "second", "priority-low": "7", name: typed})
    assert refused.status_code == 422
    assert f'value="{typed}" aria-invalid="true"' in refused.text
    assert 'id="priority-low"' in refused.text
    assert 'value="7"' in refused.text
    assert 'value="second" checked' in refused.text
    assert 'value="7"' not in lee.get(url).text
