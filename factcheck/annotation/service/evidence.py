"""Attaching links to a claim, describing them, taking them off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from factcheck.annotation import queries
from factcheck.annotation.models import LINE_LENGTH, QUOTE_LENGTH, Annotation, Evidence
from factcheck.annotation.service.changes import REMOVED, Context, change, create
from factcheck.annotation.verdicts import Medium, SourceType, Stance, Tier
from factcheck.errors import Conflict, Invalid
from factcheck.links import link_key, parse_link
from factcheck.words import gettext as _

MAX_EVIDENCE = 200
DETAILS = (
    "url", "title", "publisher", "author", "published_at", "medium", "source_type", "tier", "stance", "quote", "note",
)  # fmt: skip
CREATED_FIELDS = (*DETAILS, "sealed")
EDITED_FIELDS = (*DETAILS, "accessed_at")


def add_evidence(
    session: Session,
    context: Context,
    url: str,
    *,
    again: bool = False,
    sealed: bool = False,
    details: Mapping[str, Any] | None = None,
) -> Evidence:
    """Attach a link to the claim; event: `evidence.added`. One that is sealed from the start is never asked for.

    Raises Invalid for what is not an http(s) address, and Conflict (field `url`, theirs: the uid of the evidence
    that has it) where the same link is there already, unless `again` says that it is meant.
    """
    link = parse_link(url)
    if not again:
        session.flush()
        for piece in queries.evidence_of(session, _annotation(context)):
            if piece.url and link_key(piece.url) == link_key(link):
                raise Conflict(
                    _("This link is already attached to this claim."),
                    field="url",
                    yours=link,
                    theirs=piece.uid,
                )
    return _add(session, context, link, details or {}, sealed=sealed)


def add_offline_evidence(
    session: Session, context: Context, details: Mapping[str, Any], *, sealed: bool = False
) -> Evidence:
    """Attach evidence that has no address: a picture, a document, a conversation; event: `evidence.added`."""
    return _add(session, context, "", details, sealed=sealed)


def _add(
    session: Session, context: Context, url: str, details: Mapping[str, Any], *, sealed: bool
) -> Evidence:
    annotation = _annotation(context)
    session.flush()
    if len(queries.evidence_of(session, annotation)) >= MAX_EVIDENCE:
        raise Invalid(_("A claim holds at most %(max_evidence)s links.", max_evidence=MAX_EVIDENCE), "url")
    last = session.scalar(select(func.max(Evidence.position)).where(Evidence.annotation_id == annotation.id))
    evidence = Evidence(
        annotation_id=annotation.id,
        position=0 if last is None else last + 1,
        url=url,
        sealed=sealed,
        **check_details(details),
    )
    create(session, evidence, "evidence.added", context, CREATED_FIELDS)
    return evidence


def _annotation(context: Context) -> Annotation:
    if context.annotation is None:
        raise ValueError("evidence hangs on the reviewer's annotation")
    return context.annotation


def edit_evidence(session: Session, context: Context, evidence: Evidence, details: Mapping[str, Any]) -> None:
    """Describe the evidence; event: `evidence.edited`. Keys as in `check_details`, and `url`.

    What has no address may go without one. A day of access that is the stored one leaves its time alone.
    """
    values = check_details({name: value for name, value in details.items() if name != "url"})
    if "url" in details and (evidence.url or str(details["url"]).strip()):
        values["url"] = parse_link(details["url"])
    accessed = values.get("accessed_at")
    if "accessed_at" in values and (accessed is None or accessed.date() == evidence.accessed_at.date()):
        del values["accessed_at"]
    change(session, evidence, values, "evidence.edited", context)


def seal_evidence(session: Session, context: Context, evidence: Evidence, *, sealed: bool) -> None:
    """Keep the evidence at the desk, or let it out again; event: `evidence.sealed` or `evidence.unsealed`."""
    action = "evidence.sealed" if sealed else "evidence.unsealed"
    change(session, evidence, {"sealed": sealed}, action, context)


def remove_evidence(session: Session, context: Context, evidence: Evidence) -> None:
    """Take the evidence off; event: `evidence.removed`, which undo brings back."""
    change(session, evidence, {REMOVED: True}, "evidence.removed", context)


def order_evidence(
    session: Session, context: Context, evidence: Sequence[Evidence], *, behind: Sequence[Evidence] = ()
) -> None:
    """Put the evidence of the annotation in this order, and what stands `behind` it at the end where anything has to
    move; event: `evidence.moved` for each piece that moves."""
    if [piece.position for piece in evidence] != sorted({piece.position for piece in evidence}):
        for place, piece in enumerate([*evidence, *behind]):
            change(session, piece, {"position": place}, "evidence.moved", context)


def check_details(details: Mapping[str, Any]) -> dict[str, Any]:
    """The details as they are stored; empty choices become None.

    title, publisher, author, quote, note: texts; published_at, accessed_at: a date or its ISO form; medium,
    source_type, stance: members of their lists; tier: 1 to 4. Raises Invalid, naming the field, for anything else.
    """
    unknown = sorted(set(details) - set(_CHECKS))
    if unknown:
        raise Invalid(_("Evidence has no field %(name)s.", name=repr(unknown[0])), unknown[0])
    return {name: _CHECKS[name](name, value) for name, value in details.items()}


def line(name: str, value: Any) -> str:
    """A line of text, white space folded; raises Invalid when it is too long."""
    text = " ".join(str(value or "").split())
    if len(text) > LINE_LENGTH:
        raise Invalid(
            _(
                "At most %(line_length)s characters are kept here; this has %(length)s.",
                line_length=LINE_LENGTH,
                length=len(text),
            ),
            name,
        )
    return text


def passage(name: str, value: Any) -> str:
    """A longer text with its line breaks; raises Invalid when it is too long."""
    text = str(value or "").replace("\r\n", "\n").strip()
    if len(text) > QUOTE_LENGTH:
        raise Invalid(
            _(
                "At most %(quote_length)s characters are kept here; this has %(length)s.",
                quote_length=QUOTE_LENGTH,
                length=len(text),
            ),
            name,
        )
    return text


def day(name: str, value: Any) -> date | None:
    """A calendar day; raises Invalid for anything that is not one."""
    if value is None or value == "" or isinstance(value, date):
        return value or None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise Invalid(_("Write the date as year-month-day, such as 2026-11-04."), name) from None


def start_of_day(name: str, value: Any) -> datetime | None:
    """The moment at which a day began (UTC), or a moment as it is; raises Invalid as `day` does."""
    if isinstance(value, datetime):
        return value
    found = day(name, value)
    return datetime.combine(found, time(), UTC) if found else None


def member_of(values: type[Any], convert: Callable[[Any], Any] = str) -> Callable[[str, Any], Any]:
    """A check that lets through the members of a closed list, stored as `convert` makes them, and None."""

    def check(name: str, value: Any) -> Any:
        if value is None or value == "":
            return None
        try:
            return convert(values(convert(value)))
        except (ValueError, TypeError):
            raise Invalid(
                _(
                    "%(value)s is not one of the choices for %(field)s.",
                    value=repr(value),
                    field=name.replace("_", " "),
                ),
                name,
            ) from None

    return check


_CHECKS: dict[str, Callable[[str, Any], Any]] = {
    "title": line,
    "publisher": line,
    "author": line,
    "published_at": day,
    "accessed_at": start_of_day,
    "medium": member_of(Medium),
    "source_type": member_of(SourceType),
    "tier": member_of(Tier, int),
    "stance": member_of(Stance),
    "quote": passage,
    "note": passage,
}
