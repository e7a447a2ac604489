"""The pieces of content before and after a cue, and whom the cue speaks to."""

from factcheck.sources.attribution.cues import TELLING
from factcheck.sources.attribution.naming import is_outlet
from factcheck.sources.attribution.phrases import appositive, np_right
from factcheck.sources.attribution.tokens import Paragraph, Span
from factcheck.sources.attribution.words import CLAUSE_WORDS, OBJECTS


def right_piece(p: Paragraph, start: int, hi: int) -> Span:
    """The content from its first token on: a whole quotation, however long, or the rest of the sentence."""
    opened = p.quotation_of(start) if p.opens(start) else None
    if opened and opened[0] == start and (opened[1] >= hi or p.low[opened[1] - 2] in ",.?!…—–-"):
        return (start, opened[1])
    last = p.quotation_of(hi - 1)
    return (start, last[1]) if last and last[0] >= start and last[1] > hi else (start, hi)


def left_piece(p: Paragraph, lo: int, edge: int) -> Span:
    """The content before a cue, up to token edge: the whole quotation that closes there, if it closes there."""
    closed = p.quotation_of(edge - 1)
    if closed and closed[1] == edge and closed[0] < lo:
        return (closed[0], edge)
    return (lo, edge)


def addressee(p: Paragraph, i: int, hi: int) -> tuple[int, Span | None]:
    """The token after the cue at i and the one it speaks to, and that one's span when it is an outlet."""
    particle = p.particle_after(i)
    if particle is not None and particle < hi:
        return particle + 1, None
    if p.low[i] not in TELLING or i + 1 >= hi or p.low[i + 1] == "that" or p.quote(i + 1):
        return i + 1, None
    if (p.low[i + 1] in OBJECTS or p.low[i + 1] == "you") and not _her_somebody(p, i + 1, hi):
        return i + 2, None
    listener = np_right(p, i + 1, hi, apposition=False)
    if not listener:
        return i + 1, None
    return _after_apposition(p, listener[1], hi), listener if is_outlet(p, listener) else None


def _her_somebody(p: Paragraph, i: int, hi: int) -> bool:
    """told her teacher what | not: told her schools were shut"""
    if p.low[i] != "her" or i + 2 >= hi or not p.nominal(i + 1) or p.verb(i + 1) is not None:
        return False
    return p.low[i + 2] in CLAUSE_WORDS or p.low[i + 2] in ",:" or p.quote(i + 2)


def _after_apposition(p: Paragraph, end: int, hi: int) -> int:
    """told the Lantern, a weekly, that | the token after an apposition to whom the cue speaks to"""
    if end + 1 >= hi or p.low[end] != "," or not appositive(p, end + 1):
        return end
    for j in range(end + 1, min(hi - 1, end + 16)):
        if p.verb(j) is not None:
            return end
        if p.low[j] == "," or p.quote(j):
            return j + 1 if p.low[j] == "," and (p.low[j + 1] == "that" or p.opens(j + 1)) else end
    return end
