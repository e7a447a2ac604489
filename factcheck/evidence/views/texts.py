"""Reading a kept copy: its text as text, the passage marked, where it came from, what changed since another copy."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.permissions import Permission
from factcheck.annotation.beside import stands_beside
from factcheck.annotation.models import Claim
from factcheck.annotation.stories import tells_stories
from factcheck.annotation.views.place import page_url
from factcheck.articles import queries as articles
from factcheck.articles.languages import direction
from factcheck.articles.models import Article
from factcheck.errors import NotFound
from factcheck.evidence import cards, copies, passage_labels
from factcheck.evidence.comparing import changes_between
from factcheck.evidence.elsewhere import same_story
from factcheck.evidence.fidelity import Change
from factcheck.evidence.models import KeptCopy
from factcheck.evidence.originals import shelf
from factcheck.evidence.passages import MISSING, Passage
from factcheck.evidence.views.blueprint import bp
from factcheck.web import db, no_nul
from factcheck.words import gettext as _

PARAGRAPHS = 20_000
# Importing it has the inspector show what is known of each link.
beside = stands_beside(cards.stand_beside)
story_names = tells_stories(cards.story_names)


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a paragraph, in the passage or not; `first`: the passage begins with it."""

    text: str
    marked: bool
    first: bool = False


@bp.get("/articles/<uid>/evidence/<evidence_uid>/text")
@require(Permission.READ)
def copy_text(uid: str, evidence_uid: str) -> ResponseReturnValue:
    """The reader view of the copy that the evidence rests on, or of the one that `copy` names; `against` another."""
    viewer = get_viewer()
    article = articles.get_article(db, viewer, uid)
    evidence, annotation, claim = copies.get_readable(db, viewer, article, evidence_uid)
    known = copies.copies_of(db, evidence)
    copy = _chosen(known, no_nul(request.args.get("copy")))
    other = _chosen(known, no_nul(request.args.get("against"))) if request.args.get("against") else None
    original = shelf.original(db, copy)
    passage = shelf.passage(db, copy, evidence.quote) if original else MISSING
    return render_template(
        "evidence/text.html",
        article=article,
        evidence=evidence,
        copy=copy,
        known=known,
        other=other,
        changes=_changes(db, copy, other) if other else None,
        text=original.text if original else None,
        paragraphs=list(paragraphs(original.text, passage)) if original else [],
        passage=passage,
        href=cards.link_to(db, evidence, copy),
        direction=direction(copy.lang) if copy.lang else "auto",
        own=annotation.reviewer_id == viewer.user.id and viewer.may(Permission.ANNOTATE, article.project_id),
        back=_back(article, claim),
        claim=claim,
        elsewhere=[
            (piece, story, page_url(story, there.start, there))
            for piece, there, story in same_story(db, viewer, evidence, copy)
        ],
        labels=passage_labels,
        Change=Change,
    )


def paragraphs(text: str, passage: Passage) -> list[list[Piece]]:
    """The text as paragraphs of pieces; a passage that goes over several is marked in each."""
    spans, found, place, begun = passage.spans, [], 0, False
    for line in text.split("\n")[:PARAGRAPHS]:
        pieces: list[Piece] = []
        done = 0
        for start, end in spans:
            low, high = max(start - place, done), min(end - place, len(line))
            if low < high:
                pieces += [Piece(line[done:low], False), Piece(line[low:high], True, not begun)]
                done, begun = high, True
        pieces.append(Piece(line[done:], False))
        if line.strip():
            found.append([piece for piece in pieces if piece.text])
        place += len(line) + 1
    return found


def _chosen(known: list[KeptCopy], uid: str | None) -> KeptCopy:
    for copy in known:
        if not uid or copy.uid == uid:
            return copy
    raise NotFound(_("No copy is kept of this page."))


def _changes(session: Session, copy: KeptCopy, other: KeptCopy) -> list[object] | None:
    """What changed from the other copy to this one; None where one has no text."""
    this, that = shelf.original(session, copy), shelf.original(session, other)
    return list(changes_between(that.text, this.text)) if this and that else None


def _back(article: Article, claim: Claim) -> str:
    return page_url(article, claim.start, claim)
