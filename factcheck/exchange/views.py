"""The Export button: the article's document as a download."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy import and_

from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.permissions import Permission
from factcheck.accounts.queries import get_project
from factcheck.annotation.visibility import sight_of
from factcheck.articles import queries as articles
from factcheck.articles.models import Article
from factcheck.db import Database
from factcheck.exchange import serialise
from factcheck.exchange.document import document, export_lines
from factcheck.web import db, replica

bp = Blueprint("exchange", __name__)
NAME_LENGTH = 60


@bp.get("/articles/<uid>/export")
@require(Permission.EXPORT)
def export(uid: str) -> ResponseReturnValue:
    """Download the article's document as far as the viewer may know of it: the same bytes as the API gives, and for
    leads as the command line gives.

    With `copies=1`, for leads, the texts of kept copies are in it.
    """
    article = articles.get_article(db, get_viewer(), uid, Permission.EXPORT)
    texts = request.args.get("copies") == "1"
    if texts:
        get_viewer().check(Permission.MANAGE_PROJECT, article.project, reading=True)
    found = document(db, article, sight_of(get_viewer(), article.project), texts=texts)
    response = Response(serialise.page(found), mimetype="application/json")
    name = file_name(article.title, article.uid)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@bp.get("/projects/<uid>/export")
@require(Permission.MANAGE_PROJECT)
def export_project(uid: str) -> ResponseReturnValue:
    """Download every article of the project, one document a line, as `factcheck export --all` writes them."""
    project = get_project(db, uid)
    viewer = get_viewer()
    viewer.check(Permission.MANAGE_PROJECT, project, reading=True)
    viewer.check(Permission.EXPORT, project)
    response = Response(_lines(replica(), project.id), mimetype="application/x-ndjson")
    response.headers["Content-Disposition"] = f'attachment; filename="{project.slug}.jsonl"'
    return response


def _lines(source: Database, project_id: int) -> Iterator[bytes]:
    """The documents, read in a session of their own, since they are sent once the view is over."""
    with source.reading() as session:
        chosen = and_(Article.project_id == project_id, Article.removed_at.is_(None))
        yield from export_lines(session, chosen)


def file_name(title: str, uid: str) -> str:
    """A file name that is safe everywhere: the title's letters and digits, as far as ASCII has them, and the id."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain)[:NAME_LENGTH].strip("-")
    return f"{words}-{uid}.json" if words else f"{uid}.json"
