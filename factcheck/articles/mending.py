"""Mending a wrong cut: part a sentence, join it with the next, say what kind it is. Every one can be undone."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts.models import User
from factcheck.activity.models import Event
from factcheck.activity.queries import fields
from factcheck.activity.service import record, reverts
from factcheck.articles import queries
from factcheck.articles.boundaries import parts_character
from factcheck.articles.models import Article, Revision, Segment, SegmentKind
from factcheck.db import now
from factcheck.errors import Conflict, Invalid

Span = list[int | str]
"""`[start, end, kind, paragraph]`, as events and receipts carry a sentence."""


def split_segment(session: Session, article: Article, at: int, offset: int, *, actor: User) -> Event:
    """Part the sentence that starts at `at` in front of the character at `offset`; both halves keep its kind.

    White space at the cut belongs to neither half. Raises Invalid for an offset that would leave a half empty, part
    a character, or lie outside the text, and Conflict where the sentence is no longer there.
    """
    revision = queries.current_revision(session, article)
    segment = _segment(session, revision, at)
    left_end, right_start = _sides(revision.text, segment, offset)
    before = [_span(segment)]
    right = Segment(
        revision_id=revision.id,
        start=right_start,
        end=segment.end,
        paragraph=segment.paragraph,
        kind=segment.kind,
        segmenter=segment.segmenter,
    )
    segment.end = left_end
    session.add(right)
    session.flush()
    return _record(session, article, revision, actor, "segment.split", before, [_span(segment), _span(right)])


def merge_segment(session: Session, article: Article, at: int, *, actor: User) -> Event:
    """Join the sentence that starts at `at` with the next one; it keeps its own kind and paragraph.

    Raises Invalid for the last sentence and Conflict where the sentence is no longer there.
    """
    revision = queries.current_revision(session, article)
    segment = _segment(session, revision, at)
    following = session.scalars(
        select(Segment)
        .where(Segment.revision_id == revision.id, Segment.start > segment.start)
        .order_by(Segment.start)
        .limit(1)
    ).one_or_none()
    if following is None:
        raise Invalid(_("This is the last sentence: there is none to join it with."), "at")
    before = [_span(segment), _span(following)]
    segment.end = following.end
    session.delete(following)
    session.flush()
    return _record(session, article, revision, actor, "segment.merged", before, [_span(segment)])


def set_kind(session: Session, article: Article, at: int, kind: SegmentKind, *, actor: User) -> Event | None:
    """Say what part of the page the sentence that starts at `at` is; None where it is that already.

    Raises Conflict where the sentence is no longer there.
    """
    revision = queries.current_revision(session, article)
    segment = _segment(session, revision, at)
    if segment.kind == kind:
        return None
    before = [_span(segment)]
    segment.kind = kind
    return _record(session, article, revision, actor, "segment.kind_set", before, [_span(segment)])


@reverts("segmentation")
def revert_segmentation(session: Session, event: Event, actor: User) -> None:
    """Put the sentences of an event back as they were; raises Conflict where they were cut again since."""
    article = session.scalars(select(Article).where(Article.id == event.article_id).with_for_update()).one()
    revision = session.scalars(select(Revision).where(Revision.uid == event.subject_uid)).one()
    before, after = fields(event.before)["segments"], fields(event.after)["segments"]
    current = _between(session, revision, after[0][0], after[-1][1])
    if [_span(segment) for segment in current] != after:
        raise _stale()
    segmenter = current[0].segmenter
    for segment in current:
        session.delete(segment)
    session.flush()
    session.add_all(
        Segment(
            revision_id=revision.id, start=start, end=end, kind=kind, paragraph=paragraph, segmenter=segmenter
        )
        for start, end, kind, paragraph in before
    )
    session.flush()
    _record(session, article, revision, actor, "segmentation.reverted", after, before, undoes=event.seq)


def _sides(text: str, segment: Segment, offset: int) -> tuple[int, int]:
    """Where the left half ends and the right half starts."""
    if not 0 <= offset <= len(text):
        raise Invalid(_("The place to cut is not in the text."), "offset")
    if offset > segment.end:
        raise _stale()
    left, right = text[segment.start : max(offset, segment.start)], text[offset : segment.end]
    if not left.strip() or not right.strip() or offset < segment.start:
        raise Invalid(
            _("Put the caret inside the sentence: there must be words on both sides of the cut."), "offset"
        )
    if parts_character(text, offset):
        raise Invalid(_("The cut would go through a character. Put the caret before or after it."), "offset")
    return segment.start + len(left.rstrip()), segment.end - len(right.lstrip())


def _stale() -> Conflict:
    return Conflict(
        _(
            "The sentences here were cut differently since this page was opened. Reload it to see them as they are."
        )
    )


def _segment(session: Session, revision: Revision, at: int) -> Segment:
    segment = queries.find_segment_at(session, revision.id, at)
    if segment is None or segment.start != at:
        raise _stale()
    return segment


def _between(session: Session, revision: Revision, start: int, end: int) -> Sequence[Segment]:
    query = (
        select(Segment)
        .where(Segment.revision_id == revision.id, Segment.start >= start, Segment.start < end)
        .order_by(Segment.start)
    )
    return session.scalars(query).all()


def _span(segment: Segment) -> Span:
    return [segment.start, segment.end, str(segment.kind), segment.paragraph]


def _record(
    session: Session,
    article: Article,
    revision: Revision,
    actor: User,
    action: str,
    before: Sequence[Span],
    after: Sequence[Span],
    *,
    undoes: int | None = None,
) -> Event:
    article.changed_at = article.shared_at = now()
    return record(
        session,
        actor=actor,
        action=action,
        subject="segmentation",
        uid=revision.uid,
        article_id=article.id,
        before={"segments": before},
        after={"segments": after},
        undoes=undoes,
    )
