"""The sources of the registry as the API lists them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, aliased

from factcheck.accounts.access import Viewer
from factcheck.accounts.models import Project, User
from factcheck.annotation.source_use import use_of
from factcheck.articles.models import Article
from factcheck.exchange.queries import Page
from factcheck.exchange.rows import Moment
from factcheck.sources.kinds import SourceKind
from factcheck.sources.known import known_to
from factcheck.sources.lists import other_names, told_apart
from factcheck.sources.models import Source
from factcheck.sources.queries import ids_matching
from factcheck.sources.spelling import words_of

_Approver = aliased(User)
COLUMNS = {
    "id": Source.uid,
    "project": Project.uid,
    "article": Article.uid,
    "name": Source.name,
    "description": Source.description,
    "kind": Source.kind,
    "links": Source.links,
    "note": Source.note,
    "identity_known": Source.identity_known,
    "identity_approved_by": _Approver.name,
    "created_at": Moment(Source.created_at),
}


def list_sources(
    session: Session,
    viewer: Viewer,
    project_ids: Sequence[int],
    *,
    limit: int,
    after: str = "",
    words: str = "",
    kind: SourceKind | None = None,
) -> Page:
    """The sources of these projects, newest first; `words` begin words of their names and aliases, in any order."""
    chosen: list[ColumnElement[bool]] = [
        Source.project_id.in_(project_ids),
        Source.merged_into_id.is_(None),
        known_to(viewer),
    ]
    if after:
        chosen.append(Source.uid < after)
    if kind is not None:
        chosen.append(Source.kind == kind.value)
    if words_of(words):
        chosen.append(Source.id.in_(ids_matching(project_ids, words)))
    query: Select[*tuple[Any, ...]] = (
        select(Source, *(column.label(name) for name, column in COLUMNS.items()))
        .join(Project, Project.id == Source.project_id)
        .outerjoin(Article, Article.id == Source.article_id)
        .outerjoin(_Approver, _Approver.id == Source.identity_approved_by_id)
        .where(*chosen)
        .order_by(Source.uid.desc())
        .limit(limit + 1)
    )
    found = session.execute(query).mappings().all()
    shown = found[:limit]
    entries = [{name: row[name] for name in COLUMNS} for row in shown]
    _complete(session, viewer, [row["Source"] for row in shown], entries)
    return Page(entries, entries[-1]["id"] if len(found) > limit else None)


def _complete(
    session: Session, viewer: Viewer, sources: Sequence[Source], entries: Sequence[dict[str, Any]]
) -> None:
    """Add what is in other tables: the other names, on how much each stands, and what it is known not to be."""
    aliases = other_names(session, sources)
    use = use_of(session, viewer, [source.id for source in sources])
    others: defaultdict[int, list[int]] = defaultdict(list)
    for pair in told_apart(session, *{source.project_id for source in sources}):
        for key in pair:
            others[key] += pair - {key}
    keys = {key for source in sources for key in others[source.id]}
    uids = {
        each.id: each.uid
        for each in session.scalars(select(Source).where(Source.id.in_(keys), known_to(viewer)))
    }
    for source, entry in zip(sources, entries, strict=True):
        entry["aliases"] = aliases.get(source.id, [])
        entry["claims"], entry["articles"] = use.get(source.id, (0, 0))
        entry["not_the_same"] = sorted(uids[key] for key in others[source.id] if key in uids)
