"""M15: the near-duplicates of a story among 100,000 kept copies.

    python -m benchmarks.stories [--copies N] [--rounds N] [--url DATABASE_URL]

The floor is what no lookup can go without: the bare driver asking the index for the sixteen bands of the signature. One
copy in fifty is a wire story that stands on five sites with small changes; the others have nothing in common.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, insert, select, text
from sqlalchemy.orm import Session

from benchmarks.figures import Figure
from factcheck import schema
from factcheck.accounts.queries import get_default_project
from factcheck.db import Database, new_uid, now
from factcheck.evidence.duplicates import bands, signature
from factcheck.evidence.elsewhere import near_duplicates
from factcheck.evidence.models import KeptCopy, StoryBand, StorySignature

WORDS = 120
SITES = 5
LOOKUPS = 50
GOAL_MS = 5
AT_A_TIME = 2_000
FLOOR = text("SELECT copy_id FROM story_bands WHERE project_id = :project AND key IN :keys").bindparams(
    bindparam("keys", expanding=True)
)


def main() -> None:
    """Fill a database, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--copies", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument(
        "--url", help="a database to fill, or one that was (default: a temporary SQLite file)"
    )
    options = parser.parse_args()
    for figure in measure_stories(options.copies, options.rounds, options.url):
        ratio = f", {figure.ratio:.1f} × the floor" if figure.ratio else ""
        print(
            f"{figure.what}: {figure.median:.2f} "
            f"({min(figure.values):.2f}–{max(figure.values):.2f}) {figure.unit}{ratio}"
        )


def measure_stories(copies: int, rounds: int, url: str | None = None) -> list[Figure]:
    """M15 for `make bench`; its goal is for 100,000 copies."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(url or f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        try:
            fill(database, copies)
            return _figures(database, copies, rounds)
        finally:
            database.dispose()


def _figures(database: Database, copies: int, rounds: int) -> list[Figure]:
    chance = random.Random(15)
    page = " ".join(f"w{chance.randrange(20_000)}" for _ in range(1_000))
    with database.reading() as session:
        project_id = get_default_project(session).id
        known = session.scalars(
            select(StorySignature.signature).order_by(StorySignature.copy_id).limit(5_000)
        ).all()
        values, floor = [], []
        for _ in range(rounds):
            chosen = chance.sample(known, LOOKUPS)
            floor.append(_each(chosen, _floor, session, project_id))
            values.append(_each(chosen, _looked_up, session, project_id))
        what = f"the near-duplicates of a story among {copies:,} copies"
        return [
            Figure("M15", what, "ms", values, GOAL_MS if copies >= 100_000 else None, floor=floor, digits=2),
            Figure(
                "M15",
                "sign a page of 1,000 words, before it is stored",
                "ms",
                [_each([page] * 10, signature) for _ in range(rounds)],
                digits=2,
            ),
        ]


def _floor(known: bytes, session: Session, project_id: int) -> None:
    session.connection().execute(FLOOR, {"project": project_id, "keys": bands(known)}).all()


def _looked_up(known: bytes, session: Session, project_id: int) -> None:
    assert near_duplicates(session, project_id, known)


def _each(given: list[Any], act: Callable[..., object], *rest: Any) -> float:
    """Milliseconds for one of them."""
    started = time.perf_counter()
    for one in given:
        act(one, *rest)
    return (time.perf_counter() - started) * 1_000 / len(given)


def fill(database: Database, copies: int) -> None:
    """Migrate the database and file copies under their stories, unless that was done before."""
    schema.upgrade(database)
    with database.writing() as session:
        if session.scalar(select(KeptCopy.id).limit(1)) is not None:
            return
        project_id = get_default_project(session).id
        batch: list[bytes] = []
        for made in _signatures(copies):
            batch.append(made)
            if len(batch) == AT_A_TIME:
                _file(session, project_id, batch)
                batch = []
        _file(session, project_id, batch)


def _signatures(copies: int) -> Iterator[bytes]:
    chance = random.Random(150)
    number = 0
    while number < copies:
        words = [f"w{chance.randrange(20_000)}" for _ in range(WORDS)]
        sites = SITES if number % 50 == 0 else 1
        for site in range(min(sites, copies - number)):
            made = signature(" ".join([f"site{site}", *words[site:]]))
            assert made is not None
            yield made
            number += 1


def _file(session: Session, project_id: int, signatures: list[bytes]) -> None:
    if not signatures:
        return
    uids = [new_uid() for _ in signatures]
    told = {
        "project_id": project_id,
        "url": "",
        "final_url": "",
        "body_sha256": "0" * 64,
        "text_sha256": "0" * 64,
    }
    moment = now()
    session.execute(insert(KeptCopy), [told | {"uid": uid, "fetched_at": moment} for uid in uids])
    query = select(KeptCopy.uid, KeptCopy.id).where(KeptCopy.uid.in_(uids))
    keys = dict(session.execute(query).all())
    filed = [(keys[uid], made) for uid, made in zip(uids, signatures, strict=True)]
    session.execute(insert(StorySignature), [{"copy_id": key, "signature": made} for key, made in filed])
    rows = [
        {"project_id": project_id, "key": band, "copy_id": key}
        for key, made in filed
        for band in set(bands(made))
    ]
    session.execute(insert(StoryBand), rows)


if __name__ == "__main__":
    main()
