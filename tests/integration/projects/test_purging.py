"""What is deleted for good once 30 days are over, what stays, and the commands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select

from factcheck.accounts.models import Project
from factcheck.activity.models import Event
from factcheck.activity.service import verify
from factcheck.articles.models import Article
from factcheck.cli.main import main
from factcheck.config import Settings
from factcheck.db import Database, now
from factcheck.evidence.models import Blob, KeptCopy
from factcheck.models import metadata
from factcheck.projects.purging import is_purge_due, purge_due
from tests.integration.projects.conftest import TEXT, Desks
from tests.support.scenes import add_people, set_scene

KEEP_ROWS = {
    "events",
    "log_head",
    "users",
    "sessions",
    "api_tokens",
    "receipts",
    "sign_in_attempts",
    "link_hosts",
}


def rows(database: Database) -> dict[str, int]:
    """How many rows each table has, but for those that no project owns."""
    with database.reading() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
            if table.name not in KEEP_ROWS
        }


def test_everything_of_a_purged_project_goes_but_its_events(desks: Desks) -> None:
    desks.put_in(desks.second)
    desks.post("nora", f"/projects/{desks.second.uid}/guidelines", guidelines="Ours.", seen="0")
    desks.get("nora", f"/projects/{desks.second.uid}/guidelines")
    with desks.database.writing() as session:
        # The scene makes a project of its own for its outsider, which is not of interest.
        people = add_people(session)
        session.query(Project).filter_by(slug="other").delete()
    before = rows(desks.database)
    with desks.database.writing() as session:
        set_scene(session, people, "reviewer")
        # A page that both projects keep is stored once.
        shared = session.scalars(select(Blob.id)).first()
        session.add(
            KeptCopy(
                project_id=desks.second.id,
                url="https://a.example/",
                final_url="https://a.example/",
                body_sha256="0" * 64,
                body_blob_id=shared,
                text_sha256="0" * 64,
                text_blob_id=shared,
            )
        )
    desks.post("lee", f"/projects/{desks.first.uid}/guidelines", guidelines="Theirs.", seen="0")
    desks.get("lee", f"/projects/{desks.first.uid}/guidelines")
    assert desks.post("ada", f"/projects/{desks.first.uid}/delete", typed="Desk").status_code == 303
    with desks.database.writing() as session:
        assert not is_purge_due(session)
        session.get_one(Project, desks.first.id).deleted_at = now() - timedelta(days=30, seconds=1)
        events = session.scalar(select(func.count()).select_from(Event)) or 0
    assert desks.post("ada", f"/projects/{desks.first.uid}/restore").status_code == 409

    assert purge_due(desks.database) == ["desk"]
    assert purge_due(desks.database) == []
    after = rows(desks.database)
    of_second = {"projects": 1, "memberships": 1, "kept_copies": 1, "blobs": 1, "articles": 1, "revisions": 1}
    of_second |= {"segments": before["segments"], "guidelines_versions": 1, "guidelines_readings": 1}
    assert {name: number for name, number in after.items() if number} == of_second
    with desks.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Event)) == events + 1
        assert verify(session) is None
    assert desks.actions("project_state")[-1] == "project.purged"
    assert "30 days" not in desks.get("ada", "/projects").text


@pytest.mark.sqlite
def test_projects_on_the_command_line(
    desks: Desks, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTCHECK_INSTANCE", str(settings.instance))
    monkeypatch.setenv("FACTCHECK_DATABASE_URL", settings.database_url)

    def run(*words: str, text: str | None = None) -> Result:
        return CliRunner().invoke(main, list(words), input=text)

    made = run("project", "create", "Foreign desk", "--copy", "desk", "--members")
    assert (made.exit_code, made.stdout) == (0, "foreign-desk\n")
    assert run("project", "create", "X", "--copy", "desk", "--pack", "light").exit_code == 2
    unclear = run("import", "-", text=TEXT)
    assert unclear.exit_code == 1
    assert "Say which one: desk, foreign-desk, sports." in unclear.stderr
    assert "There are: desk, foreign-desk, sports." in run("import", "-", "--project", "no", text=TEXT).stderr
    article = run("import", "-", "--project", "sports", text=TEXT).stdout.strip()
    with desks.database.reading() as session:
        stored = session.scalars(select(Article).where(Article.uid == article)).one()
    assert stored.project_id == desks.second.id
    assert article in run("export", "--all", "--project", "sports").stdout
    assert run("export", "--all", "--project", "desk").stdout == ""

    assert run("project", "archive", "sports").exit_code == 0
    refused = run("import", "-", "--project", "sports", text=TEXT)
    assert refused.exit_code == 1
    assert "sports is archived" in refused.stderr
    assert run("project", "restore", "sports").exit_code == 0
    assert run("project", "delete", "sports", "--confirm", "sport").exit_code == 1
    assert run("project", "delete", "sports", text="Sports\n").exit_code == 0
    assert article not in run("export", "--all").stdout
    assert f"There is no article {article}" in run("export", article).stderr
    listed = run("project", "list").stdout.splitlines()
    assert listed == [
        "desk\topen\tDesk",
        "foreign-desk\topen\tForeign desk",
        "sports\tdeleted, 30 days left\tSports",
    ]
    assert run("project", "restore", "sports").exit_code == 0
    assert run("check").exit_code == 0
