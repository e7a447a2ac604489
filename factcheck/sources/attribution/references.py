"""What a pronoun, a relative or "the report" stands for."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from operator import itemgetter

from factcheck.sources.attribution.backward import np_left
from factcheck.sources.attribution.hop import Found
from factcheck.sources.attribution.naming import identify
from factcheck.sources.attribution.subjects import first_subject
from factcheck.sources.attribution.tokens import Paragraph, Span
from factcheck.sources.attribution.words import PRONOUNS, RELATIVES

_PERSONS = ("named", "named_role", "unnamed_described", "unnamed_bare")
_Mention = tuple[int, Span, str]
_SENTENCES = 3000
"""In how many sentences of a paragraph somebody may be named that "he" stands for."""
_PUBLISHED = ("outlet", "document")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a source stands for: a span, how far that is identified, whether the paragraph before holds it."""

    span: Span
    identification: str
    in_previous: bool


@dataclass(slots=True)
class Mentions:
    """Whom "he" or "she" (person), and what "the report" (published), can stand for: the first mention of each."""

    person: list[_Mention] = field(default_factory=list)
    published: list[_Mention] = field(default_factory=list)


def mentions(p: Paragraph, found: list[Found]) -> Mentions:
    """The sources, the outlets spoken to and the named subjects of the sentences, each once, in order."""
    subjects = (first_subject(p, lo, hi) for lo, hi in p.sentences[:_SENTENCES])
    named = [s for s in subjects if s and s[1] - s[0] > 1 and all(p.capital(j) for j in range(*s))]
    seen: set[str] = set()
    result = Mentions()
    for source in sorted([f.source for f in found if f.source] + [f.via for f in found if f.via] + named):
        kind, plural = identify(p, source)
        comma = next((j for j in range(*source) if p.low[j] == ","), source[1])
        name = p.low[comma - 1].removesuffix("'s")
        span = p.chars(*source)
        if span is None or name in seen or p.low[source[0]] in PRONOUNS | RELATIVES:
            continue
        if kind in _PERSONS and not plural:
            seen.add(name)
            result.person.append((source[0], span, kind))
        elif kind in _PUBLISHED and _is_introduced(p, source):
            seen.add(name)
            result.published.append((source[0], span, kind))
    return result


def _is_introduced(p: Paragraph, source: Span) -> bool:
    """Whether the words say which outlet or document it is, rather than point back to one."""
    return any(p.capital(j) for j in range(source[0] + 1, source[1])) or p.low[source[0]] in ("a", "an")


def references(p: Paragraph, found: list[Found], previous: Callable[[], Mentions]) -> dict[int, Reference]:
    """Index of an attribution → what its source stands for: the only candidate before it here, else before that."""
    result: dict[int, Reference] = {}
    here = mentions(p, found)
    for n, f in enumerate(found):
        if not f.source:
            continue
        first, last = f.source
        word = p.low[first] if last - first == 1 else ""
        if word in RELATIVES and first:
            reference = _antecedent(p, first)
        elif word in ("he", "she"):
            reference = _only(here.person, lambda: previous().person, first)
        elif _points_back(p, f.source):
            reference = _only(here.published, lambda: previous().published, first)
            if reference:
                own = identify(p, f.source)[0]
                reference = Reference(reference.span, own, reference.in_previous)
        else:
            continue
        if reference:
            result[n] = reference
    return result


def _antecedent(p: Paragraph, first: int) -> Reference | None:
    """The noun phrase before a relative."""
    end = first - (p.low[first - 1] == ",")
    core = np_left(p, max(0, end - 30), end)
    span = p.chars(*core) if core else None
    return Reference(span, identify(p, core)[0], False) if core and span else None


def _points_back(p: Paragraph, source: Span) -> bool:
    """the report, that newspaper"""
    first, last = source
    if p.low[first] not in ("the", "this", "that") or last - first != 2:
        return False
    return identify(p, source) in (("outlet", False), ("document", False))


def _only(here: list[_Mention], before: Callable[[], list[_Mention]], first: int) -> Reference | None:
    """The only candidate before token `first` in this paragraph; without one here, the only one of that before."""
    so_far = bisect_left(here, first, key=itemgetter(0))
    if so_far == 1:
        return Reference(here[0][1], here[0][2], False)
    if so_far:
        return None
    earlier = before()
    return Reference(earlier[0][1], earlier[0][2], True) if len(earlier) == 1 else None
