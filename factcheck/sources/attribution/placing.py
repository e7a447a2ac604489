"""Attributions beside one another: where what one says ends because the next one speaks."""

from factcheck.sources.attribution.clauses import fronted
from factcheck.sources.attribution.hop import Found
from factcheck.sources.attribution.tokens import Paragraph, Span
from factcheck.sources.attribution.words import AUX, CONTRAST, FALLING_OUT, words

_NEAR = 4
_LEAD = 6
_CLAUSE = 40
_GOING_ON = words("pointing citing calling describing referring noting")
"""Participles after a comma that whoever speaks goes on with."""


class Scope:
    """A sentence, or a quotation in it: what is found there so far."""

    def __init__(self, lo: int, hi: int) -> None:
        self.lo = lo
        self.hi = hi
        self.found: list[Found] = []
        self.claimed = lo
        self.swept = 0


def place(p: Paragraph, scope: Scope, one: Found) -> None:
    """Put one beside the others of its scope: what one says does not go on where the next one speaks."""
    lo, found = scope.lo, scope.found
    one.content = [
        (max(s, scope.claimed), e) if s == lo and not one.covers else (s, e)
        for s, e in one.content
        if e > scope.claimed or one.covers
    ]
    if one.content and one.content[0][0] <= scope.claimed and _is_parted(p, one):
        edge = one.content[0][1]
        for inner in found[scope.swept :]:  # what lies in the left content ends where it ends
            later = [t for t in inner.content if any(s <= t[0] and t[1] <= e for s, e in one.content[1:])]
            inner.content = _cut_at(inner.content, edge) + later
        scope.claimed = max(one.cue[1], one.source[1] if one.source else 0)
        scope.swept = len(found)
    _part_clauses(p, found, one)
    _end_around(p, scope, one)
    _part_siblings(p, scope, one)
    waiting = _waiting(found, one)
    if waiting and not one.shared and one.parent is None:
        waiting.parent, waiting.content = one, list(one.content)
    found.append(one)


def _end_around(p: Paragraph, scope: Scope, one: Found) -> None:
    """End what others say where an apposition, a claim or a denial of it begins or ends."""
    found = scope.found
    if one.source:  # X, who heads Y, said: what is said in an apposition ends with it
        for other in found[-_NEAR:]:
            if one.source[0] <= other.cue[0] < one.source[1]:
                other.content = _cut_at(other.content, one.source[1])
    for other in found[-_NEAR:]:
        for start, end in other.content if other.form == "noun" else []:
            if (
                start <= one.cue[0] < end < scope.hi
            ):  # her claim that he said Q was denied: Q ends with the claim
                one.content = _cut_at(one.content, end)
    if one.act == "denies" and one.content and p.low[one.content[0][0]] == "which" and len(one.content) == 1:
        for other in found[-_NEAR:]:  # …, which X denies
            other.content = _cut_at(other.content, one.content[0][0] - 1)
    if one.begin is not None and one.form != "noun":  # …, a claim X denies: what is said before ends there
        for other in found[-_NEAR:]:
            other.content = _cut_at(other.content, one.begin - 1)


def _part_clauses(p: Paragraph, found: list[Found], one: Found) -> None:
    """said that Y knew P, and that Z: what Y knows ends where the outer one goes on with "and that"."""
    thats = [(s, e) for other in found[-_NEAR:] for s, e in other.content if p.low[s] == "that"]
    for n, (start, end) in enumerate(one.content):
        outer = any(s < one.cue[0] < e for s, e in thats)
        if not outer or p.low[start] == "that" or start < one.cue[0]:
            continue
        for j in range(start, min(end - 2, start + _CLAUSE)):
            if p.low[j] in ("and", "but") and p.low[j + 1] == "that" and p.low[j + 2] not in AUX:
                one.content[n] = (start, j - (p.low[j - 1] == ","))
                break


def _is_parted(p: Paragraph, one: Found) -> bool:
    """P, X said | whether a mark stands between the content and who says it; not: the vote is expected to."""
    edge = one.content[0][1]
    if edge > one.cue[0] or one.form == "passive":
        return False
    if one.source is None and not one.covers:
        return False
    return any(not p.low[j][0].isalnum() for j in (edge - 1, edge))


def _waiting(found: list[Found], one: Found) -> Found | None:
    """What was cited before the verb, when the verb's subject stands around or before it: X, citing Y, said."""
    last = found[-1] if found else None
    if last is None or not last.awaits or last.parent is not None or one.source is None:
        return None
    if not last.fronted and one.source[0] > last.cue[0]:
        return None
    if one.source[0] < last.cue[0] < one.source[1]:  # X, who cited Y, said: whom X cites is no part of X
        one.source = (one.source[0], last.cue[0] - (2 if last.relative else 1))
    return last


def _cut_at(content: list[Span], edge: int) -> list[Span]:
    return [(s, min(e, edge)) for s, e in content if s < edge]


def _part_siblings(p: Paragraph, scope: Scope, one: Found) -> None:
    """..., and Y denied Q | ..., adding that Q: the content before ends there."""
    found, lo = scope.found, scope.lo
    begin = one.cue[0] if one.shared or one.source is None else min(one.cue[0], one.source[0])
    if not found or one.parent is not None or begin <= lo:
        return
    if one.source is None and p.low[begin - 1] == ",":
        return  # their client, who denies it, was told that
    if one.form == "passive" and p.low[begin - 1] in ("and", "but"):
        return  # that staff had asked but were told by managers that
    related = one.source is not None and p.low[one.source[1] - 1] in ("which", "who", "whom", "whose")
    if p.low[begin - 1] == "," and (related or (one.weak and p.low[one.cue[0]] not in _GOING_ON)):
        return
    if one.act == "believes" and one.source and p.low[one.source[1] - 1] in ("he", "she", "it", "they"):
        return
    waiting = found[-1].awaits and found[-1].parent is None
    before = p.low[begin - 1]
    beside = one.shared or before in CONTRAST or before == ";" or p.low[begin - 2 : begin] == [",", "and"]
    if (
        not beside
        and before == ","
        and any(_after_that(p, s, begin) for s, e in found[-1].content if e > begin)
    ):
        return  # said that of the 200 it met, half reported
    if not beside and before == ",":
        beside = p.low[lo] in FALLING_OUT | CONTRAST or all(
            not s < begin <= s + _LEAD for s, _ in found[-1].content
        )
    if waiting or not beside:
        return
    while begin > lo and (p.low[begin - 1] in (",", ";", "and") or p.low[begin - 1] in CONTRAST):
        begin -= 1
    cutting = not one.shared
    for other in found[-_NEAR:]:
        cutting = cutting or other.source == one.source
        if cutting:
            other.content = [(s, min(e, begin) if s < begin else e) for s, e in other.content]


def _after_that(p: Paragraph, start: int, begin: int) -> bool:
    """Whether what somebody says begins with a phrase or a clause before its main clause, up to token begin."""
    return fronted(p, start + (p.low[start] == "that"), begin - 1)
