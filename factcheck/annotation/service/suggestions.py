"""Answering what the text suggests: taking a whole chain, or putting it away."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts.models import User
from factcheck.activity.models import Event
from factcheck.activity.service import record, reverts
from factcheck.annotation import facts, queries
from factcheck.annotation.models import SUGGESTION_KEY_LENGTH, Hop, SuggestionAnswer
from factcheck.annotation.service.changes import Context
from factcheck.annotation.service.hops import MAX_HOPS, add_hop, check_details, is_unnamed
from factcheck.annotation.suggestions import follow
from factcheck.articles.models import Article, Revision
from factcheck.db import now
from factcheck.errors import Conflict, Invalid, NotFound
from factcheck.sources.queries import find_ids
from factcheck.words import gettext as _

SUBJECT = "suggestion"
_KEY = re.compile(r"[0-9]{1,9}-[0-9]{1,9}")


def take_chain(session: Session, context: Context, steps: Sequence[Mapping[str, Any]]) -> list[Hop]:
    """Add the chain `steps` (`source` and hop details, nearest to the article first); event: `hop.added` for each hop.

    What the record has of it already, from the article outwards, stays and is gone on from, so that taking a chain
    twice adds it once. Returns the new hops. Raises Invalid for no step at all, too many, or values off the lists.
    """
    if not steps:
        raise Invalid(_("A chain has at least one source."), "source")
    if len(steps) > MAX_HOPS:
        raise Invalid(_("A chain holds at most %(max_hops)s hops.", max_hops=MAX_HOPS), "source")
    if context.annotation is None:
        raise ValueError("a chain hangs on the reviewer's annotation")
    session.flush()
    present = queries.hops_of(session, context.annotation)
    checked = [check_details(_details(step), set(), {}) for step in steps]
    labels = [
        (str(step["source"]), not is_unnamed(details.get("identification")))
        for step, details in zip(steps, checked, strict=True)
    ]
    recorded = recorded_part(session, context.article, labels, present)
    added: list[Hop] = []
    last = recorded[-1] if recorded else None
    for step in steps[len(recorded) :]:
        details = _details(step)
        # The first new hop says where it comes from, unless that is the hop before it anyway.
        if not added and present and last != present[-1].uid:
            details["via"] = [last] if last else []
        added.append(add_hop(session, context, step["source"], details=details))
    return added


def _details(step: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in step.items() if name != "source"}


def recorded_part(
    session: Session, article: Article, labels: Sequence[tuple[str, bool]], hops: Sequence[Hop]
) -> list[str]:
    """The uids of the hops that record the chain of these sources, or its beginning, from the article outwards.

    labels: the chain's sources, each with whether it is a name; aliases count as the source that has them.
    """
    found = find_ids(session, article, labels) if hops else []
    return follow(found, {hop.uid: hop.source_id for hop in hops}, facts.resolved_via(hops))


def answer_suggestion(
    session: Session,
    article: Article,
    revision: Revision,
    *,
    reviewer: User,
    at: int,
    key: str,
    taken: bool,
    claim_uid: str | None = None,
) -> SuggestionAnswer:
    """Keep that the reviewer took or put away a suggestion at a sentence; events: `suggestion.taken`,
    `suggestion.dismissed`. Nothing where it is answered already. Raises Invalid for what is no key."""
    if len(key) > SUGGESTION_KEY_LENGTH or not _KEY.fullmatch(key):
        raise Invalid(_("This is not a suggestion of this text."), "suggestion")
    place = {"revision_id": revision.id, "reviewer_id": reviewer.id, "at": at, "key": key}
    query = select(SuggestionAnswer).filter_by(**place)
    answer = session.scalars(query).one_or_none()
    if answer is not None and answer.removed_at is None:
        return answer
    if answer is None:
        answer = SuggestionAnswer(**place, taken=taken)
        session.add(answer)
        session.flush()
    answer.taken, answer.removed_at = taken, None
    record(
        session,
        actor=reviewer,
        action="suggestion.taken" if taken else "suggestion.dismissed",
        subject=SUBJECT,
        uid=answer.uid,
        article_id=article.id,
        claim_uid=claim_uid,
        after={"at": at, "key": key, "taken": taken},
    )
    return answer


@reverts(SUBJECT)
def revert_answer(session: Session, event: Event, actor: User) -> None:
    """Show the suggestion again. Raises Conflict where that has happened already."""
    query = select(SuggestionAnswer).where(SuggestionAnswer.uid == event.subject_uid)
    answer = session.scalars(query).one_or_none()
    if answer is None:
        raise NotFound(_("There is no such change."))
    if answer.removed_at is not None:
        raise Conflict(
            _("This was changed again since, so it cannot be undone on its own. Undo the later change first.")
        )
    answer.removed_at = now()
    record(
        session,
        actor=actor,
        action="suggestion.undone",
        subject=SUBJECT,
        uid=answer.uid,
        article_id=event.article_id,
        claim_uid=event.claim_uid,
        before={"shown": False},
        after={"shown": True},
        undoes=event.seq,
    )
