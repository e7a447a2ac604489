"""A source that the text names with whoever quotes it: analysts quoted by the Courier said that P."""

from factcheck.sources.attribution.hop import Found
from factcheck.sources.attribution.phrases import np_right
from factcheck.sources.attribution.tokens import Paragraph

_QUOTED = frozenset({"quoted", "cited"})


def told_through(p: Paragraph, found: Found, hi: int) -> Found:
    """The same, told by whoever quotes the source, when the source's own words say who that is."""
    if found.source is None or not found.content:
        return found
    first, last = found.source
    at = next((j for j in range(first + 1, min(hi - 2, last + 2)) if _is_quoted_by(p, j, last)), None)
    outlet = np_right(p, at + 2, hi, apposition=False) if at is not None else None
    if at is None or not outlet:
        return found
    found.source = (first, at - (p.low[at - 1] == ","))
    content = [
        (max(s, outlet[1] + (p.low[outlet[1]] == ",")), e) if s <= at < e else (s, e)
        for s, e in found.content
    ]
    found.content = content
    return Found(
        outlet, (at, at + 2), list(content), "quotes", inner=found, covers=found.covers, form=found.form
    )


def _is_quoted_by(p: Paragraph, j: int, last: int) -> bool:
    """Whether the participle stands in the source, or right behind it and a comma."""
    return p.low[j] in _QUOTED and p.low[j + 1] == "by" and (j < last or j == last + (p.low[last] == ","))
