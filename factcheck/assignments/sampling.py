"""Which claims are to be checked more than once: a share of each priority and of each verdict, and where two people
disagree. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from factcheck.annotation.verdicts import Priority, Verdict

MEMBER = "second_checks"
"""What it is called in a project's stored policy, beside the rules."""
WHOLE = 100
MOST_CHECKS = 3
"""So many checks are asked for by themselves; a lead may ask for more on a claim."""
_PARTS = 10_000


@dataclass(frozen=True, slots=True)
class Sampling:
    """Percent of the claims of each priority, and of those that were given each verdict, that are checked a second
    time; and whether a third check is asked for where two disagree."""

    priorities: Mapping[Priority, int] = field(default_factory=lambda: dict.fromkeys(Priority, 0))
    verdicts: Mapping[Verdict, int] = field(default_factory=lambda: dict.fromkeys(Verdict, 0))
    third: bool = True

    @classmethod
    def of(cls, policy: Mapping[str, object]) -> Sampling:
        """What a project's stored policy says: nothing is checked twice where it says nothing that is known."""
        stored = policy.get(MEMBER)
        if not isinstance(stored, Mapping):
            return cls()
        return cls(
            {key: _percent(_within(stored, "priorities").get(key.value)) for key in Priority},
            {key: _percent(_within(stored, "verdicts").get(key.value)) for key in Verdict},
            stored.get("third") is not False,
        )

    def to_dict(self) -> dict[str, object]:
        """JSON; `of` reads it back from a policy that has it under `MEMBER`."""
        return {
            "priorities": {key.value: value for key, value in self.priorities.items()},
            "verdicts": {key.value: value for key, value in self.verdicts.items()},
            "third": self.third,
        }

    def picks(self, claim_uid: str, priority: Priority, verdict: Verdict) -> bool:
        """Whether a claim belongs to the share: the larger one, of its priority or of its verdict. The same claim is
        always answered the same, so that asking again picks nothing new, and a larger share picks what a smaller one
        did and more."""
        share = max(self.priorities.get(priority, 0), self.verdicts.get(verdict, 0))
        return _place(claim_uid) < share * (_PARTS // WHOLE)

    def checks(self, claim_uid: str, priority: Priority, verdicts: Sequence[Verdict], wanted: int) -> int:
        """How many checks the claim calls for; never fewer than `wanted` so far. `verdicts`: those handed in."""
        checks = wanted
        if any(self.picks(claim_uid, priority, verdict) for verdict in verdicts):
            checks = max(checks, 2)
        differ = len(set(verdicts)) > 1
        if self.third and differ and checks <= len(verdicts) < MOST_CHECKS:
            checks = len(verdicts) + 1
        return checks


def _place(claim_uid: str) -> int:
    """Where the claim lies in the lot, from 0 to `_PARTS` - 1."""
    return int.from_bytes(hashlib.sha256(claim_uid.encode()).digest()[:8]) % _PARTS


def _percent(value: object) -> int:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return min(max(value, 0), WHOLE) if whole and isinstance(value, int) else 0


def _within(stored: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = stored.get(name)
    return found if isinstance(found, Mapping) else {}
