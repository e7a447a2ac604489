"""The decisions and sign-offs of a checked document: written as they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.adjudication.models import Adjudication, SignOff
from factcheck.adjudication.outcomes import Outcome
from factcheck.articles.models import Article, Revision
from factcheck.exchange.inserting import insert_rows
from factcheck.exchange.source_storing import People

Members = Mapping[str, Any]
_SAME = ("outcome", "verdict", "flags", "rationale", "adopted", "evidence", "hops", "dissent", "reopened_why")


def decided(standing: Members | None) -> dict[str, Any]:
    """What a claim says itself of the decision that stands on it."""
    settled = standing if standing and Outcome(standing["outcome"]).settles else None
    return {
        "decided_at": datetime.fromisoformat(settled["at"]) if settled else None,
        "final_verdict": settled["verdict"] if settled else None,
    }


def store_decisions(
    session: Session, document: Members, article: Article, people: People, claims: Mapping[str, int]
) -> None:
    """Write the decisions on the claims, and the article's sign-offs. These are taken as of before the log of this
    instance, so that whether they hold is always worked out."""
    rows = [
        {
            "uid": made["id"],
            "claim_id": claims[claim["id"]],
            "article_id": article.id,
            "by_id": people[made["by"]],
            "reopened_by_id": people[made["reopened_by"]],
            **{name: made[name] for name in _SAME},
            **{name: _moment(made[name]) for name in ("at", "settled_at", "reopened_at")},
        }
        for claim in document["claims"]
        for made in decisions_of(claim)
    ]
    insert_rows(session, Adjudication, rows)
    query = select(Revision.number, Revision.id).where(Revision.article_id == article.id)
    revisions = dict(session.execute(query).all())
    signed = [
        {
            "uid": given["id"],
            "article_id": article.id,
            "revision_id": revisions[given["revision"]],
            "seq": 0,
            "by_id": people[given["by"]],
            **{name: given[name] for name in ("sha256", "note")},
            **{name: _moment(given[name]) for name in ("at", "withdrawn_at")},
        }
        for given in document["sign_offs"]
    ]
    insert_rows(session, SignOff, signed)


def decisions_of(claim: Members) -> list[Members]:
    """Every decision on a claim of a document, the one that stands last."""
    standing = claim["adjudication"]
    return [*claim["earlier_decisions"], *([standing] if standing else [])]


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
