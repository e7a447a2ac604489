"""Chains that the text itself suggests for a claim: who says it according to whom, outermost first. Pure.

Nothing here is recorded. Offsets are code points of the revision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from factcheck.annotation.readings import Known, Paragraph, Span, Step, readings, touch

LONGEST_PARAGRAPH = 20_000
"""Of a longer paragraph only what stands around the claim is looked at, this many code points in all."""
LANGUAGES = frozenset({"en"})


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A chain, the source nearest to the article first, and the words that it was read from.

    `key` tells it from every other of its revision: where the words stand that attribute (`start-end`).
    """

    key: str
    steps: tuple[Step, ...]
    cues: tuple[Span, ...]
    content: tuple[Span, ...]

    @property
    def marks(self) -> dict[str, list[Span]]:
        """What the page marks in the text while the suggestion is looked at."""
        sources = [step.words for step in self.steps if step.words]
        return {"source": sources, "cue": list(self.cues), "content": list(self.content)}


def speaks(lang: str) -> bool:
    """Whether there are suggestions for texts in that language."""
    return lang.partition("-")[0].lower() in LANGUAGES


def suggest(
    paragraphs: Sequence[Paragraph], target: Iterable[Span], *, known: Known = ()
) -> list[Suggestion]:
    """The chains for the words of `target`, which stand in the last of the paragraphs, in text order.

    The paragraphs before it are read for what "he" and "the report" stand for.
    Chains that run through the same sources are one. Takes time in proportion to the text.
    """
    spans = list(target)
    if not paragraphs or not spans:
        return []
    found: dict[tuple[str, ...], Suggestion] = {}
    for reading in readings(_cut(paragraphs, spans), known):
        touched = touch(((reading.cue,) if reading.cue else ()) + reading.content, spans)
        if not touched or reading.is_outer or not reading.steps:
            continue
        sources = tuple(step.label.casefold() for step in reading.steps)
        same = found.get(sources)
        if same is None:
            start, end = reading.cue or reading.content[0]
            key = f"{start}-{end}"
            found[sources] = Suggestion(key, reading.steps, reading.cues, reading.content)
        else:
            cues = tuple(dict.fromkeys(same.cues + reading.cues))
            content = tuple(dict.fromkeys(same.content + reading.content))
            found[sources] = Suggestion(same.key, same.steps, cues, content)
    return list(found.values())


def follow(
    chain: Sequence[int | None], hops: Mapping[str, int], via: Mapping[str, Sequence[str]]
) -> list[str]:
    """The hops of the longest beginning of `chain` that is recorded already, from the article outwards.

    chain: source keys in order, None for a source that is not known yet; hops: hop → source key; via: hop → the hops
    it is reached from.
    """
    longest: list[str] = []
    ways: list[list[str]] = [[]]
    for source in chain:
        ways = [
            [*way, hop]
            for way in ways
            for hop, key in hops.items()
            if key == source and hop not in way and (way[-1] in via[hop] if way else not via[hop])
        ][:8]
        if not ways:
            break
        longest = ways[0]
    return longest


def _cut(paragraphs: Sequence[Paragraph], spans: Sequence[Span]) -> tuple[Paragraph, ...]:
    """Paragraphs of bearable length: the last one around the spans, those before it from their end."""
    short = [
        Paragraph(
            max(one.start, one.start + len(one.text) - LONGEST_PARAGRAPH), one.text[-LONGEST_PARAGRAPH:]
        )
        for one in paragraphs[:-1]
    ]
    last = paragraphs[-1]
    skipped = max(0, min(start for start, _end in spans) - last.start - LONGEST_PARAGRAPH // 2)
    if len(last.text) <= LONGEST_PARAGRAPH:
        skipped = 0
    kept = last.text[skipped : skipped + LONGEST_PARAGRAPH]
    return (*short, Paragraph(last.start + skipped, kept))


def around(segments: Iterable[tuple[int, int, str, int]], offset: int, *, before: int = 4) -> Iterator[Span]:
    """The spans of the paragraph that holds the offset, preceded by up to `before` earlier ones of the same kind.

    segments: start, end, kind and paragraph number of each sentence, in order.
    """
    paragraphs: list[tuple[str, int, int, int]] = []
    for start, end, kind, number in segments:
        if start > offset and (not paragraphs or paragraphs[-1][1] != number):
            break
        if paragraphs and paragraphs[-1][:2] == (kind, number):
            paragraphs[-1] = (kind, number, paragraphs[-1][2], end)
        else:
            paragraphs.append((kind, number, start, end))
    here = next((one for one in reversed(paragraphs) if one[2] <= offset), None)
    if here is not None:
        same = [one for one in paragraphs[: paragraphs.index(here) + 1] if one[0] == here[0]]
        yield from ((start, end) for _kind, _number, start, end in same[-before - 1 :])
