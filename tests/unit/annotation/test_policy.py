"""How strongly a project asks for each rule: packs, what departs from them, and how it is stored."""

import json

import pytest

from factcheck.annotation.policy import CHANGEABLE, PACKS, Departure, PackKey, Policy
from factcheck.annotation.rules import RULES, RuleKey, Severity


@pytest.mark.parametrize("pack", PackKey)
def test_a_pack_says_of_every_rule_that_can_be_changed_how_strong_it_is(pack: PackKey) -> None:
    assert list(PACKS[pack]) == list(CHANGEABLE)
    assert set(CHANGEABLE) == set(RuleKey) - {RuleKey.VERDICT}


def test_the_standard_pack_asks_for_what_was_asked_before_there_were_packs() -> None:
    standard = PACKS[PackKey.STANDARD]
    blocking = {RuleKey.EVIDENCE, RuleKey.RATIONALE}
    warning = {RuleKey.QUOTE, RuleKey.SECONDARY_ONLY, RuleKey.SOURCING, RuleKey.PLURAL_BUT_ONE}

    assert {standard[rule] for rule in blocking} == {Severity.BLOCKS}
    assert {standard[rule] for rule in warning | {RuleKey.SINGLE_UNNAMED_SOURCE}} == {Severity.WARNING}
    assert standard[RuleKey.RATIONALE_FOR_NOT_CHECKABLE] is Severity.OFF


def test_the_pack_for_a_line_by_line_check_wants_every_passage_and_every_original() -> None:
    magazine = PACKS[PackKey.MAGAZINE]
    assert magazine[RuleKey.QUOTE] is magazine[RuleKey.ORIGINAL] is Severity.BLOCKS


def test_the_light_pack_asks_for_no_more_than_any_other_and_still_keeps_promises_to_sources() -> None:
    light = PACKS[PackKey.LIGHT]
    for pack in PackKey:
        assert all(light[rule].weight <= PACKS[pack][rule].weight for rule in CHANGEABLE)
    assert light[RuleKey.GROUND_RULES] is Severity.BLOCKS


@pytest.mark.parametrize("pack", [pack for pack in PackKey if pack is not PackKey.LIGHT])
def test_a_serious_allegation_on_one_unnamed_source_needs_a_lead_in_every_pack_but_the_light_one(
    pack: PackKey,
) -> None:
    assert PACKS[pack][RuleKey.SERIOUS_UNNAMED_SOURCE] is Severity.BLOCKS


def test_a_project_departs_from_its_pack_where_it_says_so() -> None:
    policy = Policy.of_pack(PackKey.WIRE, {RuleKey.QUOTE: Severity.BLOCKS, RuleKey.MEDIA: Severity.WARNING})

    assert policy.departures == [Departure(RuleKey.QUOTE, Severity.NOTICE, Severity.BLOCKS)]
    assert Policy.of_pack(PackKey.WIRE).departures == []


def test_what_another_policy_would_change_is_listed_in_the_order_of_the_rules() -> None:
    changes = Policy().changes_to(Policy.of_pack(PackKey.LIGHT))

    assert Departure(RuleKey.EVIDENCE, Severity.BLOCKS, Severity.WARNING) in changes
    assert [change.rule for change in changes] == [
        rule for rule in CHANGEABLE if rule in {change.rule for change in changes}
    ]
    assert Policy().changes_to(Policy()) == []


@pytest.mark.parametrize("pack", PackKey)
def test_a_policy_survives_being_stored_as_json(pack: PackKey) -> None:
    policy = Policy.of_pack(pack, {RuleKey.QUOTE: Severity.BLOCKS, RuleKey.RATIONALE: Severity.OFF})

    assert Policy.from_dict(json.loads(json.dumps(policy.to_dict()))) == policy


def test_a_stored_policy_names_every_rule_so_that_it_stays_when_a_pack_changes() -> None:
    assert set(Policy().to_dict()["rules"]) == {rule.value for rule in CHANGEABLE}  # type: ignore[call-overload]


def test_a_rule_that_was_not_stored_is_as_the_pack_has_it() -> None:
    assert Policy.from_dict({}) == Policy()
    assert Policy.from_dict({"pack": "wire"}) == Policy.of_pack(PackKey.WIRE)
    stored = {"pack": "wire", "rules": {"quote": "off"}}
    assert Policy.from_dict(stored) == Policy.of_pack(PackKey.WIRE, {RuleKey.QUOTE: Severity.OFF})


def test_what_is_stored_beside_the_rules_is_not_theirs() -> None:
    assert Policy.from_dict({"pack": "wire", "fetching": True}) == Policy.of_pack(PackKey.WIRE)


@pytest.mark.parametrize(
    ("stored", "rule", "severity"),
    [
        ({"quote": "required"}, RuleKey.QUOTE, Severity.BLOCKS),
        ({"quote": "off"}, RuleKey.QUOTE, Severity.OFF),
        ({"evidence": "advised"}, RuleKey.EVIDENCE, Severity.WARNING),
        ({"rationale": "off"}, RuleKey.RATIONALE, Severity.OFF),
        ({"rationale": "off"}, RuleKey.RATIONALE_FOR_REFUTING, Severity.OFF),
        ({"quote": "off"}, RuleKey.RATIONALE_FOR_REFUTING, Severity.BLOCKS),
        ({"quote": "off"}, RuleKey.EVIDENCE, Severity.BLOCKS),
    ],
)
def test_what_was_stored_before_there_were_packs_means_the_same(
    stored: dict[str, object], rule: RuleKey, severity: Severity
) -> None:
    policy = Policy.from_dict(stored)

    assert policy.pack is PackKey.STANDARD
    assert policy.severities[rule] is severity


@pytest.mark.parametrize(
    "stored", [{"evidense": "required"}, {"rules": {"verdict": "off"}}, {"rules": {3: "off"}}]
)
def test_a_rule_that_does_not_exist_or_cannot_be_changed_is_refused_by_name(
    stored: dict[str, object],
) -> None:
    with pytest.raises(ValueError, match=r"Unknown rule .*rationale_for_not_checkable"):
        Policy.from_dict(stored)


@pytest.mark.parametrize("severity", [True, None, 1, "must", "Blocks", ["off"], {}])
def test_a_severity_outside_the_four_is_refused_by_name(severity: object) -> None:
    with pytest.raises(ValueError, match=r"Rule 'quote' is .*off, notice, warning, blocks"):
        Policy.from_dict({"rules": {"quote": severity}})


@pytest.mark.parametrize("pack", ["fleet", 3, None, ["wire"]])
def test_a_pack_that_does_not_exist_is_refused(pack: object) -> None:
    with pytest.raises(ValueError, match=r"There is no pack .*standard, wire"):
        Policy.from_dict({"pack": pack})


def test_rules_that_are_no_object_are_refused() -> None:
    with pytest.raises(ValueError, match="names its rules"):
        Policy.from_dict({"pack": "wire", "rules": ["quote"]})


def test_every_rule_has_its_row() -> None:
    assert list(RULES) == list(RuleKey)
