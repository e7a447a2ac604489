"""Which WSGI server, with how many processes and threads: the saves of M1 and M2 under each, in turns.

    python -m benchmarks.servers [--rounds N] [--seconds N]

granian takes part where it is installed (it is no requirement of this project).
"""

from __future__ import annotations

import argparse
import http.client
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec

from benchmarks.client import enter
from benchmarks.floors import ROOT
from benchmarks.machine import description, fsync_rate, load
from benchmarks.places import Place, new_place
from benchmarks.saving import CLIENTS, SENTENCES, save, verdicts
from benchmarks.starting import cpu_seconds, megabytes
from tests.support.servers import free_port

GUNICORN = (
    "-m", "gunicorn", "factcheck:create_app()", "--worker-class", "gthread", "--keep-alive", "65", "--preload",
    "--worker-connections", "1000", "--graceful-timeout", "4", "--no-control-socket", "--log-level", "error",
)  # fmt: skip
GRANIAN = (
    "-m",
    "granian",
    "--interface",
    "wsgi",
    "--factory",
    "factcheck:create_app",
    "--no-log",
    "--backlog",
    "1024",
)


@dataclass
class Setup:
    """A server with so many processes and threads; a list of what each round gave."""

    name: str
    workers: int
    threads: int
    alone: list[float] = field(default_factory=list)
    rate: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    stop: list[float] = field(default_factory=list)

    def command(self, port: int) -> list[str]:
        """How it is started."""
        if self.name == "granian":
            where = ["--host", "127.0.0.1", "--port", str(port), "--blocking-threads", str(self.threads)]
            return [sys.executable, *GRANIAN, *where, "--workers", str(self.workers)]
        where = ["--bind", f"127.0.0.1:{port}", "--threads", str(self.threads)]
        return [sys.executable, *GUNICORN, *where, "--workers", str(self.workers)]


def main() -> None:
    """Measure every set-up once a round and print medians."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--threads", default="8,16,32", help="numbers of threads, with commas between them")
    options = parser.parse_args()
    counts = [int(count) for count in options.threads.split(",")]
    names = ["gunicorn"] + (["granian"] if find_spec("granian") else [])
    setups = [Setup(name, workers, threads) for name in names for workers in (1, 2) for threads in counts]
    print(f"{description()}; load {load():.1f}")
    with new_place() as place:
        place.add_people([f"reviewer{number}" for number in range(CLIENTS)])
        articles = [place.add_article(SENTENCES) for _ in range(CLIENTS)]
        for number in range(options.rounds):
            for setup in setups:
                measure(place, articles, setup, options.seconds)
            print(
                f"round {number + 1}: fsync {fsync_rate(place.folder):,.0f}/s, load {load():.1f}", flush=True
            )
    print(
        "server    processes × threads   M1 p50 ms   M2 saves/s   M2 p95 ms   CPU ms/save   memory MB   stop s"
    )
    for setup in setups:
        figures = [
            statistics.median(each)
            for each in (setup.alone, setup.rate, setup.late, setup.cpu, setup.memory, setup.stop)
        ]
        print(
            f"{setup.name:9} {setup.workers:9} × {setup.threads:<7}"
            + "{:12.1f}{:13.0f}{:12.0f}{:14.2f}{:12.0f}{:9.1f}".format(*figures)
        )


def measure(place: Place, articles: list[str], setup: Setup, seconds: float) -> None:
    """One round of one set-up."""
    with started(place, setup) as (process, port):
        clients = [
            verdicts(enter(port, f"reviewer{number}"), uid, place.starts[uid])
            for number, uid in enumerate(articles)
        ]
        save(port, clients, 0.5)
        setup.alone.append(1_000 * save(port, clients[:1], seconds / 2).quantile(0.5))
        used = cpu_seconds(process.pid)
        many = save(port, clients, seconds)
        setup.cpu.append(1_000 * (cpu_seconds(process.pid) - used) / len(many.waits))
        setup.rate.append(many.rate)
        setup.late.append(1_000 * many.quantile(0.95))
        setup.memory.append(megabytes(process.pid))


@contextmanager
def started(place: Place, setup: Setup) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The server on this folder; how long it takes to stop is noted."""
    port = free_port()
    environment = {
        **os.environ,
        "FACTCHECK_INSTANCE": str(place.folder),
        "FACTCHECK_DATABASE_URL": place.url,
    }
    process = subprocess.Popen(setup.command(port), cwd=ROOT, env=environment, start_new_session=True)
    try:
        deadline = time.monotonic() + 30
        while True:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
                connection.request("GET", "/healthz")
                connection.getresponse().read()
                connection.close()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.05)
        yield process, port
        before = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(15)
        setup.stop.append(time.monotonic() - before)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


if __name__ == "__main__":
    main()
