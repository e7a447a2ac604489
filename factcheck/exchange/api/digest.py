"""The digest of a week over the API."""

from __future__ import annotations

from collections.abc import Iterable

from flask.typing import ResponseReturnValue

from factcheck.accounts.access import require
from factcheck.accounts.permissions import Permission
from factcheck.dashboard.digest_json import FORMAT
from factcheck.dashboard.filters import Moment
from factcheck.dashboard.quality import MEASURES, TOLD
from factcheck.dashboard.states import STANDINGS, ClaimState, Footing, Show, Trace
from factcheck.dashboard.views.asking import asked_of
from factcheck.dashboard.views.digest import told
from factcheck.exchange.api.blueprint import bp
from factcheck.exchange.api.describing import MOMENT, UID, Schema, whole_object

NUMBER: Schema = {"type": "integer", "minimum": 0}
TEXT: Schema = {"type": "string"}
DAY: Schema = {"type": "string", "format": "date"}


@bp.get("/projects/<uid>/digest")
@require(Permission.DECIDE)
def get_digest(uid: str) -> ResponseReturnValue:
    """What happened in a week of a project that the owner leads, and what is left; 400 for a value outside its list."""
    return told(asked_of(uid))


def digest_schema() -> Schema:
    """What a digest is (docs/dashboard.md)."""
    value = {"anyOf": [{"type": "number"}, {"type": "null"}]}
    interval = {"anyOf": [{"type": "array", "items": {"type": "number"}}, {"type": "null"}]}
    measured = whole_object({"value": value, "interval": interval, "claims": NUMBER})
    due = {"article": UID, "title": TEXT, "due_at": {"anyOf": [MOMENT, {"type": "null"}]}, "open": NUMBER}
    waiting = {"claim": UID, "article": UID, "title": TEXT, "words": TEXT}
    return whole_object(
        {
            "format": {"const": FORMAT},
            "project": whole_object({"id": UID, "name": TEXT}),
            "week": {"type": "string", "pattern": "^[0-9]{4}-W[0-9]{2}$"},
            "first": DAY,
            "last": DAY,
            "timezone": TEXT,
            "made_at": MOMENT,
            "filters": {"type": "object", "additionalProperties": TEXT},
            "reading": TEXT
            | {"description": "The week in two or three sentences, in the reader's language."},
            "happened": _numbers(Moment),
            "week_before": _numbers(Moment),
            "decided": {
                "type": "object",
                "propertyNames": {"enum": list(STANDINGS)},
                "additionalProperties": NUMBER,
            },
            "now": _numbers(Show),
            "sourcing": whole_object(
                {
                    "one_root": NUMBER,
                    "one_unnamed": NUMBER,
                    "footings": _numbers(Footing),
                    "evidence": _numbers(Trace),
                    "sources": _list({"id": UID, "name": TEXT, "claims": NUMBER}),
                }
            ),
            "quality": whole_object(
                {
                    "checked_twice": NUMBER,
                    "agreement": whole_object({measure.value: measured for measure in MEASURES}),
                    **{sign.value: NUMBER for sign in TOLD},
                }
            ),
            "people": NUMBER,
            "due": _list(due),
            "oldest": _list(waiting | {"state": {"enum": list(ClaimState)}, "marked_at": MOMENT}),
        }
    )


def _numbers(names: Iterable[str]) -> Schema:
    return whole_object({str(name): NUMBER for name in names})


def _list(entry: Schema) -> Schema:
    return {"type": "array", "items": whole_object(entry)}
