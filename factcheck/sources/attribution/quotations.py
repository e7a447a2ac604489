"""Whose a quotation is when its speaker stands in another sentence."""

from bisect import bisect_right

from factcheck.sources.attribution.hop import Found
from factcheck.sources.attribution.tokens import Paragraph, Span

_BACK = 3
"""How many sentences back the speaker of a quotation that goes on is looked for."""


def give_quotations(p: Paragraph, by_sentence: list[list[Found]]) -> list[Span]:
    """Add quotations that nobody in their own sentence says to the one beside them who does; the rest is returned."""
    starts = [first for first, _ in p.sentences]
    outer = [[f for f in found if not _is_quoted(p, f)] for found in by_sentence]
    covered = _covered(p, [f for found in outer for f in found])
    nobodys: list[Span] = []
    for quotation in p.quotations:
        first, last = quotation
        k = bisect_right(starts, first) - 1
        if covered[first] or k < 0:
            continue
        ends = bisect_right(starts, last - 1) - 1
        leads = starts[k] == first
        speaker = _speaker(p, outer, k, ends) if leads else _bare(outer, k)
        if speaker is None:
            nobodys.append(quotation)
            continue
        speaker.content = sorted([*speaker.content, quotation])
        speaker.bare = False
        _mark(covered, quotation)
    return nobodys


def _is_quoted(p: Paragraph, f: Found) -> bool:
    """Whether its cue stands in a quotation of more than a few words."""
    quotation = p.quotation_of(f.cue[0])
    return quotation is not None and quotation[1] - quotation[0] > 6


def _covered(p: Paragraph, found: list[Found]) -> list[bool]:
    """For each token whether it stands in what somebody says."""
    change = [0] * (len(p.low) + 1)
    for f in found:
        for start, end in f.content:
            if start < end:
                change[start] += 1
                change[end] -= 1
    covered: list[bool] = []
    depth = 0
    for step in change:
        depth += step
        covered.append(depth > 0)
    return covered


def _mark(covered: list[bool], quotation: Span) -> None:
    covered[quotation[0] : quotation[1]] = [True] * (quotation[1] - quotation[0])


def _speaker(p: Paragraph, outer: list[list[Found]], k: int, ends: int) -> Found | None:
    """Who says a quotation that makes up sentences k to ends: who was speaking before, else who speaks right after."""
    own = _bare(outer, ends) or _bare(outer, k)
    if own or any(f.cue[0] >= p.sentences[k][0] for f in outer[ends] if f.content):
        return own
    before = [f for n in range(max(0, k - _BACK), k) for f in outer[n] if f.parent is None and not f.weak]
    quoting = [f for f in before if any(p.quote(s) or p.quote(e - 1) for s, e in f.content)]
    if quoting:
        return quoting[-1]
    if k and outer[k - 1]:
        last = [f for f in outer[k - 1] if f.parent is None and f.act in ("asserts", "denies")]
        if last:
            return last[0]
    return _bare(outer, ends + 1) or _quoting_next(p, outer, ends + 1)


def _quoting_next(p: Paragraph, outer: list[list[Found]], k: int) -> Found | None:
    """ "P." "Q," said X: the attribution of sentence k that begins with a quotation."""
    if k >= len(outer):
        return None
    begin = p.sentences[k][0]
    opening = (f for f in outer[k] if f.content and f.content[0][0] == begin and p.opens(begin))
    return next(opening, None)


def _bare(outer: list[list[Found]], k: int) -> Found | None:
    """The attribution of sentence k that says nothing itself."""
    return next((f for f in outer[k] if f.bare), None) if 0 <= k < len(outer) else None
