"""Kept copies for tests that are about reading them, not about fetching."""

from __future__ import annotations

from sqlalchemy.orm import Session

from factcheck.annotation.models import Evidence
from factcheck.evidence.duplicates import signature
from factcheck.evidence.models import EvidenceCopy, KeptCopy
from factcheck.evidence.service.blobs import pack, store_blob
from factcheck.evidence.service.stories import file_story


def keep_copy(
    session: Session, evidence: Evidence, project_id: int, text: str, *, lang: str = "en", url: str = ""
) -> KeptCopy:
    """Let the evidence rest on a copy with this text."""
    body, readable = pack(f"<p>{text}".encode()), pack(text.encode())
    copy = KeptCopy(
        project_id=project_id,
        url=evidence.url,
        final_url=url or evidence.url,
        http_status=200,
        media_type="text/html",
        body_sha256=body.sha256,
        body_blob_id=store_blob(session, body),
        text_sha256=readable.sha256,
        text_blob_id=store_blob(session, readable),
        title="What the page is called",
        lang=lang,
    )
    session.add(copy)
    session.flush()
    file_story(session, copy, signature(text))
    session.add(EvidenceCopy(evidence_id=evidence.id, copy_id=copy.id))
    session.flush()
    return copy
