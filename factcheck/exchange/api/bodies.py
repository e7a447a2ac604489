"""What requests may hold, as JSON Schemas made from the document's own."""

from __future__ import annotations

from functools import cache
from typing import Any

from factcheck.exchange.validation import document_schema

Schema = dict[str, Any]
LINE = "^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]*$"
INSTANT = "^[12][0-9]{3}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2}))?$"
KEPT_MEMBERS = (
    "id", "reviewer", "active_seconds", "created_at", "changed_at", "submitted_at", "changed_after_reveal", "waivers",
    "summary",
)  # fmt: skip
"""Members of an annotation that a client may send back as it read them; nothing is changed by them."""


@cache
def article_body() -> Schema:
    """A text for a new article."""
    article = _members("article")
    lines = {name: article[name] | {"pattern": LINE} for name in ("title", "byline", "publisher")}
    lines["title"] = {name: value for name, value in lines["title"].items() if name != "minLength"}
    return _object(
        {
            "text": {
                "type": "string",
                "minLength": 1,
                "description": "The text, Markdown or HTML; see `format`.",
            },
            "format": {
                "enum": ["text", "markdown", "html"],
                "default": "text",
                "description": "How `text` is written. Of a web page, only the article is kept.",
            },
            **lines,
            "url": article["url"],
            "lang": {
                "type": "string",
                "pattern": "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$",
                "maxLength": 20,
                "description": "The language (BCP 47); without it, it is detected.",
            },
            "published_at": {
                "type": "string",
                "format": "date-time",
                "pattern": INSTANT,
                "description": "When it was published: a moment with its zone, or a day.",
            },
        },
        required=["text"],
    )


@cache
def claim_body() -> Schema:
    """A new claim."""
    claim, span = _members("claim"), _members("span")
    context = {"type": "string", "maxLength": 1_000}
    place = _object(
        {
            "start": span["start"],
            "end": span["end"],
            "exact": span["exact"],
            "prefix": context
            | {"description": "What stands before `exact`, where it occurs more than once."},
            "suffix": context | {"description": "What stands after it."},
        },
        anyOf=[{"required": ["start", "end"]}, {"required": ["exact"]}],
    )
    return _object(
        {
            "spans": claim["spans"] | {"items": place},
            **{name: claim[name] for name in ("text", "types", "priority", "checkable")},
        },
        required=["spans"],
    )


@cache
def annotation_body() -> Schema:
    """One reviewer's whole record; what is left out is emptied, but for `notes`."""
    annotation = _members("annotation")
    note = annotation["notes"] | {"minLength": 0}
    settable = ("verdict", "flags", "rationale", "confidence", "status")
    return _object(
        {
            **{name: annotation[name] for name in settable},
            "notes": {
                "anyOf": [
                    note,
                    _object(
                        {"text": note | {"type": "string"}, "sealed": {"type": "boolean"}}, required=["text"]
                    ),
                ],
                "description": "The free note; an object with `sealed` seals or unseals it. Null or left out: the note "
                "stays as it is, since a sealed one cannot be read here. Empty: no note.",
            },
            "evidence": annotation["evidence"] | {"items": _evidence()},
            "hops": annotation["hops"] | {"items": _hop()},
            **{name: annotation[name] for name in KEPT_MEMBERS},
        }
    )


@cache
def waiver_body() -> Schema:
    """What is let stand, and why."""
    waiver = _members("waiver")
    return _object({name: waiver[name] for name in ("mark", "reason")}, required=["mark", "reason"])


def _evidence() -> Schema:
    sealed = {
        "type": "boolean",
        "default": False,
        "description": "Keep it at the desk: its page is asked for by nobody, and it is read here no more, nor in any "
        "export. It stays when it is not named; named by its id without this, it is let out again.",
    }
    return _object(_members("evidence") | {"sealed": sealed}, required=["url"])


def _hop() -> Schema:
    hop = _members("hop")
    place = {"anyOf": [{"$ref": "#/$defs/uid"}, {"type": "integer", "minimum": 0, "maximum": 200}]}
    via = {"type": ["array", "null"], "maxItems": 60, "items": place}
    located = {"anyOf": [*place["anyOf"], {"type": "null"}]}
    source = _object(_members("source"), anyOf=[{"required": ["name"]}, {"required": ["description"]}])
    return _object(
        hop
        | {
            "via": via
            | {
                "description": "Ids or places (from 0) of hops in this list; null or left out: the hop before it."
            },
            "source": source,
            "located_evidence": located
            | {"description": "Id or place (from 0) in `evidence` of what shows where the original is."},
        },
        required=["source"],
    )


def _members(name: str) -> dict[str, Schema]:
    properties: dict[str, Schema] = document_schema()["$defs"][name]["properties"]
    return properties


def _object(properties: dict[str, Schema], **more: Any) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False, **more}


def with_definitions(schema: Schema) -> Schema:
    """The schema with the definitions that it refers to."""
    return schema | {"$defs": document_schema()["$defs"]}
