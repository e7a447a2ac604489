"""Making, changing and removing claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from factcheck.accounts.models import User
from factcheck.annotation import queries
from factcheck.annotation.models import CLAIM_LENGTH, MAX_CHECKS, Claim
from factcheck.annotation.service.changes import REMOVED, Context, change, create
from factcheck.annotation.verdicts import ClaimType, Priority
from factcheck.annotation.visibility import known_claims
from factcheck.articles.models import Article, Revision, Segment
from factcheck.db import derived_uid, new_uid
from factcheck.errors import Invalid

MAX_SPANS = 20
CREATED_FIELDS = ("spans", "text", "types", "priority", "checkable", "implied")

Span = tuple[int, int]


def create_claim(
    session: Session,
    article: Article,
    revision: Revision,
    *,
    actor: User,
    spans: Iterable[Sequence[int]],
    text: str = "",
    types: Iterable[str] = (),
    priority: str = Priority.NORMAL,
    checkable: bool = True,
) -> Claim:
    """Anchor a new claim to spans `[start, end)` in code points of the revision; events: `claim.created`.

    Raises Invalid for spans that are empty, reversed, overlapping, out of the text or of white space only, and for
    values outside the closed lists.
    """
    kept = check_spans(revision, spans)
    values = {
        "text": _text(text),
        "types": _types(types),
        "priority": _priority(priority),
        "checkable": checkable,
    }
    claim = _create(session, article, revision, actor, kept, values)
    session.flush()
    return claim


def sentence_claim(
    session: Session,
    article: Article,
    revision: Revision,
    segment: Segment,
    *,
    actor: User,
    blind: bool = False,
) -> Claim:
    """The sentence's first claim; where it has none, one is made that spans the whole sentence.

    Where the actor is `blind`, it is the first that they know of; where they know of none, the one that somebody
    else's record made of the whole sentence serves, as if it were made now. A new one is written, and gets its
    number, with the session's next flush.
    """
    claims = queries.claims_of(session, article, segment)
    known = claims
    if blind and any(claim.implied for claim in claims):
        known = known_claims(session, claims, actor, queries.annotations_by(session, actor, claims))
    whole = [[segment.start, segment.end]]
    for claim in (*known, *(each for each in claims if each.implied and each.spans == whole)):
        return claim
    # A sentence has words and lies inside the text: the text itself, which may be long, is not looked at.
    values = {"implied": True, "uid": _uid_of(session, revision, segment)}
    return _create(session, article, revision, actor, [(segment.start, segment.end)], values)


def _uid_of(session: Session, revision: Revision, segment: Segment) -> str:
    """An identifier that tells neither when nor by whom the claim was made: that of the sentence, unless it is taken
    by a claim that was removed."""
    uid = derived_uid(revision.uid, f"{segment.start}-{segment.end}")
    return new_uid() if queries.is_taken(session, uid) else uid


def _create(
    session: Session,
    article: Article,
    revision: Revision,
    actor: User,
    spans: Sequence[Span],
    values: Mapping[str, Any],
) -> Claim:
    claim = Claim(
        article_id=article.id,
        revision_id=revision.id,
        spans=[list(span) for span in spans],
        start=spans[0][0],
        end=max(end for _start, end in spans),
        created_by_id=actor.id,
        **values,
    )
    create(session, claim, "claim.created", Context(article, claim, actor), CREATED_FIELDS)
    return claim


def edit_claim(
    session: Session,
    article: Article,
    claim: Claim,
    *,
    actor: User,
    text: str | None = None,
    types: Iterable[str] | None = None,
    priority: str | None = None,
    checkable: bool | None = None,
    checks: int | None = None,
) -> None:
    """Change what is given and leave the rest; event: `claim.edited`. A claim that is described is everybody's."""
    values: dict[str, object] = {}
    if text is not None:
        values["text"] = _text(text)
    if types is not None:
        values["types"] = _types(types)
    if priority is not None:
        values["priority"] = _priority(priority)
    if checkable is not None:
        values["checkable"] = checkable
    if checks is not None:
        values["checks"] = _checks(checks)
    if claim.implied and any(getattr(claim, name) != value for name, value in values.items()):
        values["implied"] = False
    change(session, claim, values, "claim.edited", Context(article, claim, actor))


def remove_claim(session: Session, article: Article, claim: Claim, *, actor: User) -> None:
    """Take a claim off the article, with all that hangs on it; event: `claim.removed`, which undo brings back."""
    change(session, claim, {REMOVED: True}, "claim.removed", Context(article, claim, actor))


def check_spans(revision: Revision, spans: Iterable[Sequence[int]]) -> list[Span]:
    """The spans in text order. Raises Invalid as `create_claim` does."""
    kept = sorted((int(start), int(end)) for start, end in spans)
    if not kept:
        raise Invalid(_("Select the words that the claim is made of."), "spans")
    if len(kept) > MAX_SPANS:
        raise Invalid(_("A claim has at most %(max_spans)s spans.", max_spans=MAX_SPANS), "spans")
    previous = 0
    for start, end in kept:
        if not 0 <= start < end <= len(revision.text):
            raise Invalid(
                _(
                    "The span %(start)s–%(end)s is not inside the text, which has %(length)s characters.",
                    start=start,
                    end=end,
                    length=len(revision.text),
                ),
                "spans",
            )
        if start < previous:
            raise Invalid(_("The spans of one claim must not overlap. Make two claims instead."), "spans")
        if revision.text[start:end].isspace():
            raise Invalid(_("A claim needs words; this span is white space."), "spans")
        previous = end
    return kept


def _text(text: str) -> str:
    text = text.strip()
    if len(text) > CLAIM_LENGTH:
        raise Invalid(
            _(
                "A claim in your words has at most %(claim_length)s characters; this has %(length)s.",
                claim_length=CLAIM_LENGTH,
                length=len(text),
            ),
            "text",
        )
    return text


def _types(types: Iterable[str]) -> list[str]:
    given = set(types)
    unknown = sorted(given - set(ClaimType))
    if unknown:
        raise Invalid(_("There is no claim type %(name)s.", name=repr(unknown[0])), "types")
    return [kind.value for kind in ClaimType if kind in given]


def _priority(priority: str) -> str:
    if priority not in set(Priority):
        raise Invalid(_("There is no priority %(priority)s.", priority=repr(priority)), "priority")
    return str(priority)


def _checks(checks: int) -> int:
    if not 1 <= checks <= MAX_CHECKS:
        raise Invalid(_("A claim is checked by 1 to %(limit)s people.", limit=MAX_CHECKS), "checks")
    return checks
