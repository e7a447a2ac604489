"""How well the checks of a project hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from factcheck.accounts.access import require
from factcheck.accounts.localisation import number
from factcheck.accounts.names import initials
from factcheck.adjudication.agreement import Measure, Result
from factcheck.adjudication.labels import MEASURES
from factcheck.adjudication.outcomes import FARTHEST
from factcheck.annotation.rule_labels import RULES
from factcheck.annotation.verdicts import Verdict
from factcheck.dashboard import quality as queries
from factcheck.dashboard import wording
from factcheck.dashboard.labels import SIGNS
from factcheck.dashboard.views.asking import Standings, asked_for, figures, shared, standing_words
from factcheck.dashboard.views.blueprint import LEAD, bp

LEVELS = 5


@bp.get("/projects/<uid>/dashboard/quality")
@require(LEAD)
def quality(uid: str) -> ResponseReturnValue:
    """How well the checks handed in within the period hold; 400 for a value outside its list."""
    asked = asked_for(uid)
    scope = asked.within
    with figures() as session:
        patterns, pairs = queries.patterns(session, scope), queries.pairs(session, scope)
        found, far = queries.agreement(patterns, pairs.reviewers), queries.distances(patterns)
        cells = queries.confusion(session, scope)
        signs = queries.signs(session, scope)
        read = {
            "apart": wording.apart(far),
            "confusion": wording.confusion(cells, signs.claims),
            "pairs": _("Cohen’s kappa, quadratic, and how many claims both checked. Few claims say little."),
        }
        return render_template(
            "dashboard/quality.html",
            found=found,
            headline=wording.quality(found),
            read=read,
            people_chart=_people(pairs, read["pairs"]),
            verdict_chart=_verdicts(cells, standing_words(asked.project), read["confusion"]),
            listing=scope.filters,
            measures=MEASURES,
            measured=wording.measured,
            decimal=wording.decimal,
            pairs=pairs,
            pair_measure=Measure.COHEN_QUADRATIC,
            pair_percent=Measure.PERCENT,
            level=level,
            cells=cells,
            most=max(cells.values(), default=1),
            verdicts=[each.value for each in Verdict],
            far=far,
            chart=_bars(far),
            signs=signs.claims,
            sign_names=SIGNS,
            rules=signs.rules,
            rule_names=RULES,
            steps=list(range(FARTHEST + 1)),
            step_name=wording.step,
            **shared(session, asked),
        )


def _people(pairs: queries.Pairs, description: str) -> dict[str, Any]:
    """What the script draws the agreement of every two from."""
    order = list(pairs.people)
    axis = [{"key": uid, "name": name, "short": initials(name)} for uid, name in pairs.people.items()]
    return {
        "rows": axis,
        "columns": axis,
        "cells": [
            [
                order.index(other),
                order.index(one),
                max(value, 0.0),
                f"{wording.decimal(value)}\n{number(results[Measure.PERCENT].claims_used)}",
            ]
            for (one, other), results in pairs.results.items()
            if (value := results[Measure.COHEN_QUADRATIC].value) is not None
        ],
        "most": 1,
        "parameters": ["pair"],
        "words": {"description": description},
    }


def _verdicts(cells: Mapping[tuple[str, str], int], standings: Standings, description: str) -> dict[str, Any]:
    """What the script draws the verdicts from that were handed in and decided."""
    order = [each.value for each in Verdict]
    axis = [
        {
            "key": each,
            "name": f"{standings[each]['glyph']} {standings[each]['name']}",
            "short": standings[each]["glyph"],
        }
        for each in order
    ]
    return {
        "rows": axis,
        "columns": axis,
        "cells": [
            [order.index(final), order.index(given), claims, number(claims)]
            for (given, final), claims in cells.items()
        ],
        "most": max(cells.values(), default=1),
        "parameters": ["given", "verdict"],
        "words": {"description": description},
    }


def level(results: Mapping[Measure, Result]) -> int | None:
    """How strongly a cell of the matrix is coloured, 0 to LEVELS, by its kappa; None where there is none."""
    value = results[Measure.COHEN_QUADRATIC].value
    return None if value is None else max(0, min(LEVELS, round(value * LEVELS)))


def _bars(far: Mapping[int, int]) -> dict[str, Any]:
    return {
        "bars": [
            {
                "key": str(each),
                "name": wording.step(each),
                "colour": f"--d-{each}",
                "value": far.get(each, 0),
            }
            for each in range(FARTHEST + 1)
        ],
        "parameter": "apart",
        "words": {"description": wording.apart(far)},
    }
