"""Attributions by a sign or a single word: a colon, a dash, "reportedly"."""

from factcheck.sources.attribution.cues import HEARSAY
from factcheck.sources.attribution.hop import Cue, Found
from factcheck.sources.attribution.naming import identify
from factcheck.sources.attribution.phrases import np_right, starts_phrase
from factcheck.sources.attribution.pieces import right_piece
from factcheck.sources.attribution.subjects import phrase_from
from factcheck.sources.attribution.words import DASHES, words

_LABELS = words(
    """update updated note source sources related photo photos video watch read correction story"""
)


def hearsay(c: Cue) -> Found | None:
    """The firm reportedly sold the ship. | reportedly: of the clause that it stands in."""
    p, i = c.p, c.i
    if c.word(i) not in HEARSAY:
        return None
    stops = {",", ";", ":", "who", "which", "that", "and", "but"}
    start = next(
        (j + 1 for j in range(i - 1, max(c.lo - 1, i - 30), -1) if p.low[j] in stops or p.quote(j)), c.lo
    )
    end = next((j for j in range(i + 1, min(c.hi, i + 40)) if p.low[j] in ",;:" or p.opens(j)), c.hi)
    pieces = [(s, e) for s, e in ((start, i), (i + 1, end)) if s < e]
    return Found(None, (i, i + 1), pieces, "reports", weak=True) if pieces else None


def colon(c: Cue) -> Found | None:
    """Poll: P | Police chief: "P" """
    p, i = c.p, c.i
    if (c.word(i) != ":" and c.word(i) not in DASHES) or i + 2 >= c.hi or not 0 < i - c.lo <= 8:
        return None
    if phrase_from(p, c.lo, i) != i:
        return None
    kind, _ = identify(p, (c.lo, i))
    published = c.word(i) == ":" and _is_headline(c, kind)
    if (not p.opens(i + 1) and not published) or (kind == "collective" and not p.capital(i - 1)):
        return None
    return Found((c.lo, i), (i, i + 1), [right_piece(p, i + 1, c.hi)], "reports" if published else "asserts")


def _is_headline(c: Cue, kind: str) -> bool:
    """Poll: P | Sanders: P | whether what stands before the colon says the whole of a short line."""
    p = c.p
    if kind in ("outlet", "document"):
        return p.headline or c.i == c.lo + 1
    alone = len(p.sentences) == 1 and c.hi - c.lo < 26 and c.i - c.lo <= (2 if p.headline else 3)
    names = all(p.capital(j) for j in range(c.lo, c.i)) and p.low[c.lo] not in _LABELS
    return kind == "named" and alone and names and c.hi - c.i > 4


def dash(c: Cue) -> Found | None:
    """ "P." — Carla Moss, union leader"""
    p, i = c.p, c.i
    if c.word(i) not in DASHES or i + 1 >= c.hi or i == 0 or not p.closes(i - 1) or not p.capital(i + 1):
        return None
    source = np_right(p, i + 1, c.hi)
    said = p.quotation_of(i - 1)
    if not source or not said or source[1] + 1 < c.hi or not starts_phrase(p, i + 1):
        return None
    return Found(source, (i, i + 1), [said], "asserts")
