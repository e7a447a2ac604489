"""Joins blocks and sentences: the segments that a revision is stored as. Pure, without a framework."""

from typing import NamedTuple

from factcheck.articles.blocks import Kind, label_blocks
from factcheck.articles.segmenter import LINE, segment_line

_SHORTEST_SENTENCE = 25
_OFTEN_REPEATED = 40
"""Blocks of no more characters are remembered while a text is cut, as lines are while they are labelled."""


class Cut(NamedTuple):
    """One segment: `[start, end)` in code points, what part of the page it is, and the number of its line."""

    start: int
    end: int
    kind: Kind
    paragraph: int


def cut(text: str, lang: str) -> list[Cut]:
    """Every sentence of every block of `text`, in order; a segment's ordinal is its index.

    `lang` is a BCP 47 code. Segments are trimmed and do not overlap; only white space lies outside them.
    `paragraph` counts the lines that hold text, from 0. What is not body is one segment, unless it is clearly
    several sentences. Linear in the length of the text.
    """
    cuts: list[Cut] = []
    known: dict[tuple[str, Kind], list[tuple[int, int]]] = {}
    paragraph, last_end = 0, 0
    for start, end, kind in label_blocks(text):
        gap = text[last_end:start]
        if cuts and gap and (gap == "\n" or not LINE.fullmatch(gap)):
            paragraph += 1
        block = text[start:end]
        if end - start > _OFTEN_REPEATED:
            units = _units(block, lang, kind)
        elif (block, kind) in known:
            units = known[block, kind]
        else:
            units = known[block, kind] = _units(block, lang, kind)
        for a, b in units:
            cuts.append(Cut(start + a, start + b, kind, paragraph))
        last_end = end
    return cuts


def _units(block: str, lang: str, kind: Kind) -> list[tuple[int, int]]:
    """The spans of one block that become segments."""
    if len(block) == 1:
        return [(0, 1)]
    sentences = segment_line(block, lang)
    if kind != "body" and not _clearly_several(sentences):
        return [(0, len(block))]
    return sentences


def _clearly_several(sentences: list[tuple[int, int]]) -> bool:
    """Whether each of several sentences is long enough to be one, and not a name, a place or an abbreviation."""
    return len(sentences) > 1 and all(end - start >= _SHORTEST_SENTENCE for start, end in sentences)
