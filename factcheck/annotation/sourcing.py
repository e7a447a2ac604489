"""What an attribution chain amounts to: how many origins it has, and what limits it.

The chain runs from the article outwards: a hop is *reached from* the hops in its `via`, or from the
article where `via` is empty. Definitions, which `docs` and exports rely on:

- **Attributions**: the number of hops. The article itself is not one.
- **Root** (origin): a hop from which nothing else is reached. A cycle that nothing leads out of has
  no root; a hop that is reached from itself is none.
- **Independent roots**: roots counted by who they are. Roots with the same source key are one,
  whatever else is recorded about them. Among roots without a key, all that are `unnamed_bare` are
  one, since nothing tells them apart; others are one where they have the same label (letter case and
  spacing aside), and each its own without a label. A group that speaks as one hop counts once.
- **Named root**: an independent root of which at least one hop is named, a named role, an outlet or
  a document.
- **Circular**: the hops of every cycle, and every hop that returns to a source which the way from the
  article to it has already passed and left for another one (the article's own source included).
  A source that only repeats itself, hop after hop, is not circular.
- **Weakest link**: the hop whose gravest weakness weighs most (see `weakness`); of equals the one
  with more weaknesses by weight, then the one further from the article, then the first given.
- **Plural but one**: hops where the text speaks of several, but at most one can be told apart.
- **Single unnamed source**: there is exactly one independent root, every hop of it is unnamed, and
  none may be several people (the text is singular, or at most one has been told apart).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from factcheck.annotation import chain
from factcheck.annotation.hops import HopFacts, HopId, Identification
from factcheck.annotation.weakness import Weakest, weaknesses, weight


@dataclass(frozen=True, slots=True)
class Summary:
    """The computed line under a chain. Ids stand in the order in which the hops were given."""

    attributions: int
    roots: tuple[HopId, ...]
    independent_roots: int
    named_roots: int
    weakest: Weakest | None
    circular: tuple[HopId, ...]
    plural_but_one: tuple[HopId, ...]
    single_unnamed_source: bool
    shape: chain.Shape

    def to_dict(self) -> dict[str, object]:
        """For JSON, always with these keys in this order; the shape is for drawing and is left out.

        attributions, independent_roots, named_roots: numbers. roots, circular, plural_but_one: lists
        of hop ids. weakest: `{"hop", "reason", "grade"}` or None. single_unnamed_source: a boolean.
        """
        return {
            "attributions": self.attributions,
            "roots": list(self.roots),
            "independent_roots": self.independent_roots,
            "named_roots": self.named_roots,
            "weakest": self.weakest.to_dict() if self.weakest else None,
            "circular": list(self.circular),
            "plural_but_one": list(self.plural_but_one),
            "single_unnamed_source": self.single_unnamed_source,
        }


def summarise(hops: Sequence[HopFacts], *, article_source: str | None = None) -> Summary:
    """Work out what the chain amounts to; hops may come in any order.

    `article_source` is the source key of the article's own publisher, where it has one. Raises
    ValueError when an id occurs twice or a hop is reached from one that is not there.
    """
    via = _checked_via(hops)
    shape = chain.shape(via)
    passed_on = {other for nearer in via.values() for other in nearer}
    roots = [hop for hop in hops if hop.id not in passed_on]
    origins: dict[tuple[str, HopId], list[HopFacts]] = {}
    for hop in roots:
        origins.setdefault(_identity(hop), []).append(hop)
    circular = _circular(tuple(via.items()), tuple(hop.source for hop in hops), article_source)
    return Summary(
        attributions=len(hops),
        roots=tuple(hop.id for hop in roots),
        independent_roots=len(origins),
        named_roots=sum(any(_is_named(hop) for hop in same) for same in origins.values()),
        weakest=_weakest(hops, circular, shape),
        circular=tuple(hop.id for hop in hops if hop.id in circular),
        plural_but_one=tuple(hop.id for hop in hops if hop.is_plural_but_one),
        single_unnamed_source=len(origins) == 1 and all(_is_one_unnamed(hop) for hop in roots),
        shape=shape,
    )


def _checked_via(hops: Iterable[HopFacts]) -> dict[HopId, tuple[HopId, ...]]:
    """Hop id → the hops it is reached from, each once."""
    via: dict[HopId, tuple[HopId, ...]] = {}
    for hop in hops:
        if hop.id in via:
            raise ValueError(f"Hop {hop.id!r} occurs twice in the chain.")
        via[hop.id] = tuple(dict.fromkeys(hop.via))
    for hop_id, nearer in via.items():
        for other in nearer:
            if other not in via:
                raise ValueError(f"Hop {hop_id!r} is reached from {other!r}, which is not in the chain.")
    return via


def _identity(root: HopFacts) -> tuple[str, HopId]:
    """Who a root is: equal for two roots that are, or may well be, the same source."""
    label = " ".join(root.label.casefold().split())
    if root.source is not None:
        return ("source", root.source)
    if root.identification is Identification.UNNAMED_BARE:
        return ("unnamed", "")
    return ("label", label) if label else ("hop", root.id)


def _is_named(hop: HopFacts) -> bool:
    return hop.identification is not None and hop.identification.is_named


def _is_one_unnamed(hop: HopFacts) -> bool:
    unnamed = hop.identification is not None and hop.identification.is_unnamed
    may_be_several = hop.plural_stated if hop.n_identified is None else hop.n_identified > 1
    return unnamed and not may_be_several


def _weakest(hops: Sequence[HopFacts], circular: frozenset[HopId], shape: chain.Shape) -> Weakest | None:
    """The limiting hop; None where nothing weak has been recorded about any."""
    distance = {hop_id: number for number, column in enumerate(shape.columns) for hop_id in column}
    found = {hop.id: weaknesses(hop, circular=hop.id in circular) for hop in hops}
    weak = [hop for hop in hops if found[hop.id]]
    if not weak:
        return None
    hop = max(weak, key=lambda each: (*weight(found[each.id]), distance[each.id]))
    return Weakest(hop=hop.id, reason=found[hop.id][0], grade=hop.grade)


@lru_cache(maxsize=1_024)
def _circular(
    given: tuple[tuple[HopId, tuple[HopId, ...]], ...],
    sources: tuple[str | None, ...],
    article_source: str | None,
) -> frozenset[HopId]:
    """The hops of cycles, and those that return to a source already passed and left.

    given: each hop with the hops it is reached from; sources: their source keys, in the same order.

    Sources are bits, so that a set of them passes from hop to hop in one step. Per hop: `passed`, the
    sources on any way from the article up to and including it, and `left`, those of them that were
    followed by another source. A hop returns if its source was left before it was reached.
    """
    via = dict(given)
    bits = {key: 1 << number for number, key in enumerate(dict.fromkeys(sources))}
    bits.setdefault(article_source, 1 << len(bits))
    bits[None] = 0
    source = {hop: bits[key] for hop, key in zip(via, sources, strict=True)}
    passed: dict[HopId, int] = {}
    left: dict[HopId, int] = {}
    circular: set[HopId] = set()
    for group in chain.groups(via):
        members = set(group)
        before = left_before = 0
        for hop in group:
            if not via[hop]:
                before |= bits[article_source]
            for other in via[hop]:
                before |= passed.get(other, 0)
                left_before |= left.get(other, 0)
        own = {source[hop] for hop in group}
        if chain.is_cycle(group, via) or source[group[0]] & left_before:
            circular |= members
        everything = before
        for bit in own:
            everything |= bit
        # A way can go round a cycle, so that there every source is followed by every other one.
        followed = everything if len(own) > 1 else left_before | (before & ~next(iter(own)))
        for hop in group:
            passed[hop], left[hop] = everything, followed
    return frozenset(circular)
