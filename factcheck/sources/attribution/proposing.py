"""From a paragraph to the attributions that are proposed for it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from factcheck.sources.attribution.hop import Attribution, Found
from factcheck.sources.attribution.kinds import KIND_OF_ENTRY
from factcheck.sources.attribution.names import Names
from factcheck.sources.attribution.naming import identify
from factcheck.sources.attribution.quotations import give_quotations
from factcheck.sources.attribution.references import Mentions, Reference, mentions, references
from factcheck.sources.attribution.sentences import in_sentence
from factcheck.sources.attribution.tokens import Paragraph, Span, name_key
from factcheck.sources.attribution.tree import parents_of
from factcheck.sources.attribution.words import (
    ALONE,
    GENERIC,
    PRONOUNS,
    RELATIVES,
    SPEAKERS_THEMSELVES,
)

_WORD = re.compile(r"\w")
_MOST_TRIES = 12_000
"""After so many words that may attribute the rest is left unread: no paragraph, and hardly an article, is as long."""


@dataclass(slots=True)
class _Reading:
    """A paragraph read: its attributions in the order of their cues, and the quotations that nobody says in it."""

    p: Paragraph
    found: list[Found]
    nobodys: list[Span]

    def mentions(self) -> Mentions:
        return mentions(self.p, self.found)


def attributions(
    text: str, previous: str = "", known: Mapping[str, str] | Iterable[str] = ()
) -> list[Attribution]:
    """Propose the attributions of a paragraph, in the order of their cues; an outer one may follow its inner ones.

    previous: the paragraph before, for pronouns, "the report" and quotations that go on.
    known: names of the project's registry, each with its kind of source there ("person", "outlet", …); names
        without a kind are taken for outlets.
    Linear in the length of the two texts; any text is read as English.
    """
    names = _names(known)
    reading = _read(text, names)
    before = _Before(previous, names)
    proposed = _Proposing(reading, before).result()
    going_on = _going_on(reading, before)
    return [going_on, *_shifted(proposed, going_on)] if going_on else proposed


def _names(known: Mapping[str, str] | Iterable[str]) -> Names:
    """The registry's names as tokens, each with its identification."""
    entries = known.items() if isinstance(known, Mapping) else ((name, "outlet") for name in known)
    return {name_key(name): KIND_OF_ENTRY.get(kind, kind) for name, kind in entries if name.strip()}


def _read(text: str, names: Names) -> _Reading:
    p = Paragraph(text, names)
    by_sentence: list[list[Found]] = []
    tries = _MOST_TRIES
    for lo, hi in p.sentences:
        found, tries = in_sentence(p, lo, hi, tries)
        by_sentence.append(found)
    nobodys = give_quotations(p, by_sentence)
    return _Reading(p, [f for found in by_sentence for f in found], nobodys)


class _Before:
    """The paragraph before, read only when something in this one points back to it."""

    def __init__(self, text: str, names: Names) -> None:
        self._text = text
        self._names_known = names
        self._reading: _Reading | None = None
        self._mentions: Mentions | None = None

    def reading(self) -> _Reading | None:
        """None where there is no paragraph before."""
        if self._reading is None and self._text.strip():
            self._reading = _read(self._text, self._names_known)
        return self._reading

    def mentions(self) -> Mentions:
        """Whom and what this paragraph may point back to."""
        if self._mentions is None:
            reading = self.reading()
            self._mentions = reading.mentions() if reading else Mentions()
        return self._mentions


