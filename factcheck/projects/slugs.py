"""The short name of a project, for addresses, scripts and the command line. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

SLUG_LENGTH = 60
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_FALLBACK = "project"
# What has no decomposition into a letter and a mark, as its own language writes it in ASCII.
_SPELLED = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ı": "i"})


def is_slug(text: str) -> bool:
    """Whether it is small letters, digits and single hyphens between them, at most 60."""
    return len(text) <= SLUG_LENGTH and bool(_SLUG.match(text))


def suggest_slug(name: str, taken: Collection[str] = ()) -> str:
    """A short name made of a name, none of those that are taken: "Außenpolitik 2" → "aussenpolitik-2"."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_SPELLED))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode())
    base = "-".join(words)[:SLUG_LENGTH].strip("-") or _FALLBACK
    found, number = base, 2
    while found in taken:
        tail = f"-{number}"
        found, number = base[: SLUG_LENGTH - len(tail)].rstrip("-") + tail, number + 1
    return found
