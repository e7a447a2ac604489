"""P was criticised by X; X was quoted by Y as saying; X quoted Y as saying."""

from factcheck.sources.attribution.agreement import verb_group
from factcheck.sources.attribution.complements import content_right
from factcheck.sources.attribution.cues import TOLD
from factcheck.sources.attribution.hop import Cue, Found
from factcheck.sources.attribution.phrases import np_right
from factcheck.sources.attribution.pieces import addressee, left_piece, right_piece
from factcheck.sources.attribution.rules.hosts import apposed_claim
from factcheck.sources.attribution.subjects import subject_left
from factcheck.sources.attribution.tokens import Span
from factcheck.sources.attribution.verbs import Sense
from factcheck.sources.attribution.words import BE, DET, words

_DENYING = words("denied dismissed rejected disputed contradicted refuted")
_DONE = words("written held known seen read found heard felt called asked offered begun understood pressed")
"""Participles that say nothing with "by": written by a serving officer."""
_CALLED = words("called")
_SAYING = Sense("asserts", "s", "ed")


def passive(c: Cue) -> Found | None:
    """P was criticised by X; X was quoted by Y as saying; X is said to; X is reported to have told."""
    p, i = c.p, c.i
    sense = _SAYING._replace(act="quotes") if c.word(i) == "quoted" else p.verb(i)
    group = verb_group(p, c.lo, i) if sense and sense.form == "ed" else None
    apposed = _version(c, sense)
    if apposed:
        return apposed
    if sense is None or group is None or not any(p.low[j] in BE for j in range(group, i)):
        return None
    patient, after = _claim_before(c, group) or subject_left(p, c.lo, group), i + 1
    by = c.word(after) == "by" or (c.word(after) == "in" and c.word(i) == "quoted")
    agent = np_right(p, after + 1, c.hi) if by and after + 1 < c.hi else None
    if (by and c.word(i) in _DONE) or (p.verb(i) is not None and c.word(i) in _CALLED and not p.quote(after)):
        return None
    if agent:
        after = agent[1] + (c.word(agent[1]) == "," and c.word(agent[1] + 1) == "as")
    if patient and c.word(after) == "as" and c.word(after + 1).endswith("ing") and _says(c, after + 1):
        return _quoted_by(c, group, patient, agent, after)
    if agent:
        return _by_agent(c, sense, group, patient, agent)
    return None


def _version(c: Cue, sense: Sense | None) -> Found | None:
    """P, a version disputed by X"""
    if sense is None or sense.form != "ed" or c.word(c.i + 1) != "by" or c.word(c.i) in _DONE:
        return None
    claim = apposed_claim(c, c.i, None)
    agent = np_right(c.p, c.i + 2, c.hi, apposition=False) if claim and c.i + 2 < c.hi else None
    if not claim or not agent:
        return None
    act = "denies" if c.word(c.i) in _DENYING else sense.act
    return Found(agent, (c.i, c.i + 2), claim[0], act, form="passive", begin=claim[1])


def _says(c: Cue, i: int) -> bool:
    """as saying, as having told"""
    return c.p.verb(i) is not None or (c.word(i) == "having" and i + 1 < c.hi and c.p.verb(i + 1) is not None)


def _claim_before(c: Cue, group: int) -> Span | None:
    """The general's claim that P | was denied by Y: the whole claim."""
    ending = (f for f in c.earlier[-3:] if f.form == "noun" and len(f.content) == 1)
    last = next((f for f in ending if f.content[0][1] == group), None)
    if last is None:
        return None
    if last.begin is not None:
        return (last.begin, group)
    return (min(last.source[0], last.cue[0]) if last.source else last.cue[0], group)


