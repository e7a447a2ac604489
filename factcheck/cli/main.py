"""The `factcheck` command. Errors are one line on standard error and a non-zero exit."""

from __future__ import annotations

import sys

import click
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from factcheck import __version__
from factcheck.activity.service import verify
from factcheck.cli.articles import sample_command
from factcheck.cli.demo import demo_command
from factcheck.cli.exchange import export_command, import_command
from factcheck.cli.opening import opened
from factcheck.cli.people import token_group, user_group
from factcheck.cli.projects import project_group
from factcheck.cli.serving import serve_command
from factcheck.cli.working import worker_command
from factcheck.dashboard.upkeep import out_of_date
from factcheck.errors import FactcheckError


class OneLineErrors(click.Group):
    """Turns refusals of the domain and of the database into one clear line."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except FactcheckError as error:
            raise click.ClickException(error.message) from error
        except DatabaseError as error:
            raise click.ClickException(f"The database refused: {error.orig}") from error


@click.group(cls=OneLineErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="factcheck")
def main() -> None:
    """Check news line by line. `factcheck serve` starts the workbench."""


main.add_command(serve_command)
main.add_command(worker_command)
main.add_command(import_command)
main.add_command(export_command)
main.add_command(sample_command)
main.add_command(demo_command)
main.add_command(user_group)
main.add_command(project_group)
main.add_command(token_group)


@main.command()
def check() -> None:
    """Verify the database, the event log and the dashboard's summary; exits non-zero where one is damaged."""
    with opened() as database, database.reading() as session:
        if database.is_sqlite:
            result = session.execute(text("PRAGMA integrity_check")).scalar_one()
            if result != "ok":
                raise click.ClickException(f"The database is damaged: {result}. Restore the last backup.")
            fault = session.execute(text("PRAGMA foreign_key_check")).first()
            if fault:
                raise click.ClickException(f"The database is damaged: a row of {fault[0]} refers to nothing.")
        broken = verify(session)
        if broken:
            raise click.ClickException(f"The event log is damaged: {broken}.")
        summary = out_of_date(session)
        if summary:
            raise click.ClickException(
                f"The dashboard's summary of {summary} is out of date; what people recorded is whole. "
                "Restore the last backup, or keep a copy of the database and report it."
            )
    click.echo("The database and the event log are whole.")


if __name__ == "__main__":
    sys.exit(main())
