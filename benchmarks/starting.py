"""M8: how long a start takes, and how much room the program needs."""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

from benchmarks.client import Line, enter
from benchmarks.figures import Figure
from benchmarks.places import new_place


def measure_start(rounds: int) -> list[Figure]:
    """`factcheck serve` on a database that is there, until /healthz answers; then its memory after one page."""
    seconds, memory = [], []
    with new_place() as place:
        place.add_people(["dana"])
        uid = place.add_article(50)
        for _ in range(rounds):
            started = time.perf_counter()
            with place.serving() as server:
                seconds.append(time.perf_counter() - started)
                line = Line(server.port)
                line.ask(enter(server.port, "dana").get(f"/articles/{uid}"))
                line.close()
                assert server.process is not None
                memory.append(megabytes(server.process.pid))
    needed = runtime_distributions()
    size = sum(_size(one) for one in needed.values()) / 1024**2
    return [
        Figure("M8", "start to first answer", "s", seconds, 1.5, digits=2),
        Figure("M8", "memory at rest, all processes (proportional share)", "MB", memory, 120, digits=0),
        Figure("M8", "installed size with all that it needs", "MB", [size], 200, digits=0),
        Figure("M8", "distributions", "", [len(needed)], 60, digits=0),
    ]


def runtime_distributions() -> dict[str, Distribution]:
    """The program and everything that it needs to run, by name."""
    found: dict[str, Distribution] = {}
    waiting = [Requirement("factcheck")]
    while waiting:
        wanted = waiting.pop()
        name = re.sub(r"[-_.]+", "-", wanted.name).lower()
        if name in found:
            continue
        try:
            found[name] = distribution(wanted.name)
        except PackageNotFoundError:
            continue
        for line in found[name].requires or []:
            needed = Requirement(line)
            extras = wanted.extras or {""}
            if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras):
                waiting.append(needed)
    return found


def _size(found: Distribution) -> int:
    if found.metadata["Name"] == "factcheck":
        root = Path(__file__).resolve().parent.parent
        folders = (root / "factcheck", root / "templates", root / "static")
        paths = [path for folder in folders for path in folder.rglob("*") if "__pycache__" not in path.parts]
    else:
        paths = [Path(str(file.locate())) for file in found.files or []]
    return sum(path.stat().st_size for path in paths if path.is_file())


def cpu_seconds(group: int) -> float:
    """What all processes of a group have computed so far, in their own code and in the kernel."""
    ticks = sum(int(fields[11]) + int(fields[12]) for _folder, fields in _processes(group))
    return ticks / os.sysconf("SC_CLK_TCK")


def megabytes(group: int) -> float:
    """Proportional set size of all processes of a group."""
    total = 0
    for folder, _fields in _processes(group):
        found = re.search(r"^Pss:\s+(\d+)", (folder / "smaps_rollup").read_text(), re.MULTILINE)
        total += int(found[1]) if found else 0
    return total / 1024


def _processes(group: int) -> Iterator[tuple[Path, list[str]]]:
    """The folder in /proc of each process of a group, and the fields of its `stat` from the third on."""
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if folder.name.isdecimal():
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                if int(fields[2]) == group:
                    yield folder, fields
