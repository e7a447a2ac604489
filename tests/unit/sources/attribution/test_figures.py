"""The figures reached on the cases of the brief and on the blind set, held so that no change falls behind them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from factcheck.sources.attribution import Attribution, attributions

ROOT = Path(__file__).resolve().parents[4]
SHARED = ROOT.parent / "shared"
EDGE = " ,.;:"
Spans = list[tuple[int, int]]


def trimmed(text: str, span: Any) -> tuple[int, int] | None:
    """A span without the punctuation at its ends."""
    if span is None:
        return None
    start, end = span
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return start, end


def meets(cue: Any, other: Any) -> bool:
    return bool(cue and other) and cue[0] < other[1] and other[0] < cue[1]


def matched(text: str, gold: list[dict[str, Any]], found: list[Attribution]) -> dict[int, int]:
    """Index of a case's attribution → index of the one found with an overlapping cue, by the same source first."""
    match: dict[int, int] = {}
    for n, want in enumerate(gold):
        free = [k for k in range(len(found)) if k not in match.values() and meets(want["cue"], found[k].cue)]
        same = [k for k in free if trimmed(text, found[k].source) == trimmed(text, want["source"])]
        if same or free:
            match[n] = (same or free)[0]
    return match


def score(cases: list[dict[str, Any]]) -> tuple[float, float, float]:
    """(exact source F1, exact content F1, share of nested cases with the whole tree right), in per cent."""
    sources = contents = wanted = proposed = trees = nested = 0
    for case in cases:
        text, gold = case["text"], case["gold"]
        found = attributions(text, case["previous"])
        match = matched(text, gold, found)
        wanted, proposed = wanted + len(gold), proposed + len(found)
        for n, k in match.items():
            sources += trimmed(text, found[k].source) == trimmed(text, gold[n]["source"])
            pieces = [trimmed(text, span) for span in found[k].content]
            contents += pieces == [trimmed(text, span) for span in gold[n]["content"]]
        if any(want["parent"] is not None for want in gold):
            nested += 1
            outer = {n: match.get(want["parent"]) for n, want in enumerate(gold)}
            whole = len(match) == len(gold) == len(found)
            trees += whole and all(found[k].parent == outer[n] for n, k in match.items())
    halves = (wanted + proposed) / 200
    return sources / halves, contents / halves, 100 * trees / nested


@pytest.mark.skipif(not (SHARED / "prototypes").exists(), reason="the cases of the brief are not here")
def test_the_cases_of_the_brief_keep_their_figures() -> None:
    path = SHARED / "prototypes" / "attribution_cases.json"
    sources, contents, trees = score(json.loads(path.read_text(encoding="utf-8"))["cases"])
    assert sources >= 99.9
    assert contents >= 99.9
    assert trees >= 99.9


def test_the_blind_set_keeps_its_second_figures() -> None:
    path = ROOT / "tests" / "data" / "attribution_blind.json"
    sources, contents, trees = score(json.loads(path.read_text(encoding="utf-8"))["cases"])
    assert sources >= 93
    assert contents >= 91
    assert trees >= 84


def tree_is_right(text: str, gold: list[dict[str, Any]]) -> bool:
    """Whether every attribution of a sentence is found with its outer one, and nothing else."""
    found = attributions(text)
    cues = [text[a.cue[0] : a.cue[1]] if a.cue else "" for a in found]
    sources = [text[slice(*trimmed(text, a.source) or (0, 0))] for a in found]
    match: dict[int, int] = {}
    for exact in (True, False):
        for n, want in enumerate(gold):
            name = (want["source"] or "").strip(EDGE)
            fits = [k for k, cue in enumerate(cues) if cue and (cue in want["cue"] or want["cue"] in cue)]
            free = [k for k in fits if k not in match.values() and (sources[k] == name or not exact)]
            if n not in match and free:
                match[n] = free[0]
    if not len(match) == len(gold) == len(found):
        return False
    return all(found[k].parent == match.get(gold[n]["parent"]) for n, k in match.items())


def test_the_lots_of_nested_sentences_keep_their_trees() -> None:
    path = ROOT / "tests" / "data" / "attribution_lots.json"
    lots = json.loads(path.read_text(encoding="utf-8"))["lots"]
    cases = [case for lot in lots.values() for case in lot["cases"]]
    nested = [case for case in cases if any(want["parent"] is not None for want in case["gold"])]
    assert len(nested) == sum(lot["nested"] for lot in lots.values())
    right = [tree_is_right(case["text"], case["gold"]) for case in nested]
    assert sum(right) >= 0.84 * len(right)


def article_chains() -> set[tuple[str, str, str]]:
    """(source, cue, outer source) of the sample article, paragraph by paragraph."""
    text = (SHARED / "articles" / "herzog-viktorov.txt").read_text(encoding="utf-8")
    chains: set[tuple[str, str, str]] = set()
    before = ""
    for line in filter(str.strip, text.splitlines()):
        found = attributions(line, before)
        for one in found:
            outer = found[one.parent].source if one.parent is not None else None
            cut = [line[span[0] : span[1]] if span else "" for span in (one.source, one.cue, outer)]
            chains.add((cut[0], cut[1], cut[2]))
        before = line
    return chains


@pytest.mark.skipif(not (SHARED / "articles").exists(), reason="the sample article is not here")
def test_the_sample_article_is_drawn_as_an_editor_would() -> None:
    chains = article_chains()
    assert ("pro-Syria news outlets in Lebanon", "reported", "") in chains
    assert ("the London-based Asharq Al-Awsat newspaper", "was quoted by", "") in chains
    inner = ('A "well-informed" Russian source', "saying", "the London-based Asharq Al-Awsat newspaper")
    assert inner in chains
