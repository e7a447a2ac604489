"""M6: exporting 100,000 annotations, with two links and two hops each, as JSON Lines.

    python -m benchmarks.export [--annotations N] [--rounds N] [--url DATABASE_URL]

Prints seconds, peak memory and the floor: the same rows read with the bare driver and streamed as JSON without any
shape, measured in the same run. Every round is a process of its own, so that peaks do not add up; a second export of
a quarter of the articles shows that memory does not grow with their number.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from benchmarks.figures import Figure
from factcheck import schema
from factcheck.accounts.models import User
from factcheck.accounts.queries import get_default_project
from factcheck.annotation.hops import Act
from factcheck.annotation.models import Annotation, Claim, Evidence, Hop
from factcheck.annotation.verdicts import Confidence, Flag, Medium, SourceType, Stance, Verdict
from factcheck.articles.models import Article, Revision, Segment
from factcheck.cli.exchange import export_everything
from factcheck.db import Database, new_uid
from factcheck.sources.models import Source

CLAIMS_PER_ARTICLE = 250
REVIEWERS = 2
ROOT = Path(__file__).resolve().parent.parent
GOAL_SECONDS, GOAL_MEGABYTES = 4.0, 150
START = datetime(2026, 3, 1, 9, tzinfo=UTC)
SENTENCE = "The ministry said on Tuesday that {number} of the permits had been issued before the rules were changed. "
PASSAGE = "In all, {number} permits were issued between January and the date on which the amended rules took effect."
REASON = (
    "The register lists {number} permits; the figure in the article counts renewals as new permits as well."
)

# What reviewers record about a hop: most is left open, and what is judged is seldom extreme.
USUAL: dict[str, tuple[list[Any], list[int]]] = {
    "mode": ([None, "direct", "partial", "indirect"], [3, 2, 1, 4]),
    "identification": (["named", "named_role", "outlet", "unnamed_described", "collective"], [7, 4, 5, 2, 2]),
    "ground_rules": ([None, "on_record", "background"], [7, 2, 1]),
    "proximity": ([None, "participant", "secondhand", "witness", "unknown"], [6, 1, 2, 1, 1]),
    "n_identified": ([None, 1, 2], [17, 2, 1]),
    "located": ([None, "original_located", "unchecked", "untraceable", "located_altered"], [8, 5, 5, 1, 1]),
    "reliability": ([None, "A", "B", "C", "D", "F"], [10, 1, 4, 3, 1, 1]),
    "credibility": ([None, 1, 2, 3, 4, 6], [10, 1, 4, 3, 1, 1]),
}


def main() -> None:
    """Fill a database, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--annotations", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--url", help="an empty database to fill (default: a temporary SQLite file)")
    parser.add_argument("--run", choices=("export", "quarter", "floor"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        run(options.run, options.url)
        return
    report(options.annotations, measure(options.annotations, options.rounds, options.url))


def measure(annotations: int, rounds: int, url: str | None = None) -> dict[str, list[dict[str, float]]]:
    """Each kind of round → its figures, round by round."""
    with tempfile.TemporaryDirectory() as folder:
        url = url or f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        fill(url, annotations)
        kinds = ["export", "quarter"] + (["floor"] if url.startswith("sqlite") else [])
        found: dict[str, list[dict[str, float]]] = {kind: [] for kind in kinds}
        for _ in range(rounds):
            for kind in kinds:
                found[kind].append(measured(kind, url))
    return found


def measure_export(annotations: int, rounds: int) -> list[Figure]:
    """M6 for `make bench`; its goals are for 100,000 annotations."""
    found = measure(annotations, rounds)

    def column(kind: str, name: str) -> list[float]:
        return [each[name] for each in found[kind]]

    what = f"export {annotations:,} annotations with two links and two hops each"
    whole_run = annotations >= 100_000
    seconds, most = (GOAL_SECONDS, GOAL_MEGABYTES) if whole_run else (None, None)
    peak, quarter = column("export", "peak"), column("quarter", "peak")
    grown = [whole / part for whole, part in zip(peak, quarter, strict=True)]
    return [
        Figure(
            "M6", what, "s", column("export", "seconds"), seconds, floor=column("floor", "seconds"), digits=2
        ),
        Figure("M6", "the same: peak memory", "MB", peak, most, floor=column("floor", "peak"), digits=0),
        Figure("M6", "the same: peak memory ÷ that of a quarter of it", "×", grown, 1.1, digits=2),
    ]


def measured(kind: str, url: str) -> dict[str, float]:
    """One round in a process of its own: seconds, CPU seconds, peak MB, MB written."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.export", "--run", kind, "--url", url],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def run(kind: str, url: str) -> None:
    """Do one round and print its figures as JSON."""
    started, cpu = time.perf_counter(), time.process_time()
    written = 0
    with tempfile.TemporaryFile() as file:
        for piece in floor(url) if kind == "floor" else export(url, quarter=kind == "quarter"):
            written += file.write(piece)
    figures = {
        "seconds": time.perf_counter() - started,
        "cpu": time.process_time() - cpu,
        "peak": _peak_megabytes(),
        "written": written / 1e6,
    }
    print(json.dumps(figures))


def _peak_megabytes() -> float:
    # Not `ru_maxrss`: that begins with the memory of whoever started this process.
    found = re.search(r"^VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(), re.MULTILINE)
    return int(found[1]) / 1024 if found else float("nan")


def export(url: str, *, quarter: bool) -> Iterator[bytes]:
    """What `factcheck export --all` writes, of all articles or of every fourth."""
    database = Database(url)
    with database.reading() as session:
        if quarter:
            session.execute(update(Article).where(Article.id % 4 != 0).values(removed_at=START))
        yield from export_everything(session)
    database.dispose()


def floor(url: str) -> Iterator[bytes]:
    """Every row of every table of the same database as a JSON array, one a line."""
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    for table in (
        "articles",
        "revisions",
        "segments",
        "claims",
        "annotations",
        "evidence",
        "hops",
        "sources",
    ):
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY id"):
            yield json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    connection.close()


def report(annotations: int, rounds: dict[str, list[dict[str, float]]]) -> None:
    """Print medians with minimum and maximum."""

    def figure(kind: str, name: str, digits: int = 2) -> str:
        values = [each[name] for each in rounds[kind]]
        return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"

    for kind, these in rounds.items():
        print(
            f"{kind:8} {figure(kind, 'seconds')} s, CPU {figure(kind, 'cpu')} s, peak {figure(kind, 'peak', 0)} MB, "
            f"{these[0]['written']:.0f} MB written"
        )
    if "floor" in rounds:
        seconds = {kind: statistics.median(each["seconds"] for each in rounds[kind]) for kind in rounds}
        print(f"ratio to the floor: {seconds['export'] / seconds['floor']:.2f}")
    print(f"goal for 100,000 annotations: {GOAL_SECONDS} s, {GOAL_MEGABYTES} MB (this run: {annotations:,})")


def fill(url: str, annotations: int) -> None:
    """Migrate the database and put the annotations in."""
    database = Database(url)
    schema.upgrade(database)
    chance = random.Random(6)
    with database.writing() as session:
        project_id = get_default_project(session).id
        people = [User(name=f"reviewer {number}", password_hash=None) for number in range(REVIEWERS)]
        session.add_all(people)
        session.flush()
        session.execute(insert(Source), list(_sources(project_id)))
        made = 0
        while made < annotations:
            claims = min(CLAIMS_PER_ARTICLE, -(-(annotations - made) // REVIEWERS))
            _fill_article(session, project_id, [person.id for person in people], claims, chance)
            made += claims * REVIEWERS
    database.dispose()


def _sources(project_id: int) -> Iterator[dict[str, Any]]:
    for number in range(500):
        name = f"Outlet {number}"
        yield {
            "uid": new_uid(),
            "project_id": project_id,
            "name": name,
            "created_at": START,
        }


def _fill_article(
    session: Session, project_id: int, people: list[int], claims: int, chance: random.Random
) -> None:
    sentences = [SENTENCE.format(number=chance.randrange(10_000)) for _ in range(claims)]
    text, offsets = "".join(sentences).rstrip(), []
    start = 0
    for sentence in sentences:
        offsets.append((start, start + len(sentence) - 1))
        start += len(sentence)
    article = Article(project_id=project_id, title=f"Permits {chance.randrange(10**6)}", lang="en")
    session.add(article)
    session.flush()
    digest = sha256(text.encode()).hexdigest()
    revision = Revision(article_id=article.id, number=1, text=text, sha256=digest, origin="paste")
    session.add(revision)
    session.flush()
    place = {"article_id": article.id, "revision_id": revision.id}
    segments = [
        {"revision_id": revision.id, "start": a, "end": b, "paragraph": 0, "kind": "body", "segmenter": "1"}
        for a, b in offsets
    ]
    session.execute(insert(Segment), segments)
    claim_rows = [
        place
        | {"uid": new_uid(), "spans": [[a, b]], "start": a, "end": b, "types": ["numerical"], "version": 1}
        for a, b in offsets
    ]
    session.execute(insert(Claim), claim_rows)
    claim_ids = session.scalars(select(Claim.id).where(Claim.article_id == article.id)).all()
    rows = [
        _annotation(article.id, claim_id, reviewer_id, chance)
        for claim_id in claim_ids
        for reviewer_id in people
    ]
    session.execute(insert(Annotation), rows)
    ids = session.scalars(select(Annotation.id).where(Annotation.article_id == article.id)).all()
    session.execute(insert(Evidence), [_evidence(key, number, chance) for key in ids for number in (0, 1)])
    session.execute(insert(Hop), [_hop(key, number, chance) for key in ids for number in (0, 1)])


def _moment(chance: random.Random) -> datetime:
    return START + timedelta(microseconds=chance.randrange(10**12))


def _annotation(article_id: int, claim_id: int, reviewer_id: int, chance: random.Random) -> dict[str, Any]:
    return {
        "uid": new_uid(),
        "article_id": article_id,
        "claim_id": claim_id,
        "reviewer_id": reviewer_id,
        "verdict": chance.choice(list(Verdict)).value,
        "flags": [flag.value for flag in chance.sample(list(Flag), chance.randrange(3))],
        "rationale": REASON.format(number=chance.randrange(10_000)),
        "confidence": chance.choice(list(Confidence)).value,
        "note": "Ask the press office for the register of renewals.",
        "status": "submitted",
        "created_at": _moment(chance),
        "changed_at": _moment(chance),
        "submitted_at": _moment(chance),
    }


def _evidence(annotation_id: int, position: int, chance: random.Random) -> dict[str, Any]:
    number = chance.randrange(10**6)
    return {
        "uid": new_uid(),
        "annotation_id": annotation_id,
        "position": position,
        "url": f"https://register.example/permits/{number}?year=2026",
        "title": f"Register of permits, entry {number}",
        "publisher": "Office of the Register",
        "published_at": _moment(chance).date(),
        "accessed_at": _moment(chance),
        "medium": chance.choice(list(Medium)).value,
        "source_type": chance.choice(list(SourceType)).value,
        "tier": chance.randint(1, 4),
        "stance": chance.choice(list(Stance)).value,
        "quote": PASSAGE.format(number=number),
        "created_at": _moment(chance),
    }


def _hop(annotation_id: int, position: int, chance: random.Random) -> dict[str, Any]:
    return {
        "uid": new_uid(),
        "annotation_id": annotation_id,
        "position": position,
        "via": None,
        "source_id": chance.randint(1, 500),
        "act": chance.choice(list(Act)).value,
        "plural_stated": chance.random() < 0.1,
        "created_at": _moment(chance),
        **{name: chance.choices(values, weights)[0] for name, (values, weights) in USUAL.items()},
    }


if __name__ == "__main__":
    main()
