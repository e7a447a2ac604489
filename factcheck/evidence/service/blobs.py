"""Storing bytes by their hash, compressed, each content once."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session, undefer

from factcheck.db import now
from factcheck.evidence.models import Blob, Encoding

LEVEL = 6
WORTH_IT = 0.95
PROBE = 256 * 1024
"""What shrinks less than this is stored as it is: pictures and PDFs are compressed already."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Content ready to be stored: hashing and compressing are done before the write transaction."""

    sha256: str
    size: int
    encoding: Encoding
    content: bytes


def pack(content: bytes) -> Packed:
    """Hash and compress. Whether it is worth while shows in the beginning of what is large."""
    kept = Encoding.IDENTITY, content
    beginning = content[:PROBE]
    small = zlib.compress(beginning, LEVEL)
    if len(small) < WORTH_IT * len(beginning):
        small = small if len(content) == len(beginning) else zlib.compress(content, LEVEL)
        kept = Encoding.ZLIB, small
    return Packed(hashlib.sha256(content).hexdigest(), len(content), *kept)


def store_blob(session: Session, packed: Packed) -> int:
    """The key of the blob of this content, which is written unless it is there."""
    found = session.scalar(select(Blob.id).where(Blob.sha256 == packed.sha256))
    if found is not None:
        return found
    row = {
        "sha256": packed.sha256,
        "size": packed.size,
        "encoding": packed.encoding,
        "content": packed.content,
        "created_at": now(),
    }
    insert = insert_sqlite if session.get_bind().dialect.name == "sqlite" else insert_postgresql
    session.execute(insert(Blob).values(row).on_conflict_do_nothing(index_elements=["sha256"]))
    return session.scalars(select(Blob.id).where(Blob.sha256 == packed.sha256)).one()


def read_blob(session: Session, blob_id: int) -> bytes:
    """The content of the blob."""
    blob = session.scalars(select(Blob).where(Blob.id == blob_id).options(undefer(Blob.content))).one()
    return zlib.decompress(blob.content) if blob.encoding == Encoding.ZLIB else blob.content
