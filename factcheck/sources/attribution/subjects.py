"""Subjects: the noun phrase that ends before a verb."""

from factcheck.sources.attribution.backward import before_apposition, np_left
from factcheck.sources.attribution.cues import NOUN_CUES, TELLING
from factcheck.sources.attribution.phrases import np_right
from factcheck.sources.attribution.reader import phrase_reaches
from factcheck.sources.attribution.tokens import Paragraph, Span
from factcheck.sources.attribution.verbs import NOUNS_TOO
from factcheck.sources.attribution.words import (
    ALONE,
    ATTACH,
    AUX,
    DASHES,
    DET,
    FRACTIONS,
    IRREGULAR_PASTS,
    OBJECTS,
    OPENERS,
    PRONOUNS,
    RELATIVES,
    TIME,
    words,
)

_DATED = words("released published filed issued dated signed conducted taken")
_PERCEIVING = words("heard hear hears hearing overheard overhears saw")
_WINDOW = 44
_TOLD = 9
_STARTS = 12
"""How many places a clause is tried to begin at, from the left."""


def subject_left(p: Paragraph, lo: int, end: int) -> Span | None:
    """The subject that ends before the verb group at token end, with what stands between commas after it."""
    before_time, end = end, _before_time(p, lo, end)
    if end > lo and (p.low[end - 1] in IRREGULAR_PASTS or p.low[end - 1].endswith("ed")):
        end = before_time  # letters found last year
    if end <= lo or p.low[end - 1] in ATTACH:
        return None
    end = _before_parenthesis(p, lo, end)
    last = p.low[end - 1]
    if _only_says(p, end - 1):
        return None
    if last == "whom" and end - 3 >= lo and p.low[end - 2] == "of":
        return (end - 3, end)
    if last in PRONOUNS or last in RELATIVES or last in ALONE:
        counted = last in ALONE and end - 2 >= lo and p.low[end - 2] in DET  # two others
        return (end - 1 - counted, end)
    if last in OBJECTS and end - 2 >= lo and p.low[end - 2] in _PERCEIVING:
        return (end - 1, end)  # heard him tell
    whole = _whole_clause_subject(p, lo, end)
    if whole:
        return _with_its_time(p, whole, end, before_time)
    if last == "," or last in DASHES:
        return before_apposition(p, lo, end, last)
    return np_left(p, lo, end)


def _only_says(p: Paragraph, i: int) -> bool:
    """Whether the word is a past of saying, which no subject ends with."""
    sense = p.verb(i)
    said = sense is not None and sense.frame in ("s", "v") and sense.form == "ed"
    return said and not p.capital(i) and p.low[i] not in NOUNS_TOO


def _with_its_time(p: Paragraph, whole: Span, end: int, before_time: int) -> Span:
    """a man who called on Sunday | the time of a relative clause belongs to the phrase"""
    relative = any(p.low[j] in ("who", "that") and p.low[j - 1] != "," for j in range(whole[0] + 1, whole[1]))
    return (whole[0], before_time) if relative and whole[1] == end else whole


def _before_parenthesis(p: Paragraph, lo: int, end: int) -> int:
    """The minister, allies say, thinks | the end without what somebody says between commas."""
    if p.low[end - 1] != ",":
        return end
    for j in range(end - 2, max(lo, end - 8), -1):
        if p.low[j] == ",":
            sense = p.verb(end - 2)
            short = (
                sense is not None
                and sense.frame == "s"
                and sense.form in ("ed", "s", "base")
                and end - j <= 6
            )
            said = short and (j + 1 < end - 2) and p.low[j + 1] not in ("who", "which", "as")
            return j if said and j > lo else end
    return end


def _before_time(p: Paragraph, lo: int, end: int) -> int:
    """The minister on Tuesday said | the end without "on Tuesday"."""
    if end - 2 > lo and p.low[end - 2] == "in" and p.low[end - 1].isdigit() and len(p.low[end - 1]) == 4:
        return end - 2  # who in 2010 said
    if end - 2 > lo and p.low[end - 2] in _DATED:
        return end  # a poll released Friday
    if end > lo and p.low[end - 1] in TIME and not (p.low[end - 1] == "may" and p.capital(end - 1)):
        end -= 1
        while end > lo and p.low[end - 1] in ("last", "this", "next", "earlier", "late", "early"):
            end -= 1
        if end > lo and p.low[end - 1] in ("on", "in"):
            end -= 1
    return end


