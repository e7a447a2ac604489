"""What a lead's pages are asked for, and what all of them show."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from flask import abort, request
from flask_babel import get_timezone, ngettext
from sqlalchemy.orm import Session

from factcheck.accounts import queries as accounts
from factcheck.accounts.access import get_viewer
from factcheck.accounts.current import enter
from factcheck.accounts.models import Project
from factcheck.annotation.keys import bindings
from factcheck.annotation.labels import PRIORITIES
from factcheck.annotation.verdict_words import verdict_words
from factcheck.annotation.verdicts import Priority, Verdict
from factcheck.articles.fields import language_name
from factcheck.articles.queries import get_article
from factcheck.dashboard import queries
from factcheck.dashboard.facts import Scope
from factcheck.dashboard.filters import PERIODS, NotListed, Sort, parse_filters
from factcheck.dashboard.labels import STANDINGS, STATES
from factcheck.dashboard.states import DIFFERENT, NO_CLAIM, NONE, ClaimState, Show
from factcheck.dashboard.states import STANDINGS as ORDER
from factcheck.dashboard.views.blueprint import LEAD
from factcheck.db import now
from factcheck.web import db, replica

_GLYPHS = {DIFFERENT: "±", NO_CLAIM: "∅", NONE: "○"}


@dataclass(frozen=True, slots=True)
class Asked:
    """The project and what of it; the reader's time zone and their today."""

    project: Project
    scope: Scope
    zone: tzinfo
    today: date


def asked_for(uid: str) -> Asked:
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
    zone, day, moment = get_timezone() or UTC, timedelta(days=1), now()
    since, until = (
        datetime(each.year, each.month, each.day, tzinfo=zone) if each else None
        for each in (filters.since, filters.until and filters.until + day)
    )
    scope = Scope(project.id, filters, moment, since, until)
    return Asked(project, scope, zone, moment.astimezone(zone).date())


@contextmanager
def figures() -> Iterator[Session]:
    """A session of the copy that is only read, where the installation has one."""
    with replica().reading() as session:
        yield session


def standing_words(project: Project) -> dict[str, dict[str, str]]:
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


def shared(session: Session, asked: Asked) -> dict[str, Any]:
    """What every page of these shows beside its figures: the filters with their choices, and the words."""
    project, filters = asked.project, asked.scope.filters
    found = queries.choices(session, project.id)
    standings = standing_words(project)
    article = get_article(session, get_viewer(), filters.article) if filters.article else None
    return {
        "project": project,
        "filters": filters,
        "states": STATES,
        "standings": standings,
        "choices": found,
        "chosen_article": article,
        "language_name": language_name,
        "language_names": {tag: language_name(tag) for tag in found.langs},
        "publisher_names": [(name, name) for name in found.publishers],
        "priority_names": [(each.value, PRIORITIES[each].name) for each in reversed(Priority)],
        "standing_names": [(name, words["name"]) for name, words in standings.items()],
        "periods_named": [(each, ngettext("%(num)d day", "%(num)d days", each)) for each in PERIODS],
        "keys": bindings(get_viewer().user.preferences),
        "Show": Show,
        "Sort": Sort,
        "ClaimState": ClaimState,
    }
