"""The digest of a week as JSON, `factcheck-digest/1`. Pure."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from factcheck.accounts.models import Project
from factcheck.adjudication.agreement import Result
from factcheck.dashboard.digest import Digest, written
from factcheck.dashboard.facts import Scope
from factcheck.dashboard.queries import Item

FORMAT = "factcheck-digest/1"
DECIMALS = 4


def as_json(project: Project, scope: Scope, found: Digest, reading: str) -> str:
    """The digest. Moments are in UTC, days those of `timezone`; numbers are of claims where nothing else is said."""
    week = found.week
    return json.dumps(
        {
            "format": FORMAT,
            "project": {"id": project.uid, "name": project.name},
            "week": written(week),
            "first": week.first.isoformat(),
            "last": week.last.isoformat(),
            "timezone": str(week.zone),
            "made_at": _iso(scope.now),
            "filters": scope.filters.counted.query(),
            "reading": reading,
            "happened": {moment.value: number for moment, number in found.happened.items()},
            "week_before": {moment.value: number for moment, number in found.before.items()},
            "decided": {name: number for name, number in found.decided.items() if number},
            "now": {show.value: number for show, number in found.now.lists.items()},
            "sourcing": {
                "one_root": found.footings.one_root,
                "one_unnamed": found.footings.one_unnamed,
                "footings": {each.value: number for each, number in found.footings.best.items()},
                "evidence": {each.value: number for each, number in found.traces.items()},
                "sources": [
                    {"id": each.source.uid, "name": each.source.label, "claims": each.claims}
                    for each in found.sources
                ],
            },
            "quality": {
                "checked_twice": found.agreement.twice,
                "agreement": {
                    measure.value: _measured(result) for measure, result in found.agreement.results.items()
                },
                **{sign.value: number for sign, number in found.signs.items()},
            },
            "people": found.people,
            "due": [
                {
                    "article": each.article.uid,
                    "title": each.article.title,
                    "due_at": _iso(each.article.due_at) if each.article.due_at else None,
                    "open": each.open,
                }
                for each in found.due
            ],
            "oldest": [_item(each) for each in found.oldest],
        },
        ensure_ascii=False,
        indent=2,
    )


def _measured(result: Result) -> dict[str, Any]:
    """`value` is null where the measure is not defined, `interval` where none can be told."""
    return {
        "value": None if result.value is None else round(result.value, DECIMALS),
        "interval": [round(bound, DECIMALS) for bound in result.interval] if result.interval else None,
        "claims": result.claims_used,
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "claim": item.uid,
        "article": item.article,
        "title": item.title,
        "words": item.words,
        "state": item.state.value,
        "marked_at": _iso(item.created_at),
    }


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
