"""What a project allows to be done with the links on its claims; all is off until a lead switches it on. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from factcheck.errors import Invalid
from factcheck.words import gettext as _

INTERVALS = (0, 1, 7, 30)
"""Days between two scheduled checks that can be chosen; 0: only when somebody asks."""


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """fetch: pages that evidence links to are fetched, kept and checked; archive: a public archive is asked to keep
    what was submitted; check_days: days between two scheduled checks, 0 for none.
    """

    fetch: bool = False
    archive: bool = False
    check_days: int = 0

    @classmethod
    def from_dict(cls, stored: Mapping[str, object]) -> LinkSettings:
        """Read what is stored; what is not there is off."""
        return cls(
            fetch=bool(stored.get("fetch")),
            archive=bool(stored.get("archive")),
            check_days=int(str(stored.get("check_days") or 0)),
        )

    def to_dict(self) -> dict[str, object]:
        """As it is stored; `from_dict` reads it back."""
        return asdict(self)


def parse_settings(given: Mapping[str, str]) -> LinkSettings:
    """Read a form: ticked boxes, and the interval in days. Raises Invalid for an interval that is not offered."""
    days = given.get("check_days") or "0"
    if days not in {str(interval) for interval in INTERVALS}:
        raise Invalid(_("Choose how often the links are checked from the list."), "check_days")
    return LinkSettings(
        fetch=bool(given.get("fetch")), archive=bool(given.get("archive")), check_days=int(days)
    )
