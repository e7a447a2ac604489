"""The beginning of a Markdown file: what it says about itself, and its headline. Imports no framework."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from factcheck.articles.languages import canonical_tag

_FRONT = re.compile(r"\A---[ \t]*\n((?:.*\n){0,60}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_PAIR = re.compile(r"([A-Za-z][\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*))?\Z")
# Blank, a comment, or the continuation of a list or a longer value.
_OTHER_LINE = re.compile(r"\s*(?:#.*)?\Z|[ \t]+\S.*\Z|-[ \t].*\Z")
_HEADING = re.compile(r"\A(\s*)#[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*(?=\n|\Z)")
_UNDERLINED = re.compile(r"\A(\s*)(\S.*?)[ \t]*\n=+[ \t]*(?=\n|\Z)")
_KEYS = {
    "title": ("title", "headline"),
    "byline": ("byline", "author", "authors", "by"),
    "publisher": ("publisher", "publication", "site", "source"),
    "url": ("url", "link", "canonical", "canonical_url", "source_url"),
    "published_at": ("published_at", "published", "date", "publishdate"),
    "lang": ("lang", "language", "locale"),
}


@dataclass(frozen=True, slots=True)
class Front:
    """The text with its beginning read; see `readers.Reading` for the other fields."""

    text: str
    title: str
    byline: str
    publisher: str
    url: str
    published_at: date | datetime | None
    lang: str | None


def read_front(text: str) -> Front:
    """Read a block of `key: value` lines between two lines of dashes, and a heading of the first level.

    The block is taken off the text, since it is no part of the article. The heading keeps its line and
    loses its marks. A title that is only in the block becomes the first line, so that the headline can
    be checked. Everything else stays as it is. A block with any other kind of line in it is text.
    """
    pairs, rest = _block(text)
    said = {field: next((pairs[key] for key in keys if pairs.get(key)), "") for field, keys in _KEYS.items()}
    heading, rest = _heading(rest)
    title = said["title"] or heading
    if title and heading.casefold() != title.casefold():
        rest = f"{title}\n\n{rest.lstrip(chr(10))}"
    return Front(
        text=rest,
        title=title,
        byline=said["byline"],
        publisher=said["publisher"],
        url=said["url"] if said["url"].startswith(("https://", "http://")) else "",
        published_at=_moment(said["published_at"]),
        lang=canonical_tag(said["lang"]),
    )


def _block(text: str) -> tuple[dict[str, str], str]:
    front = _FRONT.match(text)
    pairs: dict[str, str] = {}
    for line in front[1].splitlines() if front else ():
        pair = _PAIR.match(line)
        if pair:
            pairs.setdefault(pair[1].lower().replace("-", "_").replace(" ", "_"), _value(pair[2] or ""))
        elif not _OTHER_LINE.match(line):
            return {}, text
    return (pairs, text[front.end() :]) if front and pairs else ({}, text)


def _value(written: str) -> str:
    """A value on one line, without the quotes or brackets around it."""
    value = " ".join(written.split())
    if len(value) > 1 and value[0] + value[-1] in ('""', "''"):
        return value[1:-1].replace("''", "'") if value[0] == "'" else value[1:-1].replace('\\"', '"')
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(part.strip().strip("\"'") for part in value[1:-1].split(","))
    return value


def _heading(text: str) -> tuple[str, str]:
    """The heading that the text begins with, and the text with the heading's marks taken off."""
    found = _HEADING.match(text) or _UNDERLINED.match(text)
    if not found or not found[2]:
        return "", text
    return " ".join(found[2].split()), found[1].lstrip("\n") + found[2] + text[found.end() :]


def _moment(value: str) -> date | datetime | None:
    """A day, or a moment with its zone; a time without a zone leaves the day."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.date()
