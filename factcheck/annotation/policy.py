"""How strongly a project asks for each newsroom rule: a pack to start from, and where it departs from it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from factcheck.annotation.rules import RULES, RuleKey, Severities, Severity
from factcheck.words import gettext as _

EARLIER = {"advised": Severity.WARNING, "required": Severity.BLOCKS}
"""Words of the time before there were packs."""


class PackKey(StrEnum):
    """Sets of severities to start from."""

    STANDARD = "standard"
    WIRE = "wire"
    INVESTIGATIONS = "investigations"
    MAGAZINE = "magazine"
    LIGHT = "light"


# One letter a pack, in the order of PackKey: - off, n notice, w warning, B blocks.
_TABLE = {
    RuleKey.EVIDENCE: "BBBBw",
    RuleKey.QUOTE: "wnBB-",
    RuleKey.SECOND_SOURCE: "nnBw-",
    RuleKey.SECONDARY_ONLY: "wnBw-",
    RuleKey.AGAINST_EVIDENCE: "wwBBn",
    RuleKey.ONLY_LATER: "n-ww-",
    RuleKey.CIRCULAR: "wwBBn",
    RuleKey.MEDIA: "wwBw-",
    RuleKey.RATIONALE: "BwBB-",
    RuleKey.RATIONALE_FOR_REFUTING: "BBBBw",
    RuleKey.RATIONALE_FOR_NOT_CHECKABLE: "--ww-",
    RuleKey.SOURCING: "wwBB-",
    RuleKey.ORIGINAL: "nnwB-",
    RuleKey.ALTERED_QUOTE: "wwBBn",
    RuleKey.PLURAL_BUT_ONE: "wBwwn",
    RuleKey.ANONYMOUS_OPINION: "wBBwn",
    RuleKey.SERIOUS_UNNAMED_SOURCE: "BBBBw",
    RuleKey.SINGLE_UNNAMED_SOURCE: "wwwwn",
    RuleKey.GROUND_RULES: "BBBBB",
    RuleKey.WEAKEST_LINK: "wwBBn",
}
_LETTERS = dict(zip("-nwB", Severity, strict=True))
PACKS: Mapping[PackKey, Severities] = {
    pack: {rule: _LETTERS[letters[place]] for rule, letters in _TABLE.items()}
    for place, pack in enumerate(PackKey)
}
"""Pack → severity of every rule that a project can change, in the order of `RuleKey`."""
CHANGEABLE = tuple(rule.key for rule in RULES.values() if not rule.is_fixed)
"""The rules that a project can change, in order."""


class Departure(NamedTuple):
    """A rule that is asked for more or less strongly in one policy than in another."""

    rule: RuleKey
    before: Severity
    after: Severity


@dataclass(frozen=True, slots=True)
class Policy:
    """What a project asks of a record: the pack it started from, and the severity of every rule that can be changed."""

    pack: PackKey = PackKey.STANDARD
    severities: Severities = field(default_factory=lambda: PACKS[PackKey.STANDARD])

    @classmethod
    def of_pack(cls, pack: PackKey, changed: Severities | None = None) -> "Policy":
        """The pack, with these severities instead of its own."""
        return cls(pack, {**PACKS[pack], **(changed or {})})

    @property
    def departures(self) -> list[Departure]:
        """Where it departs from its pack."""
        return Policy.of_pack(self.pack).changes_to(self)

    def changes_to(self, other: "Policy") -> list[Departure]:
        """The rules that the other policy asks for more or less strongly, in order."""
        after = other.severities
        return [
            Departure(rule, before, after[rule])
            for rule, before in self.severities.items()
            if before is not after[rule]
        ]

    @classmethod
    def from_dict(cls, stored: Mapping[str, object]) -> "Policy":
        """Read a stored policy: `{"pack": key, "rules": {rule: severity}}`. Members of other names are not its own.

        A rule that is not mentioned is as the pack has it; without a pack, as the standard pack has it. What was
        stored before there were packs, `{rule: "off" | "advised" | "required"}`, is read too. Raises ValueError,
        naming it, for a pack, a rule or a severity that does not exist.
        """
        rules = stored.get("rules", {})
        if "rules" not in stored and "pack" not in stored:
            rules = _earlier(stored)
        if not isinstance(rules, Mapping):
            raise ValueError(_("A policy names its rules with a severity each."))  # noqa: TRY004
        unknown = sorted(str(rule) for rule in rules if rule not in set(CHANGEABLE))
        if unknown:
            raise ValueError(
                _(
                    "Unknown rule %(rule)s. The rules are: %(all)s.",
                    rule=repr(unknown[0]),
                    all=", ".join(CHANGEABLE),
                )
            )
        given = {rule: _severity(rule, rules[rule]) for rule in CHANGEABLE if rule in rules}
        return cls.of_pack(_pack(stored.get("pack", PackKey.STANDARD.value)), given)

    def to_dict(self) -> dict[str, object]:
        """Pack and the severity of every rule; `from_dict` reads it back.

        All of them, so that what a project asks for stays as it is when a pack changes.
        """
        return {
            "pack": self.pack.value,
            "rules": {rule.value: severity.value for rule, severity in self.severities.items()},
        }


def _earlier(stored: Mapping[str, object]) -> dict[str, object]:
    rules = {rule: EARLIER.get(str(demand), demand) for rule, demand in stored.items()}
    if "rationale" in rules:
        # It was the rule for refuting verdicts too.
        rules.setdefault(RuleKey.RATIONALE_FOR_REFUTING.value, rules["rationale"])
    return rules


def _pack(value: object) -> PackKey:
    if isinstance(value, str) and value in set(PackKey):
        return PackKey(value)
    raise ValueError(
        _("There is no pack %(pack)s. The packs are: %(all)s.", pack=repr(value), all=", ".join(PackKey))
    )


def _severity(rule: RuleKey, value: object) -> Severity:
    if isinstance(value, str) and value in set(Severity):
        return Severity(value)
    raise ValueError(
        _(
            "Rule %(rule)s is %(value)s; use one of: %(all)s.",
            rule=repr(rule.value),
            value=repr(value),
            all=", ".join(Severity),
        )
    )
