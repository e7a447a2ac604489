"""Reliability data with the figures that were published for them, or that independent libraries give.

Where a figure has no publication it was computed once with these, which are not requirements of this project:
krippendorff 0.9.0 (alphas), irrCAC 0.4.4 for Python (AC1, AC2, Fleiss' kappa with unequal numbers of ratings,
percent agreement), scikit-learn 1.9.1 (`cohen_kappa_score`), statsmodels 0.15.0 (`fleiss_kappa`).
"""

from dataclasses import dataclass, field

from factcheck.adjudication.agreement import Measure, Scale

Claims = list[dict[int, str]]


def ordered(values: str) -> Scale:
    return Scale(tuple(values), tuple(values))


def by_reviewer(*ratings: str) -> Claims:
    """One string a reviewer, one character a claim; a dot where there is no rating."""
    return [
        {reviewer: rating for reviewer, rating in enumerate(column) if rating != "."}
        for column in zip(*ratings, strict=True)
    ]


def by_claim(ratings: str) -> Claims:
    """One word a claim."""
    return [dict(enumerate(claim)) for claim in ratings.split()]


def by_table(*rows: list[int]) -> Claims:
    """How often one reviewer's value, the row, met the other's, the column."""
    return [
        {0: str(i), 1: str(j)}
        for i, row in enumerate(rows)
        for j, times in enumerate(row)
        for _ in range(times)
    ]


@dataclass(frozen=True)
class Study:
    name: str
    claims: Claims
    scale: Scale
    published: dict[Measure, float] = field(default_factory=dict)
    """With as many digits as were printed."""
    computed: dict[Measure, float] = field(default_factory=dict)


KRIPPENDORFF = Study(
    # Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section C. The same ratings are
    # `cac.raw4raters` in Gwet's R package irrCAC, whose README prints the percent agreement.
    "Krippendorff 2011: four observers, twelve units, ratings missing",
    by_reviewer("123321412...", "1233224125.3", ".3332342251.", "12332441251."),
    ordered("12345"),
    {Measure.ALPHA_NOMINAL: 0.743, Measure.ALPHA_ORDINAL: 0.815, Measure.PERCENT: 0.8181818},
    {
        # Of the eleven units with two ratings or more: see docs/decisions/0018-agreement.md.
        Measure.ALPHA_NOMINAL: 0.743421052631579,
        Measure.ALPHA_ORDINAL: 0.8153875037548814,
        Measure.FLEISS: 0.762483130904,
        Measure.AC1: 0.775151708719,
        Measure.AC2: 0.897708402524,
    },
)

FLEISS = Study(
    # Fleiss 1971, "Measuring nominal scale agreement among many raters", table 1. 1 depression, 2 personality
    # disorder, 3 schizophrenia, 4 neurosis, 5 other.
    "Fleiss 1971: thirty patients, six diagnoses each",
    by_claim(
        "444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 "
        "144444 124444 222333 144444 224445 333335 111455 111112 224444 133555 "
        "555555 244444 224555 114444 144445 222224 111155 224444 133333 555555"
    ),
    ordered("12345"),
    {Measure.FLEISS: 0.430},
    {
        Measure.FLEISS: 0.43024452006014074,
        Measure.PERCENT: 0.555555555556,
        Measure.AC1: 0.447884515845,
        Measure.AC2: 0.381689352974,
        Measure.ALPHA_NOMINAL: 0.4334098282820289,
        Measure.ALPHA_ORDINAL: 0.3358575221739839,
    },
)

GWET = Study(
    # Gwet 2014, "Handbook of Inter-Rater Reliability", as `distrib.6raters` in the README of irrCAC for R:
    # the first fifteen patients of Fleiss.
    "Gwet 2014: fifteen patients, six diagnoses each",
    FLEISS.claims[:15],
    ordered("12345"),
    {
        Measure.AC1: 0.4448007,
        Measure.FLEISS: 0.4139265,
        Measure.ALPHA_NOMINAL: 0.4204384,
        Measure.PERCENT: 0.5511111,
    },
)

ABSTRACTORS = Study(
    # Gwet 2014, as `cont3x3abstractors` in the same README: ectopic, abnormal, normal pregnancy.
    "Gwet 2014: two abstractors, a hundred records",
    by_table([13, 0, 0], [0, 20, 7], [0, 4, 56]),
    ordered("012"),
    {
        Measure.COHEN: 0.7964094,
        Measure.AC1: 0.8493305,
        Measure.ALPHA_NOMINAL: 0.7972585,
        Measure.PERCENT: 0.89,
        Measure.FLEISS: 0.7962397,  # printed there as Scott's pi, which it is for two
    },
    {
        Measure.COHEN: 0.7964094021839718,
        Measure.COHEN_LINEAR: 0.8429020279920023,
        Measure.COHEN_QUADRATIC: 0.892156862745098,
        Measure.AC2: 0.925191696278,
        Measure.ALPHA_ORDINAL: 0.8340076701821668,
    },
)

OBSERVERS = Study(
    # `cac.raw5obser` in irrCAC, from Gwet 2014. Three to five ratings a unit.
    "Gwet 2014: five observers, fifteen units, ratings missing",
    by_reviewer(
        "112.001122.0131", "1130000.2110231", "203000222100221", ".13....0.10022.", "2..0001.2....31"
    ),
    ordered("0123"),
    {},
    {
        Measure.PERCENT: 0.615555555556,
        Measure.FLEISS: 0.457621686772,
        Measure.AC1: 0.496622054873,
        Measure.AC2: 0.785341793553,
        Measure.ALPHA_NOMINAL: 0.48053024026512003,
        Measure.ALPHA_ORDINAL: 0.7686851594862338,
    },
)

DIAGNOSES = Study(
    # `cont4x4diagnosis` in irrCAC, from Gwet 2014.
    "Gwet 2014: two diagnoses of each patient",
    by_table([40, 4, 4, 17], [6, 25, 2, 13], [4, 1, 21, 12], [15, 5, 9, 45]),
    ordered("0123"),
    {},
    {
        Measure.PERCENT: 0.587443946188,
        Measure.COHEN: 0.4315007758811793,
        Measure.COHEN_LINEAR: 0.4068108740134463,
        Measure.COHEN_QUADRATIC: 0.3831859441349489,
        Measure.FLEISS: 0.430340557276,
        Measure.AC1: 0.456157635468,
        Measure.AC2: 0.324068927182,
        Measure.ALPHA_NOMINAL: 0.4316178206000362,
        Measure.ALPHA_ORDINAL: 0.37329228321205643,
    },
)

GRANTS = Study(
    # The worked example of most introductions to Cohen's kappa: fifty proposals, two readers, yes or no.
    "Fifty proposals, two readers",
    by_table([20, 5], [10, 15]),
    ordered("01"),
    {Measure.COHEN: 0.40, Measure.PERCENT: 0.70},
    {Measure.COHEN: 0.4, Measure.COHEN_LINEAR: 0.4, Measure.AC1: 0.405940594059, Measure.ALPHA_NOMINAL: 0.4},
)

STUDIES = [KRIPPENDORFF, FLEISS, GWET, ABSTRACTORS, OBSERVERS, DIAGNOSES, GRANTS]
