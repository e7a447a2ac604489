"""Everything that rests only on a source, and on what rests only on it, without reading every chain. Pure.

The definition is `fall.leaning`, applied again until nothing more falls. What has just fallen decides who is looked at
next: a source can only lose its footing where it leads to something that fell.
"""

from __future__ import annotations

from collections.abc import Set
from typing import Protocol

from factcheck.tracing.fall import SourceKey


class Chains(Protocol):
    """What is asked of the chains, wherever they are kept."""

    def leading_to(self, sources: Set[SourceKey]) -> Set[SourceKey]:
        """The sources that lead to one of these in some chain."""

    def grounded(self, sources: Set[SourceKey], fallen: Set[SourceKey]) -> Set[SourceKey]:
        """Those of the sources that stand on something, in some chain in which they are passed on."""


def falling_along(start: SourceKey, chains: Chains) -> set[SourceKey]:
    """The sources that fall when `start` does, because all that they pass on comes from what fell."""
    fallen: set[SourceKey] = {start}
    newly: Set[SourceKey] = fallen
    while newly:
        doubtful = chains.leading_to(newly) - fallen
        newly = doubtful - chains.grounded(doubtful, fallen)
        fallen |= newly
    return fallen - {start}
