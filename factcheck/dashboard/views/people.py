"""What each person of a project has to do and what came of it: a lead's page, and everybody's own."""

from __future__ import annotations

from datetime import UTC

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import get_timezone

from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.current import get_current
from factcheck.accounts.permissions import Permission
from factcheck.assignments.labels import SHOWS
from factcheck.dashboard import people as queries
from factcheck.dashboard import wording
from factcheck.dashboard.facts import Scope
from factcheck.dashboard.filters import Filters
from factcheck.dashboard.period import Period
from factcheck.dashboard.views.asking import asked_for, figures, shared
from factcheck.dashboard.views.blueprint import LEAD, bp
from factcheck.db import now


@bp.get("/projects/<uid>/dashboard/people")
@require(LEAD)
def people(uid: str) -> ResponseReturnValue:
    """Load and pace of everybody, by name; 400 for a value outside its list."""
    asked = asked_for(uid)
    scope = asked.within
    with figures() as session:
        found = queries.people(session, scope)
        return render_template(
            "dashboard/people.html",
            people=found,
            headline=wording.people(found, asked.period),
            listing=scope.filters,
            lists=queries.LISTS,
            list_names=SHOWS,
            minutes=wording.minutes,
            **shared(session, asked),
        )


@bp.get("/work/figures")
@require(Permission.ANNOTATE)
def my_figures() -> ResponseReturnValue:
    """The reader's own figures in the project that they are in, over the usual period."""
    viewer, project, moment = get_viewer(), get_current(), now()
    zone = get_timezone() or UTC
    period = Period.of(Filters(), moment.astimezone(zone).date(), zone)
    scope = period.within(Scope(project.id, Filters(), moment))
    with figures() as session:
        (mine,) = queries.people(session, scope, viewer.user)
    return render_template(
        "dashboard/mine.html",
        mine=mine,
        project=project,
        days=len(period.days),
        lists=queries.LISTS,
        list_names=SHOWS,
        minutes=wording.minutes,
    )
