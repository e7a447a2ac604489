"""The one way a document becomes bytes: UTF-8, members in the order of the schema, nothing escaped without need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from factcheck.exchange.shapes import Claim, Document

_encoder = msgspec.json.Encoder()


def page(document: Any) -> bytes:
    """One document for people and tools: two spaces of indent, a line end at the end."""
    return msgspec.json.format(_encoder.encode(document), indent=2) + b"\n"


def line(document: Any) -> bytes:
    """One document on one line, as JSON Lines want it, with its line end."""
    return _encoder.encode(document) + b"\n"


def line_in_parts(head: Document, claims: Iterable[Claim]) -> Iterator[bytes]:
    """The bytes of `line` for the document with these claims, given out while the claims are read."""
    yield _encoder.encode(head).removesuffix(b"]}")
    between = b""
    for claim in claims:
        yield between + _encoder.encode(claim)
        between = b","
    yield b"]}\n"