def _quoted_by(c: Cue, group: int, patient: Span, agent: Span | None, after: int) -> Found:
    """X was quoted (by Y) as saying that P."""
    p = c.p
    after += c.word(after + 1) == "having"
    behind, _ = addressee(p, after + 1, c.hi)
    start = content_right(p, behind, c.hi, "s") or min(behind, c.hi - 1)
    sense = p.verb(after + 1) or _SAYING
    by = c.word(after + 2) == "by"
    late = content_right(p, after + 2, c.hi, "q") is None
    if (by or late) and (
        p.closes(patient[0] - 1) or p.closes(patient[0] - 2)
    ):  # "P," X was quoted as saying by Y
        said = left_piece(p, c.lo, patient[0] - (c.word(patient[0] - 1) == ","))
        teller = np_right(p, after + 3, c.hi, apposition=False) if by else agent
        child = Found(patient, (after + 1, after + 2), [said], sense.act)
        return (
            Found(teller, (group, c.i + 1 + bool(agent)), [said], "quotes", inner=child)
            if teller
            else _with(child, group)
        )
    piece = right_piece(p, start, c.hi)
    if not agent:
        return Found(patient, (group, after + 2), [piece], sense.act)
    inner = Found(patient, (after + 1, after + 2), [piece], sense.act)
    act = "cites" if c.word(c.i) == "cited" else "quotes"
    return Found(agent, (group, c.i + 2), [piece], act, inner=inner)


def _with(found: Found, group: int) -> Found:
    """The same with its cue from the verb group on."""
    found.cue = (group, found.cue[1])
    return found


def _by_agent(c: Cue, sense: Sense, group: int, patient: Span | None, agent: Span) -> Found | None:
    """P was criticised by X; X was told by Y that P."""
    p, after = c.p, agent[1]
    if c.word(c.i) in TOLD:
        after += c.word(after) == ","
        start = after if c.word(after) == "to" else content_right(p, after, c.hi, "s")
        return (
            Found(agent, (group, c.i + 2), [right_piece(p, start, c.hi)], "asserts", form="passive")
            if start is not None
            else None
        )
    if sense.frame == "c" and c.word(after) not in ("to", "that", "as"):
        return None
    content = [patient] if patient else []
    after += c.word(after) == "," and c.word(after + 1) == "as"
    if c.hi - after > 2 and c.word(after) in ("as", "to", "that", "for", "of"):
        content.append((after, c.hi))
    act = "denies" if c.word(c.i) in _DENYING else sense.act
    return Found(agent, (group, c.i + 2), content, act, form="passive") if content else None


def quoted_as(c: Cue) -> Found | None:
    """X quoted Y as saying that P; X, quoting Y as saying that P."""
    p, i = c.p, c.i
    recorded = c.word(i) in ("record", "records", "recorded", "reported")
    if not recorded and c.word(i) not in ("quoted", "quotes", "cited", "cites", "quoting", "citing"):
        return None
    group = verb_group(p, c.lo, i)
    if (
        group is None
        or group == c.lo
        or any(p.low[j] in BE for j in range(group, i))
        or p.low[group - 1] in DET
    ):
        return None
    ing = c.word(i).endswith("ing")
    outer = subject_left(p, c.lo, group - (c.word(group - 1) == ",") * ing)
    said = next(
        (
            j
            for j in range(i + 1, min(c.hi - 1, i + 25))
            if p.low[j] == "as" and c.word(j + 1).endswith("ing")
        ),
        None,
    )
    inner = np_right(p, i + 1, said or c.hi)
    if not outer or not inner or ((ing or recorded) and said is None):
        return None
    act = "cites" if c.word(i).startswith("cit") else "reports" if recorded else "quotes"
    if said is None:
        return Found(outer, (i, i + 1), [right_piece(p, i + 1, c.hi)], act)
    start = content_right(p, said + 2, c.hi, "s")
    sense = p.verb(said + 1) or _SAYING
    told = (i + 1, c.hi)
    before = outer[0] - 1
    if start is None and p.closes(before):  # "P," X quoted Y as saying
        left = left_piece(p, c.lo, outer[0])
        child = Found(inner, (said + 1, said + 2), [left], sense.act)
        return Found(outer, (group, i + 1), [left, told], act, inner=child, form="ed")
    child = Found(
        inner, (said + 1, said + 2), [right_piece(p, start or min(said + 2, c.hi - 1), c.hi)], sense.act
    )
    return Found(outer, (group, i + 1), [right_piece(p, i + 1, c.hi)], act, inner=child, form="ed")
