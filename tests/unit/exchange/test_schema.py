"""The JSON Schema says what the code says."""

from __future__ import annotations

from typing import Any

import json_format
import msgspec
import pytest
from jsonschema import Draft202012Validator

from factcheck.accounts import names
from factcheck.accounts.models import Project
from factcheck.adjudication.models import NOTE_LENGTH
from factcheck.adjudication.outcomes import Outcome
from factcheck.annotation import hops, models, policy, sourcing, verdicts, weakness
from factcheck.annotation.blind import Blind
from factcheck.annotation.rules import Severity
from factcheck.annotation.service import claims, evidence
from factcheck.annotation.service import hops as chains
from factcheck.articles import decoding
from factcheck.articles import models as articles
from factcheck.assignments.pooling import MOST_DAYS
from factcheck.assignments.sampling import WHOLE
from factcheck.db import UID_ALPHABET, UID_LENGTH, new_uid
from factcheck.discussion.models import COMMENT_LENGTH
from factcheck.errors import Invalid
from factcheck.exchange import shapes
from factcheck.exchange.validation import check, document_schema
from factcheck.projects.service import settings as project_settings
from factcheck.projects.service.guidelines import GUIDELINES_LENGTH
from factcheck.sources import models as sources

DEFS: dict[str, Any] = document_schema()["$defs"]
SHAPES: dict[str, type[msgspec.Struct]] = {
    "project": shapes.Project,
    "verdict_words": shapes.VerdictWords,
    "guidelines": shapes.Guidelines,
    "policy": shapes.Policy,
    "rule_severity": shapes.RuleSeverity,
    "priority_share": shapes.PriorityShare,
    "verdict_share": shapes.VerdictShare,
    "article": shapes.Article,
    "revision": shapes.Revision,
    "segment": shapes.Segment,
    "span": shapes.Span,
    "claim": shapes.Claim,
    "adjudication": shapes.Adjudication,
    "dissent": shapes.Dissent,
    "sign_off": shapes.SignOff,
    "assignment": shapes.Assignment,
    "comment": shapes.Comment,
    "thread": shapes.Thread,
    "annotation": shapes.Annotation,
    "evidence": shapes.Evidence,
    "copy": shapes.Copy,
    "link_check": shapes.LinkCheck,
    "difference": shapes.Difference,
    "attachment": shapes.Attachment,
    "hop": shapes.Hop,
    "waiver": shapes.Waiver,
    "source": shapes.Source,
    "source_record": shapes.SourceRecord,
    "summary": shapes.Summary,
    "weakest": shapes.Weakest,
}


def rule(path: str) -> dict[str, Any]:
    """A member's rule: `claim.priority`."""
    name, member = path.split(".")
    found: dict[str, Any] = DEFS[name]["properties"][member]
    return found


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(document_schema())


@pytest.mark.parametrize("name", SHAPES)
def test_members_and_their_order_are_those_that_are_written(name: str) -> None:
    fields = [field.name for field in msgspec.structs.fields(SHAPES[name])]
    assert list(DEFS[name]["properties"]) == fields
    assert DEFS[name]["required"] == fields
    assert DEFS[name]["additionalProperties"] is False


def test_the_document_has_the_members_that_are_written() -> None:
    fields = [field.name for field in msgspec.structs.fields(shapes.Document)]
    assert list(document_schema()["properties"]) == document_schema()["required"] == fields
    assert {name for name in DEFS if "properties" in DEFS[name]} == set(SHAPES)


def test_the_summary_has_the_members_that_are_computed() -> None:
    assert list(DEFS["summary"]["properties"]) == list(sourcing.summarise([]).to_dict())


@pytest.mark.parametrize(
    ("path", "members"),
    [
        ("verdict_words.verdict", verdicts.Verdict),
        ("policy.pack", policy.PackKey),
        ("policy.blind", Blind),
        ("rule_severity.rule", policy.CHANGEABLE),
        ("rule_severity.severity", Severity),
        ("priority_share.priority", verdicts.Priority),
        ("verdict_share.verdict", verdicts.Verdict),
        ("segment.kind", articles.SegmentKind),
        ("revision.origin", articles.Origin),
        ("claim.types", verdicts.ClaimType),
        ("claim.priority", verdicts.Priority),
        ("annotation.verdict", verdicts.Verdict),
        ("adjudication.outcome", Outcome),
        ("adjudication.verdict", verdicts.Verdict),
        ("adjudication.flags", verdicts.Flag),
        ("dissent.verdict", verdicts.Verdict),
        ("annotation.flags", verdicts.Flag),
        ("annotation.confidence", verdicts.Confidence),
        ("annotation.status", verdicts.AnnotationStatus),
        ("evidence.medium", verdicts.Medium),
        ("evidence.source_type", verdicts.SourceType),
        ("evidence.tier", verdicts.Tier),
        ("evidence.stance", verdicts.Stance),
        ("hop.act", hops.Act),
        ("hop.mode", hops.Mode),
        ("hop.identification", hops.Identification),
        ("hop.ground_rules", hops.GroundRules),
        ("hop.proximity", hops.Proximity),
        ("hop.located", hops.Located),
        ("hop.reliability", hops.Reliability),
        ("hop.credibility", hops.Credibility),
        ("weakest.reason", weakness.Weakness),
    ],
)
def test_closed_lists_are_those_of_the_code(path: str, members: Any) -> None:
    found = rule(path)
    listed = found["items"]["enum"] if found.get("type") == "array" else found["enum"]
    assert [each for each in listed if each is not None] == [member.value for member in members]


