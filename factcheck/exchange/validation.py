"""Checking JSON values against the schema, with the path of the first fault in words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend

from factcheck.errors import Invalid
from factcheck.exchange.parsing import step
from factcheck.words import gettext as _

SCHEMA_FILE = "factcheck-1.schema.json"
MAX_SHOWN = 60


@cache
def schema_text() -> bytes:
    """The JSON Schema of `factcheck/1`, as it is published."""
    return files("factcheck.exchange").joinpath(SCHEMA_FILE).read_bytes()


@cache
def document_schema() -> dict[str, Any]:
    """The same, read; shared, so never changed."""
    schema: dict[str, Any] = json.loads(schema_text())
    return schema


def check(value: Any, schema: Mapping[str, Any]) -> None:
    """Raises Invalid for a value that does not follow the schema: the first fault, in words, with its path."""
    fault = next(validator(schema).iter_errors(value), None)
    if fault is not None:
        fault = _inner(fault)
        path = "$"
        for key in fault.absolute_path:
            path = step(path, key)
        raise Invalid(_words(fault), path)


def validator(schema: Mapping[str, Any]) -> Draft202012Validator:
    """A validator that is strict about numbers (1.0 is no whole number), dates and the ends of patterns."""
    return _Strict(schema, format_checker=_formats)  # type: ignore[no-any-return]


def _pattern(_validator: Any, pattern: str, value: Any, _schema: Any) -> Iterator[ValidationError]:
    if isinstance(value, str) and not _compiled(pattern).search(value):
        yield ValidationError(pattern)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # In a JSON Schema, `$` is the end; in Python, it is also before a last line feed.
    return re.compile(re.sub(r"\$\Z", r"\\Z", pattern))


def _is_whole(_checker: Any, value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_Strict = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator,
    {"pattern": _pattern},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_whole),
)
_formats = FormatChecker(formats=())


@_formats.checks("date-time", ValueError)
def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or bool(datetime.fromisoformat(value))


@_formats.checks("date", ValueError)
def _is_day(value: object) -> bool:
    return not isinstance(value, str) or bool(date.fromisoformat(value))


def _inner(fault: ValidationError) -> ValidationError:
    """Of a choice between something and null: what is wrong with the something."""
    while fault.validator == "anyOf" and fault.instance is not None:
        fault = next(each for each in fault.context or () if each.schema_path[0] == 0)
    return fault


def _words(fault: ValidationError) -> str:
    limit: Any = fault.validator_value
    value: Any = fault.instance
    match fault.validator:
        case "type":
            return _("This must be %(type)s.", type=_types(limit))
        case "required":
            return _("%(name)s is missing here.", name=next(name for name in limit if name not in value))
        case "additionalProperties":
            known: Any = fault.schema
            unknown = next(name for name in value if name not in known["properties"])
            return _("There is no member %(name)s here.", name=ascii(unknown[:MAX_SHOWN]))
        case "enum":
            return _("This must be one of: %(values)s.", values=", ".join(json.dumps(each) for each in limit))
        case "const":
            return _("This must be %(value)s.", value=json.dumps(limit))
        case "uniqueItems":
            return _("The same is here twice.")
        case "pattern" if "\0" in value:
            return _("This holds a NUL character, which cannot be kept.")
        case "pattern" | "format":
            shown = ascii(value[:MAX_SHOWN])[: 2 * MAX_SHOWN]
            return _("%(value)s is not written as this must be: see the schema.", value=shown)
        case _:
            return _limits(str(fault.validator), limit, value)


def _limits(keyword: str, limit: int, value: Any) -> str:
    match keyword:
        case "minLength" | "minItems":
            return _("This must not be empty.")
        case "maxLength":
            return _(
                "This has %(n)s characters; at most %(limit)s are kept.",
                n=len(value),
                limit=limit,
            )
        case "maxItems":
            return _(
                "There are %(n)s of these; at most %(limit)s are kept.",
                n=len(value),
                limit=limit,
            )
        case "minimum":
            return _("This must be at least %(limit)s.", limit=limit)
        case "maximum":
            return _("This must be at most %(limit)s.", limit=limit)
        case _:
            return _("This does not follow the schema.")


def _types(types: str | list[str]) -> str:
    names = {
        "object": _("an object"),
        "array": _("a list"),
        "string": _("a text"),
        "integer": _("a whole number"),
        "boolean": _("true or false"),
        "null": _("null"),
    }
    return " / ".join(names[each] for each in ([types] if isinstance(types, str) else types))
