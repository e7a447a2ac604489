"""Write the tables of docs/json-format.md from the JSON Schema: `python scripts/json_format.py`.

The text of the page is written by hand; what is between its two marks is made here, and a test compares.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "json-format.md"
SCHEMA = ROOT / "factcheck" / "exchange" / "factcheck-1.schema.json"
BEGIN = "<!-- made from the schema by scripts/json_format.py: begin -->\n"
END = "<!-- made from the schema by scripts/json_format.py: end -->\n"
PLAIN = ("uid", "moment", "day", "person")


def tables(schema: dict[str, Any]) -> str:
    """A section with a table for the document and for each object in it; simple values come last."""
    parts = [_section("document", schema)]
    parts += [_section(name, part) for name, part in schema["$defs"].items() if name not in PLAIN]
    parts.append("### Simple values\n")
    parts.append("| value | meaning |\n|---|---|")
    parts += [f"| `{name}` | {schema['$defs'][name]['description']} |" for name in PLAIN]
    return "\n".join(parts) + "\n"


def with_tables(page: str, made: str) -> str:
    """The page with these tables between its marks."""
    before, rest = page.split(BEGIN)
    _old, after = rest.split(END)
    return f"{before}{BEGIN}\n{made}\n{END}{after}"


def _section(name: str, part: dict[str, Any]) -> str:
    lines = [f"### `{name}`\n", f"{part['description']}\n", "| member | value | meaning |", "|---|---|---|"]
    for member, rule in part["properties"].items():
        lines.append(f"| `{member}` | {_value(rule)} | {rule['description']} |")
    return "\n".join(lines) + "\n"


def _value(rule: dict[str, Any]) -> str:
    """What a member can hold, in a few words."""
    if "$ref" in rule:
        return f"`{rule['$ref'].rpartition('/')[2]}`"
    if "anyOf" in rule:
        return " or ".join(_value(each) for each in rule["anyOf"])
    if "const" in rule:
        return f"`{json.dumps(rule['const'])}`"
    if "enum" in rule:
        return ", ".join(f"`{json.dumps(each).strip(chr(34))}`" for each in rule["enum"])
    kind = rule["type"]
    if isinstance(kind, list):
        return f"{_value(rule | {'type': kind[0]})} or null"
    if kind == "array":
        many = f", at most {rule['maxItems']}" if "maxItems" in rule else ""
        return f"list of {_value(rule['items'])}{many}"
    if kind == "string":
        return f"text, at most {rule['maxLength']:,} characters" if "maxLength" in rule else "text"
    if kind == "integer":
        return f"number, {rule['minimum']:,} to {rule['maximum']:,}"
    if kind == "number":
        return f"number, {rule['minimum']} to {rule['maximum']}"
    return {"boolean": "true or false", "null": "null"}[kind]


def main() -> None:
    """Bring the page up to date."""
    made = tables(json.loads(SCHEMA.read_text(encoding="utf-8")))
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8"), made), encoding="utf-8")


if __name__ == "__main__":
    main()
