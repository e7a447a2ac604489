"""The claims behind a figure."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from factcheck.accounts.access import require
from factcheck.dashboard import queries, wording
from factcheck.dashboard.labels import MOMENTS, SHOWS, SORTS
from factcheck.dashboard.views.asking import asked_for, figures, shared
from factcheck.dashboard.views.blueprint import LEAD, bp


@bp.get("/projects/<uid>/claims")
@require(LEAD)
def claims(uid: str) -> ResponseReturnValue:
    """The claims behind a figure; 400 for a value outside its list."""
    asked = asked_for(uid)
    with figures() as session:
        return render_template(
            "dashboard/claims.html",
            found=queries.claims(session, asked.scope),
            counts=queries.count(session, asked.scope),
            narrowed=wording.narrowed(
                asked.scope.filters,
                queries.source_named(session, asked.scope),
                queries.pair_named(session, asked.scope),
            ),
            shows=SHOWS,
            sorts=SORTS,
            moments=MOMENTS,
            **shared(session, asked),
        )
