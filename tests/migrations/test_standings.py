"""A database that was used before there was a summary has one after it is migrated."""

from __future__ import annotations

from alembic import command
from sqlalchemy import func, select

from factcheck import schema
from factcheck.dashboard.models import ClaimStanding, ClaimTally
from factcheck.dashboard.upkeep import out_of_date
from factcheck.db import Database
from tests.integration.dashboard.test_figures import fill_well


def test_what_is_there_already_is_summed_up(empty_database: Database) -> None:
    schema.upgrade(empty_database)
    with empty_database.writing() as session:
        fill_well(session)
        before = session.scalar(select(func.count()).select_from(ClaimStanding))
    with empty_database.engine.connect() as connection, connection.begin():
        command.downgrade(schema._config(connection), "0002")

    assert schema.upgrade(empty_database) is True

    with empty_database.reading() as session:
        assert out_of_date(session) is None
        assert session.scalar(select(func.count()).select_from(ClaimStanding)) == before
        assert session.scalar(select(func.sum(ClaimTally.number))) == before
    with empty_database.writing() as session:
        fill_well(session)
        assert out_of_date(session) is None
