"""Pieces of which the API's description is put together."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]
UID = {"$ref": "#/components/schemas/uid"}
MOMENT = {"$ref": "#/components/schemas/moment"}
KEY = {"$ref": "#/components/parameters/IdempotencyKey"}
PROJECT = {"$ref": "#/components/parameters/Project"}
SLUG: Schema = {"type": "string", "maxLength": 60, "pattern": "^[^\\u0000]*$"}
TAG = {"schema": {"type": "string"}}


def operation(
    name: str,
    summary: str,
    responses: Schema,
    *,
    errors: tuple[str, ...] = (),
    parameters: list[Schema] | None = None,
    body: Schema | None = None,
    public: bool = False,
) -> Schema:
    refused = {"description": "Refused.", "content": {"application/json": {"schema": ref("error")}}}
    operation: Schema = {
        "operationId": name,
        "summary": summary,
        "parameters": parameters or [],
        "responses": responses | dict.fromkeys(errors, refused),
    }
    if body is not None:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    if public:
        operation["security"] = []
    return operation


def found(schema: Schema, headers: tuple[str, ...] = (), *, lines: bool = False) -> Schema:
    content = {"application/json": {"schema": schema}}
    if lines:
        content["application/x-ndjson"] = {"schema": {"type": "string"}}
    return {"description": "Done.", "headers": dict.fromkeys(headers, TAG), "content": content}


def parameter(name: str, place: str, schema: Schema) -> Schema:
    return {"name": name, "in": place, "required": place == "path", "schema": schema}


def next_page() -> Schema:
    return {
        "anyOf": [UID, {"type": "null"}],
        "description": "The `cursor` of the next page; null on the last.",
    }


def whole_object(properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}
