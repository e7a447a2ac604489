"""How far the text says who a source is."""

from factcheck.sources.attribution.kinds import (
    BODY,
    DOCUMENT,
    GOVERNMENT,
    ORGANISATION,
    OUTLET,
    PERSON,
    ROLE,
    ROLE_PLURAL,
    SEVERAL,
    UNNAMED,
)
from factcheck.sources.attribution.tokens import Paragraph, Span
from factcheck.sources.attribution.words import (
    ATTACH,
    DET,
    FRACTIONS,
    OBJECTS,
    PLURAL_HEADS,
    POSS,
    PRONOUNS,
    RELATIVES,
    TIGHT,
    TIME,
    words,
)

_INDEFINITE = words("""a an one another two three some several""")
_REASONS = words(
    "lack need risk risks threat fear fears concerns reasons costs shortage weather grounds pressure"
)
"""What is cited as a cause and says nothing."""
_MEASURES = words("years months weeks days hours minutes times points jobs cases deaths dollars pounds euros")
_SURNAMES = words(
    """sanders rogers myers meyers peters waters walters summers winters powers sellers rivers flanders childers
    bowers anders masters chambers withers connors landers saunders ayers sayers adams williams evans johns"""
)
"""Names that end like the plural of somebody who does something."""


def identify(p: Paragraph, source: Span) -> tuple[str, bool]:
    """(identification, whether it speaks of several) of a source, by its head word or its entry in the registry."""
    first, last = source
    comma = next((j for j in range(first + 1, last) if p.low[j] == ","), last)
    end = next((j for j in range(first + 1, comma) if _ends_core(p, j)), comma)
    head_at = end - 1
    head = p.low[head_at].removesuffix("'s")
    is_name = p.capital(head_at) and not UNNAMED.search(head) and head not in PRONOUNS | FRACTIONS
    is_name = is_name and not (head_at == first and _opens_with_plural(p, first, last, head))
    plural = _is_plural(p, first, end, head, is_name)
    entry = p.name_ending_at(end)
    if entry:
        return entry, plural
    core = p.words(first, end)
    if (OUTLET.search(core) or _called_outlet(p, first, head_at)) and not UNNAMED.search(core):
        return "outlet", plural
    if DOCUMENT.search(core) and not (is_name and _is_person_name(p, first, end)):
        return "document", plural
    if is_name:
        return _name(p, first, head_at, core, plural), plural
    if head in PRONOUNS or head in RELATIVES or head in OBJECTS or head == "whom":
        return "unnamed_bare", plural
    return _common_noun(p, source, comma, head, plural), plural


def _ends_core(p: Paragraph, j: int) -> bool:
    if p.adverb(j) and j + 1 < len(p.low) and p.low[j + 1].endswith("ed") and p.nominal(j - 1):
        return True  # an audit first reported by
    follows = p.low[j + 1] if j + 1 < len(p.low) else ""
    participle = p.low[j].endswith("ed") and not p.capital(j) and p.nominal(j - 1)
    if participle and (follows in ATTACH | TIME or p.capital(j + 1)) and p.low[j - 1] not in DET:
        return True  # two diplomats quoted by Reuters, a study published on Monday
    return p.low[j] in ATTACH | RELATIVES | TIGHT or p.low[j] in (
        "signed",
        "filed",
        "released",
        "(",
        "whose",
        "led",
    )


def _called_outlet(p: Paragraph, first: int, head_at: int) -> bool:
    """the website Medusa, the weekly Folket"""
    return any(
        not p.capital(j) and p.capital(j + 1) and OUTLET.search(p.low[j]) for j in range(first, head_at)
    )


def _opens_with_plural(p: Paragraph, first: int, last: int, head: str) -> bool:
    """Lawyers for the family, Prosecutors allege | a common noun whose capital is the sentence's"""
    if not head.endswith(("s", "men")) or head in _SURNAMES or not _opens_sentence(p, first):
        return False
    sense = p.verb(last) if last < len(p.low) else None
    agrees = sense is not None and sense.form == "base"
    return agrees or any(kind.search(head) for kind in (PERSON, ROLE_PLURAL, BODY))


def _opens_sentence(p: Paragraph, first: int) -> bool:
    return first == 0 or p.low[first - 1] in ".?!:" or p.quote(first - 1)


