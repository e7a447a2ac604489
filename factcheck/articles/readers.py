"""Files in, articles out: the text, and what the file says about itself. Imports no web framework.

Nothing is invented: what a file does not say is left empty. Every reader raises Invalid, with what to
do instead, for what it cannot read.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import PurePath

from factcheck.articles.decoding import accept, decode
from factcheck.articles.markdown_text import read_front


class Format(StrEnum):
    """What kinds of file can be read."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "html"


ENDINGS = {
    ".txt": Format.PLAIN,
    ".text": Format.PLAIN,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
}
"""The format by the ending of a file's name, in small letters."""

_BEGINS_A_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,100})?<(?:!doctype\s{1,9}html|html|head|body)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as a file gives it.

    text: as it will be kept (see `decoding.accept`), never blank.
    title, byline, publisher, url: one line each; empty where the file does not say.
    published_at: an aware datetime where the file gives day, time and zone, a date where it gives the
        day alone, None where it gives neither.
    lang: the BCP 47 tag that the file declares, in its usual form; None where it declares none.
    origin: how the text came in, a value of `models.Origin`.
    """

    text: str
    title: str = ""
    byline: str = ""
    publisher: str = ""
    url: str = ""
    published_at: date | datetime | None = None
    lang: str | None = None
    origin: str = "file"


def format_of(name: str, data: bytes) -> Format:
    """The format of a file: by the ending of its name, else by whether it begins as a web page does."""
    ending = PurePath(name).suffix.lower()
    return ENDINGS.get(ending) or (Format.HTML if _BEGINS_A_PAGE.match(data) else Format.PLAIN)


def read(data: bytes, name: str = "", *, declared: str | None = None) -> Reading:
    """Read a file. `name` is what it is called, `declared` the encoding that was sent along with it, if any."""
    found = format_of(name, data)
    if found is Format.HTML:
        return read_html(data, declared=declared)
    text = decode(data, declared)
    return read_markdown(text) if found is Format.MARKDOWN else read_plain(text)


def read_plain(text: str) -> Reading:
    """A plain or pasted text, kept as it is. Whether its first line is a headline is told by its blocks, not here."""
    return Reading(accept(text))


def read_markdown(text: str) -> Reading:
    """A Markdown text, kept as it is, marks included, but for its beginning: see `markdown_text.read_front`."""
    front = read_front(accept(text))
    return Reading(
        accept(front.text),
        title=front.title,
        byline=front.byline,
        publisher=front.publisher,
        url=front.url,
        published_at=front.published_at,
        lang=front.lang,
    )


def read_html(data: bytes, *, declared: str | None = None, url: str = "") -> Reading:
    """A web page: its article without what surrounds it. `web_page.Page` says how the text is laid out."""
    # What reads web pages takes 8 MB: a server that is given none does without.
    from factcheck.articles.web_page import read_page  # noqa: PLC0415

    page = read_page(data, declared=declared, url=url)
    return Reading(
        accept(page.text),
        title=page.title,
        byline=page.byline,
        publisher=page.publisher,
        url=page.url,
        published_at=page.published_at,
        lang=page.lang,
    )
