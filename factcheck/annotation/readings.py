"""Reading the chains of one paragraph off its attributions, with what "he" and "the report" stand for. Pure.

Offsets are code points of the revision.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from factcheck.annotation.hops import Act, Identification, Mode
from factcheck.annotation.source_words import full_names, is_pronoun, label_of, points_back
from factcheck.sources.attribution import Attribution, attributions

REMEMBERED = 512

Span = tuple[int, int]
Known = tuple[tuple[str, str], ...]
"""Names of the project's registry, each with its sort of source there ("person", "outlet", …)."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the revision and where it begins."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One hop as suggested. `words`: where the text names the source; None where nobody is named."""

    label: str
    act: Act
    mode: Mode
    identification: Identification
    plural_stated: bool
    words: Span | None

    @property
    def named(self) -> bool:
        """Whether the label is a name, and not a description."""
        return not self.identification.is_unnamed


@dataclass(frozen=True, slots=True)
class Reading:
    """One attribution of a paragraph, with the chain that ends in it; no steps where a source is unresolved."""

    cue: Span | None
    content: tuple[Span, ...]
    source: Span | None
    steps: tuple[Step, ...]
    cues: tuple[Span, ...]
    is_outer: bool


@lru_cache(REMEMBERED)
def readings(paragraphs: tuple[Paragraph, ...], known: Known) -> tuple[Reading, ...]:
    """The readings of the last paragraph. Those of the ones before it pass on what pronouns stand for."""
    published: Step | None = None
    names: dict[str, str] = {}
    before: tuple[Reading, ...] = ()
    previous = Paragraph(0, "")
    kinds = dict(known)
    for paragraph in paragraphs:
        found = _attributions(paragraph.text, previous.text, known)
        names = full_names(paragraph.text) | names
        reader = _Reader(paragraph, previous, before, published, names, kinds)
        before, published, previous = reader.read(found), reader.published, paragraph
    return before


@lru_cache(REMEMBERED)
def _attributions(text: str, previous: str, known: Known) -> tuple[Attribution, ...]:
    return tuple(attributions(text, previous, dict(known)))


