"""A real `factcheck serve` process on a free port, with a data folder of its own."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

START_SECONDS = 20.0
STOP_SECONDS = 8.0
FACTCHECK = Path(sys.executable).with_name("factcheck")


@dataclass
class LiveServer:
    """A server under test. `url` has no slash at its end; `output` is the file of what it printed."""

    instance: Path
    database_url: str
    port: int
    output: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    workers: int = 2
    program: Path = FACTCHECK
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait for the first answer. Fails with what it printed."""
        command: list[str | Path] = [
            self.program,
            "serve",
            "--port",
            str(self.port),
            "--workers",
            str(self.workers),
        ]
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                command,
                env=self._environment(),
                cwd=self.instance,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"factcheck serve did not start:\n{self.printed()}", pytrace=False)
            time.sleep(0.01)

    def stop(self) -> int:
        """End it with SIGTERM; the exit status. Fails when it does not end in time."""
        return self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End every process of it with SIGKILL, as a power cut would."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def restart(self) -> None:
        """Stop and start again, on the same port and data."""
        self.stop()
        self.start()

    def answers(self) -> bool:
        """Whether it answers at /healthz."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def run(self, *arguments: str, typed: str = "") -> str:
        """Run a `factcheck` command on its data, with `typed` on standard input; what it printed."""
        done = subprocess.run(
            [self.program, *arguments],
            env=self._environment(),
            input=typed,
            capture_output=True,
            text=True,
            timeout=60,
        )
        if done.returncode != 0:
            pytest.fail(f"factcheck {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}", pytrace=False)
        return done.stdout

    def printed(self) -> str:
        """Everything it printed so far."""
        return self.output.read_text(encoding="utf-8", errors="replace") if self.output.exists() else ""

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FACTCHECK_")}
        for name in ("HOST", "PORT"):
            kept.pop(name, None)
        mine = {"FACTCHECK_INSTANCE": str(self.instance), "FACTCHECK_DATABASE_URL": self.database_url}
        return {**kept, **mine, **self.environment}

    def _end(self, number: int) -> int:
        if self.process is None:
            return 0
        self.process.send_signal(number)
        try:
            status = self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            pytest.fail(
                f"factcheck serve did not stop in {STOP_SECONDS:.0f} s:\n{self.printed()}", pytrace=False
            )
        self.process = None
        return status


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def new_server(instance: Path, database_url: str, tmp_path: Path) -> Iterator[Callable[..., LiveServer]]:
    """Makes started servers, all on this test's data: `new_server(workers=1, environment={…})`."""
    made: list[LiveServer] = []

    def start(*, workers: int = 2, environment: Mapping[str, str] | None = None) -> LiveServer:
        output = tmp_path / f"server-{len(made)}.log"
        server = LiveServer(instance, database_url, free_port(), output, environment or {}, workers)
        made.append(server)
        server.start()
        return server

    yield start
    for server in made:
        server.kill()


@pytest.fixture
def live_server(new_server: Callable[..., LiveServer]) -> Iterator[LiveServer]:
    """A running server on a fresh database."""
    server = new_server()
    yield server
    server.kill()
