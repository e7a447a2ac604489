"""What a person may be called, and when two names are the same."""

from __future__ import annotations

import unicodedata

from flask_babel import gettext as _

from factcheck.errors import Invalid

NAME_LENGTH = 80
KEY_LENGTH = 3 * NAME_LENGTH
"""Case folding followed by composition makes a character three at the most."""


def clean_name(typed: str, field: str = "name") -> str:
    """The name in its one spelling: composed (NFC), outer spaces cut, inner ones single.

    Raises Invalid for an empty name, one over 80 characters, and one with characters that cannot be seen (controls,
    direction marks, zero-width or unassigned characters), by which two people could look alike.
    """
    name = unicodedata.normalize("NFC", " ".join(typed.split()))
    if not name:
        raise Invalid(_("Type a name."), field)
    if len(name) > NAME_LENGTH:
        raise Invalid(_("A name has at most %(n)s characters.", n=NAME_LENGTH), field)
    if any(character != " " and unicodedata.category(character)[0] in "CZ" for character in name):
        raise Invalid(_("The name contains a character that cannot be seen. Type it again, by hand."), field)
    return name


def name_key(name: str) -> str:
    """What is compared: two names are the same where their keys are, whatever their case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def initials(name: str) -> str:
    """One or two letters that stand for a person: of the first two words, or the first two of the only one."""
    words = name.replace(".", " ").replace("_", " ").replace("-", " ").split() or [name]
    letters = words[0][:1] + words[1][:1] if len(words) > 1 else words[0][:2]
    return letters.upper()
