"""The rows that documents are made of, read in the order in which documents name them.

Plain rows, not entities, and moments and lists as the text that the document carries: an export of a whole desk
is read with a handful of statements and little memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Text, case, cast, func, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from factcheck.accounts.models import Project, User
from factcheck.annotation.models import Annotation, Claim
from factcheck.annotation.visibility import EVERYTHING, Sight
from factcheck.articles.models import Article, Revision, Segment
from factcheck.exchange import project_record

CLAIMS_AT_A_TIME = 250
AnyRow = Row[*tuple[Any, ...]]
Rows = Iterator[AnyRow]


class Moment(FunctionElement[str]):
    """A moment as the document writes it: UTC, to the microsecond, `2026-01-31T09:30:00.000000Z`."""

    type = Text()
    inherit_cache = True


@compiles(Moment, "sqlite")
def _moment_sqlite(element: Moment, compiler: SQLCompiler, **kwargs: Any) -> str:
    column = compiler.process(element.clauses, **kwargs)
    return f"(replace({column}, ' ', 'T') || 'Z')"


@compiles(Moment, "postgresql")
def _moment_postgresql(element: Moment, compiler: SQLCompiler, **kwargs: Any) -> str:
    column = compiler.process(element.clauses, **kwargs)
    return f"""to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""


class Day(FunctionElement[str]):
    """A day as the document writes it: `2026-01-31`."""

    type = Text()
    inherit_cache = True


@compiles(Day, "sqlite")
def _day_sqlite(element: Day, compiler: SQLCompiler, **kwargs: Any) -> str:
    return compiler.process(element.clauses, **kwargs)


@compiles(Day, "postgresql")
def _day_postgresql(element: Day, compiler: SQLCompiler, **kwargs: Any) -> str:
    return f"to_char({compiler.process(element.clauses, **kwargs)}, 'YYYY-MM-DD')"


def read_once(session: Session) -> None:
    """Tell SQLite that what follows is read once: a mapped file would count as memory of this process, page by page."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA mmap_size=0")
        connection.detach()


def articles(session: Session, chosen: ColumnElement[bool]) -> Sequence[int]:
    """The keys of the chosen articles, by their uid."""
    return session.scalars(select(Article.id).where(chosen).order_by(Article.uid)).all()


def texts(session: Session, chosen: ColumnElement[bool]) -> Rows:
    """Articles with their project, one row for each revision, by article uid and revision number."""
    query = (
        select(
            Article.uid,
            Article.title,
            Article.byline,
            Article.publisher,
            Article.url,
            Moment(Article.published_at).label("published_at"),
            Article.lang,
            Moment(Article.due_at).label("due_at"),
            Moment(Article.created_at).label("created_at"),
            User.name.label("created_by"),
            Revision.id.label("revision_id"),
            Revision.uid.label("revision_uid"),
            Revision.number,
            Revision.text,
            Revision.sha256,
            Revision.origin,
            Moment(Revision.created_at).label("revised_at"),
            *project_record.COLUMNS,
        )
        .join(Project, Project.id == Article.project_id)
        .join(Revision, Revision.article_id == Article.id)
        .outerjoin(User, User.id == Article.created_by_id)
        .where(chosen)
        .order_by(Article.uid, Revision.number)
    )
    return streamed(session, query, at_a_time=10)


def segments(session: Session, chosen: ColumnElement[bool]) -> Rows:
    """Segments by article uid, revision number and start."""
    query = (
        select(
            Segment.revision_id,
            Segment.start,
            Segment.end,
            Segment.kind,
            Segment.paragraph,
            Segment.segmenter,
        )
        .join(Revision, Revision.id == Segment.revision_id)
        .join(Article, Article.id == Revision.article_id)
        .where(chosen)
        .order_by(Article.uid, Revision.number, Segment.start)
    )
    return streamed(session, query)


def claims(session: Session, chosen: ColumnElement[bool], sight: Sight) -> Rows:
    """Claims that were not removed, as far as `sight` goes, by article uid, start, end and uid."""
    begun = (
        select(func.min(Annotation.created_at))
        .where(Annotation.claim_id == Claim.id, sight.records)
        .correlate(Claim)
        .scalar_subquery()
    )
    told = sight is EVERYTHING
    # Of a claim that a record made, when it was made tells when that record was.
    made_at = case((or_(~Claim.implied, sight.makers), Claim.created_at), else_=begun)
    query = (
        select(
            Article.uid.label("article_uid"),
            Claim.id,
            Claim.uid,
            Claim.revision_id,
            Claim.text,
            cast(Claim.types, Text).label("types"),
            Claim.priority,
            Claim.checkable,
            # How many checks a claim wants may say that there are some.
            (Claim.checks if told else case((sight.reveals, Claim.checks), else_=1)).label("checks"),
            Claim.implied,
            cast(Claim.spans, Text).label("spans"),
            Moment(Claim.created_at if told else made_at).label("created_at"),
            (User.name if told else case((sight.makers, User.name))).label("created_by"),
        )
        .join(Article, Article.id == Claim.article_id)
        .outerjoin(User, User.id == Claim.created_by_id)
        .where(chosen, Claim.removed_at.is_(None), sight.claims)
        .order_by(Article.uid, Claim.start, Claim.end, Claim.uid)
    )
    return streamed(session, query)


def streamed(session: Session, query: Select[*tuple[Any, ...]], at_a_time: int = CLAIMS_AT_A_TIME) -> Rows:
    """The rows of the query, fetched so many at a time."""
    result = session.connection().execute(query.execution_options(yield_per=at_a_time))
    return chain.from_iterable(result.partitions())
