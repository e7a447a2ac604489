"""The desk that the workbench is tested at. One server serves all tests that do not stop it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from factcheck.db import Database
from tests.browser.desks import Desk
from tests.support.servers import LiveServer, free_port


@pytest.fixture(scope="session")
def shared_server(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server that many tests share, each with people and articles of its own."""
    folder = tmp_path_factory.mktemp("shared")
    instance = folder / "instance"
    instance.mkdir(mode=0o700)
    path = instance / "factcheck.sqlite3"
    shutil.copyfile(sqlite_template, path)
    server = LiveServer(instance, f"sqlite:///{path}", free_port(), folder / "server.log")
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="session")
def shared_database(shared_server: LiveServer) -> Iterator[Database]:
    """The database of the shared server."""
    found = Database(shared_server.database_url)
    yield found
    found.dispose()


@pytest.fixture
def desk(
    shared_server: LiveServer, shared_database: Database, new_context: Callable[..., BrowserContext]
) -> Desk:
    """A desk at the shared server."""
    return Desk(shared_server, shared_database, new_context)


@pytest.fixture
def own_desk(
    live_server: LiveServer, live_database: Database, new_context: Callable[..., BrowserContext]
) -> Desk:
    """A desk at a server of the test's own, which it may stop and kill."""
    return Desk(live_server, live_database, new_context)
