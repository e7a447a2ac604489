"""M1, M2 and M3: saving a verdict."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Iterator

from sqlalchemy import func, select

from benchmarks.client import Load, Person, drive, enter
from benchmarks.figures import Figure
from benchmarks.filling import fill_annotations
from benchmarks.floors import commit_rate, floor_saves, floor_server
from benchmarks.machine import fsync_rate
from benchmarks.places import Place, new_place
from factcheck.activity.models import Event
from factcheck.activity.service import verify
from factcheck.db import Database

VERDICTS = ("supported", "mostly_supported", "mixed", "mostly_refuted", "refuted", "conflicting")
CLIENTS = 16
SENTENCES = 1_000
WARM_SECONDS = 1.0


def verdicts(person: Person, article: str, starts: list[int]) -> Iterator[bytes]:
    """A verdict for one sentence after the other. The first one makes the sentence's claim and the person's record;
    once all have one, each gets another."""
    for turn in itertools.count():
        for number, at in enumerate(starts):
            fields = {"verdict": VERDICTS[(turn + number) % len(VERDICTS)], "at": at}
            yield person.post(f"/articles/{article}/verdict", fields, secrets.token_hex(16))


def save(port: int, clients: list[Iterator[bytes]], seconds: float) -> Load:
    """Let the clients save; raises RuntimeError where an answer was anything but 200."""
    load = drive(port, clients, seconds)
    if load.refused:
        raise RuntimeError(f"{len(load.refused)} saves were refused: {sorted(set(load.refused))}")
    return load


def measure_saves(rounds: int, seconds: float) -> list[Figure]:
    """M1 and M2, with their floors, round by round."""
    with new_place() as place, floor_server(place.folder) as floor_port:
        names = [f"reviewer{number}" for number in range(CLIENTS + 1)]
        place.add_people(names)
        articles = [place.add_article(SENTENCES) for _name in names]
        with place.serving() as server:
            people = [enter(server.port, name) for name in names]
            clients = [
                verdicts(one, uid, place.starts[uid]) for one, uid in zip(people, articles, strict=True)
            ]
            floor_clients = [floor_saves(floor_port) for _name in range(CLIENTS)]
            saved = 0
            for warm in (clients, floor_clients):
                load = save(server.port if warm is clients else floor_port, warm, WARM_SECONDS)
                saved += len(load.waits) if warm is clients else 0
            one, many, floor_one, floor_many, fsyncs, full, normal = ([] for _ in range(7))
            for _ in range(rounds):
                fsyncs.append(fsync_rate(place.folder))
                full.append(commit_rate(place.folder, "FULL"))
                normal.append(commit_rate(place.folder, "NORMAL"))
                floor_one.append(save(floor_port, floor_clients[:1], seconds / 2))
                one.append(save(server.port, clients[:1], seconds))
                floor_many.append(save(floor_port, floor_clients, seconds / 2))
                many.append(save(server.port, clients[1:], seconds))
            saved += sum(len(load.waits) for load in [*one, *many])
        lost = saved - _verdicts_in_log(place)

    def milliseconds(loads: list[Load], share: float) -> list[float]:
        return [1_000 * load.quantile(share) for load in loads]

    def quantile(
        code: str, what: str, goal: float, loads: list[Load], floor: list[Load], share: float
    ) -> Figure:
        values, floors = milliseconds(loads, share), milliseconds(floor, share)
        return Figure(code, what, "ms", values, goal, floor=floors, fsyncs=fsyncs, digits=2)

    rates, floor_rates = [load.rate for load in many], [load.rate for load in floor_many]
    longest = [1_000 * max(load.waits) for load in one]
    return [
        quantile("M1", "save a first verdict, 1 client, p50", 4, one, floor_one, 0.5),
        quantile("M1", "the same, p95", 8, one, floor_one, 0.95),
        Figure("M1", "the same, the longest of all", "ms", longest, fsyncs=fsyncs),
        Figure(
            "M2", f"saves a second, {CLIENTS} clients", "/s", rates, 800, True, floor_rates, 0.3, fsyncs, 0
        ),
        quantile("M2", "the same, p95", 40, many, floor_many, 0.95),
        Figure("M2", f"acknowledged saves that are not in the log, of {saved:,}", "", [lost], 0, digits=0),
        Figure("", "one-row WAL commits, synchronous=FULL", "/s", full, fsyncs=fsyncs, digits=0),
        Figure("", "one-row WAL commits, synchronous=NORMAL", "/s", normal, fsyncs=fsyncs, digits=0),
    ]


def measure_growth(rounds: int, seconds: float, annotations: int) -> list[Figure]:
    """M3: M1 with many annotations stored beside M1 with a thousand, in turns."""
    with new_place() as small, new_place() as large:
        sides = [(small, 1_000), (large, annotations)]
        waits: list[list[float]] = [[], []]
        clients = []
        for place, stored in sides:
            place.add_people(["dana"])
            fill_annotations(place, stored)
            place.add_article(SENTENCES)
        fsyncs = []
        with small.serving() as first, large.serving() as second:
            for server, (place, _stored) in zip((first, second), sides, strict=True):
                uid = list(place.starts)[-1]
                clients.append(verdicts(enter(server.port, "dana"), uid, place.starts[uid]))
                save(server.port, clients[-1:], WARM_SECONDS)
            for _ in range(rounds):
                fsyncs.append(fsync_rate(small.folder))
                for number, server in enumerate((first, second)):
                    load = save(server.port, clients[number : number + 1], seconds)
                    waits[number].append(1_000 * load.quantile(0.5))
    few, many = waits
    grown = [late / early for late, early in zip(many, few, strict=True)]
    return [
        Figure("M3", f"M1 (p50) with {annotations:,} stored", "ms", many, floor=few, fsyncs=fsyncs, digits=2),
        Figure(
            "M3", f"M1 with {annotations:,} stored ÷ with 1,000", "×", grown, 1.2, fsyncs=fsyncs, digits=2
        ),
    ]


def _verdicts_in_log(place: Place) -> int:
    """How many verdicts the log holds. Raises RuntimeError where the log is damaged."""
    database = Database(place.url)
    with database.reading() as session:
        fault = verify(session)
        if fault:
            raise RuntimeError(fault)
        query = select(func.count()).select_from(Event).where(Event.action == "verdict.saved")
        found = session.scalar(query) or 0
    database.dispose()
    return found
