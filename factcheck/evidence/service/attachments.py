"""Attaching files and notes: as evidence that has no address, or to a piece of evidence that is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from factcheck.accounts.models import User
from factcheck.activity.models import Event
from factcheck.activity.queries import fields
from factcheck.activity.service import record, reverts
from factcheck.annotation.models import Evidence
from factcheck.annotation.service.changes import REMOVED, Context, context_of, touch
from factcheck.annotation.service.evidence import add_offline_evidence
from factcheck.db import now
from factcheck.errors import Conflict, Invalid
from factcheck.evidence.duplicates import signature
from factcheck.evidence.models import Attachment, CopyOrigin, EvidenceCopy, KeptCopy
from factcheck.evidence.service.blobs import Packed, pack, store_blob
from factcheck.evidence.service.stories import file_story
from factcheck.words import gettext as _

MAX_FILES = 20
FILE = "attachment"
"""Subject of events on a file that was added to evidence which was there before it."""


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file ready to be stored. `text`: what can be read in it, for finding passages; empty for a picture."""

    name: str
    media_type: str
    content: Packed
    text: Packed
    lang: str
    signature: bytes | None


def pack_file(name: str, media_type: str, content: bytes, *, text: str = "", lang: str = "") -> PackedFile:
    """Hash and compress, before the write transaction."""
    return PackedFile(name, media_type, pack(content), pack(text.encode()), lang, signature(text))


def attach_file(
    session: Session,
    context: Context,
    packed: PackedFile,
    details: Mapping[str, Any],
    *,
    sealed: bool = False,
) -> Evidence:
    """Attach the file as a piece of evidence of its own; event: `evidence.added`. Keys as in `check_details`.

    What can be read in it is kept as a copy, so that passages are found in it.
    """
    evidence = add_offline_evidence(session, context, {"title": packed.name, **details}, sealed=sealed)
    session.flush()
    _store(session, context, evidence, packed)
    rest_on_files(session, evidence)
    return evidence


def add_file(session: Session, context: Context, evidence: Evidence, packed: PackedFile) -> Attachment:
    """Add the file to evidence that is there; event: `attachment.added`. Evidence without an address rests on what can
    be read in its first file that can be read.

    Raises Invalid where the evidence has this very file, or as many as it may have.
    """
    standing = (Attachment.evidence_id == evidence.id, Attachment.removed_at.is_(None))
    same = select(Attachment.id).where(*standing, Attachment.sha256 == packed.content.sha256).limit(1)
    if session.scalar(same) is not None:
        raise Invalid(_("This file is attached to this evidence already."), "file")
    if (session.scalar(select(func.count()).select_from(Attachment).where(*standing)) or 0) >= MAX_FILES:
        raise Invalid(_("A piece of evidence holds at most %(n)s files.", n=MAX_FILES), "file")
    file = _store(session, context, evidence, packed)
    session.flush()
    _record(session, "attachment.added", file, context, None, _said_of(evidence, file))
    rest_on_files(session, evidence)
    return file


def remove_file(session: Session, context: Context, evidence: Evidence, file: Attachment) -> None:
    """Take the file off the evidence; event: `attachment.removed`, which undo brings back."""
    _set_removed(session, evidence, file, removed=True)
    after = _said_of(evidence, file) | {REMOVED: True}
    _record(session, "attachment.removed", file, context, {REMOVED: False}, after)


def rest_on_files(session: Session, evidence: Evidence) -> None:
    """Have evidence without an address rest on the first of its files in which something can be read, if any."""
    if evidence.url:
        return
    session.flush()
    first = session.scalar(
        select(Attachment.copy_id)
        .where(
            Attachment.evidence_id == evidence.id,
            Attachment.removed_at.is_(None),
            Attachment.copy_id.is_not(None),
        )
        .order_by(Attachment.created_at, Attachment.id)
        .limit(1)
    )
    resting = session.scalar(select(EvidenceCopy.copy_id).where(EvidenceCopy.evidence_id == evidence.id))
    if resting != first:
        session.execute(delete(EvidenceCopy).where(EvidenceCopy.evidence_id == evidence.id))
        if first is not None:
            session.add(EvidenceCopy(evidence_id=evidence.id, copy_id=first))


@reverts(FILE)
def revert(session: Session, event: Event, actor: User) -> None:
    """Take back that a file was added to evidence, or taken off it."""
    file = session.scalars(select(Attachment).where(Attachment.uid == event.subject_uid)).one()
    evidence = session.get_one(Evidence, file.evidence_id)
    removed = bool(fields(event.after).get(REMOVED))
    if (file.removed_at is not None) != removed:
        raise Conflict(
            _("This was changed again since, so it cannot be undone on its own. Undo the later change first.")
        )
    _set_removed(session, evidence, file, removed=not removed)
    context = context_of(session, evidence, actor)
    before, after = {REMOVED: removed}, _said_of(evidence, file) | {REMOVED: not removed}
    _record(session, "attachment.undone", file, context, before, after, undoes=event.seq)


def _set_removed(session: Session, evidence: Evidence, file: Attachment, *, removed: bool) -> None:
    file.removed_at = now() if removed else None
    rest_on_files(session, evidence)


def _said_of(evidence: Evidence, file: Attachment) -> dict[str, Any]:
    return {"evidence": evidence.uid, "name": file.name, "size": file.size, "sha256": file.sha256}


def _record(
    session: Session,
    action: str,
    file: Attachment,
    context: Context,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
    undoes: int | None = None,
) -> None:
    event = record(
        session,
        actor=context.actor,
        action=action,
        subject=FILE,
        uid=file.uid,
        article_id=context.article.id,
        claim_uid=context.claim.uid,
        before=before,
        after=after,
        undoes=undoes,
    )
    touch(session, session.get_one(Evidence, file.evidence_id), context, event.at, ["files"])


def _store(session: Session, context: Context, evidence: Evidence, packed: PackedFile) -> Attachment:
    blob_id = store_blob(session, packed.content)
    copy_id = _keep_text(session, context, evidence, packed, blob_id) if packed.text.size else None
    file = Attachment(
        evidence_id=evidence.id,
        blob_id=blob_id,
        copy_id=copy_id,
        name=packed.name,
        media_type=packed.media_type,
        size=packed.content.size,
        sha256=packed.content.sha256,
    )
    session.add(file)
    return file


def _keep_text(
    session: Session, context: Context, evidence: Evidence, packed: PackedFile, blob_id: int
) -> int:
    copy = KeptCopy(
        project_id=context.article.project_id,
        url="",
        final_url="",
        media_type=packed.media_type,
        body_sha256=packed.content.sha256,
        body_blob_id=blob_id,
        text_sha256=packed.text.sha256,
        text_blob_id=store_blob(session, packed.text),
        title=evidence.title,
        lang=packed.lang[:20],
        origin=CopyOrigin.UPLOAD,
    )
    session.add(copy)
    session.flush()
    file_story(session, copy, packed.signature)
    return copy.id
