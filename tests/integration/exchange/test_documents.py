"""Any document goes in and comes out the same; any fault is refused with its path."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import reduce
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from factcheck.accounts.queries import get_default_project
from factcheck.articles.models import Article
from factcheck.db import Database
from factcheck.errors import Invalid
from factcheck.exchange import project_record, serialise
from factcheck.exchange.document import document
from factcheck.exchange.intake import check_document, read_document
from factcheck.exchange.parsing import parse
from tests.integration.exchange.documents import documents


@settings(max_examples=60)
@given(data=st.data())
def test_c21_c49_any_document_comes_out_as_it_went_in(database: Database, data: st.DataObject) -> None:
    with database.reading() as session:
        stored = session.execute(select(*project_record.COLUMNS)).one()
        about = msgspec.to_builtins(project_record.record(project_record.Stored(*stored)))
    value = data.draw(documents(about))
    sent = serialise.page(value)
    checked = check_document(parse(sent))
    with database.writing() as session:
        read_document(session, checked, actor=None, project=get_default_project(session))
    with database.reading() as session:
        article = session.scalars(select(Article).where(Article.uid == value["article"]["id"])).one()
        assert serialise.page(document(session, article, texts=True)) == sent


@pytest.fixture
def whole(database: Database, rich: str) -> dict[str, Any]:
    """The rich article's document."""
    with database.reading() as session:
        return document(session, session.scalars(select(Article).where(Article.uid == rich)).one())


Path = tuple[str | int, ...]
FIRST: Path = ("claims", 0, "annotations", 0)
IN_FIRST = "$.claims[0].annotations[0]"


def put(*path: str | int, value: Any) -> Callable[[dict[str, Any]], None]:
    """A change of one member."""

    def change(whole: dict[str, Any]) -> None:
        reduce(lambda part, step: part[step], path[:-1], whole)[path[-1]] = value  # type: ignore[index]

    return change


