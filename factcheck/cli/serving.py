"""`factcheck serve`."""

from __future__ import annotations

import click

from factcheck.config import load_settings
from factcheck.serve import DEFAULT_HOST, DEFAULT_PORT, DEFAULT_WORKERS, serve


@click.command("serve")
@click.option("--host", envvar="HOST", default=DEFAULT_HOST, show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    envvar="PORT",
    type=click.IntRange(0, 65535),
    default=DEFAULT_PORT,
    show_default=True,
    help="0: any free.",
)
@click.option(
    "--workers",
    envvar="FACTCHECK_WORKERS",
    type=click.IntRange(1, 64),
    default=DEFAULT_WORKERS,
    show_default=True,
    help="Processes; each has 16 threads.",
)
@click.option(
    "--worker/--no-worker",
    "watch",
    envvar="FACTCHECK_WORKER",
    default=True,
    help="Start a worker for links when there is work. Without: run `factcheck worker` beside it.",
)
def serve_command(host: str, port: int, workers: int, watch: bool) -> None:
    """Start the workbench. Migrates the database first; stops cleanly on SIGTERM and Ctrl-C."""
    serve(load_settings(), host=host, port=port, workers=workers, watch=watch)
