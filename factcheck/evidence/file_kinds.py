"""What a file that somebody attaches is, told by its content: never by its name or by what the browser says. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from factcheck.articles.decoding import decode
from factcheck.errors import Invalid
from factcheck.words import gettext as _

MAX_BYTES = 25_000_000
MAX_NOTE = 200_000
NAME_LENGTH = 150
IMAGES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""Shown in the page. Nothing in them can run."""
PDF, TEXT = "application/pdf", "text/plain"
_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
_PACKAGES = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"{\\rtf",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
)
_MARKUP = re.compile(r"\s{0,1000}<(?:[!?a-z])", re.IGNORECASE)
_UNSAFE = re.compile(r'[\\/:*?"<>|]+')


@dataclass(frozen=True, slots=True)
class FileKind:
    """`media_type`: what it is served as; `medium`: of evidence that is such a file."""

    media_type: str
    medium: str


def kind_of(content: bytes) -> FileKind:
    """What the file is. Raises Invalid, with what to do instead, for what is empty, too large or of no safe kind."""
    if not content:
        raise Invalid(_("This file is empty. Choose it again."), "file")
    if len(content) > MAX_BYTES:
        raise Invalid(
            _(
                "This file is too large: at most %(n)s MB are kept. "
                "Make the picture smaller, or attach the pages that matter.",
                n=MAX_BYTES // 1_000_000,
            ),
            "file",
        )
    for beginning, media_type in _BEGINNINGS:
        if content.startswith(beginning):
            return FileKind(media_type, "image")
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return FileKind("image/webp", "image")
    if content[:1024].lstrip()[:5] == b"%PDF-":
        return FileKind(PDF, "pdf")
    _refuse(content)
    text_of(content)
    return FileKind(TEXT, "offline_document")


def text_of(content: bytes) -> str:
    """The text of a plain text file. Raises Invalid for anything else, web pages and drawings in SVG among it."""
    try:
        text = decode(content)
    except Invalid:
        raise Invalid(_not_accepted(), "file") from None
    if _MARKUP.match(text):
        raise Invalid(
            _(
                "This is a web page or a drawing in SVG. Print it to a PDF, or take a picture of it, and attach that."
            ),
            "file",
        )
    if len(text) > MAX_NOTE:
        raise Invalid(_("This text is too long: at most %(n)s characters are kept.", n=MAX_NOTE), "file")
    return text


def plain_name(name: str, media_type: str) -> str:
    """The name of a file as it is shown and sent back: one line, no folders, no control or direction characters."""
    base = re.split(r"[\\/]", name)[-1]
    shown = "".join(
        " " if char.isspace() else char
        for char in base
        if unicodedata.category(char)[0] != "C" or char in "\t\n"
    )
    shown = " ".join(_UNSAFE.sub(" ", shown).split()).strip(". ")[-NAME_LENGTH:].strip(". ")
    return shown or {PDF: "document.pdf", TEXT: "note.txt"}.get(media_type, "picture")


def _refuse(content: bytes) -> None:
    if content.startswith(_PACKAGES):
        raise Invalid(
            _("This is a Word, OpenDocument or compressed file. Save it as a PDF and attach that."), "file"
        )
    if content[4:8] == b"ftyp":
        raise Invalid(
            _("Pictures in HEIC or AVIF, and videos, are not kept. Save the picture as JPEG or PNG."), "file"
        )


def _not_accepted() -> str:
    return _(
        "Pictures (PNG, JPEG, GIF, WebP), PDFs and plain texts can be attached. This file is none of these."
    )
