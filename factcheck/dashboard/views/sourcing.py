"""What the claims of a project rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from factcheck.accounts.access import require
from factcheck.annotation.verdicts import SourceType, Stance
from factcheck.dashboard import resting as queries
from factcheck.dashboard import wording
from factcheck.dashboard.labels import FOOTINGS, TRACES
from factcheck.dashboard.states import UNSET
from factcheck.dashboard.views.asking import asked_for, figures, shared
from factcheck.dashboard.views.blueprint import LEAD, bp
from factcheck.sources.labels import KINDS

TYPES = [*(each.value for each in SourceType), UNSET]
STANCES = [*(each.value for each in Stance), UNSET]


@bp.get("/projects/<uid>/dashboard/sourcing")
@require(LEAD)
def sourcing(uid: str) -> ResponseReturnValue:
    """What the claims handed in within the period rest on; 400 for a value outside its list."""
    asked = asked_for(uid)
    scope = asked.within
    with figures() as session:
        found = queries.footings(session, scope)
        pairs = queries.by_type_and_stance(session, scope)
        types = queries.types_in(pairs, TYPES)
        read = {
            "footings": wording.footings(found),
            "types": wording.types(pairs, found.claims),
        }
        return render_template(
            "dashboard/sourcing.html",
            found=found,
            headline=wording.sourcing(found, asked.period),
            read=read,
            listing=scope.filters,
            footings=FOOTINGS,
            chart=_bars(found, read["footings"]),
            stacks=_stacks(pairs, types, read["types"]),
            pairs=pairs,
            types=types,
            stances=STANCES,
            type_name=wording.type_name,
            stance_name=wording.stance_name,
            used=queries.most_used(session, scope),
            kinds=KINDS,
            traces=queries.traces(session, scope),
            trace_names=TRACES,
            **shared(session, asked),
        )


def _bars(found: queries.Footings, description: str) -> dict[str, Any]:
    return {
        "bars": [
            {
                "key": each.value,
                "name": str(FOOTINGS[each].name),
                "colour": f"--f-{each.value}",
                "value": number,
            }
            for each, number in found.best.items()
        ],
        "parameter": "footing",
        "words": {"description": description},
    }


def _stacks(pairs: Mapping[tuple[str, str], int], types: Sequence[str], description: str) -> dict[str, Any]:
    return {
        "rows": [{"key": each, "name": wording.type_name(each)} for each in types],
        "columns": [
            {
                "key": stance,
                "name": wording.stance_name(stance),
                "colour": f"--e-{stance.replace('_', '-')}",
                "values": [pairs.get((source_type, stance), 0) for source_type in types],
            }
            for stance in STANCES
            if any(pairs.get((source_type, stance)) for source_type in types)
        ],
        "parameters": ["source_type", "stance"],
        "words": {"description": description},
    }
