"""Kept copies, link checks and files of a checked document, written as they are."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from factcheck.db import new_uid
from factcheck.evidence.duplicates import signature
from factcheck.evidence.models import Attachment, CopyOrigin, EvidenceCopy, KeptCopy, LinkCheck
from factcheck.evidence.service.blobs import pack, store_blob
from factcheck.evidence.service.stories import file_story

Members = dict[str, Any]
_COPY = (
    "url", "final_url", "canonical_url", "http_status", "media_type", "body_sha256", "text_sha256", "title",
    "publisher", "author", "lang", "origin", "archived_url",
)  # fmt: skip
_FILE = ("name", "media_type", "size", "sha256")
_CHECK = ("state", "reason", "http_status", "final_url")


def store_links(session: Session, document: Members, project_id: int, evidence: dict[str, int]) -> None:
    """Write what the document says of links. `evidence`: id → key.

    A copy that the project has already, by its id and its hashes, is that one; an id that is in use elsewhere is
    replaced by a new one.
    """
    copies: dict[str, int] = {}
    for piece in _pieces(document):
        key, copy, check = evidence[piece["id"]], piece["copy"], piece["link_check"]
        if copy is not None:
            if copy["id"] not in copies:
                copies[copy["id"]] = _store_copy(session, copy, project_id)
            session.execute(insert(EvidenceCopy).values(evidence_id=key, copy_id=copies[copy["id"]]))
        for file in piece["attachments"]:
            is_read = copy is not None and copy["origin"] == CopyOrigin.UPLOAD
            is_read = is_read and copy["body_sha256"] == file["sha256"]
            _store_file(session, file, key, copies[copy["id"]] if is_read else None)
        if check is not None:
            told = {name: value for name, value in check["difference"].items() if value is not None}
            session.execute(
                insert(LinkCheck).values(
                    evidence_id=key,
                    checked_at=datetime.fromisoformat(check["checked_at"]),
                    difference=told,
                    latest=True,
                    **{name: check[name] for name in _CHECK},
                )
            )


def _pieces(document: Members) -> Iterator[Members]:
    for claim in document["claims"]:
        for annotation in claim["annotations"]:
            yield from annotation["evidence"]


def _store_copy(session: Session, given: Members, project_id: int) -> int:
    known = session.scalars(select(KeptCopy).where(KeptCopy.uid == given["id"])).one_or_none()
    if known is not None and known.project_id == project_id and known.text_sha256 == given["text_sha256"]:
        return known.id
    text = given["text"]
    copy = KeptCopy(
        uid=new_uid() if known else given["id"],
        project_id=project_id,
        fetched_at=datetime.fromisoformat(given["fetched_at"]),
        published_at=date.fromisoformat(given["published_at"]) if given["published_at"] else None,
        text_blob_id=None if text is None else store_blob(session, pack(text.encode())),
        **{name: given[name] for name in _COPY},
    )
    session.add(copy)
    session.flush()
    # Without its text it is compared by what the document says of it.
    said = b64decode(given["minhash"]) if given["minhash"] else None
    file_story(session, copy, signature(text) if text else said)
    return copy.id


def _store_file(session: Session, given: Members, evidence_id: int, copy_id: int | None) -> None:
    content = given["content"]
    session.execute(
        insert(Attachment).values(
            uid=given["id"],
            evidence_id=evidence_id,
            copy_id=copy_id,
            blob_id=None if content is None else store_blob(session, pack(b64decode(content))),
            created_at=datetime.fromisoformat(given["created_at"]),
            **{name: given[name] for name in _FILE},
        )
    )
