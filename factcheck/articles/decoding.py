"""Bytes to text, exactly: which encoding it is, and what is refused. This module imports no framework."""

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import charset_normalizer

from factcheck.articles.file_kinds import refuse_other_kinds
from factcheck.errors import Invalid
from factcheck.words import gettext as _

MAX_CHARACTERS = 1_000_000
MAX_BYTES = 8_000_000
"""Larger files are refused unread: a page's markup may outweigh its text, but not by this much."""

_BOMS = (
    # UTF-32 first, since its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a label stands for in practice, where that is more than its standard (as in the WHATWG Encoding Standard).
_IN_PRACTICE = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "tis-620": "cp874",
}
_OTHER_NAMES = {"x-sjis": "cp932", "windows-31j": "cp932", "x-gbk": "gb18030", "iso-8859-8-i": "iso8859-8"}
# The letters besides a–z of languages that share their bytes; of equals the first is taken.
_LATIN = (
    ("cp1252", "áéíñóúü"),  # Spanish
    ("cp1252", "àâæçèéêëîïôœùûüÿ"),  # French
    ("cp1252", "äöüß"),  # German
    ("cp1252", "àáâãçéêíóôõúü"),  # Portuguese
    ("cp1252", "àèéìíîòóùú"),  # Italian
    ("cp1252", "àçèéíïòóúü·"),  # Catalan
    ("cp1252", "áèéëïóöúü"),  # Dutch
    ("cp1252", "åäöé"),  # Swedish, Finnish
    ("cp1252", "åæøéòô"),  # Danish, Norwegian
    ("cp1252", "áæðéíóöúýþ"),  # Icelandic
    ("cp1250", "ąćęłńóśźż"),  # Polish
    ("cp1250", "áčďéěíňóřšťúůýž"),  # Czech
    ("cp1250", "áäčďéíĺľňóôŕšťúýž"),  # Slovak
    ("cp1250", "áéíóöőúüű"),  # Hungarian
    ("cp1250", "čćđšž"),  # Croatian, Slovene
    ("cp1250", "ăâîşţ"),  # Romanian
    ("cp1254", "âçğıîöşüû"),  # Turkish
    ("cp1257", "ąčęėįšųūž"),  # Lithuanian
    ("cp1257", "āčēģīķļņšūž"),  # Latvian
    ("iso8859-2", "ąćęłńóśźż"),  # Polish, older files
    ("iso8859-2", "áčďéěíňóřšťúůýž"),  # Czech, older files
)
_SHARING_LATIN_BYTES = {
    "cp1250",
    "cp1252",
    "cp1254",
    "cp1257",
    "cp1258",
    "iso8859-1",
    "iso8859-2",
    "iso8859-9",
    "iso8859-15",
}
_TWO_BYTES = {
    "big5",
    "big5hkscs",
    "cp932",
    "cp949",
    "cp950",
    "euc_jp",
    "euc_kr",
    "gb18030",
    "gb2312",
    "gbk",
    "johab",
}
_TWO_BYTES |= {"euc_jis_2004", "euc_jisx0213", "shift_jis", "shift_jis_2004", "shift_jisx0213"}
_HIGH = re.compile(rb"[\x80-\xff]+")
_BESIDE_LETTERS = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]|[\x80-\xff](?=[A-Za-z])")
_INSIDE_WORDS = re.compile(rb"(?<=[A-Za-z])[\x80-\xff](?=[A-Za-z])")
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes, declared: str | None = None) -> str:
    """Turn a file's bytes into its text, with LF line ends and no byte order mark; else nothing is changed.

    The encoding is told by, in this order: a byte order mark; `declared` (the label a page or a header
    gives; ignored when unknown, when the bytes contradict it, or when it is merely a Western default
    and they are UTF-8); strict UTF-8; UTF-16 without a mark; and a guess from the bytes. Raises Invalid
    for a file that is no text, is larger than MAX_BYTES, holds NUL, or whose encoding cannot be told.
    """
    if len(data) > MAX_BYTES:
        raise Invalid(
            _("This file is too large: at most %(n)s MB can be read.", n=MAX_BYTES // 1_000_000), "file"
        )
    refuse_other_kinds(data)
    for encoding, content in _candidates(data, declared):
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" in text:
            continue
        return _with_lf(text)
    if b"\0" in data:
        raise Invalid(
            _(
                "This is not a text file. "
                "Save it as plain text or HTML, or copy its text and paste that here."
            ),
            "file",
        )
    raise Invalid(_("The encoding of this file cannot be told. Save it as UTF-8, or paste its text."), "file")


def accept(text: str) -> str:
    """Return the text as it is kept: with LF line ends, else unchanged, also where it is not normalised.

    Raises Invalid when it is blank, longer than MAX_CHARACTERS, or holds NUL or half a surrogate pair.
    """
    text = _with_lf(text.removeprefix("\ufeff"))
    if not text.strip():
        raise Invalid(_("There is no text in this. Paste or choose the text of an article."), "text")
    if len(text) > MAX_CHARACTERS:
        raise Invalid(
            _(
                "This text has %(n)s characters; at most %(limit)s are kept. Split it into several articles.",
                n=len(text),
                limit=MAX_CHARACTERS,
            ),
            "text",
        )
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise Invalid(_("Line %(n)s holds a NUL character, which cannot be kept. Remove it.", n=line), "text")
    broken = _SURROGATE.search(text)
    if broken:
        line = text.count("\n", 0, broken.start()) + 1
        raise Invalid(
            _("Line %(n)s holds half a character (a lone surrogate). Remove or retype it.", n=line), "text"
        )
    return text


def _with_lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _candidates(data: bytes, declared: str | None) -> Iterator[tuple[str, bytes]]:
    """Encodings to try, the likeliest first, each with the bytes it is to read."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            yield encoding, data[len(mark) :]
            return
    label = _named(declared)
    # Nobody chose these labels: they are the defaults of servers and editors.
    if label == "cp1252":
        yield "utf-8", data
    if label:
        yield label, data
    # Its bytes are all ASCII, told from text only by the escape sequence that switches to kanji.
    if b"\x1b$" in data:
        yield "iso2022_jp", data
    yield "utf-8", data
    if b"\0" in data:
        # Western letters and line ends have their zero byte second in little-endian order.
        yield ("utf-16-le" if data[1::2].count(0) >= data[0::2].count(0) else "utf-16-be"), data
        return
    guess = charset_normalizer.from_bytes(data).best()
    if guess:
        name = codecs.lookup(guess.encoding).name
        yield (_latin(data) if _is_latin(name, data) else name), data


def _named(label: str | None) -> str | None:
    """The encoding that a label stands for; None when there is none, or it is not an encoding of text."""
    label = (label or "").strip(" \t\r\n'\"").lower()
    try:
        name = codecs.lookup(_OTHER_NAMES.get(label, label)).name
        b"".decode(name)
    except (LookupError, ValueError):
        return None
    return _IN_PRACTICE.get(name, name)


def _is_latin(name: str, data: bytes) -> bool:
    """Whether a text guessed to be in this encoding is in Western letters all the same.

    Some encodings share their bytes. And where single high bytes stand among many ASCII ones, they are
    letters with accents, though each may pass for half of a Chinese character with the letter after it.
    """
    if name in _SHARING_LATIN_BYTES:
        return True
    runs = _HIGH.findall(data)
    single = sum(len(run) == 1 for run in runs)
    return name in _TWO_BYTES and sum(map(len, runs)) * 5 < len(data) and single * 2 > len(runs)


def _latin(data: bytes) -> str:
    """The encoding under which most letters outside a–z belong to a single language.

    What is inside words counts first: at their ends, quotation marks look like letters of other encodings.
    """
    inside = Counter(_INSIDE_WORDS.findall(data))
    beside = Counter(_BESIDE_LETTERS.findall(data))

    def letters(encoding: str, alphabet: str) -> tuple[int, int]:
        known = [letter.encode(encoding) for letter in {*alphabet, *alphabet.upper()} & _known(encoding)]
        return sum(inside[letter] for letter in known), sum(beside[letter] for letter in known)

    return max(_LATIN, key=lambda choice: letters(*choice))[0]


@cache
def _known(encoding: str) -> frozenset[str]:
    """The characters that an encoding of one byte a character has outside ASCII."""
    return frozenset(bytes(range(128, 256)).decode(encoding, "ignore"))