def _whole_clause_subject(p: Paragraph, lo: int, end: int) -> Span | None:
    """The stretch from the beginning of the clause to its verb, when all of it reads as one noun phrase."""
    tried = 0
    for start in _clause_starts(p, lo, end):
        first = _after_openers(p, start, end)
        if first >= end:
            continue
        tried += 1
        if tried > _STARTS:
            return None
        last = phrase_reaches(p, first, end)
        if last is not None:
            return (first, last)
    return None


def _clause_starts(p: Paragraph, lo: int, end: int) -> list[int]:
    """Where the clause of the verb at token end may begin, leftmost first."""
    floor = max(lo, end - _WINDOW)
    inside = p.quotation_of(end - 1)
    if inside and inside[0] >= floor:
        floor = inside[0] + 1
    starts = [floor] if floor == lo or (inside and floor == inside[0] + 1) else []
    told = floor - _TOLD
    for j in range(floor, end - 1):
        word = p.low[j]
        if word in TELLING or (word in NOUN_CUES and p.low[j + 1] in ("by", "from", "in", "of")):
            told = j
        if word == "that" and (j - told < _TOLD or (j > lo and p.verb(j - 1) is not None)):
            starts = [j + 1]  # told the board that …: no relative clause
        elif (
            word in ";:"
            or word in DASHES
            or p.closes(j)
            or word in OPENERS
            or word in ("that", ",")
            or _is_finite(p, j)
            or (word in ("which", "whom") and j > lo and p.low[j - 1] in ATTACH)
        ):
            told = j if _is_finite(p, j) else told
            starts.append(j + 1)
    return starts


def _is_finite(p: Paragraph, j: int) -> bool:
    """Whether the word is a verb of saying or thinking after which a clause may begin."""
    sense = p.verb(j)
    if sense is None or sense.frame not in ("s", "c", "v") or p.low[j] in NOUNS_TOO:
        return False
    return sense.form in ("ed", "s") or (sense.form == "base" and j > 0 and p.low[j - 1] not in DET)


def _after_openers(p: Paragraph, i: int, end: int) -> int:
    while i < end and (
        p.low[i] in OPENERS or p.low[i] == "," or _leading_mark(p, i, end) or _leading_adverb(p, i, end)
    ):
        i += 1
    return i


def _leading_mark(p: Paragraph, i: int, end: int) -> bool:
    """A quotation mark, unless it opens a few words in quotation marks that are the subject."""
    said = p.quotation_of(i)
    return p.quote(i) and not (
        p.opens(i) and said is not None and said[0] == i and said[1] <= end and said[1] - i <= 7
    )


def _leading_adverb(p: Paragraph, i: int, end: int) -> bool:
    """Meanwhile, | Officially, | an adverb that a comma or a new phrase follows; "many", "some" stay."""
    if not p.adverb(i) or p.low[i] in ("both", "all") or i + 1 >= end:
        return False
    return not (p.low[i + 1][0].isdigit() or p.low[i + 1] in FRACTIONS or p.low[i + 1] in DET)


def first_subject(p: Paragraph, lo: int, end: int) -> Span | None:
    """The subject of the sentence that starts at lo, for a later verb that shares it."""
    i = _after_openers(p, lo, min(end, lo + _WINDOW))
    fronted = ATTACH | {"during", "after", "before", "speaking", "asked", "citing", "following", "despite"}
    if i < end and p.low[i] in fronted:
        commas = [j for j in range(i, min(end, i + 25)) if p.low[j] == ","]
        ends = [*commas[1:], end]
        i = next((c + 1 for c, d in zip(commas, ends, strict=False) if d == end or not _is_place(p, c, d)), i)
        if i < end and p.low[i] in fronted:  # On Monday they published
            i = next((j for j in range(i, min(end, i + 9)) if p.low[j] in PRONOUNS), i)
    stop = next((j for j in range(i, min(end, i + 25)) if _ends_subject(p, i, j)), min(end, i + 25))
    return np_right(p, i, stop, apposition=False) if i < stop else None


def _is_place(p: Paragraph, comma: int, other: int) -> bool:
    """in Salem, New Hampshire, X …"""
    return all(p.capital(j) for j in range(comma + 1, other))


def _ends_subject(p: Paragraph, i: int, j: int) -> bool:
    word = p.low[j]
    if word in AUX or word in ",;:()" or p.quote(j):
        return True
    if j == i:
        return False
    return p.verb(j) is not None or word in IRREGULAR_PASTS or (word.endswith("ed") and not p.capital(j))


def phrase_from(p: Paragraph, first: int, end: int) -> int | None:
    """Where the noun phrase from token first ends, when tokens [first, end) read as one; else None."""
    if first >= end or p.low[first] in ATTACH:
        return None
    return phrase_reaches(p, first, end)