def repeat(*path: str | int) -> Callable[[dict[str, Any]], None]:
    """The same item once more at the end of its list."""

    def change(whole: dict[str, Any]) -> None:
        items: Any = reduce(lambda part, step: part[step], path, whole)  # type: ignore[index]
        items.append(copy.deepcopy(items[0]))

    return change


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("change", "field"),
    [
        (put("schema", value="factcheck/2"), "$.schema"),
        (put("exported_at", value="2026-01-01T00:00:00Z"), "$"),
        (put("project", "lang", value="EN"), "$.project.lang"),
        (put("project", "policy", "pack", value="heavy"), "$.project.policy.pack"),
        (put("project", "policy", "pool_days", value=91), "$.project.policy.pool_days"),
        (repeat("project", "policy", "rules"), "$.project.policy.rules"),
        (
            put("project", "policy", "second_by_priority", value=[{"priority": "high", "percent": 0}]),
            "$.project.policy.second_by_priority[0].percent",
        ),
        (
            put("project", "verdicts", value=[{"verdict": "mixed", "name": "Half  true", "meaning": ""}]),
            "$.project.verdicts",
        ),
        (
            put("project", "verdicts", value=[{"verdict": "mixed", "name": "", "meaning": ""}]),
            "$.project.verdicts",
        ),
        (
            put("project", "guidelines", value={"version": 1, "text": "Check.\r\nTwice."}),
            "$.project.guidelines.text",
        ),
        (put("project", "guidelines", value={"version": 0, "text": ""}), "$.project.guidelines.version"),
        (put("article", "lang", value="EN"), "$.article.lang"),
        (put("article", "lang", value="iw"), "$.article.lang"),
        (put("article", "url", value="javascript:alert(1)"), "$.article.url"),
        (put("article", "title", value="a\0b"), "$.article.title"),
        (put("article", "title", value="a" * 501), "$.article.title"),
        (put("article", "published_at", value="2026-02-30T00:00:00Z"), "$.article.published_at"),
        (put("article", "created_by", value="dana ōe"), "$.claims[0].created_by"),
        (put("article", "created_by", value=" Dana"), "$.article.created_by"),
        (put("revisions", value=[]), "$.revisions"),
        (repeat("revisions"), "$.revisions[1].id"),
        (put("revisions", 0, "text", value="Another text."), "$.revisions[0].sha256"),
        (put("revisions", 0, "text", value="a\r\nb"), "$.revisions[0].text"),
        (put("revisions", 0, "text", value=" \n "), "$.revisions[0].text"),
        (put("revisions", 0, "sha256", value="0" * 64), "$.revisions[0].sha256"),
        (put("revisions", 0, "offset_unit", value="utf-16"), "$.revisions[0].offset_unit"),
        (put("revisions", 0, "segments", 1, "id", value="s1"), "$.revisions[0].segments[1].id"),
        (put("revisions", 0, "segments", 0, "end", value=999_999), "$.revisions[0].segments[0].end"),
        (put("revisions", 0, "segments", 0, "start", value=-1), "$.revisions[0].segments[0].start"),
        (repeat("revisions", 0, "segments"), "$.revisions[0].segments[{segments}].start"),
        (put("claims", 0, "revision", value=2), "$.claims[0].revision"),
        (put("claims", 0, "spans", value=[]), "$.claims[0].spans"),
        (put("claims", 0, "spans", 0, "start", value=0), "$.claims[0].spans[0].exact"),
        (put("claims", 0, "spans", 0, "end", value=2**63), "$.claims[0].spans[0].end"),
        (put("claims", 0, "spans", 0, "end", value=1_000_000), "$.claims[0].spans[0].end"),
        (put("claims", 0, "spans", 0, "end", value=1.5), "$.claims[0].spans[0].end"),
        (put("claims", 0, "spans", 0, "suffix", value="x"), "$.claims[0].spans[0].suffix"),
        (repeat("claims", 0, "spans"), "$.claims[0].spans[1].start"),
        (put("claims", 0, "types", value=["numerical", "numerical"]), "$.claims[0].types"),
        (put("claims", 0, "adjudication", value={}), "$.claims[0].adjudication"),
        (put("claims", 0, "adjudication", "verdict", value=None), "$.claims[0].adjudication.verdict"),
        (put("claims", 0, "adjudication", "by", value="dana ōe"), "$.claims[0].adjudication.by"),
        (put("claims", 0, "adjudication", "outcome", value="maybe"), "$.claims[0].adjudication.outcome"),
        (
            put("claims", 0, "adjudication", "reopened_at", value="2026-01-01T00:00:00Z"),
            "$.claims[0].adjudication.reopened_at",
        ),
        (put("sign_offs", 0, "revision", value=2), "$.sign_offs[0].revision"),
        (put("sign_offs", 0, "sha256", value="0"), "$.sign_offs[0].sha256"),
        (repeat("sign_offs"), "$.sign_offs[1].id"),
        (put("assignments", 0, "claim", value="0" * 18), "$.assignments[0].claim"),
        (put("assignments", 0, "ended", value="lost"), "$.assignments[0].ended"),
        (put("assignments", 0, "ended", value="done"), "$.assignments[0].ended"),
        (put("assignments", 0, "priority", value="soon"), "$.assignments[0].priority"),
        (put("claims", 0, "threads", 0, "resolved_at", value=None), "$.claims[0].threads[0].resolved_by"),
        (
            put("claims", 0, "threads", 0, "comments", 0, "text", value=" "),
            "$.claims[0].threads[0].comments[0].text",
        ),
        (
            put("claims", 0, "threads", 0, "comments", 0, "author", value="a  b"),
            "$.claims[0].threads[0].comments[0].author",
        ),
        (repeat("assignments"), "$.assignments[2].id"),
        (repeat("claims"), "$.claims[2].id"),
        (repeat("claims", 0, "annotations"), "$.claims[0].annotations[2].id"),
        (
            put("claims", 0, "annotations", 1, "reviewer", value="Dana Ōe"),
            "$.claims[0].annotations[1].reviewer",
        ),
        (put(*FIRST, "verdict", value="maybe"), f"{IN_FIRST}.verdict"),
        (put(*FIRST, "status", value="submitted"), f"{IN_FIRST}.submitted_at"),
        (put(*FIRST, "notes", value=""), f"{IN_FIRST}.notes"),
        (put(*FIRST, "active_seconds", value=True), f"{IN_FIRST}.active_seconds"),
        (
            put(*FIRST, "evidence", 0, "url", value="ftp://a.example/"),
            "$.claims[0].annotations[0].evidence[0].url",
        ),
        (
            put(*FIRST, "evidence", 0, "url", value="https://u:p@a.example/"),
            "$.claims[0].annotations[0].evidence[0].url",
        ),
        (put(*FIRST, "evidence", 0, "tier", value=5), f"{IN_FIRST}.evidence[0].tier"),
        (repeat(*FIRST, "evidence"), f"{IN_FIRST}.evidence[1].id"),
        (put(*FIRST, "hops", 0, "via", value=["0" * 18]), f"{IN_FIRST}.hops[0].via[0]"),
        (
            put(*FIRST, "hops", 0, "located_evidence", value="0" * 18),
            "$.claims[0].annotations[0].hops[0].located_evidence",
        ),
        (
            put("sources", 2, "description", value=""),
            "$.claims[0].annotations[0].hops[2].source",
        ),
        (
            put(*FIRST, "hops", 1, "source", "name", value="Other"),
            "$.claims[0].annotations[0].hops[1].source",
        ),
        (
            put("sources", 1, "aliases", value=["the daily"]),
            "$.sources[1].aliases[0]",
        ),
        (
            put(*FIRST, "summary", "weakest", "grade", value="Z9"),
            "$.claims[0].annotations[0].summary.weakest.grade",
        ),
    ],
)
def test_a_faulty_document_is_refused_with_the_path_of_the_fault(
    whole: dict[str, Any], change: Callable[[dict[str, Any]], None], field: str
) -> None:
    check_document(msgspec.json.decode(msgspec.json.encode(whole)))
    segments = len(whole["revisions"][0]["segments"])
    change(whole)
    with pytest.raises(Invalid) as caught:
        check_document(whole)
    assert caught.value.field == field.replace("{segments}", str(segments))
