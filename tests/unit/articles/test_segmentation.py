"""Blocks and sentences joined: the segments of a revision."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.articles.blocks import Kind
from factcheck.articles.models import SegmentKind
from factcheck.articles.segmentation import Cut, cut
from factcheck.articles.segmenter import segment
from tests.support.pace import seconds
from tests.unit.articles.hostile import HOSTILE
from tests.unit.articles.page_cases import CASES, PARAGRAPH, page_of
from tests.unit.articles.test_blocks import TEXTS

ROOT = Path(__file__).resolve().parents[3]
ARTICLES = ROOT.parent / "shared" / "articles"
LANGS = st.sampled_from(["en", "he", "zh", "ru", ""])


@given(TEXTS, LANGS)
def test_segments_are_in_order_and_leave_out_only_white_space(text: str, lang: str) -> None:
    end_before, paragraph_before = 0, 0
    for number, segment_cut in enumerate(cut(text, lang)):
        assert end_before <= segment_cut.start < segment_cut.end <= len(text)
        assert text[end_before : segment_cut.start].strip() == ""
        assert text[segment_cut.start : segment_cut.end] == text[segment_cut.start : segment_cut.end].strip()
        assert segment_cut.paragraph - paragraph_before in ((0, 1) if number else (0,))
        end_before, paragraph_before = segment_cut.end, segment_cut.paragraph
    assert text[end_before:].strip() == ""


@given(TEXTS, LANGS)
def test_a_paragraph_is_a_line_that_holds_text(text: str, lang: str) -> None:
    lines = [line for line in text.splitlines() if line.strip()]
    cuts = cut(text, lang)
    assert len({segment_cut.paragraph for segment_cut in cuts}) == len(lines)
    for segment_cut in cuts:
        assert text[segment_cut.start : segment_cut.end] in lines[segment_cut.paragraph]


@given(TEXTS, LANGS)
def test_the_same_text_gives_the_same_segments_again(text: str, lang: str) -> None:
    assert cut(text, lang) == cut(text, lang)


@pytest.mark.parametrize("blocks", [pytest.param(blocks, id=name) for name, blocks in CASES])
def test_everything_but_the_body_is_one_segment_a_block(blocks: list[tuple[str, str]]) -> None:
    text, expected = page_of(blocks)
    cuts = [(c.kind, text[c.start : c.end]) for c in cut(text, "en")]
    assert [row for row in cuts if row[0] != "body"] == [row for row in expected if row[0] != "body"]


def test_the_body_is_cut_into_the_sentences_of_its_language() -> None:
    text = "Am 3. Mai kam sie, das weiß man seit Montag recht genau. Sie blieb z. B. in Berlin."
    assert [(c.start, c.end) for c in cut(text, "de")] == segment(text, "de")
    assert len(cut(text, "de")) == 2


def test_a_caption_of_several_sentences_is_cut_into_them() -> None:
    text = (
        "The mayor leaves the chamber at night. Behind her stands the old bridge.\nPhoto: Ann Lee\n"
        + PARAGRAPH
    )
    assert [(c.kind, c.paragraph) for c in cut("Bridge closed\n" + text, "en")] == [
        ("headline", 0),
        ("caption", 1),
        ("caption", 1),
        ("credit", 2),
        ("body", 3),
    ]


def test_a_byline_with_initials_stays_whole() -> None:
    text = "Bridge closed\nBy J. K. Moss and Dr. A. Ray\n" + PARAGRAPH
    assert cut(text, "en")[1] == Cut(14, 42, "byline", 1)


def test_the_kinds_are_those_that_are_stored() -> None:
    assert set(get_args(Kind)) == {kind.value for kind in SegmentKind}


def test_offsets_count_code_points_whatever_a_browser_counts() -> None:
    sentences = ["👩‍👩‍👧‍👦 Dana waved.", "Cafe\u0301s closed 🇮🇱.", "𝕏 fell."]
    text = " ".join(sentences)
    assert [(c.start, c.end) for c in cut(text, "en")] == [(0, 19), (20, 37), (38, 45)]
    assert [text[c.start : c.end] for c in cut(text, "en")] == sentences


@pytest.mark.skipif(not ARTICLES.exists(), reason="the sample article is not beside the repository")
def test_the_sample_article_comes_out_as_its_editor_cut_it() -> None:
    gold = json.loads((ARTICLES / "herzog-viktorov.gold.json").read_text(encoding="utf-8"))
    text = (ARTICLES / gold["article"]).read_text(encoding="utf-8")
    assert hashlib.sha256(text.encode()).hexdigest() == gold["sha256"]
    cuts = cut(text, "en")
    assert [(c.start, c.end) for c in cuts] == [(row["start"], row["end"]) for row in gold["segments"]]
    for segment_cut, row in zip(cuts, gold["segments"], strict=True):
        assert segment_cut.kind in (row["kind"], *row.get("also_accepted", ()))


def test_segmenting_needs_no_framework() -> None:
    program = (
        "import sys; from factcheck.articles.segmenter import segment;"
        "from factcheck.articles.blocks import label_blocks; from factcheck.articles.segmentation import cut;"
        "print({'flask', 'sqlalchemy', 'wtforms'} & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert run.stdout.strip() == "set()"


def _seconds(text: str, lang: str, runs: int = 1) -> float:
    """The best of some runs, in time of this process alone, without what earlier tests left to collect."""
    return seconds(lambda: cut(text, lang), runs)


def _repeated(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


@pytest.mark.parametrize("piece", [pytest.param(piece, id=ascii(piece)[:40]) for piece in HOSTILE])
def test_c22_hostile_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    half, whole = (_seconds(_repeated(piece, size), "ru", runs=3) for size in (20_000, 40_000))
    assert whole < max(4 * half, 0.1), f"{half:.3f} s, but {whole:.3f} s for twice the text"


@pytest.mark.parametrize("run", [*"\"'“)]😀❤#.!? a", "\ufe0f", "\u200b"], ids=ascii)
def test_c22_one_long_run_behind_a_stop_takes_under_two_seconds(run: str) -> None:
    assert _seconds("A." + run * 500_000 + " b", "en") < 2.0
    assert _seconds("A 😀" + run * 500_000 + "b", "en") < 2.0


@pytest.mark.parametrize("piece", ["a\n", "A. ", ". (", "\n\na. B"])
def test_c22_the_slowest_hostile_texts_take_under_two_seconds_for_500_kb(piece: str) -> None:
    assert _seconds(_repeated(piece, 500_000), "en", runs=2) < 2.0


def test_c22_short_lines_that_are_all_different_take_time_in_proportion() -> None:
    """What is remembered of repeated lines does not help here."""

    def text(lines: int) -> str:
        return "\n".join(f"{number % 10}. {number:x}B" for number in range(lines))

    pairs = [[_seconds(text(lines), "en") for lines in (3_000, 6_000)] for _pair in range(3)]
    assert any(whole < 4 * half for half, whole in pairs), pairs


def test_a_line_that_is_repeated_is_cut_and_labelled_as_the_first_time() -> None:
    page = "Ferry talks resume\nShare\nBy Ann Lee\nPhoto: Ann Lee\nMr. A. Smith met her. She left.\n"
    found = [(piece.end - piece.start, piece.kind) for piece in cut(page * 3, "en")]
    once = len(found) // 3
    assert len(cut(page, "en")) == once == 6
    assert found[once : 2 * once] == found[2 * once :]
    assert {"boilerplate", "byline", "credit", "body"} <= {kind for _length, kind in found[once:]}


def test_c22_a_large_article_takes_under_a_second_for_1_mb() -> None:
    page = "\n\n".join(page_of(blocks)[0] for _, blocks in CASES)
    assert _seconds(_repeated(page, 1_000_000), "en") < 1.0
