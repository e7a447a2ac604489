"""What each line of pasted news is: headline, caption, credit, body and so on.

A line is a block; a credit glued to a caption and a dateline in front of a body paragraph become blocks of their
own. The rules are asked in the order of `RULES`; the first that answers labels the line.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from factcheck.articles.blocks import patterns

Kind = Literal["headline", "dek", "byline", "dateline", "caption", "credit", "body", "boilerplate"]
Block = tuple[int, int, Kind]

_LONG_LINE, _FULL_SENTENCE = 140, 60
_SHORTEST = 4
"""A line of fewer characters says too little to be a credit, a date, a byline or a caption."""
_SHORT_LINE, _SHORT_WORDS = 150, 22
_OFTEN_REPEATED = 40
"""Lines of no more characters are remembered while a page is labelled."""
_LONGEST_DEK, _LONGEST_CAPTION, _LONGEST_GLUED = 300, 300, 400
_TOP = 40
"""So many lines at most are the top of a page, where headlines, deks and repeated headlines stand."""
_BULLET = re.compile(r"[-–—•*·▪●◦‣#>]|\d{1,3}[.)]|\w[.)]\s")


class Look(NamedTuple):
    """What a line is by itself, wherever it stands."""

    complete: bool
    """It ends like a sentence."""
    dense: bool
    """It reads like a paragraph: long, or a full sentence."""
    short: bool
    """It is short enough for a headline."""
    credit: bool = False
    """It only says whose picture it is."""
    furniture: bool = False
    """It belongs to the page and not to the story."""
    date: bool = False
    """It says when the story was published."""
    byline: bool = False
    """It says who wrote the story."""
    people: bool = False
    """It is nothing but names."""
    tail: int = 0
    """Where a credit begins that ends it; 0 where none does."""


class Row(NamedTuple):
    """One trimmed line `[start, end)` of the text."""

    start: int
    end: int
    line: str
    look: Look


@dataclass(slots=True)
class Page:
    """The lines of a text and what has been made of them so far.

    Rows are made when they are looked at and not kept: a text may have hundreds of thousands of lines, and as many
    objects to collect.
    """

    lines: list[str]
    """Trimmed, none of them empty."""
    starts: list[int]
    """Where each begins."""
    first_body: int = 0
    """The number of the first dense row."""
    above: Row | None = None
    below: Row | None = None
    """The neighbours of the row in hand."""
    blocks: list[Block] = field(default_factory=list)
    headline: str = ""
    """The headline's words, once there is one."""
    looks: dict[str, Look] = field(default_factory=dict)
    """Short lines that were looked at. Pages repeat them; with hundreds of thousands of lines a text can hardly do
    otherwise."""

    def row(self, number: int) -> Row | None:
        """The row of that number; None outside the page."""
        if not 0 <= number < len(self.lines):
            return None
        start, line = self.starts[number], self.lines[number]
        return Row(start, start + len(line), line, self.look(line))

    def look(self, line: str) -> Look:
        """What the line is by itself."""
        if len(line) > _OFTEN_REPEATED:
            return _look(line)
        found = self.looks.get(line)
        if found is None:
            found = self.looks[line] = _look(line)
        return found

    def line(self, number: int) -> str:
        """The line of a row; empty outside the page."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def repeats_headline(self, line: str) -> bool:
        """Whether the line begins with the words of the headline."""
        return bool(self.headline) and patterns.normalised(line[:_LONGEST_GLUED]).startswith(self.headline)


Rule = Callable[[Page, int, Row], list[Block] | None]


def label_blocks(text: str) -> list[Block]:
    """The blocks of `text` as `(start, end, kind)`, half-open code point spans in order, trimmed.

    Only white space lies outside the blocks. Linear in the length of the text.
    """
    page = _page(text)
    row, number = page.row(0), 0
    while row is not None:
        page.below = page.row(number + 1)
        for rule in RULES if len(row.line) >= _SHORTEST else RULES_FOR_SPECKS:
            blocks = rule(page, number, row)
            if blocks is not None:
                page.blocks += blocks
                break
        page.above, row, number = row, page.below, number + 1
    return page.blocks


def _page(text: str) -> Page:
    page = Page([], [])
    start = 0
    for raw in text.splitlines(keepends=True):
        line = raw.strip()
        if line:
            page.lines.append(line)
            page.starts.append(start if line[0] == raw[0] else start + len(raw) - len(raw.lstrip()))
        start += len(raw)
    dense = (number for number, line in enumerate(page.lines) if _is_dense(line))
    page.first_body = next(dense, len(page.lines))
    return page


def _is_dense(line: str) -> bool:
    if len(line) < _FULL_SENTENCE:
        return False
    return len(line) >= _LONG_LINE or patterns.ends_like_a_sentence(line)


def _look(line: str) -> Look:
    complete = patterns.ends_like_a_sentence(line)
    if len(line) < _SHORTEST:
        return Look(complete, dense=False, short=True)
    # So many words need a space between each two.
    short = len(line) < 2 * _SHORT_WORDS or (len(line) <= _SHORT_LINE and len(line.split()) <= _SHORT_WORDS)
    return Look(
        complete,
        _is_dense(line),
        short,
        credit=patterns.is_credit(line),
        furniture=short and patterns.is_furniture(line),
        date=short and patterns.is_date(line),
        byline=short and patterns.is_byline(line),
        people=short and patterns.is_people(line),
        tail=(patterns.credit_tail(line) or 0) if len(line) <= _LONGEST_GLUED else 0,
    )


def furniture(_page: Page, number: int, row: Row) -> list[Block] | None:
    """Page furniture is boilerplate, but the first line of a page is a headline before it is that."""
    if row.look.furniture and (number or len(row.line.split()) == 1):
        return [(row.start, row.end, "boilerplate")]
    return None


def credit(_page: Page, _number: int, row: Row) -> list[Block] | None:
    """A line of its own that says whose picture it is."""
    return [(row.start, row.end, "credit")] if row.look.credit else None


def date(_page: Page, _number: int, row: Row) -> list[Block] | None:
    """When the story was published."""
    return [(row.start, row.end, "dateline")] if row.look.date else None


def byline(page: Page, number: int, row: Row) -> list[Block] | None:
    """'By Jane Doe', or bare names between the headline and the date."""
    bare = number > 0 and row.look.people and patterns.is_date(page.line(number + 1))
    return [(row.start, row.end, "byline")] if bare or row.look.byline else None


def caption_with_credit(page: Page, number: int, row: Row) -> list[Block] | None:
    """A credit at the end of a caption, often glued to it.

    Where the caption repeats the line above it, that line is the picture's text too, and no headline.
    """
    cut = row.look.tail
    if not cut:
        return None
    _relabel_repeated_line(page, number, row.line[:cut])
    glued = row.line[cut:]
    credit_start = row.start + cut + len(glued) - len(glued.lstrip())
    return [(row.start, row.start + cut, "caption"), (credit_start, row.end, "credit")]


def _relabel_repeated_line(page: Page, number: int, caption: str) -> None:
    above = patterns.normalised(page.line(number - 1)) if 0 < number < min(page.first_body + 3, _TOP) else ""
    if not above or page.blocks[-1][2] not in ("headline", "dek"):
        return
    if patterns.normalised(caption).startswith(above):
        start, end, _ = page.blocks[-1]
        page.blocks[-1] = (start, end, "caption")
        if above == page.headline:
            page.headline = ""


def caption_above_credit(page: Page, number: int, row: Row) -> list[Block] | None:
    """The line above a credit is its caption, unless it opens the page like a headline."""
    if len(row.line) > _LONGEST_CAPTION or (number == 0 and not row.look.dense):
        return None
    below_is_credit = page.below is not None and page.below.look.credit
    return [(row.start, row.end, "caption")] if below_is_credit else None


def repeated_headline(page: Page, number: int, row: Row) -> list[Block] | None:
    """A line near the top that says the headline again is the text of a picture."""
    if not row.look.short or number >= min(page.first_body + 3, _TOP) or not page.repeats_headline(row.line):
        return None
    return [(row.start, row.end, "caption")]


def headline(page: Page, number: int, row: Row) -> list[Block] | None:
    """The first short line without a full stop, above the body."""
    if page.headline or number > page.first_body or not _is_heading(row):
        return None
    page.headline = patterns.normalised(row.line)
    return [(row.start, row.end, "headline")]


def dek(page: Page, number: int, row: Row) -> list[Block] | None:
    """Further headings between headline and body; whole sentences too, where a byline or date follows."""
    if not page.headline or number > min(page.first_body, _TOP):
        return None
    below = page.line(number + 1)
    introduces = len(row.line) <= _LONGEST_DEK and (patterns.is_byline(below) or patterns.is_date(below))
    if introduces or (number < page.first_body and _is_heading(row)):
        return [(row.start, row.end, "dek")]
    return None


def crosshead(page: Page, number: int, row: Row) -> list[Block] | None:
    """A heading inside the body: short, without a stop, no point of a list, with a paragraph under it."""
    if number <= page.first_body or not _is_heading(row) or _BULLET.match(row.line) or row.line[0].islower():
        return None
    above, below = page.above, page.below
    if above is None or below is None or not below.look.dense:
        return None
    closed_above = above.look.complete or above.look.dense or page.blocks[-1][2] in ("credit", "boilerplate")
    return [(row.start, row.end, "dek")] if closed_above else None


def dateline(page: Page, number: int, row: Row) -> list[Block] | None:
    """'CITY, May 3 (Agency) — ' in front of the first paragraph."""
    end = (
        patterns.dateline_end(row.line)
        if (row.look.dense or row.look.complete) and number <= page.first_body + 1
        else 0
    )
    if not 0 < end < len(row.line):
        return None
    place = row.line[:end].rstrip()
    return [(row.start, row.start + len(place), "dateline"), (row.start + end, row.end, "body")]


def body(_page: Page, _number: int, row: Row) -> list[Block]:
    """Everything else is the story."""
    return [(row.start, row.end, "body")]


def _is_heading(row: Row) -> bool:
    """Short and without a full stop; a question or an exclamation may be one."""
    if not row.look.short or row.look.dense:
        return False
    return not row.look.complete or not patterns.ends_like_a_sentence(row.line.rstrip("?!"))


RULES: tuple[Rule, ...] = (
    furniture,
    credit,
    date,
    byline,
    caption_with_credit,
    caption_above_credit,
    repeated_headline,
    headline,
    dek,
    crosshead,
    dateline,
    body,
)
"""In this order; `body` always answers."""
RULES_FOR_SPECKS: tuple[Rule, ...] = (headline, dek, body)
"""For lines shorter than `_SHORTEST`; a text may have hundreds of thousands of them."""
