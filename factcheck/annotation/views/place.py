"""Where a save happens: the article, the sentence, the claim, the reviewer's annotation; and the receipt it gets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from factcheck.accounts.access import Viewer, get_viewer
from factcheck.accounts.permissions import Permission
from factcheck.activity.saving import saving
from factcheck.annotation import queries
from factcheck.annotation.models import Annotation, Claim
from factcheck.annotation.policy import Policy
from factcheck.annotation.service import claims, records
from factcheck.annotation.service.changes import Context
from factcheck.annotation.sheet import sentence, sentence_state
from factcheck.annotation.visibility import get_known_claim, is_blind, known_claims
from factcheck.articles import queries as articles
from factcheck.articles.models import Article, Revision, Segment
from factcheck.db import now
from factcheck.errors import Invalid, NotFound
from factcheck.web import wants_json

MAX_OFFSET = 2_000_000


class Place:
    """One sentence of a locked article, inside the write transaction of a save."""

    def __init__(
        self, session: Session, viewer: Viewer, article: Article, revision: Revision, segment: Segment
    ) -> None:
        self.session = session
        self.viewer = viewer
        self.article = article
        self.revision = revision
        self.segment = segment
        self.claim: Claim | None = None
        self._record: Annotation | None = None
        self.version = whole_number("version")
        self.merged = False
        self.more: dict[str, Any] = {}

    @property
    def policy(self) -> Policy:
        """What the project asks of an annotation."""
        return Policy.from_dict(self.article.project.policy)

    @property
    def blind(self) -> bool:
        """Whether the reviewer may not know of claims that only others' records made."""
        return is_blind(self.viewer, self.article.project)

    def context(self) -> Context:
        """The reviewer's own record on the claim that the request names; made, like the claim, where there is none."""
        if self._record is None:
            self._record = records.own_annotation(self.session, self.get_claim(), self.viewer.user)
            self.merged = self.version is not None and self.version != self._record.version
        return Context(self.article, self.get_claim(), self.viewer.user, self._record)

    def get_claim(self) -> Claim:
        """The claim that the request names, or the sentence's first one, made where the sentence has none.

        Raises NotFound for a claim that was removed, or that the reviewer may not know of.
        """
        if self.claim is None:
            uid = request.form.get("claim", "")
            if uid:
                self.claim = get_known_claim(self.session, self.viewer, self.article, uid)
                if self.claim.removed_at is not None:
                    raise NotFound(
                        _(
                            "This claim was removed by somebody. Your text is kept here; undo brings the claim back."
                        )
                    )
            else:
                self.claim = claims.sentence_claim(
                    self.session,
                    self.article,
                    self.revision,
                    self.segment,
                    actor=self.viewer.user,
                    blind=self.blind,
                )
        return self.claim

    def has_claims(self) -> bool:
        """Whether the reviewer knows of a claim on the sentence."""
        found = queries.claims_of(self.session, self.article, self.segment)
        if not self.blind:
            return bool(found)
        own = queries.annotations_by(self.session, self.viewer.user, found)
        return bool(known_claims(self.session, found, self.viewer.user, own))

    def find_annotation(self) -> Annotation | None:
        """The reviewer's own record on the claim, where there is one."""
        if self._record is None and self.claim:
            self._record = queries.find_annotation(self.session, self.claim, self.viewer.user)
        return self._record

    def annotation(self) -> Annotation:
        """The annotation of `context()`."""
        annotation = self.context().annotation
        assert annotation is not None  # noqa: S101 - `context` always makes one
        return annotation


Action = Callable[[Place], object]


def save_here(
    uid: str, act: Action, *, permission: Permission = Permission.ANNOTATE, content: str = ""
) -> ResponseReturnValue:
    """Run one action at the sentence that the form's `at` names, and answer with a receipt (or go back to the page).

    `content`: what tells a file that the form brings from others.
    """
    viewer = get_viewer()
    at = whole_number("at")
    if at is None:
        raise Invalid(_("The request does not say at which sentence."), "at")
    for name, value in request.form.items(multi=True):
        if "\0" in value:
            raise Invalid(_("The text holds a NUL character, which cannot be kept. Remove it."), name)

    def save(session: Session) -> ResponseReturnValue:
        article = articles.lock_article(session, viewer, uid, permission)
        revision = articles.current_revision(session, article, text=False)
        segment = articles.find_segment_at(session, revision.id, at)
        if segment is None:
            raise NotFound(_("There is no sentence at this place."))
        place = Place(session, viewer, article, revision, segment)
        act(place)
        session.flush()
        return receipt(place)

    return saving(viewer, save, content=content)


def receipt(place: Place) -> ResponseReturnValue:
    """What a save answers: where, the new version, when, and how the sentence looks now."""
    if not wants_json():
        return redirect(page_url(place.article, place.segment.start, place.claim), 303)
    annotation = place.find_annotation()
    shown = sentence(place.session, place.article, place.segment, place.viewer.user, blind=place.blind)
    body = {
        "saved_at": now().isoformat(),
        "at": place.segment.start,
        "claim": place.claim.uid if place.claim else None,
        "version": annotation.version if annotation else 0,
        "merged": place.merged,
        "change": place.session.info.get("change"),
        "sentence": sentence_state(shown),
        **place.more,
    }
    return jsonify(body)


def page_url(article: Article, at: int, claim: Claim | None = None) -> str:
    """The address of the workbench at a sentence."""
    return url_for(
        "annotation.workbench", uid=article.uid, at=at, claim=claim.uid if claim else None, _anchor=f"s{at}"
    )


def whole_number(name: str) -> int | None:
    """A form or query value as a number from 0; None where it is absent. Raises Invalid for anything else."""
    value = request.values.get(name, "")
    if not value:
        return None
    if not (value.isascii() and value.isdecimal()) or len(value) > 9 or int(value) > MAX_OFFSET:
        raise Invalid(_("%(field)s must be a whole number.", field=name), name)
    return int(value)
