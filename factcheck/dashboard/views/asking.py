"""What a lead's pages are asked for, and what all of them show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, tzinfo
from functools import partial
from typing import Any
from urllib.parse import urlencode

from flask import abort, request, url_for
from flask_babel import get_timezone, ngettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts import queries as accounts
from factcheck.accounts.access import get_viewer
from factcheck.accounts.current import enter
from factcheck.accounts.models import Project
from factcheck.activity.queries import last_seq
from factcheck.annotation.keys import bindings
from factcheck.annotation.labels import PRIORITIES
from factcheck.annotation.verdict_words import verdict_words
from factcheck.annotation.verdicts import Priority, Verdict
from factcheck.articles.fields import language_name
from factcheck.articles.models import Article
from factcheck.articles.queries import get_article
from factcheck.dashboard import queries, saved, wording
from factcheck.dashboard.facts import Scope
from factcheck.dashboard.filters import PERIODS, Filters, NotListed, Sort, parse_filters
from factcheck.dashboard.labels import BOARDS, STANDINGS, STATES
from factcheck.dashboard.models import VIEW_NAME_LENGTH
from factcheck.dashboard.period import ONE_DAY, Period, begin_of
from factcheck.dashboard.states import DIFFERENT, NO_CLAIM, NONE, ClaimState, Show
from factcheck.dashboard.states import STANDINGS as ORDER
from factcheck.dashboard.views.blueprint import LEAD
from factcheck.db import now
from factcheck.web import db, replica

Standings = Mapping[str, Mapping[str, str]]
_GLYPHS = {DIFFERENT: "±", NO_CLAIM: "∅", NONE: "○"}


@dataclass(frozen=True, slots=True)
class Asked:
    """The project and what of it is asked for: `scope` as a list has it. `zone`, `today`: the reader's."""

    project: Project
    scope: Scope
    zone: tzinfo
    today: date

    @property
    def period(self) -> Period:
        """The days that a page tells of."""
        return Period.of(self.scope.filters, self.today, self.zone)

    @property
    def whole(self) -> Scope:
        """The claims that are counted, whenever they were handed in."""
        filters = replace(self.scope.filters.counted, colour=self.scope.filters.colour)
        return replace(self.scope, filters=filters, since=None, until=None)

    @property
    def within(self) -> Scope:
        """Of these, those that were handed in within the period."""
        return self.period.within(self.scope)


def asked_for(uid: str) -> Asked:
    """As `asked_of`, by somebody at a browser, who is in the project then."""
    asked = asked_of(uid)
    enter(asked.project)
    return asked


def asked_of(uid: str) -> Asked:
    """The project, which is the reader's to lead, and what the address asks for of it. 400 for what is not listed, 404
    for an article that is not the project's."""
    project = accounts.get_project(db, uid)
    get_viewer().check(LEAD, project, reading=True)
    try:
        filters = parse_filters(request.args)
    except NotListed:
        abort(400)
    if filters.article and get_article(db, get_viewer(), filters.article).project_id != project.id:
        abort(404)
    zone, moment = get_timezone() or UTC, now()
    since, until = (
        begin_of(each, zone) if each else None
        for each in (filters.since, filters.until and filters.until + ONE_DAY)
    )
    scope = Scope(project.id, filters, moment, since, until)
    return Asked(project, scope, zone, moment.astimezone(zone).date())


@contextmanager
def figures() -> Iterator[Session]:
    """A session of the copy that is only read, where the installation has one. What comes after the event that
    `session.info["seq"]` is may not be in its figures."""
    with replica().reading() as session:
        session.info["seq"] = last_seq(session)
        yield session


def standing_words(project: Project) -> Standings:
    """What a claim can stand at → its name, sign and the colour that stands for it, in order."""
    words = verdict_words(project.labels)
    found: dict[str, dict[str, str]] = {}
    for name in ORDER:
        known = name in set(Verdict)
        found[name] = {
            "name": words[Verdict(name)].name if known else str(STANDINGS[name]),
            "glyph": Verdict(name).glyph if known else _GLYPHS[name],
            "colour": f"--v-{name.replace('_', '-')}" if known else f"--s-{name.replace('_', '-')}",
        }
    return found


def naming(session: Session, project: Project, articles: Sequence[str]) -> wording.Naming:
    """What filters name of the project, and of these articles."""
    titles = select(Article.uid, Article.title).where(
        Article.uid.in_(articles), Article.project_id == project.id, Article.removed_at.is_(None)
    )
    known = dict(iter(session.execute(titles)))
    return _naming(queries.choices(session, project.id), standing_words(project), known)


def _naming(found: queries.Choices, standings: Standings, titles: Mapping[str, str]) -> wording.Naming:
    return wording.Naming(titles, found.people, {name: words["name"] for name, words in standings.items()})


def _claims_at(path: str, filters: Filters, show: str, **changes: object) -> str:
    """The address of the list behind a figure. A page has hundreds, and Flask is slow to put one together."""
    query = urlencode(filters.listing(show, **changes))
    return f"{path}?{query}" if query else path


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
        "revision_names": [(each, each) for each in range(1, found.revisions + 1)],
        "standing_names": [(name, words["name"]) for name, words in standings.items()],
        "periods_named": [(each, ngettext("%(num)d day", "%(num)d days", each)) for each in PERIODS],
        "claims_at": partial(_claims_at, url_for("dashboard.claims", uid=project.uid)),
        "asks": wording.described(
            filters, _naming(found, standings, {article.uid: article.title} if article else {})
        ),
        "seq": session.info["seq"],
        "now": asked.scope.now,
        "views": saved.views_of(db, project, get_viewer().user),
        "view_limit": VIEW_NAME_LENGTH,
        "view_filters": saved.filters_of,
        "boards": BOARDS,
        "keys": bindings(get_viewer().user.preferences),
        "Show": Show,
        "Sort": Sort,
        "ClaimState": ClaimState,
    }
