"""From rows to the facts that the rules look at."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from factcheck.annotation.facts import record_facts, said_on
from factcheck.annotation.models import Annotation, Claim, Evidence, Hop
from factcheck.annotation.rule_facts import RecordFacts
from factcheck.annotation.verdicts import ClaimType, Flag, Medium, Priority, Stance, Tier, Verdict
from factcheck.articles.models import Article
from factcheck.sources.models import Source

ARTICLE = Article(
    url="https://daily.example/a?utm_source=x", published_at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
)
CLAIM = Claim(types=["numerical"], priority="high")


def evidence(uid: str = "e", url: str = "https://a.example/1", **values: Any) -> Evidence:
    return Evidence(uid=uid, url=url, **{"publisher": "", "quote": "", **values})


def hop(uid: str = "h", **values: Any) -> Hop:
    source = Source(uid="s", name="Courier", description="")
    return Hop(uid=uid, via=None, act="reports", plural_stated=False, source=source, **values)


def facts(*pieces: Evidence, stories: dict[str, str] | None = None) -> RecordFacts:
    return record_facts(ARTICLE, CLAIM, None, pieces, [], stories)


def test_a_claim_without_a_record_has_the_facts_of_the_claim_alone() -> None:
    bare = facts()
    assert (bare.verdict, bare.rationale, bare.flags, bare.evidence) == (None, "", frozenset(), ())
    assert (bare.claim_types, bare.priority) == (frozenset({ClaimType.NUMERICAL}), Priority.HIGH)
    assert bare.is_serious


def test_what_is_stored_as_words_becomes_members_of_the_lists() -> None:
    annotation = Annotation(verdict="refuted", rationale="So.", flags=["altered_quote"])
    piece = evidence(stance="refutes", tier=1, medium="pdf", published_at=date(2026, 3, 2), quote="q")
    found = record_facts(ARTICLE, CLAIM, annotation, [piece], [hop(identification="outlet")])
    assert (found.verdict, found.rationale, found.flags) == (
        Verdict.REFUTED,
        "So.",
        frozenset({Flag.ALTERED_QUOTE}),
    )
    (one,) = found.evidence
    assert (one.stance, one.tier, one.medium) == (Stance.REFUTES, Tier.PRIMARY, Medium.PDF)
    assert (one.published, one.quote, one.story) == (date(2026, 3, 2), "q", None)
    assert (found.chain.attributions, found.hops[0].label) == (1, "Courier")


@pytest.mark.parametrize(
    ("piece", "publisher"),
    [
        (evidence(publisher="The Daily"), "the daily"),
        (evidence(), "a.example"),
        (evidence(url=""), None),
        (evidence(url="", publisher="A clerk"), "a clerk"),
    ],
)
def test_a_publisher_is_told_by_its_name_else_by_the_host(piece: Evidence, publisher: str | None) -> None:
    assert facts(piece).evidence[0].publisher == publisher


def test_the_article_itself_is_recognised_among_the_evidence() -> None:
    urls = [ARTICLE.url, "https://daily.example/b", ""]
    found = facts(*(evidence(str(number), url) for number, url in enumerate(urls)))
    assert [piece.cites_article for piece in found.evidence] == [True, False, False]
    nowhere = record_facts(Article(url="", published_at=None), CLAIM, None, [evidence(url="")], [])
    assert not nowhere.evidence[0].cites_article


def test_each_piece_gets_the_name_of_its_story() -> None:
    found = facts(evidence("a"), evidence("b"), stories={"a": "wire"})
    assert [piece.story for piece in found.evidence] == ["wire", None]


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        ([], date(2026, 3, 1)),
        ([None], date(2026, 3, 1)),
        ([date(2026, 2, 9), None, date(2026, 2, 3)], date(2026, 2, 3)),
        ([date(2026, 5, 1)], date(2026, 5, 1)),
    ],
)
def test_the_day_of_the_statement_is_the_earliest_that_a_hop_has_else_the_articles(
    dates: list[date | None], day: date
) -> None:
    assert said_on(ARTICLE, [hop(str(number), claim_date=each) for number, each in enumerate(dates)]) == day
    assert said_on(Article(url="", published_at=None), []) is None
