"""The API described for programs (OpenAPI 3.1), and the schema of its documents."""

from __future__ import annotations

import json
from functools import cache
from importlib.metadata import version

from flask import Response
from flask.typing import ResponseReturnValue

from factcheck.accounts.access import public
from factcheck.accounts.models import Role
from factcheck.activity.saving import KEY_LENGTH
from factcheck.annotation.rules import RuleKey, Severity, WaivedBy
from factcheck.exchange import serialise
from factcheck.exchange.api import bodies
from factcheck.exchange.api.blueprint import bp
from factcheck.exchange.api.describing import MOMENT, SLUG, UID, Schema, parameter, ref, whole_object
from factcheck.exchange.api.digest import digest_schema
from factcheck.exchange.api.paths import paths
from factcheck.exchange.validation import document_schema, schema_text


@bp.get("/openapi.json")
@public
def openapi() -> ResponseReturnValue:
    """The description of the API."""
    return Response(serialise.page(description()), mimetype="application/json")


@bp.get("/schema/factcheck-1.json")
@public
def document_schema_file() -> ResponseReturnValue:
    """The JSON Schema of the document, as it is in the package."""
    return Response(schema_text(), mimetype="application/schema+json")


@cache
def description() -> Schema:
    """The OpenAPI document. Its schemas are those that requests are checked against."""
    schema = document_schema()
    document = {name: value for name, value in schema.items() if name not in ("$schema", "$id", "$defs")}
    schemas = {
        **schema["$defs"],
        "document": document,
        "article_body": bodies.article_body(),
        "claim_body": bodies.claim_body(),
        "annotation_body": bodies.annotation_body(),
        "waiver_body": bodies.waiver_body(),
        "findings": _findings(),
        "source_entry": _source_entry(schema["$defs"]["source_record"]["properties"]),
        "project_entry": _project_entry(schema["$defs"]["project"]["properties"]),
        "digest": digest_schema(),
        "article_entry": _entry(schema["$defs"]["article"]["properties"]),
        "error": _error(),
    }
    whole = {
        "openapi": "3.1.0",
        "info": {
            "title": "Factcheck",
            "version": version("factcheck"),
            "description": "Articles, claims and verdicts of a fact-checking desk. Offsets count Unicode code points.",
        },
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": paths(),
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "parameters": {"IdempotencyKey": _key(), "Project": _project()},
            "schemas": schemas,
        },
    }
    # References inside the schemas lead to where they stand in this document.
    moved: Schema = json.loads(json.dumps(whole).replace("#/$defs/", "#/components/schemas/"))
    return moved


def _key() -> Schema:
    schema = {"type": "string", "maxLength": KEY_LENGTH}
    words = "Any text of yours: sent again with the same body, the request is answered, not repeated."
    return parameter("Idempotency-Key", "header", schema) | {"description": words}


def _project() -> Schema:
    words = (
        "The short name or the id of one of your projects. Needed for a new article where you have several."
    )
    return parameter("project", "query", SLUG) | {"description": words}


def _entry(article: Schema) -> Schema:
    names = ("id", "title", "byline", "publisher", "url", "published_at", "lang", "due_at", "created_at")
    return whole_object(
        {
            **{name: article[name] for name in names},
            "project": UID,
            "changed_at": MOMENT
            | {"description": "When it was changed last, as far as the token's owner may know."},
            "claims": {
                "type": "integer",
                "minimum": 0,
                "description": "The number of its claims, as far as the token's owner may know.",
            },
        }
    )


def _findings() -> Schema:
    severities = [severity.value for severity in Severity if severity is not Severity.OFF]
    finding = {
        "rule": {"enum": [rule.value for rule in RuleKey], "description": "The rule (docs/rules.md)."},
        "mark": {
            "type": "string",
            "description": "Names the finding: changes with the facts that caused it.",
        },
        "severity": {"enum": severities},
        "blocks": {"type": "boolean", "description": "Whether it keeps the record from being submitted."},
        "waived_by": {"enum": [who.value for who in WaivedBy], "description": "Who may let it stand."},
        "about": {
            "anyOf": [UID, {"type": "null"}],
            "description": "The evidence or the hop that it is about, where it is about one.",
        },
    }
    waivers = {"type": "array", "items": ref("waiver")}
    return whole_object(
        {
            "open": {"type": "array", "items": whole_object(finding)},
            "waived": {"type": "array", "items": whole_object(finding | {"waiver": ref("waiver")})},
            "lapsed": waivers | {"description": "Waivers of what is not found any more."},
        }
    )


def _source_entry(record: Schema) -> Schema:
    number = {"type": "integer", "minimum": 0}
    names = (
        "id",
        "name",
        "description",
        "kind",
        "aliases",
        "links",
        "note",
        "identity_known",
        "identity_approved_by",
    )
    return whole_object(
        {
            **{name: record[name] for name in names},
            "project": UID,
            "article": {
                "anyOf": [UID, {"type": "null"}],
                "description": "The one article that a source without a name belongs to.",
            },
            "created_at": MOMENT,
            "claims": number | {"description": "On how many claims it stands, in records that you may see."},
            "articles": number | {"description": "In how many articles those are."},
            "not_the_same": {
                "type": "array",
                "items": UID,
                "description": "Sources of which a lead has said that they are not this one.",
            },
        }
    )


def _project_entry(project: Schema) -> Schema:
    roles = [Role.REVIEWER.value, Role.LEAD.value, None]
    return whole_object(
        {
            **project,
            "role": {
                "enum": roles,
                "description": "Yours; null where you are an administrator and no member.",
            },
            "created_at": MOMENT,
            "archived_at": {
                "anyOf": [MOMENT, {"type": "null"}],
                "description": "Since when it can only be read.",
            },
        }
    )


def _error() -> Schema:
    known = {
        "status": {"type": "integer"},
        "message": {"type": "string"},
        "field": {"type": ["string", "null"]},
    }
    error = {"type": "object", "properties": known, "required": ["status", "message"]}
    return whole_object({"error": error})
