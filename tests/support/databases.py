"""Fixtures for a migrated, empty database and the application on it.

A test that asks for `app`, `client`, `database` or `settings` runs once on SQLite and once on PostgreSQL; marked
`@pytest.mark.sqlite` or `@pytest.mark.postgresql`, on that one alone (browser tests: on SQLite unless marked).
Migrations run once a session; every test gets a copy of the result.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from debian import find_postgresql
from flask import Flask
from flask.testing import FlaskClient

from factcheck import create_app, schema
from factcheck.config import Settings
from factcheck.db import Database
from tests.support.postgresql import Cluster, start_cluster

SECRET = "not-a-secret-but-long-enough-for-the-tests-0123456789"
TEMPLATE = "factcheck_template"
BACKENDS = ("sqlite", "postgresql")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what needs a database once on each."""
    if "backend" not in metafunc.fixturenames:
        return
    usual = ("sqlite",) if "browser" in metafunc.definition.path.parts else BACKENDS
    marked = [name for name in BACKENDS if metafunc.definition.get_closest_marker(name)]
    chosen = [pytest.param(name, marks=getattr(pytest.mark, name)) for name in marked or usual]
    metafunc.parametrize("backend", chosen, scope="function")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, closed."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """The session's PostgreSQL server."""
    programs = find_postgresql()
    if programs is None:
        pytest.fail("No PostgreSQL server on this machine: `make test` installs it.", pytrace=False)
    running = start_cluster(programs)
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="session")
def postgresql_template(cluster: Cluster) -> str:
    """The name of a migrated database that is copied and never connected to."""
    cluster.create(TEMPLATE)
    _migrate(cluster.url(TEMPLATE))
    return TEMPLATE


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    """An empty data folder."""
    folder = tmp_path / "instance"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def database_url(backend: str, instance: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a fresh database with the current schema."""
    if backend == "sqlite":
        path = instance / "factcheck.sqlite3"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    running: Cluster = request.getfixturevalue("cluster")
    name = f"test_{secrets.token_hex(6)}"
    running.create(name, template=request.getfixturevalue("postgresql_template"))
    try:
        yield running.url(name)
    finally:
        running.drop(name)


@pytest.fixture
def empty_database(backend: str, instance: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database without a single table, for what migrations do."""
    if backend == "sqlite":
        found = Database(f"sqlite:///{instance / 'empty.sqlite3'}")
        yield found
        found.dispose()
        return
    running: Cluster = request.getfixturevalue("cluster")
    name = f"test_{secrets.token_hex(6)}"
    running.create(name)
    found = Database(running.url(name))
    yield found
    found.dispose()
    running.drop(name)


@pytest.fixture
def settings(instance: Path, database_url: str) -> Settings:
    """Settings of an installation of its own."""
    return Settings(instance=instance, database_url=database_url, secret_key=SECRET, testing=True)


@pytest.fixture(scope="session")
def built() -> dict[str, Flask]:
    """The applications of this session, by all of their settings but where the data are."""
    return {}


@pytest.fixture
def app(settings: Settings, built: dict[str, Flask], request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The application on an empty database.

    Building one takes longer than most tests, so tests with the same settings take turns with one, which gets its
    configuration back after each. A test that adds routes is marked `@pytest.mark.own_app`.
    """
    made = create_app(settings) if request.node.get_closest_marker("own_app") else _lend(settings, built)
    config, extensions = dict(made.config), dict(made.extensions)
    yield made
    made.extensions["factcheck.database"].dispose()
    made.config.clear()
    made.config.update(config)
    made.extensions.clear()
    made.extensions.update(extensions)


@pytest.fixture
def database(app: Flask) -> Database:
    """The application's database, for what a test prepares and looks up."""
    found: Database = app.extensions["factcheck.database"]
    return found


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript that nobody has signed in with."""
    return app.test_client()


def _lend(settings: Settings, built: dict[str, Flask]) -> Flask:
    key = repr(replace(settings, instance=Path(), database_url=""))
    if key in built:
        built[key].extensions["factcheck.settings"] = settings
        built[key].extensions["factcheck.database"] = Database(settings.database_url)
    else:
        built[key] = create_app(settings)
    return built[key]


def _migrate(url: str) -> None:
    database = Database(url)
    try:
        schema.upgrade(database)
    finally:
        database.dispose()
