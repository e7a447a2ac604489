"""Verbs of saying without a subject of their own: phoned the station to claim that; was jailed for saying that."""

from factcheck.sources.attribution.agreement import verb_group
from factcheck.sources.attribution.complements import content_right, is_strong
from factcheck.sources.attribution.finite import NO, SURE, finite
from factcheck.sources.attribution.hop import Cue, Found
from factcheck.sources.attribution.phrases import np_right
from factcheck.sources.attribution.pieces import addressee, right_piece
from factcheck.sources.attribution.rules.sharing import shared_source
from factcheck.sources.attribution.subjects import subject_left
from factcheck.sources.attribution.tokens import Paragraph, Span
from factcheck.sources.attribution.words import AUX, BE, words

_REACH = 26
_UNREAL = words(
    """want wants wanted hope hopes hoped wish wishes wished refuse refuses refused decline declines declined fail
    fails failed forget forgets forgot neglect neglects neglected ask asks asked asking tell tells told telling order
    orders ordered urge urges urged advise advises advised instruct instructs instructed request requests requested
    allow allows allowed permit permits permitted invite invites invited encourage encourages encouraged persuade
    persuades persuaded require requires required need needs needed expect expects expected trained authorised
    authorized able unable unwilling reluctant careful loath supposed enough call calls called"""
)
"""What governs an infinitive whose content nobody has said: was asked to confirm that."""
_OBJECT_SAYS = words(
    """lead leads led prompt prompts prompted force forces forced cause causes caused move moves moved compel compels
    compelled push pushes pushed drive drives drove oblige obliges obliged bring brings brought get gets got"""
)
"""What makes its object say something: led the board to conclude that."""
_BEFORE_GERUND = words("for in of from")


def controlled(c: Cue) -> Found | None:
    """X phoned Y to claim that P; X was forced to admit that P; it led X to conclude that P."""
    p, i = c.p, c.i
    sense = p.verb(i)
    if sense is None or sense.form not in ("base", "ing") or c.word(i) == "writing":
        return None
    first = i
    while first > c.lo and p.adverb(first - 1):
        first -= 1
    marker = c.word(first - 1)
    if sense.form == "base" and marker != "to":
        return None
    if sense.form == "ing" and marker not in _BEFORE_GERUND:
        return None
    after, via = addressee(p, i, c.hi)
    start = content_right(p, after, c.hi, sense.frame)
    if start is None or not is_strong(p, start, c.hi):
        return None
    source = _who(c, first - 1, sense.form)
    if source is None:
        return None
    return Found(source, (i, i + 1), [right_piece(p, start, c.hi)], sense.act, via=via, form="controlled")


def _who(c: Cue, marker: int, form: str) -> Span | None:
    """Whom the infinitive or gerund after token marker is said of."""
    p = c.p
    governor = _governor(p, c.lo, marker)
    if governor is None:
        return None
    verb = governor
    while verb + 1 < marker and (p.low[verb] in AUX or p.adverb(verb)):
        verb += 1
    passive = any(p.low[j] in BE for j in range(governor, verb))
    if p.low[verb] in _UNREAL or any(p.low[j] in _UNREAL for j in range(verb, marker)):
        return None
    if any(p.low[j] in ("not", "never", "n't") for j in range(governor, marker)):
        return None
    if not passive and (p.low[verb] in _OBJECT_SAYS or form == "ing"):
        target = np_right(p, verb + 1, marker, apposition=False)
        if target and target[1] == marker:
            return target
        if target and form == "ing" and p.low[marker] != "in":
            return None
    return _subject(c, governor)


def _subject(c: Cue, governor: int) -> Span | None:
    """The subject of the governing verb, its own or that of the verb it goes on from."""
    group = verb_group(c.p, c.lo, governor)
    if group is None or group <= c.lo:
        return None
    if c.p.low[group - 1] in ("and", "but", "then", "or"):
        return shared_source(c, group, "ed")
    return subject_left(c.p, c.lo, group)


def _governor(p: Paragraph, lo: int, marker: int) -> int | None:
    """The finite verb that the marker hangs on: the nearest one to its left in the same clause."""
    likely = None
    if p.low[marker - 1] == ",":
        return None
    for j in range(marker - 1, max(lo, marker - _REACH) - 1, -1):
        if p.low[j] in ";:" or p.quote(j) or p.low[j] in ("that", "whether"):
            break
        is_finite = finite(p, j)
        if is_finite == SURE:
            return j
        if is_finite > NO and likely is None and p.low[j].endswith("ed"):
            return j
        if is_finite > NO and likely is None:
            likely = j
    return likely
