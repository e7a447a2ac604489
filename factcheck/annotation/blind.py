"""How far a project keeps reviewers from each other's records before they have handed in their own. Pure."""

from collections.abc import Mapping
from enum import StrEnum

MEMBER = "blind"
"""What it is called in a project's stored policy, beside the rules."""


class Blind(StrEnum):
    """On which claims a reviewer learns of others' records only after handing in their own."""

    ALWAYS = "always"
    SECOND = "second"
    OFF = "off"


def blind_of(policy: Mapping[str, object]) -> Blind:
    """What a stored policy says; `always` where it says nothing that is known."""
    value = policy.get(MEMBER)
    return Blind(value) if isinstance(value, str) and value in set(Blind) else Blind.ALWAYS
