"""The quotations in a text: which words stand between quotation marks, whatever the marks. Pure and linear."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKS = re.compile("[\"“”„‟«»‹›‘’‚'「」『』]")
_CLOSED_BY = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "”": "”",
    "‘": "’",
    "‚": "‘’",
    '"': '"',
    "'": "'",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
}
_ALWAYS_OPEN = frozenset("„‟‚「『")
_BEFORE_OPENING = frozenset("([{—–-/“„«‹‘‚\"'…")
_SINGLE = frozenset("'’")
_DEEPEST = 4
# In Hebrew, these letters are written together with the word after them, and with its quotation mark.
_PREFIXES = frozenset("והבלמשכ")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks: `[start, end)` of the text, without the marks.

    `depth`: how many other quotations it stands in. `opened`, `closed`: whether the text has the mark at that end;
    a quotation that runs on from the paragraph before, or into the next one, lacks it.
    """

    start: int
    end: int
    depth: int
    opened: bool = True
    closed: bool = True


@dataclass(slots=True)
class _Open:
    mark: str
    start: int


def quotations(text: str) -> list[Quotation]:
    """All quotations of one paragraph, by where they begin, the outer before the inner; none is empty.

    A straight mark opens where a space or nothing stands before it and a word after it. An apostrophe is none.
    """
    found: list[Quotation] = []
    waiting: list[_Open] = []
    closings = _closings_of_single(text)
    for match in _MARKS.finditer(text):
        mark, place = match[0], match.start()
        before, after = _before(text, place), text[place + 1 : place + 2]
        if waiting and mark in _CLOSED_BY[waiting[-1].mark] and _may_close(mark, before, after, waiting):
            opened = waiting.pop()
            found.append(Quotation(opened.start, place, len(waiting)))
        elif _opens(mark, before, after) and (mark not in _SINGLE or closings > 0):
            waiting.append(_Open(mark, place + 1))
        elif mark in '”»"' and not waiting and not found and _ends_word(before, after):
            found.append(Quotation(0, place, 0, opened=False))
        if mark in _SINGLE and _ends_word(before, after):
            closings -= 1
    if waiting and waiting[0].mark not in _SINGLE | {"‘"}:
        found.append(Quotation(waiting[0].start, len(text), 0, closed=False))
    return sorted(filter(None, (_trimmed(text, one) for one in found)), key=lambda one: (one.start, -one.end))


def quotations_in(text: str, start: int, end: int) -> list[Quotation]:
    """The outermost quotations, or the parts of them, that lie in `[start, end)` of a text of several paragraphs.

    A sentence inside a longer quotation is found as quoted throughout, though it has no marks itself.
    """
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", max(start, end - 1))
    paragraph = text[begin : stop if stop >= 0 else len(text)]
    parts: list[Quotation] = []
    for line in re.finditer("[^\n]+", paragraph):
        offset = begin + line.start()
        for one in quotations(line[0]):
            low, high = max(one.start + offset, start), min(one.end + offset, end)
            if one.depth == 0 and low < high:
                part = Quotation(
                    low,
                    high,
                    0,
                    one.opened and low == one.start + offset,
                    one.closed and high == one.end + offset,
                )
                trimmed = _trimmed(text, part)
                if trimmed:
                    parts.append(trimmed)
    return parts


def _opens(mark: str, before: str, after: str) -> bool:
    if mark in _ALWAYS_OPEN:
        return True
    free_before = not before or before.isspace() or before in _BEFORE_OPENING
    follows = bool(after) and not after.isspace()
    if mark in "“‘":
        return True
    if mark in "«‹":
        return free_before
    if mark == "’":
        return False
    return free_before and follows


def _before(text: str, place: int) -> str:
    """The character before a mark, looking past a prefix that stands alone before it."""
    if text[place - 1 : place] in _PREFIXES and place > 0 and (place == 1 or text[place - 2].isspace()):
        return text[place - 2 : place - 1] if place > 1 else ""
    return text[place - 1 : place] if place else ""


def _may_close(mark: str, before: str, after: str, waiting: list[_Open]) -> bool:
    if mark in _SINGLE:
        return _ends_word(before, after)
    if mark == '"' or waiting[-1].mark == mark:
        # A straight mark after a space and before a word opens, even inside another quotation; one between two
        # letters is a Hebrew abbreviation's.
        return not _opens(mark, before, after) and not (before.isalnum() and after.isalnum())
    return True


def _ends_word(before: str, after: str) -> bool:
    """Whether a single mark here may close: something before it, no letter after it."""
    return bool(before) and not before.isspace() and not after.isalnum()


def _closings_of_single(text: str) -> int:
    """How many single marks may close something: without one behind it, an opening one is an apostrophe."""
    return sum(
        match[0] in _SINGLE
        and _ends_word(text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1])
        for match in _MARKS.finditer(text)
    )


def _trimmed(text: str, one: Quotation) -> Quotation | None:
    inside = text[one.start : one.end]
    start = one.start + len(inside) - len(inside.lstrip())
    end = one.end - (len(inside) - len(inside.rstrip()))
    if start >= end or not any(character.isalnum() for character in text[start:end]):
        return None
    return Quotation(start, end, one.depth, one.opened, one.closed)
