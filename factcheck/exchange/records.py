"""Documents in a file: one JSON value, or JSON Lines with one on each line; told by content first, then by name."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import TypeVar

from flask_babel import gettext as _

from factcheck.errors import Conflict, Invalid

Result = TypeVar("Result")
LINES = {".jsonl", ".ndjson"}
ENDINGS = {".json", *LINES}
_BEGINS_A_DOCUMENT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"schema"\s*:\s*"factcheck/')


@dataclass(frozen=True, slots=True)
class Records:
    """The documents of a file, still as text."""

    data: bytes
    lines: bool

    def each(self, act: Callable[[bytes], Result]) -> Iterator[Result]:
        """What `act` makes of each record, in order. Raises what it raises, with the number of the record in JSON
        Lines, counted from 1 without empty lines."""
        if not self.lines:
            yield act(self.data)
            return
        number = 0
        start = 0
        while start < len(self.data):
            end = self.data.find(b"\n", start)
            end = len(self.data) if end == -1 else end
            text = self.data[start:end].strip()
            start = end + 1
            if not text:
                continue
            number += 1
            try:
                yield act(text)
            except Invalid as error:
                raise Invalid(_("record %(n)s: %(why)s", n=number, why=error.message), error.field) from error
            except Conflict as error:
                raise Conflict(_("record %(n)s: %(why)s", n=number, why=error.message)) from error


def find_records(data: bytes, name: str) -> Records | None:
    """The documents of a file, or None for a file that is a text: one that is no JSON object, or one without a
    `schema`, and is not called as JSON files are."""
    first, _line_end, rest = data.strip().partition(b"\n")
    ending = PurePath(name).suffix.lower()
    if ending not in ENDINGS and not _BEGINS_A_DOCUMENT.match(data):
        if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            return None
        if not (_is_document(first) or _is_document(data)):
            return None
    return Records(data, lines=ending in LINES or (bool(rest.strip()) and _is_object(first)))


def _is_document(data: bytes) -> bool:
    value = _object(data)
    return value is not None and "schema" in value


def _is_object(data: bytes) -> bool:
    return _object(data) is not None


def _object(data: bytes) -> dict[str, object] | None:
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
