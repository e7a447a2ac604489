"""Noun phrases, read from their first word to the right."""

from factcheck.sources.attribution.kinds import DOCUMENT, UNNAMED
from factcheck.sources.attribution.tokens import Paragraph, Span
from factcheck.sources.attribution.words import (
    AFTER_TO,
    ATTACH,
    DET,
    FRACTIONS,
    IRREGULAR_PASTS,
    POSS,
    PRONOUNS,
    RELATIVES,
    TIGHT,
    TIME,
    TITLES,
    words,
)

_WINDOW = 30
_OPENING = words("who whose whom which of where now then once formerly aged")
"""What an apposition can begin with beside a noun phrase."""


def abbreviated(p: Paragraph, i: int) -> bool:
    """Whether the full stop at token i belongs to an initial, a title or an abbreviation before it."""
    if p.low[i] != "." or i == 0 or p.span[i - 1][1] != p.span[i][0]:
        return False
    before = p.raw[i - 1]
    return len(before) == 1 or "." in before or "-" in before or p.low[i - 1] in TITLES or _state(before)


def _state(word: str) -> bool:
    """Va., Calif., Sept. | a short word with a capital that a comma may follow."""
    return word[0].isupper() and 1 < len(word) < 6


def closing_bracket(p: Paragraph, i: int, stop: int) -> int | None:
    """The token after the bracket that closes the one at token i, within a few words."""
    return next((j + 1 for j in range(i + 1, min(stop, i + 8)) if p.low[j] == ")"), None)


def paired_quotation(p: Paragraph, i: int, stop: int) -> int | None:
    """The token after a short quotation inside a noun phrase (a "well-informed" source) that begins at token i."""
    inside = p.quotation_of(i)
    if inside and inside[0] == i and inside[1] - i <= 6 and inside[1] < stop and p.nominal(inside[1]):
        return inside[1]
    return None


def np_right(p: Paragraph, i: int, hi: int, apposition: bool = True, most: int = 3) -> Span | None:
    """The noun phrase that starts at token i, with at most so many appositions after its commas."""
    if i >= hi:
        return None
    if p.low[i] in PRONOUNS and not p.in_name(i):
        return (i, i + 1)
    end = _core_end(p, i, min(hi, i + _WINDOW))
    while end > i and not p.low[end - 1][0].isalnum() and p.low[end - 1] not in ".)" and not p.quote(end - 1):
        end -= 1
    if end == i:
        return None
    if not apposition:
        return (i, end)
    return (i, _with_appositions(p, _with_relative(p, end, hi), hi, most))


def _with_relative(p: Paragraph, end: int, hi: int) -> int:
    """a banker who advised one of the bidders | where the phrase ends with the clause that tells who it is"""
    if end + 1 >= hi or p.low[end] not in ("who", "whose"):
        return end
    close = _apposition_end(p, end, min(hi, end + _WINDOW))
    if any(_says(p, j) or p.low[j] == "that" for j in range(end, close)):
        return end
    return close - (p.low[close - 1] == ".")


def _says(p: Paragraph, j: int) -> bool:
    """Whether the word is a finite verb of saying."""
    sense = p.verb(j)
    return sense is not None and sense.frame == "s" and sense.form in ("ed", "s")


def _core_end(p: Paragraph, first: int, stop: int) -> int:
    """Where the noun phrase without its appositions ends."""
    i = first
    while i < stop:
        word = p.low[i]
        if (word in DET or word in POSS) and not (i > first and p.capital(i) and p.capital(i - 1)):
            if i > first and p.low[i - 1] not in ATTACH | DET | {"and", "like"}:
                break
        elif p.quote(i):
            after = paired_quotation(p, i, stop)
            if after is None:
                break
            i = after
            continue
        elif word == "(" and i > first:
            after = closing_bracket(p, i, stop)
            if after is None:
                break
            i = after
            continue
        elif not _continues(p, first, i, stop):
            break
        i += 1
    return i


def _continues(p: Paragraph, first: int, i: int, stop: int) -> bool:
    """Whether the word at token i goes on with the phrase that began at token first."""
    word = p.low[i]
    if word == "by":
        return i + 1 < stop and by_author(p, first, i)
    if word in ATTACH:
        return _attaches(p, first, i, stop)
    if word == "and":
        return first < i < stop - 1 and _coordinates(p, i)
    if word == ".":
        return i > first and i + 1 < stop and abbreviated(p, i)
    if word in (
        "filed",
        "released",
        "signed",
        "written",
        "published",
        "led",
        "obtained",
        "conducted",
        "issued",
    ):
        return i > first and p.nominal(i - 1) and i + 1 < stop
    if word in ("last", "this") or (word in TIME and not p.nominal(i)):
        return i > first and p.low[i - 1] in ("released", "published", "filed", "last", "this", "issued")
    if not p.nominal(i):
        return False
    if i == first or p.low[i - 1] in DET | POSS:
        return True
    sense = p.verb(i)
    noun_like = sense is None or (sense.form in ("base", "s") and p.low[i] not in ("say", "says"))
    return noun_like and (p.capital(i) or word not in IRREGULAR_PASTS)


