"""The newsroom rules: what they are, how strong they are in a project, and what they find there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from factcheck.accounts import queries as accounts
from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.current import enter
from factcheck.accounts.models import Project
from factcheck.accounts.permissions import Permission
from factcheck.activity import queries as activity
from factcheck.activity.service import undo as undo_change
from factcheck.annotation import rule_labels
from factcheck.annotation.chain_rows import summaries_of
from factcheck.annotation.policy import CHANGEABLE, PackKey, Policy
from factcheck.annotation.rule_census import SHOWN_CLAIMS, Tally, census, words_of_claims
from factcheck.annotation.rules import RULES, RuleKey
from factcheck.annotation.service.project import set_rules
from factcheck.annotation.views.blueprint import bp
from factcheck.annotation.views.place import whole_number
from factcheck.errors import Conflict, Invalid, NotFound
from factcheck.web import db, writing

WORDS = {
    "words": rule_labels.RULES,
    "severities": rule_labels.SEVERITIES,
    "packs": rule_labels.PACKS,
    "waived_by": rule_labels.WAIVED_BY,
    "rules": RULES,
}


@bp.get("/rules")
@require(Permission.PROFILE)
def rule_definitions() -> ResponseReturnValue:
    """What each rule finds, why, who may waive it, and which published codes say the same."""
    return render_template("annotation/rules.html", **WORDS)


@bp.get("/projects/<uid>/rules")
@require(Permission.MANAGE_PROJECT)
def project_rules(uid: str) -> ResponseReturnValue:
    """How strong each rule is, and what it finds today; with `pack`, what would change with that pack."""
    project = _project(uid)
    stored = Policy.from_dict(project.policy)
    pack = request.args.get("pack", "")
    if pack and pack not in set(PackKey):
        raise NotFound(_("There is no such pack."))
    offered = Policy.of_pack(PackKey(pack)) if pack else None
    return _page(project, stored, seen=stored, offered=offered)


@bp.post("/projects/<uid>/rules")
@require(Permission.MANAGE_PROJECT)
def save_project_rules(uid: str) -> ResponseReturnValue:
    """Set the severities, or apply a whole pack; on a refusal the page comes back as it was filled in."""
    seen, chosen = _posted("seen"), _posted("rule")
    try:
        with writing() as session:
            project = accounts.get_project(session, uid, lock=True)
            get_viewer().check(Permission.MANAGE_PROJECT, project)
            event = set_rules(session, project, actor=get_viewer().user, policy=chosen, seen=seen)
    except Conflict as conflict:
        stored = Policy.from_dict(_project(uid).policy)
        return _page(_project(uid), chosen, seen=stored, fault=conflict.message), 409
    flash(_("Saved.") if event else _("Nothing was changed."))
    return redirect(url_for("annotation.project_rules", uid=uid), 303)


@bp.post("/projects/<uid>/undo")
@require(Permission.MANAGE_PROJECT)
def undo_project_change(uid: str) -> ResponseReturnValue:
    """Take a change of the project's settings back: the one of the event `seq`."""
    seq = whole_number("seq")
    with writing() as session:
        project = accounts.get_project(session, uid, lock=True)
        get_viewer().check(Permission.MANAGE_PROJECT, project)
        event = activity.find_last_on(session, "project", project.uid, seq=seq)
        if event is None:
            raise NotFound(_("There is no such change, or it was undone already."))
        undo_change(session, event, actor=get_viewer().user)
    flash(_("Undone."))
    return redirect(url_for("annotation.project_rules", uid=uid), 303)


@bp.get("/projects/<uid>/rules/<rule>")
@require(Permission.MANAGE_PROJECT)
def rule_findings(uid: str, rule: str) -> ResponseReturnValue:
    """The standing claims on which one rule finds something."""
    project = _project(uid)
    if rule not in set(RuleKey):
        raise NotFound(_("There is no such rule."))
    found = census(db, project)
    tally = found.tallies.get(RuleKey(rule)) or Tally()
    every = [(record, False) for record in tally.open] + [(record, True) for record in tally.waived]
    shown = every[:SHOWN_CLAIMS]
    return render_template(
        "annotation/rule_findings.html",
        project=project,
        rule=RULES[RuleKey(rule)],
        census=found,
        tally=tally,
        shown=shown,
        claims=words_of_claims(db, [record for record, _waived in shown]),
        chains=summaries_of(db, [record.id for record, _waived in shown]),
        severity=Policy.from_dict(project.policy).severities.get(RuleKey(rule)),
        **WORDS,
    )


def _project(uid: str) -> Project:
    project = accounts.get_project(db, uid)
    get_viewer().check(Permission.MANAGE_PROJECT, project, reading=True)
    enter(project)
    return project


def _posted(prefix: str) -> Policy:
    """The policy that the form's fields `<prefix>-pack` and `<prefix>-<rule>` say. Raises Invalid."""
    values: Mapping[str, Any] = {
        rule.value: request.form[f"{prefix}-{rule.value}"]
        for rule in CHANGEABLE
        if f"{prefix}-{rule.value}" in request.form
    }
    pack = request.form.get(f"{prefix}-pack", PackKey.STANDARD.value)
    try:
        return Policy.from_dict({"pack": pack, "rules": values})
    except ValueError as error:
        raise Invalid(str(error), prefix) from error


def _page(
    project: Project, chosen: Policy, *, seen: Policy, offered: Policy | None = None, fault: str = ""
) -> str:
    return render_template(
        "annotation/project_rules.html",
        project=project,
        chosen=chosen,
        seen=seen,
        offered=offered,
        changes=chosen.changes_to(offered) if offered else [],
        departures={departure.rule: departure.before for departure in chosen.departures},
        fault=fault,
        census=census(db, project),
        last=activity.find_last_on(db, "project", project.uid),
        changeable=CHANGEABLE,
        **WORDS,
    )
