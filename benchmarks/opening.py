"""M4, on the server: opening the workbench on a thousand sentences, all annotated."""

from __future__ import annotations

import gzip
import statistics
import time

from benchmarks.client import Line, Person, enter
from benchmarks.figures import Figure
from benchmarks.filling import add_claims, add_records
from benchmarks.floors import floor_server
from benchmarks.places import Place, new_place
from factcheck.db import Database

READER = "dana"
OPENINGS = 15


def annotated_article(place: Place, sentences: int) -> str:
    """An article whose every sentence READER has annotated, with a reason and a link; its uid."""
    uid = place.add_article(sentences)
    database = Database(place.url)
    with database.writing() as session:
        connection = session.connection()
        add_claims(connection, [uid])
        add_records(connection, [uid], [READER], links=True)
    database.dispose()
    return uid


def measure_opening(rounds: int, sentences: int = 1_000) -> list[Figure]:
    """Seconds on one kept-alive connection, and the page's size as a proxy sends it (gzip, level 6)."""
    with new_place() as place, floor_server(place.folder) as floor_port:
        place.add_people([READER])
        uid = annotated_article(place, sentences)
        with place.serving() as server:
            ask = enter(server.port, READER).get(f"/articles/{uid}")
            line, floor_line = Line(server.port), Line(floor_port)
            floor_ask = Person(floor_port, "", "").get("/page")
            page = line.ask(ask)
            if page.status != 200 or page.body.count(b'data-v="') < sentences:
                raise RuntimeError(f"the workbench answered {page.status}, without the verdicts")
            opened, floor = [], []
            for _ in range(rounds):
                floor.append(_milliseconds(floor_line, floor_ask))
                opened.append(_milliseconds(line, ask))
            line.close()
            floor_line.close()
    size, packed = len(page.body) / 1_024, len(gzip.compress(page.body, 6)) / 1_024
    what = f"open the workbench on {sentences:,} annotated sentences"
    return [
        Figure("M4", f"{what}: server", "ms", opened, 25, floor=floor),
        Figure("M4", f"the same: size gzipped (raw: {size:.0f} KB)", "KB", [packed], 60, digits=0),
    ]


def _milliseconds(line: Line, request: bytes) -> float:
    """The median of some openings."""
    waits = []
    for _ in range(OPENINGS):
        started = time.perf_counter()
        if line.ask(request).status != 200:
            raise RuntimeError("the page did not open")
        waits.append(1_000 * (time.perf_counter() - started))
    return statistics.median(waits)
