"""Whether a word is the finite verb of its clause."""

from factcheck.sources.attribution.everyday import BASES, ONLY_PASTS, PASTS, THIRDS
from factcheck.sources.attribution.tokens import Paragraph
from factcheck.sources.attribution.verbs import NOUNS_TOO
from factcheck.sources.attribution.words import (
    ATTACH,
    AUX,
    DET,
    OBJECTS,
    POSS,
    PRONOUNS,
    RELATIVES,
    words,
)

NO, MAYBE, SURE = 0, 1, 2
_NOT_FINITE = words("be been being having not never")
_HEADS_IN_ED = words(
    "accused unemployed wounded deceased bed need seed feed speed breed red hundred shed sped greed"
)
_SAID = words("said told wrote thought foretold")
_PLURAL_SUBJECTS = words("they we i you who people police others many some")
_OBJECT = DET | POSS | PRONOUNS | OBJECTS | words("that to")
_GROUP = 4
"""How many tokens back the auxiliary of a verb may stand."""


def finite(p: Paragraph, i: int) -> int:
    """NO, MAYBE or SURE: whether token i is a finite verb, or the auxiliary that its verb group begins with."""
    word = p.low[i]
    if (p.capital(i) and not p.headline) or (not word[0].isalpha() and word[0] != "'"):
        return NO
    if word in _NOT_FINITE or p.in_name(i):
        return NO
    before = _before(p, i)
    if before in AUX or before == "to":
        return NO
    if word in AUX:
        return SURE
    if word in ONLY_PASTS:
        return SURE
    if before in DET or before in POSS or before in ATTACH:
        return NO
    if word in _SAID:
        return SURE if before not in ATTACH else NO
    if word in PASTS or (word.endswith("ed") and word not in _HEADS_IN_ED):
        return _past(p, i, before)
    return _present(p, i, word, before)


def _before(p: Paragraph, i: int) -> str:
    """The word before the verb, without adverbs."""
    j = i - 1
    while j > i - _GROUP and j > 0 and (p.adverb(j) or p.low[j] in ("not", "never")):
        j -= 1
    return p.low[j] if j >= 0 else ""


def _past(p: Paragraph, i: int, before: str) -> int:
    """told the board: sure; a memo seen by: no more than possible."""
    if before in PRONOUNS or before in RELATIVES:
        return SURE
    after = p.low[i + 1] if i + 1 < len(p.low) else ""
    if after == "by":
        return NO
    return SURE if after in _OBJECT and i and p.nominal(i - 1) and after != "to" else MAYBE


def _present(p: Paragraph, i: int, word: str, before: str) -> int:
    sense = p.verb(i)
    third = word in THIRDS or (sense is not None and sense.form == "s")
    if third:
        if word in NOUNS_TOO and before not in PRONOUNS | RELATIVES:
            return MAYBE
        after = p.low[i + 1] if i + 1 < len(p.low) else ""
        return SURE if before in PRONOUNS | RELATIVES or after in _OBJECT else MAYBE
    base = word in BASES or (sense is not None and sense.form == "base")
    if base and before in _PLURAL_SUBJECTS:
        return SURE
    return MAYBE if base and before.endswith("s") and p.nominal(i - 1) else NO
