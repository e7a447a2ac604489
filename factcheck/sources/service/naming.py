"""Naming sources: the same name is the same source within a project, whatever alias it is written as."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from factcheck.articles.models import Article
from factcheck.errors import Conflict, Invalid
from factcheck.sources.kinds import SourceKind
from factcheck.sources.models import NAMED, SOURCE_NAME_LENGTH, Source, SourceName, SourceWord
from factcheck.sources.queries import find_named
from factcheck.sources.spelling import folded, label_key, likeness, words_of
from factcheck.words import gettext as _

AT_A_TIME = 500


def name_source(
    session: Session, article: Article, label: str, *, named: bool, kind: SourceKind | None = None
) -> Source:
    """The source of that name or alias, made where it is new; an unnamed one is looked for within the article only.

    `label` is the name, or the description of an unnamed source as published; `kind` is what a new source is taken
    for. Raises Invalid for an empty or overlong label.
    """
    label = clean_label(label)
    source = find_named(session, article, label, named=named)
    if source is not None:
        return source
    source = Source(
        project_id=article.project_id,
        article_id=None if named else article.id,
        name=label if named else None,
        description="" if named else label,
        kind=(kind or (SourceKind.PERSON if named else SourceKind.ANONYMOUS)).value,
    )
    session.flush()
    try:
        with session.begin_nested():
            session.add(source)
            session.flush()
            add_name(session, source, label, NAMED if named else article.uid)
    except IntegrityError:
        # Somebody else has just named it, on another article.
        found = find_named(session, article, label, named=named)
        if found is None:
            raise
        return found
    return source


def clean_label(label: str, field: str = "source") -> str:
    """The name with single spaces. Raises Invalid for an empty or overlong one."""
    label = " ".join(label.split())
    if not label:
        raise Invalid(_("Say who or what the source is, or how the article describes it."), field)
    if len(label) > SOURCE_NAME_LENGTH:
        raise Invalid(
            _(
                "A source's name has at most %(source_name_length)s characters.",
                source_name_length=SOURCE_NAME_LENGTH,
            ),
            field,
        )
    return label


def add_name(session: Session, source: Source, name: str, scope: str) -> None:
    """Let the source be found by that name in that scope. Raises IntegrityError where another source has it."""
    session.flush()
    add_names(session, source.project_id, [(source.id, scope, name)])


def add_names(session: Session, project_id: int, names: Sequence[tuple[int, str, str]]) -> None:
    """Let sources of the project (by key) be found in a scope by a name; as `add_name`, for many."""
    for start in range(0, len(names), AT_A_TIME):
        some = names[start : start + AT_A_TIME]
        rows = [
            {
                "source_id": source_id,
                "project_id": project_id,
                "scope": scope,
                "label_key": label_key(name),
                "name": name,
                "folded": folded(name),
                "likeness": likeness(name),
            }
            for source_id, scope, name in some
        ]
        ids = session.scalars(insert(SourceName).returning(SourceName.id, sort_by_parameter_order=True), rows)
        words = [
            {"name_id": name_id, "word": word, "project_id": project_id, "scope": scope}
            for name_id, (_source_id, scope, name) in zip(ids.all(), some, strict=True)
            for word in words_of(name)
        ]
        if words:
            session.execute(insert(SourceWord), words)


def drop_name(session: Session, name: SourceName) -> None:
    """Let the name lead nowhere."""
    session.execute(delete(SourceWord).where(SourceWord.name_id == name.id))
    session.delete(name)
    session.flush()


def find_name(session: Session, project_id: int, scope: str, name: str) -> SourceName | None:
    """Whose name it is in that scope."""
    query = select(SourceName).where(
        SourceName.project_id == project_id,
        SourceName.scope == scope,
        SourceName.label_key == label_key(name),
    )
    return session.scalars(query).one_or_none()


def take_name(session: Session, source: Source, name: str, scope: str, field: str) -> None:
    """As `add_name`; nothing where the source has it already. Raises Conflict where it is another source's."""
    taken = find_name(session, source.project_id, scope, name)
    if taken is None:
        add_name(session, source, name, scope)
    elif taken.source_id != source.id:
        other = session.get_one(Source, taken.source_id)
        raise Conflict(
            _(
                "“%(name)s” is a name of “%(other)s” already. If the two are one, ask a lead to merge them.",
                name=name,
                other=other.label,
            ),
            field=field,
            yours=name,
            theirs=other.label,
        )
