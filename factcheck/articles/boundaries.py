"""Where a text may be parted without tearing a character in two. Pure."""

from __future__ import annotations

import unicodedata

ZERO_WIDTH_NON_JOINER = "\u200c"
ZERO_WIDTH_JOINER = "\u200d"
MARKS = frozenset({"Mn", "Mc", "Me"})
SKIN_TONES = range(0x1F3FB, 0x1F3FF + 1)
FLAG_TAGS = range(0xE0020, 0xE007F + 1)
FLAG_LETTERS = range(0x1F1E6, 0x1F1FF + 1)
HANGUL_VOWELS_AND_FINALS = range(0x1160, 0x11FF + 1)


def parts_character(text: str, offset: int) -> bool:
    """Whether a cut in front of `text[offset]` would part what a reader sees as one character.

    Covers combining marks, joined emoji, skin tones, flags, conjoining Hangul and CR LF (the cases of Unicode
    UAX 29 extended grapheme clusters that occur in news texts). Both ends of the text are free.
    """
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if _continues(after) or before == ZERO_WIDTH_JOINER:
        return True
    if before == "\r" and after == "\n":
        return True
    return ord(after) in FLAG_LETTERS and _flag_letters_before(text, offset) % 2 == 1


def _continues(character: str) -> bool:
    point = ord(character)
    return (
        unicodedata.category(character) in MARKS
        or character in (ZERO_WIDTH_JOINER, ZERO_WIDTH_NON_JOINER)
        or point in SKIN_TONES
        or point in FLAG_TAGS
        or point in HANGUL_VOWELS_AND_FINALS
    )


def _flag_letters_before(text: str, offset: int) -> int:
    start = offset
    while start and ord(text[start - 1]) in FLAG_LETTERS:
        start -= 1
    return offset - start
