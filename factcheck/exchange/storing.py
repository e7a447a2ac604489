"""The rows of a checked document: written as they are, ids and moments included."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts.models import Project
from factcheck.annotation.models import Annotation, Claim, Evidence, Hop, Waiver
from factcheck.articles.models import Article, Revision, Segment
from factcheck.exchange.assignment_records import store_assignments
from factcheck.exchange.decision_storing import decided, store_decisions
from factcheck.exchange.inserting import insert_rows
from factcheck.exchange.source_storing import People, store_sources
from factcheck.exchange.storing_links import store_links
from factcheck.exchange.thread_records import open_threads, store_threads

Members = dict[str, Any]


def store(session: Session, document: Members, project: Project, people: People) -> Article:
    """Write the article with all that the document has of it. Raises IntegrityError where an id is taken."""
    article = _write_article(session, document, project, people)
    claims = _write_claims(session, document, article, people)
    annotations = _write_annotations(session, document, article, people, claims)
    evidence = _write_evidence(session, document, annotations)
    store_links(session, document, project.id, evidence)
    sources = store_sources(session, document, article, people)
    _write_hops(session, document, annotations, evidence, sources)
    _write_waivers(session, document, annotations, people)
    store_decisions(session, document, article, people, claims)
    store_assignments(session, document, article, people, claims)
    store_threads(session, document, article, people, claims)
    return article


def _write_article(session: Session, document: Members, project: Project, people: People) -> Article:
    given = document["article"]
    article = Article(
        uid=given["id"],
        project_id=project.id,
        created_by_id=people[given["created_by"]],
        **{name: given[name] for name in ("title", "byline", "publisher", "url", "lang")},
        **{name: _moment(given[name]) for name in ("published_at", "due_at", "created_at")},
    )
    session.add(article)
    session.flush()
    for revision in document["revisions"]:
        row = Revision(
            uid=revision["id"],
            article_id=article.id,
            created_at=_moment(revision["created_at"]),
            **{name: revision[name] for name in ("number", "text", "sha256", "origin")},
        )
        session.add(row)
        session.flush()
        names = ("start", "end", "kind", "paragraph", "segmenter")
        insert_rows(
            session,
            Segment,
            [
                {"revision_id": row.id} | {name: segment[name] for name in names}
                for segment in revision["segments"]
            ],
        )
    return article


def _write_claims(session: Session, document: Members, article: Article, people: People) -> dict[str, int]:
    """Claim id → key."""
    query = select(Revision.number, Revision.id).where(Revision.article_id == article.id)
    revisions = dict(session.execute(query).all())
    rows = [
        {
            "uid": claim["id"],
            "article_id": article.id,
            "revision_id": revisions[claim["revision"]],
            "spans": [[span["start"], span["end"]] for span in claim["spans"]],
            "start": claim["spans"][0]["start"],
            "end": claim["spans"][-1]["end"],
            "created_by_id": people[claim["created_by"]],
            "created_at": _moment(claim["created_at"]),
            **{name: claim[name] for name in ("text", "types", "priority", "checkable", "checks", "implied")},
            **decided(claim["adjudication"]),
            "open_threads": open_threads(claim),
        }
        for claim in document["claims"]
    ]
    return insert_rows(session, Claim, rows)


def _write_annotations(
    session: Session, document: Members, article: Article, people: People, claims: dict[str, int]
) -> dict[str, int]:
    """Annotation id → key."""
    kept = (
        "verdict", "flags", "rationale", "confidence", "status", "active_seconds", "changed_after_reveal",
    )  # fmt: skip
    rows = [
        {
            "uid": annotation["id"],
            "claim_id": claims[claim["id"]],
            "article_id": article.id,
            "reviewer_id": people[annotation["reviewer"]],
            "note": annotation["notes"] or "",
            "revealed_at": _moment(annotation["submitted_at"] or _revealed(annotation)),
            **{name: annotation[name] for name in kept},
            **{name: _moment(annotation[name]) for name in ("created_at", "changed_at", "submitted_at")},
        }
        for claim in document["claims"]
        for annotation in claim["annotations"]
    ]
    return insert_rows(session, Annotation, rows)


def _write_evidence(session: Session, document: Members, annotations: dict[str, int]) -> dict[str, int]:
    """Evidence id → key."""
    kept = ("url", "title", "publisher", "author", "medium", "source_type", "tier", "stance", "quote", "note")
    rows = [
        {
            "uid": piece["id"],
            "annotation_id": annotations[annotation["id"]],
            "position": position,
            "published_at": _day(piece["published_at"]),
            **{name: piece[name] for name in kept},
            **{name: _moment(piece[name]) for name in ("accessed_at", "created_at")},
        }
        for annotation in _all_annotations(document)
        for position, piece in enumerate(annotation["evidence"])
    ]
    return insert_rows(session, Evidence, rows)


def _write_hops(
    session: Session,
    document: Members,
    annotations: dict[str, int],
    evidence: dict[str, int],
    sources: dict[str, int],
) -> None:
    kept = (
        "via", "act", "mode", "identification", "ground_rules", "proximity", "plural_stated", "n_identified",
        "located", "reliability", "credibility",
    )  # fmt: skip
    rows = [
        {
            "uid": hop["id"],
            "annotation_id": annotations[annotation["id"]],
            "position": position,
            "source_id": sources[hop["source"]["id"]],
            "located_evidence_id": evidence.get(hop["located_evidence"]),
            "claim_date": _day(hop["claim_date"]),
            "created_at": _moment(hop["created_at"]),
            **{name: hop[name] for name in kept},
        }
        for annotation in _all_annotations(document)
        for position, hop in enumerate(annotation["hops"])
    ]
    insert_rows(session, Hop, rows)


def _write_waivers(session: Session, document: Members, annotations: dict[str, int], people: People) -> None:
    rows = [
        {
            "uid": waiver["id"],
            "annotation_id": annotations[annotation["id"]],
            "by_id": people[waiver["by"]],
            "at": _moment(waiver["at"]),
            **{name: waiver[name] for name in ("rule", "mark", "reason")},
        }
        for annotation in _all_annotations(document)
        for waiver in annotation["waivers"]
    ]
    insert_rows(session, Waiver, rows)


def _revealed(annotation: Members) -> str | None:
    """When a draft was handed in before, at the latest, where it says that it was."""
    return annotation["changed_at"] if annotation["changed_after_reveal"] else None


def _all_annotations(document: Members) -> Iterable[Members]:
    return (annotation for claim in document["claims"] for annotation in claim["annotations"])


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
