"""What an article rests on, put together from its chains, and its drawing."""

from __future__ import annotations

import re

import pytest

from factcheck.annotation.hops import HopFacts, Identification
from factcheck.tracing.graph import MOST_BETWEEN, MOST_ROOTS, OTHER_ROOTS, Graph, draw
from factcheck.tracing.story import Record, Story, put_together
from tests.support.pace import seconds

OUTLET, NAMED = Identification.OUTLET, Identification.NAMED
UNNAMED, COLLECTIVE = Identification.UNNAMED_DESCRIBED, Identification.COLLECTIVE


def hop(uid: str, *via: str, source: str = "", who: Identification | None = None, **more: object) -> HopFacts:
    key = source or uid
    return HopFacts(id=uid, via=via, source=key, label=key.title(), identification=who, **more)  # type: ignore[arg-type]


def record(number: int, *hops: HopFacts, claim: str = "") -> Record:
    return Record(claim or f"claim{number}", 100 * number, number, f"Claim {number}.", hops)


def ferry() -> Story:
    """Three claims: two by way of the Courier, one straight from the minister."""
    return put_together(
        [
            record(1, hop("courier", who=OUTLET), hop("official", "courier", who=UNNAMED)),
            record(2, hop("minister", who=NAMED)),
            record(3, hop("c3", source="courier", who=OUTLET)),
            record(4),
        ]
    )


def test_sources_are_one_over_all_claims_and_roots_come_first() -> None:
    story = ferry()
    assert list(story.sources) == ["courier", "minister", "official"]
    courier = story.sources["courier"]
    assert (list(courier.claims), list(courier.rooted)) == (["claim1", "claim3"], ["claim3"])
    assert list(courier.alone) == ["claim3"]
    assert [(root.key, root.named, root.unnamed) for root in story.roots] == [
        ("courier", True, False),
        ("minister", True, False),
        ("official", False, True),
    ]
    assert story.links == {
        (None, "courier"): 2,
        ("courier", "official"): 1,
        (None, "minister"): 1,
    }
    assert "claim4" not in story.claims
    assert story.single_unnamed == 1


def test_the_weakest_link_is_marked_with_what_is_most_often_the_matter() -> None:
    official = ferry().sources["official"]
    assert (list(official.weakest), official.reason) == (["claim1"], "unnamed_described")
    assert ferry().sources["minister"].reason is None


def test_two_records_of_one_claim_count_once() -> None:
    story = put_together(
        [
            record(1, hop("minister", who=NAMED), claim="one"),
            record(1, hop("m2", source="minister", who=NAMED), claim="one"),
        ]
    )
    assert len(story.sources["minister"].rooted) == 1
    assert story.links == {(None, "minister"): 1}


def test_circular_reporting_is_counted_and_has_no_root() -> None:
    story = put_together([record(1, hop("radio", "ledger"), hop("ledger", "radio"))])
    assert (story.circular, story.roots) == (1, [])
    assert list(story.sources["radio"].circular) == ["claim1"]
    assert (None, "radio") in story.links
    graph = draw(story)
    assert [line.back for line in graph.lines].count(True) == 1


def xs(graph: Graph) -> dict[str, int]:
    return {box.source.key: box.x for box in graph.boxes if box.source}


def test_the_drawing_leads_from_the_article_to_the_roots() -> None:
    graph = draw(ferry())
    at = xs(graph)
    assert graph.article.x < at["courier"] < at["official"] == at["minister"]
    assert not any(line.back for line in graph.lines)
    assert all(0 <= box.y <= graph.height - graph.box_height for box in graph.boxes)
    assert all(0 <= box.x <= graph.width - graph.box_width for box in graph.boxes)


def test_mirrored_the_roots_stand_at_the_left() -> None:
    graph = draw(ferry(), mirrored=True)
    assert graph.article.x > xs(graph)["courier"] > xs(graph)["official"]


def test_the_more_claims_the_thicker_the_line() -> None:
    story = put_together([record(n, hop(f"h{n}", source="agency" if n < 30 else "clerk")) for n in range(31)])
    weights = {line.claims: line.weight for line in draw(story).lines}
    assert weights[30] == 5
    assert weights[1] == 1


def many(claims: int, roots: int, outlets: int) -> Story:
    return put_together(
        [
            record(
                n,
                hop(f"o{n}", source=f"outlet{n % outlets}", who=OUTLET),
                hop(f"r{n}", f"o{n}", source=f"root{n % roots}", who=NAMED),
            )
            for n in range(claims)
        ]
    )


def test_of_very_many_sources_the_others_stand_together() -> None:
    story = many(1_000, 300, 20)
    graph = draw(story)
    together = {(box.others, box.claims) for box in graph.boxes if box.others}
    assert len(graph.boxes) == MOST_ROOTS + MOST_BETWEEN + 2
    assert {others for others, _claims in together} == {300 - MOST_ROOTS, 20 - MOST_BETWEEN}
    drawn = sum(len(box.source.rooted) for box in graph.boxes if box.source)
    assert next(claims for others, claims in together if others == 300 - MOST_ROOTS) == 1_000 - drawn
    assert graph.height < 1_000
    assert OTHER_ROOTS not in story.sources


def relay() -> Story:
    """A long way to the official, and shorter ones past what stands between."""
    way = ("radio", "ledger", "courier", "official")
    long = [hop(key, *way[max(place - 1, 0) : place], who=OUTLET) for place, key in enumerate(way)]
    return put_together(
        [
            record(1, *long),
            record(2, hop("courier", who=OUTLET), hop("official", "courier")),
            record(3, hop("radio", who=OUTLET), hop("minister", "radio", who=NAMED)),
            record(4, hop("official")),
        ]
    )


def points(path: str) -> list[tuple[float, float]]:
    """Points along an SVG path of M, C and H."""
    found: list[tuple[float, float]] = []
    for part in re.findall(r"[MCH][^MCH]+", path):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", part)]
        if part[0] == "M":
            found.append((numbers[0], numbers[1]))
        elif part[0] == "H":
            x, y = found[-1]
            found += [(x + (numbers[0] - x) * step / 20, y) for step in range(21)]
        else:
            corners = [found[-1], *zip(numbers[::2], numbers[1::2], strict=True)]
            found += [curve_at(corners, step / 20) for step in range(21)]
    return found


def curve_at(corners: list[tuple[float, float]], t: float) -> tuple[float, float]:
    shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    x, y = (
        sum(share * corner[axis] for share, corner in zip(shares, corners, strict=True)) for axis in (0, 1)
    )
    return x, y


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("story", [ferry(), relay(), many(30, 6, 4)])
def test_no_line_runs_behind_a_box(story: Story, mirrored: bool) -> None:
    graph = draw(story, mirrored=mirrored)
    boxes = [graph.article, *graph.boxes]
    for line in graph.lines:
        hidden = [
            (x, y)
            for x, y in points(line.path)
            for box in boxes
            if box.x < x < box.x + graph.box_width and box.y <= y <= box.y + graph.box_height
        ]
        assert hidden == [], line.path
        assert all(0 <= y <= graph.height for _x, y in points(line.path))


@pytest.mark.parametrize("claims", [0, 1])
def test_little_or_nothing_is_drawn_too(claims: int) -> None:
    graph = draw(many(claims, 1, 1))
    assert len(graph.boxes) == 2 * claims


def test_a_thousand_claims_are_put_together_and_drawn_in_half_a_second() -> None:
    assert seconds(lambda: draw(many(1_000, 300, 20))) < 0.5
