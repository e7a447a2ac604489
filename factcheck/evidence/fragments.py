"""Links that lead to a passage: text fragments (wicg.github.io/scroll-to-text-fragment). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from factcheck.evidence.folding import Folded
from factcheck.evidence.passages import Original

WHOLE = 100
"""A passage of up to so many characters in one paragraph is named whole, a longer one by its first and last words."""
ENDS = 5
PREFIXES = (2, 4, 8)
LONGEST = 1_500
"""Addresses longer than this, fragment included, are better left without one."""


def with_passage(
    url: str, original: Original | None, spans: Sequence[tuple[int, int]], words: str = ""
) -> str:
    """The address with a fragment that has a browser scroll to the passage.

    `spans` are those of a found passage in `original`; without a copy, `words` is what was quoted. The address comes
    back as it is where there is nothing to look for.
    """
    directive = (
        _directive(original, spans[0][0], spans[-1][1])
        if original is not None and spans
        else _of_words(words)
    )
    if not directive or len(url) + len(directive) > LONGEST:
        return url
    joiner = ":~:" if "#" in url else "#:~:"
    return f"{url.split(':~:', 1)[0].removesuffix('#')}{joiner}text={directive}"


def _directive(original: Original, start: int, end: int) -> str:
    begin, finish = _ends(original.text[start:end])
    if not begin:
        return ""
    directive = ",".join(map(_encoded, filter(None, (begin, finish))))
    prefix = _prefix(original, start, begin)
    return f"{_encoded(prefix)}-,{directive}" if prefix else directive


def _prefix(original: Original, start: int, begin: str) -> str:
    """Words before the passage, as few as tell it from an earlier place that begins alike; none where there is none."""
    if not _earlier(original, begin, start):
        return ""
    before = original.text[max(0, start - 300) : start].rsplit("\n", 1)[-1].split()
    for count in PREFIXES:
        prefix = " ".join(before[-count:])
        if prefix and not _earlier(original, f"{prefix} {begin}", start - len(prefix) - 1):
            return prefix
    return " ".join(before[-PREFIXES[-1] :])


def _earlier(original: Original, words: str, start: int) -> bool:
    place = original.folded.text.find(Folded(words).text)
    return place >= 0 and original.folded.span(place, place + 1)[0] < start


def _of_words(words: str) -> str:
    return ",".join(map(_encoded, filter(None, _ends(words)))) if words.strip() else ""


def _ends(passage: str) -> tuple[str, str]:
    """The words that the passage begins with and, where it is not short, those that it ends with.

    Neither crosses a paragraph: browsers do not look for words across one.
    """
    lines = [line for line in (line.strip() for line in passage.split("\n")) if line]
    if not lines:
        return "", ""
    if len(lines) == 1 and len(lines[0]) <= WHOLE:
        return " ".join(lines[0].split()), ""
    first, last = lines[0].split(), lines[-1].split()
    if len(lines) == 1 and len(first) < 2 * ENDS:
        return " ".join(first), ""
    return " ".join(first[:ENDS]), " ".join(last[-ENDS:])


def _encoded(words: str) -> str:
    """Percent-encoded; the hyphen too, which marks a prefix or a suffix."""
    return quote(words, safe="").replace("-", "%2D")
