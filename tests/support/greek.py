"""An article in Greek letters on which somebody has worked, so that whatever is in Latin letters is the page's own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from factcheck.accounts import queries as accounts
from factcheck.annotation.models import Evidence, Hop
from factcheck.articles.models import Article, Origin
from factcheck.articles.segmentation import cut
from factcheck.articles.service import create_article
from factcheck.db import Database

TEXT = """Το λιμάνι άνοιξε ξανά

Ο υπουργός συνάντησε χθες τον πρέσβη. «Είμαστε ευγνώμονες», είπε.

Η γραμμή μεταφέρει ένα εκατομμύριο ανθρώπους τον χρόνο.
"""
START = TEXT.index("Ο υπουργός")
LEAD, REVIEWER = "Δανάη", "Ορέστης"
JSON = {"Accept": "application/json"}


def bring_in(database: Database) -> Article:
    """The article, brought in by LEAD, who is there already; published and due half an hour before a day ends."""
    with database.writing() as session:
        project = accounts.get_default_project(session)
        project.name = "Γραφείο"
        return create_article(
            session,
            project,
            actor=accounts.get_user(session, LEAD),
            text=TEXT,
            cuts=cut(TEXT, "el"),
            lang="el",
            origin=Origin.PASTE,
            publisher="Εφημερίδα",
            byline="Νίκος",
            published_at=datetime(2026, 11, 4, 23, 30, tzinfo=UTC),
            due_at=datetime(2020, 12, 31, 23, 30, tzinfo=UTC),
        )


def work(client: FlaskClient, article: Article, database: Database) -> None:
    """Record a verdict, evidence of three stances, and a chain that is weak, on the second sentence."""

    def save(path: str, **fields: Any) -> None:
        answer = client.post(f"/articles/{article.uid}/{path}", data={"at": START, **fields}, headers=JSON)
        assert answer.status_code == 200, (path, answer.text)

    save("verdict", verdict="mostly_refuted")
    save("flags", flags=["outdated", "satire"])
    save("confidence", confidence="low")
    save("rationale", text="Γιατί έτσι.")
    save("claim", text="Λόγια", types=["causal"], priority="high")
    for number in range(3):
        save("evidence", url=f"https://παράδειγμα.ελ/{number}")
    for source in ("ένας αξιωματούχος", "ο ίδιος"):
        save("hops", source=source)
    with database.reading() as session:
        evidence = session.scalars(select(Evidence.uid).order_by(Evidence.position)).all()
        hops = session.scalars(select(Hop.uid)).all()
    for uid, stance in zip(evidence, ("supports", "refutes", "context"), strict=True):
        save(
            f"evidence/{uid}",
            title="Τίτλος",
            publisher="Εκδότης",
            author="Συγγραφέας",
            published_at="2026-11-20",
            stance=stance,
            tier="3",
            source_type="wire",
            medium="pdf",
        )
    for uid in hops:
        save(
            f"hops/{uid}",
            identification="unnamed_bare",
            act="reports",
            ground_rules="background",
            plural_stated="1",
            plural_stated_given="1",
            n_identified="1",
            located="untraceable",
            reliability="F",
            credibility="6",
        )
    save("submit")
    save("note", text="Σημείωση.", sealed="1")
