"""Each rule of attribution, on sentences of its own."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from factcheck.sources.attribution import Attribution, attributions, sentences
from tests.unit.sources.attribution.more_cases import MORE_CASES
from tests.unit.sources.attribution.news_cases import NEWS_CASES
from tests.unit.sources.attribution.rule_cases import RULE_CASES

RULES = {rule.__name__: rule for rule in sentences.RULES}
CASES = [
    (name, *case)
    for table in (RULE_CASES, NEWS_CASES, MORE_CASES)
    for name, cases in table.items()
    for case in cases
]


def written(text: str, found: list[Attribution]) -> tuple[str, ...]:
    """Attributions as the lines of the table."""

    def words(span: tuple[int, int] | None) -> str:
        return "-" if span is None else text[span[0] : span[1]]

    return tuple(
        " | ".join(
            [
                words(a.source),
                words(a.cue),
                " ; ".join(map(words, a.content)),
                a.act,
                "-" if a.parent is None else str(a.parent),
            ]
        )
        for a in found
    )


@pytest.mark.parametrize(("rule", "text", "lines"), CASES, ids=[f"{name}: {text}" for name, text, _ in CASES])
def test_attributions_are_proposed_as_an_editor_would_draw_them(
    rule: str, text: str, lines: tuple[str, ...]
) -> None:
    assert written(text, attributions(text)) == lines


def test_every_rule_has_sentences_of_its_own() -> None:
    assert set(RULES) == set(RULE_CASES) - {""}


@pytest.mark.parametrize("name", RULES)
def test_every_rule_is_needed_by_some_sentence(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentences, "RULES", tuple(rule for rule in sentences.RULES if rule.__name__ != name))
    assert any(written(text, attributions(text)) != lines for text, lines in RULE_CASES[name])


def test_every_rule_says_what_it_does() -> None:
    assert [name for name, rule in RULES.items() if not inspect.getdoc(rule)] == []


def test_every_rule_is_explained_on_the_page_about_attribution() -> None:
    page = (Path(__file__).resolve().parents[4] / "docs" / "attribution.md").read_text(encoding="utf-8")
    assert [name for name in RULES if f"`{name}`" not in page] == []
