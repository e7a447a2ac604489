"""Reading fetched pages: what they say of themselves, and that nothing keeps the reader busy or fills its memory."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

import pytest

from factcheck.evidence.readers import read
from factcheck.evidence.reading import Page
from factcheck.evidence.reading_process import PageReader, Unreadable
from tests.support.web import page

STORY = (
    "The ferry leaves at nine, harbour officials said on Tuesday after a long meeting with the operators. "
    * 8
)
URL = "https://paper.example/news/ferries?utm_source=x"


def html(text: bytes | str, **given: str) -> Page:
    body = text.encode() if isinstance(text, str) else text
    return Page(body, given.get("media_type", "text/html"), given.get("charset"), URL)


@pytest.fixture(scope="module")
def reader() -> Iterator[PageReader]:
    made = PageReader()
    yield made
    made.close()


def test_a_page_says_what_it_is(reader: PageReader) -> None:
    found = reader.read(html(page("Ferries resume", STORY, canonical="/news/ferries")))
    assert (found.title, found.publisher, found.author) == (
        "Ferries resume",
        "The Harbour Gazette",
        "Ada Quill",
    )
    assert (found.published_at, found.lang) == (date(2026, 3, 1), "en")
    assert found.canonical_url == "https://paper.example/news/ferries"
    assert found.text.startswith("Ferries resume\n\nThe ferry leaves at nine")
    assert found.free is None


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/", "http://u:p@a.example/"]
)
def test_c27_an_address_that_a_page_gives_itself_is_a_web_address_or_nothing(address: str) -> None:
    found = read(page("Ferries", STORY, canonical=address), "text/html", "utf-8", URL)
    assert found.canonical_url == ""


@pytest.mark.parametrize(("said", "free"), [("false", False), ("true", True), ('"False"', False)])
def test_a_page_may_say_that_it_is_not_free_to_read(said: str, free: bool) -> None:
    mark = f'<script type="application/ld+json">{{"isAccessibleForFree": {said}}}</script></head>'
    body = page("Ferries", STORY).replace(b"</head>", mark.encode())
    assert read(body, "text/html", None, URL).free is free


def test_a_page_without_an_article_is_read_as_a_whole() -> None:
    rows = "".join(f"<tr><td>Port {n}</td><td>{n * 1000}</td></tr>" for n in range(40))
    body = f"<html><head><title>Containers</title></head><body><table>{rows}</table></body></html>"
    found = read(body.encode(), "text/html", None, URL)
    assert found.title == "Containers"
    assert "Port 39" in found.whole
    assert "39000" in found.text


def test_plain_text_and_unknown_kinds(reader: PageReader) -> None:
    assert (
        reader.read(html("A plain text.\r\nTwo lines.", media_type="text/plain")).text
        == "A plain text.\nTwo lines."
    )
    assert reader.read(html(b"\x89PNG\r\n\x1a\n" + b"\0" * 100, media_type="image/png")).whole == ""
    assert reader.read(html(page("Untyped", STORY), media_type="")).title == "Untyped"


def test_the_encoding_is_told_by_header_page_or_bytes() -> None:
    body = page("Café Müller", STORY)
    assert read(body, "text/html", "utf-8", URL).title == "Café Müller"
    latin = body.decode().encode("latin-1")
    assert read(latin, "text/html", "iso-8859-1", URL).title == "Café Müller"


def test_c32_a_page_that_takes_too_long_ends_and_the_next_one_is_read() -> None:
    reader = PageReader(seconds=0.05)
    began = time.monotonic()
    with pytest.raises(Unreadable):
        reader.read(html(page("Never read in time", STORY)))
    assert time.monotonic() - began < 5
    reader.close()
    patient = PageReader(seconds=20)
    assert patient.read(html(page("Read", STORY))).title == "Read"
    patient.close()


def test_c32_a_page_that_takes_too_much_memory_ends_and_the_next_one_is_read(reader: PageReader) -> None:
    greedy = PageReader(memory=600 * 1024**2)
    with pytest.raises(Unreadable):
        greedy.read(html(b"%PDF-1.7\n" + b"x" * 500_000_000, media_type="application/pdf"))
    assert greedy.read(html(page("Read", STORY))).title == "Read"
    greedy.close()


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 500_000,
        b"<a " + b"x=1 " * 200_000 + b">",
        b"<table><tr><td>" * 100_000,
        b"<!--" * 500_000,
        b"<p>" + b"&amp;" * 400_000,
        b"%PDF-1.4\n"
        + b"1 0 obj<</Kids[1 0 R]/Type/Pages/Count 9999999>>endobj\n" * 5_000
        + b"trailer<</Root 1 0 R>>",
        b"%PDF-1.7\n" + b"[" * 300_000,
    ],
)
def test_c22_hostile_pages_are_read_or_given_up_within_the_limit(body: bytes) -> None:
    reader = PageReader(seconds=15)
    began = time.monotonic()
    with suppress(Unreadable):
        assert len(reader.read(html(body)).text) <= 2_000_000
    assert time.monotonic() - began < 18
    reader.close()