def _attaches(p: Paragraph, first: int, i: int, stop: int) -> bool:
    """Whether a preposition belongs to the noun before it: officials in Moscow, people familiar with the talks."""
    if i == first or i + 1 >= stop:
        return False
    word, nxt = p.low[i], p.low[i + 1]
    object_follows = (p.nominal(i + 1) or nxt in DET | POSS) and (not nxt.endswith("ing") or p.capital(i + 1))
    if not object_follows or (nxt in TIME and not p.capital(i + 1)) or nxt in ("statement", "tweet"):
        return False
    if word in ("of", "for", "from") or p.low[i - 1] in TIGHT:
        return True
    if word == "at":
        return not p.capital(i - 1) or nxt == "the" or p.capital(i + 1)
    if word == "in":
        placed = nxt in DET | POSS and i + 2 < stop and p.low[i + 2] not in TIME | {"statement", "tweet"}
        insider = placed and UNNAMED.search(p.low[i - 1]) is not None
        return not p.capital(i - 1) and ((p.capital(i + 1) and nxt not in TIME) or insider)
    if word == "to" and p.low[i - 1] in AFTER_TO:
        return True
    return word in ("on", "with", "to") and not p.capital(i - 1) and bool(DOCUMENT.search(p.low[i - 1]))


def _coordinates(p: Paragraph, i: int) -> bool:
    """Whether "and" at token i joins two nouns rather than two clauses."""
    if not p.nominal(i - 1) and p.low[i - 1] not in ").":
        return False
    if p.capital(i + 1) or p.low[i + 1] in DET or p.low[i + 1] in POSS:
        return True
    return p.nominal(i + 1) and p.verb(i + 1) is None and not p.low[i + 1].endswith("ed")


def by_author(p: Paragraph, floor: int, i: int) -> bool:
    """a survey by Y, a letter signed by Y"""
    if p.low[i] != "by":
        return False
    noun = " ".join(p.low[max(floor, i - 2) : i])
    for participle in (
        "signed",
        "written",
        "filed",
        "released",
        "published",
        "obtained",
        "conducted",
        "issued",
    ):
        noun = noun.removesuffix(" " + participle)
    return bool(DOCUMENT.search(noun))


def appositive(p: Paragraph, i: int) -> bool:
    """Can an apposition or a relative clause start at token i, after a comma?"""
    word = p.low[i]
    if word in DET or word in POSS or word in _OPENING or word[0].isdigit():
        return True
    if p.raw[i].endswith(("'s", "s'")) or p.raw[i].startswith(("R-", "D-", "I-")):
        return True
    if p.capital(i) and i > 1 and not p.capital(i - 2) and p.nominal(i - 2):
        return True  # its director, Femi Adeyo
    if p.capital(i):
        return i + 1 < len(p.low) and p.low[i + 1] in ("of", "for") and p.low[i] in ("republican", "democrat")
    return (
        p.nominal(i)
        and not word.endswith(("ing", "ed"))
        and p.verb(i) is None
        and word not in IRREGULAR_PASTS
    )


def _with_appositions(p: Paragraph, end: int, hi: int, most: int) -> int:
    """Where the phrase ends with what stands between commas after it: X, head of Y, a Z."""
    for _ in range(most):
        if end + 1 >= hi or p.low[end] != "," or not appositive(p, end + 1):
            return end
        close = _apposition_end(p, end + 1, min(hi, end + _WINDOW))
        if any(_says(p, j) for j in range(end + 1, close)):
            return end
        end = close
        if p.low[end - 1] == "." and not abbreviated(p, end - 1):
            return end - 1
    return end


def _apposition_end(p: Paragraph, start: int, stop: int) -> int:
    """The token after an apposition: the next comma, dash or mark; a state (R-Ky.) keeps its full stop."""
    for j in range(start, stop):
        if p.low[j] in ",;:—–―" or p.low[j] == "--" or (p.opens(j) and paired_quotation(p, j, stop) is None):
            return j
    return stop


def starts_phrase(p: Paragraph, i: int) -> bool:
    """Whether a noun phrase can begin at token i."""
    word = p.low[i]
    return p.nominal(i) or word in DET or word in POSS or word in PRONOUNS or word in FRACTIONS


def is_relative(word: str) -> bool:
    """Whether the word opens a relative clause after a noun."""
    return word in RELATIVES or word in ("whose", "whom", "where")
