"""Files and notes as evidence without an address: what is taken, how it is kept, and how it is handed out again."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from factcheck.annotation.models import Annotation, Evidence
from factcheck.db import Database
from factcheck.evidence.models import Attachment, Blob, EvidenceCopy, KeptCopy, StorySignature
from tests.integration.annotation.conftest import Desk

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf"
    "c0500f0003860180345a6b340000000049454e44ae426082"
)
PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length 68>>stream
BT /F1 12 Tf 20 100 Td (The harbour closes in the spring, she said.) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R/Size 6>>
startxref
0
%%EOF
"""


def attach(desk: Desk, content: bytes, name: str, *, by: str = "dana", **fields: Any) -> TestResponse:
    """Upload a file as the page's script does."""
    return desk.enter(by).post(
        f"/articles/{desk.article.uid}/attachments",
        data={"at": str(desk.starts[1]), "file": (io.BytesIO(content), name), **fields},
        headers={"Accept": "application/json"},
    )


def the_file(database: Database) -> tuple[Evidence, Attachment]:
    with database.reading() as session:
        return session.scalars(select(Evidence)).one(), session.scalars(select(Attachment)).one()


def address(desk: Desk, database: Database) -> str:
    evidence, file = the_file(database)
    return f"/articles/{desk.article.uid}/evidence/{evidence.uid}/attachments/{file.uid}"


@pytest.mark.parametrize(
    ("content", "name", "media_type", "medium"),
    [
        (PNG, "holiday.pdf", "image/png", "image"),
        (b"\xff\xd8\xff\xe0 and so on", "photo", "image/jpeg", "image"),
        (b"GIF89a and so on", "x.html", "image/gif", "image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "x.webp", "image/webp", "image"),
        (PDF, "minutes.exe", "application/pdf", "pdf"),
        ("Die Sitzung fällt aus.".encode("cp1252"), "sitzung.txt", "text/plain", "offline_document"),
    ],
)
def test_a_file_is_what_its_content_says(
    desk: Desk, database: Database, content: bytes, name: str, media_type: str, medium: str
) -> None:
    receipt = attach(desk, content, name)
    assert receipt.status_code == 200, receipt.text
    evidence, file = the_file(database)
    assert (file.media_type, evidence.medium, evidence.url) == (media_type, medium, "")
    assert file.size == len(content) or media_type == "text/plain"
    assert receipt.get_json()["added"] == [evidence.uid]


HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


@pytest.mark.parametrize(
    "content", [HTML, SVG, b"\n\n  <svg onload=alert(1)>", b"\xef\xbb\xbf<html>", b"<!-- x --><p>"]
)
def test_c33_web_pages_and_drawings_are_not_taken(desk: Desk, database: Database, content: bytes) -> None:
    for name in ("a.png", "a.txt", "a.svg", "a.html"):
        answer = attach(desk, content, name)
        assert answer.status_code == 422
        assert "SVG" in answer.get_json()["error"]["message"]
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Blob)) == 0
        assert session.scalar(select(func.count()).select_from(Evidence)) == 0


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (PNG, "a.html"),
        (b"\xff\xd8\xff<script>alert(1)</script>", "a.svg"),
        (PDF, "a.html"),
        (b"a text <b>", "x.html"),
    ],
)
def test_c33_what_is_handed_out_can_not_run(
    desk: Desk, database: Database, content: bytes, name: str
) -> None:
    assert attach(desk, content, name).status_code == 200
    answer = desk.enter("dana").get(address(desk, database))
    assert answer.status_code == 200
    assert answer.mimetype in {"image/png", "image/jpeg", "application/pdf", "text/plain"}
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert answer.headers["Content-Security-Policy"].endswith("; sandbox")
    assert answer.headers["Cache-Control"] == "no-store"
    if not answer.mimetype.startswith("image/"):
        assert answer.headers["Content-Disposition"].startswith("attachment")


def test_c33_a_kind_that_is_not_ours_is_handed_out_as_bytes(desk: Desk, database: Database) -> None:
    """Whatever a document that came in called it."""
    attach(desk, PNG, "a.png")
    with database.writing() as session:
        session.scalars(select(Attachment)).one().media_type = "text/html"
    answer = desk.enter("dana").get(address(desk, database))
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("/etc/cron.d/x", "x"),
        ("..", "picture"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("x" * 400 + ".png", "x" * 146 + ".png"),
        ("שלום.png", "שלום.png"),
    ],
)
def test_c34_names_touch_nothing(
    desk: Desk, database: Database, tmp_path: Path, name: str, shown: str
) -> None:
    before = sorted(tmp_path.rglob("*"))
    assert attach(desk, PNG, name).status_code == 200
    assert the_file(database)[1].name == shown
    disposition = desk.enter("dana").get(address(desk, database)).headers["Content-Disposition"]
    assert "\n" not in disposition
    assert ".." not in disposition
    assert {path.name for path in tmp_path.rglob("*")} - {path.name for path in before} <= {
        "test.sqlite3-wal",
        "test.sqlite3-shm",
        "test.sqlite3.lock",
    }


