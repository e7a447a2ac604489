"""The projects as the API lists them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from factcheck.accounts.access import Viewer
from factcheck.accounts.models import Project
from factcheck.accounts.own_project import OwnProject
from factcheck.exchange.project_record import COLUMNS, Stored, record
from factcheck.exchange.queries import Entry, Page
from factcheck.exchange.rows import Moment


def list_projects(session: Session, viewer: Viewer, *, limit: int, after: str = "", words: str = "") -> Page:
    """The viewer's projects, newest first, each as documents have it, with the viewer's role in it; `words` are looked
    for in name and short name."""
    own = {each.uid: each for each in viewer.projects if not each.is_deleted}
    chosen: list[ColumnElement[bool]] = [Project.id.in_([each.id for each in own.values()])]
    if after:
        chosen.append(Project.uid < after)
    if words.strip():
        columns = (Project.name, Project.slug)
        chosen.append(or_(*[column.icontains(words.strip(), autoescape=True) for column in columns]))
    query = (
        select(*COLUMNS, Moment(Project.created_at), Moment(Project.archived_at))
        .where(*chosen)
        .order_by(Project.uid.desc())
        .limit(limit + 1)
    )
    found = session.execute(query).all()
    entries = [_entry(own[row[0]], row) for row in found[:limit]]
    return Page(entries, entries[-1]["id"] if len(found) > limit else None)


def _entry(own: OwnProject, row: Sequence[Any]) -> Entry:
    *stored, created_at, archived_at = row
    entry: Entry = msgspec.to_builtins(record(Stored(*stored)))
    return entry | {"role": own.role, "created_at": created_at, "archived_at": archived_at}
