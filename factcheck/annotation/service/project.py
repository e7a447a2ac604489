"""What a lead sets for a project: how strong its rules are; and the one way to set something of it and undo it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts.models import Project, User
from factcheck.activity.models import Event
from factcheck.activity.queries import fields
from factcheck.activity.service import record, reverts
from factcheck.annotation.blind import MEMBER, Blind, blind_of
from factcheck.annotation.policy import Policy
from factcheck.errors import Conflict, Invalid
from factcheck.words import gettext as _


def set_rules(
    session: Session, project: Project, *, actor: User, policy: Policy, seen: Policy
) -> Event | None:
    """Set how strong the newsroom rules are; event: `rules.set`, or none where nothing differs.

    `seen` is the policy that the form was opened with: only what was changed on the form is set. Raises Conflict
    (theirs: the stored policy) where somebody else has set one of the same rules to something else meanwhile.
    """
    stored = Policy.from_dict(project.policy)
    wanted = {**stored.severities, **{change.rule: change.after for change in seen.changes_to(policy)}}
    for change in seen.changes_to(stored):
        # Somebody changed this rule; so did this form, and not to the same.
        if wanted[change.rule] is not change.after:
            raise Conflict(
                _(
                    "Somebody else has changed the rules since you opened this page. Yours are below; "
                    "what is stored now stands beside each."
                ),
                field="rules",
                yours=policy.to_dict(),
                theirs=stored.to_dict(),
            )
    pack = policy.pack if policy.pack is not seen.pack else stored.pack
    # What else is kept with the policy is not for this form.
    values = {"policy": {**_others(project.policy), **Policy(pack, wanted).to_dict()}}
    return set_fields(session, project, values, actor=actor, action="rules.set")


def set_blind(session: Session, project: Project, *, actor: User, blind: str) -> Event | None:
    """Set how far reviewers are kept from each other's records in the locked project; event: `blind.set`, or none where
    nothing differs. Raises Invalid for what is no such policy."""
    if blind not in set(Blind):
        raise Invalid(_("There is no such choice."), MEMBER)
    if blind == blind_of(project.policy):
        return None
    return set_member(session, project, MEMBER, blind, actor=actor, action="blind.set")


def set_member(
    session: Session, project: Project, name: str, value: object, *, actor: User, action: str
) -> Event | None:
    """Set one member of the locked project's stored policy beside its rules; one event, or none where it is so."""
    rules = Policy.from_dict(project.policy).to_dict()
    values = {"policy": {**_others(project.policy), **rules, name: value}}
    return set_fields(session, project, values, actor=actor, action=action)


@reverts("project")
def revert(session: Session, event: Event, actor: User) -> None:
    """Take a change of a project back. Raises Conflict where one of its fields was changed again since."""
    project = session.scalars(select(Project).where(Project.uid == event.subject_uid)).one()
    before, after = fields(event.before), fields(event.after)
    current = {field: getattr(project, field) for field in after}
    if current != after:
        raise Conflict(_("The project was changed again since. Undo the later change first."))
    for field, value in before.items():
        setattr(project, field, value)
    record(
        session,
        actor=actor,
        action="project.undone",
        subject="project",
        uid=project.uid,
        before=current,
        after=before,
        undoes=event.seq,
    )


def set_fields(
    session: Session, project: Project, values: Mapping[str, Any], *, actor: User | None, action: str
) -> Event | None:
    """Set the fields of the locked project that differ; one event, which can be undone, or none."""
    before = {
        field: getattr(project, field) for field, value in values.items() if getattr(project, field) != value
    }
    if not before:
        return None
    for field in before:
        setattr(project, field, values[field])
    return record(
        session,
        actor=actor,
        action=action,
        subject="project",
        uid=project.uid,
        before=before,
        after={field: values[field] for field in before},
    )


def _others(stored: Mapping[str, Any]) -> dict[str, Any]:
    """What is stored beside the rules: nothing in a policy of the time before there were packs."""
    if "rules" not in stored and "pack" not in stored:
        return {}
    return {name: value for name, value in stored.items() if name not in ("pack", "rules")}
