"""Where a clause ends that stands before the main clause of its sentence."""

from factcheck.sources.attribution.finite import NO, finite
from factcheck.sources.attribution.phrases import np_right
from factcheck.sources.attribution.tokens import Paragraph
from factcheck.sources.attribution.words import (
    ATTACH,
    CONTRAST,
    FALLING_OUT,
    IRREGULAR_PASTS,
    words,
)

_REACH = 45
_FRONTING = ATTACH | CONTRAST | FALLING_OUT | words("despite amid following given asked pressed")


def fronted(p: Paragraph, lo: int, i: int) -> bool:
    """Whether the clause of token i stands before the main one: While X holds that, | Asked about reports that"""
    word = p.low[lo]
    opens = word in _FRONTING or (word.endswith("ing") and p.verb(lo) is None)
    return opens and lo < i and not any(p.low[j] == "," or p.low[j] == ";" for j in range(lo, i))


def end_before_main(p: Paragraph, start: int, hi: int) -> int:
    """The comma after which a new subject and its verb stand; hi where there is none."""
    for comma in range(start + 1, min(hi - 2, start + _REACH)):
        if p.low[comma] != "," and not (p.closes(comma) and p.low[comma - 1] == ","):
            continue
        subject = np_right(p, comma + 1, hi)
        if not subject or subject[1] >= hi:
            continue
        after = subject[1] + (p.low[subject[1]] == ",")
        while after < hi and p.adverb(after):
            after += 1
        joins = p.low[comma + 1] in ("and", "or")
        if not joins and after < hi and (finite(p, after) > NO or p.low[after] in IRREGULAR_PASTS):
            return comma + p.closes(comma)
    return hi
