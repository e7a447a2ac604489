"""What happened in a week: a page to read on Monday morning, and the same as JSON."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from factcheck.accounts.access import require
from factcheck.dashboard import digest as weekly
from factcheck.dashboard import wording
from factcheck.dashboard.digest_json import as_json
from factcheck.dashboard.filters import Moment
from factcheck.dashboard.labels import FOOTINGS, SIGNS, TRACES
from factcheck.dashboard.period import Period
from factcheck.dashboard.views.asking import Asked, asked_for, figures, shared
from factcheck.dashboard.views.blueprint import LEAD, bp


@bp.get("/projects/<uid>/dashboard/digest")
@require(LEAD)
def digest(uid: str) -> ResponseReturnValue:
    """The digest of a week, `week=2026-W07`, of the last whole one where none is named; 400 for a value outside its
    list, and for a week that has not begun."""
    asked = asked_for(uid)
    with figures() as session:
        found = _found(session, asked)
        week = found.week
        later = week.first + weekly.WEEK
        return render_template(
            "dashboard/digest.html",
            found=found,
            headline=wording.digest(found),
            read=wording.digest_parts(found),
            week=weekly.written(week),
            number=week.first.isocalendar().week,
            earlier=_name(asked, week, -1),
            later=_name(asked, week, 1) if later <= asked.today else None,
            listing=asked.scope.filters.counted,
            Moment=Moment,
            change=wording.change,
            footings=FOOTINGS,
            trace_names=TRACES,
            sign_names=SIGNS,
            **shared(session, asked),
        )


@bp.get("/projects/<uid>/dashboard/digest.json")
@require(LEAD)
def digest_json(uid: str) -> ResponseReturnValue:
    """The same for other programs."""
    return told(asked_for(uid))


def told(asked: Asked) -> Response:
    """The digest that is asked for, as JSON."""
    with figures() as session:
        found = _found(session, asked)
        reading = wording.digest(found)
        return Response(as_json(asked.project, asked.scope, found, reading), mimetype="application/json")


def _found(session: Session, asked: Asked) -> weekly.Digest:
    try:
        week = weekly.parse_week(request.args.get("week", ""), asked.zone, asked.today)
    except weekly.NoSuchWeek:
        abort(400)
    return weekly.digest(session, asked.whole, week)


def _name(asked: Asked, week: Period, weeks: int) -> dict[str, Any]:
    """The parameters of the digest of the week so many weeks later."""
    name = weekly.written(weekly.week_of(week.first + weeks * weekly.WEEK, asked.zone, asked.today))
    return {**asked.scope.filters.counted.query(), "week": name}
