"""The tables of a lead's pages, to take along as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from flask import Response, abort
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from factcheck.accounts.access import require
from factcheck.adjudication.agreement import Measure
from factcheck.dashboard import articles as articles_of
from factcheck.dashboard import people, quality, queries, resting
from factcheck.dashboard.states import STANDINGS, ClaimState
from factcheck.dashboard.views.asking import Asked, asked_for, figures, standing_words
from factcheck.dashboard.views.blueprint import LEAD, bp

Rows = Iterable[Sequence[object]]
Table = tuple[Sequence[str], Rows]
CLAIM_COLUMNS = (
    *("claim", "article", "title", "publisher", "lang", "words", "state", "verdict", "verdict_name"),
    *("priority", "created_at", "handed_in_at", "due_at"),
)
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@bp.get("/projects/<uid>/claims.csv")
@require(LEAD)
def claims_csv(uid: str) -> ResponseReturnValue:
    """The list of claims behind a figure, whole."""
    asked = asked_for(uid)
    names = standing_words(asked.project)
    with figures() as session:
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
            for item in queries.every_claim(session, asked.scope)
        ]
    return _csv(f"{asked.project.slug}-claims", CLAIM_COLUMNS, rows)


@bp.get("/projects/<uid>/dashboard/<table>.csv")
@require(LEAD)
def table_csv(uid: str, table: str) -> ResponseReturnValue:
    """A table of a page, with the same filters; 404 where none is called so."""
    asked = asked_for(uid)
    if table not in TABLES:
        abort(404)
    with figures() as session:
        columns, rows = TABLES[table](session, asked)
        return _csv(f"{asked.project.slug}-{table}", columns, rows)


def _progress(session: Session, asked: Asked) -> Table:
    _before, days = queries.days(session, asked.whole, asked.period)
    rows = [(day.day.isoformat(), *(day.standings.get(name, 0) for name in STANDINGS)) for day in days]
    return ("day", *STANDINGS), rows


def _states(session: Session, asked: Asked) -> Table:
    counts = queries.count(session, asked.whole)
    return ("state", "claims"), [(state.value, counts[state.value]) for state in ClaimState]


def _articles(session: Session, asked: Asked) -> Table:
    _total, standing = articles_of.open_articles(session, asked.whole)
    rows = [
        (
            each.article.uid,
            each.article.title,
            each.article.publisher,
            _iso(each.article.due_at),
            each.open,
            each.claims,
            *(each.states.get(state.value, 0) for state in ClaimState),
            "; ".join(each.people),
        )
        for each in standing
    ]
    columns = ("article", "title", "publisher", "due_at", "open", "claims", *ClaimState, "people")
    return columns, rows


def _footings(session: Session, asked: Asked) -> Table:
    found = resting.footings(session, asked.within)
    return ("footing", "claims"), [(each.value, number) for each, number in found.best.items()]


def _sources(session: Session, asked: Asked) -> Table:
    used = resting.most_used(session, asked.within)
    rows = [(each.source.uid, each.source.label, each.source.kind, each.claims, each.alone) for each in used]
    return ("source", "name", "kind", "claims", "on_one_source"), rows


def _types(session: Session, asked: Asked) -> Table:
    pairs = resting.by_type_and_stance(session, asked.within)
    return ("source_type", "stance", "claims"), [(*pair, number) for pair, number in sorted(pairs.items())]


def _links(session: Session, asked: Asked) -> Table:
    found = resting.traces(session, asked.within)
    return ("evidence", "claims"), [(each.value, number) for each, number in found.items()]


def _agreement(session: Session, asked: Asked) -> Table:
    patterns = quality.patterns(session, asked.within)
    results = quality.agreement(patterns, quality.pairs(session, asked.within).reviewers).results
    rows = [
        (
            measure.value,
            _decimal(each.value),
            *map(_decimal, each.interval or (None, None)),
            each.claims_used,
            each.claims,
        )
        for measure, each in results.items()
    ]
    return ("measure", "value", "low", "high", "claims_used", "claims"), rows


def _pairs(session: Session, asked: Asked) -> Table:
    pairs = quality.pairs(session, asked.within)
    rows = [
        (
            pairs.people[one],
            pairs.people[other],
            _decimal(results[Measure.COHEN_QUADRATIC].value),
            _decimal(results[Measure.PERCENT].value),
            results[Measure.PERCENT].claims_used,
        )
        for (one, other), results in pairs.results.items()
        if one < other
    ]
    return ("one", "other", Measure.COHEN_QUADRATIC.value, Measure.PERCENT.value, "claims"), rows


def _apart(session: Session, asked: Asked) -> Table:
    return ("apart", "claims"), sorted(quality.distances(quality.patterns(session, asked.within)).items())


def _confusion(session: Session, asked: Asked) -> Table:
    cells = quality.confusion(session, asked.within)
    return ("handed_in", "decided", "claims"), [(*cell, number) for cell, number in sorted(cells.items())]


def _waivers(session: Session, asked: Asked) -> Table:
    return ("rule", "claims"), quality.signs(session, asked.within).rules


def _people(session: Session, asked: Asked) -> Table:
    rows = [
        (
            each.uid,
            each.name,
            *each.work.values(),
            each.claims,
            "" if each.seconds is None else each.seconds,
            each.decided,
            each.same,
        )
        for each in people.people(session, asked.within)
    ]
    work = (show.value for show in people.LISTS)
    return ("person", "name", *work, "claims", "median_seconds", "decided", "decided_as_said"), rows


def _decimal(value: float | None) -> object:
    return "" if value is None else round(value, 4)


TABLES: dict[str, Callable[[Session, Asked], Table]] = {
    "progress": _progress,
    "states": _states,
    "articles": _articles,
    "footings": _footings,
    "sources": _sources,
    "types": _types,
    "links": _links,
    "agreement": _agreement,
    "pairs": _pairs,
    "apart": _apart,
    "confusion": _confusion,
    "waivers": _waivers,
    "people": _people,
}


def _iso(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""


def _csv(name: str, columns: Sequence[str], rows: Rows) -> Response:
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
