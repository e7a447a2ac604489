"""A reviewer's whole record, given anew: what differs is changed by the verbs that the workbench uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from factcheck.annotation import queries
from factcheck.annotation.facts import resolved_via
from factcheck.annotation.hops import Act, Identification
from factcheck.annotation.models import Annotation, Evidence, Hop
from factcheck.annotation.policy import Policy
from factcheck.annotation.service import records
from factcheck.annotation.service.changes import Context
from factcheck.annotation.service.evidence import (
    add_evidence,
    add_offline_evidence,
    edit_evidence,
    order_evidence,
    remove_evidence,
    seal_evidence,
)
from factcheck.annotation.service.hops import add_hop, edit_hop, move_hop, remove_hop
from factcheck.annotation.verdicts import AnnotationStatus
from factcheck.errors import Invalid

Members = Mapping[str, Any]
EVIDENCE: dict[str, Any] = {
    "title": "", "publisher": "", "author": "", "published_at": None, "medium": None, "source_type": None,
    "tier": None, "stance": None, "quote": "", "note": "",
}  # fmt: skip
HOP: dict[str, Any] = {
    "act": Act.REPORTS.value, "mode": None, "identification": None, "ground_rules": None, "proximity": None,
    "plural_stated": False, "n_identified": None, "located": None, "reliability": None, "credibility": None,
    "claim_date": None,
}  # fmt: skip


def replace_annotation(session: Session, context: Context, body: Members, policy: Policy) -> None:
    """Make the annotation of the context what the body says; what the body leaves out is emptied, but for the note and
    for what is sealed, which a client does not read.

    Records an event for each difference. Raises Invalid, with the path, and for a record that is to be submitted but
    has a finding that blocks it and that nobody waived.
    """
    records.save_verdict(session, context, body.get("verdict"))
    records.save_flags(session, context, body.get("flags", ()))
    records.save_confidence(session, context, body.get("confidence"))
    records.save_rationale(session, context, body.get("rationale", ""))
    _replace_note(session, context, body.get("notes"))
    evidence = _replace_evidence(session, context, body.get("evidence", ()))
    _replace_hops(session, context, body.get("hops", ()), evidence)
    if body.get("status") != AnnotationStatus.SUBMITTED:
        records.reopen(session, context)
        return
    blocking = [finding.rule.value for finding in records.submit(session, context, policy).blocking]
    if blocking:
        raise Invalid(
            _("The project asks for more before this is submitted: %(list)s.", list=", ".join(blocking)),
            "$.status",
        )


def _replace_note(session: Session, context: Context, notes: str | Members | None) -> None:
    if isinstance(notes, str):
        records.save_note(session, context, notes, sealed=False)
    elif notes is not None:
        records.save_note(session, context, notes["text"], sealed=notes.get("sealed"))


def _replace_evidence(session: Session, context: Context, given: Sequence[Members]) -> list[Evidence]:
    """The evidence of the annotation that is named, as it stands then, in the order given. What is sealed and not named
    stays, behind what has to change its place."""
    present = {piece.uid: piece for piece in queries.evidence_of(session, _annotation(context))}
    _check_known(given, present, "evidence")
    named = {each.get("id") for each in given}
    hidden = [piece for uid, piece in present.items() if piece.sealed and uid not in named]
    for uid, piece in present.items():
        if uid not in named and not piece.sealed:
            remove_evidence(session, context, piece)
    kept = []
    for number, each in enumerate(given):
        details = {name: each.get(name, default) for name, default in EVIDENCE.items()}
        sealed = each.get("sealed", False)
        with _at(f"$.evidence[{number}]"):
            if "id" in each:
                piece = present[each["id"]]
                edit_evidence(session, context, piece, details | {"url": each["url"]})
                seal_evidence(session, context, piece, sealed=sealed)
            elif each["url"]:
                piece = add_evidence(
                    session, context, each["url"], again=True, sealed=sealed, details=details
                )
            else:
                piece = add_offline_evidence(session, context, details, sealed=sealed)
        kept.append(piece)
    order_evidence(session, context, kept, behind=hidden)
    return kept


def _replace_hops(
    session: Session, context: Context, given: Sequence[Members], evidence: Sequence[Evidence]
) -> None:
    """Make the chain what is given. A hop's `via` is set when all are there, since it may name hops further down."""
    present = {hop.uid: hop for hop in queries.hops_of(session, _annotation(context))}
    _check_known(given, present, "hops")
    for uid, hop in present.items():
        if uid not in {each.get("id") for each in given}:
            remove_hop(session, context, hop)
    hidden = {
        piece.id: piece.uid for piece in queries.evidence_of(session, _annotation(context)) if piece.sealed
    }
    kept = []
    for number, each in enumerate(given):
        details = {name: each.get(name, default) for name, default in HOP.items()}
        label = _label(each, details["identification"], f"$.hops[{number}]", present.get(each.get("id", "")))
        with _at(f"$.hops[{number}]"):
            details["located_evidence"] = _evidence_uid(each.get("located_evidence"), evidence)
            if "id" in each:
                hop = present[each["id"]]
                if details["located_evidence"] is None:
                    details["located_evidence"] = hidden.get(hop.located_evidence_id or 0)
                edit_hop(session, context, hop, details, label=label)
            else:
                hop = add_hop(session, context, label, details=details)
        kept.append(hop)
    for number, hop in enumerate(kept):
        move_hop(session, context, hop, number)
    _replace_via(session, context, given, kept)


