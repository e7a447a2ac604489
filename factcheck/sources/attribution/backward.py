"""Noun phrases, read from their last word to the left."""

from factcheck.sources.attribution.phrases import appositive, by_author
from factcheck.sources.attribution.tokens import Paragraph, Span
from factcheck.sources.attribution.verbs import NOUNS_TOO
from factcheck.sources.attribution.words import (
    AFTER_TO,
    ASIDE_ENDINGS,
    ATTACH,
    CONTRAST,
    DET,
    FRACTIONS,
    IRREGULAR_PASTS,
    OPENERS,
    POSS,
)


def np_left(p: Paragraph, lo: int, end: int, window: int = 24) -> Span | None:
    """The noun phrase that ends before token end."""
    i, listed = end - 1, False
    floor = max(lo, end - window)
    while i >= floor:
        word = p.low[i]
        if (word in DET or word in POSS) and not p.in_name(i):
            i -= 1
            if i >= floor and p.low[i] in DET:  # all the, many of these
                i -= 1
            if not (i - 1 >= floor and p.low[i] in ATTACH and p.nominal(i - 1) and i < end - 1):
                break
            continue
        before, listed = _step_left(p, floor, i, end, listed)
        if before is None:
            break
        i = before
    first = i + 1
    while first < end and (p.low[first] in OPENERS or p.low[first] in ATTACH or p.low[first][0] in ".&,"):
        first += 1
    if first + 1 < end and p.low[first].endswith(ASIDE_ENDINGS) and p.low[first + 1] in ATTACH:
        first += 2  # asked about X
    return (first, end) if first < end and _is_head(p, first, end) else None


def _is_head(p: Paragraph, first: int, end: int) -> bool:
    last = p.low[end - 1]
    sense = p.verb(end - 1)
    if sense is not None and sense.frame == "s" and sense.form == "ed":
        return False
    if p.nominal(end - 1) or last in FRACTIONS:
        return True
    return last in (")", ".", "him", "her", "them") and end - first > 2


def _step_left(p: Paragraph, floor: int, i: int, end: int, listed: bool) -> tuple[int | None, bool]:
    """(the token to go on with, whether a list has begun); no token where the phrase cannot go on."""
    word = p.low[i]
    sense = p.verb(i)
    inner = i < end - 1
    if (
        sense is not None
        and sense.frame == "s"
        and sense.form in ("ed", "s")
        and inner
        and word not in NOUNS_TOO
    ):
        return None, listed
    if inner and word in IRREGULAR_PASTS and not p.capital(i):
        return None, listed
    if p.nominal(i) or (word == "." and i - 1 >= floor and len(p.low[i - 1]) < 6 and p.capital(i - 1)):
        return i - 1, listed
    if word in ATTACH and inner and i - 1 >= floor and p.nominal(i - 1):
        fits = word not in ("by", "to") or p.low[i - 1] in AFTER_TO or by_author(p, floor, i)
        return (i - 1 if fits else None), listed
    if word == ")":
        opening = next((j for j in range(i - 1, max(floor, i - 12), -1) if p.low[j] == "("), None)
        return (opening - 1 if opening is not None else None), listed
    if word in ("him", "her", "them") and i == end - 1 and i > floor and p.low[i - 1] in ATTACH:
        return i - 1, listed
    if word in ("and", "&") and floor < i < end - 1 and p.nominal(i - 1) and p.low[i + 1] not in DET:
        alike = p.capital(i - 1) == p.capital(i + 1)
        return (i - 1 if alike else None), listed or alike
    if word == "," and listed and i - 1 >= floor and p.capital(i - 1) and p.capital(i + 1):
        return i - 1, listed
    inside = p.quotation_of(i)
    if p.quote(i) and inner and inside and inside[1] == i + 1 and i - inside[0] < 6 and inside[0] > floor:
        return (inside[0] - 1 if p.low[inside[0] - 1] in DET | POSS else None), listed
    return None, listed


def before_apposition(p: Paragraph, lo: int, end: int, mark: str) -> Span | None:
    """X, who heads Y, | X, of Y, | X, speaking in Y, -- the one that starts the clause, else the nearest that can."""
    nearest = None
    for comma in range(end - 2, max(lo, end - 34), -1):
        if p.closes(comma) and p.low[comma - 1] in ",.?!":
            break
        core = np_left(p, lo, comma) if p.low[comma] == mark else None
        if not core:
            continue
        after = p.low[comma + 1]
        said = p.verb(comma + 1) is not None and after in ("say", "says", "said")
        aside = (
            said
            or after.endswith(("ing", "ed"))
            or p.adverb(comma + 1)
            or after in (ATTACH | OPENERS) - {"of"}
        )
        saying = after in ("who", "which") and any(_says(p, j) for j in range(comma + 2, end - 1))
        found = (core[0], comma if aside or saying else end - 1)
        before = p.low[core[0] - 1] if core[0] > lo else ";"
        if before in OPENERS or before in CONTRAST or before in ";:—" or p.quote(core[0] - 1):
            return found
        near = aside or appositive(p, comma + 1) or end - comma < 6
        if nearest is None and near and not p.nominal(core[0] - 1):
            nearest = found
    return nearest


def _says(p: Paragraph, i: int) -> bool:
    """Whether the word is a finite verb of saying."""
    sense = p.verb(i)
    return sense is not None and sense.frame == "s" and sense.form in ("ed", "s")


def owner(p: Paragraph, lo: int, end: int) -> Span | None:
    """The phrase that ends in a possessive before token end: a name, or an article and its noun."""
    first = end - 1
    name = p.capital(first)
    while first > lo and first > end - 8 and p.nominal(first - 1) and (not name or p.capital(first - 1)):
        first -= 1
    if (first > lo and not name and (p.low[first - 1] in DET or p.low[first - 1] in POSS)) or (
        first > lo and name and p.low[first - 1] == "the"
    ):
        first -= 1
    return (first, end) if p.nominal(end - 1) else None
