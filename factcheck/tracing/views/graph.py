"""The page of what one article rests on."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.permissions import Permission
from factcheck.annotation.visibility import sees_all
from factcheck.articles import queries as articles
from factcheck.articles.languages import direction
from factcheck.tracing.graph import draw
from factcheck.tracing.records import visible_records
from factcheck.tracing.story import put_together
from factcheck.tracing.views.blueprint import bp
from factcheck.web import db

CLAIMS_SHOWN = 12
"""So many claims of a source are linked in a row; the others unfold."""


@bp.get("/articles/<uid>/sources")
@require(Permission.READ)
def story_sources(uid: str) -> ResponseReturnValue:
    """Every root that the article's claims rest on, drawn and listed, as far as the reader may see the records."""
    viewer = get_viewer()
    article = articles.get_article(db, viewer, uid)
    revision = articles.current_revision(db, article)
    story = put_together(visible_records(db, viewer, article, revision))
    locale = get_locale()
    return render_template(
        "tracing/story.html",
        article=article,
        direction=direction(article.lang),
        story=story,
        graph=draw(story, mirrored=locale is not None and locale.text_direction == "rtl"),
        sees_all=sees_all(viewer, article.project_id),
        claims_shown=CLAIMS_SHOWN,
    )
