"""Languages for tests: a catalogue that brackets every string, and what a page shows outside the brackets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import messages
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from flask import Flask
from lxml import html

BRACKETED = "el"
"""The language whose catalogue has every string in brackets. Its own words (dates, endonyms) have no Latin letter."""
READ_ALOUD = ("aria-label", "aria-description", "title", "placeholder", "alt", "label")
NOT_SHOWN = {"script", "style", "kbd", "code"}
NAMES = {"Factcheck", "https"}
KEYS = "data-keys"
"""Keys as browsers name them, such as `Delete`: nothing that anybody reads."""
LATIN = re.compile(r"[A-Za-z]{2,}")


def bracketed() -> Catalog:
    """Every string of the sources, translated as itself between ⟦ and ⟧."""
    catalog = Catalog(locale=BRACKETED, fuzzy=False)
    for message in messages.extract():
        if not message.id:
            continue
        forms = (message.id,) if isinstance(message.id, str) else message.id
        words = tuple(f"⟦{form}⟧" for form in forms)
        catalog.add(message.id, words[0] if isinstance(message.id, str) else words, context=message.context)
    return catalog


def offer(app: Flask, language: str, catalog: Catalog, folder: Path) -> None:
    """Have the application speak this language, from a catalogue that is compiled into `folder`."""
    path = folder / language / "LC_MESSAGES" / "messages.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalog)
    app.extensions["babel"].translation_directories.insert(0, str(folder))
    app.config["LOCALES"] = sorted({*app.config["LOCALES"], language})


def english_in(page: str) -> list[str]:
    """Text of a page, shown or read aloud or kept for its script, with Latin words outside the brackets."""
    root = html.fromstring(page)
    # A sentence may hold elements, so the brackets around it are looked for in the text of the whole page.
    shown = _outside("\n".join(_texts(root))).splitlines()
    attributes = [text for element in root.iter(tag="*") for text in _attributes(element)]
    return [text.strip() for text in [*shown, *attributes] if _latin(text)]


def english_in_json(value: object) -> list[str]:
    """The same for the texts of a JSON value that is made for people."""
    return [text for text in _strings(value) if _latin(text)]


def _latin(text: str) -> set[str]:
    return set(LATIN.findall(_outside(text))) - NAMES


def _outside(text: str) -> str:
    """What stands outside the brackets, which may be nested: a name of a role inside a sentence."""
    shown, depth = [], 0
    for character in text:
        depth += character == "⟦"
        if not depth:
            shown.append(character)
        depth -= character == "⟧"
    return "".join(shown)


def _texts(root: html.HtmlElement) -> Iterator[str]:
    for element in root.iter(tag="*"):
        kept = element.tag in NOT_SHOWN or element.get("translate") == "no" or _names_a_language(element)
        if not kept:
            yield element.text or ""
        yield element.tail or ""


def _attributes(element: html.HtmlElement) -> Iterator[str]:
    for name, value in element.attrib.items():
        if name in READ_ALOUD or (name == "value" and element.get("type") in ("submit", "button")):
            yield value
        elif name == KEYS:
            continue
        elif name.startswith("data-") and value.startswith("{"):
            yield from _strings(json.loads(value))
        elif name.startswith("data-") and " " in value:
            yield value


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _names_a_language(element: html.HtmlElement) -> bool:
    """Whether this is a choice of a language, which is called what it calls itself."""
    parent = element.getparent()
    return element.tag == "option" and parent.get("name") in ("lang", "locale") and bool(element.get("value"))
