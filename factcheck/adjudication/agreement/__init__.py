"""How far reviewers agree, beyond what chance would give. What is named here is the whole interface.

`docs/agreement.md` has the formulas and how to read the figures; `docs/decisions/0018-agreement.md` says why
verdicts off the scale are treated as they are. Plain Python, no framework.
"""

from factcheck.adjudication.agreement.measuring import (
    RESAMPLES,
    among_all,
    among_counted,
    between,
    by_pair,
    pair_counted,
)
from factcheck.adjudication.agreement.results import Interval, Measure, Result, Undefined
from factcheck.adjudication.agreement.scale import VERDICTS, Scale

__all__ = [
    "RESAMPLES",
    "VERDICTS",
    "Interval",
    "Measure",
    "Result",
    "Scale",
    "Undefined",
    "among_all",
    "among_counted",
    "between",
    "by_pair",
    "pair_counted",
]
