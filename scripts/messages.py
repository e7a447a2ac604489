"""`make messages`: gather what people read into factcheck/translations/messages.pot, and bring every language up to it.

`messages.py update [LANGUAGE]` does that, and begins a catalogue for LANGUAGE (such as `fr` or `pt_BR`) where one
is named; `messages.py compile` only turns the catalogues into what the program reads (.mo, not committed).
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "factcheck" / "translations"
TEMPLATE = TRANSLATIONS / "messages.pot"
SOURCES = {"factcheck": [("**.py", "python")], "templates": [("**.html", "jinja2")]}
OPTIONS = {"**.html": {"trimmed": "true", "silent": "false"}}
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
}
# A comment before a string that begins so is shown to translators.
COMMENT_TAGS = ("i18n:",)
ABOUT: dict[str, Any] = {
    "project": "Factcheck",
    "version": "1",
    "header_comment": "# What people read in Factcheck. Brought up to the sources by `make messages`.",
    "msgid_bugs_address": "the issues of the project",
    "last_translator": "the authors of Factcheck",
    "language_team": "the authors of Factcheck",
    "fuzzy": False,
}


def extract() -> Catalog:
    """Every string of the sources that people read, with the files that it is in."""
    catalog = Catalog(**ABOUT)
    for folder, methods in SOURCES.items():
        found = extract_from_dir(ROOT / folder, methods, OPTIONS, KEYWORDS, COMMENT_TAGS)
        for name, _line, message, comments, context in found:
            catalog.add(message, locations=[(f"{folder}/{name}", 0)], auto_comments=comments, context=context)
    return catalog


def catalogues() -> dict[str, Path]:
    """The catalogue of each language that there is one for, by its code."""
    return {path.parent.parent.name: path for path in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po"))}


def read(path: Path, language: str | None = None) -> Catalog:
    """A stored catalogue."""
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def update(new: str | None) -> None:
    """Write the template and bring every catalogue up to it; a changed string keeps its translation, marked fuzzy."""
    locale = Locale.parse(new) if new else None
    template = extract()
    _write(TEMPLATE, template)
    for language, path in catalogues().items():
        catalog = read(path, language)
        catalog.update(template, update_creation_date=False)
        _write(path, catalog)
        _report(language, catalog)
    if new and new not in catalogues():
        catalog = Catalog(locale=locale, **ABOUT)
        catalog.update(template)
        path = TRANSLATIONS / new / "LC_MESSAGES" / "messages.po"
        path.parent.mkdir(parents=True)
        _write(path, catalog)
        _report(new, catalog)


def compile_all() -> None:
    """Write the .mo of every catalogue beside it; fuzzy translations are left out."""
    for stale in TRANSLATIONS.glob("*/LC_MESSAGES/*.mo"):
        stale.unlink()
    for language, path in catalogues().items():
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(path, language))


def _write(path: Path, catalog: Catalog) -> None:
    """Write a catalogue, unless nothing but its date would change."""
    if path.is_file():
        catalog.creation_date = read(path).creation_date
        if _serialised(catalog) == path.read_bytes():
            return
    catalog.creation_date = datetime.now(UTC).replace(microsecond=0)
    path.write_bytes(_serialised(catalog))


def _serialised(catalog: Catalog) -> bytes:
    # Without line numbers: they would change with every edit of the sources.
    catalog.revision_date = catalog.creation_date
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=110, include_lineno=False, ignore_obsolete=True, sort_by_file=True)
    return buffer.getvalue()


def _report(language: str, catalog: Catalog) -> None:
    messages: list[Message] = [message for message in catalog if message.id]
    fuzzy = sum(message.fuzzy for message in messages)
    lacking = sum(
        not (all(given) if isinstance(given := message.string, tuple) else given) for message in messages
    )
    print(f"{language}: {len(messages)} strings, {lacking} to translate, {fuzzy} to look at again (fuzzy)")


def main(arguments: list[str]) -> int:
    """Exit status 0; 2 for a command or a language that there is not."""
    match arguments:
        case ["compile"]:
            compile_all()
        case ["update", *named] if len(named) < 2:
            try:
                update(named[0] if named else None)
            except (ValueError, UnknownLocaleError) as error:
                print(f"{error}. Name a language such as fr or pt_BR.", file=sys.stderr)
                return 2
            compile_all()
        case _:
            print("usage: messages.py compile | update [LANGUAGE]", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
