"""The log of a claim in words: who changed what, when.

Others' records stay theirs: of their work, only what they did to the claim itself shows. Who did that, and that a
record made the claim, is told once the reader may know of others' records on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import Session, joinedload

from factcheck.accounts.access import Viewer
from factcheck.accounts.models import User
from factcheck.activity import queries
from factcheck.activity.models import Event
from factcheck.activity.queries import fields
from factcheck.annotation.models import Annotation, Claim, Hop, Waiver
from factcheck.annotation.rule_labels import RULES
from factcheck.annotation.rules import RuleKey
from factcheck.annotation.verdict_words import words_of
from factcheck.annotation.verdicts import Medium, Verdict
from factcheck.annotation.visibility import EVERYTHING, Sight, sight_of
from factcheck.articles.models import Article
from factcheck.labels import lazy_gettext

EXCERPT = 140
SHARED = ("article", "segmentation")
"""What everybody at the desk sees, beside what was done to claims; the rest is each reviewer's own."""
DECISION = "adjudication"
"""What events on decisions are about; they show to whom the records on the claim are open."""
CHECKS = "checks"
"""What events are about that ask for more checks of a claim; they show as those on decisions do."""
ASSIGNMENT = "assignment"
"""What events on assignments are about; leads see them all, others what they did themselves."""
DISCUSSION = "discussion"
"""What events in discussions are about; they show as those on decisions do."""
SIGN_OFF = "sign_off"
UNDOABLE = frozenset(
    {"claim", "segmentation", "annotation", "evidence", "attachment", "hop", "suggestion", "waiver"}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history. `undone`: it was taken back. `undoable`: the reader may take it back. `handed_in`: it
    was then that a record was submitted."""

    seq: int
    at: datetime
    who: str
    what: str
    detail: str
    undone: bool
    undoable: bool
    handed_in: bool


def of_claim(session: Session, article: Article, claim: Claim, viewer: Viewer) -> list[Entry]:
    """The history of a claim as the viewer may see it, newest first."""
    sight = sight_of(viewer, article.project)
    seen = queries.claim_history(session, claim.uid, _seen(article, viewer.user, sight))
    return _entries(session, article, seen, viewer.user, sight)


def of_article(
    session: Session, article: Article, viewer: Viewer, *, before: int | None = None
) -> list[Entry]:
    """The history of an article as the viewer may see it, newest first; only what came before event `before`."""
    sight = sight_of(viewer, article.project)
    seen = queries.article_history(session, article.id, _seen(article, viewer.user, sight), before=before)
    return _entries(session, article, seen, viewer.user, sight)


def may_undo(session: Session, event: Event, article: Article, viewer: Viewer) -> bool:
    """Whether the viewer may take the event back: one of their own, or what anybody did to a claim that they know of
    and to nothing else with it."""
    if event.actor_id == viewer.user.id:
        return True
    if event.subject != "claim" or event.change in _changes_of_records(session, [event]):
        return False
    seen = _seen(article, viewer.user, sight_of(viewer, article.project))
    return session.scalar(select(Event.seq).where(Event.seq == event.seq, seen)) is not None


def _seen(article: Article, reader: User, sight: Sight) -> ColumnElement[bool]:
    """Of an event on the article: whether the reader may know of it."""
    here = Claim.article_id == article.id
    known = select(Claim.uid).where(here, sight.claims)
    decided = select(Claim.uid).where(here, sight.reveals)
    # That a record made a claim is told with who did.
    untold = select(Claim.uid).where(here, Claim.implied, ~sight.makers)
    waived = select(Waiver.uid).join(Annotation, Annotation.id == Waiver.annotation_id)
    on_own = waived.where(Annotation.article_id == article.id, Annotation.reviewer_id == reader.id)
    return or_(
        Event.subject.in_((*SHARED, SIGN_OFF)),
        Event.actor_id == reader.id,
        and_(Event.subject == "claim", Event.subject_uid.in_(known), Event.subject_uid.not_in(untold)),
        and_(Event.subject == "waiver", Event.subject_uid.in_(on_own)),
        and_(Event.subject.in_((DECISION, CHECKS, DISCUSSION)), Event.claim_uid.in_(decided)),
        Event.subject == ASSIGNMENT if sight is EVERYTHING else false(),
    )


def _entries(
    session: Session, article: Article, seen: Sequence[Event], reader: User, sight: Sight
) -> list[Entry]:
    undone = queries.undone_seqs(session, [event.seq for event in seen])
    named = _named_by_hops(session, seen)
    told = _told(session, article, seen, sight)
    with_records = _changes_of_records(session, [event for event in seen if event.actor_id != reader.id])
    return [
        Entry(
            seq=event.seq,
            at=event.at,
            who=_who(event, reader, told),
            what=words(event, article.project.labels),
            detail=_detail(event) or named.get(event.subject_uid, ""),
            undone=event.seq in undone,
            undoable=event.seq not in undone
            and event.subject in UNDOABLE
            and (
                event.actor_id == reader.id or (event.subject == "claim" and event.change not in with_records)
            ),
            handed_in=event.action == "annotation.submitted",
        )
        for event in seen
    ]


def _named_by_hops(session: Session, events: Sequence[Event]) -> dict[str, str]:
    """Of the hops that the events are about, by uid: whom each names, as the source is called today."""
    uids = {event.subject_uid for event in events if event.subject == "hop"}
    if not uids:
        return {}
    query = select(Hop).where(Hop.uid.in_(uids)).options(joinedload(Hop.source))
    return {hop.uid: hop.source.label for hop in session.scalars(query)}


def _changes_of_records(session: Session, events: Sequence[Event]) -> set[int]:
    """Of the changes of claims, those with which a record was changed too: only who made them takes them back."""
    changes = {event.change for event in events if event.subject == "claim"}
    query = select(Event.change).where(Event.change.in_(changes), Event.subject != "claim")
    return set(session.scalars(query)) if changes else set()


def _told(session: Session, article: Article, events: Sequence[Event], sight: Sight) -> set[str]:
    """Of the claims that the events are about, those of which the reader may know who made them what they are."""
    uids = {event.subject_uid for event in events if event.subject == "claim"}
    query = select(Claim.uid).where(Claim.article_id == article.id, Claim.uid.in_(uids), sight.makers)
    return set(session.scalars(query)) if uids else set()


def _who(event: Event, reader: User, told: Set[str]) -> str:
    if event.actor is None:
        return _("the system")
    if event.subject == "claim" and event.actor_id != reader.id and event.subject_uid not in told:
        return _("somebody")
    return event.actor.name


def words(event: Event, labels: Mapping[str, Any]) -> str:
    """The change as a past-tense fact; `labels`: the project's words for the verdicts."""
    if event.action.endswith(".undone"):
        return _("took a change back")
    if event.action == "verdict.saved":
        return _verdict(fields(event.after), labels)
    if event.action == "evidence.added" and not fields(event.after).get("url"):
        return _added(fields(event.after))
    if event.action == "claim.decided":
        return _decided(fields(event.after), labels)
    if event.action == "waiver.given":
        return _("waived “%(rule)s”", rule=RULES[RuleKey(fields(event.after)["rule"])].title)
    return str(_ACTIONS.get(event.action, event.action))


def _added(after: Mapping[str, Any]) -> str:
    """What has no address: the note of a call, a file, or what a script said of neither."""
    medium = after.get("medium")
    if medium == Medium.INTERVIEW:
        return _("attached the note of a call")
    if medium in (Medium.IMAGE, Medium.PDF, Medium.OFFLINE_DOCUMENT):
        return _("attached a file")
    return _("attached evidence without a link")


def _verdict(after: Mapping[str, Any], labels: Mapping[str, Any]) -> str:
    key = after.get("verdict")
    if key is None:
        return _("took the verdict back")
    return _("set the verdict to “%(verdict)s”", verdict=words_of(labels, Verdict(key)).name)


def _decided(after: Mapping[str, Any], labels: Mapping[str, Any]) -> str:
    if after.get("verdict"):
        return _("decided: “%(verdict)s”", verdict=words_of(labels, Verdict(after["verdict"])).name)
    if after.get("outcome") == "not_a_claim":
        return _("decided that this is not a claim")
    return _("put the claim aside: the guideline is unclear")


_ACTIONS = {
    "flags.saved": lazy_gettext("set the flags"),
    "confidence.saved": lazy_gettext("set the confidence"),
    "rationale.saved": lazy_gettext("wrote the reason"),
    "note.saved": lazy_gettext("wrote the note"),
    "annotation.submitted": lazy_gettext("submitted"),
    "annotation.reopened": lazy_gettext("reopened"),
    "annotation.changed_after_reveal": lazy_gettext("changed the record after others’ records could be seen"),
    "claim.created": lazy_gettext("made the claim"),
    "claim.edited": lazy_gettext("described the claim"),
    "claim.removed": lazy_gettext("removed the claim"),
    "evidence.added": lazy_gettext("attached a link"),
    "evidence.edited": lazy_gettext("described evidence"),
    "evidence.moved": lazy_gettext("put evidence in another place"),
    "evidence.removed": lazy_gettext("took evidence off"),
    "evidence.sealed": lazy_gettext("sealed evidence"),
    "evidence.unsealed": lazy_gettext("took the seal off evidence"),
    "attachment.added": lazy_gettext("added a file to evidence"),
    "attachment.removed": lazy_gettext("took a file off evidence"),
    "evidence.fetched": lazy_gettext("had a linked page fetched"),
    "link.changed": lazy_gettext("had a link checked, which is found otherwise now"),
    "links.check_started": lazy_gettext("had the links checked"),
    "hop.added": lazy_gettext("added a hop"),
    "hop.edited": lazy_gettext("described a hop"),
    "hop.moved": lazy_gettext("moved a hop"),
    "hop.removed": lazy_gettext("took a hop out"),
    "suggestion.taken": lazy_gettext("took a suggested chain"),
    "suggestion.dismissed": lazy_gettext("put a suggested chain away"),
    "waiver.revoked": lazy_gettext("took a waiver back"),
    "checks.raised": lazy_gettext("asked for one more check"),
    "checks.undone": lazy_gettext("took the wish for one more check back"),
    "assignment.given": lazy_gettext("gave this out to be checked"),
    "assignment.taken": lazy_gettext("took this to check it"),
    "assignment.changed": lazy_gettext("gave this out otherwise"),
    "assignment.withdrawn": lazy_gettext("took back that this was given out"),
    "assignment.returned": lazy_gettext("put this back into the pool"),
    "assignment.done": lazy_gettext("was done with the article"),
    "assignment.resumed": lazy_gettext("went on with the article"),
    "assignment.sent_back": lazy_gettext("sent this back"),
    "assignment.answered": lazy_gettext("did again what was sent back"),
    "assignment.unanswered": lazy_gettext("took that back: it is sent back as before"),
    "thread.started": lazy_gettext("began a discussion"),
    "comment.added": lazy_gettext("answered in a discussion"),
    "comment.edited": lazy_gettext("changed what they said in a discussion"),
    "comment.removed": lazy_gettext("took back what they said in a discussion"),
    "thread.resolved": lazy_gettext("settled a discussion"),
    "thread.reopened": lazy_gettext("opened a discussion again"),
    "decision.reopened": lazy_gettext("opened the decision again"),
    "question.settled": lazy_gettext("settled the question to the guidelines"),
    "article.signed_off": lazy_gettext("signed the article off"),
    "sign_off.withdrawn": lazy_gettext("withdrew the sign-off"),
    "article.created": lazy_gettext("brought the article in"),
    "article.imported": lazy_gettext("brought the article in from a document"),
    "article.edited": lazy_gettext("changed what is said about the article"),
    "article.removed": lazy_gettext("removed the article"),
    "article.restored": lazy_gettext("brought the article back"),
    "segmentation.split": lazy_gettext("split a sentence"),
    "segmentation.merged": lazy_gettext("merged two sentences"),
    "segmentation.kind_set": lazy_gettext("changed the kind of a sentence"),
}


def _detail(event: Event) -> str:
    after = fields(event.after)
    text = str(
        after.get("url")
        or after.get("reason")
        or after.get("why")
        or after.get("sent_back_why")
        or after.get("rationale")
        or after.get("note")
        or after.get("text")
        or after.get("title")
        or after.get("name")
        or ""
    )
    return text if len(text) <= EXCERPT else text[:EXCERPT] + "…"
