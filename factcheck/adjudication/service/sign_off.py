"""Signing an article off, and taking that back."""

from __future__ import annotations

from sqlalchemy.orm import Session

from factcheck.accounts.models import User
from factcheck.activity.service import record
from factcheck.adjudication.models import NOTE_LENGTH, SignOff
from factcheck.adjudication.signing import digest_of, find_signature, missing_on
from factcheck.annotation.history import SIGN_OFF
from factcheck.articles.models import Article
from factcheck.articles.queries import current_revision
from factcheck.db import now
from factcheck.errors import Conflict, Invalid, NotFound
from factcheck.words import gettext as _


def sign_off(session: Session, article: Article, *, actor: User, seen: str, note: str = "") -> SignOff:
    """Sign the locked article off; event: `article.signed_off`. A sign-off that stood before is withdrawn.

    `seen`: the digest of what the actor has looked at. Raises Conflict where the article says something else by now,
    and Invalid without a note where something is missing on it.
    """
    digest = digest_of(session, article)
    if digest != seen:
        raise Conflict(
            _("Something on this article has changed since you opened the page. Look at it once more.")
        )
    note = note.replace("\r\n", "\n").strip()
    if len(note) > NOTE_LENGTH:
        raise Invalid(_("At most %(limit)s characters are kept here.", limit=NOTE_LENGTH), "note")
    if not note and not missing_on(session, article).complete:
        raise Invalid(_("Something is still missing. Say why you sign the article off nevertheless."), "note")
    standing = find_signature(session, article)
    if standing is not None:
        standing.made.withdrawn_at = now()
    made = SignOff(
        article_id=article.id,
        revision_id=current_revision(session, article, text=False).id,
        sha256=digest,
        seq=0,
        note=note,
        by_id=actor.id,
    )
    session.add(made)
    session.flush()
    event = record(
        session,
        actor=actor,
        action="article.signed_off",
        subject=SIGN_OFF,
        uid=made.uid,
        article_id=article.id,
        after={"sha256": digest, "note": note},
    )
    made.seq = event.seq
    return made


def withdraw(session: Session, article: Article, *, actor: User) -> SignOff:
    """Take the standing sign-off of the locked article back; event: `sign_off.withdrawn`. Raises NotFound."""
    standing = find_signature(session, article)
    if standing is None:
        raise NotFound(_("This article is not signed off."))
    standing.made.withdrawn_at = now()
    record(
        session,
        actor=actor,
        action="sign_off.withdrawn",
        subject=SIGN_OFF,
        uid=standing.made.uid,
        article_id=article.id,
        after={"withdrawn": True},
    )
    return standing.made
