"""What a source's page shows of the source itself, and what a merge would move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck.accounts.access import Viewer
from factcheck.accounts.models import Project
from factcheck.activity.models import Event
from factcheck.annotation.models import Hop
from factcheck.annotation.service import merging
from factcheck.annotation.source_use import use_of
from factcheck.articles.models import Article
from factcheck.errors import Invalid, NotFound
from factcheck.sources.models import NAMED, Source, SourceName
from factcheck.sources.queries import aliases_of, merged_into, standing
from factcheck.sources.service import distinguishing, editing
from factcheck.sources.service.editing import approver_name, scope_of
from factcheck.sources.service.naming import find_name
from factcheck.words import gettext as _

SUBJECTS = (editing.SUBJECT, merging.SUBJECT, distinguishing.SUBJECT)
LAST_SEQ = 2**31 - 1
"""An address may name a number that no column can hold."""


@dataclass(frozen=True, slots=True)
class About:
    """Who a source is. `descriptions`: words of single articles that were found to mean it, each with its article.
    `article`: the one that an unnamed source belongs to. `merged`: what was merged into it."""

    source: Source
    project: Project
    aliases: Sequence[str]
    descriptions: Sequence[tuple[str, Article]]
    article: Article | None
    approved_by: str | None
    merged: Sequence[Source]


@dataclass(frozen=True, slots=True)
class Move:
    """What a merge would move: hops (those taken out included), names, links; on how many claims and articles."""

    hops: int
    claims: int
    articles: int
    names: Sequence[str]
    links: Sequence[str]


def about(session: Session, source: Source) -> About:
    """Everything that the page says about the source itself."""
    names = aliases_of(session, source)
    own_scope = scope_of(session, source)
    scopes = {name.scope for name in names} - {own_scope, NAMED}
    found = session.scalars(select(Article).where(Article.uid.in_(scopes)))
    articles = {article.uid: article for article in found}
    return About(
        source=source,
        project=session.get_one(Project, source.project_id),
        aliases=[name.name for name in names if name.scope == own_scope],
        descriptions=[(name.name, articles[name.scope]) for name in names if name.scope in articles],
        article=None if source.article_id is None else session.get_one(Article, source.article_id),
        approved_by=approver_name(session, source),
        merged=merged_into(session, source),
    )


def move(session: Session, viewer: Viewer, source: Source, into: Source) -> Move:
    """What merging the one into the other would move."""
    claims, articles = use_of(session, viewer, [source.id], source.project_id).get(source.id, (0, 0))
    names = select(SourceName.name).where(SourceName.source_id == source.id).order_by(SourceName.id)
    return Move(
        hops=session.scalar(select(func.count()).where(Hop.source_id == source.id)) or 0,
        claims=claims,
        articles=articles,
        names=session.scalars(names).all(),
        links=[link for link in source.links if link not in into.links],
    )


def find_target(session: Session, source: Source, wanted: str) -> Source:
    """The source that `wanted` means, a uid or a name: of the project, or of the article of an unnamed one.

    Raises Invalid where there is none.
    """
    by_uid = select(Source).where(Source.uid == wanted, Source.project_id == source.project_id)
    found = session.scalars(by_uid).one_or_none()
    if found is not None:
        return standing(session, found)
    for scope in dict.fromkeys([scope_of(session, source), NAMED]):
        name = find_name(session, source.project_id, scope, wanted)
        if name is not None:
            return session.get_one(Source, name.source_id)
    raise Invalid(_("There is no source of this name in the project."), "into")


def find_source_event(session: Session, source: Source, seq: int) -> Event | None:
    """The event of that number, about that source."""
    event = session.get(Event, seq) if seq <= LAST_SEQ else None
    fits = event is not None and event.subject_uid == source.uid and event.subject in SUBJECTS
    return event if fits else None


def get_source_event(session: Session, source: Source, seq: int) -> Event:
    """As `find_source_event`; raises NotFound."""
    event = find_source_event(session, source, seq)
    if event is None:
        raise NotFound(_("There is no such change."))
    return event


def labels_of(session: Session, source_ids: Sequence[int]) -> Sequence[Source]:
    """The sources of these keys, by name."""
    found = session.scalars(select(Source).where(Source.id.in_(source_ids))).all()
    return sorted(found, key=lambda source: source.label.casefold())
