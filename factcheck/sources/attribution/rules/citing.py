"""According to X; citing X."""

from factcheck.sources.attribution.hop import Cue, Found
from factcheck.sources.attribution.naming import can_speak
from factcheck.sources.attribution.phrases import np_right
from factcheck.sources.attribution.pieces import left_piece, right_piece
from factcheck.sources.attribution.rules.through import told_through
from factcheck.sources.attribution.subjects import phrase_from
from factcheck.sources.attribution.tokens import Paragraph, Span
from factcheck.sources.attribution.words import AUX, DASHES, OPENERS, TIME, words

_NO_SOURCE = frozenset(
    {"", "plan", "plans", "schedule", "custom", "tradition", "need", "taste", "size", "age"}
)
_CITES = words("""citing quoting cited cites quoted quotes""")


def according_to(c: Cue) -> Found | None:
    """According to X, P. | P, according to X. | P, according to X, Q. | … that, according to X, P."""
    p, i = c.p, c.i
    if c.word(i) != "according" or c.word(i + 1) != "to" or c.word(i + 2) in _NO_SOURCE:
        return None
    lo = _enclosing_start(c, 3)
    fronted = all(p.low[j] in OPENERS or p.low[j] in ",that" or p.adverb(j) for j in range(lo, i))
    source = _source_to_comma(p, i + 2, c.hi, fronted)
    if not source:
        return None
    after = source[1]
    if c.word(i - 1) == "," and c.word(after) == "," and not fronted:
        lo = max(lo, _enclosing_start(c, c.hi))
    content: list[Span] = [] if fronted else [left_piece(p, lo, i - (c.word(i - 1) == ","))]
    if c.word(after) == "," and (c.hi - after > 5 or not content or c.word(after + 1) in AUX):
        content.append(right_piece(p, after + 1, c.hi))
    found = Found(
        source, (i, i + 2), content or [(after, c.hi)], "asserts", covers=not fronted and lo == c.lo
    )
    return told_through(p, found, c.hi)


def _enclosing_start(c: Cue, reach: int) -> int:
    """Where the clause begins that holds the cue, when it stands within so many tokens of another's "that"."""
    for other in reversed(c.earlier[-4:]):
        for start, end in other.content:
            if start <= c.i < end and start > other.cue[0] and c.i - start <= reach:
                return start
    return c.lo


def _source_to_comma(p: Paragraph, i: int, hi: int, fronted: bool) -> Span | None:
    """The source after "according to": all up to the comma when that reads as one phrase, else its beginning.

    At the front of a sentence only "a", "an" or "who" after the comma can be an apposition: "the" begins P.
    """
    stop = next(
        (j for j in range(i, min(hi, i + 40)) if p.low[j] in ",;:" or p.opens(j) or p.low[j] in DASHES), hi
    )
    if stop - i <= 40:
        end = stop - (p.low[stop - 1] == "." and stop == hi)
        whole = phrase_from(p, i, end)
        if whole and whole == end and not any(_is_time(p, j) for j in range(i, end)):
            apposed = not fronted or (
                stop + 1 < hi
                and (p.low[stop + 1] in ("a", "an", "who", "whose", "which") or _is_participle(p, stop + 1))
            )
            short = np_right(p, i, hi, apposition=apposed, most=1 if fronted else 3)
            if fronted and stop < hi and _is_participle(p, stop + 1):
                return (i, next((j for j in range(stop + 1, min(hi, stop + 12)) if p.low[j] == ","), end))
            return short if short and short[1] > end else (i, end)
    return np_right(p, i, hi, apposition=not fronted)


def _is_participle(p: Paragraph, j: int) -> bool:
    """according to the ruling, published on Wednesday, P"""
    return (
        j + 1 < len(p.low) and p.low[j].endswith("ed") and p.low[j + 1] in ("on", "by", "in", "last", "this")
    )


def _is_time(p: Paragraph, j: int) -> bool:
    """on Monday, last week | not: the Evening Standard"""
    return p.low[j] in TIME and not (p.capital(j) and p.capital(j + 1))


def citing(c: Cue) -> Found | None:
    """X said P, citing Y | X, citing Y, said P | X, who cited Y, said P: what Y is cited for is what X says."""
    p, i = c.p, c.i
    if c.word(i) not in _CITES or c.word(i - 1) == "without" or c.word(i + 1) in ("as", "by", ""):
        return None
    relative = (c.word(i - 1) in ("who", "which") and c.word(i - 2) == ",") or _in_source(c)
    if not c.word(i).endswith("ing") and not relative:
        return None
    source = _source_to_comma(p, i + 1 + (c.word(i + 1) == "from"), c.hi, c.word(i).endswith("ing") is False)
    if not source or _says_as(c, source[1]):
        return None
    aside = c.word(source[1]) == "," and c.word(source[1] + 1) == "that"  # said, citing tests, that
    if not aside and not can_speak(p, source):
        return None
    outer = next((f for f in reversed(c.earlier[-8:]) if not f.shared and not f.awaits), None)
    if outer and relative and outer.source and outer.source[0] < i <= outer.source[1]:
        outer.source = (outer.source[0], i - 1 - (c.word(i - 2) == ","))  # according to X, which cited Y, P
    if outer is None:
        return Found(
            source, (i, i + 1), [(i + 1, c.hi)], "asserts", awaits=True, relative=relative, fronted=i == c.lo
        )
    edge = i - (c.word(i - 1) == ",") - relative * (1 + (c.word(i - 2) == ","))
    outer.content = [(s, min(e, edge) if s < edge else e) for s, e in outer.content]
    return Found(source, (i, i + 1), list(outer.content), "asserts", parent=outer, covers=True)


def _in_source(c: Cue) -> bool:
    """according to a report by Y that cited Z | whether the relative clause is a source's own"""
    last = c.earlier[-1] if c.earlier else None
    if last is None or last.source is None or c.word(c.i - 1) not in ("who", "which", "that"):
        return False
    return last.cue[1] <= last.source[0] < c.i - 1 <= last.source[1]


def in_the_words_of(c: Cue) -> Found | None:
    """P is, in the words of X, "Q" """
    p, i = c.p, c.i
    if c.word(i) != "words" or [c.word(i - 2), c.word(i - 1), c.word(i + 1)] != ["in", "the", "of"]:
        return None
    lo = _enclosing_start(c, c.hi)
    source = _source_to_comma(p, i + 2, c.hi, i - 4 <= lo)
    if not source or c.word(source[1]) != ",":
        return None
    left = [(lo, i - 2 - (c.word(i - 3) == ","))] if i - 2 > lo + 1 else []
    return Found(source, (i - 2, i + 2), [*left, right_piece(p, source[1] + 1, c.hi)], "asserts")


def _says_as(c: Cue, after: int) -> bool:
    """quoting Y as saying"""
    return c.word(after) == "as" and c.word(after + 1).endswith("ing")
