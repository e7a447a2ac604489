"""M7: a lead's pages and the lists behind their figures, on up to a million annotations and both databases."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

from debian import find_postgresql
from sqlalchemy import update

from benchmarks.client import Line, enter
from benchmarks.figures import Figure
from benchmarks.filling import fill_annotations
from benchmarks.places import Place, new_place
from factcheck.accounts.models import Membership, Role
from factcheck.accounts.queries import get_default_project
from factcheck.db import Database
from tests.support.postgresql import start_cluster

LEAD = "lee"
GOALS = {100_000: 40, 1_000_000: 150}
SLOWEST = {1_000_000: 400}
"""Milliseconds that nineteen of twenty openings stay within."""
OPENINGS = 7
PAGES = {
    "overview": "dashboard",
    "quality": "dashboard/quality",
    "sourcing": "dashboard/sourcing",
    "people": "dashboard/people",
    "week": "dashboard/digest",
    "a list of claims": "claims",
}


def measure_overview(
    sizes: list[int], rounds: int, *, on_postgresql: list[int] | None = None
) -> list[Figure]:
    """Milliseconds on one kept-alive connection, for each size in a data folder of its own; of these sizes also on
    PostgreSQL, where there is one."""
    found: list[Figure] = []
    for size in sizes:
        with new_place() as place:
            found += _measure(place, size, rounds, "")
    for size in on_postgresql or []:
        with _postgresql() as url:
            if url:
                with new_place(url) as place:
                    found += _measure(place, size, rounds, ", PostgreSQL")
    return found


def _measure(place: Place, size: int, rounds: int, where: str) -> list[Figure]:
    found: list[Figure] = []
    place.add_people([LEAD])
    fill_annotations(place, size)
    base = _lead(place)
    with place.serving() as server:
        person, line = enter(server.port, LEAD), Line(server.port)
        for what, path in PAGES.items():
            waits = [_openings(line, person.get(f"{base}/{path}")) for _ in range(rounds)]
            named = f"{what} of {size:,} annotations{where}"
            medians = [statistics.median(each) for each in waits]
            found.append(Figure("M7", named, "ms", medians, GOALS.get(size)))
            if size in SLOWEST:
                slowest = [_slow([wait for each in waits for wait in each])]
                found.append(Figure("M7", f"{named}, p95", "ms", slowest, SLOWEST[size]))
        line.close()
    return found


@contextmanager
def _postgresql() -> Iterator[str]:
    """The address of an empty database; empty where the machine has no PostgreSQL."""
    programs = find_postgresql()
    if programs is None:
        yield ""
        return
    cluster = start_cluster(programs)
    try:
        cluster.create("bench")
        yield cluster.url("bench")
    finally:
        cluster.stop()


def _lead(place: Place) -> str:
    """Make LEAD a lead; the address of the project."""
    database = Database(place.url)
    with database.writing() as session:
        project = get_default_project(session)
        session.execute(update(Membership).where(Membership.role == Role.REVIEWER).values(role=Role.LEAD))
        uid = project.uid
    database.dispose()
    return f"/projects/{uid}"


def _slow(waits: list[float]) -> float:
    """That which nineteen of twenty do not exceed."""
    return statistics.quantiles(waits, n=20, method="inclusive")[-1]


def _openings(line: Line, request: bytes) -> list[float]:
    waits = []
    for _ in range(OPENINGS):
        started = time.perf_counter()
        if line.ask(request).status != 200:
            raise RuntimeError("the page did not open")
        waits.append(1_000 * (time.perf_counter() - started))
    return waits
