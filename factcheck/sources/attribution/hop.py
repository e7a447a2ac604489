"""What is proposed, and what it is made from."""

from __future__ import annotations

from dataclasses import dataclass, field

from factcheck.sources.attribution.tokens import Paragraph, Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """One hop: a source says content. Spans are half-open code points of the paragraph.

    source: None when the text names nobody ("is said to") or the quotation goes on from the paragraph before.
    cue: the words that attribute; None for a quotation that goes on.
    content: what is attributed, in pieces; empty where the paragraph ends with the colon before a quotation.
    act, mode, identification: values of the same name in the annotation's hops.
    plural_stated: the text speaks of several ("officials say").
    parent: index, in the same list, of the attribution that this one is told by.
    via: the outlet that the source spoke to ("told Reuters").
    refers_to: what a pronoun, a relative or "the report" stands for, a span of the previous paragraph where
        `in_previous` is set.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    act: str
    mode: str = "indirect"
    identification: str | None = None
    plural_stated: bool = False
    parent: int | None = None
    via: Span | None = None
    refers_to: Span | None = None
    in_previous: bool = False


@dataclass(slots=True, eq=False)
class Found:
    """An attribution in the making, in token indices `[first, after last)`.

    shared: its source is that of the cue before it ("..., adding that").
    awaits: "X, citing Y, reported": its outer attribution is still to come.
    weak: too little of an attribution to stand inside what somebody else says.
    covers: all of the sentence before it is its content, whoever else says a part of that.
    relative: its cue stands in a relative clause (X, who cited Y). fronted: its cue begins the sentence.
    form: the form of its verb, "noun" for a claim. begin: where the phrase of a claim begins.
    bare: says nothing itself ("Holm said so."); it waits for a quotation beside it.
    """

    source: Span | None
    cue: Span
    content: list[Span]
    act: str
    shared: bool = False
    inner: Found | None = None
    via: Span | None = None
    parent: Found | None = None
    awaits: bool = False
    weak: bool = False
    bare: bool = False
    covers: bool = False
    relative: bool = False
    fronted: bool = False
    form: str = ""
    begin: int | None = None


@dataclass(slots=True)
class Cue:
    """A word that may attribute: token i of the sentence (or of the quotation in it) `[lo, hi)`."""

    p: Paragraph
    lo: int
    hi: int
    i: int
    earlier: list[Found] = field(default_factory=list)

    def word(self, i: int) -> str:
        """The small token at i, empty outside the sentence."""
        return self.p.low[i] if self.lo <= i < self.hi else ""
