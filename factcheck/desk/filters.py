"""What the desk list can be asked for: the parameters of its address, each from a closed list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, TypeVar

Member = TypeVar("Member", bound=StrEnum)
SEARCH_LENGTH = 200
PAGE_SIZES = (25, 50, 100)
LAST_PAGE = 1_000_000


class State(StrEnum):
    """Which articles are listed, by where the work on them stands."""

    ALL = "all"
    OPEN = "open"
    SUBMITTED = "submitted"
    LATE = "late"
    REMOVED = "removed"


class Sort(StrEnum):
    """What the list is ordered by."""

    CHANGED = "changed"
    DUE = "due"
    TITLE = "title"
    PROGRESS = "progress"


class Order(StrEnum):
    """Which end comes first."""

    ASCENDING = "asc"
    DESCENDING = "desc"


class NotListed(ValueError):
    """A parameter of the address is outside its list (the page answers 400)."""


@dataclass(frozen=True, slots=True)
class Filters:
    """The list that is asked for. Empty `lang` and `person`: any; `order` None: the usual one of the sort.

    `project` is the slug of a project; empty: the one that the reader is in.
    """

    q: str = ""
    lang: str = ""
    person: str = ""
    state: State = State.ALL
    sort: Sort = Sort.CHANGED
    order: Order | None = None
    page: int = 1
    size: int = PAGE_SIZES[0]
    project: str = ""

    @property
    def descending(self) -> bool:
        """Whether the greatest comes first; by default only for the last change."""
        return (
            self.order or (Order.DESCENDING if self.sort is Sort.CHANGED else Order.ASCENDING)
        ) is Order.DESCENDING

    @property
    def narrowed(self) -> bool:
        """Whether something keeps articles out of the list."""
        return bool(self.q or self.lang or self.person or self.state is not State.ALL)

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
    q = values.get("q", "").strip()
    if len(q) > SEARCH_LENGTH or "\0" in q:
        raise NotListed("q")
    order = values.get("order")
    return Filters(
        q=q,
        lang=_short(values, "lang"),
        person=_short(values, "person"),
        state=_member(State, values, "state", State.ALL),
        sort=_member(Sort, values, "sort", Sort.CHANGED),
        order=_member(Order, values, "order", Order.ASCENDING) if order else None,
        page=_number(values, "page", 1, range(1, LAST_PAGE + 1)),
        size=_number(values, "size", PAGE_SIZES[0], PAGE_SIZES),
        project=_short(values, "project"),
    )


def _short(values: Mapping[str, str], name: str) -> str:
    value = values.get(name, "")
    if len(value) > SEARCH_LENGTH or "\0" in value:
        raise NotListed(name)
    return value


def _member(kind: type[Member], values: Mapping[str, str], name: str, default: Member) -> Member:
    value = values.get(name, "")
    try:
        return kind(value) if value else default
    except ValueError:
        raise NotListed(name) from None


def _number(values: Mapping[str, str], name: str, default: int, allowed: range | tuple[int, ...]) -> int:
    value = values.get(name, "")
    if not value:
        return default
    if not (value.isascii() and value.isdecimal() and len(value) < 9 and int(value) in allowed):
        raise NotListed(name)
    return int(value)
