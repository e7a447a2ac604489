"""`factcheck sample`."""

from __future__ import annotations

import click

from factcheck.articles.sample import put_sample, sample
from factcheck.cli.opening import PROJECT, open_project, opened


@click.command("sample")
@PROJECT
def sample_command(project: str | None) -> None:
    """Put the sample article in, once. Prints its id; says on standard error where it is there already."""
    sample()
    with opened() as database, database.writing() as session:
        article, made = put_sample(session, open_project(session, project), actor=None)
        uid, removed = article.uid, article.removed_at is not None
    click.echo(uid)
    if removed:
        click.echo("The sample was removed. It can be brought back from the desk, under “Removed”.", err=True)
    elif not made:
        click.echo("The sample is there already.", err=True)