def _is_person_name(p: Paragraph, first: int, end: int) -> bool:
    return end - first > 1 and all(p.capital(j) for j in range(first, end))


def _is_plural(p: Paragraph, first: int, end: int, head: str, is_name: bool) -> bool:
    if (
        head in SEVERAL
        or (head in FRACTIONS and head.isalpha())
        or any(p.low[j] == "and" for j in range(first, end))
    ):
        return True
    ends_in_s = head.endswith("s") and not head.endswith(("ss", "us", "is"))
    return (ends_in_s or head.endswith("men")) and not is_name


def _name(p: Paragraph, first: int, head_at: int, core: str, plural: bool) -> str:
    """A person, unless an article, a plural or the words show a body."""
    titled = any(
        not p.capital(j) and (PERSON.search(p.low[j]) or ROLE.search(p.low[j]))
        for j in range(first + 1, head_at)
    )  # the actor Jude Pell
    if titled and not plural:
        return "named"
    body = p.low[first] == "the" or plural
    if body or GOVERNMENT.search(p.low[head_at]) or ORGANISATION.search(core):
        return "collective"
    return "named"


def _common_noun(p: Paragraph, source: Span, comma: int, head: str, plural: bool) -> str:
    """An office, a name in the apposition, somebody unnamed with or without a description, or a body."""
    first, last = source
    definite = p.low[first] == "the" or p.low[first] in POSS or p.raw[first].endswith(("'s", "s'"))
    if (ROLE.search(head) or PERSON.search(head)) and not plural and comma < last:
        opens = p.low[min(comma + 1, last - 1)]
        if opens not in ("who", "which") and any(p.capital(j) for j in range(comma, min(last, comma + 4))):
            apposed = p.words(comma, last)
            return "collective" if ORGANISATION.search(apposed) and opens == "the" else "named"
    if ROLE.search(head) and not plural and (definite or comma < last):
        return "named_role"
    body = BODY.search(head) is not None
    if definite and not UNNAMED.search(head):
        return "collective" if plural or body or not PERSON.search(head) else "named_role"
    if (
        UNNAMED.search(head)
        or ROLE.search(head)
        or PERSON.search(head)
        or (not body and (plural or p.low[first] in _INDEFINITE))
    ):
        described = any(
            p.nominal(j) and p.low[j] != head and not p.low[j].isdigit() for j in range(first, last)
        )
        return "unnamed_described" if described else "unnamed_bare"
    return "collective"


def can_speak(p: Paragraph, phrase: Span) -> bool:
    """Whether a noun phrase can be a source at all: citing a memo, not citing cheaper fuel."""
    first, last = phrase
    end = next((j for j in range(first + 1, last) if _ends_core(p, j) or p.low[j] == ","), last)
    head_at = end - 1
    if p.name_ending_at(end) or p.low[first] in PRONOUNS or (p.capital(head_at) and head_at > 0):
        return True
    if p.low[end - 1] in _REASONS:
        return False
    if p.low[head_at] in PLURAL_HEADS:
        return True
    counted = p.low[first] in FRACTIONS or p.low[first][0].isdigit()
    if counted and p.low[head_at].endswith("s") and p.low[head_at] not in _MEASURES:
        return True
    if p.low[head_at] in ("release", "decision", "contract", "contracts", "opinion", "interview"):
        return False
    return any(
        kind.search(p.words(first, end))
        for kind in (OUTLET, DOCUMENT, PERSON, ROLE_PLURAL, ROLE, BODY, UNNAMED)
    )


def is_outlet(p: Paragraph, phrase: Span) -> bool:
    """Whether a noun phrase names an outlet, by its words or by the registry."""
    return p.name_ending_at(phrase[1]) == "outlet" or bool(OUTLET.search(p.words(*phrase)))


def is_document(p: Paragraph, phrase: Span) -> bool:
    """Whether a noun phrase names a document: by its last word, or by the head before what attaches to it."""
    head = next(
        (j for j in range(phrase[0] + 1, phrase[1]) if _ends_core(p, j) or p.low[j] == ","), phrase[1]
    )
    return bool(DOCUMENT.search(p.words(*phrase)) or DOCUMENT.search(p.words(phrase[0], head)))
