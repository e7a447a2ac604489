"""The words for the newsroom rules: their names, what they find, why, what to do about it, and who says so too."""

from typing import NamedTuple

from flask_babel.speaklater import LazyString

from factcheck.annotation.policy import PackKey
from factcheck.annotation.rules import RuleKey, Severity, WaivedBy
from factcheck.labels import Label, Tables
from factcheck.labels import lazy_gettext as _
from factcheck.labels import lazy_pgettext as pgettext


class Reference(NamedTuple):
    """A published code that says the same. Names of publications are not translated."""

    name: str
    url: str


class RuleWords(NamedTuple):
    """Words for one rule, in the reader's language when shown.

    title: its name. finds: what it finds, in a sentence. reason: why, in a sentence. mend: what the reviewer is
    asked to do about it. references: codes that it follows.
    """

    title: LazyString
    finds: LazyString
    reason: LazyString
    mend: LazyString
    references: tuple[Reference, ...] = ()


AP_ANONYMOUS = Reference(
    "AP: When is it OK to use anonymous sources?",
    "https://blog.ap.org/behind-the-news/when-is-it-ok-to-use-anonymous-sources",
)
AP_VALUES = Reference(
    "AP: News Values and Principles", "https://www.ap.org/about/news-values-and-principles/"
)
BBC_ALLEGATION = Reference(
    "BBC Editorial Guidelines: Accuracy, mandatory referrals",
    "https://www.bbc.co.uk/editorialguidelines/guidelines/accuracy/mandatory-referrals",
)
BBC_GATHERING = Reference(
    "BBC Editorial Guidelines: Accuracy, gathering material",
    "https://www.bbc.co.uk/editorialguidelines/guidelines/accuracy/guidelines",
)
IFCN = Reference(
    "IFCN: The commitments of the Code of Principles",
    "https://ifcncodeofprinciples.poynter.org/know-more/the-commitments-of-the-code-of-principles",
)
NYU_SOURCES = Reference(
    "NYU Journalism Handbook: Human sources",
    "http://journalism.nyu.edu/publishing/ethics-handbook/human-sources/",
)
REUTERS = Reference(
    "Reuters Handbook of Journalism: The Essentials of Reuters sourcing",
    "https://handbook.reuters.com/index.php?title=The_Essentials_of_Reuters_sourcing",
)
SPJ_ORIGINAL = Reference(
    "SPJ Code of Ethics: Use original sources", "https://blogs.spjnetwork.org/ethicscode/?p=161"
)
SPJ_ANONYMITY = Reference("SPJ: Anonymous sources", "https://www.spj.org/ethics-papers-anonymity.asp")
VERIFICATION = Reference(
    "Verification Handbook, chapter 9", "http://verificationhandbook.com/book/chapter9.php"
)
ADMIRALTY = Reference("Wikipedia: Admiralty code", "https://en.wikipedia.org/wiki/Admiralty_code")
CIRCULAR = Reference("Wikipedia: Circular reporting", "https://en.wikipedia.org/wiki/Circular_reporting")

