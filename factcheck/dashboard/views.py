"""A lead's pages: how a project stands, and the claims behind every figure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_timezone, ngettext
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from factcheck.accounts import queries as accounts
from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.current import enter, get_current
from factcheck.accounts.models import Project
from factcheck.accounts.permissions import Permission
from factcheck.annotation.keys import bindings
from factcheck.annotation.labels import PRIORITIES
from factcheck.annotation.verdict_words import verdict_words
from factcheck.annotation.verdicts import Priority, Verdict
from factcheck.articles.fields import language_name
from factcheck.articles.queries import get_article
from factcheck.dashboard import queries, wording
from factcheck.dashboard.facts import Scope
from factcheck.dashboard.filters import PERIODS, Filters, NotListed, Sort, parse_filters
from factcheck.dashboard.labels import SHOWS, SORTS, STANDINGS, STATES
from factcheck.dashboard.pace import Pace
from factcheck.dashboard.states import DIFFERENT, NO_CLAIM, NONE, ClaimState, Show
from factcheck.dashboard.states import STANDINGS as ORDER
from factcheck.dashboard.strips import thinned
from factcheck.db import now
from factcheck.web import db, replica

bp = Blueprint("dashboard", __name__)
LEAD = Permission.DECIDE
_GLYPHS = {DIFFERENT: "±", NO_CLAIM: "∅", NONE: "○"}
_COLUMNS = (
    *("claim", "article", "title", "publisher", "lang", "words", "state", "verdict", "verdict_name"),
    *("priority", "created_at", "handed_in_at", "due_at"),
)
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@bp.get("/dashboard")
@require(LEAD)
def home_dashboard() -> ResponseReturnValue:
    """On to how the project stands that the reader is in."""
    return redirect(url_for("dashboard.overview", uid=get_current().uid), 303)


@bp.get("/projects/<uid>/dashboard")
@require(LEAD)
def overview(uid: str) -> ResponseReturnValue:
    """How the project stands; 400 for a value outside its list."""
    project, scope = _asked(uid)
    with _figures() as session:
        counts = queries.count(session, scope)
        before, days = queries.days(session, scope, _zone(), _today(scope))
        articles, standing = queries.open_articles(session, scope)
        pace = _pace(counts, days, scope)
        return render_template(
            "dashboard/overview.html",
            project=project,
            filters=scope.filters,
            counts=counts,
            headline=wording.headline(counts),
            read={
                "progress": wording.progress(sum(day.total for day in days), scope.filters.days, pace),
                "states": wording.states(counts),
            },
            chart=_chart(project, scope, counts, before, days, pace),
            days=days,
            standings=_standings(project),
            states=STATES,
            articles=articles,
            standing=[(each, thinned(each.strip)) for each in standing],
            oldest=queries.oldest(session, scope),
            median=queries.median_seconds(session, scope, _zone(), _today(scope)),
            pace=pace,
            signing=queries.signing(session, scope),
            keys=bindings(get_viewer().user.preferences),
            **_choices(session, project, scope.filters),
        )


@bp.get("/projects/<uid>/claims")
@require(LEAD)
def claims(uid: str) -> ResponseReturnValue:
    """The claims behind a figure; 400 for a value outside its list."""
    project, scope = _asked(uid)
    with _figures() as session:
        return render_template(
            "dashboard/claims.html",
            project=project,
            filters=scope.filters,
            found=queries.claims(session, scope),
            counts=queries.count(session, scope),
            shows=SHOWS,
            states=STATES,
            standings=_standings(project),
            sorts=SORTS,
            **_choices(session, project, scope.filters),
        )


@bp.get("/projects/<uid>/claims.csv")
@require(LEAD)
def claims_csv(uid: str) -> ResponseReturnValue:
    """The same list as a table to take along, whole."""
    project, scope = _asked(uid)
    names = _standings(project)
    with _figures() as session:
        rows = [
            (
                item.uid,
                item.article,
                item.title,
                item.publisher,
                item.lang,
                item.words,
                item.state.value,
                item.standing,
                names[item.standing]["name"],
                item.priority,
                _iso(item.created_at),
                _iso(item.since),
                _iso(item.due_at),
            )
            for item in queries.every_claim(session, scope)
        ]
    return _csv(f"{project.slug}-claims", _COLUMNS, rows)


@bp.get("/projects/<uid>/dashboard/progress.csv")
@require(LEAD)
def progress_csv(uid: str) -> ResponseReturnValue:
    """The claims handed in by day and what they stand at now, as a table to take along."""
    project, scope = _asked(uid)
    with _figures() as session:
        _before, days = queries.days(session, scope, _zone(), _today(scope))
    rows = [(day.day.isoformat(), *(day.standings.get(name, 0) for name in ORDER)) for day in days]
    return _csv(f"{project.slug}-progress", ["day", *ORDER], rows)


def _asked(uid: str) -> tuple[Project, Scope]:
    """The project, which is the reader's to lead, and what the address asks for of it. 400 for what is not listed, 404
    for an article that is not the project's."""
    project = accounts.get_project(db, uid)
    get_viewer().check(LEAD, project, reading=True)
    enter(project)
    try:
        filters = parse_filters(request.args)
    except NotListed:
        abort(400)
    if filters.article and get_article(db, get_viewer(), filters.article).project_id != project.id:
        abort(404)
    zone, day = _zone(), timedelta(days=1)
    since, until = (
        datetime(each.year, each.month, each.day, tzinfo=zone) if each else None
        for each in (filters.since, filters.until and filters.until + day)
    )
    return project, Scope(project.id, filters, now(), since, until)


