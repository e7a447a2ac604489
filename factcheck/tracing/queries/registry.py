"""The registry: the sources of a project, with how much rests on each, and which are likely the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from factcheck.accounts.access import Viewer
from factcheck.annotation.source_use import use_of, used_by
from factcheck.articles.models import Article
from factcheck.sources.known import known_to
from factcheck.sources.lists import other_names
from factcheck.sources.models import Source, SourceName
from factcheck.sources.queries import ids_matching
from factcheck.sources.spelling import words_of
from factcheck.tracing.filters import PAGE_SIZE, Filters, Sort
from factcheck.tracing.queries.chains import AnySelect
from factcheck.tracing.queries.likeness import likely_the_same


@dataclass(frozen=True, slots=True)
class Entry:
    """A source in the list: its other names, on how many claims and articles it stands, as far as the viewer may see.

    `article` is the one that an unnamed source belongs to.
    """

    source: Source
    aliases: Sequence[str]
    claims: int
    articles: int
    article: Article | None


@dataclass(frozen=True, slots=True)
class Registry:
    """One page of the list. `alike`: pairs of sources that are likely the same. `empty`: the project has none."""

    entries: Sequence[Entry]
    filters: Filters
    total: int
    pages: int
    alike: Sequence[tuple[Source, Source]]
    empty: bool


def registry(session: Session, viewer: Viewer, project_id: int, filters: Filters) -> Registry:
    """The sources that fit, a page of them; a page past the end is the last one."""
    conditions = _conditions(project_id, filters)
    conditions.append(known_to(viewer))
    total = session.scalar(select(func.count()).select_from(Source).where(*conditions)) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    shown = replace(filters, page=min(filters.page, pages))
    rows = session.execute(_page(viewer, project_id, conditions, shown)).all()
    sources = [row[0] for row in rows]
    counts = use_of(session, viewer, [source.id for source in sources], project_id)
    names = other_names(session, sources)
    articles = _articles(session, sources)
    entries = [
        Entry(
            source,
            names.get(source.id, []),
            *counts.get(source.id, (0, 0)),
            articles.get(source.article_id or 0),
        )
        for source in sources
    ]
    first_page = shown.page == 1 and not filters.narrowed
    alike = likely_the_same(session, viewer, project_id) if first_page else []
    empty = not total and not filters.narrowed
    return Registry(entries, shown, total, pages, alike, empty)


def _conditions(project_id: int, filters: Filters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        Source.project_id == project_id,
        Source.merged_into_id.is_(None),
    ]
    if filters.kind is not None:
        conditions.append(Source.kind == filters.kind.value)
    if words_of(filters.q):
        conditions.append(Source.id.in_(ids_matching([project_id], filters.q)))
    return conditions


def _page(
    viewer: Viewer, project_id: int, conditions: Sequence[ColumnElement[bool]], filters: Filters
) -> AnySelect:
    query = select(Source).where(*conditions)
    if filters.sort is Sort.USE:
        used = used_by(viewer, project_id).subquery()
        query = query.outerjoin(used, used.c.source_id == Source.id).order_by(
            func.coalesce(used.c.claims, 0).desc(), Source.id.desc()
        )
    elif filters.sort is Sort.NAME:
        query = query.order_by(_folded_name(), Source.id)
    else:
        query = query.order_by(Source.id.desc())
    return query.limit(PAGE_SIZE).offset((filters.page - 1) * PAGE_SIZE)


def _folded_name() -> ColumnElement[str]:
    """The folded text of the source's own name."""
    own = select(SourceName.folded).where(
        SourceName.source_id == Source.id,
        SourceName.name == func.coalesce(Source.name, Source.description),
    )
    return own.correlate(Source).limit(1).scalar_subquery()


def _articles(session: Session, sources: Sequence[Source]) -> dict[int, Article]:
    ids = {source.article_id for source in sources if source.article_id is not None}
    return {each.id: each for each in session.scalars(select(Article).where(Article.id.in_(ids)))}
