"""An article with everything on it as one document of the schema `factcheck/1`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from factcheck.annotation.facts import resolve_via
from factcheck.annotation.models import Claim
from factcheck.annotation.visibility import EVERYTHING, Sight
from factcheck.articles.languages import direction
from factcheck.articles.models import Article
from factcheck.exchange import (
    assignment_records,
    claim_rows,
    decision_rows,
    project_record,
    rows,
    serialise,
    shapes,
    source_records,
    thread_records,
)
from factcheck.exchange.chain import chain_summary
from factcheck.exchange.link_rows import known_of
from factcheck.exchange.rows import AnyRow

ARTICLES_AT_A_TIME = 8
WITH_TEXTS_AT_A_TIME = 10
_first = itemgetter(0)


def document(
    session: Session, article: Article, sight: Sight = EVERYTHING, *, texts: bool = False
) -> dict[str, Any]:
    """The article as a document, as far as `sight` goes; the same until something of that is changed. Thirteen
    statements, and eight more for every `rows.CLAIMS_AT_A_TIME` claims beyond the first. With `texts`, the kept
    copies' texts are in it.
    Raises ValueError for an article without a text."""
    for head, claims in _documents(session, Article.id == article.id, sight, texts):
        head.claims = list(claims)
        built: dict[str, Any] = msgspec.to_builtins(head)
        return built
    raise ValueError(f"article {article.uid} has no text")


def export_lines(session: Session, chosen: ColumnElement[bool], *, texts: bool = False) -> Iterator[bytes]:
    """The chosen articles with everything on them as JSON Lines, by article id, in pieces that stay small however many
    there are."""
    rows.read_once(session)
    keys = rows.articles(session, chosen)
    # A few articles at a time: what the database sorts of them stays small too.
    for start in range(0, len(keys), ARTICLES_AT_A_TIME):
        some = Article.id.in_(keys[start : start + ARTICLES_AT_A_TIME])
        for head, claims in _documents(session, some, EVERYTHING, texts):
            yield from serialise.line_in_parts(head, claims)


def annotation_document(session: Session, claim_id: int, uid: str) -> shapes.Annotation:
    """One annotation of the claim as the document has it. Raises KeyError where it is not there."""
    return {each.id: each for each in _annotations(session, [claim_id], EVERYTHING)[claim_id]}[uid]


def claim_document(session: Session, claim: Claim, sight: Sight) -> shapes.Claim:
    """One claim as the document has it, as far as `sight` goes."""
    texts = {row.revision_id: row for row in rows.texts(session, Article.id == claim.article_id)}
    for found in _claims(session, Claim.id == claim.id, sight):
        return _claim(found, texts)
    raise ValueError(f"claim {claim.uid} was removed")


def anchor(text: str, start: int, end: int) -> shapes.Span:
    """A span with its words and the words around it, by which it is found again in another text."""
    before, after = text[max(0, start - shapes.CONTEXT) : start], text[end : end + shapes.CONTEXT]
    return shapes.Span(start, end, text[start:end], before, after)


def _documents(
    session: Session, chosen: ColumnElement[bool], sight: Sight, texts: bool
) -> Iterator[tuple[shapes.Document, Iterator[shapes.Claim]]]:
    """Each chosen article: its document but for the claims, and its claims, to be taken before the next article.

    Six streams in the same order (texts, segments, sources, sign-offs, assignments, claims) are read side by side.
    """
    segments = _Following(rows.segments(session, chosen))
    sources = _Following(source_records.rows(session, chosen, sight))
    signed = _Following(decision_rows.sign_offs(session, chosen, sight))
    given = _Following(assignment_records.rows(session, chosen, sight))
    claims = _Following(_claims(session, chosen, sight, texts))
    for uid, group in groupby(rows.texts(session, chosen), _first):
        revisions = {row.revision_id: row for row in group}
        head = _head(list(revisions.values()), segments)
        head.sources = [
            source_records.record(uid, list(same)) for uid, same in groupby(sources.of(uid), itemgetter(1))
        ]
        head.sign_offs = [shapes.SignOff(*values) for _uid, *values in signed.of(uid)]
        head.assignments = [shapes.Assignment(*values) for _uid, *values in given.of(uid)]
        yield head, (_claim(found, revisions) for found in claims.of(uid))


class _Found(NamedTuple):
    """A claim with what is on it."""

    article_uid: str
    row: AnyRow
    annotations: list[shapes.Annotation]
    decisions: Sequence[shapes.Adjudication]
    threads: list[shapes.Thread]


class _Following:
    """A stream of rows sorted by their first field, taken group by group as another stream asks for them."""

    def __init__(self, stream: Iterable[Sequence[Any]]) -> None:
        self._groups = groupby(stream, _first)
        self._next: tuple[Any, Iterator[Any]] | None = next(self._groups, None)

    def of(self, key: object) -> Iterator[Any]:
        """The rows of that key; none where the stream has no such group."""
        if self._next is None or self._next[0] != key:
            return
        yield from self._next[1]
        self._next = next(self._groups, None)


def _head(revisions: Sequence[AnyRow], segments: _Following) -> shapes.Document:
    row = revisions[0]
    return shapes.Document(
        schema=shapes.SCHEMA,
        project=project_record.record(project_record.Stored(*row[-len(project_record.COLUMNS) :])),
        article=shapes.Article(
            id=row.uid,
            title=row.title,
            byline=row.byline,
            publisher=row.publisher,
            url=row.url,
            published_at=row.published_at,
            lang=row.lang,
            dir=direction(row.lang),
            due_at=row.due_at,
            created_at=row.created_at,
            created_by=row.created_by,
        ),
        revisions=[_revision(row, segments.of(row.revision_id)) for row in revisions],
        sources=[],
        sign_offs=[],
        assignments=[],
        claims=[],
    )


def _revision(row: AnyRow, segments: Iterable[AnyRow]) -> shapes.Revision:
    return shapes.Revision(
        id=row.revision_uid,
        number=row.number,
        text=row.text,
        sha256=row.sha256,
        offset_unit=shapes.OFFSET_UNIT,
        origin=row.origin,
        created_at=row.revised_at,
        segments=[shapes.Segment(f"s{segment[1]}", *segment[1:]) for segment in segments],
    )


def _claims(
    session: Session, chosen: ColumnElement[bool], sight: Sight, texts: bool = False
) -> Iterator[_Found]:
    """The claims, in the order of `rows.claims`."""
    stream = rows.claims(session, chosen, sight)
    at_a_time = WITH_TEXTS_AT_A_TIME if texts else rows.CLAIMS_AT_A_TIME
    while batch := list(islice(stream, at_a_time)):
        keys = [row.id for row in batch]
        annotations = _annotations(session, keys, sight, texts=texts)
        decisions = decision_rows.decisions_on(session, keys, sight)
        threads = thread_records.threads_on(session, keys, sight)
        for row in batch:
            yield _Found(
                row.article_uid,
                row,
                annotations.get(row.id, []),
                decisions.get(row.id, ()),
                threads.get(row.id, []),
            )


def _claim(found: _Found, revisions: dict[int, AnyRow]) -> shapes.Claim:
    _uid, row, annotations, decisions, threads = found
    revision = revisions[row.revision_id]
    made = [decision_rows.still_there(each, annotations) for each in decisions]
    return shapes.Claim(
        id=row.uid,
        revision=revision.number,
        spans=[anchor(revision.text, start, end) for start, end in msgspec.json.decode(row.spans)],
        text=row.text,
        types=_names(row.types),
        priority=row.priority,
        checkable=row.checkable,
        checks=row.checks,
        implied=row.implied,
        created_at=row.created_at,
        created_by=row.created_by,
        annotations=annotations,
        adjudication=next((each for each in made if each.reopened_at is None), None),
        earlier_decisions=[each for each in made if each.reopened_at is not None],
        threads=threads,
    )


def _annotations(
    session: Session, claim_ids: Sequence[int], sight: Sight, *, texts: bool = False
) -> dict[int, list[shapes.Annotation]]:
    """Claim key → its annotations; with `texts`, the kept copies' texts are in them."""
    claims = claim_rows.on_claims(claim_ids, sight)
    links = known_of(session, claims, texts=texts)
    copies, checks, files = links.copies.get, links.checks.get, links.files.get
    evidence: defaultdict[int, list[shapes.Evidence]] = defaultdict(list)
    for key, uid, *values in claim_rows.evidence_on(session, claims):
        given = [uid, *values, files(uid, []), copies(uid), checks(uid)]
        evidence[key].append(shapes.Evidence(*given))
    waivers: defaultdict[int, list[shapes.Waiver]] = defaultdict(list)
    for key, *values in claim_rows.waivers_on(session, claims):
        waivers[key].append(shapes.Waiver(*values))
    hops = {key: _chain(list(group)) for key, group in groupby(claim_rows.hops_on(session, claims), _first)}
    found: defaultdict[int, list[shapes.Annotation]] = defaultdict(list)
    for claim_id, key, uid, reviewer, verdict, flags, *values in claim_rows.annotations_on(session, claims):
        chain = hops.get(key, [])
        rest = (*values, evidence.get(key, []), chain, waivers.get(key, []), chain_summary(chain))
        found[claim_id].append(shapes.Annotation(uid, reviewer, verdict, _names(flags), *rest))
    return found


def _chain(group: Sequence[AnyRow]) -> list[shapes.Hop]:
    """The hops of one annotation; what each is reached from is spelled out."""
    via = resolve_via([(row[3], row[4] and msgspec.json.decode(row[4])) for row in group])
    return [
        shapes.Hop(uid, list(via[uid]), shapes.Source(source_uid, name, description), *values)
        for _key, name, description, uid, _stored_via, source_uid, *values in group
    ]


@lru_cache(4_096)
def _names(stored: str) -> list[str]:
    """A stored list of names; shared, so never changed."""
    names: list[str] = msgspec.json.decode(stored)
    return names
