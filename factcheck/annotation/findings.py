"""What the rules found on a record, beside the waivers on it: what is open, what was let stand, what lapsed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factcheck.annotation.models import Waiver
from factcheck.annotation.rules import Finding, Severity


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of one record.

    open: what nobody let stand, in the order of the rules. waived: what somebody did, with the waiver. lapsed: the
    waivers that hold nothing, since what they were about has changed or is gone.
    """

    open: Sequence[Finding] = ()
    waived: Sequence[tuple[Finding, Waiver]] = ()
    lapsed: Sequence[Waiver] = ()

    @property
    def blocking(self) -> list[Finding]:
        """What keeps the record from being submitted."""
        return [finding for finding in self.open if finding.blocks]

    @property
    def by_severity(self) -> list[tuple[Severity, list[Finding]]]:
        """What is open, the gravest severity first; those without a finding are left out."""
        groups = [
            (severity, [finding for finding in self.open if finding.severity is severity])
            for severity in reversed(Severity)
        ]
        return [(severity, found) for severity, found in groups if found]

    def is_found_again(self, waiver: Waiver) -> bool:
        """Whether the rule of a lapsed waiver finds something that is open now."""
        return any(finding.rule.value == waiver.rule for finding in self.open)


def settle(found: Iterable[Finding], waivers: Iterable[Waiver]) -> Findings:
    """Set the findings of a record against the waivers that stand on it; of two for one finding, the later holds."""
    given = list(waivers)
    by_mark = {waiver.mark: waiver for waiver in given}
    still_open: list[Finding] = []
    waived: list[tuple[Finding, Waiver]] = []
    for finding in found:
        waiver = by_mark.get(finding.mark)
        if waiver is None:
            still_open.append(finding)
        else:
            waived.append((finding, waiver))
    held = {finding.mark for finding, _waiver in waived}
    return Findings(still_open, waived, [waiver for waiver in given if waiver.mark not in held])