def _replace_via(session: Session, context: Context, given: Sequence[Members], hops: Sequence[Hop]) -> None:
    now_via = resolved_via(queries.hops_of(session, _annotation(context)))
    uids = [hop.uid for hop in hops]
    for number, (each, hop) in enumerate(zip(given, hops, strict=True)):
        via = each.get("via")
        with _at(f"$.hops[{number}]"):
            if via is not None:
                via = [_uid_at(place, uids, "via") for place in via]
                if via == list(now_via[hop.uid]):
                    continue
            if via != hop.via:
                edit_hop(session, context, hop, {"via": via})


def _label(given: Members, identification: str | None, path: str, hop: Hop | None) -> str:
    """What the hop's source is called. An unnamed one is told by how the text identifies it, and only by that, unless
    the `hop` that is there already is of a source that was identified since."""
    source = given["source"]
    unnamed = identification is not None and Identification(identification).is_unnamed
    identified = hop is not None and hop.source.is_named and hop.source.name == source.get("name")
    if unnamed and source.get("name") is not None and not identified:
        raise Invalid(
            _("A source with a name is not unnamed: change one of the two."), f"{path}.identification"
        )
    if not unnamed and source.get("name") is None:
        raise Invalid(
            _("A source without a name is unnamed_described or unnamed_bare."), f"{path}.identification"
        )
    return str(source["name"] if source.get("name") is not None else source.get("description", ""))


def _evidence_uid(place: str | int | None, evidence: Sequence[Evidence]) -> str | None:
    return None if place is None else _uid_at(place, [piece.uid for piece in evidence], "located_evidence")


def _uid_at(place: str | int, uids: Sequence[str], field: str) -> str:
    if isinstance(place, str):
        if place not in uids:
            raise Invalid(_("There is nothing of this id in the list."), field)
        return place
    if place >= len(uids):
        raise Invalid(_("There is nothing at this place of the list."), field)
    return uids[place]


def _check_known(given: Sequence[Members], present: Mapping[str, object], member: str) -> None:
    seen: set[str] = set()
    for number, each in enumerate(given):
        uid = each.get("id")
        if uid is None:
            continue
        if uid not in present or uid in seen:
            words = (
                _("This id is used twice.") if uid in seen else _("Your annotation has nothing of this id.")
            )
            raise Invalid(words, f"$.{member}[{number}].id")
        seen.add(uid)


@contextmanager
def _at(path: str) -> Iterator[None]:
    """Put the path before the field that a verb refuses."""
    try:
        yield
    except Invalid as error:
        raise Invalid(error.message, f"{path}.{error.field}" if error.field else path) from error


def _annotation(context: Context) -> Annotation:
    if context.annotation is None:
        raise ValueError("this needs the reviewer's annotation in its context")
    return context.annotation