def packed_document(bomb: int = 0) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as document:
        document.writestr(
            "[Content_Types].xml", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
        )
        document.writestr("word/document.xml", b"0" * bomb)
    return file.getvalue()


@pytest.mark.parametrize("name", ["a.docx", "a.png", "a.pdf", "a.txt"])
def test_c35_packed_documents_are_refused_before_anything_is_unpacked(desk: Desk, name: str) -> None:
    for content in (packed_document(), packed_document(50_000_000), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old"):
        answer = attach(desk, content, name)
        assert answer.status_code == 422
        assert "Save it as a PDF" in answer.get_json()["error"]["message"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\x00\x00\x00\x18ftypheic", "HEIC"),
        (b"\x7fELF\x01\x01", "none of these"),
        (bytes(range(256)) * 4, "none of these"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_what_to_do(desk: Desk, content: bytes, words: str) -> None:
    answer = attach(desk, content, "file")
    assert answer.status_code == 422
    assert words in answer.get_json()["error"]["message"]


def test_what_a_pdf_says_is_kept_so_that_passages_are_found(desk: Desk, database: Database) -> None:
    attach(desk, PDF, "minutes.pdf")
    with database.reading() as session:
        copy = session.scalars(select(KeptCopy)).one()
        assert copy.origin == "upload"
        evidence = session.scalars(select(Evidence)).one()
    page = desk.enter("dana").get(f"/articles/{desk.article.uid}/evidence/{evidence.uid}/text")
    assert "The harbour closes in the spring, she said." in page.text


def test_the_note_of_a_call_is_an_interview(desk: Desk, database: Database) -> None:
    said = "She said that the talks were over. <b>Not bold.</b>"
    receipt = desk.saved("attachments", title="Call with the port office", text=said)
    evidence, file = the_file(database)
    assert (evidence.medium, evidence.title, evidence.url) == ("interview", "Call with the port office", "")
    assert receipt["added"] == [evidence.uid]
    assert desk.enter("dana").get(address(desk, database)).text == said
    page = desk.enter("dana").get(f"/articles/{desk.article.uid}/evidence/{evidence.uid}/text")
    assert "&lt;b&gt;Not bold.&lt;/b&gt;" in page.text
    assert file.media_type == "text/plain"


def test_an_empty_note_is_not_attached(desk: Desk) -> None:
    assert desk.save("attachments", title="Call", text="  ").status_code == 422


def test_the_same_file_twice_is_stored_once(desk: Desk, database: Database) -> None:
    attach(desk, PNG, "a.png")
    attach(desk, PNG, "b.png")
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Attachment)) == 2
        assert session.scalar(select(func.count()).select_from(Blob)) == 1


def test_an_upload_that_is_sent_again_under_its_key_is_attached_once(desk: Desk, database: Database) -> None:
    client = desk.enter("dana")
    for _time in range(3):
        answer = client.post(
            f"/articles/{desk.article.uid}/attachments",
            data={"at": str(desk.starts[1]), "file": (io.BytesIO(PNG), "a.png")},
            headers={"Accept": "application/json", "Idempotency-Key": "once"},
        )
        assert answer.status_code == 200
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Evidence)) == 1


def test_taking_a_file_off_hides_it_and_undo_brings_it_back(desk: Desk, database: Database) -> None:
    attach(desk, PNG, "a.png")
    evidence, _file = the_file(database)
    desk.saved(f"evidence/{evidence.uid}/remove")
    assert desk.enter("dana").get(address(desk, database)).status_code == 404
    desk.saved("undo")
    assert desk.enter("dana").get(address(desk, database)).status_code == 200


def test_files_and_copies_of_a_draft_are_its_reviewers_own(desk: Desk, database: Database) -> None:
    attach(desk, b"A text that says something about the harbour.", "a.txt")
    evidence, _file = the_file(database)
    text = f"/articles/{desk.article.uid}/evidence/{evidence.uid}/text"
    for name in ("robin", "lee"):
        assert desk.enter(name).get(address(desk, database)).status_code == 404
        assert desk.enter(name).get(text).status_code == 404
    with database.writing() as session:
        session.scalars(select(Annotation)).one().status = "submitted"
    assert desk.enter("robin").get(address(desk, database)).status_code == 404
    assert desk.enter("lee").get(address(desk, database)).status_code == 200
    assert desk.enter("lee").get(text).status_code == 200


def test_a_long_text_is_filed_under_its_story(desk: Desk, database: Database) -> None:
    attach(desk, b"The harbour closes in the spring and nobody is pleased. " * 30, "a.txt")
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(StorySignature)) == 1
        assert session.scalar(select(func.count()).select_from(EvidenceCopy)) == 1
