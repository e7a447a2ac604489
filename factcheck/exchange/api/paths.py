"""What can be asked of the API: each address with its operations, as the description has them."""

from __future__ import annotations

from factcheck.annotation.verdicts import Priority
from factcheck.dashboard.states import STANDINGS
from factcheck.exchange.api.describing import (
    KEY,
    PROJECT,
    TAG,
    UID,
    Schema,
    found,
    next_page,
    operation,
    parameter,
    ref,
    whole_object,
)
from factcheck.exchange.api.paging import DEFAULT_LIMIT, MAX_LIMIT
from factcheck.exchange.queries import MAX_WORDS
from factcheck.sources.kinds import SourceKind

HERE = parameter("uid", "path", UID)
PAGING = [
    parameter(
        "limit", "query", {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
    ),
    parameter("cursor", "query", UID),
    parameter("q", "query", {"type": "string", "maxLength": MAX_WORDS, "pattern": "^[^\\u0000]*$"}),
]
IF_MATCH = parameter("If-Match", "header", {"type": "string"})
NOT_CHANGED = {"description": "Not changed."}


def paths() -> Schema:
    """Address → method → operation."""
    return _articles() | _annotations() | _findings() | _sources() | _projects() | _about()


def _articles() -> Schema:
    return {
        "/api/v1/articles": {
            "get": operation(
                "list_articles",
                "The articles you may see, newest first.",
                {
                    "200": found(
                        whole_object(
                            {
                                "articles": {"type": "array", "items": ref("article_entry")},
                                "next": next_page(),
                            }
                        )
                    )
                },
                errors=("400", "401", "403", "404"),
                parameters=[PROJECT, *PAGING],
            ),
            "post": operation(
                "create_article",
                "Bring in a text, or a whole document that another desk exported.",
                {"201": found(ref("article_entry"), headers=("Location",))},
                errors=("400", "401", "403", "404", "409", "413", "415", "422"),
                parameters=[PROJECT, KEY],
                body={"anyOf": [ref("article_body"), ref("document")]},
            ),
        },
        "/api/v1/articles/{uid}": {
            "get": operation(
                "get_article",
                "The article with everything on it.",
                {
                    "200": found(ref("document"), headers=("ETag",), lines=True),
                    "304": NOT_CHANGED,
                },
                errors=("401", "403", "404"),
                parameters=[HERE],
            )
        },
        "/api/v1/articles/{uid}/claims": {
            "post": operation(
                "create_claim_on",
                "Mark a claim in the newest text.",
                {"201": found(ref("claim"), headers=("Location",))},
                errors=("401", "403", "404", "413", "415", "422"),
                parameters=[HERE, KEY],
                body=ref("claim_body"),
            )
        },
    }


def _annotations() -> Schema:
    return {
        "/api/v1/claims/{uid}/annotation": {
            "get": operation(
                "get_annotation",
                "Your own annotation of the claim.",
                {
                    "200": found(ref("annotation"), headers=("ETag",)),
                    "304": NOT_CHANGED,
                },
                errors=("401", "403", "404"),
                parameters=[HERE],
            ),
            "put": operation(
                "put_annotation",
                "Replace your own annotation of the claim, in one transaction.",
                {
                    "200": found(ref("annotation"), headers=("ETag",)),
                    "201": found(ref("annotation"), headers=("ETag",)),
                },
                errors=("401", "403", "404", "412", "413", "415", "422", "428"),
                parameters=[
                    HERE,
                    KEY,
                    IF_MATCH,
                    parameter("If-None-Match", "header", {"type": "string"}),
                ],
                body=ref("annotation_body"),
            ),
        },
    }


def _findings() -> Schema:
    return {
        "/api/v1/annotations/{uid}/findings": {
            "get": operation(
                "get_findings",
                "What the newsroom rules find on a record: your own, or anybody's where you may sign off.",
                {"200": found(ref("findings"), headers=("ETag",)), "304": NOT_CHANGED},
                errors=("401", "403", "404"),
                parameters=[HERE],
            )
        },
        "/api/v1/annotations/{uid}/waivers": {
            "post": operation(
                "give_waiver",
                "Let what the rules found under a mark stand, with a reason.",
                {"201": found(ref("waiver"), headers=("ETag",))},
                errors=("401", "403", "404", "412", "413", "415", "422", "428"),
                parameters=[HERE, KEY, IF_MATCH],
                body=ref("waiver_body"),
            )
        },
        "/api/v1/annotations/{uid}/waivers/{waiver_uid}": {
            "delete": operation(
                "take_waiver_back",
                "Take a waiver back: what it let stand is open again.",
                {"204": {"description": "Done.", "headers": {"ETag": TAG}}},
                errors=("401", "403", "404", "412", "428"),
                parameters=[HERE, parameter("waiver_uid", "path", UID), KEY, IF_MATCH],
            )
        },
    }


def _sources() -> Schema:
    return {
        "/api/v1/sources": {
            "get": operation(
                "get_sources",
                "The sources of your projects, newest first, without those that were merged into others.",
                {
                    "200": found(
                        whole_object(
                            {"sources": {"type": "array", "items": ref("source_entry")}, "next": next_page()}
                        )
                    )
                },
                errors=("400", "401", "403", "404"),
                parameters=[
                    *PAGING,
                    PROJECT,
                    parameter("kind", "query", {"enum": [kind.value for kind in SourceKind]}),
                ],
            )
        }
    }


def _projects() -> Schema:
    return {
        "/api/v1/projects": {
            "get": operation(
                "get_projects",
                "Your projects, newest first, with their guidelines, words for verdicts and policies.",
                {
                    "200": found(
                        whole_object(
                            {
                                "projects": {"type": "array", "items": ref("project_entry")},
                                "next": next_page(),
                            }
                        )
                    )
                },
                errors=("400", "401", "403"),
                parameters=PAGING,
            )
        },
        "/api/v1/projects/{uid}/digest": {
            "get": operation(
                "get_digest",
                "What happened in a week of a project that you lead, and what is left.",
                {"200": found(ref("digest"))},
                errors=("400", "401", "403", "404"),
                parameters=[
                    HERE,
                    parameter("week", "query", {"type": "string", "pattern": "^[0-9]{4}-W[0-9]{2}$"}),
                    *(
                        parameter(name, "query", {"type": "string", "maxLength": 300})
                        for name in ("person", "publisher", "lang")
                    ),
                    parameter("priority", "query", {"enum": [each.value for each in Priority]}),
                    parameter("verdict", "query", {"enum": list(STANDINGS)}),
                ],
            )
        },
    }


def _about() -> Schema:
    return {
        "/api/v1/openapi.json": {
            "get": operation("openapi", "This description.", {"200": found({"type": "object"})}, public=True)
        },
        "/api/v1/schema/factcheck-1.json": {
            "get": operation(
                "document_schema_file",
                "The JSON Schema of the document.",
                {
                    "200": {
                        "description": "The schema.",
                        "content": {"application/schema+json": {"schema": {"type": "object"}}},
                    }
                },
                public=True,
            )
        },
    }
