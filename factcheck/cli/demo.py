"""`factcheck demo`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, time
from typing import Any

import click

from factcheck.cli.opening import opened
from factcheck.db import now
from factcheck.demo.making import make_demo

MOST = 100_000


@click.command("demo")
@click.option("--articles", type=click.IntRange(1, MOST), default=40, show_default=True, help="How many.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed makes the same project.")
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day on which the project is looked at, noon in UTC. Default: today, now.",
)
def demo_command(articles: int, seed: int, today: datetime | None) -> None:
    """Make a project with invented articles in every state of being checked. Prints its short name.

    Its people have no password. Delete the project on its settings page when you are done with it.
    """
    moment = datetime.combine(today, time(12), tzinfo=UTC) if today else now()
    with opened() as database, click.progressbar(length=articles, file=sys.stderr) as bar:
        progress: Any = bar
        made = make_demo(
            database, articles=articles, seed=seed, today=moment, done=lambda: progress.update(1)
        )
    click.echo(made.slug)
    click.echo(f"{made.articles} articles, {made.claims} claims, {made.annotations} records.", err=True)
