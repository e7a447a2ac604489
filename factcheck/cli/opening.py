"""Opening the installation's database for a command, and the project that it is about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.orm import Session

from factcheck import schema
from factcheck.accounts.models import Project
from factcheck.accounts.picking import pick_project
from factcheck.config import REPLICA, load_settings
from factcheck.db import Database
from factcheck.errors import NotAllowed
from factcheck.words import gettext as _

PROJECT = click.option(
    "--project", metavar="SLUG", help="The project, by its short name. Default: the only one there is."
)


@contextmanager
def opened() -> Iterator[Database]:
    """The environment's database, at this program's schema."""
    database = Database(load_settings().database_url)
    try:
        schema.upgrade(database)
        yield database
    finally:
        database.dispose()


@contextmanager
def opened_to_read() -> Iterator[Database]:
    """The copy that is only read, where the installation has one, at whatever schema it is; else as `opened`."""
    url = load_settings().replica_url
    if url is None:
        with opened() as database:
            yield database
        return
    database = Database(url, name=REPLICA)
    try:
        yield database
    finally:
        database.dispose()


def open_project(session: Session, wanted: str | None) -> Project:
    """The project of that slug, or the only one, to put something into.

    Raises NotFound, Invalid where there are several, both naming them, and NotAllowed for an archived one.
    """
    project = pick_project(session, wanted)
    if project.archived_at is not None:
        raise NotAllowed(
            _(
                "The project %(slug)s is archived: it can be read and exported, but not changed. Bring it back with: "
                "factcheck project restore %(slug)s",
                slug=project.slug,
            )
        )
    return project
