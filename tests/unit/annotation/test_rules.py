"""The newsroom rules: each one's table, and what holds for all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from factcheck.annotation.hops import (
    Act,
    Credibility,
    GroundRules,
    HopFacts,
    Identification,
    Located,
    Mode,
    Reliability,
)
from factcheck.annotation.policy import CHANGEABLE, PACKS, PackKey
from factcheck.annotation.rule_facts import EvidenceFacts, RecordFacts
from factcheck.annotation.rules import (
    RULES,
    Field,
    Finding,
    RuleKey,
    Severity,
    WaivedBy,
    find,
    find_all,
    may_submit,
)
from factcheck.annotation.verdicts import ClaimType, Flag, Medium, Priority, Stance, Tier, Verdict

STANDARD = PACKS[PackKey.STANDARD]
LINK = EvidenceFacts(
    id="7", stance=Stance.SUPPORTS, quote="the harbour is open", tier=Tier.PRIMARY, publisher="port.example"
)
COMPLETE = RecordFacts.of_chain(
    [HopFacts(id="h", label="The port", identification=Identification.OUTLET)],
    verdict=Verdict.SUPPORTED,
    rationale="The port says so.",
    evidence=(LINK,),
)
UNNAMED = HopFacts(id="h", label="an official", identification=Identification.UNNAMED_DESCRIBED)
SPEAKING = [verdict for verdict in Verdict if verdict.is_ordinal or verdict is Verdict.CONFLICTING]


def only(rule: RuleKey, severity: Severity = Severity.BLOCKS) -> dict[RuleKey, Severity]:
    """A project that asks for one rule alone."""
    return {rule: severity}


def found(record: RecordFacts, rule: RuleKey) -> list[str]:
    """What the rule finds: the ids that the findings are about."""
    return [finding.about for finding in find(record, only(rule)) if finding.rule is rule]


def keys(record: RecordFacts) -> list[RuleKey]:
    return [finding.rule for finding in find(record, STANDARD)]


def with_evidence(*pieces: EvidenceFacts, **others: Any) -> RecordFacts:
    return replace(COMPLETE, evidence=pieces, **others)


def with_hops(*hops: HopFacts, **others: Any) -> RecordFacts:
    values: dict[str, Any] = {"verdict": Verdict.SUPPORTED, "rationale": "So.", "evidence": (LINK,), **others}
    return RecordFacts.of_chain(hops, **values)


# ---- what holds for all
def test_a_complete_record_has_no_findings_and_may_be_submitted() -> None:
    assert find(COMPLETE, STANDARD) == []
    assert may_submit(COMPLETE, STANDARD)


def test_an_untouched_record_is_asked_for_a_verdict_and_a_reason() -> None:
    assert keys(RecordFacts()) == [RuleKey.VERDICT, RuleKey.RATIONALE]
    assert [finding.field for finding in find(RecordFacts(), STANDARD)] == [Field.VERDICT, Field.RATIONALE]


def test_a_verdict_blocks_even_where_the_project_asks_for_nothing() -> None:
    (finding,) = find(RecordFacts(), {})
    assert (finding.rule, finding.severity) == (RuleKey.VERDICT, Severity.BLOCKS)
    assert not may_submit(RecordFacts(), {})
    assert find(RecordFacts(), {RuleKey.VERDICT: Severity.OFF}) == [finding]


def test_not_checkable_is_complete_by_itself() -> None:
    record = with_hops(
        UNNAMED._replace(plural_stated=True, n_identified=1, ground_rules=GroundRules.OFF_RECORD),
        verdict=Verdict.NOT_CHECKABLE,
        rationale="",
        claim_types=frozenset({ClaimType.QUOTE_VERIFICATION, ClaimType.MEDIA_ANALYSIS}),
        evidence=(EvidenceFacts(id="1"),),
    )
    assert find(record, STANDARD) == []


EVERYTHING_WRONG = RecordFacts.of_chain(
    [
        UNNAMED._replace(
            via=("h",),
            act=Act.BELIEVES,
            mode=Mode.DIRECT,
            plural_stated=True,
            n_identified=1,
            ground_rules=GroundRules.OFF_RECORD,
            reliability=Reliability.E,
        ),
        HopFacts(
            id="altered", source="s", located=Located.LOCATED_ALTERED, identification=UNNAMED.identification
        ),
    ],
    verdict=Verdict.SUPPORTED,
    priority=Priority.HIGH,
    claim_types=frozenset({ClaimType.MEDIA_ANALYSIS}),
    said_on=date(2026, 1, 1),
    evidence=(
        EvidenceFacts(
            id="1",
            stance=Stance.REFUTES,
            tier=Tier.TERTIARY,
            published=date(2026, 2, 1),
            cites_article=True,
        ),
    ),
)
NEVER_TOGETHER = {
    RuleKey.VERDICT: "the record has one",
    RuleKey.EVIDENCE: "the record has some",
    RuleKey.RATIONALE_FOR_REFUTING: "the verdict supports",
    RuleKey.RATIONALE_FOR_NOT_CHECKABLE: "the verdict supports",
    RuleKey.SOURCING: "the record has a chain",
}


def test_findings_stand_in_the_order_of_the_rules() -> None:
    asked = dict.fromkeys(CHANGEABLE, Severity.WARNING)
    listed = list(dict.fromkeys(finding.rule for finding in find(EVERYTHING_WRONG, asked)))

    assert listed == [rule for rule in RuleKey if rule in listed]
    # Of the two about a single unnamed source, the first speaks for both.
    assert set(RuleKey) - set(listed) == set(NEVER_TOGETHER) | {RuleKey.SINGLE_UNNAMED_SOURCE}


@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize("rule", [rule for rule in RuleKey if rule not in NEVER_TOGETHER])
def test_a_finding_weighs_what_the_project_says_and_only_blocking_ones_keep_it_back(
    rule: RuleKey, severity: Severity
) -> None:
    listed = find(EVERYTHING_WRONG, only(rule, severity))

    if severity is Severity.OFF:
        assert listed == []
    else:
        assert {finding.rule for finding in listed} == {rule}
        assert {finding.severity for finding in listed} == {severity}
    assert may_submit(EVERYTHING_WRONG, only(rule, severity)) is (severity is not Severity.BLOCKS)


def test_the_census_sees_every_rule_whatever_the_project_asks_for() -> None:
    listed = {finding.rule for finding in find_all(EVERYTHING_WRONG)}
    assert listed == set(RuleKey) - set(NEVER_TOGETHER)


def test_severities_weigh_in_their_order() -> None:
    assert [severity.weight for severity in Severity] == [0, 1, 2, 3]


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.key.value)
def test_what_only_asks_for_a_word_to_be_written_cannot_be_waived(rule: Any) -> None:
    asks_for_words = rule.field in (Field.VERDICT, Field.RATIONALE)
    assert (rule.waived_by is WaivedBy.NOBODY) == asks_for_words


# ---- marks
def marks(record: RecordFacts, rule: RuleKey) -> list[str]:
    return [finding.mark for finding in find(record, only(rule)) if finding.rule is rule]


def test_a_mark_stays_while_the_facts_do() -> None:
    before = with_hops(UNNAMED, rationale="One thing.")
    after = with_hops(UNNAMED, rationale="Another thing.", flags=frozenset({Flag.OUTDATED}))
    assert marks(before, RuleKey.SINGLE_UNNAMED_SOURCE) == marks(after, RuleKey.SINGLE_UNNAMED_SOURCE)


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        (
            RuleKey.SINGLE_UNNAMED_SOURCE,
            with_hops(UNNAMED),
            with_hops(UNNAMED, verdict=Verdict.MOSTLY_SUPPORTED),
        ),
        (RuleKey.SINGLE_UNNAMED_SOURCE, with_hops(UNNAMED), with_hops(UNNAMED._replace(label="a guard"))),
        (
            RuleKey.QUOTE,
            with_evidence(replace(LINK, quote="")),
            with_evidence(replace(LINK, quote="", publisher="b")),
        ),
        (
            RuleKey.SECONDARY_ONLY,
            with_evidence(replace(LINK, tier=Tier.SECONDARY)),
            with_evidence(replace(LINK, tier=Tier.SECONDARY), replace(LINK, id="8", tier=Tier.SECONDARY)),
        ),
        (
            RuleKey.AGAINST_EVIDENCE,
            with_evidence(replace(LINK, stance=Stance.REFUTES)),
            with_evidence(replace(LINK, stance=Stance.REFUTES), replace(LINK, id="8", stance=Stance.REFUTES)),
        ),
        (
            RuleKey.GROUND_RULES,
            with_hops(UNNAMED._replace(ground_rules=GroundRules.OFF_RECORD)),
            with_hops(UNNAMED._replace(ground_rules=GroundRules.DEEP_BACKGROUND)),
        ),
        (
            RuleKey.WEAKEST_LINK,
            with_hops(UNNAMED._replace(reliability=Reliability.E)),
            with_hops(UNNAMED._replace(reliability=Reliability.E, credibility=Credibility.DOUBTFUL)),
        ),
    ],
)
def test_a_mark_changes_when_what_caused_the_finding_does(
    rule: RuleKey, before: RecordFacts, after: RecordFacts
) -> None:
    assert len(marks(before, rule)) == len(marks(after, rule)) == 1
    assert marks(before, rule) != marks(after, rule)


def test_findings_of_two_pieces_and_of_two_rules_have_marks_of_their_own() -> None:
    findings = find_all(EVERYTHING_WRONG)
    two = find(with_evidence(replace(LINK, quote=""), replace(LINK, id="8", quote="")), STANDARD)
    for listed in (findings, two):
        assert len({finding.mark for finding in listed}) == len(listed)
    assert all(len(finding.mark) == 16 for finding in findings)


def test_facts_that_read_the_same_run_together_have_marks_of_their_own() -> None:
    def later(*ids: str) -> RecordFacts:
        pieces = [replace(LINK, id=each, published=date(2026, 3, 2)) for each in ids]
        return with_evidence(*pieces, said_on=date(2026, 3, 1))

    assert marks(later("1", "23"), RuleKey.ONLY_LATER) != marks(later("12", "3"), RuleKey.ONLY_LATER)


# ---- the verdict and its evidence
@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize(
    ("evidence", "bears"),
    [((), False), ((replace(LINK, stance=Stance.IRRELEVANT),), False), ((LINK,), True),
     ((replace(LINK, stance=None),), True)],
)  # fmt: skip
def test_a_verdict_that_says_what_the_evidence_shows_needs_evidence(
    verdict: Verdict, evidence: tuple[EvidenceFacts, ...], bears: bool
) -> None:
    record = with_evidence(*evidence, verdict=verdict)
    assert bool(found(record, RuleKey.EVIDENCE)) is (verdict in SPEAKING and not bears)


def test_each_piece_of_evidence_without_its_passage_is_named() -> None:
    record = with_evidence(
        replace(LINK, id="1", quote=" "),
        replace(LINK, id="2"),
        replace(LINK, id="3", quote="", stance=None),
        replace(LINK, id="4", quote="", stance=Stance.IRRELEVANT),
    )
    assert found(record, RuleKey.QUOTE) == ["1", "3"]


@pytest.mark.parametrize(
    ("priority", "pieces", "alone"),
    [
        (Priority.HIGH, [(3, "a")], True),
        (Priority.HIGH, [(None, "a")], True),
        (Priority.HIGH, [(2, "a"), (2, "a")], True),
        (Priority.HIGH, [(2, "a"), (3, "b")], False),
        (Priority.HIGH, [(3, "a"), (3, None)], False),
        (Priority.HIGH, [(1, "a")], False),
        (Priority.HIGH, [], False),
        (Priority.NORMAL, [(3, "a")], False),
        (Priority.LOW, [(3, "a")], False),
    ],
)
def test_a_claim_of_high_priority_needs_a_second_source_unless_it_has_the_thing_itself(
    priority: Priority, pieces: list[tuple[int | None, str | None]], alone: bool
) -> None:
    assert bool(found(with_tiers(pieces, priority=priority), RuleKey.SECOND_SOURCE)) is alone


def test_a_verdict_that_nothing_settles_it_needs_no_second_source() -> None:
    record = with_tiers([(3, "a")], priority=Priority.HIGH, verdict=Verdict.NOT_ENOUGH_EVIDENCE)
    assert found(record, RuleKey.SECOND_SOURCE) == []


def with_tiers(pieces: list[tuple[int | None, str | None]], **others: Any) -> RecordFacts:
    evidence = [
        replace(LINK, id=str(number), tier=Tier(tier) if tier else None, publisher=publisher)
        for number, (tier, publisher) in enumerate(pieces)
    ]
    return with_evidence(*evidence, **others)


@pytest.mark.parametrize(
    ("pieces", "too_few"),
    [
        ([], False),
        ([(3, "a")], True),
        ([(3, "a"), (4, "b")], True),
        ([(3, "a"), (3, "a"), (3, "a")], True),
        ([(3, "a"), (3, "b"), (4, "c")], False),
        ([(3, "a"), (3, "b"), (3, None)], False),
        ([(3, None), (3, None)], True),
        ([(3, "a"), (1, "a")], False),
        ([(3, "a"), (2, "b")], False),
        ([(3, "a"), (None, "b")], False),
    ],
)
def test_secondary_sources_alone_need_three_that_are_independent(
    pieces: list[tuple[int | None, str | None]], too_few: bool
) -> None:
    assert bool(found(with_tiers(pieces), RuleKey.SECONDARY_ONLY)) is too_few
    nothing_said = with_tiers(pieces, verdict=Verdict.NOT_ENOUGH_EVIDENCE)
    assert found(nothing_said, RuleKey.SECONDARY_ONLY) == []


@pytest.mark.parametrize(
    ("pieces", "too_few"),
    [
        # publisher and story of each piece
        ([("a", None), ("b", None), ("c", None)], False),
        ([("a", "wire"), ("b", "wire"), ("c", None)], True),
        ([("a", "wire"), ("b", "wire"), ("c", "wire")], True),
        ([("a", "1"), ("b", "2"), ("c", "3")], False),
        ([("a", "1"), ("b", "2"), ("c", "3"), ("d", "3")], False),
        # One story leads to a publisher, which leads to another story: all of it is one source.
        ([("a", "1"), ("b", "1"), ("b", "2"), ("c", "2")], True),
        ([(None, "1"), (None, "1"), (None, "1")], True),
        ([(None, "1"), (None, "2"), (None, None)], False),
    ],
)
def test_one_story_on_many_sites_counts_once(
    pieces: list[tuple[str | None, str | None]], too_few: bool
) -> None:
    evidence = [
        replace(LINK, id=str(number), tier=Tier.SECONDARY, publisher=publisher, story=story)
        for number, (publisher, story) in enumerate(pieces)
    ]
    assert bool(found(with_evidence(*evidence), RuleKey.SECONDARY_ONLY)) is too_few


AGAINST = {
    Verdict.SUPPORTED: {Stance.REFUTES},
    Verdict.MOSTLY_SUPPORTED: {Stance.REFUTES},
    Verdict.MOSTLY_REFUTED: {Stance.SUPPORTS},
    Verdict.REFUTED: {Stance.SUPPORTS},
    # Conflicting, with a single piece: whatever it says, it is alone.
    Verdict.CONFLICTING: {Stance.SUPPORTS, Stance.PARTLY_SUPPORTS, Stance.REFUTES},
}


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("stance", [None, *Stance])
def test_stances_that_contradict_the_verdict_are_found(verdict: Verdict, stance: Stance | None) -> None:
    record = with_evidence(replace(LINK, stance=stance), verdict=verdict)
    assert bool(found(record, RuleKey.AGAINST_EVIDENCE)) is (stance in AGAINST.get(verdict, set()))


def test_evidence_on_both_sides_is_what_conflicting_says() -> None:
    both = (LINK, replace(LINK, id="8", stance=Stance.REFUTES))
    assert found(with_evidence(*both, verdict=Verdict.CONFLICTING), RuleKey.AGAINST_EVIDENCE) == []
    assert found(with_evidence(*both, verdict=Verdict.SUPPORTED), RuleKey.AGAINST_EVIDENCE) == [""]


@pytest.mark.parametrize(
    ("said_on", "published", "later"),
    [
        (date(2026, 3, 1), [date(2026, 3, 2)], True),
        (date(2026, 3, 1), [date(2026, 3, 2), date(2027, 1, 1)], True),
        (date(2026, 3, 1), [date(2026, 3, 1)], False),
        (date(2026, 3, 1), [date(2026, 3, 2), date(2026, 2, 28)], False),
        (date(2026, 3, 1), [date(2026, 3, 2), None], False),
        (None, [date(2026, 3, 2)], False),
        (date(2026, 3, 1), [], False),
    ],
)
def test_evidence_that_is_all_from_after_the_statement_is_found(
    said_on: date | None, published: list[date | None], later: bool
) -> None:
    pieces = [replace(LINK, id=str(number), published=day) for number, day in enumerate(published)]
    assert bool(found(with_evidence(*pieces, said_on=said_on), RuleKey.ONLY_LATER)) is later


def test_a_chain_that_comes_back_to_itself_and_evidence_that_is_the_article_are_circular() -> None:
    a, b = HopFacts(id="a", via=("b",), source="1"), HopFacts(id="b", via=("a",), source="2")
    article = replace(LINK, id="9", cites_article=True)

    assert found(with_hops(a, b), RuleKey.CIRCULAR) == [""]
    assert found(with_hops(a, b, evidence=(LINK, article)), RuleKey.CIRCULAR) == ["", "9"]
    assert found(with_evidence(LINK, article), RuleKey.CIRCULAR) == ["9"]
    assert found(with_evidence(replace(article, stance=Stance.IRRELEVANT)), RuleKey.CIRCULAR) == []


@pytest.mark.parametrize("medium", [None, *Medium])
@pytest.mark.parametrize("kind", ClaimType)
def test_a_claim_about_a_picture_needs_evidence_of_such_a_medium(
    medium: Medium | None, kind: ClaimType
) -> None:
    record = with_evidence(replace(LINK, medium=medium), claim_types=frozenset({kind}))
    about_media = kind in (ClaimType.MEDIA_PUBLISHING, ClaimType.MEDIA_ANALYSIS)
    shows = medium in (Medium.IMAGE, Medium.VIDEO, Medium.AUDIO, Medium.METADATA)
    assert bool(found(record, RuleKey.MEDIA)) is (about_media and not shows)


# ---- the reason
@pytest.mark.parametrize("verdict", [None, *Verdict])
@pytest.mark.parametrize(
    ("reason", "there"), [("", False), ("  \n\t", False), ("\u00a0\u2003", False), ("So.", True)]
)
def test_a_reason_is_asked_for_by_the_rule_of_its_verdict(
    verdict: Verdict | None, reason: str, there: bool
) -> None:
    record = replace(COMPLETE, verdict=verdict, rationale=reason)
    refuting = verdict in (Verdict.REFUTED, Verdict.MOSTLY_REFUTED)
    closed = verdict is Verdict.NOT_CHECKABLE
    assert bool(found(record, RuleKey.RATIONALE)) is (not there and not closed)
    assert bool(found(record, RuleKey.RATIONALE_FOR_REFUTING)) is (not there and refuting)
    assert bool(found(record, RuleKey.RATIONALE_FOR_NOT_CHECKABLE)) is (not there and closed)


@pytest.mark.parametrize(
    ("usual", "refuting", "speaks", "severity"),
    [
        (Severity.BLOCKS, Severity.BLOCKS, RuleKey.RATIONALE, Severity.BLOCKS),
        (Severity.WARNING, Severity.BLOCKS, RuleKey.RATIONALE_FOR_REFUTING, Severity.BLOCKS),
        (Severity.OFF, Severity.WARNING, RuleKey.RATIONALE_FOR_REFUTING, Severity.WARNING),
        (Severity.BLOCKS, Severity.NOTICE, RuleKey.RATIONALE, Severity.BLOCKS),
    ],
)
def test_a_missing_reason_is_told_once_by_the_graver_rule(
    usual: Severity, refuting: Severity, speaks: RuleKey, severity: Severity
) -> None:
    record = replace(COMPLETE, verdict=Verdict.REFUTED, rationale="")
    asked = {RuleKey.RATIONALE: usual, RuleKey.RATIONALE_FOR_REFUTING: refuting}
    assert [(finding.rule, finding.severity) for finding in find(record, asked)] == [(speaks, severity)]


# ---- the chain
def test_a_quotation_needs_at_least_one_step_of_its_chain() -> None:
    quotation = frozenset({ClaimType.QUOTE_VERIFICATION})
    assert found(with_hops(claim_types=quotation), RuleKey.SOURCING) == [""]
    assert found(with_hops(UNNAMED, claim_types=quotation), RuleKey.SOURCING) == []
    assert found(with_hops(), RuleKey.SOURCING) == []


@pytest.mark.parametrize("mode", [None, *Mode])
@pytest.mark.parametrize("located", [None, *Located])
def test_the_original_of_a_direct_quotation_is_located(mode: Mode | None, located: Located | None) -> None:
    record = with_hops(UNNAMED._replace(mode=mode, located=located))
    missing = mode is Mode.DIRECT and located in (None, Located.UNCHECKED, Located.UNTRACEABLE)
    assert found(record, RuleKey.ORIGINAL) == (["h"] if missing else [])


@pytest.mark.parametrize("located", [None, *Located])
@pytest.mark.parametrize(
    "flags", [frozenset[Flag](), frozenset({Flag.ALTERED_QUOTE}), frozenset({Flag.MISLEADING})]
)
def test_an_altered_quotation_is_flagged(located: Located | None, flags: frozenset[Flag]) -> None:
    record = with_hops(UNNAMED._replace(located=located), flags=flags)
    missing = located is Located.LOCATED_ALTERED and Flag.ALTERED_QUOTE not in flags
    assert found(record, RuleKey.ALTERED_QUOTE) == (["h"] if missing else [])


@pytest.mark.parametrize(
    ("plural", "identified", "is_found"),
    [(True, 1, True), (True, 0, True), (True, 2, False), (True, None, False), (False, 1, False)],
)
def test_no_plural_is_used_of_one_source(plural: bool, identified: int | None, is_found: bool) -> None:
    record = with_hops(UNNAMED._replace(plural_stated=plural, n_identified=identified))
    assert found(record, RuleKey.PLURAL_BUT_ONE) == (["h"] if is_found else [])


@pytest.mark.parametrize("act", [None, *Act])
@pytest.mark.parametrize("identification", [None, *Identification])
@pytest.mark.parametrize("kind", [None, ClaimType.OPINION, ClaimType.SPECULATIVE, ClaimType.NUMERICAL])
def test_anonymous_material_is_information_not_opinion(
    act: Act | None, identification: Identification | None, kind: ClaimType | None
) -> None:
    record = with_hops(
        UNNAMED._replace(act=act, identification=identification),
        claim_types=frozenset({kind} if kind else ()),
    )
    unnamed = identification is not None and identification.is_unnamed
    opinion = act in (Act.BELIEVES, Act.PREDICTS) or kind in (ClaimType.OPINION, ClaimType.SPECULATIVE)
    assert found(record, RuleKey.ANONYMOUS_OPINION) == (["h"] if unnamed and opinion else [])


def test_whoever_only_passes_an_opinion_on_does_not_give_it() -> None:
    passing = UNNAMED._replace(id="near", source="s")
    origin = HopFacts(id="far", via=("near",), identification=Identification.NAMED, source="t")
    record = with_hops(passing, origin, claim_types=frozenset({ClaimType.OPINION}))
    assert found(record, RuleKey.ANONYMOUS_OPINION) == []


SERIOUS = [
    (Priority.HIGH, frozenset[ClaimType](), True),
    (Priority.HIGH, frozenset({ClaimType.EVENT_OR_PROPERTY}), True),
    (Priority.HIGH, frozenset({ClaimType.OPINION, ClaimType.CAUSAL}), True),
    (Priority.HIGH, frozenset({ClaimType.OPINION}), False),
    (Priority.HIGH, frozenset({ClaimType.SPECULATIVE, ClaimType.POSITION_STATEMENT}), False),
    (Priority.NORMAL, frozenset({ClaimType.EVENT_OR_PROPERTY}), False),
    (Priority.LOW, frozenset[ClaimType](), False),
]


@pytest.mark.parametrize(("priority", "kinds", "serious"), SERIOUS)
def test_a_serious_allegation_on_one_unnamed_source_is_found_and_only_a_lead_lets_it_stand(
    priority: Priority, kinds: frozenset[ClaimType], serious: bool
) -> None:
    record = with_hops(UNNAMED, priority=priority, claim_types=kinds)
    listed = find(record, STANDARD)
    rules = [finding.rule for finding in listed if finding.rule is not RuleKey.ANONYMOUS_OPINION]
    assert rules == [RuleKey.SERIOUS_UNNAMED_SOURCE if serious else RuleKey.SINGLE_UNNAMED_SOURCE]
    assert (listed[-1].waived_by, listed[-1].blocks) == (
        (WaivedBy.LEAD, True) if serious else (WaivedBy.REVIEWER, False)
    )


def test_where_the_rule_for_serious_allegations_is_off_the_usual_one_still_warns() -> None:
    record = with_hops(UNNAMED, priority=Priority.HIGH)
    asked = {**STANDARD, RuleKey.SERIOUS_UNNAMED_SOURCE: Severity.OFF}
    assert [finding.rule for finding in find(record, asked)] == [RuleKey.SINGLE_UNNAMED_SOURCE]


@pytest.mark.parametrize(
    ("hops", "single"),
    [
        ([UNNAMED], True),
        ([UNNAMED, UNNAMED._replace(id="i", via=("h",))], True),
        ([UNNAMED._replace(identification=Identification.NAMED)], False),
        ([UNNAMED._replace(identification=Identification.COLLECTIVE)], False),
        ([UNNAMED, HopFacts(id="i", label="Ministry", identification=Identification.NAMED)], False),
        ([UNNAMED._replace(plural_stated=True)], False),
        ([], False),
    ],
)
def test_a_chain_that_rests_on_one_unnamed_source_is_found(hops: list[HopFacts], single: bool) -> None:
    assert bool(found(with_hops(*hops), RuleKey.SINGLE_UNNAMED_SOURCE)) is single


MAY_TELL = {
    GroundRules.OFF_RECORD: set[Identification | None](),
    GroundRules.DEEP_BACKGROUND: {None, Identification.UNNAMED_BARE, Identification.COLLECTIVE},
    GroundRules.BACKGROUND: {None, *Identification} - {Identification.NAMED},
}


@pytest.mark.parametrize("terms", [None, *GroundRules])
@pytest.mark.parametrize("identification", [None, *Identification])
@pytest.mark.parametrize("mode", [None, *Mode])
def test_no_more_is_told_of_a_source_than_its_terms_allow(
    terms: GroundRules | None, identification: Identification | None, mode: Mode | None
) -> None:
    record = with_hops(UNNAMED._replace(ground_rules=terms, identification=identification, mode=mode))
    told = mode is not Mode.UNATTRIBUTED
    broken = terms in MAY_TELL and identification not in MAY_TELL[terms] and told
    assert found(record, RuleKey.GROUND_RULES) == (["h"] if broken else [])


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize(
    ("hop", "weak"),
    [
        *[(UNNAMED._replace(reliability=grade), grade is Reliability.E) for grade in Reliability],
        *[(UNNAMED._replace(credibility=grade), grade == 5) for grade in Credibility],
        *[(UNNAMED._replace(located=located), located is Located.MISATTRIBUTED) for located in Located],
        (UNNAMED, False),
    ],
)
def test_a_supporting_verdict_does_not_pass_through_a_link_that_bears_nothing(
    verdict: Verdict, hop: HopFacts, weak: bool
) -> None:
    supporting = verdict in (Verdict.SUPPORTED, Verdict.MOSTLY_SUPPORTED)
    record = with_hops(hop, verdict=verdict)
    assert found(record, RuleKey.WEAKEST_LINK) == (["h"] if weak and supporting else [])


def test_findings_are_plain_values() -> None:
    (finding,) = find(with_evidence(replace(LINK, quote="")), STANDARD)
    assert finding == Finding(RuleKey.QUOTE, Severity.WARNING, "7", finding.mark)
    assert (finding.field, finding.waived_by, finding.blocks) == (Field.EVIDENCE, WaivedBy.REVIEWER, False)
