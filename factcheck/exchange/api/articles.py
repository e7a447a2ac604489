"""Articles over the API: the list, a new one, one as a document, a claim on one."""

from __future__ import annotations

from typing import Any

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from factcheck.accounts.access import Viewer, get_own, get_viewer, require, writer
from factcheck.accounts.permissions import Permission
from factcheck.activity.saving import saving
from factcheck.annotation.service.claims import create_claim
from factcheck.annotation.visibility import sight_of
from factcheck.articles import queries as articles
from factcheck.articles.models import Article, Origin
from factcheck.articles.readers import Reading, read_html, read_markdown, read_plain
from factcheck.errors import Invalid
from factcheck.exchange import arrivals, queries, serialise
from factcheck.exchange.api import bodies
from factcheck.exchange.api.blueprint import LINES, answer, any_body, body, bp, stop
from factcheck.exchange.api.paging import read_paging
from factcheck.exchange.document import claim_document, document
from factcheck.exchange.intake import check_document, read_document
from factcheck.exchange.quotes import find_spans
from factcheck.exchange.validation import check
from factcheck.web import db, no_nul

PROJECT = "project"


@bp.get("/articles")
@require(Permission.READ)
def list_articles() -> ResponseReturnValue:
    """The articles of the token's owner, newest first, a page at a time."""
    paging = read_paging(PROJECT)
    wanted = no_nul(request.args.get(PROJECT))
    project_id = get_own(get_viewer(), wanted).id if wanted is not None else None
    found = queries.list_articles(
        db,
        get_viewer(),
        limit=paging.limit,
        after=paging.cursor,
        words=paging.words,
        project_id=project_id,
    )
    return answer({"articles": found.entries, "next": found.cursor})


@bp.post("/articles")
@require(Permission.IMPORT)
def create_article() -> ResponseReturnValue:
    """Bring in a text, or a whole `factcheck/1` document, into the project that `project` names."""
    value, wanted = any_body(), _wanted()
    if isinstance(value, dict) and "schema" in value:
        return _import(value, wanted)
    check(value, bodies.with_definitions(bodies.article_body()))
    arrival = arrivals.prepare(_reading(value), value, origin=Origin.API)

    def save(session: Session) -> ResponseReturnValue:
        viewer = writer()
        project = articles.get_intake_project(session, viewer, wanted)
        return _created(session, viewer, arrivals.store(session, project, arrival, actor=viewer.user))

    return saving(get_viewer(), save)


def _import(value: Any, wanted: str | None) -> ResponseReturnValue:
    checked = check_document(value)

    def save(session: Session) -> ResponseReturnValue:
        viewer = writer()
        project = articles.get_intake_project(session, viewer, wanted)
        trusted = viewer.may(Permission.MANAGE_PROJECT, project.id)
        article = read_document(session, checked, actor=viewer.user, project=project, trusted=trusted)
        return _created(session, viewer, article)

    return saving(get_viewer(), save)


def _reading(value: dict[str, Any]) -> Reading:
    match value.get("format", "text"):
        case "html":
            return read_html(value["text"].encode(), declared="utf-8", url=value.get("url", ""))
        case "markdown":
            return read_markdown(value["text"])
        case _:
            return read_plain(value["text"])


def _wanted() -> str | None:
    """The project that the parameter `project` names, by slug or id."""
    unknown = sorted(set(request.args) - {PROJECT})
    if unknown:
        stop(400, _("There is no parameter %(name)s.", name=ascii(unknown[0][:60])), field=unknown[0][:60])
    return no_nul(request.args.get(PROJECT))


def _created(session: Session, viewer: Viewer, article: Article) -> Response:
    entry = queries.article_entry(session, viewer, article)
    return answer(entry, 201, Location=url_for("api.get_article", uid=article.uid))


@bp.get("/articles/<uid>")
@require(Permission.EXPORT)
def get_article(uid: str) -> ResponseReturnValue:
    """The article as a document; as one line where the asker wants JSON Lines."""
    article = articles.get_article(db, get_viewer(), uid, Permission.EXPORT)
    lines = request.accept_mimetypes.best_match(["application/json", LINES]) == LINES
    found = document(db, article, sight_of(get_viewer(), article.project))
    data = serialise.line(found) if lines else serialise.page(found)
    response = Response(data, mimetype=LINES if lines else "application/json")
    response.add_etag()
    return response.make_conditional(request)


@bp.post("/articles/<uid>/claims")
@require(Permission.ANNOTATE)
def create_claim_on(uid: str) -> ResponseReturnValue:
    """Mark a claim in the newest text of the article."""
    value = body(bodies.with_definitions(bodies.claim_body()))
    details = {name: value[name] for name in ("text", "types", "priority", "checkable") if name in value}

    def save(session: Session) -> ResponseReturnValue:
        viewer = writer()
        article = articles.lock_article(session, viewer, uid, Permission.ANNOTATE)
        revision = articles.current_revision(session, article)
        spans = find_spans(revision.text, value["spans"])
        try:
            claim = create_claim(session, article, revision, actor=viewer.user, spans=spans, **details)
        except Invalid as error:
            raise Invalid(error.message, f"$.{error.field}") from error
        location = url_for("api.get_annotation", uid=claim.uid)
        sight = sight_of(viewer, article.project)
        return answer(claim_document(session, claim, sight), 201, Location=location)

    return saving(get_viewer(), save)
