"""Sentences of a text, without changing it."""

import re

from factcheck.articles.segmenter.candidates import Candidate, marks
from factcheck.articles.segmenter.language import Language
from factcheck.articles.segmenter.registry import language_for
from factcheck.articles.segmenter.rules import ends_sentence

VERSION = "1"
"""Stored with segments. Raise it with every change of rules or data that moves a cut."""

LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
"""A line: no sentence crosses a line break of any kind."""

_FIRST_LETTER = re.compile(r"[^\W\d_]")
_SMALL_I = re.compile(r" i(?:'(?:m|ve|ll|d))?\s(?!\.)")


def segment(text: str, lang: str = "en") -> list[tuple[int, int]]:
    """The sentences of `text` as half-open code point spans `(start, end)`, in order and without overlap.

    `lang` is a BCP 47 code; a language without data of its own is cut by what all have in common.
    Only white space lies outside the spans. Linear in the length of the text.
    """
    language = language_for(lang)
    return [span for line in LINE.finditer(text) for span in _sentences(line.group(), line.start(), language)]


def segment_line(line: str, lang: str) -> list[tuple[int, int]]:
    """As `segment`, for a text without any line break."""
    return _sentences(line, 0, language_for(lang))


def _sentences(line: str, offset: int, language: Language) -> list[tuple[int, int]]:
    """The trimmed sentences of one line that begins at `offset` in the text."""
    spans: list[tuple[int, int]] = []
    start, careless = 0, None
    for mark in marks(line):
        if careless is None:
            careless = _is_careless(line, language)
        candidate = Candidate(line, start, mark, language, careless)
        if ends_sentence(candidate):
            _append_trimmed(spans, line, start, candidate.end, offset)
            start = candidate.end
    _append_trimmed(spans, line, start, len(line), offset)
    return spans


def _append_trimmed(spans: list[tuple[int, int]], line: str, start: int, end: int, offset: int) -> None:
    """Add the span without the white space around it, unless nothing else is in it."""
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((offset + start, offset + end))


def _is_careless(line: str, language: Language) -> bool:
    """Whether the line is typed without care for capitals: it begins with a small letter, or says "i"."""
    first = _FIRST_LETTER.search(line, 0, 60)
    if first and first.group().islower():
        return True
    return language.lone_i and " i" in line and bool(_SMALL_I.search(line))
