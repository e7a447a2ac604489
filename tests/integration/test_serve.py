"""`factcheck serve` as a process: what it prints, what it refuses, how it answers and how it stops."""

from __future__ import annotations

import http.client
import os
import re
import socket
import statistics
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from factcheck.errors import Misconfigured
from factcheck.serve import bind
from tests.support.servers import FACTCHECK, LiveServer, free_port

pytestmark = pytest.mark.sqlite


def connected(server: LiveServer) -> closing[http.client.HTTPConnection]:
    """A connection to the server, kept alive between requests, closed at the end of the block."""
    return closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=10))


def refused(instance: Path, *arguments: str, **environment: str) -> str:
    """The one line that a server prints which does not start."""
    done = subprocess.run(
        [FACTCHECK, "serve", *arguments],
        env={**os.environ, "FACTCHECK_INSTANCE": str(instance), **environment},
        capture_output=True,
        text=True,
        timeout=30,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode != 0
    assert done.stdout == ""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_it_prints_one_line_with_the_address_and_the_data_folder(live_server: LiveServer) -> None:
    lines = live_server.printed().splitlines()

    assert len(lines) == 1
    assert live_server.url in lines[0]
    assert str(live_server.instance) in lines[0]


def test_it_makes_and_migrates_its_database_at_first_start(tmp_path: Path) -> None:
    instance = tmp_path / "fresh" / "instance"
    instance.parent.mkdir()
    server = LiveServer(instance, "", free_port(), tmp_path / "log")
    instance.mkdir()
    server.start()
    try:
        assert (instance / "factcheck.sqlite3").exists()
        assert (instance / "secret_key").stat().st_mode & 0o077 == 0
    finally:
        server.kill()


def test_c44_a_taken_port_is_refused_with_another_one_to_choose(
    live_server: LiveServer, tmp_path: Path
) -> None:
    line = refused(tmp_path / "other", "--port", str(live_server.port))

    assert f"Port {live_server.port}" in line
    assert f"--port {live_server.port + 1}" in line


def test_c44_a_data_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")

    assert "FACTCHECK_INSTANCE" in refused(tmp_path / "file" / "instance")


def test_c44_an_open_secret_is_refused(live_server: LiveServer) -> None:
    live_server.stop()
    (live_server.instance / "secret_key").chmod(0o644)

    assert "chmod 600" in refused(live_server.instance, "--port", "0")


def test_an_unknown_address_is_refused() -> None:
    with pytest.raises(Misconfigured, match="--host"):
        bind("no-such-host.invalid", 0)


def test_a_weak_secret_from_the_environment_is_refused(tmp_path: Path) -> None:
    assert "FACTCHECK_SECRET_KEY" in refused(tmp_path / "instance", FACTCHECK_SECRET_KEY="changeme")


def test_kept_alive_connections_do_not_stall(live_server: LiveServer) -> None:
    seconds = []
    with connected(live_server) as connection:
        for _ in range(40):
            began = time.perf_counter()
            connection.request("GET", "/healthz")
            assert connection.getresponse().read() == b"ok\n"
            seconds.append(time.perf_counter() - began)

    # A delayed acknowledgement waits 40 ms; a loaded machine may be slow once, not half of the time.
    assert statistics.median(seconds) < 0.03


def test_the_server_header_names_no_software_version(live_server: LiveServer) -> None:
    with connected(live_server) as connection:
        connection.request("GET", "/healthz")
        answer = connection.getresponse()

    assert not re.search(r"gunicorn|\d", answer.headers["Server"])


def test_c9_forwarded_headers_are_ignored_without_a_proxy(live_server: LiveServer) -> None:
    forged = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.test", "X-Forwarded-For": "203.0.113.9"}
    with connected(live_server) as connection:
        connection.request("GET", "/login", headers=forged)
        answer = connection.getresponse()
        body = answer.read().decode()

    assert answer.status == 200
    assert "evil.test" not in str(answer.headers) + body
    assert "https://" not in str(answer.headers)


def test_it_stops_within_five_seconds_though_a_browser_keeps_its_connection(live_server: LiveServer) -> None:
    with connected(live_server) as connection:
        connection.request("GET", "/healthz")
        connection.getresponse().read()

        began = time.monotonic()
        status = live_server.stop()

    assert status == 0
    assert time.monotonic() - began < 5


def test_a_request_in_flight_is_answered_when_it_is_told_to_stop(live_server: LiveServer) -> None:
    with socket.create_connection(("127.0.0.1", live_server.port), timeout=10) as half_sent:
        half_sent.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n")
        time.sleep(0.2)
        assert live_server.process is not None
        live_server.process.terminate()
        time.sleep(0.3)
        half_sent.sendall(b"Connection: close\r\n\r\n")
        answer = half_sent.recv(65536)

    assert b" 200 OK" in answer.splitlines()[0]
    assert live_server.stop() == 0


def test_a_worker_that_dies_is_replaced_without_a_second_line(
    new_server: Callable[..., LiveServer],
) -> None:
    server = new_server(workers=1)
    assert server.process is not None
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
    if not children.exists():
        pytest.skip("this system does not list a process's children")
    os.kill(int(children.read_text().split()[0]), 9)
    time.sleep(0.2)
    deadline = time.monotonic() + 10
    while not server.answers() and time.monotonic() < deadline:
        time.sleep(0.05)

    assert server.answers()
    assert server.printed().count("Factcheck is at") == 1
