"""The newsroom rules: what is asked of a record, how strongly a project asks it, and what a record lacks. Pure.

`RULES` is the one list; what each rule looks for is in `rule_checks`, what it is called and why in `rule_labels`,
how strongly a project asks for it in `policy`. docs/rules.md explains them one by one.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from factcheck.annotation import rule_checks as checks
from factcheck.annotation.rule_checks import Grounds
from factcheck.annotation.rule_facts import RecordFacts

MARK_LENGTH = 16


class Severity(StrEnum):
    """How strongly a project asks for something, least first: only `blocks` keeps a record from being submitted."""

    OFF = "off"
    NOTICE = "notice"
    WARNING = "warning"
    BLOCKS = "blocks"

    @property
    def weight(self) -> int:
        """0 (off) to 3 (blocks)."""
        return _WEIGHTS[self]


_WEIGHTS = {severity: weight for weight, severity in enumerate(Severity)}


class RuleKey(StrEnum):
    """The rules, in the order in which they are listed."""

    VERDICT = "verdict"
    EVIDENCE = "evidence"
    QUOTE = "quote"
    SECOND_SOURCE = "second_source"
    SECONDARY_ONLY = "secondary_only"
    AGAINST_EVIDENCE = "against_evidence"
    ONLY_LATER = "only_later"
    CIRCULAR = "circular"
    MEDIA = "media"
    RATIONALE = "rationale"
    RATIONALE_FOR_REFUTING = "rationale_for_refuting"
    RATIONALE_FOR_NOT_CHECKABLE = "rationale_for_not_checkable"
    SOURCING = "sourcing"
    ORIGINAL = "original"
    ALTERED_QUOTE = "altered_quote"
    PLURAL_BUT_ONE = "plural_but_one"
    ANONYMOUS_OPINION = "anonymous_opinion"
    SERIOUS_UNNAMED_SOURCE = "serious_unnamed_source"
    SINGLE_UNNAMED_SOURCE = "single_unnamed_source"
    GROUND_RULES = "ground_rules"
    WEAKEST_LINK = "weakest_link"


class Field(StrEnum):
    """The part of the inspector where the reviewer mends it."""

    VERDICT = "verdict"
    FLAGS = "flags"
    EVIDENCE = "evidence"
    RATIONALE = "rationale"
    SOURCING = "sourcing"


class WaivedBy(StrEnum):
    """Who may let a finding stand: nobody, a lead, or the reviewer whose record it is (a lead may then too)."""

    NOBODY = "nobody"
    LEAD = "lead"
    REVIEWER = "reviewer"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    group: of rules of the same group, the one that weighs most for the project speaks for all of them.
    closes_check: it is about a verdict that there is nothing to check, where no other rule asks for anything.
    """

    key: RuleKey
    field: Field
    waived_by: WaivedBy
    check: Callable[[RecordFacts], Iterable[Grounds]]
    group: str = ""
    closes_check: bool = False

    @property
    def is_fixed(self) -> bool:
        """Whether a project cannot change it."""
        return self.key is RuleKey.VERDICT


