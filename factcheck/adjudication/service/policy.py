"""Who may decide a claim."""

from __future__ import annotations

from sqlalchemy.orm import Session

from factcheck.accounts.models import Project, User
from factcheck.activity.models import Event
from factcheck.adjudication.outcomes import MEMBER, may_decide_own
from factcheck.annotation.service.project import set_member


def set_decide_own(session: Session, project: Project, *, actor: User, allowed: bool) -> Event | None:
    """Set whether people may decide claims of the locked project that they have checked themselves; event:
    `decide_own.set`, or none where nothing differs."""
    if allowed == may_decide_own(project.policy):
        return None
    return set_member(session, project, MEMBER, allowed, actor=actor, action="decide_own.set")