class _Reader:
    """Turns the attributions of one paragraph into chains.

    published: the outlet or document named last; names: last name → full name, as far as the text gave it.
    """

    def __init__(
        self,
        paragraph: Paragraph,
        previous: Paragraph,
        before: tuple[Reading, ...],
        published: Step | None,
        names: Mapping[str, str],
        known: Mapping[str, str],
    ) -> None:
        self.paragraph = paragraph
        self.previous = previous
        self.before = before
        self.published = published
        self.names = names
        self.known = known

    def read(self, found: Sequence[Attribution]) -> tuple[Reading, ...]:
        """One reading for each attribution, in their order. An outer one may stand behind its inner ones."""
        outer = {each.parent for each in found}
        made: dict[int, Reading] = {}
        for number in range(len(found)):
            way: list[int] = []
            at: int | None = number
            while at is not None and at not in made and at not in way:
                way.append(at)
                at = found[at].parent
            for each in reversed(way):
                made[each] = self._reading(found[each], made, is_outer=each in outer)
        return tuple(made[number] for number in range(len(found)))

    def _reading(self, each: Attribution, made: Mapping[int, Reading], *, is_outer: bool) -> Reading:
        parent = made.get(each.parent) if each.parent is not None else None
        cue = self._here(each.cue) if each.cue else None
        return Reading(
            cue=cue,
            content=tuple(self._here(span) for span in each.content),
            source=self._here(each.source) if each.source else None,
            steps=self._steps(each, parent, made),
            cues=(*(parent.cues if parent else ()), *([cue] if cue else ())),
            is_outer=is_outer,
        )

    def _steps(
        self, each: Attribution, parent: Reading | None, made: Mapping[int, Reading]
    ) -> tuple[Step, ...]:
        if parent is not None and not parent.steps:
            return ()
        outer = parent.steps if parent else ()
        source = self._here(each.source) if each.source else None
        if each.refers_to is not None:
            return self._referred(each, outer, source, made)
        if source is None:
            return (*outer, self._nobody(each)) if each.cue else ()
        for other in made.values():
            if other.source == source and other.steps and parent is None:
                return (*other.steps[:-1], self._step(each, other.steps[-1].label, source))
        words = self._text(source)
        if points_back(words) and self.published:
            return (*outer, self._again(each, self.published, source))
        if is_pronoun(words):
            return ()
        told = self._told(each)
        step = self._step(each, self._label(words, each), source)
        self._notice(step)
        return (*outer, *told, step)

    def _label(self, words: str, each: Attribution) -> str:
        who = _identification(each)
        label = label_of(words, who, self.known, several=each.plural_stated)
        return self.names.get(label, label) if who is Identification.NAMED else label

    def _referred(
        self,
        each: Attribution,
        outer: tuple[Step, ...],
        source: Span | None,
        made: Mapping[int, Reading],
    ) -> tuple[Step, ...]:
        """The chain of a pronoun: on behalf of whoever it stands for, by the same way unless the text gives another."""
        assert each.refers_to is not None  # noqa: S101 - asked before
        start, end = each.refers_to
        base = self.previous.start if each.in_previous else self.paragraph.start
        referent = (base + start, base + end)
        readings = self.before if each.in_previous else tuple(made.values())
        for other in readings:
            if other.source and other.steps and touch([other.source], [referent]):
                step = self._again(each, other.steps[-1], source)
                return (*(outer or other.steps[:-1]), step)
        text = self.previous.text if each.in_previous else self.paragraph.text
        label = label_of(text[start:end], _referred_identification(each), self.known)
        return (*outer, self._step(each, label, source)) if label and not is_pronoun(label) else ()

    def _told(self, each: Attribution) -> tuple[Step, ...]:
        """The outlet that the source spoke to: the article has it from there."""
        if each.via is None:
            return ()
        span = self._here(each.via)
        words = self._text(span)
        act = Act.REPORTS if each.mode == Mode.INDIRECT else Act.QUOTES
        if points_back(words):
            if self.published is None:
                return ()
            named = self.published
            return (Step(named.label, act, Mode(each.mode), named.identification, False, span),)
        if is_pronoun(words):
            return ()
        label = label_of(words, Identification.OUTLET, self.known)
        step = Step(label, act, Mode(each.mode), Identification.OUTLET, False, span)
        self._notice(step)
        return (step,)

    def _step(self, each: Attribution, label: str, source: Span | None) -> Step:
        who = _identification(each)
        return Step(label, Act(each.act), Mode(each.mode), who, each.plural_stated, source)

    def _again(self, each: Attribution, known: Step, source: Span | None) -> Step:
        """Somebody who was named before, in what they say here."""
        return Step(
            known.label, Act(each.act), Mode(each.mode), known.identification, known.plural_stated, source
        )

    def _nobody(self, each: Attribution) -> Step:
        words = self._text(self._here(each.cue)) if each.cue else ""
        return Step(f"“{words}”", Act(each.act), Mode.UNATTRIBUTED, Identification.UNNAMED_BARE, False, None)

    def _notice(self, step: Step) -> None:
        published = step.identification in (Identification.OUTLET, Identification.DOCUMENT)
        if published and not step.plural_stated and any(letter.isupper() for letter in step.label):
            self.published = step

    def _here(self, span: Span) -> Span:
        return span[0] + self.paragraph.start, span[1] + self.paragraph.start

    def _text(self, span: Span) -> str:
        return self.paragraph.text[span[0] - self.paragraph.start : span[1] - self.paragraph.start]


def _identification(each: Attribution) -> Identification:
    who = Identification(each.identification) if each.identification else Identification.UNNAMED_BARE
    # "Outlets in Lebanon" are nobody that a reader could go to and ask.
    return Identification.COLLECTIVE if who is Identification.OUTLET and each.plural_stated else who


def _referred_identification(each: Attribution) -> Identification:
    """ "The report" is a document, but what it stands for is the outlet that published it."""
    who = _identification(each)
    return Identification.OUTLET if who is Identification.DOCUMENT else who


def touch(spans: Iterable[Span], others: Sequence[Span]) -> bool:
    """Whether any of these spans has a character in common with any of the others."""
    return any(start < stop and begin < end for start, end in spans for begin, stop in others)