def _rules() -> Iterable[Rule]:
    key, field, by = RuleKey, Field, WaivedBy
    reason, sole = "reason", "sole source"
    yield Rule(key.VERDICT, field.VERDICT, by.NOBODY, checks.verdict)
    yield Rule(key.EVIDENCE, field.EVIDENCE, by.LEAD, checks.evidence)
    yield Rule(key.QUOTE, field.EVIDENCE, by.REVIEWER, checks.quote)
    yield Rule(key.SECOND_SOURCE, field.EVIDENCE, by.REVIEWER, checks.second_source)
    yield Rule(key.SECONDARY_ONLY, field.EVIDENCE, by.REVIEWER, checks.secondary_only)
    yield Rule(key.AGAINST_EVIDENCE, field.EVIDENCE, by.REVIEWER, checks.against_evidence)
    yield Rule(key.ONLY_LATER, field.EVIDENCE, by.REVIEWER, checks.only_later)
    yield Rule(key.CIRCULAR, field.SOURCING, by.LEAD, checks.circular)
    yield Rule(key.MEDIA, field.EVIDENCE, by.REVIEWER, checks.media)
    yield Rule(key.RATIONALE, field.RATIONALE, by.NOBODY, checks.rationale, reason)
    yield Rule(key.RATIONALE_FOR_REFUTING, field.RATIONALE, by.NOBODY, checks.rationale_for_refuting, reason)
    yield Rule(
        key.RATIONALE_FOR_NOT_CHECKABLE, field.RATIONALE, by.NOBODY, checks.rationale, closes_check=True
    )
    yield Rule(key.SOURCING, field.SOURCING, by.REVIEWER, checks.sourcing)
    yield Rule(key.ORIGINAL, field.SOURCING, by.REVIEWER, checks.original)
    yield Rule(key.ALTERED_QUOTE, field.FLAGS, by.REVIEWER, checks.altered_quote)
    yield Rule(key.PLURAL_BUT_ONE, field.SOURCING, by.REVIEWER, checks.plural_but_one)
    yield Rule(key.ANONYMOUS_OPINION, field.SOURCING, by.LEAD, checks.anonymous_opinion)
    yield Rule(key.SERIOUS_UNNAMED_SOURCE, field.SOURCING, by.LEAD, checks.serious_unnamed_source, sole)
    yield Rule(key.SINGLE_UNNAMED_SOURCE, field.SOURCING, by.REVIEWER, checks.single_unnamed_source, sole)
    yield Rule(key.GROUND_RULES, field.SOURCING, by.LEAD, checks.ground_rules)
    yield Rule(key.WEAKEST_LINK, field.SOURCING, by.REVIEWER, checks.weakest_link)


RULES: Mapping[RuleKey, Rule] = {rule.key: rule for rule in _rules()}
"""Every rule by its key, in the order of `RuleKey`."""

Severities = Mapping[RuleKey, Severity]
"""How strongly each rule is asked for; a rule that is not in it is off."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found on a record.

    about: the id of the evidence or the hop, where it is about one; else empty.
    mark: changes when what caused the finding changes materially; a waiver holds for one mark.
    """

    rule: RuleKey
    severity: Severity
    about: str
    mark: str

    @property
    def field(self) -> Field:
        """Where it is mended."""
        return RULES[self.rule].field

    @property
    def waived_by(self) -> WaivedBy:
        """Who may let it stand."""
        return RULES[self.rule].waived_by

    @property
    def blocks(self) -> bool:
        """Whether the record cannot be submitted with it, unless it is waived."""
        return self.severity is Severity.BLOCKS


def find(record: RecordFacts, severities: Severities) -> list[Finding]:
    """What the rules find on the record, in the order of `RuleKey`; empty where nothing is wrong.

    A record without a verdict is asked for the verdict and for what every verdict needs. "Not checkable" is
    asked for its reason at most: there is nothing to find evidence for.
    """
    return _gravest_of_each_group(list(_found(record, severities)))


def find_all(record: RecordFacts) -> list[Finding]:
    """What every rule finds on the record, as if the project asked for all of them; also of the same group."""
    return list(_found(record, dict.fromkeys(RuleKey, Severity.NOTICE)))


def may_submit(record: RecordFacts, severities: Severities) -> bool:
    """Whether nothing that the rules find keeps the record from being submitted, waivers aside."""
    return not any(finding.blocks for finding in find(record, severities))


def _found(record: RecordFacts, severities: Severities) -> Iterable[Finding]:
    for rule in RULES.values():
        severity = Severity.BLOCKS if rule.is_fixed else severities.get(rule.key, Severity.OFF)
        if severity is Severity.OFF or rule.closes_check != record.ends_check:
            continue
        for grounds in rule.check(record):
            yield _finding(rule, severity, grounds)


def _finding(rule: Rule, severity: Severity, grounds: Grounds) -> Finding:
    # Length-prefixed, so that no two lists of facts read the same.
    told = "".join(f"{len(fact)}:{fact}" for fact in (rule.key.value, grounds.about, *grounds.facts))
    mark = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:MARK_LENGTH]
    return Finding(rule.key, severity, grounds.about, mark)


def _gravest_of_each_group(found: list[Finding]) -> list[Finding]:
    """Without the findings of a group beside a graver one; of equals, the first stays."""
    speaks: dict[str, Finding] = {}
    for finding in found:
        group = RULES[finding.rule].group
        if group and (group not in speaks or finding.severity.weight > speaks[group].severity.weight):
            speaks[group] = finding
    return [
        finding for finding in found if not (group := RULES[finding.rule].group) or speaks[group] is finding
    ]
