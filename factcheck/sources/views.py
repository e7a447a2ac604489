"""Completion of a source's name while it is typed."""

from __future__ import annotations

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.permissions import Permission
from factcheck.articles.queries import get_article
from factcheck.sources.kinds import SourceKind
from factcheck.sources.labels import KINDS
from factcheck.sources.models import SOURCE_NAME_LENGTH
from factcheck.sources.queries import Offer, offers
from factcheck.web import db, no_nul

bp = Blueprint("sources", __name__)


@bp.get("/articles/<uid>/sources/matching")
@require(Permission.READ)
def matching(uid: str) -> ResponseReturnValue:
    """The sources that `q` may mean on the article, as `offered` gives them."""
    viewer = get_viewer()
    return jsonify(offered(offers(db, viewer, get_article(db, viewer, uid), typed())))


def typed() -> str:
    """What was typed, as far as a name can go."""
    return (no_nul(request.args.get("q", "")) or "")[:SOURCE_NAME_LENGTH]


def offered(found: list[Offer]) -> dict[str, object]:
    """For static/js/sources.js: `offers`, each with what to write (`value`), what to show (`label`, `detail`) and its
    `uid`; `said`: how many there are, for a screen reader."""
    return {
        "offers": [
            {
                "uid": offer.source.uid,
                "value": offer.value,
                "label": offer.source.label,
                "detail": _detail(offer),
            }
            for offer in found
        ],
        "said": ngettext("%(num)d source is offered.", "%(num)d sources are offered.", len(found))
        if found
        else _("No source of this name yet: it will be a new one."),
    }


def _detail(offer: Offer) -> str:
    kind = str(KINDS[SourceKind(offer.source.kind)].name)
    if offer.matched:
        return _("%(kind)s, also “%(name)s”", kind=kind, name=offer.matched)
    return kind if offer.source.is_named else _("%(kind)s, in this article", kind=kind)
