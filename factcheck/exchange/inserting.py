"""Writing many rows in few statements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

AT_A_TIME = 500
Members = dict[str, Any]
Each = TypeVar("Each")


def insert_rows(session: Session, model: Any, rows: list[Members]) -> dict[str, int]:
    """Insert the rows; uid → key where the model has uids."""
    keys: dict[str, int] = {}
    for some in some_of(rows):
        session.execute(insert(model), some)
        if hasattr(model, "uid"):
            query = select(model.uid, model.id).where(model.uid.in_([row["uid"] for row in some]))
            keys |= dict(session.execute(query).all())
    return keys


def some_of(things: list[Each]) -> Iterable[list[Each]]:
    """The list in pieces of AT_A_TIME."""
    return (things[start : start + AT_A_TIME] for start in range(0, len(things), AT_A_TIME))
