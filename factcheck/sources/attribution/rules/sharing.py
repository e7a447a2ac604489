"""Verbs that share the subject of another: ..., adding that P; ... and said P."""

from factcheck.sources.attribution.agreement import verb_group
from factcheck.sources.attribution.complements import content_right
from factcheck.sources.attribution.finite import NO, finite
from factcheck.sources.attribution.hop import Cue, Found
from factcheck.sources.attribution.phrases import np_right
from factcheck.sources.attribution.pieces import addressee, right_piece
from factcheck.sources.attribution.rules.senses import is_weak
from factcheck.sources.attribution.subjects import first_subject
from factcheck.sources.attribution.tokens import Span
from factcheck.sources.attribution.verbs import NOUNS_TOO
from factcheck.sources.attribution.words import BE, DET, HAVE, PRONOUNS, words

_GOING_ON = words("admitted acknowledged conceded confessed promised agreed denied threatened refused told")
_PRESENT = words(
    "say claim insist argue admit believe think deny maintain contend allege predict acknowledge"
)
"""Plurals of the present that no noun is: they deny P and say Q."""
_CLAUSE = 20
_SUBJECT = 9
_SHARING = frozenset({",", "and", "by", "while", "before", "after", "when", "despite"})


def shared(c: Cue) -> Found | None:
    """..., adding that P; ... and said P: the subject is that of the cue, or of the clause, before."""
    p, i = c.p, c.i
    sense = p.verb(i)
    group = verb_group(p, c.lo, i) if sense else None
    if sense is None or group is None or group <= c.lo:
        return None
    before = p.low[group - 1]
    if sense.form == "ing":
        opener = before in _SHARING or p.closes(group - 1)
        if any(p.low[j] in BE for j in range(group, i)) or not opener:
            return None
    else:
        bare = sense.form == "base" and group == i and p.low[i] not in _PRESENT
        if before not in ("and", "but", "then", "or") or p.low[i] in NOUNS_TOO or bare:
            return None
    if any(p.low[j] in BE for j in range(group, i)):
        return None
    after, via = addressee(p, i, c.hi)
    start = content_right(p, after, c.hi, sense.frame)
    source = _inner_subject(c, group) or shared_source(c, group, sense.form)
    if start is None or not source or (sense.frame == "o" and before != "," and not c.earlier):
        return None
    if (
        sense.form == "ing"
        and sense.frame in ("o", "t", "p", "u", "w")
        and not p.closes(group - 1)
        and before != ","
    ):
        return None
    return Found(
        source, (group, i + 1), [right_piece(p, start, c.hi)], sense.act, shared=True, via=via,
        weak=is_weak(c, sense), form=sense.form,
    )  # fmt: skip


def shared_source(c: Cue, group: int, form: str) -> Span | None:
    """Whose verb it is: of the attribution before with the same tense, else of the clause."""
    for f in reversed(c.earlier[-2:]):
        if _split_around(c, f, group):
            return f.content[0]  # X, Y said, is well and has told Z
    candidates = [f for f in c.earlier[-8:] if not f.shared and f.source and c.p.low[f.cue[0]] != "according"]
    relative = _relative(c, group) if form in ("ed", "s") else None
    if relative:
        return relative
    named = [f for f in candidates if f.act not in ("believes", "predicts") or not _is_pronoun(c, f)]
    candidates = named or candidates  # X said it expected losses and denied that: X denies
    if form == "ing":
        candidates = [f for f in candidates if not _inside(f, candidates)]
    same = [f for f in candidates if f.form == form and not f.weak] if form in ("ed", "s") else []
    if same and same[0].cue[1] <= group:
        said = same[0] if len(same) == 1 or _parallel(c, same[0], group) else same[-1]
        return said.source
    if candidates:
        return candidates[-1 if form == "ing" else 0].source
    subject = first_subject(c.p, c.lo, group)
    return None if subject and subject[1] - subject[0] == 1 and c.p.low[subject[0]] in DET else subject


def _relative(c: Cue, group: int) -> Span | None:
    """demonstrators who have taken to the streets and called for | the relative, when its clause goes on"""
    for j in range(group - 2, max(c.lo, group - _CLAUSE), -1):
        word = c.p.low[j]
        if word in ",;:" or c.p.quote(j) or word == "that" or c.p.verb(j) is not None:
            return None
        if word in ("who", "which"):
            return (j, j + 1)
    return None


def _is_pronoun(c: Cue, f: Found) -> bool:
    return f.source is not None and c.p.low[f.source[1] - 1] in PRONOUNS


def _split_around(c: Cue, f: Found, group: int) -> bool:
    """Whether the attribution is pushed in between the subject of the clause and its verb."""
    if len(f.content) != 2 or not f.source or not f.content[0][1] <= f.cue[0] < f.content[1][0] <= group:
        return False
    first, last = f.content[0]
    return (
        last - first < _SUBJECT
        and finite(c.p, f.content[1][0]) > NO
        and not any(finite(c.p, j) for j in range(first, last))
    )


def _inner_subject(c: Cue, group: int) -> Span | None:
    """X said Y had apologised and | admitted: the subject of the perfect that the verb goes on with."""
    p = c.p
    if (
        c.word(c.i) not in _GOING_ON
        or c.word(group - 1) == "but"
        or not c.earlier
        or not c.earlier[-1].content
    ):
        return None
    start, end = c.earlier[-1].content[-1]
    start += p.low[start] == "that"
    subject = (
        np_right(p, start, group, apposition=False) if c.earlier[-1].cue[1] <= start < group <= end else None
    )
    if not subject or p.low[subject[0]] in PRONOUNS or p.low[subject[1]] not in HAVE:
        return None
    return subject


def _inside(f: Found, others: list[Found]) -> bool:
    """Whether its cue stands in what another one says."""
    return any(s <= f.cue[0] < e for other in others if other is not f for s, e in other.content)


def _parallel(c: Cue, first: Found, group: int) -> bool:
    """said that … and suggested that: both verbs take the same kind of complement."""
    p = c.p
    that = any(p.low[s] == "that" for s, _ in first.content if s < group)
    return that and any(p.low[j] == "that" for j in range(group, min(c.hi, group + 4)))
