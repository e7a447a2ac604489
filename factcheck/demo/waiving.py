"""Findings that somebody of a demonstration lets stand."""

from __future__ import annotations

import random
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from factcheck.annotation.models import Annotation, Claim, Waiver
from factcheck.annotation.policy import Policy
from factcheck.annotation.rules import WaivedBy
from factcheck.annotation.service.changes import Context
from factcheck.annotation.service.records import findings_of
from factcheck.articles.models import Article
from factcheck.db import derived_uid
from factcheck.demo import words

_WAIVED = 0.12
_BEFORE = timedelta(minutes=1)


def waive_some(session: Session, chance: random.Random, policy: Policy, article: Article) -> None:
    """Let stand some of what the rules find on records of the article that were handed in: by their reviewers, as they
    handed them in. Part of the article's import, with no event of its own."""
    query = (
        select(Annotation, Claim)
        .join(Claim, Claim.id == Annotation.claim_id)
        .where(Annotation.article_id == article.id, Annotation.submitted_at.is_not(None))
        .options(joinedload(Annotation.reviewer))
        .order_by(Annotation.uid)
    )
    for annotation, claim in session.execute(query).all():
        if chance.random() > _WAIVED:
            continue
        context = Context(article, claim, annotation.reviewer, annotation)
        found = findings_of(session, context, policy).open
        finding = next((each for each in found if each.waived_by is WaivedBy.REVIEWER), None)
        if finding is None:
            continue
        session.add(
            Waiver(
                uid=derived_uid(annotation.uid, "waiver"),
                annotation_id=annotation.id,
                rule=finding.rule.value,
                mark=finding.mark,
                reason=chance.choice(words.WAIVER_REASONS),
                by_id=annotation.reviewer_id,
                at=(annotation.submitted_at or annotation.created_at) - _BEFORE,
            )
        )
    session.flush()
