"""What stands beside the evidence of a claim: its copies and passages, doubles, uses elsewhere, quotations compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from types import ModuleType

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts.access import Viewer
from factcheck.annotation.facts import said_on
from factcheck.annotation.inspector import Inspector
from factcheck.annotation.models import Evidence
from factcheck.articles import queries as articles
from factcheck.evidence import passage_labels
from factcheck.evidence.duplicates import are_one_story, stories
from factcheck.evidence.elsewhere import Uses, signatures_of, uses_elsewhere
from factcheck.evidence.fidelity import Change, Comparison
from factcheck.evidence.fragments import with_passage
from factcheck.evidence.link_settings import LinkSettings
from factcheck.evidence.models import Attachment, KeptCopy
from factcheck.evidence.originals import LONGEST_INLINE, shelf
from factcheck.evidence.passages import MISSING, Passage
from factcheck.evidence.queries import NOTHING_KNOWN, LinkFacts, link_facts
from factcheck.evidence.quotations import quotations_in
from factcheck.links import address_key

COMPARED_QUOTATIONS = 12
COMPARED_PIECES = 60
FEWEST_WORDS = 3
"""Shorter quotations are words in scare quotes or names: they are found anywhere."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of one piece of evidence. `twins`: the others on the claim that are the same story."""

    facts: LinkFacts = NOTHING_KNOWN
    passage: Passage | None = None
    href: str = ""
    postdates: bool = False
    uses: Uses = field(default_factory=dict)
    twins: Sequence[Evidence] = ()
    attachments: Sequence[Attachment] = ()

    @property
    def claims_elsewhere(self) -> int:
        """On how many other claims the link is evidence."""
        return sum(self.uses.values())


@dataclass(frozen=True, slots=True)
class Compared:
    """A quotation of the article beside its original, where one of the copies has it."""

    quotation: str
    piece: Evidence | None = None
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What the templates of this feature show beside the evidence. `independent`: how many different stories."""

    cards: Mapping[str, Card]
    independent: int
    compared: Sequence[Compared]
    link_settings: LinkSettings
    labels: ModuleType = passage_labels

    def of(self, piece: Evidence) -> Card:
        """What is known of the piece."""
        return self.cards.get(piece.uid, Card())

    @property
    def altered(self) -> bool:
        """Whether a quotation differs from its original without an editor's mark."""
        return any(each.comparison and not each.comparison.is_faithful for each in self.compared)


def stand_beside(session: Session, viewer: Viewer, inspector: Inspector) -> Beside:
    """Gather it with a number of statements that does not grow with the evidence."""
    evidence = inspector.evidence
    settings = LinkSettings.from_dict(inspector.article.project.link_settings)
    if not evidence or inspector.claim is None:
        return Beside({}, 0, (), settings)
    facts = link_facts(session, evidence)
    copies = {piece.id: copy for piece in evidence if (copy := facts[piece.id].copy)}
    groups = _groups(session, evidence, copies)
    uses = uses_elsewhere(session, viewer, inspector.article, inspector.claim, evidence)
    attached = attachments_of(session, evidence)
    said = said_on(inspector.article, inspector.hops)
    cards = {
        piece.uid: _card(session, piece, facts[piece.id], said, uses.get(piece.address, {}))
        | {"twins": groups[piece.uid], "attachments": attached.get(piece.id, ())}
        for piece in evidence
    }
    return Beside(
        {uid: Card(**card) for uid, card in cards.items()},  # type: ignore[arg-type]
        len({min(uid, *(twin.uid for twin in twins)) if twins else uid for uid, twins in groups.items()}),
        _compared(session, inspector, copies),
        settings,
    )


def story_names(session: Session, evidence: Sequence[Evidence]) -> dict[str, str]:
    """Uid → a name that the pieces of one story share, for the rules that count independent sources."""
    facts = link_facts(session, evidence)
    copies = {piece.id: copy for piece in evidence if (copy := facts[piece.id].copy)}
    groups = _groups(session, evidence, copies)
    return {uid: min([uid, *(twin.uid for twin in twins)]) for uid, twins in groups.items()}


