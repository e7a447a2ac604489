"""Whether words can be a subject and its finite verb, and where the verb group begins."""

from factcheck.sources.attribution.cues import GOVERNORS
from factcheck.sources.attribution.finite import NO, finite
from factcheck.sources.attribution.tokens import Paragraph, Span
from factcheck.sources.attribution.verbs import NOUNS_TOO
from factcheck.sources.attribution.words import (
    ATTACH,
    AUX,
    BE,
    CLAUSE_START,
    DET,
    GROUP_WORDS,
    IRREGULAR_PASTS,
    KEEPING,
    PLURAL_HEADS,
    POSS,
    PRONOUNS,
    RELATIVES,
    words,
)

_BEFORE_BASE = words("""heard hear hears hearing overheard saw did does do would will""")


def agrees(p: Paragraph, group: int, verb: int, source: Span, form: str) -> bool:
    """Can these words be subject and finite verb? Tells "the claims" and "a report" from "she claims"."""
    if form in ("ing", "adjective"):
        if any(p.low[j] in BE | KEEPING for j in range(group, verb)):
            return True
        return form == "ing" and source[0] > 0 and p.low[source[0] - 1] == "with"
    word, head = p.low[verb], _head(p, source)
    helped = any(p.low[j] in AUX or p.low[j] == "to" for j in range(group, verb))
    if word in NOUNS_TOO and not helped and not _verb_and_not_noun(p, verb, source, head):
        return False
    if form == "base" and source[0] > 0 and p.low[source[0] - 1] in _BEFORE_BASE:
        return True  # heard Mr Pask tell his wife; only then did the ministry admit
    if not helped and _bare_singular(p, source, head):
        return False
    plural = _reads_plural(p, source, head, word)
    if form == "base":
        return (
            helped
            or plural
            or p.headline
            or (p.low[source[1] - 1].endswith("s") and p.low[source[1] - 1] != "'s")
        )
    if form == "s":
        never = head in ("they", "we", "i", "you", "some", "many", "others")
        name = p.capital(source[1] - 1) or p.low[source[1] - 1] == ","
        return not helped and not never and (name or not plural or head in RELATIVES)
    if word in ("called", "named", "dubbed", "described", "signed", "proposed") and not helped:
        fixed = p.low[source[0]] not in ("a", "an", "one")  # a company called X
        named = (
            head in PRONOUNS or p.low[source[0]] in DET or p.low[source[0]] in POSS or _has_capital(p, source)
        )
        return fixed and (named or head.endswith("s"))
    return True


def _head(p: Paragraph, source: Span) -> str:
    """The last word of the subject before what is attached to it or stands between commas."""
    first, last = source
    for j in range(first + 1, last):
        if p.low[j].endswith(("ed", "ing")) and p.nominal(j - 1) and not p.nominal(j + 1):
            return p.low[j - 1]  # experts cited in
        if p.low[j] in IRREGULAR_PASTS and p.nominal(j - 1) and not p.capital(j):
            return p.low[j - 1]  # letters found last week
        if p.low[j] == "," or p.low[j] in ATTACH or p.low[j] in ("who", "which", "that", "(", "whose"):
            return p.low[j - 1]
    return p.low[last - 1]


def _has_capital(p: Paragraph, source: Span) -> bool:
    return any(p.capital(j) for j in range(*source))


def _reads_plural(p: Paragraph, source: Span, head: str, word: str) -> bool:
    words = {p.low[j] for j in range(*source)}
    if head in PLURAL_HEADS or "and" in words or (word not in NOUNS_TOO and bool(words & GROUP_WORDS)):
        return True
    return head.endswith(("s", "men")) and not head.endswith(("ss", "'s"))


