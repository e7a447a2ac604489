"""What the registry can be asked for: the parameters of its address, each from a closed list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from factcheck.sources.kinds import SourceKind

SEARCH_LENGTH = 200
PAGE_SIZE = 50
LAST_PAGE = 100_000


class Sort(StrEnum):
    """What the registry is ordered by."""

    USE = "use"
    NAME = "name"
    NEW = "new"


class NotListed(ValueError):
    """A parameter of the address is outside its list (the page answers 400)."""


@dataclass(frozen=True, slots=True)
class Filters:
    """The list that is asked for; `kind` None: any. `project` is the uid of a project, empty: the reader's first."""

    q: str = ""
    kind: SourceKind | None = None
    sort: Sort = Sort.USE
    page: int = 1
    project: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether something keeps sources out of the list."""
        return bool(self.q or self.kind)

    def query(self, **changes: object) -> dict[str, Any]:
        """The parameters of the address of this list with some changed; what is as usual is left out."""
        usual, other = Filters(), replace(self, **changes)  # type: ignore[arg-type]
        return {
            field.name: str(getattr(other, field.name))
            for field in fields(self)
            if getattr(other, field.name) != getattr(usual, field.name)
        }


def parse_filters(values: Mapping[str, str]) -> Filters:
    """The filters in the parameters of an address. Raises NotListed, naming the parameter that is not in its list."""
    return Filters(
        q=_text(values, "q"),
        kind=_member(SourceKind, values, "kind"),
        sort=_member(Sort, values, "sort") or Sort.USE,
        page=page_number(values),
        project=_text(values, "project"),
    )


def page_number(values: Mapping[str, str], name: str = "page") -> int:
    """The page asked for, from 1. Raises NotListed."""
    value = values.get(name, "")
    if not value:
        return 1
    if not (value.isascii() and value.isdecimal() and len(value) < 9 and 1 <= int(value) <= LAST_PAGE):
        raise NotListed(name)
    return int(value)


def _text(values: Mapping[str, str], name: str) -> str:
    value = values.get(name, "").strip()
    if len(value) > SEARCH_LENGTH or "\0" in value:
        raise NotListed(name)
    return value


def _member(kind: Any, values: Mapping[str, str], name: str) -> Any:
    value = values.get(name, "")
    try:
        return kind(value) if value else None
    except ValueError:
        raise NotListed(name) from None
