"""Every attribution of a sentence: the rules tried on each word, and the contents cut where siblings begin."""

from factcheck.sources.attribution.cues import BLAMING, LIGHT_VERBS, OTHER_CUES, SHOWING, TOLD, UNSOURCED
from factcheck.sources.attribution.hop import Cue, Found
from factcheck.sources.attribution.placing import Scope, place
from factcheck.sources.attribution.rules.citing import according_to, citing, in_the_words_of
from factcheck.sources.attribution.rules.claims import claim_that, showing_that
from factcheck.sources.attribution.rules.control import controlled
from factcheck.sources.attribution.rules.light import light_verb
from factcheck.sources.attribution.rules.order import fronted_participle, inverted
from factcheck.sources.attribution.rules.passives import passive, quoted_as
from factcheck.sources.attribution.rules.sharing import shared
from factcheck.sources.attribution.rules.signs import colon, dash, hearsay
from factcheck.sources.attribution.rules.speaking import subject_verb
from factcheck.sources.attribution.rules.unsourced import heard_from, infinitive, unsourced
from factcheck.sources.attribution.subjects import first_subject
from factcheck.sources.attribution.tokens import Paragraph, Span
from factcheck.sources.attribution.words import AUX, DASHES

RULES = (
    claim_that,
    showing_that,
    according_to,
    in_the_words_of,
    citing,
    quoted_as,
    passive,
    heard_from,
    unsourced,
    infinitive,
    inverted,
    fronted_participle,
    light_verb,
    shared,
    subject_verb,
    controlled,
    hearsay,
    colon,
    dash,
)
"""In the order of trying; the first that answers decides."""

_SIGNS = OTHER_CUES | LIGHT_VERBS | UNSOURCED | frozenset(BLAMING) | SHOWING | TOLD | {":"}
_SCARE_QUOTES = 6
_TRIES, _EACH, _MOST = 16, 8, 90
"""So many words of a sentence are tried, one more for each so many of its length, and no more than the most."""
_BRACKETED = 5
"""How many tokens in brackets may hold a clause of their own."""


def in_sentence(p: Paragraph, lo: int, hi: int, most: int) -> tuple[list[Found], int]:
    """(the attributions whose cue stands in tokens [lo, hi) in the order of their cues, how many tries are left).

    most: how many words may be tried.
    """
    found: list[Found] = []
    outside = Scope(lo, hi)
    inside: dict[int, Scope] = {}
    bracketed = _in_brackets(p, lo, hi)
    tries = min(most, _MOST, _TRIES + (hi - lo) // _EACH)
    left = most - tries
    for i in range(lo, hi):
        if not _may_attribute(p, i):
            continue
        tries -= 1
        if tries < 0:
            break
        scope = bracketed.get(i) or _scope_of(p, i, outside, inside)
        cue = Cue(p, scope.lo, scope.hi, i, scope.found)
        one = next((f for f in (rule(cue) for rule in RULES) if f), None)
        if one is None:
            continue
        place(p, scope, one)
        found.append(one)
        if one.inner:
            one.inner.parent = one
            scope.found.append(one.inner)
            found.append(one.inner)
    _settle_waiting(p, outside)
    for brackets in {id(scope): scope for scope in bracketed.values() if scope.found}.values():
        for one in outside.found:  # X said P (Y told Z that Q): P ends before the bracket
            one.content = [
                (s, brackets.lo - 1 if s < brackets.lo and e >= brackets.hi >= e - 2 else e)
                for s, e in one.content
            ]
    return found, left + max(tries, 0)


def _in_brackets(p: Paragraph, lo: int, hi: int) -> dict[int, Scope]:
    """For each token of a longer stretch in brackets the scope that the stretch is."""
    scopes: dict[int, Scope] = {}
    opened: int | None = None
    for j in range(lo, hi):
        if p.low[j] == "(" and p.quotation_of(j) is None:
            opened = j
        elif p.low[j] == ")" and opened is not None:
            if j - opened > _BRACKETED:
                scopes.update(dict.fromkeys(range(opened + 1, j), Scope(opened + 1, j)))
            opened = None
    return scopes


def _may_attribute(p: Paragraph, i: int) -> bool:
    word = p.low[i]
    return word in _SIGNS or word in DASHES or (word[0].isalpha() and p.verb(i) is not None)


def _scope_of(p: Paragraph, i: int, outside: Scope, inside: dict[int, Scope]) -> Scope:
    """The quotation that the word stands in, unless it is a few words in marks; else the sentence."""
    quotation = p.quotation_of(i)
    if quotation is None or quotation[1] - quotation[0] <= _SCARE_QUOTES:
        return outside
    if i == quotation[0] + 1 and i - 2 >= outside.lo and (p.nominal(i - 2) or p.low[i - 2] in AUX):
        return outside  # the club "promised that it would"
    first, last = quotation
    if first not in inside:
        lo = first + 1 if first >= outside.lo and p.quote(first) else max(first, outside.lo)
        closed = last <= outside.hi and p.quote(last - 1)
        inside[first] = Scope(lo, last - 1 if closed else min(last, outside.hi))
    return inside[first]


def _settle_waiting(p: Paragraph, scope: Scope) -> None:
    """X did this, citing Y: with nobody reporting, the subject of the sentence cites."""
    last = scope.found[-1] if scope.found else None
    if last is None or not last.awaits or last.parent is not None:
        return
    from_subject = _subject_of(p, scope, last)
    if from_subject:
        last.content, last.source, last.act = [(last.cue[1], scope.hi)], from_subject, "cites"


def _subject_of(p: Paragraph, scope: Scope, last: Found) -> Span | None:
    return first_subject(p, scope.lo, last.cue[0])
