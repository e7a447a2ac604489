"""What to call a source, going by the words that an article has for it. Pure, English.

A person and an outlet go by their name alone ("Israel's President Isaac Herzog" → "Isaac Herzog", "the London-based
Asharq Al-Awsat newspaper" → "Asharq Al-Awsat"). Whoever is not named stays as published ("a senior official").
"""

from __future__ import annotations

import re
from collections.abc import Collection

from factcheck.annotation.hops import Identification

LONGEST = 160
TITLES = frozenset(
    """president premier prime minister ambassador secretary senator governor mayor general gen. colonel col. captain
    capt. major sergeant sgt. lieutenant lt. admiral king queen prince princess pope bishop archbishop cardinal rabbi
    imam sheikh judge justice attorney professor prof. doctor dr. dr mr. mr mrs. mrs ms. ms sir dame lord lady
    chancellor chairman chairwoman chair director commissioner spokesman spokeswoman spokesperson sen. rep. gov. foreign
    defence defense vice deputy chief editor correspondent""".split()  # noqa: SIM905 - read more easily so
)
PARTICLES = frozenset("de da di du del della van von der den bin ibn al el la le ten ter of and".split())  # noqa: SIM905
_DETERMINER = re.compile(
    r"(?:A|An|The|This|That|These|Those|Some|Several|Another|One|Two|Three|Many|Most|Other)\b"
)
_PUBLISHED = (
    "report|article|story|account|newspaper|paper|periodical|magazine|daily|weekly|tabloid|journal|publication|outlet"
    "|agency|news agency|wire service|broadcaster|channel|station|network|site|website"
)
_SAME_PUBLISHED = re.compile(rf"(?:the|this|that)(?: same)? (?:{_PUBLISHED})", re.IGNORECASE)
_CAPITAL = r"(?:(?:Gen|Col|Capt|Dr|Mr|Mrs|Ms|Sen|Rep|Gov|Prof|St|[^\W\d_a-z])\.|[^\W\d_a-z][\w’'-]*)"
_CAPITALS = re.compile(rf"{_CAPITAL}(?:[ \t]{_CAPITAL})+")
_PRONOUNS = frozenset(
    """he she they it who which that this those these one others someone somebody everyone everybody nobody him her them
    we i you some many both all""".split()  # noqa: SIM905
)


def points_back(words: str) -> bool:
    """Whether the words stand for an outlet or a document named before: "the report", "the same periodical"."""
    return bool(_SAME_PUBLISHED.fullmatch(words))


def is_pronoun(words: str) -> bool:
    """Whether the words name nobody by themselves."""
    return words.casefold() in _PRONOUNS


def full_names(text: str) -> dict[str, str]:
    """Last name → the full name that the text gives somewhere; the first one counts."""
    found: dict[str, str] = {}
    for match in _CAPITALS.finditer(text):
        name = _bare_name(match[0])
        if " " in name:
            found.setdefault(name.rpartition(" ")[2], name)
    return found


def label_of(
    words: str,
    identification: Identification | None,
    known: Collection[str] = (),
    *,
    several: bool = False,
) -> str:
    """The label of a source; `known`: names of the project's registry, which settle how a name is written.

    `several`: the words speak of more than one, so that no single name can stand for them.
    """
    text = " ".join(words.split()).strip(" ,;:")
    if (name := _spelled(text, known)) is not None:
        return name
    if identification is Identification.NAMED and not several:
        return _known(_person(text), known)
    if identification is Identification.OUTLET and not several:
        return _known(_outlet(text), known)
    if len(text) > LONGEST and "," in text:
        text = text[: text.index(",")]
    if _DETERMINER.match(text):
        text = text[0].lower() + text[1:]
    return _known(text, known)


def _person(text: str) -> str:
    """The name in "The transport minister, Dalia Venn" or "Mara Lindqvist, a hydrologist at Tarvia University"."""
    parts = [part for part in (_bare_name(part.strip()) for part in text.split(",")) if part]
    return parts[0] if parts else text


def _bare_name(part: str) -> str:
    """What is left behind titles, possessives and descriptions; empty where no name is."""
    tokens = re.split(r"\b(?:who|which|whose)\b", part)[0].split()
    first = 0
    for place, token in enumerate(tokens):
        plain = token.casefold()
        described = not token[:1].isupper() and plain not in PARTICLES
        if plain in TITLES or described or token.endswith(("'s", "’s", "s'", "s’")):
            first = place + 1
    name = tokens[first:]
    while name and (name[0].casefold() in PARTICLES - {"al", "el"} or _DETERMINER.fullmatch(name[0])):
        name = name[1:]
    return " ".join(name)


def _outlet(text: str) -> str:
    """The name without what describes it, before it, behind it or beside it; what has no name stays as published."""
    parts = [part.strip() for part in text.split(",")]
    name = next((part for part in parts if part.removeprefix("the ")[:1].isupper()), text)
    tokens = name.split()
    names = [
        place
        for place, word in enumerate(tokens)
        if word[:1].isupper() and not word.endswith("-based") and (place, word) != (0, "The")
    ]
    if not names:
        return text[0].lower() + text[1:] if _DETERMINER.match(text) else text
    first, last = names[0], names[-1]
    if tokens[0] == "The" and first == 1 and last == len(tokens) - 1:
        first = 0
    return " ".join(tokens[first : last + 1]).strip(" ,")


def _spelled(label: str, known: Collection[str]) -> str | None:
    """The registry's spelling of the label, if it is a name there."""
    key = label.casefold()
    return next((name for name in known if name.casefold() in (key, f"the {key}")), None)


def _known(label: str, known: Collection[str]) -> str:
    """As `_spelled`; a last name alone becomes the one full name that ends with it. Else the label itself."""
    name = _spelled(label, known)
    if name is None and " " not in label and label[:1].isupper():
        full = [each for each in known if each.casefold().endswith(f" {label.casefold()}")]
        name = full[0] if len(full) == 1 else None
    return name or label
