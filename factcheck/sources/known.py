"""Which sources somebody may know of. Features above narrow it, since what names a source is not known here."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import ColumnElement, and_, true

from factcheck.accounts.access import Viewer

Narrowing = Callable[[Viewer], ColumnElement[bool]]
_narrowings: list[Narrowing] = []


def narrows(function: Narrowing) -> Narrowing:
    """Have a feature above say of a source whether somebody may know of it."""
    _narrowings.append(function)
    return function


def known_to(viewer: Viewer) -> ColumnElement[bool]:
    """Of a source: whether the viewer may know that it is there."""
    return and_(true(), *(narrowing(viewer) for narrowing in _narrowings))
