"""One claim side by side: what each handed-in record says, and what of it the others do not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from factcheck.annotation import queries as annotation_queries
from factcheck.annotation.facts import hop_facts, resolved_via
from factcheck.annotation.hops import HopId
from factcheck.annotation.models import Annotation, Evidence, Hop
from factcheck.annotation.sourcing import Summary, summarise
from factcheck.annotation.verdicts import Flag, Verdict
from factcheck.links import host_of, link_key


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence. `only_here`: no other record has this link; `otherwise`: another takes it for something
    else than this one does."""

    evidence: Evidence
    only_here: bool
    otherwise: bool

    @property
    def host(self) -> str:
        """The host that the link leads to."""
        return host_of(self.evidence.url)


@dataclass(frozen=True, slots=True)
class Side:
    """One record. `verdict_differs`, `chain_differs`: not all records say the same; `flags`: with whether only this one
    has it. `hops`, `via` and `chain` are drawn as in the inspector."""

    annotation: Annotation
    verdict: Verdict | None
    verdict_differs: bool
    flags: Sequence[tuple[Flag, bool]]
    pieces: Sequence[Piece]
    hops: Sequence[Hop]
    via: Mapping[str, tuple[str, ...]]
    chain: Summary
    chain_differs: bool

    def hop(self, uid: HopId) -> Hop:
        """The hop of that uid."""
        return next(hop for hop in self.hops if hop.uid == uid)


def sides_of(session: Session, records: Sequence[Annotation]) -> list[Side]:
    """The records side by side, in their order."""
    hops = annotation_queries.hops_on(session, records) if records else {}
    chains = {each.id: summarise(hop_facts(hops.get(each.id, []))) for each in records}
    evidence = {each.id: annotation_queries.evidence_of(session, each) for each in records}
    stances = _stances(evidence)
    flags = Counter(flag for each in records for flag in each.flags)
    verdicts = {each.verdict for each in records}
    footings = {_footing(chain) for chain in chains.values()}
    several = len(records) > 1
    return [
        Side(
            annotation=each,
            verdict=Verdict(each.verdict) if each.verdict else None,
            verdict_differs=len(verdicts) > 1,
            flags=[
                (flag, several and flags[flag] < len(records)) for flag in Flag if flag.value in each.flags
            ],
            pieces=[_piece(piece, stances, several) for piece in evidence[each.id]],
            hops=hops.get(each.id, []),
            via=resolved_via(hops.get(each.id, [])),
            chain=chains[each.id],
            chain_differs=len(footings) > 1,
        )
        for each in records
    ]


def _stances(evidence: Mapping[int, Sequence[Evidence]]) -> dict[str, dict[int, set[str | None]]]:
    """Link → record → what the record takes it for."""
    found: dict[str, dict[int, set[str | None]]] = {}
    for record_id, pieces in evidence.items():
        for piece in pieces:
            if piece.url:
                found.setdefault(link_key(piece.url), {}).setdefault(record_id, set()).add(piece.stance)
    return found


def _piece(piece: Evidence, stances: Mapping[str, Mapping[int, set[str | None]]], several: bool) -> Piece:
    by = stances[link_key(piece.url)] if piece.url else {}
    others = {
        stance for record_id, given in by.items() if record_id != piece.annotation_id for stance in given
    }
    told = {stance for stance in others if stance} - {piece.stance}
    return Piece(piece, several and not others, bool(piece.stance and told))


def _footing(chain: Summary) -> tuple[int, int, bool, bool]:
    """What a chain says the claim rests on, as far as two chains are compared."""
    return (
        chain.independent_roots,
        chain.named_roots,
        chain.single_unnamed_source,
        bool(chain.circular),
    )
