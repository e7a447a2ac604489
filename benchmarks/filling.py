"""Filling a data folder with many annotations, by statements that copy rows inside the database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Interval,
    Select,
    String,
    case,
    cast,
    func,
    insert,
    inspect,
    literal,
    select,
    text,
    update,
)

from benchmarks.places import Place
from factcheck.accounts.models import User
from factcheck.activity.models import Event, LogHead
from factcheck.annotation.models import Annotation, Claim, Evidence
from factcheck.articles.models import Article, Revision, Segment
from factcheck.db import Base, Database, now

SENTENCES = 1_000
REVIEWERS = 10
REASON = "The register has it otherwise: the figure counts renewals as new permits, which the rules do not."
VERDICTS = ("supported", "mostly_supported", "mixed", "mostly_refuted", "refuted", "conflicting")
BATCH = 20_000
PERIOD_DAYS = 400
"""Records are handed in over so many days until today."""


def fill_annotations(place: Place, annotations: int) -> None:
    """Articles of a thousand sentences, with that many annotations by up to ten reviewers, each with an event."""
    reviewers = min(REVIEWERS, max(1, annotations // SENTENCES))
    names = [f"filler{number}" for number in range(reviewers)]
    place.add_people(names)
    articles = [place.add_article(SENTENCES) for _ in range(-(-annotations // (SENTENCES * reviewers)))]
    database = Database(place.url)
    with database.writing() as session:
        connection = session.connection()
        add_claims(connection, articles)
        add_records(connection, articles, names)
        _decide_some(connection)
        _add_events(connection)
    _look_over(database)
    database.dispose()


def _look_over(database: Database) -> None:
    """Have PostgreSQL do at once what it does by itself some minutes after so much was written."""
    if not database.is_sqlite:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def add_claims(connection: Connection, articles: list[str]) -> None:
    """A claim for every sentence of the articles."""
    array = _array(connection)
    values = {
        "uid": _numbered("c", Segment.id, 17),
        "article_id": Revision.article_id,
        "revision_id": Revision.id,
        "spans": array(array(Segment.start, Segment.end)),
        "start": Segment.start,
        "end": Segment.end,
        "types": array(),
        "created_at": literal(now()),
    }
    sentences = (
        select()
        .select_from(Segment)
        .join(Revision, Revision.id == Segment.revision_id)
        .join(Article, Article.id == Revision.article_id)
        .where(Article.uid.in_(articles))
    )
    _copy(connection, Claim, values, sentences)


def add_records(
    connection: Connection, articles: list[str], names: list[str], *, links: bool = False
) -> None:
    """An annotation of every claim of the articles by each of these people, at any time within PERIOD_DAYS; with
    `links`, one link on each."""
    pick = [(Claim.id % len(VERDICTS) == number, verdict) for number, verdict in enumerate(VERDICTS)]
    moment = _minutes_ago(connection, Claim.id * 7_919 % (PERIOD_DAYS * 24 * 60))
    of_articles = select(Article.id).where(Article.uid.in_(articles))
    values = {
        "uid": _numbered("a", Claim.id, 8).concat(_numbered("", User.id, 9)),
        "claim_id": Claim.id,
        "article_id": Claim.article_id,
        "reviewer_id": User.id,
        "verdict": case(*pick),
        "flags": _array(connection)(),
        "rationale": literal(REASON),
        "status": literal("submitted"),
        "active_seconds": literal(30),
        "version": literal(2),
        **dict.fromkeys(("created_at", "changed_at", "submitted_at", "revealed_at"), moment),
    }
    checks = select().select_from(Claim).join(User, User.name.in_(names))
    _copy(connection, Annotation, values, checks.where(Claim.article_id.in_(of_articles)))
    if links:
        link = {
            "uid": _numbered("e", Annotation.id, 17),
            "annotation_id": Annotation.id,
            "position": literal(0),
            "url": literal("https://register.example/permits/").concat(cast(Annotation.id, String)),
            "address": _numbered("0" * 15, Annotation.id, 17),
            **dict.fromkeys(("accessed_at", "created_at"), literal(now())),
        }
        records = select().select_from(Annotation).where(Annotation.article_id.in_(of_articles))
        _copy(connection, Evidence, link, records)


def _decide_some(connection: Connection) -> None:
    """Decide every third claim, some minutes after its records were handed in; one in twelve against them."""
    agreed = (
        select(func.min(Annotation.verdict))
        .where(Annotation.claim_id == Claim.id)
        .correlate(Claim)
        .scalar_subquery()
    )
    connection.execute(
        update(Claim)
        .where(Claim.id % 3 == 0)
        .values(
            decided_at=_minutes_ago(connection, Claim.id * 7_919 % (PERIOD_DAYS * 24 * 60)),
            final_verdict=case((Claim.id % 12 == 0, "not_checkable"), else_=agreed),
        )
        .execution_options(synchronize_session=False)
    )


def _numbered(prefix: str, number: Any, digits: int) -> ColumnElement[str]:
    """The prefix and the number with so many digits."""
    ahead = cast(literal(10**digits, BigInteger) + number, String)
    return literal(prefix).concat(func.substr(ahead, 2))


def _array(connection: Connection) -> Callable[..., Any]:
    """Makes a JSON array of columns."""
    return func.json_array if connection.dialect.name == "sqlite" else func.jsonb_build_array


def _minutes_ago(connection: Connection, minutes: Any) -> ColumnElement[Any]:
    """A moment so long ago, as the database keeps it."""
    if connection.dialect.name == "sqlite":
        ago = literal("-").concat(cast(minutes, String)).concat(" minutes")
        return func.strftime("%Y-%m-%d %H:%M:%f000", "now", ago)
    return func.now() - minutes * literal(timedelta(minutes=1), Interval)


def _copy(
    connection: Connection, model: type[Base], values: Mapping[str, Any], rows: Select[*tuple[Any, ...]]
) -> None:
    """Insert a row of these values for every row of the query; what a column has by default is as in the model."""
    given = dict(values)
    for column in inspect(model).columns:
        if column.name not in given and not column.nullable and column.default is not None:
            given[column.name] = literal(column.default.arg, column.type)
    query = rows.add_columns(*given.values())
    connection.execute(insert(model).from_select(list(given), query, include_defaults=False))


def _add_events(connection: Connection) -> None:
    """One event for each annotation, in a whole chain."""
    head = connection.execute(select(LogHead.seq, LogHead.hash)).one()
    records = connection.execute(
        select(Annotation.uid, Annotation.article_id, Annotation.reviewer_id, Annotation.verdict, Claim.uid)
        .join(Claim, Claim.id == Annotation.claim_id)
        .order_by(Annotation.id)
    )
    batch: list[dict[str, Any]] = []
    seq, previous = head
    for event in _events(records, seq, previous):
        batch.append(event)
        if len(batch) == BATCH:
            connection.execute(insert(Event), batch)
            seq, previous, batch = event["seq"], event["hash"], []
    if batch:
        connection.execute(insert(Event), batch)
        seq, previous = batch[-1]["seq"], batch[-1]["hash"]
    connection.execute(update(LogHead).values(seq=seq, hash=previous))


def _events(records: Any, seq: int, previous: str) -> Iterator[dict[str, Any]]:
    moment = now()
    for uid, article_id, actor_id, verdict, claim_uid in records:
        seq += 1
        after = f'{{"verdict":"{verdict}"}}'
        action, subject = "verdict.saved", "annotation"
        content = [
            previous,
            seq,
            seq,
            moment.isoformat(),
            actor_id,
            action,
            subject,
            uid,
            article_id,
            claim_uid,
            None,
            after,
            None,
        ]
        written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        previous = hashlib.sha256(written.encode()).hexdigest()
        yield {
            "seq": seq,
            "change": seq,
            "at": moment,
            "actor_id": actor_id,
            "action": action,
            "subject": subject,
            "subject_uid": uid,
            "article_id": article_id,
            "claim_uid": claim_uid,
            "before": None,
            "after": after,
            "undoes": None,
            "hash": previous,
        }
