"""What one article rests on: its sources put together from every chain, with the claims on each. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from factcheck.annotation.hops import HopFacts, HopId
from factcheck.annotation.sourcing import Summary, summarise


@dataclass(frozen=True, slots=True)
class Record:
    """One reviewer's chain on one claim. `start` is where the claim begins; `number` is that of its sentence, from 1.

    Several reviewers' chains on one claim are several records of the same `claim`.
    """

    claim: str
    start: int
    number: int
    text: str
    hops: tuple[HopFacts, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A claim as the page links to it."""

    claim: str
    start: int
    number: int


@dataclass(slots=True)
class StorySource:
    """One source over the whole article. Claims are uids in text order.

    claims: those that have it anywhere in their chain; rooted: those that it is a root of; alone: those that rest on
    nothing else; weakest: those whose weakest link it is, by how often each reason; circular: claims in whose chain it
    comes back to itself. named, unnamed: what any hop says of it (a collective is neither).
    """

    key: str
    label: str
    identifications: set[str] = field(default_factory=set)
    claims: dict[str, None] = field(default_factory=dict)
    rooted: dict[str, None] = field(default_factory=dict)
    alone: dict[str, None] = field(default_factory=dict)
    weakest: dict[str, None] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)
    circular: dict[str, None] = field(default_factory=dict)
    named: bool = False
    unnamed: bool = False

    @property
    def is_root(self) -> bool:
        """Whether any claim ends at it."""
        return bool(self.rooted)

    @property
    def reason(self) -> str | None:
        """What is most often the matter where it is the weakest link."""
        return self.reasons.most_common(1)[0][0] if self.reasons else None


@dataclass(frozen=True, slots=True)
class Chained:
    """A record with what its chain amounts to."""

    record: Record
    summary: Summary


@dataclass(frozen=True, slots=True)
class Story:
    """The whole article.

    sources: by how many claims rest on them, then by how many they occur in. links: (nearer source, or None for the
    article; further source) → the claims that go that way. claims: places in text order; records: every chain.
    """

    sources: Mapping[str, StorySource]
    links: Mapping[tuple[str | None, str], int]
    claims: Mapping[str, Place]
    records: Sequence[Chained]

    @property
    def roots(self) -> list[StorySource]:
        """The sources that claims end at."""
        return [source for source in self.sources.values() if source.is_root]

    @property
    def single_unnamed(self) -> int:
        """Claims that rest on a single unnamed source in somebody's record."""
        return self._count("single_unnamed_source")

    @property
    def circular(self) -> int:
        """Claims with a chain that comes back to itself."""
        return self._count("circular")

    @property
    def plural_but_one(self) -> int:
        """Claims for which the text speaks of several where at most one can be told apart."""
        return self._count("plural_but_one")

    def _count(self, name: str) -> int:
        return len({each.record.claim for each in self.records if getattr(each.summary, name)})


def put_together(records: Sequence[Record]) -> Story:
    """The story of these records, given in text order. Records without hops are passed over."""
    sources: dict[str, StorySource] = {}
    ways: dict[tuple[str | None, str], dict[str, None]] = {}
    claims: dict[str, Place] = {}
    chained: list[Chained] = []
    for record in records:
        if not record.hops:
            continue
        summary = summarise(record.hops)
        chained.append(Chained(record, summary))
        claims.setdefault(record.claim, Place(record.claim, record.start, record.number))
        key_of = {hop.id: _key(hop) for hop in record.hops}
        # A circle that the article's own links do not lead to begins with the hop given first.
        adrift = all(hop.via for hop in record.hops)
        for number, hop in enumerate(record.hops):
            _enter(sources, record, hop)
            for nearer in (*([None] if adrift and not number else []), *hop.via) or (None,):
                way = (key_of[nearer] if nearer is not None else None, key_of[hop.id])
                if way[0] != way[1]:
                    ways.setdefault(way, {})[record.claim] = None
        _judge(sources, record, summary, key_of)
    order = sorted(sources.values(), key=lambda one: (-len(one.rooted), -len(one.claims), one.label))
    return Story(
        sources={one.key: one for one in order},
        links={way: len(found) for way, found in ways.items()},
        claims=claims,
        records=chained,
    )


def _key(hop: HopFacts) -> str:
    return hop.source if hop.source is not None else f"hop {hop.id}"


def _enter(sources: dict[str, StorySource], record: Record, hop: HopFacts) -> None:
    source = sources.setdefault(_key(hop), StorySource(_key(hop), hop.label))
    source.claims[record.claim] = None
    if hop.identification is not None:
        source.identifications.add(hop.identification.value)
        source.named |= hop.identification.is_named
        source.unnamed |= hop.identification.is_unnamed


def _judge(
    sources: Mapping[str, StorySource], record: Record, summary: Summary, key_of: Mapping[HopId, str]
) -> None:
    for hop in summary.roots:
        source = sources[key_of[hop]]
        source.rooted[record.claim] = None
        if summary.independent_roots == 1:
            source.alone[record.claim] = None
    for hop in summary.circular:
        sources[key_of[hop]].circular[record.claim] = None
    if summary.weakest:
        weakest = sources[key_of[summary.weakest.hop]]
        weakest.weakest[record.claim] = None
        weakest.reasons[summary.weakest.reason.value] += 1