RULES = {
    RuleKey.VERDICT: RuleWords(
        _("Verdict"),
        _("No verdict was chosen."),
        _("Every claim needs one before it is submitted."),
        _("Choose a verdict."),
    ),
    RuleKey.EVIDENCE: RuleWords(
        _("Evidence"),
        _("A verdict from supported to refuted, or conflicting, has no evidence that bears on the claim."),
        _("Such a verdict says what the evidence shows, and readers must be able to check it."),
        _("Attach evidence."),
        (IFCN,),
    ),
    RuleKey.QUOTE: RuleWords(
        _("Exact passage"),
        _("Evidence that bears on the claim lacks the passage that is meant."),
        _("With the passage, others find it at once, and even after the page has changed."),
        _("Copy the exact passage."),
        (IFCN,),
    ),
    RuleKey.SECOND_SOURCE: RuleWords(
        _("Second source"),
        _("A claim of high priority is decided on one source that is not the document or recording itself."),
        _("A single source can be wrong, and nobody would notice."),
        _("Find a second source."),
        (BBC_GATHERING, REUTERS),
    ),
    RuleKey.SECONDARY_ONLY: RuleWords(
        _("Secondary sources"),
        _("All evidence is secondary or further away, and comes from fewer than three independent sources."),
        _("Whoever repeats a report does not confirm it."),
        _("Find a source nearer to the matter."),
        (SPJ_ORIGINAL,),
    ),
    RuleKey.AGAINST_EVIDENCE: RuleWords(
        _("Verdict against the evidence"),
        _(
            "Evidence speaks against the verdict, or all of it is on one side of what is called conflicting evidence."
        ),
        _("The verdict follows from the evidence, not the other way round."),
        _("Bring verdict and evidence together."),
        (IFCN,),
    ),
    RuleKey.ONLY_LATER: RuleWords(
        _("Only later evidence"),
        _("All evidence was published after the statement was made."),
        _("It may show what became known later, or repeat the statement itself."),
        _("Look for evidence from before the statement."),
    ),
    RuleKey.CIRCULAR: RuleWords(
        _("Circular reporting"),
        _("The chain comes back to a source it has left, or the evidence is the article that is checked."),
        _("A statement cannot confirm itself."),
        _("Break the circle: find where it began."),
        (CIRCULAR,),
    ),
    RuleKey.MEDIA: RuleWords(
        _("Picture, video or sound"),
        _(
            "A claim about a picture, a video or a sound has no such evidence, nor what a file says of itself."
        ),
        _("What a picture shows, and where it is from, is checked against pictures."),
        _("Attach the picture, the recording or its metadata."),
        (VERIFICATION,),
    ),
    RuleKey.RATIONALE: RuleWords(
        _("Reason"),
        _("The reason for the verdict is not written down."),
        _("A verdict without a reason cannot be reviewed or defended."),
        _("Say why."),
        (IFCN,),
    ),
    RuleKey.RATIONALE_FOR_REFUTING: RuleWords(
        _("Reason for a refuting verdict"),
        _("The claim is called refuted or mostly refuted without a reason."),
        _("Whoever is contradicted in public is owed the reason."),
        _("Say why it is refuted."),
        (IFCN,),
    ),
    RuleKey.RATIONALE_FOR_NOT_CHECKABLE: RuleWords(
        _("Reason for “not checkable”"),
        _("The claim is called not checkable without a reason."),
        _("What is left unchecked should be left so on purpose."),
        _("Say why it cannot be checked."),
    ),
    RuleKey.SOURCING: RuleWords(
        _("Sourcing of quotations"),
        _("A quotation has no step of its chain."),
        _("Who said it, to whom, and who reports it is what a quotation stands on."),
        _("Trace where the quotation comes from."),
        (REUTERS,),
    ),
    RuleKey.ORIGINAL: RuleWords(
        _("Original of a quotation"),
        _("Words are given as a direct quotation, and the original was not located."),
        _("Only the original shows whether the words are exact."),
        _("Locate the original."),
        (SPJ_ORIGINAL,),
    ),
    RuleKey.ALTERED_QUOTE: RuleWords(
        _("Altered quotation"),
        _("The original says it differently, and the claim has no flag for an altered quotation."),
        _("Readers take what is in quotation marks for what was said."),
        _("Flag the altered quotation, or correct what was found."),
        (AP_VALUES,),
    ),
    RuleKey.PLURAL_BUT_ONE: RuleWords(
        _("No plural for one source"),
        _("The text speaks of several sources where at most one can be told apart."),
        _("“Officials say” is not said of one official."),
        _("Mind the plural."),
        (REUTERS,),
    ),
    RuleKey.ANONYMOUS_OPINION: RuleWords(
        _("Anonymous opinion"),
        _("Somebody unnamed gives an opinion or a prediction."),
        _("Anonymity is granted for information; opinions are given under one's name."),
        _("Find a named voice for the opinion."),
        (AP_ANONYMOUS, SPJ_ANONYMITY),
    ),
    RuleKey.SERIOUS_UNNAMED_SOURCE: RuleWords(
        _("Serious allegation, one unnamed source"),
        _("A serious allegation (high priority, and no mere opinion) rests on a single unnamed source."),
        _("The harm of being wrong is great, and nobody can be held to it: a lead decides."),
        _("Find a second source, or ask a lead to sign it off."),
        (BBC_ALLEGATION, REUTERS),
    ),
    RuleKey.SINGLE_UNNAMED_SOURCE: RuleWords(
        _("Single unnamed source"),
        _("The claim rests on a single unnamed source."),
        _("Anonymous sources are the weakest, and one alone cannot be compared with anything."),
        _("Look for a second source."),
        (REUTERS, AP_ANONYMOUS),
    ),
    RuleKey.GROUND_RULES: RuleWords(
        _("Terms of the source"),
        _(
            "Off-record material is attributed, deep background is traced to somebody, or background names its source."
        ),
        _("What a source was promised is kept."),
        _("Keep to the terms of the source."),
        (NYU_SOURCES, AP_ANONYMOUS),
    ),
    RuleKey.WEAKEST_LINK: RuleWords(
        _("Weakest link"),
        _(
            "A supporting verdict passes through a source graded E, information graded 5, or words that are not there."
        ),
        _("A chain bears what its weakest link bears."),
        _("Mend the weakest link, or lower the verdict."),
        (ADMIRALTY,),
    ),
}
"""In the order of `RuleKey`."""

SEVERITIES = {
    Severity.OFF: Label(pgettext("rule", "Off"), _("Not asked for.")),
    Severity.NOTICE: Label(pgettext("rule", "Notice"), _("Mentioned, no more.")),
    Severity.WARNING: Label(pgettext("rule", "Warning"), _("Pointed out, also when it is submitted.")),
    Severity.BLOCKS: Label(
        pgettext("rule", "Blocks"), _("It cannot be submitted, unless the finding is waived.")
    ),
}

PACKS = {
    PackKey.STANDARD: Label(pgettext("pack", "Standard"), _("Asks for evidence and reasons, and warns.")),
    PackKey.WIRE: Label(
        pgettext("pack", "Wire desk"), _("Fast, and strict about attribution and anonymity.")
    ),
    PackKey.INVESTIGATIONS: Label(
        pgettext("pack", "Investigations"), _("Everything that a lawyer would ask before publication.")
    ),
    PackKey.MAGAZINE: Label(
        pgettext("pack", "Magazine (line by line)"), _("Every line with its passage and its original.")
    ),
    PackKey.LIGHT: Label(
        pgettext("pack", "Light"), _("For practice and triage: little is asked, one promise is kept.")
    ),
}

WAIVED_BY = {
    WaivedBy.NOBODY: Label(pgettext("waiver", "Nobody"), _("It has to be mended.")),
    WaivedBy.LEAD: Label(pgettext("waiver", "A lead"), _("A lead signs it off, with a reason.")),
    WaivedBy.REVIEWER: Label(
        pgettext("waiver", "The reviewer or a lead"), _("The reviewer lets it stand, with a reason.")
    ),
}

TABLES: Tables = {Severity: SEVERITIES, PackKey: PACKS, WaivedBy: WAIVED_BY}
"""For `labels.label`."""