def _verb_and_not_noun(p: Paragraph, verb: int, source: Span, head: str) -> bool:
    """her claims, the firm's report | she claims that, Ann reports a"""
    nxt = verb + 1
    if source[0] > 0 and p.low[source[0] - 1] == "as" and nxt < len(p.low) and p.low[nxt] in ",.":
        return True  # was not, as the opposition claims, a ruse
    if source[0] > 0 and p.low[source[0] - 1] in RELATIVES and nxt < len(p.low) and finite(p, nxt) > NO:
        return True  # the meeting that he claims took place
    if p.low[verb - 1] in ATTACH:
        return False  # in hopes that
    if p.low[verb] == "forecast":
        return head.endswith("s") and nxt < len(p.low) and p.nominal(nxt)
    if p.low[verb] in ("rules", "ruled", "points", "speaks"):
        return p.particle_after(verb) is not None or (nxt < len(p.low) and p.low[nxt] == "that")
    if source[0] > 0 and p.low[source[0] - 1] in ",”" and (nxt >= len(p.low) or p.low[nxt] in ".,"):
        return True  # P, the analysis shows.
    if nxt < len(p.low) and p.low[nxt] == "for" and head not in PRONOUNS and not p.capital(source[0]):
        return False  # 27 different plans for
    fits = nxt < len(p.low) and (p.low[nxt] in CLAUSE_START or p.capital(nxt) or p.quote(nxt))
    if p.low[source[1] - 1].endswith(("'s", "s'")) or p.low[verb - 1][0].isdigit():
        return False
    announces = nxt < len(p.low) and p.low[nxt] == ":"
    return head in PRONOUNS or fits or announces or p.low[source[1] - 1] == ","


def _bare_singular(p: Paragraph, source: Span, head: str) -> bool:
    """0.1 percentage points to: a singular noun without an article is no subject."""
    first = source[0]
    opens = p.low[first] in DET or p.low[first] in POSS or p.capital(first) or p.low[first][0].isdigit()
    if opens or head in PRONOUNS or head in RELATIVES or head in PLURAL_HEADS or p.quote(first):
        return p.low[first][0].isdigit() and head in ("percentage", "decimal")
    plural = head.endswith(("s", "men", "data", "police", "media")) or any(
        p.low[j] == "and" for j in range(*source)
    )
    names = any(p.capital(j) for j in range(first, source[1]))
    return not plural and not names and first != 0


def verb_group(p: Paragraph, lo: int, i: int) -> int | None:
    """First token of the auxiliaries and adverbs before the verb i; None for an infinitive that nothing governs."""
    first = i
    if first > lo and p.low[first - 1] == "to":
        governed = next((len(w) for w in GOVERNORS if _precede(p, lo, first - 1, w)), None)
        if governed is None:
            return None
        first -= 1 + governed
    if first > lo and p.low[i].endswith("ing") and p.low[first - 1] in KEEPING:
        first -= 1  # he kept saying
    while first > max(lo, i - 8) and (_helps(p, lo, first - 1) or _opens_verb(p, lo, first, i)):
        first -= 1
    return first


def _opens_verb(p: Paragraph, lo: int, first: int, i: int) -> bool:
    """the club "promised that", they had "told us": whether the mark before the verb parts it from its subject"""
    mark = first - 1
    if i - first > 1 or not p.opens(mark) or mark <= lo:
        return False
    return p.nominal(mark - 1) or p.low[mark - 1] in AUX or (first < i and p.low[mark - 1] in PRONOUNS)


def _helps(p: Paragraph, lo: int, i: int) -> bool:
    """Whether a word is an auxiliary or an adverb of the verb after it."""
    if p.low[i] == "only" and i > lo:
        return p.low[i - 1] in AUX or p.nominal(i - 1)
    return (p.low[i] in AUX and not _is_name(p, lo, i)) or (p.adverb(i) and _modifies(p, lo, i))


def _is_name(p: Paragraph, lo: int, i: int) -> bool:
    """Theresa May, George Will"""
    return p.low[i] in ("may", "will") and p.capital(i) and i > lo and p.capital(i - 1)


def _modifies(p: Paragraph, lo: int, i: int) -> bool:
    """Whether an adverb belongs to the verb and is not itself the subject ("all", "both")."""
    if i > lo + 1 and p.low[i - 2] == "to":
        return False  # not authorised to speak publicly
    return not (p.low[i] in ("all", "both") and (i == lo or p.low[i - 1] in ",;"))


def _precede(p: Paragraph, lo: int, end: int, words: tuple[str, ...]) -> bool:
    return end - len(words) >= lo and tuple(p.low[end - len(words) : end]) == words
