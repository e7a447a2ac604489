"""`factcheck worker`."""

from __future__ import annotations

import click

from factcheck import schema
from factcheck.assignments.service.taking import return_left_alone
from factcheck.config import load_settings
from factcheck.db import Database
from factcheck.projects.purging import purge_due
from factcheck.storage import check_storage

THREADS = 8


@click.command("worker")
@click.option(
    "--threads", type=click.IntRange(1, 64), default=THREADS, show_default=True, help="Pages at a time."
)
@click.option(
    "--idle", type=click.FloatRange(1), help="End after so many seconds without work. Default: never."
)
@click.option("--parent", type=int, hidden=True, help="End with the process of this number.")
def worker_command(threads: int, idle: float | None, parent: int | None) -> None:
    """Fetch, keep and check the pages that evidence links to, tell webhooks what happened, put work that was left alone
    back into the pool, and remove for good the projects that were deleted 30 days ago. `factcheck serve` starts one by
    itself when needed."""
    # Imported here so that `factcheck serve`, which loads this module too, stays free of what only workers need.
    from factcheck.evidence.worker import Worker  # noqa: PLC0415
    from factcheck.webhooks.service import deliver_due  # noqa: PLC0415

    settings = load_settings()
    check_storage(settings)
    database = Database(settings.database_url)
    schema.upgrade(database)
    database.dispose()
    base = (settings.url or "").rstrip("/")
    Worker(
        settings,
        threads=threads,
        idle_seconds=idle,
        parent=parent,
        chore=_tidy,
        errand=lambda database, fetcher: deliver_due(database, fetcher, base),
    ).run()


def _tidy(database: Database) -> None:
    purge_due(database)
    return_left_alone(database)
