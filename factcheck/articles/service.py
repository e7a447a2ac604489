"""Bringing articles in, correcting what is known about them, removing them and bringing them back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from factcheck.accounts.models import Project, User
from factcheck.activity.models import Event
from factcheck.activity.queries import fields
from factcheck.activity.service import record, reverts
from factcheck.articles.decoding import accept
from factcheck.articles.models import TITLE_LENGTH, Article, Origin, Revision, Segment, SegmentKind
from factcheck.articles.segmentation import Cut
from factcheck.articles.segmenter import VERSION
from factcheck.db import now
from factcheck.errors import Conflict, Invalid

FALLBACK_TITLE_LENGTH = 80
METADATA = ("title", "byline", "publisher", "url", "published_at", "lang", "due_at")
"""What can be corrected about an article without touching its text."""


def create_article(
    session: Session,
    project: Project,
    *,
    actor: User | None,
    text: str,
    cuts: Sequence[Cut],
    lang: str,
    origin: Origin,
    title: str = "",
    byline: str = "",
    publisher: str = "",
    url: str = "",
    published_at: datetime | None = None,
    due_at: datetime | None = None,
) -> Article:
    """Store an article with `text` as its revision 1, cut into sentences as `cuts` say.

    The text is kept as `decoding.accept` returns it; the cuts' offsets count in that. Without a title, the headline
    serves, or else 80 characters of the first sentence. Raises Invalid for a text that cannot be stored and
    for cuts that are not in order, overlap, or lie outside the text.
    """
    text = accept(text)
    check_cuts(text, cuts)
    article = Article(
        project_id=project.id,
        title=title.strip() or fallback_title(text, cuts),
        byline=byline,
        publisher=publisher,
        url=url,
        published_at=published_at,
        lang=lang,
        due_at=due_at,
        created_by_id=actor.id if actor else None,
    )
    session.add(article)
    session.flush()
    revision = Revision(
        article_id=article.id,
        number=1,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        origin=origin,
    )
    session.add(revision)
    session.flush()
    insert_segments(session, revision.id, cuts)
    about = {
        "number": 1,
        "sha256": revision.sha256,
        "characters": len(text),
        "segments": len(cuts),
        "origin": origin,
    }
    record(
        session,
        actor=actor,
        action="article.created",
        subject="article",
        uid=article.uid,
        article_id=article.id,
        after={**metadata(article), "revision": about},
    )
    return article


def edit_article(
    session: Session, article: Article, *, actor: User, changes: Mapping[str, Any]
) -> Event | None:
    """Correct the article's metadata; `changes` maps names of METADATA to values. None where nothing changes."""
    before = metadata(article)
    for name, value in changes.items():
        if name not in METADATA:
            raise Invalid(_("This cannot be changed about an article."), name)
        setattr(article, name, value)
    after = metadata(article)
    changed = [name for name in METADATA if before[name] != after[name]]
    if not changed:
        return None
    return _record(
        session,
        article,
        actor,
        "article.edited",
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )


def remove_article(session: Session, article: Article, *, actor: User, undoes: int | None = None) -> Event:
    """Take the article off the desk; nothing is deleted, `restore_article` brings it back."""
    article.removed_at = now()
    return _record(
        session,
        article,
        actor,
        "article.removed",
        before={"removed": False},
        after={"removed": True},
        undoes=undoes,
    )


def restore_article(session: Session, article: Article, *, actor: User, undoes: int | None = None) -> Event:
    """Bring a removed article back."""
    article.removed_at = None
    return _record(
        session,
        article,
        actor,
        "article.restored",
        before={"removed": True},
        after={"removed": False},
        undoes=undoes,
    )


def metadata(article: Article) -> dict[str, Any]:
    """The article's metadata as JSON values; moments in ISO 8601, UTC."""
    values = {name: getattr(article, name) for name in METADATA}
    return {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()
    }


def fallback_title(text: str, cuts: Sequence[Cut]) -> str:
    """The first headline of the text, or else the beginning of its first sentence, on one line."""
    headline = next((cut for cut in cuts if cut.kind == SegmentKind.HEADLINE.value), None)
    if headline:
        return " ".join(text[headline.start : headline.end].split())[:TITLE_LENGTH]
    first = " ".join(text[cuts[0].start : cuts[0].end].split())
    return first if len(first) <= FALLBACK_TITLE_LENGTH else first[:FALLBACK_TITLE_LENGTH].rstrip() + "…"


def check_cuts(text: str, cuts: Sequence[Cut]) -> None:
    """Raises Invalid unless the cuts are spans of the text, in order and apart from each other."""
    free = 0
    for number, cut in enumerate(cuts):
        if not free <= cut.start < cut.end <= len(text):
            raise Invalid(
                _("Sentences must be in order, apart from each other, and inside the text."),
                f"segments/{number}",
            )
        free = cut.end
    if not cuts:
        raise Invalid(_("The text has no sentences."), "segments")


def insert_segments(session: Session, revision_id: int, cuts: Sequence[Cut]) -> None:
    """Store the sentences of a text in one statement."""
    session.execute(
        insert(Segment.__table__),  # type: ignore[arg-type]
        [
            {
                "revision_id": revision_id,
                "start": cut.start,
                "end": cut.end,
                "paragraph": cut.paragraph,
                "kind": cut.kind,
                "segmenter": VERSION,
            }
            for cut in cuts
        ],
    )


@reverts("article")
def revert_article(session: Session, event: Event, actor: User) -> None:
    """Take back a change of an article as a whole: it is removed, restored, or its metadata is set back."""
    article = session.scalars(select(Article).where(Article.uid == event.subject_uid).with_for_update()).one()
    removed = article.removed_at is not None
    if event.action in ("article.created", "article.imported", "article.restored"):
        if removed:
            raise Conflict(_("The article was removed since."))
        remove_article(session, article, actor=actor, undoes=event.seq)
    elif event.action == "article.removed":
        if not removed:
            raise Conflict(_("The article was brought back since."))
        restore_article(session, article, actor=actor, undoes=event.seq)
    else:
        _set_back(session, article, event, actor)


def _set_back(session: Session, article: Article, event: Event, actor: User) -> None:
    before, after, current = fields(event.before), fields(event.after), metadata(article)
    for name, value in after.items():
        if current[name] != value:
            raise Conflict(
                _("This was changed again since."), field=name, yours=before[name], theirs=current[name]
            )
    for name, value in before.items():
        is_moment = name.endswith("_at") and value is not None
        setattr(article, name, datetime.fromisoformat(value) if is_moment else value)
    _record(session, article, actor, "article.edited", before=after, after=before, undoes=event.seq)


def _record(
    session: Session,
    article: Article,
    actor: User,
    action: str,
    *,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    undoes: int | None = None,
) -> Event:
    article.changed_at = article.shared_at = now()
    return record(
        session,
        actor=actor,
        action=action,
        subject="article",
        uid=article.uid,
        article_id=article.id,
        before=before,
        after=after,
        undoes=undoes,
    )
