"""What is known of evidence, as the document has it: kept copies, checks and files, by the id of the evidence."""

from __future__ import annotations

import zlib
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, null, select
from sqlalchemy.orm import Session

from factcheck.annotation.models import Annotation, Evidence
from factcheck.evidence.models import (
    Attachment,
    Blob,
    Encoding,
    EvidenceCopy,
    KeptCopy,
    LinkCheck,
    StorySignature,
)
from factcheck.exchange import shapes
from factcheck.exchange.claim_rows import OnClaims, Query
from factcheck.exchange.rows import Day, Moment

_BODY = (
    KeptCopy.uid, KeptCopy.url, KeptCopy.final_url, KeptCopy.canonical_url, KeptCopy.http_status, KeptCopy.media_type,
    Moment(KeptCopy.fetched_at), KeptCopy.body_sha256, KeptCopy.text_sha256, StorySignature.signature, KeptCopy.title,
    KeptCopy.publisher, KeptCopy.author, Day(KeptCopy.published_at), KeptCopy.lang, KeptCopy.origin,
    KeptCopy.archived_url,
)  # fmt: skip
_FILE = (
    Attachment.uid, Attachment.name, Attachment.media_type, Attachment.size, Attachment.sha256,
    Moment(Attachment.created_at),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of links, by the id of the evidence."""

    copies: Mapping[str, shapes.Copy]
    checks: Mapping[str, shapes.LinkCheck]
    files: Mapping[str, list[shapes.Attachment]]


def known_of(session: Session, claims: OnClaims, *, texts: bool) -> Known:
    """What is known of the links on the annotations of these claims; with `texts`, the copies' texts and the files'
    content too. Three statements."""
    return Known(_copies(session, claims, texts), _checks(session, claims), _files(session, claims, texts))


def _on(query: Query, within: ColumnElement[bool]) -> Query:
    return query.join(Annotation, Annotation.id == Evidence.annotation_id).where(
        within, Evidence.removed_at.is_(None), ~Evidence.sealed
    )


def _copies(session: Session, claims: OnClaims, texts: bool) -> dict[str, shapes.Copy]:
    found = {}
    for uid, *values, encoding, stored in claims.read(session, _copy_rows, texts):
        data = _content(encoding, stored)
        given = [*values, None if data is None else data.decode()]
        found[uid] = shapes.Copy(*given)
    return found


def _copy_rows(within: ColumnElement[bool], texts: bool) -> Query:
    content: tuple[Any, Any] = (Blob.encoding, Blob.content) if texts else (null(), null())
    query = (
        select(Evidence.uid, *_BODY, *content)
        .select_from(EvidenceCopy)
        .join(KeptCopy, KeptCopy.id == EvidenceCopy.copy_id)
        .join(Evidence, Evidence.id == EvidenceCopy.evidence_id)
        .outerjoin(StorySignature, StorySignature.copy_id == KeptCopy.id)
    )
    return _on(query.outerjoin(Blob, Blob.id == KeptCopy.text_blob_id) if texts else query, within)


def _checks(session: Session, claims: OnClaims) -> dict[str, shapes.LinkCheck]:
    found = {}
    for uid, difference, *values in claims.read(session, _check_rows):
        told = shapes.Difference(
            _share(difference.get("text")), _share(difference.get("quote")), difference.get("title")
        )
        given = [*values, told]
        found[uid] = shapes.LinkCheck(*given)
    return found


def _check_rows(within: ColumnElement[bool]) -> Query:
    query = (
        select(
            Evidence.uid,
            LinkCheck.difference,
            Moment(LinkCheck.checked_at),
            LinkCheck.state,
            LinkCheck.reason,
            LinkCheck.http_status,
            LinkCheck.final_url,
        )
        .select_from(LinkCheck)
        .join(Evidence, Evidence.id == LinkCheck.evidence_id)
        .where(LinkCheck.latest)
    )
    return _on(query, within)


def _files(session: Session, claims: OnClaims, contents: bool) -> dict[str, list[shapes.Attachment]]:
    """The oldest first."""
    found: dict[str, list[shapes.Attachment]] = {}
    for uid, *values, encoding, stored in claims.read(session, _file_rows, contents):
        data = _content(encoding, stored)
        given = [*values, None if data is None else b64encode(data).decode()]
        found.setdefault(uid, []).append(shapes.Attachment(*given))
    return found


def _file_rows(within: ColumnElement[bool], contents: bool) -> Query:
    content: tuple[Any, Any] = (Blob.encoding, Blob.content) if contents else (null(), null())
    query = (
        select(Evidence.uid, *_FILE, *content)
        .select_from(Attachment)
        .join(Evidence, Evidence.id == Attachment.evidence_id)
        .where(Attachment.removed_at.is_(None))
        .order_by(Attachment.created_at, Attachment.uid)
    )
    return _on(query.outerjoin(Blob, Blob.id == Attachment.blob_id) if contents else query, within)


def _content(encoding: str | None, stored: bytes | None) -> bytes | None:
    if stored is None or encoding is None:
        return None
    return zlib.decompress(stored) if encoding == Encoding.ZLIB else bytes(stored)


def _share(value: float | None) -> float | None:
    return None if value is None else float(value)
