"""Attached files in an article's document: what is known of them, and their content where a lead asks."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from factcheck.accounts.queries import get_default_project
from factcheck.articles.models import Article
from factcheck.db import Database
from factcheck.errors import Invalid
from factcheck.evidence.models import Attachment, Blob
from factcheck.exchange import serialise
from factcheck.exchange.document import document
from factcheck.exchange.intake import check_document, read_document
from factcheck.exchange.parsing import parse
from tests.integration.annotation.conftest import Desk
from tests.integration.evidence.test_attachments import PNG, address, attach


def exported(database: Database, *, texts: bool) -> bytes:
    with database.reading() as session:
        return serialise.page(document(session, session.scalars(select(Article)).one(), texts=texts))


def brought_in(database: Database, value: Any) -> None:
    checked = check_document(value)
    with database.writing() as session:
        read_document(session, checked, actor=None, project=get_default_project(session), trusted=True)


def the_file(value: Any) -> dict[str, Any]:
    """The one file of a document."""
    (file,) = [
        file
        for claim in value["claims"]
        for record in claim["annotations"]
        for piece in record["evidence"]
        for file in piece["attachments"]
    ]
    return file  # type: ignore[no-any-return]


@pytest.fixture
def another(tmp_path: Path, sqlite_template: object) -> Database:
    """Another empty instance."""
    path = tmp_path / "another.sqlite3"
    shutil.copyfile(str(sqlite_template), path)
    return Database(f"sqlite:///{path}")


@pytest.mark.parametrize("texts", [True, False])
def test_c49_files_come_out_again_with_the_same_bytes(
    desk: Desk, database: Database, another: Database, texts: bool
) -> None:
    attach(desk, PNG, "צילום.png")
    desk.saved("attachments", title="Call", text="She said so.")
    sent = exported(database, texts=texts)
    assert (base64.b64encode(PNG) in sent) is texts
    brought_in(another, parse(sent))
    assert exported(another, texts=texts) == sent
    with another.reading() as session:
        assert session.scalar(select(func.count()).select_from(Attachment)) == 2
        assert (session.scalar(select(func.count()).select_from(Blob)) == 2) is texts
    another.dispose()


def test_a_file_whose_content_did_not_come_along_is_named_and_not_offered(
    desk: Desk, database: Database
) -> None:
    attach(desk, PNG, "a.png")
    with database.writing() as session:
        session.scalars(select(Attachment)).one().blob_id = None
    page = desk.enter("dana").get(f"/articles/{desk.article.uid}?at={desk.starts[1]}").text
    assert "the file itself is not kept here" in page
    assert address(desk, database) not in page
    assert desk.enter("dana").get(address(desk, database)).status_code == 404


BROKEN = {
    "another content": {"content": base64.b64encode(PNG + b"!").decode()},
    "a web page": {"content": base64.b64encode(b"<!doctype html><script>").decode()},
    "another kind": {"media_type": "image/gif"},
    "no Base64": {"content": "AAA"},
    "another size": {"size": 3},
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN)
def test_c33_content_that_is_not_what_is_said_of_it_is_refused_with_its_path(
    desk: Desk, database: Database, change: dict[str, object]
) -> None:
    attach(desk, PNG, "a.png")
    value = parse(exported(database, texts=True))
    the_file(value).update(change)
    with pytest.raises(Invalid) as refused:
        check_document(value)
    assert str(refused.value.field).endswith(".attachments[0].content")


@pytest.mark.parametrize("name", ["../a.png", "a/b.png", "a\\b.png", "..", " a.png", "a\u202eb.png"])
def test_c34_a_name_that_leads_elsewhere_is_refused(desk: Desk, database: Database, name: str) -> None:
    attach(desk, PNG, "a.png")
    value = parse(exported(database, texts=False))
    the_file(value)["name"] = name
    with pytest.raises(Invalid) as refused:
        check_document(value)
    assert "attachments[0].name" in str(refused.value.field)
