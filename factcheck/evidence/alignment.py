"""Two lists of words put side by side, and what that says about the texts they are from. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Levenshtein

from factcheck.evidence.folding import Word


class Difference(StrEnum):
    """How a stretch of a quotation stands to its original."""

    SAME = "same"
    ALTERED = "altered"
    ADDED = "added"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch in which quotation and original are alike, or differ in one way.

    `quoted` and `original` are the very characters of the two, empty where one has nothing there; all the runs'
    together are the two texts.
    """

    kind: Difference
    quoted: str
    original: str


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of an alignment: `[quoted_from, quoted_to)` of one list against `[from_, to)` of the other."""

    kind: Difference
    quoted_from: int
    quoted_to: int
    from_: int
    to: int


_KINDS = {
    "equal": Difference.SAME,
    "replace": Difference.ALTERED,
    "insert": Difference.LEFT_OUT,
    "delete": Difference.ADDED,
}


def aligned(quoted: Sequence[str], original: Sequence[str]) -> list[Step]:
    """The fewest words to change, add or leave out between the two, as steps that cover both. Raises nothing.

    Time and memory grow with the product of the lengths over the width of a machine word.
    """
    steps = [
        Step(_KINDS[code.tag], code.src_start, code.src_end, code.dest_start, code.dest_end)
        for code in Levenshtein.opcodes(list(quoted), list(original))
    ]
    return _gathered(steps, original)


def _gathered(steps: list[Step], original: Sequence[str]) -> list[Step]:
    """Where words that are the same part one cut in two, and stand at its other end as well, the cut made one."""
    place = 0
    while place + 2 < len(steps):
        before, island, after = steps[place : place + 3]
        size = island.to - island.from_
        tail = original[after.to - size : after.to] if after.to - size >= after.from_ else ()
        if (
            before.kind is after.kind is Difference.LEFT_OUT
            and island.kind is Difference.SAME
            and tail == original[island.from_ : island.to]
        ):
            end = after.to - size
            steps[place : place + 3] = [
                Step(Difference.LEFT_OUT, before.quoted_from, before.quoted_to, before.from_, end),
                Step(Difference.SAME, island.quoted_from, island.quoted_to, end, after.to),
            ]
        else:
            place += 1
    return steps


def runs(
    quote: str, quoted: Sequence[Word], text: str, words: Sequence[Word], start: int, end: int
) -> list[Run]:
    """The quotation (all of `quote`) against `text[start:end]`, whose words `words` are."""
    steps = aligned([word.key for word in quoted], [word.key for word in words])
    if not steps:
        return [Run(Difference.ALTERED, quote, text[start:end])] if quote or start < end else []
    quoted_cuts = cuts([word.start for word in quoted], 0, len(quote))
    text_cuts = cuts([word.start for word in words], start, end)
    return [
        Run(
            step.kind,
            quote[quoted_cuts[step.quoted_from] : quoted_cuts[step.quoted_to]],
            text[text_cuts[step.from_] : text_cuts[step.to]],
        )
        for step in steps
    ]


def cuts(starts: Sequence[int], begin: int, end: int) -> list[int]:
    """Where to cut a text before each of its words, so that nothing is lost: first and last at its ends."""
    if not starts:
        return [begin]
    return [begin, *starts[1:], end]


def densest(steps: Sequence[Step]) -> tuple[int, int]:
    """`[from, to)` of the other list in which the words that are the same stand closest together.

    A stretch that is the same counts twice its words; what lies between two of them costs less the longer it is,
    so that a whole sentence left out does not part what was said before it from what was said after it.
    """
    best, best_span = 0.0, (0, 0)
    score, begin, last = 0.0, 0, None
    for step in _same(steps):
        if last is not None:
            score -= _cost(max(step.from_ - last.to, step.quoted_from - last.quoted_to))
        if last is None or score < 0:
            score, begin = 0.0, step.from_
        score += 2.0 * (step.to - step.from_)
        if score > best:
            best, best_span = score, (begin, step.to)
        last = step
    return best_span


def _same(steps: Sequence[Step]) -> Iterator[Step]:
    return (step for step in steps if step.kind is Difference.SAME)


def _cost(gap: int) -> float:
    return min(gap, 2.5 + gap / 8)
