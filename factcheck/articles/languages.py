"""Languages of texts: which one it is, which way it is written, and which can be chosen.

Tags are BCP 47, as short as they can be: a language, with a script where it is not the usual one, and a
region where the source gives it. This module imports no web framework.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Literal, NamedTuple

from babel.core import get_global

from factcheck.articles.language_names import NAMES

if TYPE_CHECKING:
    from eld import LanguageDetector

Direction = Literal["ltr", "rtl"]


class Language(NamedTuple):
    """A language that can be chosen: its name in itself, and the way it is written."""

    name: str
    direction: Direction


_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|[0-9]{3}))?(?=[-_.@]|\Z)")
_TODAY = {
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "no": "nb",
    "tl": "fil",
    "cmn": "zh",
    "mo": "ro",
    "sh": "sr-Latn",
}
_RIGHT_TO_LEFT = frozenset(
    {"Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"}
)

# A script that one living language of news is written in, or that is guessed to be in it when nothing more is known.
_BY_SCRIPT = {
    "ARABIC": "ar",
    "ARMENIAN": "hy",
    "BENGALI": "bn",
    "CJK": "zh",
    "CYRILLIC": "ru",
    "DEVANAGARI": "hi",
    "ETHIOPIC": "am",
    "GEORGIAN": "ka",
    "GREEK": "el",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "HANGUL": "ko",
    "HEBREW": "he",
    "HIRAGANA": "ja",
    "KANNADA": "kn",
    "KATAKANA": "ja",
    "KHMER": "km",
    "LAO": "lo",
    "MALAYALAM": "ml",
    "MYANMAR": "my",
    "ORIYA": "or",
    "SINHALA": "si",
    "TAMIL": "ta",
    "TELUGU": "te",
    "THAI": "th",
}
# Scripts of several languages: those that the detector is asked to choose among.
_AMONG = {
    "ARABIC": frozenset({"ar", "fa", "ur"}),
    "CYRILLIC": frozenset({"be", "bg", "ru", "sr", "uk"}),
    "DEVANAGARI": frozenset({"hi", "mr"}),
    "LATIN": frozenset(
        {
            "az",
            "ca",
            "cs",
            "da",
            "de",
            "en",
            "es",
            "et",
            "eu",
            "fi",
            "fr",
            "hr",
            "hu",
            "is",
            "it",
            "lt",
            "lv",
            "ms",
            "nl",
            "no",
            "pl",
            "pt",
            "ro",
            "sk",
            "sl",
            "sq",
            "sv",
            "tl",
            "tr",
            "vi",
        }
    ),
}
# Letters that only some of a script's languages have; enough to tell them in a headline.
_TELLING = {
    "ARABIC": {"ur": "ٹڈڑےںھ", "fa": "پچژگ"},
    "CYRILLIC": {"be": "ў", "uk": "іїєґ", "ru": "ыэё"},
}
_SAMPLE = 20_000
_WINDOW = 300
_SHORT = 25


def canonical_tag(tag: str | None) -> str | None:
    """The tag in its usual form (`en_gb` → `en-GB`, `iw` → `he`); None when it is not a language tag.

    Variants and extensions are left out.
    """
    match = _TAG.match((tag or "").strip())
    if not match:
        return None
    language, script, region = match.groups()
    language = _TODAY.get(language.lower(), language.lower())
    return "-".join(part for part in (language, script and script.title(), region and region.upper()) if part)


def direction(tag: str) -> Direction:
    """The way a language is written, by its script (`az-Arab`, `pa-PK`), else by its usual one; ltr when unknown."""
    match = _TAG.match(tag.strip())
    if not match:
        return "ltr"
    language, script, region = (part or "" for part in match.groups())
    if not script:
        likely = get_global("likely_subtags")
        language = _TODAY.get(language.lower(), language.lower())
        full: str = likely.get(f"{language}_{region.upper()}") or likely.get(language) or ""
        script = next((part for part in full.split("_") if len(part) == 4), "")
    return "rtl" if script.title() in _RIGHT_TO_LEFT else "ltr"


def detect(text: str) -> str | None:
    """The language most of a text is in, as a tag of LANGUAGES; None when it cannot be told.

    The same text always gives the same answer. The script decides where it can; where several
    languages share it, windows of the text vote. A few words are only told by their script or by
    letters that one language has, so that a short text in Latin letters gives None.
    """
    sample = text[:_SAMPLE]
    script, count = _script(sample)
    if script not in _AMONG:
        return _BY_SCRIPT.get(script)
    if count >= _SHORT or script == "DEVANAGARI":
        votes = Counter(_votes(sample, _AMONG[script]))
        if votes:
            best = max(votes.values())
            return canonical_tag(next(language for language in votes if votes[language] == best))
    for language, letters in _TELLING.get(script, {}).items():
        if any(letter in letters for letter in sample.lower()):
            return language
    return _BY_SCRIPT.get(script)


def _script(sample: str) -> tuple[str, int]:
    """The script of most letters, and how many are in it. Some kana among Chinese characters make it Japanese."""
    scripts: Counter[str] = Counter()
    for character, times in Counter(sample).items():
        if character.isalpha():
            scripts[unicodedata.name(character, "").split(" ", 1)[0]] += times
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    if kana * 10 >= scripts["CJK"]:
        scripts["HIRAGANA"] = kana + scripts.pop("CJK", 0)
    script, count = max(scripts.items(), key=lambda item: item[1], default=("", 0))
    return (script, count) if count else ("", 0)


def _votes(sample: str, among: frozenset[str]) -> Iterator[str]:
    """One vote a window: the detector's best language among those of the script."""
    detector, lock = _detector()
    for start in range(0, len(sample), _WINDOW):
        with lock:
            scores = detector.detect(sample[start : start + _WINDOW]).scores()
        likely = {language: score for language, score in scores.items() if language in among}
        if likely:
            yield max(likely, key=lambda language: likely[language])


@cache
def _detector() -> tuple["LanguageDetector", Lock]:
    """The detector, loaded when first asked for: its tables take a tenth of a second and 50 MB."""
    from eld import LanguageDetector  # noqa: PLC0415

    return LanguageDetector(), Lock()


LANGUAGES: Mapping[str, Language] = {tag: Language(name, direction(tag)) for tag, name in NAMES.items()}
"""Tag → the language, in the order in which they are offered: by their own names, Latin letters first."""
