"""A web page as an article: what a reader came for, without what surrounds it. Imports no web framework.

trafilatura finds the article and what the page says about itself; before it, pages that would keep it
busy for long are refused, and captions and layout tables are put in a form that it keeps.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from factcheck.articles.decoding import MAX_CHARACTERS, decode
from factcheck.articles.languages import canonical_tag
from factcheck.articles.page_text import blocks
from factcheck.errors import Invalid
from factcheck.words import gettext as _

MAX_ELEMENTS = 30_000
"""Long articles have a few thousand."""
FEW_ELEMENTS = 8_000
"""Up to here the search for the article may compare several methods, whose time grows with the square of it."""
MIN_LETTERS = 10
"""What is shorter is a button or a link, not an article."""
MAX_TEXT = 2 * MAX_CHARACTERS
"""What surrounds an article is seldom longer than the longest article that is kept."""
MAX_ATTRIBUTES = 5_000
"""On one tag: the parser's time grows with the square of their number."""

_META_CHARSET = re.compile(
    rb"<meta\b[^>]{0,1000}?\bcharset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:.-]{1,40})", re.IGNORECASE
)
_XML_CHARSET = re.compile(rb"\s{0,100}<\?xml\b[^>]{0,200}?\bencoding\s{0,9}=\s{0,9}[\"']([\w:.-]{1,40})")
_TAG = re.compile(r"<[a-zA-Z][^\s/>]*+")
_ATTRIBUTE = re.compile(
    r"""[\s/]*+[^\s=>/][^\s=>/]*+(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]*+))?""",
)
_NOT_READ = (
    "style",
    "svg",
    "math",
    "template",
    "noscript",
    "iframe",
    "object",
    "canvas",
    "select",
    "datalist",
)
_ROWS = ("table", "tbody", "thead", "tfoot", "tr", "td", "th")
_IN_LAYOUT = ("p", "h1", "h2", "h3", "table", "article")
_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//*[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//article//time/@datetime",
)
_DATE_IN_JSON = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([0-9T:.+Z-]{10,40})"')
_HEADLINE_WITHIN = 5


@dataclass(frozen=True, slots=True)
class Page:
    """An article as a page gives it; see `readers.Reading` for the fields.

    The text is in paragraphs separated by a blank line. The headline is the first line. List items and
    table rows are lines, cells are separated by tabs. Captions and credits are paragraphs.
    """

    text: str
    title: str
    byline: str
    publisher: str
    url: str
    published_at: date | datetime | None
    lang: str | None


def read_page(data: bytes, *, declared: str | None = None, url: str = "") -> Page:
    """Read the article of a page. `declared` is the encoding its HTTP header gave, `url` where it was found.

    Raises Invalid where there is no article, or the page is too intricate to look for one.
    """
    tree, elements = _tree(decode(data, declared or _declared(data)))
    lang = _lang(tree)
    _open_captions(tree)
    _open_layout_tables(tree)
    try:
        found = trafilatura.bare_extraction(
            tree,
            url=url or None,
            fast=elements > FEW_ELEMENTS,
            favor_precision=True,
            include_comments=False,
            with_metadata=True,
        )
    except (RecursionError, ValueError, etree.LxmlError):
        found = None
    if found is None or isinstance(found, dict) or found.body is None:
        raise _no_article()
    title, paragraphs = _with_headline(_line(found.title), blocks(found.body))
    if sum(map(str.isalpha, "".join(paragraphs))) < MIN_LETTERS:
        raise _no_article()
    address = _line(found.url) or url
    return Page(
        text="\n\n".join(paragraphs),
        title=title,
        byline=_line(found.author).replace("; ", ", "),
        publisher=_line(found.sitename),
        url=address if address.startswith(("https://", "http://")) else "",
        published_at=_published_at(tree, found.date),
        lang=lang,
    )


def _no_article() -> Invalid:
    return Invalid(_("No article was found in this page. Copy its text and paste that here."), "file")


def _declared(data: bytes) -> str | None:
    """The encoding that the page names at its beginning."""
    found = _META_CHARSET.search(data[:4096]) or _XML_CHARSET.match(data[:512])
    label = found[1].decode("ascii", "ignore") if found else None
    # It was read byte by byte, so it cannot be UTF-16, whatever it says.
    return "utf-8" if label and label.lower().startswith("utf-16") else label


