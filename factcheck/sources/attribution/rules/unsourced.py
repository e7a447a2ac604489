"""Attributions that name nobody: is said to, was accused of; and what is said inside them (to have told)."""

from factcheck.sources.attribution.agreement import verb_group
from factcheck.sources.attribution.complements import content_right
from factcheck.sources.attribution.cues import BLAMING, EMERGING, TOLD, UNSOURCED
from factcheck.sources.attribution.hop import Cue, Found
from factcheck.sources.attribution.phrases import np_right
from factcheck.sources.attribution.pieces import addressee, left_piece, right_piece
from factcheck.sources.attribution.subjects import subject_left
from factcheck.sources.attribution.tokens import Span
from factcheck.sources.attribution.verbs import STRONG_OBJECT_VERBS
from factcheck.sources.attribution.words import BE


def unsourced(c: Cue) -> Found | None:
    """X is said to P; it is believed that P; it emerged that P; X was accused of P; X was told that P."""
    p, i = c.p, c.i
    if c.word(i) in EMERGING:
        return _emerged(c)
    group = verb_group(p, c.lo, i)
    if group is None or not any(p.low[j] in BE for j in range(group, i)) or i + 1 >= c.hi:
        return None
    word, after = c.word(i), i + 1
    patient = subject_left(p, c.lo, group)
    unsaid = any(p.low[j] in ("not", "never") for j in range(group, i))
    if word in BLAMING and c.word(after) == BLAMING[word] and patient and not unsaid:
        return Found(None, (group, after), [patient, right_piece(p, after, c.hi)], "reports")
    if word in TOLD and patient and c.word(after) in (".", ",") and c.word(patient[0] - 1) == ",":
        return Found(None, (group, i + 1), [(c.lo, patient[0] - 1)], "reports", covers=True)
    if word in TOLD and c.word(after) not in ("to", "of", "by", "about"):
        start = content_right(p, after, c.hi, "c")
        return (
            Found(None, (group, i + 1), [right_piece(p, start, c.hi)], "reports")
            if start is not None
            else None
        )
    if word not in UNSOURCED:
        return None
    sense = p.verb(i)
    thought = sense is not None and sense.act in ("believes", "predicts")
    act = "believes" if thought and word not in ("understood", "known", "seen") else "reports"
    if patient and p.low[patient[0]] == "it" and c.word(after) != "to":  # it was claimed in court that
        start = content_right(p, after, c.hi, "q")
        return Found(None, (group, i + 1), [right_piece(p, start, c.hi)], act) if start is not None else None
    if c.word(after) not in ("to", "that", "as"):
        return None
    impersonal = c.word(after) == "that" and (not patient or p.low[patient[0]] == "it")
    if impersonal:
        return Found(None, (group, i + 1), [right_piece(p, after, c.hi)], act)
    if not patient:
        return None
    return Found(None, (group, i + 1), [patient, right_piece(p, after, c.hi)], act)


def heard_from(c: Cue) -> Found | None:
    """Y learned from X that P; Y heard from X that P: X says it."""
    p, i = c.p, c.i
    if c.word(i) not in ("learned", "learnt", "heard", "hear", "learn") or c.word(i + 1) != "from":
        return None
    source = np_right(p, i + 2, c.hi)
    if not source or c.word(source[1]) != "that" or verb_group(p, c.lo, i) is None:
        return None
    return Found(source, (i, i + 2), [right_piece(p, source[1], c.hi)], "asserts", form="passive")


def _emerged(c: Cue) -> Found | None:
    """It emerged on Thursday that P; it turned out that P."""
    p, i = c.p, c.i
    group = verb_group(p, c.lo, i)
    if group is None or group <= c.lo or c.word(group - 1) != "it":
        return None
    after = i + 1
    for particle in EMERGING[c.word(i)].split():
        if c.word(after) != particle:
            return None
        after += 1
    start = content_right(p, after, c.hi, "q")
    if start is None or c.p.quote(start):
        return None
    return Found(None, (group, after), [right_piece(p, start, c.hi)], "reports")


def infinitive(c: Cue) -> Found | None:
    """is reported to have told aides that P | is expected to say that P: said by what the passive speaks of."""
    p, i = c.p, c.i
    sense = p.verb(i)
    strong = c.word(i) in STRONG_OBJECT_VERBS
    if (
        sense is None
        or (sense.frame not in ("s", "q", "c") and not strong)
        or not c.earlier
        or not c.earlier[-1].content
    ):
        return None
    first = i - 1
    if sense.form == "ed" and c.word(first) == "have":
        first -= 1
    elif sense.form not in ("base", "ing"):
        return None
    outer = c.earlier[-1]
    who = _whose(c, outer, first if sense.form != "ing" else i)
    if who is None or (c.word(first) != ("of" if sense.form == "ing" else "to") and outer.cue[1] != i):
        return None
    after, via = addressee(p, i, c.hi)
    start = content_right(p, after, c.hi, sense.frame)
    closed = p.closes(who[0] - 1) and i + 2 >= c.hi
    if start is None and not closed:
        return None
    said = right_piece(p, start, c.hi) if start is not None else left_piece(p, c.lo, who[0])
    cue = (i if sense.form == "ing" else first, i + 1)
    return Found(who, cue, [said], sense.act, via=via, parent=outer, covers=closed and start is None)


def _whose(c: Cue, outer: Found, first: int) -> Span | None:
    """Whom the infinitive or participle at token first is said of: the passive's subject, who claims, the accused."""
    p = c.p
    if (
        len(outer.content) > 1
        and outer.content[-1][0] in (first, first - 1)
        and outer.content[0][1] <= outer.cue[0]
    ):
        return outer.content[0]
    verb = p.low[outer.cue[1] - 1]
    if (
        outer.cue[1] == first
        and outer.source
        and verb in ("claims", "claimed", "denies", "denied", "admitted", "admits")
    ):
        return outer.source
    if verb in ("accuses", "accused", "accuse") and outer.content and c.word(c.i - 1) == "of":
        accused = np_right(p, outer.cue[1], c.i, apposition=False)
        return accused if accused and accused[1] == c.i - 1 else None
    return None
