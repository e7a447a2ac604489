"""M13: "suppose this source falls" over 100,000 hops, completion and the registry with 50,000 sources.

    python -m benchmarks.tracing [--hops N] [--rounds N] [--url DATABASE_URL]

The floor is the narrowest raw join that finds the records with a hop of the source: the bare driver, four columns, and
no chain looked at. "Widespread" is a source that a fifth of all chains lead through; "usual" one of a few dozen hops.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ParamSpec

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from benchmarks.figures import Figure
from factcheck import schema
from factcheck.accounts.access import Viewer
from factcheck.accounts.models import Role, User
from factcheck.accounts.queries import get_default_project
from factcheck.annotation.models import Annotation, Claim, Hop
from factcheck.articles.models import Article, Revision
from factcheck.db import Database, new_uid, now
from factcheck.sources.models import NAMED, Source
from factcheck.sources.queries import offers
from factcheck.sources.service.naming import add_names
from factcheck.tracing.filters import Filters
from factcheck.tracing.queries.falling import suppose_fallen
from factcheck.tracing.queries.registry import registry

SOURCES = 50_000
Asked = ParamSpec("Asked")
CLAIMS_PER_ARTICLE = 200
GOAL_MS = 200
WIDESPREAD = "Agence du Levant"
USUAL = "Office Nr 40"
FLOOR = text(
    "SELECT a.id, a.verdict, c.article_id, c.start FROM hops h JOIN annotations a ON a.id = h.annotation_id "
    "JOIN claims c ON c.id = a.claim_id WHERE h.source_id = :source AND h.removed_at IS NULL"
)
TYPED = ("a", "of", "Offi", "nr 49", "agence du lev", "office nr 4999", "zzz")


def main() -> None:
    """Fill a database, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--hops", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument(
        "--url", help="a database to fill, or one that was (default: a temporary SQLite file)"
    )
    options = parser.parse_args()
    for figure in measure_tracing(options.hops, options.rounds, options.url):
        ratio = f", {figure.ratio:.1f} × the floor" if figure.ratio else ""
        print(
            f"{figure.what}: {figure.median:.1f} ({min(figure.values):.1f}–{max(figure.values):.1f}) ms{ratio}"
        )


