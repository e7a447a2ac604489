"""What a cue in the middle or at the end of a sentence attributes."""

from factcheck.sources.attribution.hop import Cue
from factcheck.sources.attribution.pieces import left_piece
from factcheck.sources.attribution.tokens import Paragraph, Span
from factcheck.sources.attribution.words import (
    AUX,
    CONTRAST,
    DASHES,
    DET,
    FALLING_OUT,
    OPENERS,
    POSS,
    PRONOUNS,
    RELATIVES,
)


def left_content(c: Cue, first: int, frame: str, nothing_after: bool) -> Span | None:
    """What is said before the source: a quotation, or a clause up to a comma."""
    p, edge = c.p, first - 1
    if edge > c.lo and p.low[edge] == "as":
        edge -= 1
    if (
        (frame in ("o", "p", "as", "t", "u", "w", "n") and not p.closes(edge))
        or edge <= c.lo
        or p.low[first] in RELATIVES
    ):
        return None
    if p.low[c.lo] in CONTRAST and not p.closes(edge):
        return None  # While A holds that P, X said
    if p.low[edge] == "," and p.low[edge - 1] in FALLING_OUT | CONTRAST:
        return None  # because, he said, P
    parted = p.low[edge] in ",?!" or p.low[edge] in DASHES
    if not p.closes(edge) and not (parted and (p.closes(edge - 1) or nothing_after)):
        return None
    if all(p.low[j] in OPENERS or p.adverb(j) or p.low[j] == "," for j in range(c.lo, edge)):
        return None
    closed = p.closes(edge) and (p.low[edge - 1] in ",.?!…—–-" or p.opens(c.lo) or bool(p.quotation_of(edge)))
    quoted = closed or (p.low[edge] == "," and p.closes(edge - 1))
    if not quoted and (frame not in ("s", "c", "v") or p.closes(edge)):
        return None
    asides = bool(c.earlier) and c.earlier[-1].cue[1] == edge  # X believes, Y say, that P
    if (
        not quoted
        and not asides
        and c.earlier
        and c.earlier[-1].content
        and c.earlier[-1].content[0][0] > edge
    ):
        return None  # according to X, Y says: what stands before is another's cue
    lo = c.lo
    while not quoted and lo < edge - 2 and p.low[lo] in ("however", ","):
        lo += 1
    return left_piece(p, lo, edge + (p.closes(edge)))


def after_parenthesis(c: Cue, after: int, first: int, left: bool) -> int | None:
    """Bob, they said, ordered them to wait | "P," he said, "Q": the token where the rest begins."""
    p = c.p
    quoting = left and p.closes(first - 1)
    if quoting:  # "P," he said at a rally in Y, "Q"
        for j in range(after, min(c.hi - 1, after + 22)):
            if p.opens(j) and p.low[j - 1] == ",":
                return j
            if p.quote(j) or p.low[j] in ";:" or p.low[j] == "that" or _turns(p, j):
                break
    if left and not quoting and p.low[after : after + 1] != [","]:
        after = _after_setting(c, after)
    if after + 3 >= c.hi or p.low[after] != ",":
        return None
    nxt = p.low[after + 1]
    if p.opens(after + 1):
        return after + 1
    near = first - c.lo
    short = near < 6 or (near < 8 and not any(p.low[j] in AUX for j in range(c.lo, first)))
    lead = left and not quoting and short
    if lead and nxt in DET | PRONOUNS | POSS and _verb_follows(p, after + 1, c.hi):
        return after + 1
    quoted = nxt in ("but", "and") and p.opens(after + 2)
    if left and nxt == "that":  # Investors were assured, X told the hearing, that Q
        return after + 1
    interrupted = left or (first - c.lo < 6 and c.word(first - 1) == ",")
    gerund = any(p.low[j] in AUX for j in range(after + 2, min(c.hi, after + 5)))  # replacing her would
    plain = (gerund or not nxt.endswith("ing")) and not p.closes(first - 1) and not p.closes(first - 2)
    stops = nxt in ("who", "which", "according", "a", "an", "citing", "the") or nxt in FALLING_OUT
    if quoted and left:
        return after + 1
    inverted = interrupted and plain and not stops and nxt not in ("and", "but")
    clause = _verb_follows(p, after + 1, c.hi)
    return after + 1 if inverted and (not left or clause) else None


def _after_setting(c: Cue, after: int) -> int:
    """X, Y said earlier in the hearing, were | the comma after a setting, when a verb stands behind it."""
    p = c.p
    for j in range(after, min(c.hi - 1, after + 9)):
        if p.low[j] == ",":
            return j if p.low[j + 1] in AUX else after
        if p.low[j] == "that" or p.quote(j):
            return after
    return after


def _turns(p: Paragraph, j: int) -> bool:
    """ "P," he said, suggesting | whether another participle begins, whose the next quotation is"""
    return p.low[j].endswith("ing") and p.low[j - 1] == ","


def _verb_follows(p: Paragraph, i: int, hi: int) -> bool:
    """Whether a clause without its subject goes on: "Acts of protest, he said, | are acts of patriotism"."""
    word = p.low[i]
    if word in PRONOUNS or word.endswith("ed") or p.verb(i) is not None:
        return True
    return any(p.low[j] in AUX for j in range(i, min(hi, i + 4)))
