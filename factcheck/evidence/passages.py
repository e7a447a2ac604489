"""Where a quoted passage stands in a text: exactly, but for typography, or nearly. Pure.

Linear in the length of the text: a page of 1 MB takes well under a second, whatever is in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import log

from factcheck.evidence.alignment import Run, aligned, densest, runs
from factcheck.evidence.folding import Folded, Word

NEAR = 0.6
"""Such a share of the quoted words must be found in order for a passage to count as nearly found."""
FEWEST_NEAR_WORDS = 4
MOST_WORDS = 5_000
"""A longer quotation is looked for letter by letter only."""
MARGIN = 30
CUT_MARK = re.compile(r"\s*(?:\[\s?(?:…|\.{3})\s?\]|\(\s?(?:…|\.{3})\s?\)|…|\.{3,4}|\. \. \.)\s*")
"""What stands for words that were left out."""
_AROUND = " \"'"
_CLOSING = ".,;:!?…\"'”’»)"


class How(StrEnum):
    """How a passage was found."""

    EXACT = "exact"
    NORMALISED = "normalised"
    NEAR = "near"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotation in a text. `spans`: `[start, end)` in code points of the text, in order; several where the
    quotation leaves words out by a mark, none where it is missing. `difference` is there for one found nearly, and
    covers all of the span; `likeness` is the share of the words of both that agree, 0 to 1.
    """

    how: How
    spans: tuple[tuple[int, int], ...] = ()
    likeness: float = 0.0
    difference: tuple[Run, ...] = ()

    @property
    def found(self) -> bool:
        """Whether it is there at all."""
        return self.how is not How.MISSING


MISSING = Passage(How.MISSING)


class Original:
    """A text in which several quotations are looked for; it is read once."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> Folded:
        """The text as it is compared."""
        return Folded(self.text)

    @cached_property
    def words(self) -> list[Word]:
        """Its words in order."""
        return self.folded.words()

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word is there."""
        return Counter(word.key for word in self.words)

    def find(self, quote: str) -> Passage:
        """The passage that `quote` stands for. Never raises."""
        quote = quote.strip()
        if not quote or not self.text:
            return MISSING
        exact = _standing_alone(self.text, quote, 0)
        if exact is not None:
            return Passage(How.EXACT, ((exact, exact + len(quote)),), 1.0)
        span = self._folded_from(quote, 0)
        if span:
            return Passage(How.NORMALISED, (span,), 1.0)
        parts = [part for part in CUT_MARK.split(quote) if part.strip(_AROUND)]
        if len(parts) > 1 and (spans := self._in_order(parts)):
            return Passage(How.NORMALISED, spans, 1.0)
        return self._nearly(quote)

    def window(self, keys: Sequence[str]) -> tuple[int, int]:
        """`[from, to)` of `words`: where most of the words `keys` stand together, with a margin around it.

        Rare words weigh more than those on every line. Empty where none of them is there.
        """
        wanted = Counter(keys)
        weights = {key: 1 / (1 + log(self.counts[key])) for key in wanted if key in self.counts}
        if not weights:
            return 0, 0
        length = len(keys) + len(keys) // 4 + 2
        best, place, score = 0.0, 0, 0.0
        held: Counter[str] = Counter()
        for position, word in enumerate(self.words):
            if word.key in weights:
                held[word.key] += 1
                if held[word.key] <= wanted[word.key]:
                    score += weights[word.key]
            if position >= length and (gone := self.words[position - length].key) in weights:
                if held[gone] <= wanted[gone]:
                    score -= weights[gone]
                held[gone] -= 1
            if score > best + 1e-9:
                best, place = score, position
        margin = max(MARGIN, len(keys))
        return max(0, place - length - margin), min(len(self.words), place + 1 + margin)

    def nearest(self, quoted: Sequence[Word]) -> tuple[int, int]:
        """`[from, to)` of `words` that agree best with the quoted ones; empty where too little does."""
        keys = [word.key for word in quoted]
        start, end = self.window(keys)
        around = [word.key for word in self.words[start:end]]
        low, high = densest(aligned(keys, around))
        return start + low, start + high

    def _nearly(self, quote: str) -> Passage:
        quoted = Folded(quote).words()
        if not FEWEST_NEAR_WORDS <= len(quoted) <= MOST_WORDS:
            return MISSING
        first, last = self.nearest(quoted)
        if first == last:
            return MISSING
        there = self.words[first:last]
        keys = [word.key for word in there]
        agreeing = sum(
            step.to - step.from_
            for step in aligned([word.key for word in quoted], keys)
            if step.kind == "same"
        )
        if agreeing < NEAR * len(quoted):
            return MISSING
        likeness = 2 * agreeing / (len(quoted) + len(keys))
        start, end = there[0].start, self.closed(there[-1].end, quote)
        found = runs(quote, quoted, self.text, there, start, end)
        return Passage(How.NEAR, ((start, end),), likeness, tuple(found))

    def closed(self, end: int, quote: str) -> int:
        """`end`, moved behind as many signs as the quotation ends with, up to three."""
        trailing = len(quote) - len(quote.rstrip(_CLOSING))
        match = re.compile(rf"[^\w\s]{{0,{min(trailing, 3)}}}").match(self.text, end)
        return match.end() if match else end

    def _folded_from(self, quote: str, start: int) -> tuple[int, int] | None:
        """The first place, from `start` of the folded text on, that agrees but for typography."""
        folded = Folded(quote).text.strip(" ")
        for wanted in dict.fromkeys((folded, folded.strip(_AROUND))):
            place = _standing_alone(self.folded.text, wanted, start) if wanted else None
            if place is not None:
                return self.folded.span(place, place + len(wanted))
        return None

    def _in_order(self, parts: Sequence[str]) -> tuple[tuple[int, int], ...] | None:
        spans: list[tuple[int, int]] = []
        place = 0
        for part in parts:
            wanted = Folded(part).text.strip(_AROUND)
            found = _standing_alone(self.folded.text, wanted, place)
            if found is None:
                return None
            place = found + len(wanted)
            spans.append(self.folded.span(found, place))
        return tuple(spans)


def find_passage(quote: str, text: str) -> Passage:
    """Where `quote` stands in `text`. To look for several in one text, make an `Original` of it."""
    return Original(text).find(quote)


def _standing_alone(text: str, wanted: str, start: int) -> int | None:
    """The first place of `wanted` that does not begin or end inside a word; else the first place; None without one."""
    first: int | None = None
    for place in _places(text, wanted, start):
        first = place if first is None else first
        end = place + len(wanted)
        inside_before = wanted[0].isalnum() and place > 0 and text[place - 1].isalnum()
        inside_after = wanted[-1].isalnum() and end < len(text) and text[end].isalnum()
        if not inside_before and not inside_after:
            return place
    return first


def _places(text: str, wanted: str, start: int) -> Iterator[int]:
    """Where `wanted` stands in `text`, without overlap, so that looking for them all stays linear."""
    place = text.find(wanted, start)
    while place >= 0:
        yield place
        place = text.find(wanted, place + len(wanted))
