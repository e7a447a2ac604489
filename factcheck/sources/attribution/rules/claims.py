"""A claim that P, a memo saying that P."""

from factcheck.sources.attribution.backward import np_left, owner
from factcheck.sources.attribution.clauses import end_before_main, fronted
from factcheck.sources.attribution.complements import content_right
from factcheck.sources.attribution.cues import NOUN_CUES, SHOWING, TELLING
from factcheck.sources.attribution.hop import Cue, Found
from factcheck.sources.attribution.naming import can_speak, is_document, is_outlet
from factcheck.sources.attribution.phrases import np_right
from factcheck.sources.attribution.pieces import right_piece
from factcheck.sources.attribution.tokens import Span
from factcheck.sources.attribution.verbs import NOUNS_TOO
from factcheck.sources.attribution.words import (
    AUX,
    DET,
    IRREGULAR_PASTS,
    KEEPING,
    OBJECTS,
    OPENERS,
    POSS,
    PRONOUNS,
    TIME,
    words,
)

_PHRASES = 3
_BETWEEN = words("by from in of to on at with during before about among after")
_OF_SOMEBODY = words(
    """testimony assessment account view evidence opinion allegation allegations complaint complaints claim claims
    assertion assertions statement statements suggestion insistence finding findings warning warnings conclusion
    belief contention admission confession word"""
)
_LOOSE_NOUNS = words(
    """claim allegation rumour rumor suggestion report concerns fears worries reports claims allegations rumours
        rumors accusations warnings suggestions speculation"""
)


def claim_that(c: Cue) -> Found | None:
    """the senator's claim that P | his warning that P | a report by Y that P | reports that P"""
    p, i = c.p, c.i
    if c.word(i) not in NOUN_CUES or i + 2 >= c.hi or (c.earlier and c.earlier[-1].cue[1] > i):
        return None
    act = NOUN_CUES[c.word(i)]
    author, that = _told_by(c)
    if c.word(that) != "that" or c.word(that + 1) in AUX or c.word(that + 1) in IRREGULAR_PASTS:
        return None
    if that > i + 1 and _is_predicate(c, that + 1):
        return None  # a report by Y that cited emails
    first, owned = _owner(c)
    source = author or owned
    if source is None and not (c.word(i) in _LOOSE_NOUNS and _nobodys(c, first)):
        return None
    if source is None and not c.word(i).endswith("s") and c.word(first - 1) not in DET:
        return None  # phoned the station to claim that
    begin = _begin(c, first, owned)
    end = _end(c, begin, that)
    denied = next((j for j in range(that, end) if p.low[j] == "," and c.word(j + 1) == "which"), end)
    act = act if source else "reports"
    return Found(source, (i, i + 1), [(that, denied if author else end)], act, form="noun", begin=begin)


def _told_by(c: Cue) -> tuple[Span | None, int]:
    """a report by Y that | his statement to police on Friday that | (who the words after the noun name, where
    "that" stands)"""
    p, at, author = c.p, c.i + 1, None
    for _ in range(_PHRASES):
        if c.word(at) in TIME:
            at += 1
            continue
        if c.word(at) not in _BETWEEN:
            break
        phrase = np_right(p, at + 1, c.hi, apposition=False)
        end = phrase[1] if phrase else at + 2
        if phrase is None and c.word(at + 1) not in TIME:
            break
        if phrase and author is None and _names_author(c, at, phrase):
            author = phrase
        at = end
    return author, at


def _names_author(c: Cue, at: int, phrase: Span) -> bool:
    """by Y, from Y, in the Lantern, the testimony of Y"""
    word = c.word(at)
    if word == "in":
        named = c.p.low[phrase[0]] == "the" and phrase[1] - phrase[0] == 2 and c.p.capital(phrase[1] - 1)
        return is_outlet(c.p, phrase) or (named and c.word(c.i) in ("report", "reports", "story", "account"))
    return word in ("by", "from", "among") or (
        word == "of" and c.word(c.i) in _OF_SOMEBODY and can_speak(c.p, phrase)
    )


def _owner(c: Cue) -> tuple[int, Span | None]:
    """(where the noun begins with the words that describe it, whose it is by the possessive before)"""
    p, i = c.p, c.i
    start = i
    while start > c.lo and p.nominal(start - 1) and not p.capital(start - 1) and start > i - 3:
        if p.verb(start - 1) is not None or p.low[start - 1].endswith(("'s", "s'")):
            break
        start -= 1
    if c.word(start - 1) in POSS:
        return start, (start - 1, start)
    if start > c.lo and p.low[start - 1].endswith(("'s", "s'")):
        return start, owner(p, c.lo, start)
    return start, None


