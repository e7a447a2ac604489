"""Finding the words that somebody quotes in a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import gettext as _

from factcheck.errors import Invalid


def find_spans(text: str, given: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
    """The `[start, end)` of each span, given by offsets, by words (`exact`, `prefix`, `suffix`), or by both.

    Raises Invalid, with the path, for words that are not there, or more than once, and for offsets of other words.
    """
    spans = []
    for number, span in enumerate(given):
        path = f"$.spans[{number}]"
        if "start" in span and "end" in span:
            start, end = span["start"], span["end"]
            if not 0 <= start < end <= len(text):
                raise Invalid(_("This is outside the text, or not after the start."), f"{path}.end")
            if span.get("exact", text[start:end]) != text[start:end]:
                raise Invalid(_("This is not what the text says there."), f"{path}.exact")
        else:
            start = _only_place(text, span, path)
            end = start + len(span["exact"])
        spans.append((start, end))
    return spans


def _only_place(text: str, span: dict[str, Any], path: str) -> int:
    places = _places(text, span["exact"], span.get("prefix", ""), span.get("suffix", ""))
    first, second = next(places, None), next(places, None)
    if first is None:
        raise Invalid(_("The text does not say this."), f"{path}.exact")
    if second is not None:
        raise Invalid(
            _("The text says this more than once: add what stands before or after it."), f"{path}.exact"
        )
    return first


def _places(text: str, exact: str, prefix: str, suffix: str) -> Iterator[int]:
    start = text.find(prefix + exact + suffix)
    while start != -1:
        yield start + len(prefix)
        start = text.find(prefix + exact + suffix, start + 1)
