"""Building the attribution chain: adding, describing, ordering and removing its hops."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from factcheck.annotation import queries
from factcheck.annotation.hops import (
    Act,
    Credibility,
    GroundRules,
    Identification,
    Located,
    Mode,
    Proximity,
    Reliability,
)
from factcheck.annotation.models import Hop
from factcheck.annotation.service.changes import REMOVED, Context, change, create
from factcheck.annotation.service.evidence import day, member_of
from factcheck.annotation.service.naming import source_for
from factcheck.errors import Invalid
from factcheck.words import gettext as _

MAX_HOPS = 60
MAX_IDENTIFIED = 10_000
DETAILS = (
    "act", "mode", "identification", "ground_rules", "proximity", "plural_stated",
    "n_identified", "located", "located_evidence_id", "reliability", "credibility", "claim_date",
)  # fmt: skip
CREATED_FIELDS = ("source_id", "position", "via", *DETAILS)


def add_hop(
    session: Session,
    context: Context,
    label: str,
    *,
    details: Mapping[str, Any] | None = None,
    after: Hop | None = None,
) -> Hop:
    """Add a hop behind `after` (None: at the outer end); event: `hop.added`.

    `label` is the source's name, or its description where `details["identification"]` says that it is unnamed.
    Raises Invalid for values outside the closed lists.
    """
    annotation = context.annotation
    if annotation is None:
        raise ValueError("a hop hangs on the reviewer's annotation")
    session.flush()
    present = list(queries.hops_of(session, annotation))
    if len(present) >= MAX_HOPS:
        raise Invalid(_("A chain holds at most %(max_hops)s hops.", max_hops=MAX_HOPS), "source")
    values = check_details(details or {}, {hop.uid for hop in present}, _evidence_keys(session, context))
    source = source_for(session, context.article, label, values.get("identification"))
    place = len(present) if after is None else present.index(after) + 1
    hop = Hop(annotation_id=annotation.id, source_id=source.id, source=source, **{"act": "reports", **values})
    present.insert(place, hop)
    hop.position = place
    create(session, hop, "hop.added", context, CREATED_FIELDS)
    _renumber(session, context, present)
    return hop


def edit_hop(
    session: Session, context: Context, hop: Hop, details: Mapping[str, Any], *, label: str | None = None
) -> None:
    """Describe the hop; event: `hop.edited`. `label` names another source."""
    others = {other.uid for other in queries.hops_of(session, _annotation(context))} - {hop.uid}
    values = check_details(details, others, _evidence_keys(session, context))
    identification = values.get("identification", hop.identification)
    name = hop.source.label if label is None else label
    source = source_for(session, context.article, name, identification, hop=hop)
    change(session, hop, values | {"source_id": source.id}, "hop.edited", context)
    session.expire(hop, ["source"])


def move_hop(session: Session, context: Context, hop: Hop, place: int) -> None:
    """Put the hop at that place, from 0, nearest to the article first; event: `hop.moved` for each hop that moves."""
    present = [other for other in queries.hops_of(session, _annotation(context)) if other is not hop]
    present.insert(max(0, min(place, len(present))), hop)
    _renumber(session, context, present)


def remove_hop(session: Session, context: Context, hop: Hop) -> None:
    """Take the hop out of the chain; event: `hop.removed`. What was reached from it is reached from before it."""
    change(session, hop, {REMOVED: True}, "hop.removed", context)


def check_details(
    details: Mapping[str, Any], others: set[str], evidence: Mapping[str, int]
) -> dict[str, Any]:
    """The details as they are stored. Raises Invalid.

    others: uids of the hops that `via` may name; evidence: uid → key of what `located_evidence` may name.
    """
    unknown = sorted(set(details) - set(_CHECKS) - {"via", "located_evidence"})
    if unknown:
        raise Invalid(_("A hop has no field %(name)s.", name=repr(unknown[0])), unknown[0])
    values = {name: _CHECKS[name](name, value) for name, value in details.items() if name in _CHECKS}
    if "act" in values and values["act"] is None:
        values["act"] = Act.REPORTS.value
    if "via" in details:
        values["via"] = _via(details["via"], others)
    if "located_evidence" in details:
        values["located_evidence_id"] = _located(details["located_evidence"], evidence)
    return values


def _via(via: Sequence[str] | None, others: set[str]) -> list[str] | None:
    if via is None:
        return None
    wrong = [uid for uid in via if uid not in others]
    if wrong:
        raise Invalid(_("A hop can only be reached from other hops of the same chain."), "via")
    return list(dict.fromkeys(via))


def _located(uid: str | None, evidence: Mapping[str, int]) -> int | None:
    if not uid:
        return None
    if uid not in evidence:
        raise Invalid(_("Choose one of the links on this claim."), "located_evidence")
    return evidence[uid]


def _evidence_keys(session: Session, context: Context) -> dict[str, int]:
    return {piece.uid: piece.id for piece in queries.evidence_of(session, _annotation(context))}


def _renumber(session: Session, context: Context, hops: Sequence[Hop]) -> None:
    for place, hop in enumerate(hops):
        change(session, hop, {"position": place}, "hop.moved", context)


def _annotation(context: Context) -> Any:
    if context.annotation is None:
        raise ValueError("a chain hangs on the reviewer's annotation")
    return context.annotation


def is_unnamed(identification: str | None) -> bool:
    """Whether a source of that identification has a description in place of a name."""
    return identification is not None and Identification(identification).is_unnamed


def _yes_or_no(name: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise Invalid(_("Say yes or no for %(field)s.", field=name.replace("_", " ")), name)


def _count(name: str, value: Any) -> int | None:
    if value is None or value == "":
        return None
    try:
        number = int(value)
    except (TypeError, ValueError):
        number = -1
    if not 0 <= number <= MAX_IDENTIFIED:
        raise Invalid(
            _("Give a whole number from 0 to %(max_identified)s.", max_identified=MAX_IDENTIFIED), name
        )
    return number


_CHECKS: dict[str, Callable[[str, Any], Any]] = {
    "act": member_of(Act),
    "mode": member_of(Mode),
    "identification": member_of(Identification),
    "ground_rules": member_of(GroundRules),
    "proximity": member_of(Proximity),
    "plural_stated": _yes_or_no,
    "n_identified": _count,
    "located": member_of(Located),
    "reliability": member_of(Reliability),
    "credibility": member_of(Credibility, int),
    "claim_date": day,
}
