"""Two texts of one page, paragraph by paragraph: what stayed, went and came, and the words that changed. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.evidence.alignment import Difference, Run, Step, aligned, runs
from factcheck.evidence.folding import Folded

MOST_PARAGRAPHS = 3_000
MOST_WORDS = 1_500
AROUND = 1
"""So many paragraphs that are the same are shown on both sides of a change."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of two texts. `runs`: `quoted` is the newer text's, `original` the older's."""

    runs: tuple[Run, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing in it changed but typography."""
        return all(run.kind is Difference.SAME for run in self.runs)


@dataclass(frozen=True, slots=True)
class Gap:
    """So many paragraphs that are the same are not shown."""

    paragraphs: int


def changes_between(older: str, newer: str) -> list[Paragraph | Gap]:
    """What changed, with a little of what did not around it; empty where nothing did."""
    before, after = _lines(older), _lines(newer)
    keys = [[Folded(line).text.strip() for line in lines] for lines in (after, before)]
    found = list(_paragraphs(aligned(*keys), after, before))
    if all(paragraph.is_same for paragraph in found):
        return []
    return list(_near_changes(found))


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()][:MOST_PARAGRAPHS]


def _paragraphs(steps: Sequence[Step], after: Sequence[str], before: Sequence[str]) -> Iterator[Paragraph]:
    for step in steps:
        new, old = after[step.quoted_from : step.quoted_to], before[step.from_ : step.to]
        if step.kind is Difference.ALTERED:
            yield from (Paragraph(tuple(_altered(one, other))) for one, other in zip(new, old, strict=True))
        elif step.kind is Difference.LEFT_OUT:
            yield from (Paragraph((Run(Difference.LEFT_OUT, "", line),)) for line in old)
        else:
            yield from (Paragraph((Run(step.kind, line, ""),)) for line in new)


def _altered(new: str, old: str) -> list[Run]:
    words, other = Folded(new).words(), Folded(old).words()
    if max(len(words), len(other)) > MOST_WORDS:
        return [Run(Difference.LEFT_OUT, "", old), Run(Difference.ADDED, new, "")]
    return runs(new, words, old, other, 0, len(old))


def _near_changes(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph | Gap]:
    changed = [place for place, paragraph in enumerate(paragraphs) if not paragraph.is_same]
    shown = {near for place in changed for near in range(place - AROUND, place + AROUND + 1)}
    skipped = 0
    for place, paragraph in enumerate(paragraphs):
        if place not in shown:
            skipped += 1
            continue
        if skipped:
            yield Gap(skipped)
            skipped = 0
        yield paragraph
    if skipped:
        yield Gap(skipped)
