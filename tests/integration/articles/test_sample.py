"""The sample article has the difficulties that real ones have, and is put in once."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from factcheck.accounts import queries as accounts
from factcheck.articles import service
from factcheck.articles.models import Article
from factcheck.articles.preview import Remark, remarks
from factcheck.articles.sample import put_sample, sample
from factcheck.cli.main import main
from factcheck.config import Settings
from factcheck.db import Database


def test_the_sample_is_as_difficult_as_what_desks_are_sent() -> None:
    text, cuts = sample()
    sentences = [text[cut.start : cut.end] for cut in cuts]
    assert 16 <= len(cuts) <= 24
    assert [cut.kind for cut in cuts[:5]] == ["headline", "caption", "credit", "byline", "body"]
    assert sentences[0] == sentences[1]
    assert cuts[1].end == cuts[2].start
    assert remarks(text, cuts) == [Remark.REPEATED_HEADLINE, Remark.ODD_QUOTES]
    assert all(sign in text for sign in ("[after", "[was]", '"...', "Alder...is", "last month", "Yesterday"))
    assert "citing the Capital Ledger, which in turn relied on the Northern Courier" in text


def test_the_sample_is_put_in_once_and_not_again_after_it_was_removed(database: Database) -> None:
    with database.writing() as session:
        project = accounts.get_default_project(session)
        article, made = put_sample(session, project, actor=None)
        assert made
        assert (article.title, article.publisher) == ("Ferry talks resume in Port Alder", "The Meridian")
        service.remove_article(session, article, actor=accounts.get_user(session, "lee"))
        assert put_sample(session, project, actor=None) == (article, False)


@pytest.mark.sqlite
def test_factcheck_sample_prints_the_same_id_every_time(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTCHECK_INSTANCE", str(settings.instance))
    monkeypatch.setenv("FACTCHECK_DATABASE_URL", settings.database_url)
    unclear = CliRunner().invoke(main, ["sample"])
    assert unclear.exit_code == 1
    assert unclear.stderr == "Error: There are several projects. Say which one: desk, other.\n"
    first, second = (CliRunner().invoke(main, ["sample", "--project", "desk"]) for _time in range(2))
    assert first.exit_code == second.exit_code == 0
    assert first.stdout == second.stdout
    assert (first.stderr, second.stderr) == ("", "The sample is there already.\n")
    with database.reading() as session:
        assert session.scalars(select(Article.uid)).one() == first.stdout.strip()
        assert session.scalar(select(func.count(Article.id))) == 1
