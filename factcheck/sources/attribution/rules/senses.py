"""What a verb of saying is where it stands: "Police questioned a guard" is no speech."""

from factcheck.sources.attribution.cues import PUTTING
from factcheck.sources.attribution.hop import Cue, Found
from factcheck.sources.attribution.kinds import PERSON, ROLE, UNNAMED
from factcheck.sources.attribution.phrases import abbreviated, np_right
from factcheck.sources.attribution.tokens import Paragraph
from factcheck.sources.attribution.verbs import STRONG_OBJECT_VERBS, Sense
from factcheck.sources.attribution.words import ATTACH, OBJECTS, PRONOUNS, TIME, words

_STATING = ("conf", "admi", "warn", "test", "hint", "atte")
"""How the verbs begin that state something whatever their particle: confessed to, warned against."""
_QUESTIONED = words("""question questions questioned questioning interrogated interviewed""")
_REFUSING = words("declined declines declining refused refuses refusing decline refuse")
_ANSWERING = words(
    """comment answer respond discuss be say give elaborate speculate name identify disclose confirm provide reveal
    share specify release speak talk"""
)
_PREDICATES = ("less", "ful", "ous", "able", "ible", "al", "ic", "ive", "ant", "ent", "ed", "ing")


def sense_at(c: Cue) -> Sense | None:
    """What the word at the cue can be as a verb here; None for "Police questioned a guard"."""
    word = c.word(c.i)
    if word in PUTTING:
        return Sense("asserts", "s", "ed" if word == "put" else "s") if c.word(c.i + 1) == "it" else None
    if word in ("speaking", "spoke"):
        if c.word(c.i + 1) == "on" and c.word(c.i + 2) in ("condition", "the"):
            return None  # who spoke on condition of anonymity
        if c.p.particle_after(c.i) is not None:
            return c.p.verb(c.i)
        return Sense("asserts", "n", "ing" if word == "speaking" else "ed")
    sense = c.p.verb(c.i)
    if (word == "asked" and c.word(c.i + 1) == "not") or (word == "saying" and c.word(c.i - 1) == "without"):
        return None  # who asked not to be named
    if word in _REFUSING and c.word(c.i + 1) == "to" and c.word(c.i + 2) in _ANSWERING:
        return None
    if word in ("claimed", "claims", "claim") and (
        c.word(c.i + 1)[:1].isdigit() or c.word(c.i + 1) in tuple("£$€")
    ):
        return None  # claimed £300 in expenses
    if sense is not None and word in _QUESTIONED and _a_person(c.p, c.i + 1, c.hi):
        return None
    return sense


def _a_person(p: Paragraph, i: int, hi: int) -> bool:
    """Whether the object at token i is somebody, so that the verb is an act and not a statement."""
    if i < hi and p.low[i] in OBJECTS:
        return True
    target = np_right(p, i, hi, apposition=False)
    if not target:
        return False
    core = next((j for j in range(target[0] + 1, target[1]) if p.low[j] in ATTACH), target[1])
    head = p.low[core - 1].removesuffix("'s")
    name = p.capital(core - 1) and not p.low[core - 1].endswith("'s")
    return bool(PERSON.search(head) or ROLE.search(head) or UNNAMED.search(head)) or name


def names_it(p: Paragraph, i: int, hi: int) -> bool:
    """called the report "fiction", it reckless, Friday's vote a win | not: called the police."""
    stop = min(hi, i + 25)
    if any(p.quote(j) for j in range(i, stop)):
        return True
    end = next((j for j in range(i, stop) if p.low[j] in ",;." and not abbreviated(p, j)), stop)
    if any(p.low[j] in ("a", "an", "as") for j in range(i + 1, end)):
        return True
    if p.low[i] in OBJECTS | PRONOUNS:
        return i + 1 < end and p.low[i + 1] not in ATTACH | TIME
    return end - i > 2 and p.low[end - 1].endswith(_PREDICATES)


def says_that(p: Paragraph, found: Found) -> bool:
    """promised that, urged that | whether its content is a clause of its own"""
    return bool(found.content) and p.low[found.content[-1][0]] in ("that", "whether", "if", "how", "why")


def is_weak(c: Cue, sense: Sense) -> bool:
    if sense.frame == "as" or sense.act == "believes":
        return sense.frame in ("t", "u", "w", "p", "as")
    if sense.frame == "t":
        return c.word(c.i + 1) == "to"
    if sense.frame == "p":
        return c.word(c.i + 1) not in ("of", "out", "about") and c.word(c.i)[:4] not in _STATING
    return sense.frame == "o" and c.word(c.i) not in STRONG_OBJECT_VERBS
