"""The text of an extracted article: trafilatura's tree of blocks as paragraphs. Imports no framework."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPACES = re.compile(" {2,}")
_AROUND_BREAK = re.compile(r" *\n[ \n]*")
_BLOCKS = frozenset({"p", "head", "quote", "list", "item", "table", "row", "cell", "div", "code", "ab", "fw"})


def blocks(body: _Element) -> list[tuple[str, str]]:
    """The paragraphs, each with its kind: `h1` to `h6` for headings, else the tag. None is empty.

    Inside a paragraph, white space is one space, as a browser shows it, and a line break is LF. A list
    is one paragraph with a line for each item, a table one with a line for each row, its cells
    separated by tabs.
    """
    return [(kind, text) for kind, text in _blocks(body) if text]


def _blocks(element: _Element) -> Iterator[tuple[str, str]]:
    loose = _collapsed(element.text)
    for child in element:
        if child.tag not in _BLOCKS:
            loose += _inline(child) + _collapsed(child.tail)
            continue
        yield "p", _tidy(loose)
        yield from _block(child)
        loose = _collapsed(child.tail)
    yield "p", _tidy(loose)


def _block(element: _Element) -> Iterator[tuple[str, str]]:
    tag = str(element.tag)
    if tag == "head":
        yield str(element.get("rend") or "head"), _tidy(_inline(element))
    elif tag == "list":
        yield tag, "\n".join(filter(None, (_tidy(_inline(item)) for item in element)))
    elif tag == "table":
        rows = ("\t".join(_one_line(cell) for cell in row) for row in element.iter("row"))
        yield tag, "\n".join(row for row in rows if row.strip())
    elif any(child.tag in _BLOCKS for child in element):
        yield from _blocks(element)
    else:
        yield tag, _tidy(_inline(element))


def _inline(element: _Element) -> str:
    """The text inside an element, LF for its line breaks and around blocks in it."""
    if element.tag == "lb":
        return "\n"
    text = _collapsed(element.text)
    for child in element:
        inside = _inline(child)
        text += (f"\n{inside}\n" if child.tag in _BLOCKS else inside) + _collapsed(child.tail)
    return text


def _one_line(element: _Element) -> str:
    return " ".join(_inline(element).split())


def _collapsed(text: str | None) -> str:
    return _SPACE.sub(" ", text or "")


def _tidy(text: str) -> str:
    return _AROUND_BREAK.sub("\n", _SPACES.sub(" ", text)).strip(" \n")
