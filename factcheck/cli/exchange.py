"""`factcheck import` and `factcheck export`."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from factcheck.accounts.models import Project
from factcheck.accounts.picking import pick_project
from factcheck.articles.models import Article, Origin
from factcheck.articles.readers import read
from factcheck.cli.opening import PROJECT, open_project, opened, opened_to_read
from factcheck.db import Database
from factcheck.errors import FactcheckError, Invalid
from factcheck.exchange import arrivals, serialise
from factcheck.exchange.document import document, export_lines
from factcheck.exchange.intake import Checked, check_document, read_document
from factcheck.exchange.parsing import parse
from factcheck.exchange.records import Records, find_records

STANDARD_INPUT = "-"


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option("--title", help="The title, for a text that does not say it.")
@click.option("--lang", help="The language of a text (such as en); without it, it is detected.")
@click.option("--url", help="Where a text was published.")
@PROJECT
def import_command(
    files: tuple[str, ...], title: str | None, lang: str | None, url: str | None, project: str | None
) -> None:
    """Bring articles in: plain text, Markdown, HTML, or factcheck/1 documents (JSON or JSON Lines); `-` reads
    standard input. Prints the id of each new article on a line of its own. Of a file with a bad record, nothing is
    written."""
    given = {
        name: value for name, value in (("title", title), ("lang", lang), ("url", url)) if value is not None
    }
    with opened() as database:
        with database.reading() as session:
            open_project(session, project)
        for name in files:
            try:
                for uid in _import_file(database, name, given, project):
                    click.echo(uid)
            except FactcheckError as error:
                place = (
                    f"{error.field}: "
                    if isinstance(error, Invalid) and (error.field or "").startswith("$")
                    else ""
                )
                raise click.ClickException(f"{_shown(name)}: {place}{error.message}") from error


@click.command("export")
@click.argument("ids", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every article, one on each line (JSON Lines).")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), help="A file to write instead of standard output."
)
@click.option("--copies", is_flag=True, help="With the full texts of kept copies of linked pages.")
@click.option("--project", help="With --all: every article of the project of that short name.")
def export_command(
    ids: tuple[str, ...], everything: bool, output: str | None, copies: bool, project: str | None
) -> None:
    """Write articles as factcheck/1 documents: one id as one JSON document, several or --all as JSON Lines."""
    if bool(ids) == everything:
        raise click.UsageError("Name the articles to export by their ids, or use --all.")
    if ids and project is not None:
        raise click.UsageError("--project goes with --all; an id names its article anyway.")
    with opened_to_read() if everything else opened() as database, database.reading() as session:
        within = pick_project(session, project) if project is not None else None
        pieces = (
            export_everything(session, within, texts=copies) if everything else _some(session, ids, copies)
        )
        if output is None:
            sys.stdout.buffer.writelines(pieces)
            sys.stdout.buffer.flush()
        else:
            write_whole(Path(output), pieces)


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Write the file so that it is there as a whole or not at all, whatever happens on the way."""
    try:
        descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.writelines(pieces)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from error


def export_everything(
    session: Session, project: Project | None = None, *, texts: bool = False
) -> Iterator[bytes]:
    """Every article (of a project) as JSON Lines; none of a deleted project.

    Documents hold no cycles: without the collector, which would walk them over and over, this takes two thirds of
    the time. What it would have collected is little, and goes when the command ends.
    """
    gone = select(Project.id).where(Project.deleted_at.is_not(None))
    chosen = and_(Article.removed_at.is_(None), Article.project_id.not_in(gone))
    if project is not None:
        chosen = and_(chosen, Article.project_id == project.id)
    gc.disable()
    try:
        yield from export_lines(session, chosen, texts=texts)
    finally:
        gc.enable()


def _some(session: Session, ids: tuple[str, ...], texts: bool) -> Iterator[bytes]:
    query = (
        select(Article)
        .join(Project, Project.id == Article.project_id)
        .where(Article.uid.in_(ids), Article.removed_at.is_(None), Project.deleted_at.is_(None))
    )
    found = {article.uid: article for article in session.scalars(query)}
    for uid in ids:
        if uid not in found:
            raise click.ClickException(f"There is no article {uid}.")
    if len(ids) == 1:
        return iter([serialise.page(document(session, found[ids[0]], texts=texts))])
    return (piece for uid in ids for piece in export_lines(session, Article.id == found[uid].id, texts=texts))


def _import_file(database: Database, name: str, given: dict[str, str], project: str | None) -> list[str]:
    data = _read(name)
    records = find_records(data, name)
    if records is not None:
        if given:
            raise Invalid("A document says these itself: leave --title, --lang and --url out.")
        return _import_records(database, records, project)
    arrival = arrivals.prepare(read(data, "" if name == STANDARD_INPUT else name), given, origin=Origin.FILE)
    with database.writing() as session:
        return [arrivals.store(session, open_project(session, project), arrival, actor=None).uid]


def _import_records(database: Database, records: Records, wanted: str | None) -> list[str]:
    """Check every record before the first one is written, then write all in one transaction."""
    for _record in records.each(lambda text: check_document(parse(text))):
        pass
    with database.writing() as session:
        project = open_project(session, wanted)

        def write(text: bytes) -> str:
            # Checked above, word for word the same; all of them at once would not fit into memory.
            return read_document(session, Checked(parse(text)), actor=None, project=project).uid

        return list(records.each(write))


def _read(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except OSError as error:
        raise click.ClickException(f"{name} cannot be read: {error.strerror}.") from error


def _shown(name: str) -> str:
    return "standard input" if name == STANDARD_INPUT else name
