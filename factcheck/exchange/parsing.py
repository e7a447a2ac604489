"""JSON from outside, read strictly: what another program might read in two ways is refused."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from flask_babel import gettext as _

from factcheck.errors import Invalid

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_ESCAPED_HALF = re.compile(rb"\\u[dD][89a-fA-F]")


def parse(data: bytes) -> Any:
    """The value of a JSON text. Raises Invalid, with the path where there is one, for anything that is not plain
    JSON in UTF-8: a member named twice, NaN, half a surrogate pair, nesting without end."""
    try:
        value = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_members, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise Invalid(
            _("This is not UTF-8: byte %(n)s does not belong to any character.", n=error.start)
        ) from error
    except json.JSONDecodeError as error:
        raise Invalid(
            _(
                "This is not JSON: line %(line)s, column %(column)s: %(reason)s.",
                line=error.lineno,
                column=error.colno,
                reason=error.msg,
            )
        ) from error
    except RecursionError as error:
        raise Invalid(_("This JSON is nested too deeply.")) from error
    except ValueError as error:
        raise Invalid(_("This JSON holds a number that is too long.")) from error
    if _ESCAPED_HALF.search(data):
        _refuse_half_characters(value)
    return value


def step(path: str, key: str | int) -> str:
    """The path of a member or an item: `$.claims` and 3 give `$.claims[3]`."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    return f"{path}.{key}" if key.isidentifier() else f"{path}[{json.dumps(key[:100], ensure_ascii=True)}]"


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Invalid(_("The member %(name)s is there twice in one object.", name=ascii(twice[:100])))
    return members


def _no_constant(name: str) -> NoReturn:
    raise Invalid(_("%(name)s is not JSON.", name=name))


def _refuse_half_characters(value: Any) -> None:
    waiting = [("$", value)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(path, name) for name in value]
            waiting += [(step(path, name), member) for name, member in value.items()]
        elif isinstance(value, list):
            waiting += [(step(path, number), item) for number, item in enumerate(value)]
        elif isinstance(value, str) and _HALF_CHARACTER.search(value):
            raise Invalid(_("This holds half a character (a lone surrogate)."), path)
