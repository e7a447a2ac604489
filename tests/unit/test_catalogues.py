"""The catalogues hold every string that people read, and each language that is offered is whole."""

from __future__ import annotations

import re
from pathlib import Path

import messages
import pytest
from babel.messages.catalog import Catalog, Message
from steps import ROOT

LANGUAGES = messages.catalogues()
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
SCRIPT_TEXT = re.compile(r"""['"`]([A-Z][a-z][^'"`]*)['"`]""")
KEYS = {
    "Accept",
    "ArrowDown",
    "ArrowLeft",
    "ArrowRight",
    "ArrowUp",
    "Backspace",
    "Enter",
    "Escape",
    "Files",
    "Shift",
    "Tab",
}
Words = tuple[str | None, tuple[str, ...]]


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """A message or a translation as its plural forms; one where it has none."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def held(catalog: Catalog) -> dict[Words, Message]:
    return {(message.context, forms(message.id)): message for message in catalog if message.id}


def test_the_template_holds_every_string_of_the_sources_and_no_other() -> None:
    stored, found = held(messages.read(messages.TEMPLATE)), held(messages.extract())

    assert found.keys() - stored.keys() == set(), "run `make messages`"
    assert stored.keys() - found.keys() == set(), "run `make messages`"


def test_what_is_shown_later_and_what_the_rules_say_is_in_the_template_too() -> None:
    found = held(messages.extract())

    assert (None, ("attached a link",)) in found  # lazy
    assert ("verdict", ("Mixed",)) in found  # lazy, with a context
    assert (None, ("%(num)d day", "%(num)d days")) in found  # lazy, with a plural
    assert (None, ("There is no text in this. Paste or choose the text of an article.",)) in found


def test_the_scripts_of_the_pages_hold_no_words_of_their_own() -> None:
    scripts = (ROOT / "static" / "js").glob("*.js")
    found = {
        text
        for path in scripts
        for line in path.read_text(encoding="utf-8").splitlines()
        for text in SCRIPT_TEXT.findall(line.partition("// ")[0])
        if text not in KEYS and "-" not in text
    }

    assert found == set(), "put it into a data attribute of the template"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_string_translated(language: str) -> None:
    catalog = messages.read(LANGUAGES[language], language)
    entries = held(catalog)

    assert entries.keys() == held(messages.read(messages.TEMPLATE)).keys(), "run `make messages`"
    assert [words for words, message in entries.items() if message.fuzzy] == []
    assert [words for words, message in entries.items() if not all(forms(message.string) or [""])] == []
    assert {
        words
        for words, message in entries.items()
        if len(forms(message.string)) != (catalog.num_plurals if message.pluralizable else 1)
    } == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_placeholders_of_the_original(language: str) -> None:
    wrong = {
        (original, translation)
        for (_context, original), message in held(messages.read(LANGUAGES[language], language)).items()
        for translation in forms(message.string)
        if set(PLACEHOLDER.findall(translation)) != set(PLACEHOLDER.findall(original[-1]))
    }

    assert wrong == set()


def test_a_new_language_begins_with_every_string_and_a_changed_string_is_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(messages, "TRANSLATIONS", tmp_path)
    monkeypatch.setattr(messages, "TEMPLATE", tmp_path / "messages.pot")

    assert messages.main(["update", "pl"]) == 0
    path = messages.catalogues()["pl"]
    catalog = messages.read(path, "pl")
    assert held(catalog).keys() == held(messages.extract()).keys()
    assert catalog.num_plurals == 3
    assert "0 to look at again" in capsys.readouterr().out

    catalog.add("Please sign in, now.", string="Zaloguj się.")
    catalog.delete("Please sign in.")
    path.write_bytes(messages._serialised(catalog))
    assert messages.main(["update"]) == 0
    assert messages.read(path, "pl")["Please sign in."].fuzzy
    assert "1 to look at again" in capsys.readouterr().out
    assert path.with_suffix(".mo").is_file()


def test_bringing_the_catalogues_up_to_unchanged_sources_changes_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "TRANSLATIONS", tmp_path)
    monkeypatch.setattr(messages, "TEMPLATE", tmp_path / "messages.pot")
    assert messages.main(["update", "he"]) == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.po*")}
    for path, content in before.items():
        path.write_bytes(re.sub(rb"(Date: )\d{4}", rb"\g<1>2001", content))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.po*")}

    assert messages.main(["update"]) == 0
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.po*")} == before


@pytest.mark.parametrize("arguments", [[], ["update", "xx"], ["update", "de", "fr"], ["translate"]])
def test_a_command_or_a_language_that_there_is_not_is_refused(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(messages, "TRANSLATIONS", tmp_path)
    monkeypatch.setattr(messages, "TEMPLATE", tmp_path / "messages.pot")

    assert messages.main(arguments) == 2
    assert capsys.readouterr().err
