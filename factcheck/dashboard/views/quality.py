"""How well the checks of a project hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from factcheck.accounts.access import require
from factcheck.adjudication.agreement import Measure, Result
from factcheck.adjudication.labels import MEASURES
from factcheck.adjudication.outcomes import FARTHEST
from factcheck.annotation.rule_labels import RULES
from factcheck.annotation.verdicts import Verdict
from factcheck.dashboard import quality as queries
from factcheck.dashboard import wording
from factcheck.dashboard.labels import SIGNS
from factcheck.dashboard.views.asking import asked_for, figures, shared
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
        return render_template(
            "dashboard/quality.html",
            found=found,
            headline=wording.quality(found),
            read={"apart": wording.apart(far), "confusion": wording.confusion(cells, signs)},
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
            signs=signs,
            sign_names=SIGNS,
            rules=queries.waived_rules(session, scope),
            rule_names=RULES,
            steps=list(range(FARTHEST + 1)),
            step_name=wording.step,
            **shared(session, asked),
        )


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