@pytest.mark.parametrize(
    ("path", "limit"),
    [
        ("article.title", articles.TITLE_LENGTH),
        ("article.byline", articles.BYLINE_LENGTH),
        ("article.publisher", articles.BYLINE_LENGTH),
        ("article.url", articles.URL_LENGTH),
        ("article.lang", articles.Article.lang.type.length),
        ("revision.text", decoding.MAX_CHARACTERS),
        ("segment.segmenter", articles.Segment.segmenter.type.length),
        ("project.slug", Project.slug.type.length),
        ("project.name", Project.name.type.length),
        ("project.lang", Project.lang.type.length),
        ("verdict_words.name", project_settings.LABEL_LENGTH),
        ("verdict_words.meaning", project_settings.MEANING_LENGTH),
        ("guidelines.text", GUIDELINES_LENGTH),
        ("span.prefix", shapes.CONTEXT),
        ("span.suffix", shapes.CONTEXT),
        ("claim.text", models.CLAIM_LENGTH),
        ("annotation.rationale", models.TEXT_LENGTH),
        ("annotation.notes", models.TEXT_LENGTH),
        ("adjudication.rationale", models.TEXT_LENGTH),
        ("adjudication.reopened_why", models.TEXT_LENGTH),
        ("sign_off.note", NOTE_LENGTH),
        ("comment.text", COMMENT_LENGTH),
        ("assignment.note", models.LINE_LENGTH),
        ("assignment.sent_back_why", models.TEXT_LENGTH),
        ("evidence.url", models.URL_LENGTH),
        ("evidence.title", models.LINE_LENGTH),
        ("evidence.publisher", models.LINE_LENGTH),
        ("evidence.author", models.LINE_LENGTH),
        ("evidence.quote", models.QUOTE_LENGTH),
        ("evidence.note", models.QUOTE_LENGTH),
        ("source.name", sources.SOURCE_NAME_LENGTH),
        ("source.description", sources.SOURCE_NAME_LENGTH),
    ],
)
def test_limits_are_those_of_the_code(path: str, limit: int) -> None:
    assert rule(path)["maxLength"] == limit


def test_numbers_of_things_are_those_of_the_code() -> None:
    assert rule("claim.spans")["maxItems"] == claims.MAX_SPANS
    assert rule("annotation.evidence")["maxItems"] == evidence.MAX_EVIDENCE
    assert rule("annotation.hops")["maxItems"] == chains.MAX_HOPS
    assert rule("hop.n_identified")["maximum"] == chains.MAX_IDENTIFIED
    assert rule("segment.end")["maximum"] == rule("span.end")["maximum"] == decoding.MAX_CHARACTERS
    assert rule("policy.pool_days")["maximum"] == MOST_DAYS
    assert rule("priority_share.percent")["maximum"] == rule("verdict_share.percent")["maximum"] == WHOLE
    assert DEFS["person"]["maxLength"] == names.NAME_LENGTH


def test_identifiers_are_those_that_are_made() -> None:
    schema = {"$ref": "#/$defs/uid", "$defs": DEFS}
    for uid in (new_uid(), "0" * UID_LENGTH, UID_ALPHABET[:UID_LENGTH], UID_ALPHABET[-UID_LENGTH:]):
        check(uid, schema)
    for wrong in ("", "0" * 17, "0" * 19, "0" * 17 + "l", "0" * 17 + "A", "0" * 18 + "\n", 1, None):
        with pytest.raises(Invalid):
            check(wrong, schema)


@pytest.mark.parametrize(
    "moment", ["2026-02-28T23:59:59Z", "2026-02-28T23:59:59.123456Z", "1000-01-01T00:00:00.1Z"]
)
def test_moments_are_read(moment: str) -> None:
    check(moment, {"$ref": "#/$defs/moment", "$defs": DEFS})


@pytest.mark.parametrize(
    "moment",
    [
        "2026-02-30T00:00:00Z",
        "2026-02-28T24:00:00Z",
        "2026-02-28T23:59:60Z",
        "2026-02-28",
        "2026-02-28T23:59:59+00:00",
        "2026-02-28T23:59:59Z\n",
        "0999-01-01T00:00:00Z",
        "٢026-02-28T23:59:59Z",
    ],
)
def test_what_is_no_moment_is_refused(moment: str) -> None:
    with pytest.raises(Invalid):
        check(moment, {"$ref": "#/$defs/moment", "$defs": DEFS})


def test_every_member_is_documented_and_the_page_is_up_to_date() -> None:
    page = json_format.PAGE.read_text(encoding="utf-8")
    assert json_format.with_tables(page, json_format.tables(document_schema())) == page
    for part in (document_schema(), *(DEFS[name] for name in SHAPES)):
        for member, found in part["properties"].items():
            assert f"| `{member}` |" in page
            assert found["description"]
