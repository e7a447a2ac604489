"""Filing a copy under what its text is compared by, so that the same story is found again."""

from __future__ import annotations

from sqlalchemy import insert
from sqlalchemy.orm import Session

from factcheck.evidence.duplicates import bands
from factcheck.evidence.models import KeptCopy, StoryBand, StorySignature


def file_story(session: Session, copy: KeptCopy, signature: bytes | None) -> None:
    """File the copy, which has its number, under the signature of its text; None files nothing.

    The signature is computed before the write transaction (`duplicates.signature`).
    """
    if signature is None:
        return
    session.execute(insert(StorySignature).values(copy_id=copy.id, signature=signature))
    session.execute(
        insert(StoryBand),
        [{"project_id": copy.project_id, "key": key, "copy_id": copy.id} for key in set(bands(signature))],
    )
