"""The sentence segmenter: what it promises of every text, and cases of each language."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.articles.blocks import labelling
from factcheck.articles.segmenter import VERSION, rules, segment
from factcheck.articles.segmenter.registry import LANGUAGES, OTHER, language_for
from tests.unit.articles.sentence_cases import CASES, unmarked

SIGNS = "\"'“”‘’«»()[]{}.!?…。！？।؟;:,-—#@/ \n\u2028\u200f\u0301\u00a0\x1f"
WORDS = ["A", "a", "Mr", "U.S", "1", "א", "字", "か", "😀", "👩‍👧", "❤️", " The ", " he ", ":)", "e.g", "\r\n"]
PIECES = st.sampled_from([*SIGNS, *WORDS])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))
CODES = st.sampled_from([*LANGUAGES, "", "xx", "pt-BR"])
GROUPS = ("GLUED", "STRONG", "BEFORE_SMALL_LETTER", "BEFORE_CAPITAL", "BEFORE_OTHER_SIGN", "MOODS")
RULES = [(group, rule) for group in GROUPS for rule in getattr(rules, group)]


@pytest.mark.parametrize(
    ("lang", "marked"), [pytest.param(*case, id=f"{case[0]}: {name}") for name, *case in CASES]
)
def test_sentences_are_cut_as_an_editor_would(lang: str, marked: str) -> None:
    text, spans = unmarked(marked)
    assert [text[start:end] for start, end in segment(text, lang)] == [
        text[start:end] for start, end in spans
    ]


@pytest.mark.parametrize(
    ("group", "rule"), [pytest.param(*row, id=f"{row[0]}-{row[1].__name__}") for row in RULES]
)
def test_every_rule_is_needed_by_some_case(
    group: str, rule: rules.Rule, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, group, tuple(other for other in getattr(rules, group) if other is not rule))
    texts = [(lang, *unmarked(marked)) for _, lang, marked in CASES]
    assert any(segment(text, lang) != spans for lang, text, spans in texts), (
        f"{rule.__name__} changes no case"
    )


@given(TEXTS, CODES)
def test_spans_are_in_order_and_leave_out_only_white_space(text: str, lang: str) -> None:
    end_before = 0
    for start, end in segment(text, lang):
        assert end_before <= start < end <= len(text)
        assert text[end_before:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        end_before = end
    assert text[end_before:].strip() == ""


@given(TEXTS, CODES)
def test_the_same_text_is_cut_the_same_way_again(text: str, lang: str) -> None:
    assert segment(text, lang) == segment(text, lang)


@given(st.lists(TEXTS, min_size=2, max_size=4), CODES)
def test_a_line_is_cut_without_regard_to_its_neighbours(lines: list[str], lang: str) -> None:
    expected, offset = [], 0
    for line in lines:
        expected += [(offset + start, offset + end) for start, end in segment(line, lang)]
        offset += len(line) + 1
    assert segment("\n".join(lines), lang) == expected


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u2028\t\u3000"])
def test_text_without_signs_has_no_sentences(text: str) -> None:
    assert segment(text, "en") == []


@pytest.mark.parametrize("mark", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_no_sentence_crosses_a_line_break(mark: str) -> None:
    text = f"one{mark}two"
    assert [text[start:end] for start, end in segment(text, "en")] == ["one", "two"]


@pytest.mark.parametrize(
    ("code", "expected"), [("DE", "de"), ("pt_BR", "pt"), ("zh-Hant-TW", "zh"), ("xx", ""), ("", "")]
)
def test_languages_are_found_by_the_first_part_of_their_code(code: str, expected: str) -> None:
    assert language_for(code).code == expected


def test_language_data_is_in_lower_case_and_without_the_last_full_stop() -> None:
    for language in [*LANGUAGES.values(), OTHER]:
        for name in (
            "abbreviations",
            "capital_abbreviations",
            "never_final",
            "titles",
            "reference_words",
            "starters",
        ):
            for word in getattr(language, name):
                assert word == word.lower(), (language.code, name, word)
                assert not word.endswith("."), (language.code, name, word)
        assert language.particles <= language.starters, language.code


def test_the_version_is_short_enough_to_be_stored_with_every_segment() -> None:
    assert 0 < len(VERSION) <= 20


def test_every_rule_says_what_it_does() -> None:
    for _, rule in RULES:
        assert inspect.getdoc(rule), rule


def test_every_rule_is_explained_on_the_page_about_segmentation() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "segmentation.md").read_text(encoding="utf-8")
    names = [rule.__name__ for _, rule in RULES] + [rule.__name__ for rule in labelling.RULES] + ["semicolon"]
    assert [name for name in names if f"`{name}`" not in page] == []
