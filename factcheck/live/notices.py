"""Notices: what an open page is told of changes. They say where something changed, never what anybody else wrote or
chose there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts.access import Viewer
from factcheck.accounts.models import Project
from factcheck.annotation.history import DECISION, DISCUSSION
from factcheck.annotation.models import Claim
from factcheck.annotation.sheet import sentence, sentence_state
from factcheck.annotation.visibility import is_blind, knows_claim
from factcheck.articles import queries as articles
from factcheck.articles.models import Article
from factcheck.live.queries import BATCH, Change, changes_after, told

MANY = 40
"""Changed claims past which a page had better fetch everything again."""
KINDS = {
    "segmentation": "cut",
    "article": "article",
    "claim": "claim",
    DECISION: "claim",
    DISCUSSION: "claim",
}

Notice = dict[str, Any]


def notices_after(session: Session, viewer: Viewer, article: Article, after: int) -> tuple[int, list[Notice]]:
    """The number of the last event that was looked at, and the notices of what the viewer may know of after `after`.

    A notice: `seq`, `change` (which the receipt of a save names too), `what` (`cut`, `article`, `claim`, `record`,
    or `all` where too much changed to be told one by one), `mine`; of a claim also `claim`, `at` (where its sentence
    begins) and `sentence` (the viewer's own marks on it); of another's record `who`, and `did` where it was handed in.
    """
    found: list[Change] = []
    while True:
        batch = changes_after(session, article.id, after)
        if not batch:
            break
        after = batch[-1].seq
        found += told(session, viewer, article.project_id, batch)
        if len(batch) < BATCH:
            break
    return after, _notices(session, viewer, article, found)


def _notices(session: Session, viewer: Viewer, article: Article, changes: Sequence[Change]) -> list[Notice]:
    groups: dict[tuple[int, str], list[Change]] = {}
    for change in changes:
        groups.setdefault((change.change, change.claim_uid or ""), []).append(change)
    if len({claim for _change, claim in groups}) > MANY:
        return [{"seq": changes[-1].seq, "what": ["all"], "mine": False}]
    places = _places(session, viewer, article, {claim for _change, claim in groups if claim})
    return [
        _notice(viewer, group) | places.get(claim, {})
        for (_change, claim), group in groups.items()
        if not claim or claim in places
    ]


def _notice(viewer: Viewer, group: Sequence[Change]) -> Notice:
    """What the events of one change on one claim amount to."""
    mine = all(change.actor_id == viewer.user.id for change in group)
    notice: Notice = {
        "seq": group[-1].seq,
        "change": group[0].change,
        "what": sorted({KINDS.get(change.subject, "record") for change in group}),
        "mine": mine,
    }
    others = [change for change in group if change.record and change.record.owner_id != viewer.user.id]
    if others and others[0].record:
        notice["who"] = others[0].record.owner
        if any(change.action == "annotation.submitted" for change in others):
            notice["did"] = "submitted"
    return notice


def _places(session: Session, viewer: Viewer, article: Article, uids: set[str]) -> dict[str, Notice]:
    """Claim uid → where it is, and how its sentence is marked for the viewer; of those that they may know of."""
    if not uids:
        return {}
    revision = articles.current_revision(session, article, text=False)
    query = (
        select(Claim.uid, Claim.start)
        .join(Article, Article.id == Claim.article_id)
        .where(Claim.uid.in_(uids), knows_claim(viewer))
    )
    rows = session.execute(query).all()
    # As the project is by now: the page may have been open for long.
    blind = is_blind(viewer, session.get_one(Project, article.project_id))
    places: dict[str, Notice] = {}
    for uid, start in rows:
        segment = articles.find_segment_at(session, revision.id, start)
        if segment:
            state = sentence_state(sentence(session, article, segment, viewer.user, blind=blind))
            places[uid] = {"claim": uid, "at": segment.start, "sentence": state}
    return places
