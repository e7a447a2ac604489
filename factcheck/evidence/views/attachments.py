"""Attaching files and notes of calls, taking files off; handing them out again, in no form that could run."""

from __future__ import annotations

import io
from contextlib import closing

from flask import Response, request, send_file
from flask.typing import ResponseReturnValue

from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.permissions import Permission
from factcheck.annotation import queries as annotation
from factcheck.annotation.views.place import Place, save_here
from factcheck.articles import queries as articles
from factcheck.articles.languages import detect
from factcheck.errors import Invalid, NotFound
from factcheck.evidence import copies
from factcheck.evidence.file_kinds import IMAGES, MAX_NOTE, PDF, TEXT, kind_of, plain_name, text_of
from factcheck.evidence.models import Attachment
from factcheck.evidence.queries import find_attachment
from factcheck.evidence.reading import Page
from factcheck.evidence.reading_process import PageReader, Unreadable
from factcheck.evidence.service.attachments import PackedFile, add_file, attach_file, pack_file, remove_file
from factcheck.evidence.service.blobs import read_blob
from factcheck.evidence.views.blueprint import bp
from factcheck.web import db, takes_files
from factcheck.words import gettext as _

READING_SECONDS = 15.0
SANDBOX = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
"""Should a browser take a file for a page after all, nothing in it runs or loads."""


@bp.post("/articles/<uid>/attachments")
@takes_files
@require(Permission.ANNOTATE)
def attach(uid: str) -> ResponseReturnValue:
    """Attach a file (`file`) or the note of a call (`text`, with a `title`): as evidence without an address, sealed
    perhaps, or to the piece that `evidence` names."""
    upload = request.files.get("file")
    if upload is not None and (upload.filename or upload.stream.read(1)):
        with closing(upload):
            upload.stream.seek(0)
            packed, medium = _packed_file(upload.stream.read(), upload.filename or "")
    else:
        packed, medium = _packed_note(request.form.get("text", ""))
    title = request.form.get("title", "").strip() or packed.name
    sealed, evidence_uid = request.form.get("sealed") == "1", request.form.get("evidence", "")

    def act(place: Place) -> None:
        context = place.context()
        if evidence_uid:
            piece = annotation.get_evidence(place.session, place.annotation(), evidence_uid)
            add_file(place.session, context, piece, packed)
        else:
            details = {"title": title, "medium": medium}
            piece = attach_file(place.session, context, packed, details, sealed=sealed)
        place.more["added"] = [piece.uid]

    return save_here(uid, act, content=packed.content.sha256)


@bp.post("/articles/<uid>/evidence/<evidence_uid>/attachments/<attachment_uid>/remove")
@require(Permission.ANNOTATE)
def remove_attachment(uid: str, evidence_uid: str, attachment_uid: str) -> ResponseReturnValue:
    """Take a file off a piece of evidence; undo brings it back."""

    def act(place: Place) -> None:
        context = place.context()
        piece = annotation.get_evidence(place.session, place.annotation(), evidence_uid)
        file = find_attachment(place.session, piece, attachment_uid)
        if file is None:
            raise NotFound(_("There is no such file."))
        remove_file(place.session, context, piece, file)

    return save_here(uid, act)


@bp.get("/articles/<uid>/evidence/<evidence_uid>/attachments/<attachment_uid>")
@require(Permission.READ)
def attachment(uid: str, evidence_uid: str, attachment_uid: str) -> ResponseReturnValue:
    """The file: pictures to be shown, anything else to be saved. Never as a page or a drawing that could run."""
    viewer = get_viewer()
    article = articles.get_article(db, viewer, uid)
    evidence, _annotation, _claim = copies.get_readable(db, viewer, article, evidence_uid)
    file = find_attachment(db, evidence, attachment_uid)
    if file is None or file.blob_id is None:
        raise NotFound(_("There is no such file, or it did not come along when the article was brought in."))
    return _served(file, read_blob(db, file.blob_id))


def _served(file: Attachment, content: bytes) -> Response:
    known = file.media_type in IMAGES | {PDF, TEXT}
    media_type = file.media_type if known else "application/octet-stream"
    response = send_file(
        io.BytesIO(content),
        mimetype=f"{TEXT}; charset=utf-8" if media_type == TEXT else media_type,
        as_attachment=media_type not in IMAGES,
        download_name=plain_name(file.name, media_type),
        conditional=False,
        etag=False,
    )
    response.headers["Content-Security-Policy"] = SANDBOX
    # send_file lets browsers keep it; what is private here is kept nowhere.
    response.headers.pop("Cache-Control", None)
    return response


def _packed_file(content: bytes, name: str) -> tuple[PackedFile, str]:
    kind = kind_of(content)
    shown = plain_name(name, kind.media_type)
    if kind.media_type == TEXT:
        text = text_of(content)
        content = text.encode()
    else:
        text = _text_of_pdf(content) if kind.media_type == PDF else ""
    return pack_file(shown, kind.media_type, content, text=text, lang=detect(text) or ""), kind.medium


def _packed_note(text: str) -> tuple[PackedFile, str]:
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise Invalid(_("Choose a file, or write down what was said."), "file")
    if len(text) > MAX_NOTE:
        raise Invalid(_("This text is too long: at most %(n)s characters are kept.", n=MAX_NOTE), "text")
    return pack_file("note.txt", TEXT, text.encode(), text=text, lang=detect(text) or ""), "interview"


def _text_of_pdf(content: bytes) -> str:
    """What can be read in the PDF, within limits of time and memory; nothing where they end it."""
    with closing(PageReader(seconds=READING_SECONDS)) as reader:
        try:
            return reader.read(Page(body=content, media_type=PDF, charset=None, url="")).text
        except Unreadable:
            return ""
