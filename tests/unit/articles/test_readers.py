"""Plain text and Markdown files as articles."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.articles.readers import Format, Reading, format_of, read, read_markdown, read_plain
from factcheck.errors import Invalid

FRONT = """---
title: "Ferry talks: resumed"
author: Ada Writer
publisher: 'The Meridian''s desk'
url: https://meridian.example/ferry
date: 2024-11-12T14:02:00+02:00
lang: en_gb
# a comment
tags:
  - ports
---

Body *as it is*.
"""


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"<html>", Format.PLAIN),
        ("a.TXT", b"x", Format.PLAIN),
        ("a.md", b"x", Format.MARKDOWN),
        ("a.markdown", b"x", Format.MARKDOWN),
        ("a.html", b"x", Format.HTML),
        ("A.HTM", b"x", Format.HTML),
        ("../../a.b.xhtml", b"x", Format.HTML),
        ("", b"x", Format.PLAIN),
        ("article", b"\xef\xbb\xbf \n<!DOCTYPE  html>", Format.HTML),
        ("article", b"<HTML lang=en>", Format.HTML),
        ("article", b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', Format.HTML),
        ("article", b"<htmlish>", Format.PLAIN),
        ("article", b"I wrote <html> once", Format.PLAIN),
        ("notes.docx", b"x", Format.PLAIN),
    ],
)
def test_the_format_is_told_by_the_name_else_by_how_the_file_begins(
    name: str, data: bytes, expected: Format
) -> None:
    assert format_of(name, data) is expected


def test_a_plain_text_is_kept_as_it_is() -> None:
    text = "\n  Headline \n\nBody  with spaces \n# not a heading\n---\nkey: value\n---\n"

    assert read(text.replace("\n", "\r\n").encode(), "a.txt") == Reading(text)
    assert read_plain(text) == Reading(text)


@given(
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\r\0\ufeff"), min_size=1, max_size=80
    )
)
def test_whatever_is_pasted_is_kept_exactly_or_refused_as_blank(text: str) -> None:
    if text.strip():
        assert read_plain(text).text == text
    else:
        with pytest.raises(Invalid):
            read_plain(text)


def test_the_front_matter_of_a_markdown_file_is_read_and_its_title_becomes_the_first_line() -> None:
    assert read(FRONT.encode(), "ferry.md") == Reading(
        "Ferry talks: resumed\n\nBody *as it is*.\n",
        title="Ferry talks: resumed",
        byline="Ada Writer",
        publisher="The Meridian's desk",
        url="https://meridian.example/ferry",
        published_at=datetime(2024, 11, 12, 14, 2, tzinfo=timezone(timedelta(hours=2))),
        lang="en-GB",
    )


MARKDOWN = [
    # written, text kept, title
    ("# Title\n\nBody\n", "Title\n\nBody\n", "Title"),
    ("\n\n# Title #\nBody", "Title\nBody", "Title"),
    ("#  The *real*  story\t\n\nBody", "The *real*  story\n\nBody", "The *real* story"),
    ("Title\n=====\n\nBody", "Title\n\nBody", "Title"),
    ("## Second level\n\nBody", "## Second level\n\nBody", ""),
    ("#hashtag\n\nBody", "#hashtag\n\nBody", ""),
    ("Body\n\n# Later heading", "Body\n\n# Later heading", ""),
    ("---\ntitle: A\n---\n# A\n\nBody", "A\n\nBody", "A"),
    ("---\ntitle: A\n---\n# a\n\nBody", "a\n\nBody", "A"),
    ("---\ntitle: A\n---\n\n# B\n\nBody", "A\n\nB\n\nBody", "A"),
    ("---\ntitle: A\n...\nBody", "A\n\nBody", "A"),
    ("---\nheadline: A\n---\nBody", "A\n\nBody", "A"),
    ("---\nlang: he\n---\nBody", "Body", ""),
    ("---\nNot a pair\n---\nBody", "---\nNot a pair\n---\nBody", ""),
    ("---\n---\nBody", "---\n---\nBody", ""),
    ("---\ntitle: A\nBody without an end", "---\ntitle: A\nBody without an end", ""),
    (" ---\ntitle: A\n---\nBody", " ---\ntitle: A\n---\nBody", ""),
    (
        "Body **bold** [link](https://a.example) <b>\n\n> q\n",
        "Body **bold** [link](https://a.example) <b>\n\n> q\n",
        "",
    ),
]


@pytest.mark.parametrize(("written", "text", "title"), MARKDOWN)
def test_only_the_beginning_of_a_markdown_file_is_changed(written: str, text: str, title: str) -> None:
    reading = read_markdown(written)

    assert reading.text == text
    assert reading.title == title


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("date: 2024-11-12", "published_at", date(2024, 11, 12)),
        ("date: 2024-11-12 14:02", "published_at", date(2024, 11, 12)),
        ("published: 2024-11-12T12:02:00Z", "published_at", datetime(2024, 11, 12, 12, 2, tzinfo=UTC)),
        ("date: last Tuesday", "published_at", None),
        ("date: 2024-13-40", "published_at", None),
        ("authors: [Ada Writer, 'Bo Lind']", "byline", "Ada Writer, Bo Lind"),
        ("By: Ada", "byline", "Ada"),
        ("Source URL: http://a.example", "url", "http://a.example"),
        ("url: javascript:alert(1)", "url", ""),
        ("url: /relative", "url", ""),
        ("language: klingonese", "lang", None),
        ("lang: iw", "lang", "he"),
        ("title:", "title", ""),
        ("title:no space", "title", ""),
        ("site: The   Meridian ", "publisher", "The Meridian"),
    ],
)
def test_a_line_of_front_matter_is_read_or_left_empty(line: str, field: str, value: object) -> None:
    reading = read_markdown(f"---\nx: y\n{line}\n---\nBody")

    assert getattr(reading, field) == value


def test_a_markdown_file_of_nothing_but_front_matter_is_refused() -> None:
    with pytest.raises(Invalid, match="There is no text"):
        read_markdown("---\nlang: en\n---\n\n")


@pytest.mark.parametrize(
    "text",
    [
        "---\n" * 250_000,
        "---\n" + "a: b\n" * 190_000,
        "---\n" + "a " * 490_000,
        "---\na" + " " * 900_000 + "\n---\n x",
        "# " + "#" * 900_000,
        "# " + " #" * 450_000 + "x",
        "\n" * 900_000 + "# x",
        "a" + " " * 900_000 + "\n=",
        "a\n" + "=" * 900_000 + "x",
    ],
    ids=[
        "dashes",
        "pairs",
        "one line",
        "spaces",
        "hashes",
        "spaced hashes",
        "line ends",
        "underline",
        "equals",
    ],
)
@pytest.mark.timeout(20)
def test_c22_a_hostile_beginning_is_read_within_seconds(text: str) -> None:
    assert read_markdown(text).text
