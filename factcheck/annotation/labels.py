"""The words for verdicts and evidence. Those for hops are in `hop_labels`, those for rules in `rule_labels`."""

from enum import Enum

from factcheck.annotation import hop_labels, rule_labels
from factcheck.annotation.blind import Blind
from factcheck.annotation.verdicts import (
    AnnotationStatus,
    ClaimType,
    Confidence,
    Flag,
    Medium,
    Priority,
    SourceType,
    Stance,
    Tier,
    Verdict,
)
from factcheck.labels import Label, Tables
from factcheck.labels import lazy_gettext as _
from factcheck.labels import lazy_pgettext as pgettext

VERDICTS = {
    Verdict.SUPPORTED: Label(_("Supported"), _("The evidence bears the claim out.")),
    Verdict.MOSTLY_SUPPORTED: Label(_("Mostly supported"), _("Right in substance, a detail is off.")),
    Verdict.MIXED: Label(pgettext("verdict", "Mixed"), _("Part right, part wrong.")),
    Verdict.MOSTLY_REFUTED: Label(_("Mostly refuted"), _("A grain of truth.")),
    Verdict.REFUTED: Label(_("Refuted"), _("The evidence contradicts it.")),
    Verdict.NOT_ENOUGH_EVIDENCE: Label(_("Not enough evidence"), _("Nothing found settles it.")),
    Verdict.CONFLICTING: Label(_("Conflicting evidence"), _("Good evidence on both sides.")),
    Verdict.NOT_CHECKABLE: Label(_("Not checkable"), _("Opinion, prediction, or no claim at all.")),
}

FLAGS = {
    Flag.MISLEADING: Label(_("Misleading"), _("True or not, it leaves a false impression.")),
    Flag.MISSING_CONTEXT: Label(_("Missing context"), _("Something left out would change how it reads.")),
    Flag.CHERRY_PICKED: Label(_("Cherry-picked"), _("Only what suits the point was chosen.")),
    Flag.EXAGGERATED: Label(_("Exaggerated"), _("It says more than the evidence does.")),
    Flag.UNDERSTATED: Label(_("Understated"), _("It says less than the evidence does.")),
    Flag.OUTDATED: Label(_("Outdated"), _("It was so once, and no longer is.")),
    Flag.ALTERED_QUOTE: Label(_("Altered quotation"), _("The words differ from what was said or written.")),
    Flag.ALTERED_MEDIA: Label(_("Altered media"), _("A picture, video or sound was changed.")),
    Flag.SATIRE: Label(_("Satire"), _("It was not meant to be believed.")),
}

CLAIM_TYPES = {
    ClaimType.EVENT_OR_PROPERTY: Label(
        _("Event or property"), _("Something happened, or something is of some kind.")
    ),
    ClaimType.NUMERICAL: Label(_("Numerical"), _("It is about a number, an amount or a comparison.")),
    ClaimType.QUOTE_VERIFICATION: Label(_("Quotation"), _("Somebody said or wrote exactly this.")),
    ClaimType.CAUSAL: Label(_("Causal"), _("One thing brought about another.")),
    ClaimType.POSITION_STATEMENT: Label(_("Position"), _("Somebody holds a view or backs a policy.")),
    ClaimType.MEDIA_PUBLISHING: Label(
        _("Media source"), _("A picture, video or sound is from there and then.")
    ),
    ClaimType.MEDIA_ANALYSIS: Label(_("Media content"), _("A picture, video or sound shows this.")),
    ClaimType.SPECULATIVE: Label(_("Speculative"), _("It is about what may happen or could have happened.")),
    ClaimType.OPINION: Label(_("Opinion"), _("It is a judgement that evidence cannot settle.")),
}

ANNOTATION_STATUSES = {
    AnnotationStatus.DRAFT: Label(_("Draft"), _("Still being worked on by its reviewer.")),
    AnnotationStatus.SUBMITTED: Label(_("Submitted"), _("Handed in by its reviewer.")),
}

PRIORITIES = {
    Priority.LOW: Label(pgettext("priority", "Low"), _("Check it if there is time.")),
    Priority.NORMAL: Label(pgettext("priority", "Normal"), _("Check it like any other claim.")),
    Priority.HIGH: Label(pgettext("priority", "High"), _("Much hangs on it: check it first.")),
}

CONFIDENCES = {
    Confidence.LOW: Label(pgettext("confidence", "Low"), _("It could well be otherwise.")),
    Confidence.MEDIUM: Label(pgettext("confidence", "Medium"), _("Probably so, some doubt remains.")),
    Confidence.HIGH: Label(pgettext("confidence", "High"), _("It would take a surprise to change it.")),
}

