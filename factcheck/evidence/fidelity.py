"""Whether a quotation says what its original says: word by word, brackets and ellipses told apart. Pure.

Punctuation, typography and the letter case inside the sentence are an editor's business and no difference here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from factcheck.evidence.alignment import Difference, Step, aligned, cuts, densest
from factcheck.evidence.folding import Folded, Word
from factcheck.evidence.passages import MOST_WORDS, Original
from factcheck.evidence.quoted_parts import Part, QuotedWord, parts_of

LOCATED = 0.5
"""Such a share of the words that are not in brackets must be found for a quotation to count as located."""
AROUND = 300
"""So many words before and after what was found the other parts of a quotation with cuts are looked for."""
_ENDS_CLAUSE = re.compile(r"[.,!?…:;\n]")


class Change(StrEnum):
    """What became of a stretch of the original in the quotation."""

    SAME = "same"
    CASE = "case"
    ALTERED = "altered"
    ADDED = "added"
    CUT = "cut"
    ELLIPSIS = "ellipsis"
    BRACKET_ADDS = "bracket_adds"
    BRACKET_ALTERS = "bracket_alters"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of the quotation beside those of the original; the characters of all stretches make up the two texts."""

    change: Change
    quoted: str
    original: str
    words: int
    """How many words it counts for: the quoted ones, or for a cut those left out."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A quotation beside the located original, `[start, end)` of the text that it was looked for in."""

    stretches: tuple[Stretch, ...]
    start: int
    end: int

    def count(self, change: Change) -> int:
        """How many words changed in that way; for cuts and ellipses, at how many places."""
        found = [stretch.words for stretch in self.stretches if stretch.change is change]
        return len(found) if change in (Change.CUT, Change.ELLIPSIS) else sum(found)

    @property
    def is_faithful(self) -> bool:
        """Whether every difference carries an editor's mark: a bracket or an ellipsis."""
        return not any(self.count(change) for change in (Change.ALTERED, Change.ADDED, Change.CUT))


def compare(quotation: str, original: Original) -> Comparison | None:
    """The quotation (without its marks) word by word against the original; None where it cannot be located.

    Bounded by the length of the original and the square of the quotation's.
    """
    parts = parts_of(quotation, original)
    count = sum(len(part.words) for part in parts)
    if not 0 < count <= MOST_WORDS:
        return None
    located = _located(parts, original)
    if located is None:
        return None
    start = original.words[located[0][0]].start
    end = original.closed(original.words[located[-1][1] - 1].end, quotation)
    stretches = list(_stretches(quotation, parts, original, located, start, end))
    return Comparison(tuple(_joined(stretches)), start, end)


def _located(parts: Sequence[Part], original: Original) -> list[tuple[int, int]] | None:
    """For each part, `[from, to)` of the original's words: the longest anywhere, the others in order around it."""
    plain = [[one.word for one in part.words if not one.bracketed] for part in parts]
    anchor = max(range(len(parts)), key=lambda number: len(plain[number]))
    first = original.nearest(plain[anchor]) if plain[anchor] else (0, 0)
    if first[0] == first[1]:
        return None
    found: dict[int, tuple[int, int]] = {anchor: first}
    low, high = max(0, first[0] - AROUND), first[0]
    for number in reversed(range(anchor)):
        found[number] = _near(plain[number], original, low, high, last=True)
        high = found[number][0]
    low, high = first[1], min(len(original.words), first[1] + AROUND)
    for number in range(anchor + 1, len(parts)):
        found[number] = _near(plain[number], original, low, high, last=False)
        low = found[number][1]
    agreeing = sum(_agreeing(plain[number], original, *found[number]) for number in found)
    if agreeing < LOCATED * sum(map(len, plain)):
        return None
    return [_with_replaced(part, original, *found[number]) for number, part in enumerate(parts)]


def _near(words: Sequence[Word], original: Original, low: int, high: int, *, last: bool) -> tuple[int, int]:
    """The words between `low` and `high` that agree best; an empty stretch next to what was found where none does."""
    keys, around = [word.key for word in words], [word.key for word in original.words[low:high]]
    if last:
        steps = aligned(keys[::-1], around[::-1])
        begin, end = densest(steps)
        return (high - end, high - begin) if begin < end else (high, high)
    begin, end = densest(aligned(keys, around))
    return (low + begin, low + end) if begin < end else (low, low)


def _agreeing(words: Sequence[Word], original: Original, low: int, high: int) -> int:
    steps = aligned([word.key for word in words], [word.key for word in original.words[low:high]])
    return sum(step.to - step.from_ for step in steps if step.kind is Difference.SAME)


def _with_replaced(part: Part, original: Original, low: int, high: int) -> tuple[int, int]:
    """The stretch with the words that a bracket at the beginning of the part stands for.

    That is the rest of the clause where it is short, else one word: a pronoun, mostly. A bracket at the end adds.
    """
    if low == high or not part.words[0].bracketed:
        return low, high
    for count in range(4):
        if count == low or _ENDS_CLAUSE.search(
            original.text, original.words[low - count - 1].end, original.words[low - count].start
        ):
            return low - count, high
    return low - 1, high


