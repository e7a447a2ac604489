"""What is measured, what comes of it, and why there may be no number. Words for people are in `labels`."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Measure(StrEnum):
    """A measure of agreement; the value is its key in figures that are stored or exported."""

    PERCENT = "percent"
    COHEN = "cohen_kappa"
    COHEN_LINEAR = "cohen_kappa_linear"
    COHEN_QUADRATIC = "cohen_kappa_quadratic"
    FLEISS = "fleiss_kappa"
    ALPHA_NOMINAL = "krippendorff_alpha_nominal"
    ALPHA_ORDINAL = "krippendorff_alpha_ordinal"
    AC1 = "gwet_ac1"
    AC2 = "gwet_ac2"

    @property
    def is_ordinal(self) -> bool:
        """Whether near verdicts count as nearer than far ones; then only verdicts on the scale are used."""
        return self in _ORDINAL


_ORDINAL = {Measure.COHEN_LINEAR, Measure.COHEN_QUADRATIC, Measure.ALPHA_ORDINAL, Measure.AC2}


class Undefined(StrEnum):
    """Why a measure has no value."""

    NO_RATINGS = "no_ratings"
    ONE_REVIEWER = "one_reviewer"
    NO_OVERLAP = "no_overlap"
    OFF_SCALE = "off_scale"
    ONE_CATEGORY = "one_category"


class Interval(NamedTuple):
    """Between which values 95 % of the resamples lie."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Result:
    """One measure over one set of claims. Exactly one of `value` and `undefined` is None."""

    measure: Measure
    value: float | None
    undefined: Undefined | None
    claims_used: int
    """Claims with two or more ratings that the measure can use: "n used"."""
    claims: int
    """All claims that were given: "of n"."""
    claims_off_scale: int
    """Claims with two or more ratings that an ordinal measure leaves out, too few of them being on the scale."""
    ratings: int
    """Ratings on the claims used."""
    reviewers: int
    """Reviewers who gave one of these ratings."""
    interval: Interval | None
    """None without a value, with one claim, without resamples, or where too many of them are undefined."""
    resamples: int
    """How many resamples were drawn."""
    resamples_undefined: int
    """In how many of them the measure has no value; the interval is that of the others."""