class _Proposing:
    """Turns what was found in a paragraph into what is proposed."""

    def __init__(self, reading: _Reading, before: _Before) -> None:
        self.p = reading.p
        self.found = reading.found
        self.parents = parents_of(reading.found)
        self.spans = [self._spans(f) for f in reading.found]
        self.references = references(reading.p, reading.found, before.mentions)
        self.nobodys = {j: True for first, last in reading.nobodys for j in range(first, last)}
        self.carried = _goes_on(reading, before) is not None

    def _spans(self, f: Found) -> list[Span]:
        spans = (self.p.chars(s, e) for s, e in f.content if s < e)
        return [span for span in spans if span and _WORD.search(self.p.text, *span)]

    def result(self) -> list[Attribution]:
        keep = [n for n in range(len(self.found)) if self._is_kept(n)]
        place = {n: k for k, n in enumerate(keep)}
        for n in keep:
            outer = self.parents[n]
            while outer is not None and outer not in place:  # one left out passes its own outer one on
                outer = self.parents[outer]
            self.parents[n] = outer
        return [self._attribution(n, place) for n in keep]

    def _is_kept(self, n: int) -> bool:
        f = self.found[n]
        if not self.spans[n] and (f.bare or f.content or self.p.low[-1] != ":"):
            return False
        if f.source and self.p.low[f.source[0]] in SPEAKERS_THEMSELVES:
            return False
        if f.weak and self.parents[n] is not None:
            return False
        if self._is_aside(n):
            return False
        unheard = f.cue[0] in self.nobodys and self.parents[n] is None
        return not unheard or self.carried

    def _is_aside(self, n: int) -> bool:
        """said he hoped that P; "…, people say, …": within another's words, and no hop of its own."""
        f, outer = self.found[n], self.parents[n]
        if f.source and self.p.low[f.source[0]] in ("nobody", "none"):
            return True  # nobody told the board
        if f.source and f.act == "believes" and self.p.low[f.source[1] - 1] in GENERIC - ALONE - {"people"}:
            return True  # nobody knows
        if outer is None or f.source is None or f.parent is not None:
            return False
        word = self.p.low[f.source[1] - 1]
        if f.act in ("believes", "predicts") and word in ("he", "she", "it", "they"):
            return True  # whoever says what he hopes is one hop, not two
        quotation = self.p.quotation_of(f.cue[0])
        if quotation is None or quotation[1] - quotation[0] <= 6:
            return False
        if word not in PRONOUNS | RELATIVES | GENERIC:
            return False
        says_that = f.act == "asserts" and bool(f.content) and self.p.low[f.content[-1][0]] == "that"
        they = word in ("they", "he", "she") and f.act == "asserts" and f.form in ("ed", "s")
        return f.act == "believes" or not (says_that or they)

    def _attribution(self, n: int, place: dict[int, int]) -> Attribution:
        p, f, spans = self.p, self.found[n], self.spans[n]
        reference: Reference | None = self.references.get(n)
        kind, plural = identify(p, f.source) if f.source else (None, False)
        outer = self.parents[n]
        if outer is not None:  # the outer quotation's closing mark is not the inner one's
            spans = [p.without_foreign_close(s, e) for s, e in spans]
        source = p.chars(*f.source) if f.source else None
        return Attribution(
            source=_without_possessive(p.text, source) if source and f.form == "noun" else source,
            cue=(p.span[f.cue[0]][0], p.span[f.cue[1] - 1][1]),
            content=tuple(spans),
            act=f.act,
            mode=_mode(p, spans),
            identification=reference.identification if reference else kind,
            plural_stated=plural,
            parent=place[outer] if outer is not None else None,
            via=p.chars(*f.via) if f.via else None,
            refers_to=reference.span if reference else None,
            in_previous=reference.in_previous if reference else False,
        )


def _mode(p: Paragraph, spans: list[Span]) -> str:
    """direct: the content begins with a quotation mark; partial: one stands in it; indirect: none."""
    marks = [p.mark_in(s, e) for s, e in spans]
    if marks and marks[0] == spans[0][0]:
        return "direct"
    return "partial" if any(mark is not None for mark in marks) else "indirect"


def _without_possessive(text: str, span: Span) -> Span:
    """The minister's claim | the minister"""
    words = text[span[0] : span[1]]
    return (
        span[0],
        span[1] - (2 if words.endswith(("'s", "’s")) else 1 if words.endswith(("s'", "s’")) else 0),
    )


def _goes_on(reading: _Reading, earlier: _Before) -> tuple[Span, Found] | None:
    """The quotation that this paragraph begins with, and who says it in the paragraph before."""
    first, last = reading.nobodys[0] if reading.nobodys else (1, 1)
    if first != 0 or not reading.p.opens(0):
        return None
    before = earlier.reading()
    if before is None or not before.p.sentences:
        return None
    speakers = [f for f in before.found if f.source and f.parent is None]
    announced = [f for f in speakers if not f.content and not f.bare]
    end = len(before.p.low)
    lasting = [f for f in speakers if any(e == end and before.p.quotation_of(e - 1) for _, e in f.content)]
    if announced and before.p.low[-1] == ":":
        return (first, last), announced[-1]
    whole = last >= len(reading.p.low) - 1
    if lasting and (before.p.unclosed or whole):
        return (first, last), lasting[-1]
    return None


def _going_on(reading: _Reading, earlier: _Before) -> Attribution | None:
    """The attribution of a quotation that goes on from the paragraph before."""
    found = _goes_on(reading, earlier)
    before = earlier.reading() if found else None
    if not found or before is None:
        return None
    (first, last), speaker = found
    content = reading.p.chars(first, last)
    source = before.p.chars(*speaker.source) if speaker.source else None
    if content is None or source is None or speaker.source is None:
        return None
    kind, plural = identify(before.p, speaker.source)
    return Attribution(
        source=None,
        cue=None,
        content=(content,),
        act=speaker.act,
        mode="direct",
        identification=kind,
        plural_stated=plural,
        refers_to=source,
        in_previous=True,
    )


def _shifted(proposed: list[Attribution], outer: Attribution) -> list[Attribution]:
    """The others behind one put first; those inside its content are told by it."""
    start, end = outer.content[0]
    return [
        replace(
            a,
            parent=a.parent + 1 if a.parent is not None else 0 if a.cue and start <= a.cue[0] < end else None,
        )
        for a in proposed
    ]
