"""Attributions pushed into a clause or a relative: as X put it, which X says was Q."""

from factcheck.sources.attribution.cues import NOUN_CUES, PUTTING
from factcheck.sources.attribution.finite import SURE, finite
from factcheck.sources.attribution.hop import Cue, Found
from factcheck.sources.attribution.pieces import left_piece, right_piece
from factcheck.sources.attribution.tokens import Span
from factcheck.sources.attribution.verbs import Sense
from factcheck.sources.attribution.words import DASHES, HAVE, RELATIVES, words

CLAIMED = frozenset(NOUN_CUES) | words(
    "figure number description account version characterisation characterization charge sentiment notion idea move"
    " point criticism term phrase label theory story explanation finding discovery result fact position stance"
)
"""What somebody can be said to deny, dismiss or repeat in an apposition."""


def as_put(c: Cue, sense: Sense, group: int, source: Span) -> Found | None:
    """P, as X put it, Q | As X put it on Monday, P | P, as X concedes, Q: what stands on both sides."""
    p, i, first = c.p, c.i, source[0] - 1
    end = i + 1 + (c.word(i) in PUTTING)
    if c.word(first) != "as" or (c.word(i) not in PUTTING and c.word(end) not in (",", ".")):
        return None
    comma = next((j for j in range(end, min(c.hi - 1, end + 9)) if p.low[j] == ","), None)
    right = [right_piece(p, comma + 1, c.hi)] if comma is not None and comma + 2 < c.hi else []
    if c.word(i) not in PUTTING and right and comma != end:
        right = []
    lo = _within(c, first)
    left = [left_piece(p, lo, first - (c.word(first - 1) == ","))] if first > lo + 1 else []
    return Found(source, (group, end), [*left, *right], sense.act) if left or right else None


def _within(c: Cue, first: int) -> int:
    """Where the clause begins that holds token first: after the last attribution's beginning, or the sentence's."""
    starts = [s for f in c.earlier[-4:] for s, e in f.content if f.cue[0] < s <= first < e]
    return max(starts, default=c.lo)


def relative_object(c: Cue, first: int, start: int | None, after: int) -> list[Span] | None:
    """which X says was Q | which he denies: the relative is what is said, up to the comma."""
    p = c.p
    if c.word(first - 1) not in ("which", "that", "what", "who") or p.low[first] in RELATIVES:
        return None
    relative = (first - 1, first)
    if start is None:
        ends = after >= c.hi or p.low[after] in ",.;"
        free = c.word(first - 1) == "what" and c.word(first - 2) in ("to", "than", "with", "as", "for")
        return [relative] if ends and (c.word(first - 1) == "which" or free) else None
    verb = p.verb(start)
    bare = (
        verb is not None and verb.form in ("ed", "s") and c.word(first - 1) != "what"
    )  # who she said told him
    if not (bare or finite(p, start) == SURE) or (p.low[start] in HAVE and p.capital(start)):
        return None
    comma = next(
        (j for j in range(start, min(c.hi, start + 30)) if p.low[j] == "," and not p.quotation_of(j)), c.hi
    )
    return [relative, (start, comma)]


def apposed_claim(c: Cue, first: int, start: int | None) -> tuple[list[Span], int] | None:
    """…, a claim (that) X dismissed as Q | (the claim and what follows the cue, where the apposition begins)"""
    noun = first - 1 - (c.word(first - 1) in ("that", "which"))
    if c.word(noun) == "something" and c.word(noun - 1) == ",":
        rest = [right_piece(c.p, start, c.hi)] if start is not None and start < c.hi else []
        return [(noun, noun + 1), *rest], noun
    if c.word(noun) not in CLAIMED or c.word(noun)[-1:] == "s":
        return None
    begin = noun
    while begin > c.lo and begin > noun - 4 and c.p.nominal(begin - 1):
        begin -= 1
    begin -= 1
    if c.word(begin) not in ("a", "an", "the") or c.word(begin - 1) not in {","} | DASHES:
        return None
    rest = [right_piece(c.p, start, c.hi)] if start is not None and start < c.hi else []
    return [(begin, noun + 1), *rest], begin


def end_of_relative(c: Cue, source: Span, start: int) -> int:
    """X, who denies P, left | the comma that closes the clause, the end of the sentence for any other source."""
    p, first = c.p, source[0]
    mark = c.word(first - 1)
    if mark == "what":  # What X described as Y was Z
        within = range(start + 1, min(c.hi, start + 30))
        return next((j for j in within if finite(p, j) == SURE), c.hi)
    if mark in ("whom", "which") and c.word(first - 2) == ",":  # X, whom they describe as Z, left
        within = range(start + 1, min(c.hi, start + 30))
        return next((j for j in within if p.low[j] == "," and not p.quotation_of(j)), c.hi)
    if p.low[first] not in RELATIVES | {"whose"} or (mark != "," and mark not in DASHES):
        return c.hi
    within = range(start + 1, min(c.hi, start + 30))
    return next((j for j in within if p.low[j] == mark and not p.quotation_of(j)), c.hi)