def _tree(html: str) -> tuple[HtmlElement, int]:
    """The page as a tree without what is never read, and how many elements that has."""
    _refuse_overloaded_tags(html)
    parser = HTMLParser(encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(html.encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        raise Invalid(_("This page cannot be read. Copy its text and paste that here."), "file") from None
    etree.strip_elements(tree, *_NOT_READ, with_tail=False)
    elements = characters = 0
    for element in tree.iter():
        elements += 1
        characters += len(element.tail or "") + (len(element.text or "") if element.tag != "script" else 0)
    if elements > MAX_ELEMENTS or characters > MAX_TEXT:
        raise Invalid(
            _("This page is too long to look for an article in it. Copy its text and paste that here."),
            "file",
        )
    return tree, elements


def _refuse_overloaded_tags(html: str) -> None:
    """Raise Invalid for a tag with very many attributes; one pass over the text, as the parser would read it."""
    place = 0
    while tag := _TAG.search(html, place):
        place = tag.end()
        count = 0
        while attribute := _ATTRIBUTE.match(html, place):
            place = attribute.end()
            count += 1
            if count > MAX_ATTRIBUTES:
                raise Invalid(
                    _(
                        "A tag in this page has more than %(n)s attributes. Copy its text and paste that here.",
                        n=MAX_ATTRIBUTES,
                    ),
                    "file",
                )


def _open_captions(tree: HtmlElement) -> None:
    """Make captions paragraphs beside their picture, and a credit that is marked as one a paragraph of its own."""
    for caption in tree.xpath("//figure//figcaption"):
        figure = next(caption.iterancestors("figure"))
        paragraphs = [caption]
        for credit in caption.xpath(".//*[contains(@class, 'credit') or contains(@class, 'copyright')]"):
            # A credit inside a credit has been taken along.
            if caption in credit.iterancestors():
                credit.drop_tree()
                credit.tail = None
                paragraphs.append(credit)
        for paragraph in reversed(paragraphs):
            text = _line(paragraph.text_content())
            if text:
                line = etree.Element("p")
                line.text = text
                figure.addnext(line)
        caption.drop_tree()


def _open_layout_tables(tree: HtmlElement) -> None:
    """Make tables that hold paragraphs, headings or tables plain containers: they lay a page out, they are no data."""
    inside = (_table_of(block) for block in tree.iter(*_IN_LAYOUT))
    layout = {table for table in inside if table is not None}
    parts = [
        part for part in tree.iter(*_ROWS) if (part if part.tag == "table" else _table_of(part)) in layout
    ]
    for part in parts:
        part.tag = "div"


def _table_of(part: HtmlElement) -> HtmlElement | None:
    return next(part.iterancestors("table"), None)


def _with_headline(title: str, found: list[tuple[str, str]]) -> tuple[str, list[str]]:
    """The headline a reader sees, and the paragraphs with it in front, once."""
    beginning = found[:_HEADLINE_WITHIN]
    headline = next((text for kind, text in beginning if kind == "h1"), title)
    paragraphs = [text for _kind, text in found]
    for place, (_kind, text) in enumerate(beginning):
        if headline and _line(text).casefold() == headline.casefold():
            headline = paragraphs.pop(place)
            break
    return _line(headline), [headline, *paragraphs] if headline else paragraphs


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _lang(tree: HtmlElement) -> str | None:
    """The language the page declares."""
    declared = (
        *tree.xpath("/html/@lang | /html/@*[local-name() = 'lang']"),
        *tree.xpath("//meta[translate(@http-equiv, 'CLANGUTE', 'clangute') = 'content-language']/@content"),
        *tree.xpath("//meta[@property = 'og:locale']/@content"),
    )
    return next(filter(None, map(canonical_tag, declared)), None)


def _published_at(tree: HtmlElement, day: str | None) -> date | datetime | None:
    """The moment of publication, where the page gives it with its zone and for the day found; else the day."""
    given = [str(value) for path in _DATES for value in tree.xpath(path)]
    for script in tree.xpath("//script[@type='application/ld+json']"):
        given += _DATE_IN_JSON.findall(script.text or "")
    for value in given:
        moment = _moment(value)
        if moment and day in (None, moment.date().isoformat()):
            return moment
    try:
        return date.fromisoformat(day or "")
    except ValueError:
        return None


def _moment(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else None
