"""The migrations make the schema that the models describe, once, on both databases."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from factcheck import models, schema
from factcheck.db import Database
from factcheck.errors import Misconfigured


def tables(database: Database) -> set[str]:
    """The names of the tables that are there."""
    with database.engine.connect() as connection:
        return set(inspect(connection).get_table_names())


def differences(database: Database) -> list[Any]:
    """What alembic would still change to make the database what the models say."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, models.metadata))


def test_an_empty_database_gets_every_table_of_the_models(empty_database: Database) -> None:
    assert schema.upgrade(empty_database) is True

    assert tables(empty_database) == {*models.metadata.tables, "alembic_version"}


def test_the_migrated_schema_is_the_one_of_the_models(empty_database: Database) -> None:
    schema.upgrade(empty_database)

    assert differences(empty_database) == []


def test_a_second_upgrade_does_nothing(empty_database: Database) -> None:
    schema.upgrade(empty_database)

    assert schema.upgrade(empty_database) is False


def test_c47_a_database_of_a_newer_program_is_refused_and_left_alone(empty_database: Database) -> None:
    schema.upgrade(empty_database)
    with empty_database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = 'from-the-future'"))

    with pytest.raises(Misconfigured, match="newer version"):
        schema.upgrade(empty_database)

    with empty_database.reading() as session:
        assert session.scalar(text("SELECT version_num FROM alembic_version")) == "from-the-future"


def test_there_is_one_line_of_migrations_and_the_names_of_their_files_give_it() -> None:
    scripts = ScriptDirectory(str(schema.MIGRATIONS))

    assert len(scripts.get_heads()) == 1
    assert schema.revisions() == [script.revision for script in reversed(list(scripts.walk_revisions()))]


def test_a_server_whose_database_is_up_to_date_loads_neither_alembic_nor_what_reads_web_pages() -> None:
    heavy = "{'alembic', 'trafilatura', 'lxml', 'huey', 'pypdf'}"
    loaded = f"import sys, factcheck.serve; print({heavy} & set(sys.modules))"

    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True)

    assert (done.stdout, done.stderr) == ("set()\n", "")
