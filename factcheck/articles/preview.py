"""How a text will be cut, to be looked through before it is frozen; and what to look at twice. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from factcheck.articles.blocks import Kind
from factcheck.articles.segmentation import Cut

LONG_SENTENCE = 1_000
_WORD = re.compile(r"\w+")


class Remark(StrEnum):
    """What an editor should look at twice; none of them keeps an article out."""

    REPEATED_HEADLINE = "repeated_headline"
    NO_HEADLINE = "no_headline"
    ODD_QUOTES = "odd_quotes"
    REPLACEMENT_CHARACTERS = "replacement_characters"
    LONG_SENTENCE = "long_sentence"


@dataclass(frozen=True, slots=True)
class Line:
    """Sentences of one kind on one line of the text. `detected` is the kind that was found, `kind` the one it gets."""

    start: int
    kind: Kind
    detected: Kind
    sentences: tuple[str, ...]


def lines(text: str, cuts: Sequence[Cut], chosen: Mapping[int, Kind]) -> list[Line]:
    """The text as lines; `chosen` maps starts of lines to the kinds that somebody chose for them."""
    return [
        Line(
            run[0].start,
            chosen.get(run[0].start, kind),
            kind,
            tuple(text[cut.start : cut.end] for cut in run),
        )
        for (_, kind), run in _runs(cuts)
    ]


def with_kinds(cuts: Sequence[Cut], chosen: Mapping[int, Kind]) -> list[Cut]:
    """The cuts with the kinds that were chosen for whole lines; a choice for what is no line is left aside."""
    return [
        cut._replace(kind=chosen[run[0].start]) if run[0].start in chosen else cut
        for _, run in _runs(cuts)
        for cut in run
    ]


def remarks(text: str, cuts: Sequence[Cut]) -> list[Remark]:
    """What to look at twice in this text, in the order of the list."""
    repeated = _headline_is_repeated(text, cuts)
    found = {
        Remark.REPEATED_HEADLINE: repeated,
        Remark.NO_HEADLINE: not repeated and all(cut.kind != "headline" for cut in cuts),
        Remark.ODD_QUOTES: text.count('"') % 2 == 1,
        Remark.REPLACEMENT_CHARACTERS: "\ufffd" in text,
        Remark.LONG_SENTENCE: any(cut.end - cut.start > LONG_SENTENCE for cut in cuts),
    }
    return [remark for remark, holds in found.items() if holds]


def _runs(cuts: Sequence[Cut]) -> list[tuple[tuple[int, Kind], list[Cut]]]:
    return [(key, list(run)) for key, run in groupby(cuts, key=lambda cut: (cut.paragraph, cut.kind))]


def _headline_is_repeated(text: str, cuts: Sequence[Cut]) -> bool:
    """Whether two lines among headlines and captions say the same; which of them is the headline may be unclear."""
    said = [_words(text, cut) for cut in cuts if cut.kind in ("headline", "caption")]
    return len(set(said)) < len(said)


def _words(text: str, cut: Cut) -> tuple[str, ...]:
    return tuple(_WORD.findall(text[cut.start : cut.end].casefold()))
