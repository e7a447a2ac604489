"""M7: a lead's pages and the lists behind their figures, on a hundred thousand and on a million annotations."""

from __future__ import annotations

import statistics
import time

from sqlalchemy import update

from benchmarks.client import Line, enter
from benchmarks.figures import Figure
from benchmarks.filling import fill_annotations
from benchmarks.places import Place, new_place
from factcheck.accounts.models import Membership, Role
from factcheck.accounts.queries import get_default_project
from factcheck.db import Database

LEAD = "lee"
GOALS = {100_000: 40, 1_000_000: 150}
OPENINGS = 3


def measure_overview(sizes: list[int], rounds: int) -> list[Figure]:
    """Milliseconds on one kept-alive connection, for each size in a data folder of its own."""
    found: list[Figure] = []
    for size in sizes:
        with new_place() as place:
            place.add_people([LEAD])
            fill_annotations(place, size)
            base = _lead(place)
            with place.serving() as server:
                person, line = enter(server.port, LEAD), Line(server.port)
                for path, what in (
                    (f"{base}/dashboard", "overview"),
                    (f"{base}/dashboard/quality", "quality"),
                    (f"{base}/dashboard/sourcing", "sourcing"),
                    (f"{base}/claims", "a list of claims"),
                ):
                    values = [_milliseconds(line, person.get(path)) for _ in range(rounds)]
                    named = f"{what} of {size:,} annotations"
                    found.append(Figure("M7", named, "ms", values, GOALS.get(size)))
                line.close()
    return found


def _lead(place: Place) -> str:
    """Make LEAD a lead; the address of the project."""
    database = Database(place.url)
    with database.writing() as session:
        project = get_default_project(session)
        session.execute(update(Membership).where(Membership.role == Role.REVIEWER).values(role=Role.LEAD))
        uid = project.uid
    database.dispose()
    return f"/projects/{uid}"


def _milliseconds(line: Line, request: bytes) -> float:
    waits = []
    for _ in range(OPENINGS):
        started = time.perf_counter()
        if line.ask(request).status != 200:
            raise RuntimeError("the page did not open")
        waits.append(1_000 * (time.perf_counter() - started))
    return statistics.median(waits)
