"""The verb before its subject: "P," said X; claiming that P, X left."""

from factcheck.sources.attribution.complements import content_right
from factcheck.sources.attribution.finite import NO, finite
from factcheck.sources.attribution.hop import Cue, Found
from factcheck.sources.attribution.phrases import np_right
from factcheck.sources.attribution.pieces import addressee, left_piece, right_piece
from factcheck.sources.attribution.tokens import Paragraph
from factcheck.sources.attribution.verbs import NOUNS_TOO, Sense
from factcheck.sources.attribution.words import AUX, IRREGULAR_PASTS, PRONOUNS, TIME

_CLAUSE = 40


def inverted(c: Cue) -> Found | None:
    """ "P," said X. The mark or the comma before the verb tells it from X, who heads Y, said."""
    p, i = c.p, c.i
    sense = p.verb(i)
    if (
        sense is None
        or sense.frame not in ("s", "q", "t", "u", "w", "v")
        or (sense.form not in ("ed", "s") and c.word(i) != "say")
        or i + 1 >= c.hi
        or c.word(i) in ("told", "tells")
    ):
        return None
    if i == c.lo:
        return _fronted(c, sense)
    if c.word(i - 1) == "so" and i - 1 == c.lo and sense.frame in ("s", "v"):
        source = np_right(p, i + 1, c.hi)  # "P." So wrote X.
        return Found(source, (i, i + 1), [], sense.act, bare=True) if source else None
    if i - 1 <= c.lo:
        return None
    quoted = p.closes(i - 1) or (p.low[i - 1] in ",?!" and p.closes(i - 2))
    if not quoted and (p.low[i - 1] != "," or p.low[i + 1] in PRONOUNS or sense.frame not in ("s", "v")):
        return None
    source = np_right(p, i + 1, c.hi) if p.low[i + 1] not in TIME and p.low[i + 1] != "that" else None
    if not source:
        return None
    after = source[1] if quoted else _after_setting(p, source[1], c.hi)
    if not quoted and after < c.hi and p.low[after] not in ",.;":
        return None
    splits = c.word(after) == "," and after + 1 < c.hi and finite(p, after + 1) > NO  # The deal, said X, was
    short = i - c.lo <= 4  # Not so, replied X
    if (
        not quoted
        and not splits
        and not short
        and not any(finite(p, j) > NO for j in range(max(c.lo, i - _CLAUSE), i))
    ):
        return None  # the bank's spokesman, Peter Hahn, denied a claim
    start = next((j for j in range(after, min(c.hi, after + 14)) if p.opens(j)), None)
    content = [left_piece(p, c.lo, i)]
    if not quoted and c.word(after) == "," and c.word(after + 1) in AUX:
        content.append(right_piece(p, after + 1, c.hi))  # The deal, said a banker, was dead
    elif start is not None and c.hi - start > 2:
        content.append(right_piece(p, start, c.hi))
    return Found(source, (i, i + 1), content, sense.act, form=sense.form)


def _after_setting(p: Paragraph, i: int, hi: int) -> int:
    """wrote X in Friday's Herald, | the comma after where or when somebody speaks"""
    if i >= hi or p.low[i] not in ("in", "on", "at"):
        return i
    return next((j for j in range(i + 1, min(hi, i + 8)) if p.low[j] in ",."), i)


def _fronted(c: Cue, sense: Sense) -> Found | None:
    """Said X: "P" """
    p = c.p
    source = np_right(p, c.i + 1, c.hi, apposition=False)
    if sense.frame != "s" or not source or source[1] + 1 >= c.hi or p.low[source[1]] not in ",:":
        return None
    if not p.opens(source[1] + 1):
        return None
    return Found(source, (c.i, c.i + 1), [right_piece(p, source[1] + 1, c.hi)], sense.act)


def fronted_participle(c: Cue) -> Found | None:
    """Claiming that P, X left | the subject stands after the comma."""
    p, i = c.p, c.i
    sense = p.verb(i)
    if sense is None or sense.form != "ing" or i != c.lo or c.word(i) in NOUNS_TOO:
        return None
    after, via = addressee(p, i, c.hi)
    start = content_right(p, after, c.hi, sense.frame)
    if start is None:
        return None
    for comma in range(start + 1, min(c.hi - 2, start + 40)):
        if p.low[comma] != "," and not (p.closes(comma) and p.low[comma - 1] == ","):
            continue
        source = np_right(p, comma + 1, c.hi)
        if source and source[1] < c.hi and _finite_follows(p, source[1], c.hi):
            return Found(source, (i, i + 1), [(start, comma + p.closes(comma))], sense.act, via=via)
    return None


def _finite_follows(p: Paragraph, i: int, hi: int) -> bool:
    """Whether the word after a phrase can be its verb."""
    while i < hi and p.adverb(i):
        i += 1
    if i >= hi:
        return False
    word = p.low[i]
    return word in AUX or word in IRREGULAR_PASTS or (word.endswith(("ed", "s")) and not p.capital(i))
