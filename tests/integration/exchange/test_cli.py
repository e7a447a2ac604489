"""`factcheck import` and `factcheck export`, as a shell runs them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select

from factcheck.articles.models import Article, Revision
from factcheck.cli.main import main
from factcheck.config import Settings
from factcheck.db import Database
from factcheck.exchange.parsing import parse

Run = Callable[..., Result]


@pytest.fixture
def run(settings: Settings) -> Run:
    """Run a command on this test's database: `run("export", uid)`, with bytes for standard input."""

    def command(*arguments: object, typed: bytes = b"") -> Result:
        environment = {
            "FACTCHECK_INSTANCE": str(settings.instance),
            "FACTCHECK_DATABASE_URL": settings.database_url,
        }
        return CliRunner().invoke(
            main, [str(each) for each in arguments], input=io.BytesIO(typed), env=environment
        )

    return command


def count(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Article)) or 0


def first_text(database: Database) -> tuple[Article, str]:
    with database.reading() as session:
        article = session.scalars(select(Article)).one()
        return article, session.scalars(select(Revision.text)).one()


def renamed(document: dict[str, Any], number: int) -> dict[str, Any]:
    """The document without claims, under other ids."""
    uid = f"{number:018}"
    return {
        **document,
        "article": document["article"] | {"id": uid},
        "revisions": [document["revisions"][0] | {"id": uid}],
        "sources": [],
        "sign_offs": [],
        "assignments": [],
        "claims": [],
    }


def test_a_text_from_standard_input_becomes_an_article_and_its_id_is_printed(
    database: Database, run: Run
) -> None:
    result = run(
        "import",
        "-",
        "--title",
        "Ferries",
        "--lang",
        "en",
        "--url",
        "https://a.example/",
        typed=b"One. Two.\n",
    )
    assert result.exit_code == 0, result.output
    article, text = first_text(database)
    assert result.stdout == f"{article.uid}\n"
    assert (article.title, article.lang, article.url, text) == (
        "Ferries",
        "en",
        "https://a.example/",
        "One. Two.\n",
    )


def test_markdown_and_html_files_are_read_as_what_they_are(
    database: Database, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text("# Ferries\n\nThey sail again. Nobody knows why.\n")
    page = "<html><head><title>Boats</title></head><body><article><p>" + "Boats sail again today. " * 30
    (tmp_path / "b.html").write_text(page + "</p></article></body></html>")
    result = run("import", tmp_path / "a.md", tmp_path / "b.html")
    assert result.exit_code == 0, result.output
    assert len(result.stdout.split()) == count(database) == 2


def test_an_export_of_one_id_is_one_document_that_imports_again(
    database: Database, run: Run, rich: str, tmp_path: Path
) -> None:
    result = run("export", rich)
    assert result.exit_code == 0, result.output
    document = parse(result.stdout_bytes)
    assert document["article"]["id"] == rich
    again = run("import", "-", typed=result.stdout_bytes)
    assert again.exit_code == 1
    assert "here already" in again.output
    other = renamed(document, 7)
    assert run("import", "-", typed=json.dumps(other).encode()).stdout == f"{7:018}\n"


def test_several_articles_come_as_json_lines_and_go_into_a_file_as_a_whole(
    database: Database, run: Run, rich: str, tmp_path: Path
) -> None:
    document = parse(run("export", rich).stdout_bytes)
    lines = [json.dumps(renamed(document, number), ensure_ascii=False) for number in (1, 2, 3)]
    (tmp_path / "three").write_text("\n\n".join(lines))
    assert run("import", tmp_path / "three").stdout.split() == [f"{number:018}" for number in (1, 2, 3)]
    target = tmp_path / "all.jsonl"
    target.write_text("old")
    assert run("export", "--all", "-o", target).exit_code == 0
    exported = [parse(line) for line in target.read_bytes().splitlines()]
    assert [each["article"]["id"] for each in exported] == sorted([rich, *(f"{n:018}" for n in (1, 2, 3))])
    two = run("export", f"{3:018}", rich)
    assert [parse(line)["article"]["id"] for line in two.stdout_bytes.splitlines()] == [f"{3:018}", rich]
    assert {path.name for path in tmp_path.iterdir()} == {"three", "all.jsonl", "instance"}


@pytest.mark.parametrize("name", ["some.jsonl", "some"])
def test_c49_a_bad_record_is_named_by_its_number_and_nothing_of_its_file_is_written(
    database: Database, run: Run, rich: str, tmp_path: Path, name: str
) -> None:
    document = parse(run("export", rich).stdout_bytes)
    records = [renamed(document, 1), renamed(document, 2), renamed(document, 3)]
    records[1]["revisions"][0]["sha256"] = "0" * 64
    (tmp_path / name).write_text("".join(json.dumps(each) + "\n" for each in records))
    result = run("import", tmp_path / name)
    assert result.exit_code == 1
    assert "record 2: This is not the SHA-256 of the text" in result.output
    assert "$.revisions[0].sha256" in result.output
    assert count(database) == 1


def test_c49_a_record_whose_article_is_here_already_undoes_those_before_it(
    database: Database, run: Run, rich: str, tmp_path: Path
) -> None:
    document = parse(run("export", rich).stdout_bytes)
    records = [renamed(document, 1), renamed(document, 2), document]
    result = run("import", "-", typed="".join(json.dumps(each) + "\n" for each in records).encode())
    assert result.exit_code == 1
    assert "record 3" in result.output
    assert count(database) == 1


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        (b'{"schema": "factcheck/1"}', "project is missing"),
        (b'{"schema": "factcheck/2"}', '"factcheck/1"'),
        (b'{"schema": "factcheck/1", "project": ', "not JSON"),
        (b"   \n ", "no text"),
        (b"a\0b", "not a text file"),
    ],
)
def test_what_cannot_be_imported_is_refused_in_one_line_that_says_why(
    database: Database, run: Run, typed: bytes, reason: str
) -> None:
    result = run("import", "-", typed=typed)
    assert result.exit_code == 1
    assert reason in result.output
    assert result.output.count("\n") == 1
    assert count(database) == 0


def test_a_text_that_begins_with_a_brace_is_a_text(database: Database, run: Run) -> None:
    assert run("import", "-", typed=b"{This} is not JSON. It is a text.\n").exit_code == 0
    assert count(database) == 1


def test_unknown_ids_missing_files_and_no_ids_at_all_are_refused(run: Run, rich: str, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    for arguments in (
        ("export", "nothing", "-o", target),
        ("export",),
        ("export", "--all", rich),
        ("import", "absent.txt"),
    ):
        result = run(*arguments)
        assert result.exit_code != 0
    assert not target.exists()
    assert "cannot be written" in run("export", rich, "-o", tmp_path / "no" / "out.json").output
