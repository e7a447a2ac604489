"""Files that are brought in place of a text, told by their first bytes. This module imports no framework."""

from factcheck.errors import Invalid
from factcheck.words import gettext as _

_BEGINNINGS = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "package"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old word"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "compressed"),
    (b"BZh", "compressed"),
    (b"7z\xbc\xaf\x27\x1c", "compressed"),
    (b"\xfd7zXZ\x00", "compressed"),
    (b"Rar!\x1a\x07", "compressed"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"SQLite format 3\x00", "database"),
    (b"\x7fELF", "program"),
)


def refuse_other_kinds(data: bytes) -> None:
    """Raise Invalid, with what to do instead, for bytes that begin as a file that is no text does."""
    for mark, kind in _BEGINNINGS:
        if data.startswith(mark):
            raise Invalid(_not_text(kind), "file")
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        raise Invalid(_not_text("image"), "file")


def _not_text(kind: str) -> str:
    """What a file of such a kind is, and what to do instead."""
    return {
        "pdf": _("This is a PDF, not text. Open it, copy its text and paste that here."),
        "package": _(
            "This is a Word, OpenDocument, EPUB or zip file, not text. "
            "Save it as plain text or HTML, or copy its text and paste that here."
        ),
        "old word": _(
            "This is an older Word file, not text. "
            "Save it as plain text or HTML, or copy its text and paste that here."
        ),
        "rtf": _(
            "This is an RTF file, not text. "
            "Save it as plain text or HTML, or copy its text and paste that here."
        ),
        "compressed": _("This is a compressed file, not text. Unpack it and choose the text file inside."),
        "image": _("This is an image, not text. Type out or recognise its text and paste that here."),
        "database": _("This is a database, not text. Copy the text that is meant and paste that here."),
        "program": _("This is a program, not text. Choose the file that holds the text."),
    }[kind]
