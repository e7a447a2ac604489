"""How a project stands, or one of its articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.current import get_current
from factcheck.articles.queries import get_article
from factcheck.dashboard import articles as articles_of
from factcheck.dashboard import queries, wording
from factcheck.dashboard.labels import AGES, COLOURS, FOOTINGS, STANDINGS, STATES
from factcheck.dashboard.pace import Pace
from factcheck.dashboard.states import NONE, Colour, Show
from factcheck.dashboard.strips import MOST_SENTENCES, Cell, thinned
from factcheck.dashboard.views.asking import Asked, asked_for, figures, shared, standing_words
from factcheck.dashboard.views.blueprint import LEAD, bp


@bp.get("/dashboard")
@require(LEAD)
def home_dashboard() -> ResponseReturnValue:
    """On to how the project stands that the reader is in."""
    return redirect(url_for("dashboard.overview", uid=get_current().uid), 303)


@bp.get("/projects/<uid>/dashboard")
@require(LEAD)
def overview(uid: str) -> ResponseReturnValue:
    """How the project stands; 400 for a value outside its list."""
    asked = asked_for(uid)
    scope, period = asked.whole, asked.period
    with figures() as session:
        counts = queries.count(session, scope)
        before, days = queries.days(session, scope, period)
        articles, standing = articles_of.open_articles(session, scope)
        lately = queries.handed_in_lately(session, scope, asked.today, asked.zone)
        pace = Pace.of(lately, counts[Show.UNTOUCHED] + counts[Show.BEGUN], asked.today)
        last = articles_of.last_due(session, scope)
        due = last.astimezone(asked.zone).date() if last and period.ahead else None
        progress = wording.progress(sum(day.total for day in days), period, pace, due)
        return render_template(
            "dashboard/overview.html",
            counts=counts,
            headline=wording.headline(counts),
            read={"progress": progress, "states": wording.states(counts)},
            chart=_chart(asked, counts, before, days, pace, due, progress),
            listing=scope.filters.counted,
            days=days,
            articles=articles,
            standing=[(each, thinned(each.strip, scope.filters.colour)) for each in standing],
            sentences=_sentences(session, asked),
            cells=_cells(asked),
            colours=COLOURS,
            oldest=queries.oldest(session, scope),
            median=queries.median_seconds(session, scope, period),
            signing=articles_of.signing(session, scope),
            **shared(session, asked),
        )


def _sentences(session: Session, asked: Asked) -> list[Cell]:
    """Every sentence of the article that is chosen; empty without one."""
    filters = asked.scope.filters
    if not filters.article:
        return []
    article = get_article(session, get_viewer(), filters.article)
    return thinned(articles_of.strip_of(session, asked.whole, article.id), filters.colour, MOST_SENTENCES)


def _cells(asked: Asked) -> dict[str, tuple[str, str]]:
    """What a sentence can be coloured by → its class and what that is called, in order."""
    match asked.scope.filters.colour:
        case Colour.STATE:
            names = {each.value: str(label.name) for each, label in STATES.items()}
        case Colour.FOOTING:
            names = {each.value: str(label.name) for each, label in FOOTINGS.items()}
            names[NONE] = str(STANDINGS[NONE])
        case Colour.AGE:
            names = {each.value: str(name) for each, name in AGES.items()}
        case _:
            names = {name: words["name"] for name, words in standing_words(asked.project).items()}
    kind = asked.scope.filters.colour.value
    return {name: (f"{kind}-{name.replace('_', '-')}", words) for name, words in names.items()}


def _chart(
    asked: Asked,
    counts: queries.Counts,
    before: Mapping[str, int],
    days: Sequence[queries.Day],
    pace: Pace,
    due: date | None,
    description: str,
) -> dict[str, Any]:
    """What the script draws the progress from: for each standing that occurs, the claims handed in up to each day."""
    series = []
    for name, words in standing_words(asked.project).items():
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
        "done": pace.done_on.isoformat() if pace.done_on and pace.left and asked.period.ahead else None,
        "due": due.isoformat() if due else None,
        "words": {
            "due": _("Last due date"),
            "all": _("All claims"),
            "projection": _("At the present pace"),
            "description": description,
        },
    }
