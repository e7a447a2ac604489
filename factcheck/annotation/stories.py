"""Which evidence is one story, as a feature above this one knows: five sites with one agency report are one source.

A feature may not import those above it, so they say it here when the application is put together
(docs/decisions/0015).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy.orm import Session

from factcheck.annotation.models import Claim, Evidence
from factcheck.annotation.verdicts import Priority, Stance, Tier

Tell = Callable[[Session, Sequence[Evidence]], Mapping[str, str]]
_TELLERS: list[Tell] = []


def tells_stories(tell: Tell) -> Tell:
    """Have the function asked which pieces of a record are one story: uid → a name that the pieces of a story share.

    There is one such function; a later one takes the place of an earlier one.
    """
    _TELLERS[:] = [tell]
    return tell


def stories_of(session: Session, claim: Claim, evidence: Sequence[Evidence]) -> Mapping[str, str]:
    """Uid → the name of its story, for the evidence of one record on the claim; empty where nobody knows.

    It is only asked where a rule counts sources: several pieces, that are all secondary or on a claim of high priority.
    """
    if not _TELLERS or len(evidence) < 2:
        return {}
    relevant = [piece for piece in evidence if piece.stance != Stance.IRRELEVANT]
    secondary = all(piece.tier is not None and piece.tier >= Tier.SECONDARY for piece in relevant)
    counted = secondary or claim.priority == Priority.HIGH
    return _TELLERS[0](session, evidence) if counted else {}
