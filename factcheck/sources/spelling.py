"""How names are told apart, found while they are typed, and recognised as likely the same. Pure.

Three keys, from the strictest to the loosest: the *label key* (two names with one label key are one name), the
*folded* text and its words (what typing is compared with), and the *likeness* (two sources that share one are offered
for merging). All take time in proportion to the text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

KEY_LENGTH = 300
WORD_LENGTH = 40
MAX_WORDS = 24
_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = ("Mn", "Me", "Cf")
_LEFT_OUT = frozenset(
    # Articles of the languages that desks write in most, and courtesy titles; folded.
    {
        "the", "a", "an", "der", "die", "das", "le", "la", "les", "il", "lo", "gli", "el", "los",
        "las", "os", "de", "het", "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "herr", "frau",
        "monsieur", "madame", "senor", "senora",
    }
)  # fmt: skip


def label_key(label: str) -> str:
    """What tells names apart within a project or an article: letter case and spacing aside."""
    return " ".join(label.split()).casefold()[:KEY_LENGTH]


@lru_cache(maxsize=4_096)
def folded(text: str) -> str:
    """The words of the text in small letters without accents, apart by single spaces: "Al-Quds" is `al quds`."""
    bare = unicodedata.normalize("NFKD", text[:KEY_LENGTH])
    bare = "".join(mark for mark in bare if unicodedata.category(mark) not in _INVISIBLE).casefold()
    return " ".join(_WORD.findall(bare))[:KEY_LENGTH]


def words_of(text: str) -> list[str]:
    """The first words of the folded text, each once, in order."""
    return list(dict.fromkeys(word[:WORD_LENGTH] for word in folded(text).split()))[:MAX_WORDS]


def likeness(text: str) -> str:
    """Equal for names that are likely the same: articles, titles, punctuation, accents and word order aside.

    Empty where nothing but such words is left.
    """
    return " ".join(sorted(word for word in folded(text).split() if word not in _LEFT_OUT))


def initials_of(text: str) -> str:
    """The first letters of a name of three words or more ("Agence France-Presse" is `afp`), else empty."""
    words = [word for word in folded(text).split() if word not in _LEFT_OUT]
    return "".join(word[0] for word in words) if len(words) >= 3 else ""


def past(prefix: str) -> str:
    """The least text, compared by code points, that is greater than every text with this beginning."""
    return prefix + "\U0010ffff"
