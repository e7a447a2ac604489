"""A private PostgreSQL server for one test session: in a temporary folder, on a Unix socket, never synced to disk."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from tests.support.memory import fast_folder

OWNER = "factcheck"
START_SECONDS = 30
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "300",
    "shared_buffers": "64MB",
    "autovacuum": "off",
    "log_min_messages": "fatal",
}


@dataclass
class Cluster:
    """A running server. `url(name)` is an SQLAlchemy address of one of its databases."""

    folder: Path
    process: subprocess.Popen[bytes]

    def url(self, database: str) -> str:
        """The address of a database of this server."""
        return f"postgresql+psycopg://{OWNER}@/{database}?host={self.folder}"

    def create(self, database: str, *, template: str = "template0") -> None:
        """Make a database, as a copy of another one that nobody is connected to."""
        self._execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8' LOCALE 'C'").format(
                sql.Identifier(database), sql.Identifier(template)
            )
        )

    def drop(self, database: str) -> None:
        """Remove a database, ending what is connected to it."""
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))

    def stop(self) -> None:
        """Stop the server and remove its folder."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _execute(self, statement: sql.Composed) -> None:
        with psycopg.connect(
            host=str(self.folder), user=OWNER, dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement)


def start_cluster(programs: Path) -> Cluster:
    """Make and start a server with the `initdb` and `postgres` of a folder. PostgreSQL refuses to run as root, so
    root starts it as the user `postgres` (or `nobody`)."""
    folder = Path(tempfile.mkdtemp(prefix="factcheck-pg-", dir=fast_folder()))
    user = _unprivileged_user()
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
    identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    environment = {**os.environ, "HOME": str(folder), "LC_ALL": "C"}
    subprocess.run(
        [programs / "initdb", "-D", folder / "data", "-U", OWNER, "-A", "trust", "-E", "UTF8", "--no-sync"],
        check=True,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        **identity,  # type: ignore[call-overload]
    )
    options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    process = subprocess.Popen(
        [programs / "postgres", "-D", folder / "data", "-k", folder, *options],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        **identity,  # type: ignore[call-overload]
    )
    cluster = Cluster(folder, process)
    try:
        _wait_until_ready(cluster)
    except BaseException:
        cluster.stop()
        raise
    return cluster


def _unprivileged_user() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _wait_until_ready(cluster: Cluster) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(host=str(cluster.folder), user=OWNER, dbname="postgres").close()
            return
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline or cluster.process.poll() is not None:
                raise RuntimeError(f"PostgreSQL did not start: {error}") from error
            time.sleep(0.02)