@contextmanager
def _figures() -> Iterator[Session]:
    """A session of the copy that is only read, where the installation has one."""
    with replica().reading() as session:
        yield session


def _zone() -> tzinfo:
    return get_timezone() or UTC


def _today(scope: Scope) -> Any:
    return scope.now.astimezone(_zone()).date()


def _pace(counts: queries.Counts, days: Sequence[queries.Day], scope: Scope) -> Pace:
    left = counts[Show.UNTOUCHED] + counts[Show.BEGUN]
    return Pace.of({day.day: day.total for day in days}, left, _today(scope))


def _standings(project: Project) -> dict[str, dict[str, str]]:
    """What a claim can stand at → its name, sign and the colour that stands for it, in order."""
    words = verdict_words(project.labels)
    found = {}
    for name in ORDER:
        known = name in set(Verdict)
        found[name] = {
            "name": words[Verdict(name)].name if known else str(STANDINGS[name]),
            "glyph": Verdict(name).glyph if known else _GLYPHS[name],
            "colour": f"--v-{name.replace('_', '-')}" if known else f"--s-{name.replace('_', '-')}",
        }
    return found


def _chart(
    project: Project,
    scope: Scope,
    counts: queries.Counts,
    before: Mapping[str, int],
    days: Sequence[queries.Day],
    pace: Pace,
) -> dict[str, Any]:
    """What the script draws the progress from: for each standing that occurs, the claims handed in up to each day."""
    series = []
    for name, words in _standings(project).items():
        total, values = before.get(name, 0), []
        for day in days:
            total += day.standings.get(name, 0)
            values.append(total)
        if total:
            series.append({"key": name, **words, "values": values})
    return {
        "days": [day.day.isoformat() for day in days],
        "series": series,
        "all": counts[Show.ALL],
        "done": pace.done_on.isoformat() if pace.done_on and pace.left else None,
        "words": {
            "all": _("All claims"),
            "projection": _("At the present pace"),
            "description": wording.progress(sum(day.total for day in days), scope.filters.days, pace),
        },
    }


def _choices(session: Session, project: Project, filters: Filters) -> dict[str, Any]:
    found = queries.choices(session, project.id)
    article = get_article(session, get_viewer(), filters.article) if filters.article else None
    return {
        "choices": found,
        "chosen_article": article,
        "language_name": language_name,
        "language_names": {tag: language_name(tag) for tag in found.langs},
        "publisher_names": [(name, name) for name in found.publishers],
        "priority_names": [(each.value, PRIORITIES[each].name) for each in reversed(Priority)],
        "standing_names": [(name, words["name"]) for name, words in _standings(project).items()],
        "periods_named": [(each, ngettext("%(num)d day", "%(num)d days", each)) for each in PERIODS],
        "Show": Show,
        "Sort": Sort,
        "ClaimState": ClaimState,
    }


def _iso(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""


def _csv(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A table that spreadsheets open: UTF-8 with a mark, and no cell that one would take for a formula."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(columns)
    for row in rows:
        table.writerow([_cell(value) for value in row])
    response = Response("\ufeff" + written.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULAS) else value
