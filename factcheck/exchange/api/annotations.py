"""One's own annotation of a claim over the API, read and replaced as a whole."""

from __future__ import annotations

import hashlib

from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from factcheck.accounts.access import get_viewer, require, writer
from factcheck.accounts.models import User
from factcheck.accounts.permissions import Permission
from factcheck.activity.saving import saving
from factcheck.annotation.models import Annotation, Claim
from factcheck.annotation.policy import Policy
from factcheck.annotation.queries import find_annotation, waivers_of
from factcheck.annotation.service.changes import Context
from factcheck.annotation.service.records import own_annotation
from factcheck.annotation.visibility import get_known_claim
from factcheck.articles import queries as articles
from factcheck.errors import NotFound
from factcheck.exchange import queries
from factcheck.exchange.api import bodies
from factcheck.exchange.api.blueprint import answer, body, bp, stop
from factcheck.exchange.document import annotation_document
from factcheck.exchange.replacing import replace_annotation
from factcheck.web import db


@bp.get("/claims/<uid>/annotation")
@require(Permission.READ)
def get_annotation(uid: str) -> ResponseReturnValue:
    """The token owner's annotation of the claim."""
    viewer = get_viewer()
    article = articles.get_article(db, viewer, queries.get_article_uid(db, uid), Permission.READ)
    claim = _standing(get_known_claim(db, viewer, article, uid))
    annotation = find_annotation(db, claim, viewer.user)
    if annotation is None:
        raise NotFound(_("You have no annotation of this claim yet. Make one with PUT and If-None-Match: *."))
    response = _shown(db, claim, annotation)
    return response.make_conditional(request)


@bp.put("/claims/<uid>/annotation")
@require(Permission.ANNOTATE)
def put_annotation(uid: str) -> ResponseReturnValue:
    """Replace the token owner's annotation of the claim, in one transaction."""
    if "If-Match" not in request.headers and request.headers.get("If-None-Match", "").strip() != "*":
        stop(
            428,
            _(
                "Say which version this replaces: If-Match with its ETag, or If-None-Match: * for the first one."
            ),
        )
    value = body(bodies.with_definitions(bodies.annotation_body()))
    article_uid = queries.get_article_uid(db, uid)

    def save(session: Session) -> ResponseReturnValue:
        viewer = writer()
        article = articles.lock_article(session, viewer, article_uid, Permission.ANNOTATE)
        claim = _standing(get_known_claim(session, viewer, article, uid))
        status = 200 if _check_version(session, claim, viewer.user) else 201
        annotation = own_annotation(session, claim, viewer.user)
        session.flush()
        policy = Policy.from_dict(article.project.policy)
        replace_annotation(session, Context(article, claim, viewer.user, annotation), value, policy)
        session.flush()
        return _shown(session, claim, annotation, status)

    return saving(get_viewer(), save)


def _standing(claim: Claim) -> Claim:
    if claim.removed_at is not None:
        raise NotFound(_("This claim was removed."))
    return claim


def _check_version(session: Session, claim: Claim, reviewer: User) -> bool:
    """Whether there is an annotation already. 412 where it is not the one that the request means."""
    present = find_annotation(session, claim, reviewer)
    if "If-Match" in request.headers:
        fits = present is not None and request.if_match.contains(state_of(session, present))
    else:
        fits = present is None
    if not fits:
        version = present.version if present else None
        stop(412, _("The annotation was changed since. Read it again, then decide."), version=version)
    return present is not None


def _shown(session: Session, claim: Claim, annotation: Annotation, status: int = 200) -> Response:
    return answer(
        annotation_document(session, claim.id, annotation.uid),
        status,
        ETag=f'"{state_of(session, annotation)}"',
    )


def state_of(session: Session, annotation: Annotation) -> str:
    """Names what the annotation says: its version, and which waivers stand on it, since a lead's are none of its own
    changes."""
    uids = [waiver.uid for waiver in waivers_of(session, annotation)]
    if not uids:
        return str(annotation.version)
    return f"{annotation.version}-{hashlib.sha256(''.join(uids).encode()).hexdigest()[:8]}"