def measure_tracing(hops: int, rounds: int, url: str | None = None) -> list[Figure]:
    """M13 for `make bench`; its goals are for 100,000 hops."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(url or f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        try:
            fill(database, hops)
            return _figures(database, hops, rounds)
        finally:
            database.dispose()


def _figures(database: Database, hops: int, rounds: int) -> list[Figure]:
    with database.reading() as session:
        viewer = _lead(session)
        article = session.scalars(select(Article).limit(1)).one()
        found: list[Figure] = []
        goal = GOAL_MS if hops >= 100_000 else None
        for name, how in ((USUAL, "usual"), (WIDESPREAD, "widespread")):
            source = session.scalars(select(Source).where(Source.name == name)).one()
            for wider in (False, True):
                values, floor = [], []
                for _ in range(rounds):
                    floor.append(_timed(_floor, session, source.id))
                    values.append(_timed(suppose_fallen, session, viewer, source, wider=wider))
                what = f"suppose a {how} source falls{', with what rests only on it' if wider else ''}"
                found.append(Figure("M13", what, "ms", values, goal, floor=floor))
        typed = [
            max(_timed(offers, session, viewer, article, words) for words in TYPED) for _ in range(rounds)
        ]
        found.append(
            Figure("M13", f"complete a name among {SOURCES:,} sources, the slowest of seven", "ms", typed, 20)
        )
        listed = [_timed(registry, session, viewer, article.project_id, Filters()) for _ in range(rounds)]
        found.append(Figure("M13", f"the registry of {SOURCES:,} sources, by use", "ms", listed, 400))
        return found


def _floor(session: Session, source_id: int) -> int:
    return len(session.connection().execute(FLOOR, {"source": source_id}).all())


def _timed(act: Callable[Asked, object], *given: Asked.args, **options: Asked.kwargs) -> float:
    started = time.perf_counter()
    act(*given, **options)
    return (time.perf_counter() - started) * 1_000


def _lead(session: Session) -> Viewer:
    lead = session.scalars(select(User).where(User.name == "reviewer 0")).one()
    return Viewer(lead, {get_default_project(session).id: Role.LEAD})


def fill(database: Database, hops: int) -> None:
    """Migrate the database and put sources and chains in, unless that was done before."""
    schema.upgrade(database)
    chance = random.Random(13)
    with database.writing() as session:
        if session.scalars(select(Source.id).limit(1)).first():
            return
        project_id = get_default_project(session).id
        people = [User(name=f"reviewer {number}", password_hash=None) for number in range(2)]
        session.add_all(people)
        session.flush()
        sources = _add_sources(session, project_id)
        made = 0
        while made < hops:
            made += _add_article(session, project_id, [person.id for person in people], sources, chance)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()


def _add_sources(session: Session, project_id: int) -> list[int]:
    """The keys of all sources, the widespread one first."""
    names = [WIDESPREAD, *(f"Office Nr {number}" for number in range(1, SOURCES))]
    for start in range(0, len(names), 5_000):
        rows = [
            {"uid": new_uid(), "project_id": project_id, "name": name, "kind": "outlet", "links": []}
            for name in names[start : start + 5_000]
        ]
        session.execute(insert(Source), rows)
    keys = dict(session.execute(select(Source.name, Source.id)).all())
    add_names(session, project_id, [(keys[name], NAMED, str(name)) for name in names])
    return [keys[name] for name in names]


def _add_article(
    session: Session, project_id: int, people: list[int], sources: list[int], chance: random.Random
) -> int:
    """An article of claims with two records each; how many hops they have."""
    article = Article(project_id=project_id, title=f"Story {chance.randrange(10**6)}", lang="en")
    session.add(article)
    session.flush()
    revision = Revision(article_id=article.id, number=1, text="x" * 20_000, sha256="0" * 64, origin="paste")
    session.add(revision)
    session.flush()
    claims = [
        {
            "uid": new_uid(),
            "article_id": article.id,
            "revision_id": revision.id,
            "spans": [[at * 100, at * 100 + 90]],
            "start": at * 100,
            "end": at * 100 + 90,
            "types": [],
            "text": "",
        }
        for at in range(CLAIMS_PER_ARTICLE)
    ]
    session.execute(insert(Claim), claims)
    claim_ids = session.scalars(select(Claim.id).where(Claim.article_id == article.id)).all()
    records: list[dict[str, Any]] = [
        {
            "uid": new_uid(),
            "claim_id": claim_id,
            "article_id": article.id,
            "reviewer_id": person,
            "verdict": chance.choice(["supported", "mixed", "refuted", None]),
            "status": "submitted",
            "submitted_at": now(),
            "flags": [],
        }
        for claim_id in claim_ids
        for person in people
    ]
    session.execute(insert(Annotation), records)
    ids = session.scalars(select(Annotation.id).where(Annotation.article_id == article.id)).all()
    hops = [hop for key in ids for hop in _chain(key, sources, chance)]
    session.execute(insert(Hop), hops)
    return len(hops)


def _chain(annotation_id: int, sources: list[int], chance: random.Random) -> Iterator[dict[str, Any]]:
    """One to five hops, a quarter of the chains with branches; a fifth of all lead through the widespread source."""
    size = chance.randint(1, 5)
    uids = [new_uid() for _ in range(size)]
    widespread = chance.randrange(size) if chance.random() < 0.2 else None
    branched = chance.random() < 0.25
    for place, uid in enumerate(uids):
        # Few sources are named often, most of them once or twice.
        source = sources[min(len(sources) - 1, int(chance.random() ** 2 * len(sources)))]
        yield {
            "uid": uid,
            "annotation_id": annotation_id,
            "position": place,
            "via": chance.sample(uids[:place], chance.randint(0, min(place, 2))) if branched else None,
            "source_id": sources[0] if place == widespread else source,
        }


if __name__ == "__main__":
    main()
