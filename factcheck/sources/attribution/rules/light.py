"""A light verb and a noun of saying: made the case that, raised doubts about."""

from factcheck.sources.attribution.agreement import verb_group
from factcheck.sources.attribution.cues import LIGHT_NOUNS, LIGHT_VERBS, SHOWING
from factcheck.sources.attribution.hop import Cue, Found
from factcheck.sources.attribution.pieces import right_piece
from factcheck.sources.attribution.rules.sharing import shared_source
from factcheck.sources.attribution.subjects import subject_left
from factcheck.sources.attribution.tokens import Paragraph
from factcheck.sources.attribution.words import BE, DET, POSS

_STATING = frozenset({"that", "about", "over"})
_MAKING = frozenset({"make", "makes", "made", "making"})


def light_verb(c: Cue) -> Found | None:
    """X made the case that P; X raised doubts about Y; X made it clear that P; X filed a complaint."""
    p, i = c.p, c.i
    if c.word(i) not in LIGHT_VERBS:
        return None
    noun = next((j for j in range(i + 1, min(c.hi, i + 6)) if p.low[j] in LIGHT_NOUNS), None)
    if noun is None or not all(_describes(p, j) for j in range(i + 1, noun)):
        return None
    group = verb_group(p, c.lo, i)
    done = (
        group is not None and not c.word(i).endswith("ing") and any(p.low[j] in BE for j in range(group, i))
    )
    if group is None or done:
        return None
    having = c.word(i) in ("have", "has", "had")
    follows = c.word(noun + 1)
    if (having and follows not in ("that", "about")) or (p.low[noun] == "clear" and c.word(i) not in _MAKING):
        return None
    source = shared_source(c, group, "ed") if c.word(group - 1) == "and" else subject_left(p, c.lo, group)
    if not source:
        return None
    after = noun + 1
    if follows in SHOWING and c.word(after + 1) == "that":  # issued a statement saying that
        return Found(source, (group, after + 1), [right_piece(p, after + 1, c.hi)], "asserts", form="ed")
    if follows in ("about", "of", "for", "over", "against", "with", "to", "on") and after + 1 < c.hi:
        after += follows != "to"
    elif follows != "that" and not (p.low[noun] == "clear" and after < c.hi and p.low[after] not in ",.;"):
        after = i + 1
    if after >= c.hi:
        return None
    end = max(after, i + 1) if after > noun + 1 else noun + 1 if after > i + 1 else i + 1
    weak = follows != "that" and (having or follows not in _STATING)
    return Found(source, (group, end), [right_piece(p, after, c.hi)], "asserts", weak=weak, form="ed")


def _describes(p: Paragraph, j: int) -> bool:
    """Whether a word can stand between a light verb and its noun: the, it, a few serious."""
    if p.low[j] in LIGHT_VERBS or (p.verb(j) is not None and p.low[j].endswith("ed")):
        return False
    return (
        p.low[j] in DET
        or p.low[j] in POSS
        or p.low[j] == "it"
        or (p.nominal(j) and not p.capital(j))
        or p.adverb(j)
    )