def _begin(c: Cue, first: int, owned: Span | None) -> int:
    """Where the whole phrase of the claim begins."""
    if owned:
        return owned[0]
    p = c.p
    while first > c.lo and first > c.i - 5 and (p.nominal(first - 1) or p.low[first - 1] in DET):
        if p.verb(first - 1) is not None and p.low[first - 1] not in NOUNS_TOO:
            break
        first -= 1
    return first


def _is_predicate(c: Cue, i: int) -> bool:
    """Whether the word after "that" is the verb of a relative clause."""
    sense = c.p.verb(i) if i < c.hi else None
    if c.p.low[min(i, c.hi - 1)].endswith("ed") and not c.p.capital(i):
        return True
    return sense is not None and sense.form in ("ed", "s") and not c.p.capital(i)


def _nobodys(c: Cue, start: int) -> bool:
    """amid reports that, the claims that | whether no subject stands before the noun, so that it is no verb."""
    if start == c.lo or c.p.verb(start - 1) is not None:
        return True
    if c.word(start - 1) == "," or c.word(start - 1) in ("which", "who"):
        return False  # the letter, which he wrote, claims that
    return not c.p.nominal(start - 1) and c.word(start - 1) not in PRONOUNS


def _opens_clause(c: Cue, first: int) -> bool:
    """Whether nothing stands before the phrase in its clause, so that it is the subject."""
    if first == c.lo:
        return True
    before = c.p.low[first - 1]
    said = c.p.verb(first - 1)
    if (
        said is not None
        and said.frame == "s"
        and said.act in ("asserts", "believes")
        and before not in TELLING
    ):
        return True
    return before in OPENERS or before in ",;:" or c.p.quote(first - 1)


def _end(c: Cue, first: int, that: int) -> int:
    """Where the claim ends whose phrase begins at token first."""
    if fronted(c.p, c.lo, first):
        return end_before_main(c.p, that, c.hi)
    return _end_of_that_clause(c, that) if _opens_clause(c, first) else c.hi


def _end_of_that_clause(c: Cue, that: int) -> int:
    """Her claim that the dam was safe | drew laughter: the second finite verb is the sentence's own."""
    seen = 0
    j = that + 1
    while j < c.hi:
        if c.p.low[j] in (
            "who",
            "which",
            "whose",
            "and",
            "or",
            "when",
            "because",
            "that",
            ",",
            "while",
            "if",
        ):
            j = _next_finite(c, j + 1) + 1
            continue
        if _finite(c, j):
            seen += 1
            if seen >= 2:
                return j - (c.p.adverb(j - 1))
            while c.p.low[j] in AUX and j + 1 < c.hi and (_auxiliary(c, j + 1) or c.p.adverb(j + 1)):
                j += 1
            if c.p.low[j] in AUX and (_finite(c, j + 1) or _is_predicate(c, j + 1)):
                j += 1
            sense = c.p.verb(j)
            if sense is not None and sense.frame in ("s", "c", "v") and seen == 1:
                seen = 0  # a claim that X said Q: the next verb is Q's
        j += 1
    return c.hi


def _auxiliary(c: Cue, j: int) -> bool:
    return c.p.low[j] in AUX


def _next_finite(c: Cue, j: int) -> int:
    return next((k for k in range(j, min(c.hi, j + 12)) if _finite(c, k)), c.hi)


def _finite(c: Cue, j: int) -> bool:
    """Whether the word can be the finite verb of its clause."""
    if not c.lo <= j < c.hi or c.p.capital(j):
        return False
    word = c.p.low[j]
    if word in AUX:
        return word not in ("not", "never", "be", "been", "being")
    if word in IRREGULAR_PASTS:
        return True
    return word.endswith("ed") and c.word(j - 1) not in AUX and c.p.low[j - 1] not in ("the", "a", "an", "to")


def showing_that(c: Cue) -> Found | None:
    """a memo saying that P, documents showing P"""
    p, i = c.p, c.i
    if c.earlier and c.earlier[-1].cue[1] > i:
        return None
    if c.word(i) not in SHOWING or i == c.lo or not p.nominal(i - 1) or c.word(i - 1) in KEEPING:
        return None
    source = np_left(p, c.lo, i)
    sense = p.verb(i)
    if source is None or sense is None:
        return None
    obj = c.word(i + 1) in OBJECTS and c.word(i) == "telling"
    recalled = c.word(i + 1 + obj) == "that" and c.word(i) in ("saying", "telling", "conceding", "admitting")
    if not is_document(p, source) and not recalled:
        return None
    start = content_right(p, i + 1 + obj, c.hi, sense.frame)
    if start is None:
        return None
    return Found(source, (i, i + 1), [right_piece(p, start, c.hi)], sense.act)
