"""Invented stories: a text, and of each of its sentences who says it and how much of it is true. Pure."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from enum import StrEnum

from factcheck.annotation.hops import Identification
from factcheck.annotation.verdicts import ClaimType, Verdict
from factcheck.demo import words

_TRUTHS = {
    Verdict.SUPPORTED: 42,
    Verdict.MOSTLY_SUPPORTED: 18,
    Verdict.MIXED: 12,
    Verdict.MOSTLY_REFUTED: 8,
    Verdict.REFUTED: 9,
    Verdict.NOT_ENOUGH_EVIDENCE: 7,
    Verdict.CONFLICTING: 2,
    Verdict.NOT_CHECKABLE: 2,
}
SENTENCES_A_PARAGRAPH = 3
ARABIC_EVERY = 8
"""Every so manieth story is in Arabic."""


class Voice(StrEnum):
    """Who stands behind a sentence."""

    NOBODY = "nobody"
    PERSON = "person"
    DOCUMENT = "document"
    UNNAMED = "unnamed"
    RELAYED = "relayed"
    RELAYED_DOCUMENT = "relayed_document"
    RESIDENTS = "residents"


_VOICES = {
    Voice.NOBODY: 30,
    Voice.PERSON: 26,
    Voice.DOCUMENT: 14,
    Voice.UNNAMED: 9,
    Voice.RELAYED: 9,
    Voice.RELAYED_DOCUMENT: 5,
    Voice.RESIDENTS: 7,
}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody a sentence leads back to, nearest to the article first. `name` is empty for the unnamed."""

    name: str
    description: str
    identification: Identification


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence `[start, end)` of a story, the chain behind it, and what is true of it."""

    start: int
    end: int
    truth: Verdict
    type: ClaimType
    chain: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A story as it was published."""

    title: str
    byline: str
    publisher: str
    lang: str
    text: str
    sentences: list[Sentence] = field(default_factory=list)


Line = tuple[str, tuple[Speaker, ...]]
"""The words of a sentence, and the chain behind them."""


def write_story(chance: random.Random, number: int) -> Story:
    """The story of that number; the same for the same state of `chance`."""
    if number % ARABIC_EVERY == ARABIC_EVERY - 1:
        return _arabic(chance)
    outlet, person = chance.choice(words.OUTLETS), _person(chance)
    title = chance.choice(words.HEADLINES).format(
        town=chance.choice(words.TOWNS), subject=chance.choice(words.SUBJECTS), outlet=outlet, person=person
    )
    title = title[0].upper() + title[1:]
    return _story(
        title,
        _person(chance),
        outlet,
        "en",
        [_sentence(chance) for _ in range(chance.randint(8, 40))],
        chance,
    )


def _arabic(chance: random.Random) -> Story:
    lines: list[Line] = [
        (chance.choice(words.ARABIC).format(**_figures(chance)), ()) for _ in range(chance.randint(6, 18))
    ]
    return _story(words.ARABIC_TITLE, "", "الساحل", "ar", lines, chance)


def _story(
    title: str,
    byline: str,
    publisher: str,
    lang: str,
    lines: list[Line],
    chance: random.Random,
) -> Story:
    """The sentences in paragraphs under their headline."""
    text = title + "\n\n"
    sentences = []
    for number, (line, chain) in enumerate(lines):
        if number:
            text += " " if number % SENTENCES_A_PARAGRAPH else "\n\n"
        truth = chance.choices(list(_TRUTHS), weights=list(_TRUTHS.values()))[0]
        kind = ClaimType.NUMERICAL if any(each.isdigit() for each in line) else ClaimType.EVENT_OR_PROPERTY
        sentences.append(Sentence(len(text), len(text) + len(line), truth, kind, chain))
        text += line
    return Story(title, byline, publisher, lang, text + "\n", sentences)


def _sentence(chance: random.Random) -> Line:
    """A sentence, and the chain behind what it says."""
    fact = chance.choice(words.FACTS).format(**_figures(chance))
    document = Speaker(chance.choice(words.DOCUMENTS), "", Identification.DOCUMENT)
    outlet = Speaker(chance.choice(words.OUTLETS), "", Identification.OUTLET)
    unnamed = Speaker("", chance.choice(words.UNNAMED), Identification.UNNAMED_DESCRIBED)
    match chance.choices(list(_VOICES), weights=list(_VOICES.values()))[0]:
        case Voice.PERSON:
            person = _person(chance)
            said = f"{person}, {chance.choice(words.ROLES)}, said that {fact}."
            return said, (Speaker(person, "", Identification.NAMED),)
        case Voice.DOCUMENT:
            return f"According to {document.name}, {fact}.", (document,)
        case Voice.UNNAMED:
            return f"{_capital(unnamed.description)} said that {fact}.", (unnamed,)
        case Voice.RELAYED:
            return f"{outlet.name} reported, citing {unnamed.description}, that {fact}.", (outlet, unnamed)
        case Voice.RELAYED_DOCUMENT:
            return f"{outlet.name} reported, citing {document.name}, that {fact}.", (outlet, document)
        case Voice.RESIDENTS:
            residents = Speaker("", "residents", Identification.COLLECTIVE)
            return f"Residents say that {fact}.", (residents,)
        case _:
            return f"{_capital(fact)}.", ()


def _figures(chance: random.Random) -> dict[str, object]:
    few = chance.randint(12, 90)
    town, other = chance.sample(words.TOWNS, 2)
    return {
        "few": few,
        "less": few - chance.randint(1, 9),
        "many": few + chance.randint(20, 900),
        "percent": chance.randint(3, 64),
        "town": town,
        "other": other,
        "things": chance.choice(words.THINGS),
        "subject": chance.choice(words.SUBJECTS),
        "month": chance.choice(words.MONTHS),
    }


def _person(chance: random.Random) -> str:
    return f"{chance.choice(words.FIRST_NAMES)} {chance.choice(words.LAST_NAMES)}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
