"""C56: the wheel, installed with nothing else, serves every page and asset from any folder."""

from __future__ import annotations

import os
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from steps import ROOT

from tests.support.crawling import Reader
from tests.support.servers import LiveServer, free_port

PASSWORD = "a long enough password 1"
# One process builds and installs the wheel, for all of these tests.
pytestmark = [pytest.mark.timeout(600), pytest.mark.xdist_group("package")]


@pytest.fixture
def server(installed: Path, tmp_path: Path) -> Iterator[LiveServer]:
    """The installed program, started by a person whose home is empty, in a folder that has nothing to do with it."""
    home = tmp_path / "home"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    home.mkdir()
    # An empty value counts as unset: the data folder is where an installed program keeps it.
    unset = {"FACTCHECK_INSTANCE": "", "FACTCHECK_DATABASE_URL": "", "HOME": str(home), "XDG_DATA_HOME": ""}
    made = LiveServer(elsewhere, "", free_port(), tmp_path / "log", unset, program=installed / "factcheck")
    made.start()
    yield made
    made.kill()


def test_c56_the_wheel_holds_every_template_and_static_file(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        f"factcheck/{path.relative_to(ROOT)}"
        for folder in ("templates", "static")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }

    assert "factcheck/static/vendor/manifest.json" in wanted
    assert wanted - held == set()


def test_the_wheel_holds_every_language(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    catalogues = list((ROOT / "factcheck" / "translations").rglob("*.po"))

    assert catalogues
    assert {str(path.with_suffix(".mo").relative_to(ROOT)) for path in catalogues} - held == set()


def test_c56_the_wheel_holds_neither_tests_nor_data(wheel: Path) -> None:
    held = zipfile.ZipFile(wheel).namelist()

    assert [name for name in held if not name.startswith(("factcheck/", "factcheck-"))] == []
    assert [name for name in held if name.endswith((".sqlite3", "secret_key", ".pyc"))] == []


def test_c56_the_installed_server_says_where_its_data_lives(server: LiveServer, tmp_path: Path) -> None:
    folder = tmp_path / "home" / ".local" / "share" / "factcheck"

    assert str(folder) in server.printed()
    assert (folder / "factcheck.sqlite3").exists()
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_c55_c56_every_page_and_asset_answers_and_nothing_comes_from_another_host(server: LiveServer) -> None:
    server.run("user", "add", "dana", "--role", "admin", "--password-stdin", typed=f"{PASSWORD}\n")
    server.run("sample")
    reader = Reader(server.url)
    signed_in = reader.submit("/login", username="dana", password=PASSWORD)
    assert urlsplit(signed_in.url).path != "/login", signed_in.text

    visit = reader.crawl("/", signed_in.url)

    assert visit.foreign == set()
    assert {answer.url: answer.status for answer in visit.answers.values() if answer.status >= 400} == {}
    kinds = {answer.kind for answer in visit.answers.values()}
    assert {"text/html", "text/css", "text/javascript", "font/woff2"} <= kinds


def test_c56_every_static_file_of_the_wheel_is_served(server: LiveServer, wheel: Path) -> None:
    reader = Reader(server.url)
    root = "factcheck/static/"
    names = [name.removeprefix(root) for name in zipfile.ZipFile(wheel).namelist() if name.startswith(root)]

    assert {
        name: status for name in names if (status := reader.get(f"/static/any/{name}").status) != 200
    } == {}


def test_the_installed_command_has_one_line_errors(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [installed / "factcheck", "import", str(tmp_path / "missing.txt")],
        env={**os.environ, "FACTCHECK_INSTANCE": str(tmp_path / "instance")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=30,
    )

    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "missing.txt" in done.stderr
