"""What follows a verb of saying."""

from factcheck.sources.attribution.everyday import BASES
from factcheck.sources.attribution.finite import SURE, finite
from factcheck.sources.attribution.tokens import Paragraph
from factcheck.sources.attribution.verbs import NOUNS_TOO
from factcheck.sources.attribution.words import (
    ATTACH,
    AUX,
    CLAUSE_WORDS,
    DET,
    FALLING_OUT,
    OBJECTS,
    POSS,
    PRONOUNS,
    TIME,
    words,
)

_REACH = 22
_SETTING = (
    ATTACH
    | TIME
    | {
        "this",
        "late",
        "early",
        "during",
        "after",
        "before",
        "when",
        "while",
        "via",
        ",",
        "to",
        "as",
        "citing",
    }
)
_PROMISING = words(
    """claimed claims claim vowed vows promised promises pledged pledges threatened threatens offered offers agreed
    agrees"""
)
"""What says something with an infinitive."""
_NO_COMPLEMENT = ATTACH - {"of"} | {
    "during",
    "after",
    "before",
    "when",
    "while",
    "and",
    "but",
    "by",
    "as",
    "via",
}


def content_right(p: Paragraph, i: int, hi: int, frame: str) -> int | None:
    """The token where the content after a cue starts; None when what follows is no complement of that frame."""
    if i >= hi or p.low[i] in ".!?;)":
        return None
    if frame == "p":
        return i
    if frame == "n" or (p.low[i - 1].startswith("comment") and p.low[i] == "on"):
        return None
    after_setting = _after_setting(p, i, hi)
    if after_setting is not None:
        return after_setting
    promised = _infinitive_after_setting(p, i, hi)
    if promised is not None:
        return promised
    while i < hi and (p.low[i] in TIME or p.adverb(i) or _at_a_time(p, i, hi)):
        i += 1
    if i >= hi or p.low[i] in ".!?;,:" or _is_bare_so(p, i, hi, frame):
        return None
    if frame == "c" and i + 1 < hi and p.low[i + 1] == "that" and _says(p, i):
        return None  # letters found last week suggest that
    return i + (p.low[i] == "as" and frame == "o") if _fits_frame(p, i, hi, frame) else None


def is_strong(p: Paragraph, start: int, hi: int) -> bool:
    """Whether the content that starts at token start is a clause or a quotation, whatever the verb."""
    if p.low[start] in ("that", "it", "there", "they", "he", "she", "we", "i", "you") or p.opens(start):
        return True
    return p.low[start - 1] in ("that", ":") or _new_clause(p, start, hi)


def _after_setting(p: Paragraph, i: int, hi: int) -> int | None:
    """said in a statement on Monday that | said on Friday, citing a memo, that | told a crowd, "…"."""
    for j in range(i, min(hi, i + _REACH)):
        word = p.low[j]
        if j > i and (finite(p, j) == SURE or (word == "that" and _says(p, j - 1))):
            return None  # said Tuesday he had been told that
        if word in ("that", ":") or p.opens(j):
            if word == "that" and j != i and not (p.adverb(i) or p.low[i] in _SETTING):
                return None
            near = (j <= i + 1 and p.low[i] in ",:") or j == i
            if word != "that" and not (near or p.adverb(i) or p.low[i] in _SETTING):
                return None
            title = p.quotation_of(j) if j == i and p.opens(j) else None
            if title and title[1] < hi and p.low[title[1]] == "that":  # told the "Early Hour" that
                return title[1]
            direct = p.opens(j) and (j == i or p.low[j - 1] in ",:" or p.low[i] in ATTACH)
            if word != "that" and word != ":" and not direct:
                return None
            return j + (word == ":") if j + 1 < hi else None
        if word == "to" and j == i and j + 1 < hi and (p.low[j + 1] == "have" or p.verb(j + 1) is not None):
            return None  # claims to have told police that
        if word == "," and not p.quote(j + 1):
            return _after_aside(p, j, hi)
        if word in ".;" or p.closes(j) or word in ("and", "but"):
            return None
    return None


def _says(p: Paragraph, i: int) -> bool:
    """letters found last year suggest that | whether the word has a "that" of its own"""
    sense = p.verb(i)
    return sense is not None and sense.form in ("base", "s", "ed") and p.low[i] not in NOUNS_TOO


def _infinitive_after_setting(p: Paragraph, i: int, hi: int) -> int | None:
    """claimed in a post on Monday to hold two million records | the "to" behind where and when"""
    if p.low[i - 1] not in _PROMISING or p.low[i] not in ATTACH | TIME:
        return None
    for j in range(i + 1, min(hi - 1, i + 12)):
        if p.low[j] == "to" and p.low[j + 1] in BASES | {"have", "be"}:
            return j
        if not p.low[j][0].isalnum() or finite(p, j) == SURE:
            return None
    return None


