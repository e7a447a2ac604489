"""A project's own page in its settings: name, short name, language; and what the verdicts are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.current import get_current
from factcheck.accounts.models import Project
from factcheck.annotation.labels import VERDICTS
from factcheck.annotation.verdict_words import verdict_words
from factcheck.annotation.verdicts import Verdict
from factcheck.errors import Conflict, Invalid
from factcheck.projects.service import settings as service
from factcheck.projects.views.blueprint import MANAGE, bp, language_choices, locked_project, shown_project
from factcheck.web import no_nul, writing

FIELDS = ("name", "slug", "lang")
PARTS = ("name", "meaning")


@bp.get("/projects/settings")
@require(MANAGE)
def home_settings() -> ResponseReturnValue:
    """On to the settings of the project that the reader is in."""
    return redirect(url_for("projects.settings", uid=get_current().uid), 303)


@bp.get("/projects/<uid>/settings")
@require(MANAGE)
def settings(uid: str) -> ResponseReturnValue:
    """Name, short name and language as they are."""
    project = shown_project(uid)
    stored = {name: getattr(project, name) for name in FIELDS}
    return _settings(project, stored, stored)


@bp.post("/projects/<uid>/settings")
@require(MANAGE)
def save_settings(uid: str) -> ResponseReturnValue:
    """Set them; on a refusal the page comes back with everything that was typed."""
    given, seen = _posted(FIELDS), _posted(FIELDS, "seen-")
    try:
        with writing() as session:
            project = locked_project(session, uid)
            service.edit_project(session, project, actor=get_viewer().user, given=given, seen=seen)
    except Invalid as fault:
        return _settings(shown_project(uid), given, seen, fault=fault), 422
    except Conflict as conflict:
        project = shown_project(uid)
        stored = {name: getattr(project, name) for name in FIELDS}
        return _settings(project, given, stored, conflict=conflict), 409
    flash(_("Saved."))
    return redirect(url_for("projects.settings", uid=uid), 303)


@bp.get("/projects/<uid>/verdicts")
@require(MANAGE)
def verdicts(uid: str) -> ResponseReturnValue:
    """What the eight verdicts are called and mean here."""
    project = shown_project(uid)
    return _verdicts(project, project.labels, project.labels)


@bp.post("/projects/<uid>/verdicts")
@require(MANAGE)
def save_verdicts(uid: str) -> ResponseReturnValue:
    """Set the words; on a refusal the page comes back with everything that was typed."""
    given, seen = _posted_words(""), _posted_words("seen-")
    try:
        with writing() as session:
            project = locked_project(session, uid)
            service.set_verdict_words(session, project, actor=get_viewer().user, given=given, seen=seen)
    except Invalid as fault:
        return _verdicts(shown_project(uid), given, seen, fault=fault), 422
    except Conflict as conflict:
        project = shown_project(uid)
        return _verdicts(project, given, project.labels, conflict=conflict), 409
    flash(_("Saved."))
    return redirect(url_for("projects.verdicts", uid=uid), 303)


def _posted(names: tuple[str, ...], prefix: str = "") -> dict[str, str]:
    return {name: no_nul(request.form.get(f"{prefix}{name}")) or "" for name in names}


def _posted_words(prefix: str) -> dict[str, dict[str, str]]:
    return {key: _posted(PARTS, f"{prefix}{key}-") for key in map(str, Verdict)}


def _settings(
    project: Project,
    given: Mapping[str, str],
    seen: Mapping[str, str],
    *,
    fault: Invalid | None = None,
    conflict: Conflict | None = None,
) -> str:
    return render_template(
        "projects/settings.html",
        project=project,
        given=given,
        seen=seen,
        fault=fault,
        conflict=conflict,
        languages=language_choices(),
    )


def _verdicts(
    project: Project,
    given: Mapping[str, Any],
    seen: Mapping[str, Any],
    *,
    fault: Invalid | None = None,
    conflict: Conflict | None = None,
) -> str:
    return render_template(
        "projects/verdicts.html",
        project=project,
        given=given,
        seen=seen,
        shown=verdict_words(given),
        usual=VERDICTS,
        fault=fault,
        conflict=conflict,
        limits={"name": service.LABEL_LENGTH, "meaning": service.MEANING_LENGTH},
    )
