"""The chain rules against a slow and obvious reading of their definitions, on random graphs."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.annotation.hops import HopFacts, HopId, Identification
from factcheck.annotation.sourcing import summarise

ARTICLE = "the article"


@st.composite
def chains(draw: st.DrawFn, *, cyclic: bool) -> list[HopFacts]:
    """Up to nine hops with few sources and labels, so that they meet often; given in any order."""
    size = draw(st.integers(0, 9))
    hops = []
    for number in range(size):
        reachable = range(size) if cyclic else range(number)
        via = draw(st.lists(st.sampled_from(reachable), max_size=3)) if reachable else []
        hops.append(
            HopFacts(
                number,
                via=tuple(via),
                source=draw(st.sampled_from([None, "p", "q", "r", "own"])),
                label=draw(st.sampled_from(["", "an official", "An  Official", "a diplomat"])),
                identification=draw(st.sampled_from([None, *Identification])),
                plural_stated=draw(st.booleans()),
                n_identified=draw(st.sampled_from([None, 0, 1, 2])),
            )
        )
    return draw(st.permutations(hops))


def outwards(hops: list[HopFacts]) -> dict[HopId, set[HopId]]:
    """Hop, or the article → the hops reached from it in one step."""
    steps: dict[HopId, set[HopId]] = {hop.id: set() for hop in hops}
    steps[ARTICLE] = {hop.id for hop in hops if not hop.via}
    for hop in hops:
        for nearer in hop.via:
            steps[nearer].add(hop.id)
    return steps


def reached(start: HopId, steps: dict[HopId, set[HopId]]) -> set[HopId]:
    """Everything reached from a hop in one step or more."""
    seen: set[HopId] = set()
    todo = set(steps[start])
    while todo:
        hop = todo.pop()
        seen.add(hop)
        todo |= steps[hop] - seen
    return seen


def reference_circular(hops: list[HopFacts], article_source: str | None) -> set[HopId]:
    """A hop on a cycle, or one with a walk: same source, …, another source, …, this hop."""
    steps = outwards(hops)
    source: dict[HopId, str | None] = {hop.id: hop.source for hop in hops}
    source[ARTICLE] = article_source
    found = {hop.id for hop in hops if hop.id in reached(hop.id, steps)}
    for start, first in source.items():
        for between in reached(start, steps):
            if first is not None and source[between] != first:
                found |= {end for end in reached(between, steps) if source[end] == first}
    return found


def reference_same(one: HopFacts, other: HopFacts) -> bool:
    """Whether two roots count as one source. A bare and a named root never do, unless a key says so."""
    if one.source is not None or other.source is not None:
        return one.source == other.source
    bare = [hop.identification is Identification.UNNAMED_BARE for hop in (one, other)]
    if any(bare):
        return all(bare)
    labels = [hop.label.lower().split() for hop in (one, other)]
    return bool(labels[0]) and labels[0] == labels[1]


def check(hops: list[HopFacts], article_source: str | None) -> None:
    steps = outwards(hops)
    summary = summarise(hops, article_source=article_source)

    roots = [hop for hop in hops if not steps[hop.id]]
    assert list(summary.roots) == [hop.id for hop in roots]
    # reference_same is an equivalence, so there are as many sources as roots without an equal one before them.
    repeats = {b.id for a, b in combinations(roots, 2) if reference_same(a, b)}
    assert summary.independent_roots == len(roots) - len(repeats)
    named = [root for root in roots if root.identification is not None and root.identification.is_named]
    repeats = {b.id for a, b in combinations(named, 2) if reference_same(a, b)}
    assert summary.named_roots == len(named) - len(repeats)
    assert set(summary.circular) == reference_circular(hops, article_source)
    assert summary.single_unnamed_source is (
        summary.independent_roots == 1
        and all(
            root.identification in (Identification.UNNAMED_BARE, Identification.UNNAMED_DESCRIBED)
            and (root.n_identified in (0, 1) or (root.n_identified is None and not root.plural_stated))
            for root in roots
        )
    )


@given(chains(cyclic=False), st.sampled_from([None, "own"]))
def test_acyclic_chains_agree_with_the_definitions(hops: list[HopFacts], article_source: str | None) -> None:
    check(hops, article_source)


@given(chains(cyclic=True), st.sampled_from([None, "own"]))
def test_chains_with_cycles_agree_with_the_definitions(
    hops: list[HopFacts], article_source: str | None
) -> None:
    check(hops, article_source)


@given(chains(cyclic=True))
def test_the_drawing_holds_every_hop_once_and_every_link_runs_outwards_or_is_marked(
    hops: list[HopFacts],
) -> None:
    shape = summarise(hops).shape
    column: dict[HopId | None, int] = {
        hop: number for number, hops_of in enumerate(shape.columns) for hop in hops_of
    }
    column[None] = -1
    steps = outwards(hops)

    assert sorted(hop for hops_of in shape.columns for hop in hops_of) == sorted(hop.id for hop in hops)
    assert all(shape.columns)
    drawn = [(ARTICLE if link.start is None else link.start, link.end) for link in shape.links]
    assert sorted(drawn, key=str) == sorted(((a, b) for a, ends in steps.items() for b in ends), key=str)
    for link in shape.links:
        if link.back:
            assert link.start is not None
            assert link.start in reached(link.end, steps) or link.start == link.end
        else:
            assert column[link.start] < column[link.end]


@given(chains(cyclic=False))
def test_a_chain_without_a_cycle_has_no_link_that_goes_back(hops: list[HopFacts]) -> None:
    assert not any(link.back for link in summarise(hops).shape.links)