def _after_aside(p: Paragraph, comma: int, hi: int) -> int | None:
    """, citing a memo, that | the token after the second comma, when "that" or a quotation stands there."""
    if comma + 1 >= hi:
        return None
    opens = p.low[comma + 1]
    second = next((j for j in range(comma + 2, min(hi - 1, comma + 9)) if p.low[j] == ","), None)
    aside = p.verb(second - 1) if second is not None else None
    if second is not None and aside is not None and aside.frame == "s" and p.low[second + 1] == "that":
        return second + 1  # told him, prosecutors say, that
    if second is not None and second - comma < 5 and p.low[second + 1] == "that" and p.capital(comma + 1):
        return second + 1  # said at a stop in Toledo, Ohio, that
    if not (
        opens.endswith(("ing", "ed"))
        or opens in _SETTING
        or p.adverb(comma + 1)
        or opens in ("who", "under")
        or opens in FALLING_OUT
    ):
        return None
    sense = p.verb(comma + 1)
    if sense is not None and sense.form == "ing" and opens not in ("citing", "quoting"):
        return None  # X said, suggesting that
    for j in range(comma + 1, min(hi - 1, comma + _REACH)):
        if p.low[j] == "," and (p.low[j + 1] == "that" or p.opens(j + 1)):
            return j + 1
        if p.low[j] in ".;:" or p.low[j] == "that" or p.quote(j):
            return None
    return None


def _is_bare_so(p: Paragraph, i: int, hi: int, frame: str) -> bool:
    """said so on Monday. | said this in a letter. | a word that only points to what is said elsewhere"""
    if (
        frame in ("o", "p")
        or p.low[i] not in ("so", "this", "it", "as")
        or p.low[i - 1] in ("denies", "denied", "deny")
    ):
        return False
    return i + 1 >= hi or p.low[i + 1] in ".,;" or p.low[i + 1] in ATTACH | TIME | {"much"}


def _at_a_time(p: Paragraph, i: int, hi: int) -> bool:
    """on Monday, this week, late Tuesday | the first word of it"""
    return p.low[i] in ("on", "this", "late", "early") and i + 1 < hi and p.low[i + 1] in TIME


def _fits_frame(p: Paragraph, i: int, hi: int, frame: str) -> bool:
    """Whether the complement that starts at token i is one of the frame."""
    word = p.low[i]
    clause = word in CLAUSE_WORDS or p.quote(i)
    if frame == "q":
        return word == "that" or p.quote(i)
    if frame == "c":
        if word == "of" and p.low[i - 1] in ("learned", "learnt", "learn", "learns"):
            return False
        if p.low[i - 1] in ("found", "find", "finds") and _evidence(p, i, hi):
            return True
        return clause or word in ("to", "of") or _new_clause(p, i, hi)
    if frame in ("t", "u", "w"):
        return (
            clause or word in ("to", "for", "about") or _new_clause(p, i, hi) or _with_object(p, i, hi, frame)
        )
    if frame == "as":
        return clause or _new_clause(p, i, hi) or _seen_as(p, i, hi)
    if frame == "v":
        return clause or _new_clause(p, i, hi)
    if frame == "o":
        opens = word in DET | POSS | PRONOUNS | OBJECTS | {"for", "on", "that", "against", "out", "as"}
        return opens or clause or p.nominal(i)
    if word == "to" and i + 1 < hi and (p.low[i + 1] == "have" or p.low[i - 1] in _PROMISING):
        return True  # claims to have told, claims to be
    return word not in _NO_COMPLEMENT


def _with_object(p: Paragraph, i: int, hi: int, frame: str) -> bool:
    """urged the council to | promised a veto"""
    if frame == "w":
        return p.nominal(i) or p.low[i] in DET | POSS | OBJECTS
    return frame == "u" and any(
        p.low[j] in ("to", "about", "whether", "if") for j in range(i + 1, min(hi, i + 9))
    )


def _evidence(p: Paragraph, i: int, hi: int) -> bool:
    """found no evidence of fraud"""
    return any(
        p.low[j] in ("evidence", "proof", "sign", "signs", "fault", "trace") for j in range(i, min(hi, i + 4))
    )


def _seen_as(p: Paragraph, i: int, hi: int) -> bool:
    """see the programme as a chance"""
    for j in range(i + 1, min(hi, i + 16)):
        if p.low[j] == "as":
            return True
        if p.low[j] in ",;:." or p.quote(j):
            return False
    return False


def _new_clause(p: Paragraph, i: int, hi: int) -> bool:
    """A subject with its auxiliary, soon, and no punctuation between: believes the bank will."""
    if not (p.nominal(i) or p.low[i] in DET or p.low[i] in POSS):
        return False
    for j in range(i + 1, min(hi, i + 11)):
        if p.low[j] in AUX and p.low[j] != "not" and not p.capital(j):
            return True
        if not p.low[j][0].isalnum() or p.low[j] in ("and", "but", "that", "who", "which", "or", "as", "so"):
            return False
    return False
