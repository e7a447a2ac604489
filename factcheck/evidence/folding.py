"""A text as it is compared: without what typography, extraction from files and case change. Pure.

Offsets are code points of the original text, half-open.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

_DROPPED = frozenset(
    "\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_DOUBLE = frozenset('"“”„‟«»″〝〞＂「」『』״')
_SINGLE = frozenset("'‘’‚‛‹›′＇`´ʼ׳")
_DASHES = frozenset("-‐‑‒–—―−﹘﹣－־")
# Scripts that put no space between words: each of their characters is a word of its own.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Marks that belong to the letter before them; the expression language counts them as no part of a word.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u0dff"
)
_IN_WORD = rf"(?:[^\W_{_UNSPACED}]|[{_MARKS}])"
_WORD = re.compile(rf"[{_UNSPACED}]|{_IN_WORD}+(?:(?:'|(?<=\d)[.,:](?=\d)){_IN_WORD}+)*|[%‰$€£¥₪₹]")
_ACCENTED = r"\w[\u0300-\u036f]+"
# No-break spaces that French typesetting puts inside quotation marks and before some signs.
_FRENCH = r"(?<=[«“])[\u00a0\u202f\u2009]|[\u00a0\u202f\u2009](?=[»”?!;:%])"


@dataclass(frozen=True, slots=True)
class Word:
    """A word: what it is compared by, and where it stands in the original."""

    key: str
    start: int
    end: int


class Folded:
    """A text as it is compared, `text`, and the way back: from its characters to those of the original."""

    __slots__ = ("_from", "_lengths", "_to", "text")

    def __init__(self, original: str) -> None:
        """Linear in the length of `original`."""
        changed = {
            character: folded for character in set(original) if (folded := _fold(character)) != character
        }
        single = {ord(character): folded for character, folded in changed.items() if len(folded) == 1}
        longer = "".join(re.escape(character) for character, folded in changed.items() if len(folded) != 1)
        alike = original.translate(single)
        pattern = " *+-[ -]*+| {2,}" + (f"|[{longer}]" if longer else "")
        if any("\u0300" <= character <= "\u036f" for character in changed.keys() | set(original)):
            pattern += f"|{_ACCENTED}"
        french = {match.start() for match in re.finditer(_FRENCH, original)}
        if french:
            pattern += "| "
        pieces: list[str] = []
        self._to, self._from, self._lengths = [0], [0], [0]
        done = length = 0
        for match in re.finditer(pattern, alike):
            start, end = match.span()
            new = "" if start in french else _instead(original, match[0], start, end)
            pieces += (alike[done:start], new)
            length += start - done
            self._mark(length, start, end - start)
            length += len(new)
            self._mark(length, end, 0)
            done = end
        pieces.append(alike[done:])
        self.text = "".join(pieces)

    def _mark(self, folded: int, original: int, replaced: int) -> None:
        """From `folded` on, the text is that of `original` on; `replaced`: as one piece, of so many characters."""
        if self._to[-1] == folded and not self._lengths[-1]:
            self._from[-1], self._lengths[-1] = original, replaced
            return
        self._to.append(folded)
        self._from.append(original)
        self._lengths.append(replaced)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `[start, end)` of `text`, not empty, stands in the original; what was folded into one comes whole."""
        first, last = bisect_right(self._to, start) - 1, bisect_right(self._to, end - 1) - 1
        begin = self._from[first] + (0 if self._lengths[first] else start - self._to[first])
        if self._lengths[last]:
            return begin, self._from[last] + self._lengths[last]
        return begin, self._from[last] + end - self._to[last]

    def words(self) -> list[Word]:
        """The words of the text in order, without its punctuation."""
        return [Word(match[0], *self.span(*match.span())) for match in _WORD.finditer(self.text)]


def _instead(original: str, found: str, start: int, end: int) -> str:
    """What a stretch that was found is folded to."""
    if "-" in found:
        # A word that was divided at the end of a line.
        divided = found[0] == "-" and "\n" in original[start:end] and original[start - 1 : start].isalpha()
        return "" if divided and original[end : end + 1].islower() else "-"
    return " " if found.isspace() else _fold(original[start:end])


@lru_cache(maxsize=20_000)
def _fold(characters: str) -> str:
    """One character, or one with its marks, as it is compared."""
    if characters in _DROPPED:
        return ""
    if characters in _DOUBLE:
        return '"'
    if characters in _SINGLE:
        return "'"
    if characters in _DASHES:
        return "-"
    if characters.isspace():
        return " "
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", characters).casefold())
