"""Deciding a claim, and opening a decision again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts.models import Project, User
from factcheck.activity.models import Event
from factcheck.activity.notices import Concern, notify
from factcheck.activity.service import record, reverts
from factcheck.adjudication import queries
from factcheck.adjudication.models import Adjudication
from factcheck.adjudication.outcomes import Outcome, may_decide_own
from factcheck.annotation.history import DECISION
from factcheck.annotation.models import TEXT_LENGTH, Annotation, Claim
from factcheck.annotation.verdicts import Flag, Verdict
from factcheck.articles.models import Article
from factcheck.db import now
from factcheck.errors import Conflict, Invalid, NotAllowed, NotFound
from factcheck.words import gettext as _

Versions = Mapping[str, int]
"""Uid of a record → the version at which it was looked at."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody wants to decide; `evidence` and `hops`: uids of what is taken over from the records."""

    outcome: str
    verdict: str | None = None
    flags: Collection[str] = ()
    rationale: str = ""
    evidence: Collection[str] = ()
    hops: Collection[str] = field(default=())


def decide(
    session: Session,
    article: Article,
    claim: Claim,
    decision: Decision,
    *,
    actor: User,
    seen: Versions | None,
) -> Adjudication:
    """Decide a claim of the locked article; event: `claim.decided`.

    `seen`: the submitted records that the actor has looked at. Raises Conflict where they are others by now, or the
    claim is decided; NotAllowed where the actor has checked the claim and the project wants somebody else; Invalid
    for a verdict off the scale, and without a reason where it takes one.
    """
    _check_may_decide(session, article, claim, actor)
    standing = queries.find_standing(session, claim)
    if standing is not None and Outcome(standing.outcome).settles:
        raise Conflict(_("%(name)s has decided this claim already.", name=standing.by.name))
    records = queries.submitted_on(session, claim)
    if seen is not None and seen != {each.uid: each.version for each in records}:
        raise Conflict(
            _("The records on this claim have changed since you opened the page. Look at them once more.")
        )
    outcome, verdict = _outcome(decision)
    adopted = [each for each in records if verdict is not None and each.verdict == verdict]
    rationale = _reason(decision.rationale, needed=not adopted)
    taken = queries.parts_on(session, records)
    if standing is not None:
        # It was put aside until now.
        _set_reopened(standing, actor, "")
        session.flush()
    made = Adjudication(
        claim=claim,
        article_id=article.id,
        outcome=outcome.value,
        verdict=verdict,
        flags=[flag.value for flag in Flag if flag in _flags(decision.flags)],
        rationale=rationale,
        adopted=[each.uid for each in adopted],
        evidence=_taken(decision.evidence, taken.evidence),
        hops=_taken(decision.hops, taken.hops),
        dissent=[_dissent(each) for each in records if each not in adopted],
        by_id=actor.id,
    )
    session.add(made)
    event = _record(session, article, claim, made, actor, "claim.decided", after=_told(made))
    notify(session, event, [each.reviewer_id for each in records], Concern.DECIDED)
    _mark(article, claim, made if outcome.settles else None, event.at)
    return made


def reopen(session: Session, article: Article, claim: Claim, *, actor: User, why: str) -> Adjudication:
    """Take the standing decision back; event: `decision.reopened`. It is kept. Raises NotFound where there is none, and
    Invalid without a reason."""
    standing = queries.find_standing(session, claim)
    if standing is None:
        raise NotFound(_("This claim is not decided."))
    _set_reopened(standing, actor, _reason(why, needed=True))
    event = _record(
        session, article, claim, standing, actor, "decision.reopened", after={"why": standing.reopened_why}
    )
    _mark(article, claim, None, event.at)
    concerned = [each.reviewer_id for each in queries.submitted_on(session, claim)]
    notify(session, event, concerned, Concern.REOPENED)
    return standing


def take_back(session: Session, claim: Claim, *, actor: User) -> None:
    """Undo the decision that the actor has just made on the claim of a locked article. Raises NotFound where none of
    theirs stands."""
    standing = queries.find_standing(session, claim)
    event = queries.find_event_of(session, standing) if standing and standing.by_id == actor.id else None
    if event is None:
        raise NotFound(_("There is no decision of yours to take back here."))
    revert(session, event, actor)


def settle_question(session: Session, project: Project, uid: str, *, actor: User) -> None:
    """Take a question off the guidelines page: they answer it now; event: `question.settled`."""
    made = queries.get_question(session, project, uid)
    made.settled_at = now()
    article = session.get_one(Article, made.article_id)
    _record(session, article, made.claim, made, actor, "question.settled", after={"settled": True})


