"""`factcheck serve`: the production server, started from one command.

gunicorn's threaded workers on a socket that is bound here, so that a taken port is refused in one line and before
anything else happens. Migrations run before the first worker starts. The application is built once and forked, so that
a worker starts at once, also after a crash, and shares its memory with the others; no connection to the database
crosses the fork.
"""

from __future__ import annotations

import errno
import gc
import socket
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import gunicorn.http.wsgi as gunicorn_wsgi
from flask import Flask
from gunicorn.app.base import BaseApplication
from sqlalchemy.orm import Session

from factcheck import schema
from factcheck.accounts.service import first_admin_link
from factcheck.app import build
from factcheck.assignments.service.taking import is_left_alone
from factcheck.config import Settings
from factcheck.db import Database
from factcheck.errors import Misconfigured
from factcheck.evidence.fetching.addresses import parse_allowances
from factcheck.evidence.watch import Watch
from factcheck.live.hub import STREAMS, hub_of
from factcheck.projects.purging import is_purge_due
from factcheck.storage import check_storage
from factcheck.turns import Turns
from factcheck.webhooks.queries import is_message_due

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000
DEFAULT_WORKERS = 2
WORKING = 16
"""Requests that one process works on at the same time."""
THREADS = WORKING + STREAMS + 8
"""A live page holds a thread while it waits; threads are made when they are needed, and cost little then."""
GRACE_SECONDS = 4
KEEP_ALIVE_SECONDS = 65
NEW_OBJECTS = 10_000
"""So many more objects than before, and the collector looks for garbage among them."""
EVERY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 - recognised, not bound


def serve(
    settings: Settings,
    *,
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    workers: int = DEFAULT_WORKERS,
    watch: bool = True,
) -> None:
    """Migrate the database and serve until SIGTERM or SIGINT; prints one line when requests are answered.

    With `watch`, a worker for links is started whenever there is work for one and none runs; it ends with the server.

    Saves in flight finish; the process ends within five seconds. Does not return (SystemExit).
    Raises Misconfigured with what to change: a taken port, a data folder that cannot be used, a newer database.
    """
    settings = _answering_to(settings, host)
    check_storage(settings)
    parse_allowances(settings.fetch_allow)
    listener = bind(host, port)
    database = Database(settings.database_url)
    schema.upgrade(database)
    address = _address(settings, listener)
    with database.writing() as session:
        link = first_admin_link(session, address)
    database.dispose()
    app = build(settings)
    app.wsgi_app = Turns(app.wsgi_app, WORKING)  # type: ignore[method-assign]
    line = f"Factcheck is at {address}/ - data in {settings.instance}"
    if link:
        line += f" - the first administrator signs in, once, with {link}"
    _Server(app, _options(listener, workers, line, settings if watch else None)).run()  # type: ignore[no-untyped-call]


def bind(host: str, port: int) -> socket.socket:
    """A bound TCP socket that does not listen yet. Raises Misconfigured where the address cannot be had."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (socket.gaierror, OverflowError) as error:
        raise Misconfigured(
            f"There is no address {host}, port {port}, on this machine. Choose with --host."
        ) from error
    family, kind, protocol, _, address = found[0]
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise Misconfigured(_why_not(error, host, port)) from error
    return listener


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is taken, perhaps by a Factcheck that is running already. "
            f"Stop that, or choose another: --port {port + 1 if port < 65535 else 8000} (with make: PORT=…)."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} may only be opened by an administrator. Choose one above 1023: --port {DEFAULT_PORT}."
    return (
        f"The address {host}, port {port}, cannot be opened: {error.strerror}. Choose with --host and --port."
    )


def _answering_to(settings: Settings, host: str) -> Settings:
    """The settings, answering to the host name that was asked for on the command line too."""
    if host in EVERY_ADDRESS or host in settings.hosts:
        return settings
    return replace(settings, hosts=(*settings.hosts, f"[{host}]" if ":" in host else host))


def _address(settings: Settings, listener: socket.socket) -> str:
    """Where people reach this server, without a slash at the end."""
    if settings.url:
        return settings.url.rstrip("/")
    host, port = listener.getsockname()[:2]
    shown = {"0.0.0.0": DEFAULT_HOST, "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{shown}:{port}"


def _options(listener: socket.socket, workers: int, line: str, watching: Settings | None) -> dict[str, Any]:
    watches: list[Watch] = []

    def after_fork(_arbiter: object, worker: Any) -> None:
        app: Flask = worker.app.callable
        database: Database = app.extensions["factcheck.database"]
        database.engine.dispose(close=False)

    def started(worker: Any) -> None:
        # The first worker answers now. Later ones replace one that died, and need no second line.
        if worker.age == 1:
            print(line, flush=True)
        app: Flask = worker.app.callable
        hub_of(app).serve(lambda: bool(worker.alive))
        if watching is not None:
            watches.append(
                Watch(watching, app.extensions["factcheck.database"], _is_chore_due, is_message_due)
            )
            watches[0].start()

    def ended(_arbiter: object, _worker: object) -> None:
        for watch in watches:
            watch.end()

    return {
        "bind": f"fd://{listener.detach()}",
        "workers": workers,
        "worker_class": "gthread",
        "threads": THREADS,
        "worker_connections": 1000,
        "keepalive": KEEP_ALIVE_SECONDS,
        "graceful_timeout": GRACE_SECONDS,
        "timeout": 60,
        "preload_app": True,
        "control_socket_disable": True,
        "accesslog": None,
        "errorlog": "-",
        "loglevel": "warning",
        # Forwarded headers are read by the application, and only where a proxy is configured.
        "forwarded_allow_ips": "",
        "secure_scheme_headers": {},
        "proc_name": "factcheck",
        "default_proc_name": "factcheck",
        "when_ready": _before_fork,
        "post_fork": after_fork,
        "post_worker_init": started,
        "worker_exit": ended,
    }


def _is_chore_due(session: Session) -> bool:
    return is_purge_due(session) or is_left_alone(session)


def _before_fork(_arbiter: object) -> None:
    # What is loaded by now stays for good: leaving it out of collections keeps its pages shared between workers.
    gc.collect()
    gc.freeze()
    # A page of a thousand sentences is tens of thousands of objects, none of them garbage until it is sent.
    gc.set_threshold(NEW_OBJECTS, 20, 20)


class _Server(BaseApplication):
    """gunicorn with our options only: it reads no command line, environment or configuration file."""

    def __init__(self, app: Callable[..., Any], options: dict[str, Any]) -> None:
        self._app = app
        self._options = options
        gunicorn_wsgi.SERVER = "factcheck"  # type: ignore[attr-defined]  # the Server header names no product version
        super().__init__()  # type: ignore[no-untyped-call]

    def load_config(self) -> None:
        assert self.cfg is not None  # noqa: S101 - set by the caller
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        return self._app
