"""The API: what the rules find on a record, and letting it stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from sqlalchemy import select

from factcheck.accounts.models import Role
from factcheck.activity.models import Event
from factcheck.db import Database
from tests.integration.exchange.api import Script
from tests.integration.exchange.test_api import claim_of

REASON = "The official's name is known to the desk."
RECORD: dict[str, Any] = {
    "verdict": "supported",
    "rationale": "The official says so.",
    "evidence": [{"url": "https://courier.example/port", "stance": "supports", "tier": 2, "quote": "So."}],
    "hops": [{"source": {"description": "an official"}, "identification": "unnamed_described"}],
}


class Case(NamedTuple):
    """A record of dana's and two scripts: hers, and a lead's."""

    dana: Script
    lee: Script
    claim: str
    uid: str

    def findings(self, script: Script | None = None) -> Any:
        return (script or self.dana).get(f"/annotations/{self.uid}/findings")

    def mark(self, rule: str) -> str:
        found = [each["mark"] for each in self.findings().get_json()["open"] if each["rule"] == rule]
        return str(found[0])

    def waive(self, rule: str, by: Script | None = None, **headers: str) -> Any:
        headers.setdefault("If_Match", self.findings().headers["ETag"])
        body = {"mark": self.mark(rule), "reason": REASON}
        return (by or self.dana).post(f"/annotations/{self.uid}/waivers", body, **headers)


@pytest.fixture
def case(new_script: Callable[..., Script]) -> Case:
    dana, lee = new_script("dana"), new_script("lee", Role.LEAD)
    claim = claim_of(dana)
    record = dana.put(claim, RECORD, If_None_Match="*")
    assert record.status_code == 201, record.text
    return Case(dana, lee, claim, record.get_json()["id"])


def actions(database: Database) -> list[str]:
    with database.reading() as session:
        query = select(Event.action).where(Event.subject == "waiver").order_by(Event.seq)
        return list(session.scalars(query))


def test_a_finding_is_let_stand_with_a_reason_and_that_is_taken_back(case: Case, database: Database) -> None:
    open_now = {each["rule"] for each in case.findings().get_json()["open"]}
    assert "single_unnamed_source" in open_now
    given = case.waive("single_unnamed_source")
    assert given.status_code == 201, given.text
    waiver = given.get_json()
    assert (waiver["rule"], waiver["reason"], waiver["by"]) == ("single_unnamed_source", REASON, "dana")
    found = case.findings()
    assert found.headers["ETag"] == given.headers["ETag"] == case.dana.get(case.claim).headers["ETag"]
    assert {each["rule"] for each in found.get_json()["open"]} == open_now - {"single_unnamed_source"}
    assert [each["waiver"] for each in found.get_json()["waived"]] == [waiver]
    assert case.dana.get(case.claim).get_json()["waivers"] == [waiver]

    path = f"/annotations/{case.uid}/waivers/{waiver['id']}"
    assert case.dana.send("DELETE", path, None, {}).status_code == 428
    assert case.dana.send("DELETE", path, None, {"If-Match": '"1"'}).status_code == 412
    done = case.dana.send("DELETE", path, None, {"If-Match": found.headers["ETag"]})
    assert (done.status_code, done.data) == (204, b"")
    assert done.headers["ETag"] == case.findings().headers["ETag"]
    assert {each["rule"] for each in case.findings().get_json()["open"]} == open_now
    assert actions(database) == ["waiver.given", "waiver.revoked"]


def test_a_waiver_sent_twice_is_given_once_and_a_stale_one_not_at_all(case: Case, database: Database) -> None:
    tag = case.findings().headers["ETag"]
    body = {"mark": case.mark("single_unnamed_source"), "reason": REASON}
    sent = [
        case.dana.post(f"/annotations/{case.uid}/waivers", body, Idempotency_Key="once", If_Match=tag)
        for _ in range(2)
    ]
    assert [answer.status_code for answer in sent] == [201, 201]
    assert sent[0].data == sent[1].data
    assert sent[0].headers["ETag"] == sent[1].headers["ETag"]
    stale = case.dana.post(f"/annotations/{case.uid}/waivers", body, If_Match=tag)
    assert stale.status_code == 412
    assert case.dana.post(f"/annotations/{case.uid}/waivers", body).status_code == 428
    again = case.dana.post(f"/annotations/{case.uid}/waivers", body, If_Match=case.findings().headers["ETag"])
    assert (again.status_code, again.get_json()["error"]["field"]) == (422, "$.mark")
    assert actions(database) == ["waiver.given"]


def test_what_only_a_lead_may_sign_off_is_refused_to_the_reviewer_and_open_to_the_lead(case: Case) -> None:
    record = case.dana.get(case.claim).get_json()
    hops = [{**record["hops"][0], "act": "predicts"}]
    tag = case.dana.get(case.claim).headers["ETag"]
    assert case.dana.put(case.claim, record | {"hops": hops}, If_Match=tag).status_code == 200
    refused = case.waive("anonymous_opinion")
    assert refused.status_code == 403
    assert case.waive("anonymous_opinion", by=case.lee).status_code == 201
    assert case.dana.get(case.claim).get_json()["waivers"][0]["by"] == "lee"
    waiver = case.findings(case.lee).get_json()["waived"][0]["waiver"]["id"]
    taken = case.dana.send(
        "DELETE",
        f"/annotations/{case.uid}/waivers/{waiver}",
        None,
        {"If-Match": case.findings().headers["ETag"]},
    )
    assert taken.status_code == 403


def test_another_reviewers_record_is_not_there(case: Case, new_script: Callable[..., Script]) -> None:
    robin = new_script("robin")
    assert case.findings(robin).status_code == 404
    body = {"mark": "0" * 16, "reason": REASON}
    assert robin.post(f"/annotations/{case.uid}/waivers", body, If_Match="*").status_code == 404
    assert robin.get("/annotations/000000000000000000/findings").status_code == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"mark": "0" * 16, "reason": " \n "}, "$.reason"),
        ({"mark": "0" * 16, "reason": "x" * 1_001}, "$.reason"),
        ({"mark": "0" * 16, "reason": REASON}, "$.mark"),
        ({"mark": "nonsense", "reason": REASON}, "$.mark"),
        ({"mark": "0" * 16}, "$"),
        ({"mark": "0" * 16, "reason": REASON, "by": "lee"}, "$"),
    ],
)
def test_a_bad_waiver_is_refused_with_the_path_of_the_fault(
    case: Case, body: dict[str, str], field: str
) -> None:
    answer = case.dana.post(f"/annotations/{case.uid}/waivers", body, If_Match="*")
    assert (answer.status_code, answer.get_json()["error"]["field"]) == (422, field)