STANCES = {
    Stance.SUPPORTS: Label(pgettext("stance", "Supports"), _("It bears the claim out.")),
    Stance.PARTLY_SUPPORTS: Label(
        pgettext("stance", "Partly supports"), _("It bears part of the claim out.")
    ),
    Stance.REFUTES: Label(pgettext("stance", "Refutes"), _("It contradicts the claim.")),
    Stance.CONTEXT: Label(pgettext("stance", "Context"), _("It helps to understand the claim, no more.")),
    Stance.IRRELEVANT: Label(
        pgettext("stance", "Irrelevant"), _("Looked at; it does not bear on the claim.")
    ),
}

SOURCE_TYPES = {
    SourceType.PRIMARY_DOCUMENT: Label(_("Primary document"), _("The paper, mail, contract or plan itself.")),
    SourceType.OFFICIAL_STATEMENT: Label(_("Official statement"), _("A public body speaks for itself.")),
    SourceType.COURT_RECORD: Label(_("Court record"), _("A judgment, a filing or a transcript.")),
    SourceType.LEGISLATIVE_RECORD: Label(
        _("Legislative record"), _("A bill, a vote or a debate on the record.")
    ),
    SourceType.DATASET: Label(_("Dataset"), _("Figures that can be worked out again.")),
    SourceType.PEER_REVIEWED: Label(_("Peer-reviewed study"), _("Research that other researchers examined.")),
    SourceType.ON_RECORD_INTERVIEW: Label(
        _("Interview on the record"), _("A named person told us or others.")
    ),
    SourceType.EXPERT: Label(_("Expert"), _("Somebody who knows the field, not the case.")),
    SourceType.EYEWITNESS: Label(_("Eyewitness"), _("Somebody who was there.")),
    SourceType.ANONYMOUS: Label(_("Anonymous source"), _("Somebody whose name is not told.")),
    SourceType.WIRE: Label(_("News agency"), _("An agency report.")),
    SourceType.SECONDARY_MEDIA: Label(_("Other media"), _("A news outlet that reports what others found.")),
    SourceType.SOCIAL_POST: Label(_("Social media post"), _("A post, by whomever.")),
    SourceType.PRESS_RELEASE: Label(_("Press release"), _("What an organisation wants to be told.")),
    SourceType.REFERENCE_WORK: Label(_("Reference work"), _("An encyclopedia, a dictionary, an atlas.")),
    SourceType.FACT_CHECK: Label(_("Fact-check"), _("Another desk's check of the same claim.")),
}

MEDIA = {
    Medium.WEB_TEXT: Label(_("Web text"), _("Text on a web page.")),
    Medium.WEB_TABLE: Label(_("Web table"), _("A table on a web page.")),
    Medium.PDF: Label(_("PDF"), _("A PDF document.")),
    Medium.IMAGE: Label(_("Image"), _("A photograph, a drawing, a map.")),
    Medium.VIDEO: Label(_("Video"), _("Moving pictures.")),
    Medium.AUDIO: Label(_("Audio"), _("A recording.")),
    Medium.METADATA: Label(_("Metadata"), _("What a file says about itself.")),
    Medium.INTERVIEW: Label(_("Interview"), _("A conversation held for this check.")),
    Medium.OFFLINE_DOCUMENT: Label(_("Document on paper"), _("Read off line.")),
    Medium.OTHER: Label(pgettext("medium", "Other"), _("Anything else.")),
}

TIERS = {
    Tier.PRIMARY: Label(_("Primary"), _("The thing itself: the document, the figures, the recording.")),
    Tier.NAMED_FIRST_HAND: Label(_("Named, first hand"), _("A named person who saw it or took part.")),
    Tier.SECONDARY: Label(_("Secondary"), _("Somebody reports what a first source says.")),
    Tier.TERTIARY: Label(_("Tertiary"), _("Somebody sums up what others report.")),
}

BLINDS = {
    Blind.ALWAYS: Label(
        _("Nothing, until they have submitted their own"),
        _(
            "On every claim, others’ records are shown to a reviewer once they have submitted their own there."
        ),
    ),
    Blind.SECOND: Label(
        _("Nothing where a second check is wanted, until they have submitted their own"),
        _(
            "Claims that want two or more checks are blind until as many submitted records agree; on all others, "
            "submitted records are shown at once."
        ),
    ),
    Blind.OFF: Label(
        _("What others have submitted, at once"),
        _("Nobody is kept from being led by others. Drafts stay their reviewer’s own."),
    ),
}

_TABLES: Tables = {
    Blind: BLINDS,
    Verdict: VERDICTS,
    Flag: FLAGS,
    ClaimType: CLAIM_TYPES,
    AnnotationStatus: ANNOTATION_STATUSES,
    Priority: PRIORITIES,
    Confidence: CONFIDENCES,
    Stance: STANCES,
    SourceType: SOURCE_TYPES,
    Medium: MEDIA,
    Tier: TIERS,
    **hop_labels.TABLES,
    **rule_labels.TABLES,
}


def label(member: Enum) -> Label:
    """The name and meaning of a member of any closed list of this feature. Raises KeyError for others."""
    return _TABLES[type(member)][member]