def _stretches(
    quotation: str,
    parts: Sequence[Part],
    original: Original,
    located: Sequence[tuple[int, int]],
    start: int,
    end: int,
) -> Iterator[Stretch]:
    """All of the quotation beside `[start, end)` of the original."""
    place, quoted_to = start, 0
    for number, (part, (low, high)) in enumerate(zip(parts, located, strict=True)):
        begin = original.words[low].start if low < high else place
        mark = quotation[quoted_to : part.start]
        if mark or begin > place:
            gap = original.text[place:begin]
            yield Stretch(Change.ELLIPSIS, mark, gap, len(Folded(gap).words()))
        final = number == len(parts) - 1
        stop = end if final else (original.words[high - 1].end if low < high else begin)
        yield from _of_part(quotation, part, original, low, high, stop)
        place, quoted_to = stop, part.end
    if quoted_to < len(quotation):
        yield Stretch(Change.ELLIPSIS, quotation[quoted_to:], "", 0)


def _of_part(
    quotation: str, part: Part, original: Original, low: int, high: int, stop: int
) -> Iterator[Stretch]:
    there = original.words[low:high]
    keys = [f"[{one.word.key}" if one.bracketed else one.word.key for one in part.words]
    steps = aligned(keys, [word.key for word in there])
    quoted_cuts = cuts([one.word.start for one in part.words], part.start, part.end)
    original_cuts = cuts([word.start for word in there], there[0].start if there else stop, stop)
    for change, step in _changes(part.words, there, quotation, original.text, steps):
        words = step.quoted_to - step.quoted_from or step.to - step.from_
        yield Stretch(
            change,
            quotation[quoted_cuts[step.quoted_from] : quoted_cuts[step.quoted_to]],
            original.text[original_cuts[step.from_] : original_cuts[step.to]],
            words,
        )


def _changes(
    quoted: Sequence[QuotedWord], there: Sequence[Word], quotation: str, text: str, steps: Sequence[Step]
) -> Iterator[tuple[Change, Step]]:
    """The steps told apart by what they mean for a quotation."""
    for same, together in groupby(steps, key=lambda step: step.kind is Difference.SAME):
        block = list(together)
        if same:
            for step in block:
                yield from _cased(quoted, there, quotation, text, step)
            continue
        first, last = block[0], block[-1]
        inside = quoted[first.quoted_from : last.quoted_to]
        if inside and all(one.bracketed for one in inside):
            change = Change.BRACKET_ALTERS if first.from_ < last.to else Change.BRACKET_ADDS
            yield change, Step(Difference.ALTERED, first.quoted_from, last.quoted_to, first.from_, last.to)
            continue
        for step in block:
            yield from _unlike(quoted, step)


def _unlike(quoted: Sequence[QuotedWord], step: Step) -> Iterator[tuple[Change, Step]]:
    """A step that differs, cut where its words go into brackets or come out of them."""
    if step.kind is Difference.LEFT_OUT:
        yield Change.CUT, step
        return
    marked, plain = (
        (Change.BRACKET_ALTERS, Change.ALTERED)
        if step.kind is Difference.ALTERED
        else (Change.BRACKET_ADDS, Change.ADDED)
    )
    for inside, group in groupby(
        range(step.quoted_from, step.quoted_to),
        key=lambda place: quoted[place].bracketed or quoted[place].partly,
    ):
        places = list(group)
        begin, end = places[0], places[-1] + 1
        shift = step.from_ - step.quoted_from
        span = (begin + shift, end + shift) if step.kind is Difference.ALTERED else (step.from_, step.from_)
        yield (marked if inside else plain), Step(step.kind, begin, end, *span)


def _cased(
    quoted: Sequence[QuotedWord], there: Sequence[Word], quotation: str, text: str, step: Step
) -> Iterator[tuple[Change, Step]]:
    """A step that is the same; its first word on its own where that begins the part and differs in its first letter."""
    word, other = quoted[step.quoted_from], there[step.from_]
    begun = quotation[word.word.start : word.word.end].strip("[]()")
    if step.quoted_from == 0 and begun[:1] != text[other.start : other.start + 1] and begun[:1].isalpha():
        yield (
            Change.CASE,
            Step(step.kind, step.quoted_from, step.quoted_from + 1, step.from_, step.from_ + 1),
        )
        step = Step(step.kind, step.quoted_from + 1, step.quoted_to, step.from_ + 1, step.to)
    if step.quoted_from < step.quoted_to:
        yield Change.SAME, step


def _joined(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Neighbours of one kind as one."""
    for change, group in groupby(stretches, key=lambda stretch: stretch.change):
        alike = list(group)
        yield Stretch(
            change,
            "".join(stretch.quoted for stretch in alike),
            "".join(stretch.original for stretch in alike),
            sum(stretch.words for stretch in alike),
        )
