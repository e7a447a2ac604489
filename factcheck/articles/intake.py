"""From what somebody pasted or uploaded to a text that is cut and can be looked through, before anything is stored."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from flask_babel import gettext as _

from factcheck.articles.blocks import Kind
from factcheck.articles.decoding import accept
from factcheck.articles.languages import direction
from factcheck.articles.preview import Line, Remark, lines, remarks, with_kinds
from factcheck.articles.segmentation import Cut, cut
from factcheck.articles.service import fallback_title
from factcheck.errors import Invalid

KINDS: frozenset[str] = frozenset(get_args(Kind))
KIND_FIELD = re.compile(r"\Akind-(\d{1,7})-([a-z]+)\Z")


@dataclass(frozen=True, slots=True)
class Proof:
    """A text as it will be frozen: its cuts with the kinds that were chosen, and what a page shows of them."""

    text: str
    lang: str
    cuts: list[Cut]
    lines: list[Line]
    remarks: list[Remark]

    @property
    def mark(self) -> str:
        """Names the text and the language that these sentences were cut from."""
        return mark(self.text, self.lang)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, by the language."""
        return direction(self.lang)

    @property
    def title(self) -> str:
        """The title that serves where none is given."""
        return fallback_title(self.text, self.cuts)

    @property
    def sha256(self) -> str:
        """SHA-256 (hex) of the text, as a revision carries it."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def prove(text: str, lang: str, chosen: Mapping[int, Kind] | None = None) -> Proof:
    """Cut a text. Raises Invalid (field `text`) for one that no article can have."""
    text, chosen = accept(text), chosen or {}
    found = cut(text, lang)
    if not found:
        raise Invalid(_("There are no sentences in this text."), "text")
    cuts = with_kinds(found, chosen)
    return Proof(text, lang, cuts, lines(text, found, chosen), remarks(text, cuts))


def mark(text: str, lang: str) -> str:
    """Names a text and the language it is cut in: a page that carries another one shows old sentences."""
    return hashlib.sha256(f"{lang}\n{accept(text)}".encode()).hexdigest()[:32]


def chosen_kinds(fields: Mapping[str, str]) -> dict[int, Kind]:
    """The kinds chosen on the preview: fields `kind-START-DETECTED` whose value differs from what was detected.

    Raises Invalid for a value that is no kind.
    """
    chosen: dict[int, Kind] = {}
    for name, value in fields.items():
        match = KIND_FIELD.match(name)
        if match is None or value == match[2]:
            continue
        if value not in KINDS:
            raise Invalid(_("Choose a kind from the list."), name)
        chosen[int(match[1])] = value  # type: ignore[assignment]
    return chosen


def new_key() -> str:
    """A new idempotency key for one article on its way in."""
    return secrets.token_urlsafe(18)
