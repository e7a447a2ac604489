"""Files on evidence that is there: a screenshot for a link, a scan for a note of a call. And how large they may be."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from factcheck.activity.models import Event
from factcheck.annotation.models import Annotation, Evidence
from factcheck.db import Database
from factcheck.evidence.file_kinds import MAX_BYTES
from factcheck.evidence.models import Attachment, EvidenceCopy, KeptCopy
from tests.integration.annotation.conftest import Desk
from tests.integration.evidence.test_attachments import PDF, PNG, attach


def link(desk: Desk) -> str:
    """A link on the second sentence; the uid of the evidence."""
    uid: str = desk.saved("evidence", url="https://a.example/1")["added"][0]
    return uid


def standing(database: Database) -> list[str]:
    """The names of the files that were not taken off."""
    with database.reading() as session:
        query = select(Attachment.name).where(Attachment.removed_at.is_(None)).order_by(Attachment.id)
        return list(session.scalars(query))


def actions(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Event.action).order_by(Event.seq)))


def remove(desk: Desk, database: Database) -> dict[str, Any]:
    with database.reading() as session:
        file = session.scalars(select(Attachment).where(Attachment.removed_at.is_(None))).first()
        assert file is not None
        piece = session.get_one(Evidence, file.evidence_id)
    return desk.saved(f"evidence/{piece.uid}/attachments/{file.uid}/remove")


def test_a_screenshot_is_added_to_a_link_taken_off_and_brought_back(desk: Desk, database: Database) -> None:
    uid = link(desk)
    receipt = attach(desk, PNG, "screen.png", evidence=uid).get_json()
    assert receipt["added"] == [uid]
    with database.reading() as session:
        assert len(session.scalars(select(Evidence)).all()) == 1
    assert remove(desk, database)["version"] > receipt["version"]
    assert standing(database) == []
    desk.saved("undo")
    assert standing(database) == ["screen.png"]
    desk.saved("undo")
    assert standing(database) == []
    assert actions(database)[-4:] == [
        "attachment.added", "attachment.removed", "attachment.undone", "attachment.undone",
    ]  # fmt: skip
    history = desk.enter("dana").get(f"/articles/{desk.article.uid}/history").text
    for words in ("added a file to evidence", "took a file off evidence", "screen.png"):
        assert words in history


def test_a_record_that_was_submitted_is_a_draft_again(desk: Desk, database: Database) -> None:
    uid = link(desk)
    desk.saved("verdict", verdict="not_checkable")
    assert desk.saved("submit")["submitted"]
    attach(desk, PNG, "screen.png", evidence=uid)
    with database.reading() as session:
        assert session.scalars(select(Annotation)).one().status == "draft"


def test_passages_are_found_in_a_scan_for_as_long_as_it_is_there(desk: Desk, database: Database) -> None:
    """Of evidence without an address; a link rests on its page alone."""
    attach(desk, PNG, "photo.png")
    with database.reading() as session:
        uid = session.scalars(select(Evidence)).one().uid

    def resting() -> list[str]:
        with database.reading() as session:
            query = select(KeptCopy.media_type).join(EvidenceCopy, EvidenceCopy.copy_id == KeptCopy.id)
            return list(session.scalars(query))

    attach(desk, PDF, "minutes.pdf", evidence=uid)
    assert resting() == ["application/pdf"]
    page = desk.enter("dana").get(f"/articles/{desk.article.uid}/evidence/{uid}/text")
    assert "The harbour closes in the spring, she said." in page.text
    desk.saved("undo")
    assert resting() == []
    attach(desk, PDF, "minutes.pdf", evidence=link(desk))
    assert resting() == []


def test_the_same_file_twice_or_too_many_or_on_anothers_evidence_are_refused(
    desk: Desk, database: Database
) -> None:
    uid = link(desk)
    assert attach(desk, PNG, "a.png", evidence=uid).status_code == 200
    again = attach(desk, PNG, "b.png", evidence=uid)
    assert (again.status_code, again.get_json()["error"]["field"]) == (422, "file")
    assert attach(desk, PDF, "c.pdf", evidence=uid, by="robin").status_code == 404
    for number in range(19):
        assert attach(desk, PNG + bytes([number]), f"{number}.png", evidence=uid).status_code == 200
    assert "at most 20 files" in attach(desk, PDF, "c.pdf", evidence=uid).get_json()["error"]["message"]
    assert len(standing(database)) == 20


def test_c38_a_key_that_comes_with_another_file_is_refused(desk: Desk, database: Database) -> None:
    def send(content: bytes) -> TestResponse:
        return desk.enter("dana").post(
            f"/articles/{desk.article.uid}/attachments",
            data={"at": str(desk.starts[1]), "file": (io.BytesIO(content), "a.png")},
            headers={"Accept": "application/json", "Idempotency-Key": "once"},
        )

    assert [send(PNG).status_code, send(PNG).status_code, send(PNG + b" ").status_code] == [200, 200, 422]
    assert standing(database) == ["a.png"]


def test_the_history_tells_links_files_and_notes_apart(desk: Desk) -> None:
    attach(desk, PNG, "a.png")
    desk.saved("attachments", title="Call with the port", text="She said no.")
    history = desk.enter("dana").get(f"/articles/{desk.article.uid}/history").text
    assert "attached a file" in history
    assert "attached the note of a call" in history
    assert "attached a link" not in history


@pytest.mark.sqlite
def test_c19_only_who_is_signed_in_sends_large_files_and_only_where_files_are_taken(
    desk: Desk, app: Flask, database: Database
) -> None:
    def send(size: int, name: str) -> int:
        # Written by hand: the test client keeps large bodies in files that it leaves open.
        head = (
            f'--x\r\nContent-Disposition: form-data; name="at"\r\n\r\n{desk.starts[1]}\r\n'
            f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        )
        body = head.encode() + PNG + bytes(size - len(PNG)) + b"\r\n--x--\r\n"
        return (
            desk.enter("dana")
            .post(f"{path}/attachments", data=body, content_type="multipart/form-data; boundary=x")
            .status_code
        )

    path, large = f"/articles/{desk.article.uid}", {"at": "0", "text": "x" * 10_000_000}
    assert send(MAX_BYTES, "large.png") == 303
    assert send(MAX_BYTES + 1, "larger.png") == 422
    assert send(50_000_000, "huge.png") == 413
    assert standing(database) == ["large.png"]
    app.config["WTF_CSRF_ENABLED"] = True
    assert app.test_client().post(f"{path}/attachments", data=large).status_code == 413
    app.config["WTF_CSRF_ENABLED"] = False
    for elsewhere in ("evidence", "note"):
        assert desk.enter("dana").post(f"{path}/{elsewhere}", data=large).status_code == 413