def attachments_of(session: Session, evidence: Iterable[Evidence]) -> dict[int, list[Attachment]]:
    """Evidence id → the files attached to it."""
    query = (
        select(Attachment)
        .where(Attachment.evidence_id.in_([piece.id for piece in evidence]), Attachment.removed_at.is_(None))
        .order_by(Attachment.id)
    )
    found: dict[int, list[Attachment]] = {}
    for attachment in session.scalars(query):
        found.setdefault(attachment.evidence_id, []).append(attachment)
    return found


def link_to(session: Session, piece: Evidence, copy: KeptCopy | None) -> str:
    """The address of the evidence, with a fragment that leads to its quotation."""
    if not piece.url or not piece.quote:
        return piece.url
    passage = _inline(session, piece, copy)
    if copy is None or passage is None:
        return with_passage(piece.url, None, (), piece.quote)
    original = shelf.original(session, copy) if passage.found else None
    return with_passage(piece.url, original, passage.spans) if original else piece.url


def _card(
    session: Session, piece: Evidence, facts: LinkFacts, said: date | None, uses: Uses
) -> dict[str, object]:
    return {
        "facts": facts,
        "passage": _inline(session, piece, facts.copy),
        "href": link_to(session, piece, facts.copy),
        "postdates": bool(said and piece.published_at and piece.published_at > said),
        "uses": uses,
    }


def _inline(session: Session, piece: Evidence, copy: KeptCopy | None) -> Passage | None:
    """Where the quotation stands in the copy; None without one, or where it is too long to search in passing."""
    if copy is None or not piece.quote or copy.text_blob_id is None:
        return None
    original = shelf.original(session, copy)
    if original is None or len(original.text) > LONGEST_INLINE:
        return None
    return shelf.passage(session, copy, piece.quote) if original.text else MISSING


def _groups(
    session: Session, evidence: Sequence[Evidence], copies: Mapping[int, KeptCopy]
) -> dict[str, Sequence[Evidence]]:
    """Uid → the other pieces that are the same story, by any of their addresses or by their text."""
    keys = {piece.uid: _addresses(piece, copies.get(piece.id)) for piece in evidence}
    signatures = signatures_of(session, (copy.id for copy in copies.values()))
    signed = [
        (piece.uid, signatures[copies[piece.id].id])
        for piece in evidence[:COMPARED_PIECES]
        if piece.id in copies and copies[piece.id].id in signatures
    ]
    pairs = [(one, other) for (one, a), (other, b) in combinations(signed, 2) if are_one_story(a, b)]
    by_uid = {piece.uid: piece for piece in evidence}
    return {
        uid: [by_uid[other] for other in group if other != uid]
        for group in stories(keys, pairs)
        for uid in group
    }


def _addresses(piece: Evidence, copy: KeptCopy | None) -> list[str]:
    """By what the page's address is known: as it was pasted, as it answered, and as it calls itself."""
    urls = (piece.url, copy.final_url, copy.canonical_url) if copy else (piece.url,)
    return [address_key(url) for url in urls]


def _compared(session: Session, inspector: Inspector, copies: Mapping[int, KeptCopy]) -> list[Compared]:
    """The quotations of the claim's words beside the best original among the copies."""
    claim = inspector.claim
    if claim is None or not copies:
        return []
    text = articles.current_revision(session, inspector.article).text
    found: list[Compared] = []
    for start, end in claim.spans:
        for one in quotations_in(text, start, end):
            words = text[one.start : one.end]
            if len(words.split()) >= FEWEST_WORDS and len(found) < COMPARED_QUOTATIONS:
                found.append(_best(session, words, inspector.evidence, copies))
    return found


def _best(
    session: Session, words: str, evidence: Sequence[Evidence], copies: Mapping[int, KeptCopy]
) -> Compared:
    best = Compared(words)
    most = 0
    for piece in evidence:
        copy = copies.get(piece.id)
        original = shelf.original(session, copy) if copy else None
        if copy is None or original is None or len(original.text) > LONGEST_INLINE:
            continue
        comparison = shelf.comparison(session, copy, words)
        same = comparison.count(Change.SAME) + comparison.count(Change.CASE) if comparison else 0
        if same > most:
            best, most = Compared(words, piece, comparison), same
    return best
