"""A quotation as an editor marks it up: what stands between its ellipses, and which words stand in brackets. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.evidence.folding import Folded, Word
from factcheck.evidence.passages import CUT_MARK, Original

_BRACKETS = re.compile(r"\[[^\[\]\n]{1,300}\]|\([^()\n]{1,300}\)")


@dataclass(frozen=True, slots=True)
class QuotedWord:
    """A word of the quotation; `partly`: only some of its letters are in brackets."""

    word: Word
    bracketed: bool
    partly: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between two ellipses: its words, and the place `[start, end)` in the quotation."""

    words: list[QuotedWord]
    start: int
    end: int


def parts_of(quotation: str, original: Original) -> list[Part]:
    """The stretches between ellipses that have words, in order."""
    marks = [match.span() for match in CUT_MARK.finditer(quotation)]
    brackets = [
        match.span()
        for match in _BRACKETS.finditer(quotation)
        # What the original has in brackets is its own.
        if not CUT_MARK.fullmatch(match[0]) and Folded(match[0]).text not in original.folded.text
    ]
    words = _words(quotation, brackets)
    bounds = [0, *(place for mark in marks for place in mark), len(quotation)]
    parts = []
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        inside = [one for one in words if start <= one.word.start < end]
        if inside:
            parts.append(Part(inside, start, end))
    return parts


def _words(quotation: str, brackets: Sequence[tuple[int, int]]) -> list[QuotedWord]:
    """The words, told whether they stand in brackets; `[h]e` is one word, `[he]` begins at its bracket."""
    found: list[QuotedWord] = []
    for word in Folded(quotation).words():
        inside = next(((low, high) for low, high in brackets if low < word.start < high), None)
        start = word.start - 1 if inside and quotation[word.start - 1] in "[(" else word.start
        here = QuotedWord(Word(word.key, start, word.end), inside is not None)
        last = found[-1] if found else None
        touching = last is not None and (
            start == last.word.end or (quotation[last.word.end : start] == "]" and not inside)
        )
        if last is not None and touching and last.bracketed != here.bracketed:
            whole = Word(last.word.key + word.key, last.word.start, word.end)
            found[-1] = QuotedWord(whole, bracketed=False, partly=True)
        else:
            found.append(here)
    return found
