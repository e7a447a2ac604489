"""What a fetched page says: its readable text and what it says of itself. For web pages, PDFs and plain texts.

Runs in a process of its own, under limits (`reading_process`). Imports no web framework.
"""

from __future__ import annotations

import io
import re
from contextlib import suppress
from datetime import date, datetime
from typing import cast
from urllib.parse import urljoin

import pypdf
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from factcheck.articles.decoding import decode
from factcheck.articles.languages import detect
from factcheck.articles.web_page import read_page
from factcheck.errors import Invalid
from factcheck.evidence.reading import Reading
from factcheck.links import parse_link

MAX_TEXT = 2_000_000
MAX_PAGES = 2_000
LINE_LENGTH = 500
FEW_LETTERS = 200
_PAGES = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml"})
_FREE = re.compile(r'"isAccessibleForFree"\s{0,9}:\s{0,9}"?(true|false)', re.IGNORECASE)
_BEGINS_A_PAGE = re.compile(
    rb"\s{0,200}(?:<!--.{0,500}?-->\s{0,50})?<(?:!doctype\s{1,9}html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CANONICAL = ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
_PDF_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def read(body: bytes, media_type: str, charset: str | None, url: str) -> Reading:
    """Read a page. What cannot be read as any kind that is known gives an empty Reading."""
    if body[:1024].lstrip()[:5] == b"%PDF-":
        return _read_pdf(body)
    if media_type in _PAGES or (
        not media_type.startswith(("image/", "audio/", "video/")) and _BEGINS_A_PAGE.match(body)
    ):
        return _read_html(body, charset, url)
    if media_type.startswith("text/") or media_type == "application/json":
        with suppress(Invalid):
            text = decode(body, charset)[:MAX_TEXT]
            return Reading(text=text, whole=text, lang=detect(text) or "")
    return Reading()


def _read_html(body: bytes, charset: str | None, url: str) -> Reading:
    title, whole, free, canonical = _around(body, charset, url)
    try:
        page = read_page(body, declared=charset, url=url)
    except Invalid:
        # No article was found in it: a table, a form, a front page. All of its text is better than nothing.
        return Reading(
            title=title, canonical_url=canonical, lang=detect(whole) or "", text=whole, whole=whole, free=free
        )
    text = page.text if sum(map(str.isalpha, page.text)) >= FEW_LETTERS else max(page.text, whole, key=len)
    day = page.published_at
    return Reading(
        title=_line(page.title) or title,
        publisher=_line(page.publisher),
        author=_line(page.byline),
        published_at=day.date() if isinstance(day, datetime) else day,
        canonical_url=canonical,
        lang=page.lang or detect(text) or "",
        text=text[:MAX_TEXT],
        whole=whole,
        free=free,
    )


def _around(body: bytes, charset: str | None, url: str) -> tuple[str, str, bool | None, str]:
    """Title, all text, whether it is free to read, and the canonical address."""
    try:
        html = decode(body, charset)
        tree: HtmlElement = document_fromstring(
            html.encode(), parser=HTMLParser(encoding="utf-8", collect_ids=False, remove_comments=True)
        )
    except (Invalid, etree.LxmlError, ValueError):
        return "", "", None, ""
    said = [str(script.text or "") for script in tree.iter("script") if "json" in (script.get("type") or "")]
    marks = {mark.lower() for text in said for mark in _FREE.findall(text)}
    etree.strip_elements(tree, "script", "style", "noscript", "template", "svg", with_tail=False)
    titles = [_line(str(found)) for found in cast("list[str]", tree.xpath("//title/text()"))]
    for block in tree.iter(
        "p", "div", "li", "tr", "br", "h1", "h2", "h3", "h4", "h5", "h6", "td", "section", "article"
    ):
        block.tail = "\n" + (block.tail or "")
    whole = "\n".join(filter(None, (" ".join(line.split()) for line in tree.text_content().split("\n"))))
    named = [str(each) for path in _CANONICAL for each in cast("list[str]", tree.xpath(path))]
    free = None if not marks else "false" not in marks
    return (titles[0] if titles else ""), whole[:MAX_TEXT], free, _canonical(named, url)


def _canonical(named: list[str], url: str) -> str:
    for address in named:
        with suppress(Invalid, ValueError):
            return parse_link(urljoin(url, address.strip()))
    return ""


def _read_pdf(body: bytes) -> Reading:
    """The text of a PDF, page by page. Pages that cannot be read are left out."""
    try:
        document = pypdf.PdfReader(io.BytesIO(body))
        known = document.metadata
        pages = document.pages[:MAX_PAGES]
    except Exception:  # noqa: BLE001 - a broken file raises whatever the parser stumbled over
        return Reading()
    texts: list[str] = []
    length = 0
    for page in pages:
        with suppress(Exception):
            texts.append(_clean(page.extract_text()))
            length += len(texts[-1])
        if length > MAX_TEXT:
            break
    text = "\n\n".join(filter(None, (part.strip() for part in texts)))[:MAX_TEXT]
    title = author = ""
    day = None
    with suppress(Exception):
        title, author = _line(_clean(known.title or "")), _line(_clean(known.author or ""))  # type: ignore[union-attr]
        if found := _PDF_DATE.match(str(known.get("/CreationDate", ""))):  # type: ignore[union-attr]
            day = date(*map(int, found.groups()))
    return Reading(
        title=title, author=author, published_at=day, lang=detect(text) or "", text=text, whole=text
    )


def _clean(text: str) -> str:
    """Without what no database keeps and no line should have."""
    kept = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return kept.encode("utf-8", "replace").decode("utf-8")


def _line(text: str | None) -> str:
    return " ".join((text or "").split())[:LINE_LENGTH]
