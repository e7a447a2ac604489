"""How strong the newsroom rules are in a project: the settings page, packs, conflicts, undo, and the counts on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, select

from factcheck.accounts.models import Project
from factcheck.activity.models import Event
from factcheck.activity.service import verify
from factcheck.annotation.models import Claim
from factcheck.annotation.policy import CHANGEABLE, PackKey, Policy
from factcheck.annotation.rule_census import census
from factcheck.annotation.rules import RuleKey, Severity
from factcheck.db import Database
from tests.integration.annotation.conftest import Desk


def stored(database: Database) -> Project:
    with database.reading() as session:
        return session.scalars(select(Project)).one()


def policy(database: Database) -> Policy:
    return Policy.from_dict(stored(database).policy)


def form(seen: Policy, *, pack: PackKey | None = None, **changed: str) -> dict[str, str]:
    """What the page sends that was opened with `seen`; `changed`: the rules that were set to something else."""
    fields = {"seen-pack": seen.pack.value, "rule-pack": (pack or seen.pack).value}
    chosen = seen if pack is None else Policy.of_pack(pack)
    fields |= {f"seen-{rule}": severity.value for rule, severity in seen.severities.items()}
    fields |= {f"rule-{rule}": severity.value for rule, severity in chosen.severities.items()}
    return fields | {f"rule-{rule}": severity for rule, severity in changed.items()}


def address(database: Database, end: str = "rules") -> str:
    return f"/projects/{stored(database).uid}/{end}"


def actions(database: Database) -> list[str]:
    with database.reading() as session:
        return list(
            session.scalars(select(Event.action).where(Event.subject == "project").order_by(Event.seq))
        )


def test_a_rule_that_is_set_to_block_keeps_a_claim_from_being_submitted(
    desk: Desk, database: Database
) -> None:
    desk.saved("verdict", verdict="mixed")
    assert desk.saved("submit")["submitted"] is False
    sent = form(policy(database), evidence="off", rationale="off")
    assert desk.enter("lee").post(address(database), data=sent).status_code == 303
    assert desk.saved("submit")["submitted"] is True
    assert actions(database) == ["rules.set"]


def test_settings_that_are_as_they_were_record_nothing(desk: Desk, database: Database) -> None:
    desk.enter("lee").post(address(database), data=form(policy(database)))
    # The first time, what was only implied is written down.
    before = len(actions(database))
    desk.enter("lee").post(address(database), data=form(policy(database)))
    assert len(actions(database)) == before


def test_a_pack_shows_what_would_change_and_changes_nothing_until_it_is_applied(
    desk: Desk, database: Database
) -> None:
    client = desk.enter("lee")
    page = client.get(address(database, "rules?pack=magazine")).text
    offered = Policy().changes_to(Policy.of_pack(PackKey.MAGAZINE))
    assert page.count('<tr><th scope="row">') == len(offered) > 3
    assert f"Apply: {len(offered)} rules change" in page
    assert policy(database) == Policy()

    assert client.post(address(database), data=form(Policy(), pack=PackKey.MAGAZINE)).status_code == 303
    assert policy(database) == Policy.of_pack(PackKey.MAGAZINE)
    assert actions(database) == ["rules.set"]
    assert "It keeps to it." in client.get(address(database)).text


def test_the_pack_that_a_project_has_would_change_nothing(desk: Desk, database: Database) -> None:
    assert "nothing would change" in desk.enter("lee").get(address(database, "rules?pack=standard")).text
    assert desk.enter("lee").get(address(database, "rules?pack=fleet")).status_code == 404


def test_where_a_project_departs_from_its_pack_is_marked(desk: Desk, database: Database) -> None:
    client = desk.enter("lee")
    client.post(address(database), data=form(Policy(), quote="blocks", media="off"))
    page = client.get(address(database)).text
    assert "It departs from it in 2 rules." in page
    assert page.count("pack: Warning") == 2
    assert re.search(r'id="rule-quote".*?value="blocks"[^>]* selected', page, re.DOTALL)


def test_applying_a_pack_is_undone_as_a_whole(desk: Desk, database: Database) -> None:
    client = desk.enter("lee")
    client.post(address(database), data=form(Policy(), quote="blocks"))
    before = policy(database)
    client.post(address(database), data=form(before, pack=PackKey.LIGHT))
    page = client.get(address(database)).text
    seq = re.search(r'name="seq" value="(\d+)"', page)
    assert seq
    client.post(address(database, "undo"), data={"seq": seq[1]})
    assert policy(database) == before
    assert actions(database) == ["rules.set", "rules.set", "project.undone"]
    again = client.post(address(database, "undo"), data={"seq": seq[1]})
    assert again.status_code == 404
    with database.reading() as session:
        assert verify(session) is None


def test_an_older_change_is_not_taken_back_over_a_later_one(desk: Desk, database: Database) -> None:
    client = desk.enter("lee")
    client.post(address(database), data=form(Policy(), quote="blocks"))
    with database.reading() as session:
        first = session.scalars(select(Event.seq).where(Event.action == "rules.set")).one()
    client.post(address(database), data=form(policy(database), media="off"))
    refused = client.post(address(database, "undo"), data={"seq": str(first)})
    assert refused.status_code == 409
    assert policy(database).severities[RuleKey.MEDIA] is Severity.OFF


def test_c37_two_leads_who_change_different_rules_both_get_theirs(desk: Desk, database: Database) -> None:
    seen = policy(database)
    desk.enter("lee").post(address(database), data=form(seen, quote="blocks"))
    assert desk.enter("lee").post(address(database), data=form(seen, media="off")).status_code == 303
    severities = policy(database).severities
    assert (severities[RuleKey.QUOTE], severities[RuleKey.MEDIA]) == (Severity.BLOCKS, Severity.OFF)


def test_c37_two_leads_who_change_the_same_rule_see_both(desk: Desk, database: Database) -> None:
    seen = policy(database)
    desk.enter("lee").post(address(database), data=form(seen, quote="blocks"))
    answer = desk.enter("lee").post(address(database), data=form(seen, quote="off", media="off"))
    assert answer.status_code == 409
    assert "stored now: Blocks" in answer.text
    assert re.search(r'id="rule-media".*?value="off"[^>]* selected', answer.text, re.DOTALL)
    assert policy(database).severities[RuleKey.QUOTE] is Severity.BLOCKS
    # What is sent again from that page was decided with both in sight.
    resent = form(policy(database), quote="off", media="off")
    assert desk.enter("lee").post(address(database), data=resent).status_code == 303
    assert policy(database).severities[RuleKey.QUOTE] is Severity.OFF


@pytest.mark.parametrize(
    "fields", [{"rule-quote": "must"}, {"rule-pack": "fleet"}, {"seen-quote": "advised"}]
)
def test_a_severity_or_pack_that_does_not_exist_is_refused(
    desk: Desk, database: Database, fields: dict[str, str]
) -> None:
    answer = desk.enter("lee").post(address(database), data=form(Policy()) | fields)
    assert answer.status_code == 422
    assert actions(database) == []


def test_a_policy_of_the_time_before_packs_is_shown_and_kept_as_it_was(
    desk: Desk, database: Database
) -> None:
    with database.writing() as session:
        session.scalars(select(Project)).one().policy = {"quote": "required", "evidence": "off"}
    page = desk.enter("lee").get(address(database)).text
    assert "It departs from it in 2 rules." in page
    desk.enter("lee").post(address(database), data=form(policy(database), media="off"))
    severities = policy(database).severities
    assert (severities[RuleKey.QUOTE], severities[RuleKey.EVIDENCE]) == (Severity.BLOCKS, Severity.OFF)


def test_what_else_is_kept_with_the_policy_stays(desk: Desk, database: Database) -> None:
    with database.writing() as session:
        session.scalars(select(Project)).one().policy = {"pack": "wire", "other": {"kept": True}}
    desk.enter("lee").post(address(database), data=form(policy(database), media="off"))
    assert stored(database).policy["other"] == {"kept": True}
    assert stored(database).policy["pack"] == "wire"


def test_each_rule_says_on_how_many_standing_claims_it_finds_something(
    desk: Desk, database: Database
) -> None:
    client = desk.enter("lee")
    assert "No claim has a verdict yet" in client.get(address(database)).text
    for number in (1, 2, 3):
        desk.saved("verdict", desk.starts[number], verdict="mixed")
        desk.saved("evidence", desk.starts[number], url=f"https://a.example/{number}")
    desk.saved("verdict", desk.starts[1], by="robin", verdict="refuted")
    page = client.get(address(database)).text
    assert "Counted on 4 records with a verdict" in page
    assert re.search(r'rules/quote">on 3 claims</a>', page)
    assert re.search(r'rules/evidence">on 1 claim</a>', page)
    with database.reading() as session:
        last = session.scalars(select(Claim.uid).order_by(Claim.id.desc()).limit(1)).one()
    desk.saved("claim/remove", desk.starts[3], claim=last)
    assert re.search(r'rules/quote">on 2 claims</a>', client.get(address(database)).text)


def test_the_claims_behind_a_figure_are_listed_and_lead_to_the_workbench(
    desk: Desk, database: Database
) -> None:
    receipt = desk.saved("verdict", verdict="mixed")
    desk.saved("claim", claim=receipt["claim"], text="The two met & talked.")
    client = desk.enter("lee")
    page = client.get(address(database, "rules/evidence")).text
    assert "The two met &amp; talked." in page
    assert f"claim={receipt['claim']}" in page
    assert "No standing claim breaks this rule today." in client.get(address(database, "rules/media")).text
    assert client.get(address(database, "rules/nonsense")).status_code == 404


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def test_the_census_takes_four_statements_however_many_claims_there_are(
    desk: Desk, database: Database
) -> None:
    for number in (1, 2, 3, 4):
        desk.saved("verdict", desk.starts[number], verdict="mixed")
        desk.saved("hops", desk.starts[number], source="Northern Courier")
    with database.reading() as session:
        project = session.scalars(select(Project)).one()
        with counted(database) as statements:
            found = census(session, project)
        assert (found.records, found.complete) == (4, True)
        assert len(statements) == 4
        bounded = census(session, project, limit=3)
        assert (bounded.records, bounded.complete) == (3, False)
        assert bounded.tallies[RuleKey.RATIONALE].claims == 3


def test_every_rule_is_defined_for_everybody_and_names_its_sources(desk: Desk) -> None:
    page = desk.enter("dana").get("/rules").text
    for rule in RuleKey:
        assert f'id="{rule.value}"' in page
    assert "https://handbook.reuters.com/" in page


def test_only_leads_set_the_rules(desk: Desk, database: Database) -> None:
    client = desk.enter("dana")
    assert client.get(address(database)).status_code == 403
    assert client.post(address(database), data=form(Policy(), quote="off")).status_code == 403
    assert policy(database) == Policy()
    assert len(CHANGEABLE) == 20
