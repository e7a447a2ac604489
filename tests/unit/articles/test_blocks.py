"""The block labeller: what it promises of every text, and pages as people paste them."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.articles.blocks import Kind, label_blocks, patterns
from tests.unit.articles.page_cases import CASES, PARAGRAPH, page_of

LINES = st.sampled_from(
    [line for _, blocks in CASES for _, line in blocks]
    + ["Ann Lee/AP", "(AP)", "|", "x", "Photo:", "By ", "", "  ", "\u200b"]
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=12).flatmap(
        lambda lines: st.sampled_from(["\n", "\n\n", "\r\n", " ", ""]).map(lambda mark: mark.join(lines))
    ),
)


@pytest.mark.parametrize("blocks", [pytest.param(blocks, id=name) for name, blocks in CASES])
def test_pages_are_labelled_as_an_editor_would(blocks: list[tuple[str, str]]) -> None:
    text, expected = page_of(blocks)
    assert [(kind, text[start:end]) for start, end, kind in label_blocks(text)] == expected


@given(TEXTS)
def test_blocks_are_in_order_and_leave_out_only_white_space(text: str) -> None:
    end_before = 0
    for start, end, kind in label_blocks(text):
        assert end_before <= start < end <= len(text)
        assert text[end_before:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        assert kind in get_args(Kind)
        end_before = end
    assert text[end_before:].strip() == ""


@given(TEXTS)
def test_the_same_text_is_labelled_the_same_way_again(text: str) -> None:
    assert label_blocks(text) == label_blocks(text)


@given(st.lists(st.just(PARAGRAPH), min_size=1, max_size=30))
def test_paragraphs_alone_are_all_body(paragraphs: list[str]) -> None:
    assert {kind for _, _, kind in label_blocks("\n".join(paragraphs))} == {"body"}


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Ann Lee",
        "PHOTO BY ANN LEE",
        "(Photo credit: Ann Lee/Flash90)",
        "Ann Lee/Flash 90",
        "Ann van der Lee / Getty Images",
        "Ann Lee via Reuters",
        "Ann Lee, AP",
        "AFP",
        "(AP Photo/Ann Lee, File)",
        "© Ann Lee",
        "Image: Ann Lee for The Herald",
        "Bild: Anna Roth/dpa",
        "Crédit photo : Anne Martin",
        "图片来源：新华社",
    ],
)
def test_credits_are_recognised(line: str) -> None:
    assert patterns.is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "Photos show what happened",
        "Image: the mayor as a child",
        "Reuters reports new talks",
        "Pool closes for the summer",
        "Cat/dog talks resume",
        "X marks the spot",
        "Levi, Ray and AP",
    ],
)
def test_lines_that_only_resemble_credits_are_not(line: str) -> None:
    assert not patterns.is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Dana Levi",
        "BY DANA LEVI AND TOM RAY",
        "By J. K. Moss, Political Correspondent",
        "By Reuters Staff in London",
        "Por Ana Pérez",
        "Автор: Иван Петров",
        "بقلم سامي خليل",
    ],
)
def test_bylines_are_recognised(line: str) -> None:
    assert patterns.is_byline(line)


@pytest.mark.parametrize(
    "line",
    ["By the time she left", "By Monday the army had left", "By Dana Levi. She left.", "Von Berlin nach Rom"],
)
def test_lines_that_only_resemble_bylines_are_not(line: str) -> None:
    assert not patterns.is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "May 3, 2021",
        "Monday, 3 May 2021",
        "Published: 03/05/2021 10:15",
        "Updated at 3 May 2021, 10:15 a.m. EST",
        "3 de mayo de 2021",
        "2021年5月3日",
        "3 מאי 2021".replace("מאי", "במאי"),
        "3. Mai 2021 | Aktualisiert 10:15 Uhr",
    ],
)
def test_dates_are_recognised(line: str) -> None:
    assert patterns.is_date(line)


@pytest.mark.parametrize(
    "line", ["3 May 2021 was a bad day", "May 3, 2021: bridge closed again", "1/2/3go", "In May 2021"]
)
def test_lines_that_only_resemble_dates_are_not(line: str) -> None:
    assert not patterns.is_date(line)
