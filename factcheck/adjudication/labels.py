"""The words for what there is to decide, for measures of agreement, and for why one has no value."""

from factcheck.adjudication.agreement import Measure, Undefined
from factcheck.adjudication.outcomes import Call, Outcome
from factcheck.labels import Label
from factcheck.labels import lazy_gettext as _

CALLS: dict[Call, Label] = {
    Call.DIFFER: Label(_("Differ"), _("The records disagree: one of them, or another verdict, has to hold.")),
    Call.AGREE: Label(_("Agree"), _("All records say the same: after a look they can be adopted together.")),
    Call.ASIDE: Label(_("Put aside"), _("The guidelines leave these open until they say more.")),
    Call.DECIDED: Label(_("Decided"), _("What holds, with what was decided last first.")),
}

OUTCOMES: dict[Outcome, Label] = {
    Outcome.VERDICT: Label(_("A verdict"), _("This is what holds.")),
    Outcome.NOT_A_CLAIM: Label(_("Not a claim"), _("There is nothing here that can be checked.")),
    Outcome.UNCLEAR: Label(
        _("The guideline is unclear"),
        _("Put it aside with a question, which shows on the page of the guidelines."),
    ),
}

MEASURES: dict[Measure, Label] = {
    Measure.PERCENT: Label(_("Percent agreement"), _("How often two reviewers of a claim say the same.")),
    Measure.COHEN: Label(_("Cohen’s kappa"), _("Two reviewers, beyond chance.")),
    Measure.COHEN_LINEAR: Label(
        _("Cohen’s kappa, linear"), _("Two reviewers, beyond chance; each step on the scale counts alike.")
    ),
    Measure.COHEN_QUADRATIC: Label(
        _("Cohen’s kappa, quadratic"), _("Two reviewers, beyond chance; far verdicts count much more.")
    ),
    Measure.FLEISS: Label(_("Fleiss’ kappa"), _("All reviewers, beyond chance.")),
    Measure.ALPHA_NOMINAL: Label(
        _("Krippendorff’s alpha, nominal"), _("All reviewers, beyond chance, fair to small samples.")
    ),
    Measure.ALPHA_ORDINAL: Label(
        _("Krippendorff’s alpha, ordinal"), _("The same on the scale; near verdicts count as near.")
    ),
    Measure.AC1: Label(_("Gwet’s AC1"), _("Beyond chance, also where nearly all verdicts are the same.")),
    Measure.AC2: Label(_("Gwet’s AC2"), _("The same on the scale; near verdicts count as near.")),
}

UNDEFINED: dict[Undefined, Label] = {
    Undefined.NO_RATINGS: Label(_("No verdicts yet"), _("Nobody has submitted a verdict.")),
    Undefined.ONE_REVIEWER: Label(_("One reviewer"), _("Agreement needs a second one.")),
    Undefined.NO_OVERLAP: Label(_("No claim in common"), _("No claim has verdicts of two reviewers.")),
    Undefined.OFF_SCALE: Label(
        _("Too few on the scale"), _("No claim has two verdicts from supported to refuted.")
    ),
    Undefined.ONE_CATEGORY: Label(
        _("The same verdict throughout"), _("Chance alone would always agree, so nothing is left to measure.")
    ),
}