@reverts(DECISION)
def revert(session: Session, event: Event, actor: User) -> None:
    """Take a decision, or its reopening, back. Raises Conflict where the claim was decided again since."""
    made = queries.get_adjudication(session, event.subject_uid)
    article, claim = session.get_one(Article, made.article_id), made.claim
    if event.action == "question.settled":
        made.settled_at = None
    elif event.action == "claim.decided" and made.reopened_at is None:
        _set_reopened(made, actor, "")
        _mark(article, claim, None, now())
    elif event.action == "decision.reopened" and queries.find_standing(session, claim) is None:
        made.reopened_at = made.reopened_by_id = None
        made.reopened_why = ""
        _mark(article, claim, made if Outcome(made.outcome).settles else None, now())
    else:
        raise Conflict(_("The claim was decided or opened again since. Undo the later change first."))
    _record(session, article, claim, made, actor, "adjudication.undone", undoes=event.seq)


def by_default(records: Sequence[Annotation], parts: queries.Parts) -> tuple[list[str], list[str]]:
    """What is taken over where records that agree are adopted together: all their evidence, and the first chain."""
    evidence = [uid for each in records for uid in parts.evidence_by.get(each.id, ())]
    return evidence, next((parts.hops_by[each.id] for each in records if each.id in parts.hops_by), [])


def _check_may_decide(session: Session, article: Article, claim: Claim, actor: User) -> None:
    if may_decide_own(session.get_one(Project, article.project_id).policy):
        return
    own = select(Annotation.id).where(
        Annotation.claim_id == claim.id, Annotation.reviewer_id == actor.id, Annotation.verdict.is_not(None)
    )
    if session.scalar(own) is not None:
        raise NotAllowed(
            _(
                "You have checked this claim yourself, so somebody else decides it, unless the project allows it."
            )
        )


def _outcome(decision: Decision) -> tuple[Outcome, str | None]:
    if decision.outcome not in set(Outcome):
        raise Invalid(_("Choose what you decide."), "outcome")
    outcome = Outcome(decision.outcome)
    if outcome is not Outcome.VERDICT:
        return outcome, None
    if decision.verdict not in set(Verdict):
        raise Invalid(_("Choose a verdict."), "verdict")
    return outcome, decision.verdict


def _flags(flags: Iterable[str]) -> set[str]:
    given = set(flags)
    unknown = sorted(given - set(Flag))
    if unknown:
        raise Invalid(_("There is no flag %(name)s.", name=repr(unknown[0])), "flags")
    return given


def _reason(text: str, *, needed: bool) -> str:
    text = text.replace("\r\n", "\n").strip()
    if needed and not text:
        raise Invalid(_("Say why: nobody’s record says this."), "rationale")
    if len(text) > TEXT_LENGTH:
        raise Invalid(_("At most %(limit)s characters are kept here.", limit=TEXT_LENGTH), "rationale")
    return text


def _taken(wanted: Collection[str], there: Collection[str]) -> list[str]:
    """The wanted ones in the order in which they stand on the records. Raises Invalid for what is not there."""
    if not set(wanted) <= set(there):
        raise Invalid(_("Something that you chose is not on these records any more. Look at them once more."))
    return [uid for uid in there if uid in set(wanted)]


def _dissent(annotation: Annotation) -> dict[str, Any]:
    return {
        "annotation": annotation.uid,
        "reviewer": annotation.reviewer.name,
        "verdict": annotation.verdict,
    }


def _told(made: Adjudication) -> dict[str, Any]:
    return {name: getattr(made, name) for name in ("outcome", "verdict", "rationale", "adopted", "dissent")}


def _set_reopened(made: Adjudication, actor: User, why: str) -> None:
    made.reopened_at, made.reopened_by_id, made.reopened_why = now(), actor.id, why


def _mark(article: Article, claim: Claim, made: Adjudication | None, at: datetime) -> None:
    """What the claim itself says of its decision: lists and what others may know of go by that."""
    claim.decided_at = at if made else None
    claim.final_verdict = made.verdict if made else None
    claim.version += 1
    article.changed_at = article.shared_at = at


def _record(
    session: Session,
    article: Article,
    claim: Claim,
    made: Adjudication,
    actor: User,
    action: str,
    *,
    after: Mapping[str, Any] | None = None,
    undoes: int | None = None,
) -> Event:
    return record(
        session,
        actor=actor,
        action=action,
        subject=DECISION,
        uid=made.uid,
        article_id=article.id,
        claim_uid=claim.uid,
        after=after,
        undoes=undoes,
    )
