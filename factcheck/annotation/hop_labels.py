"""The words for what is recorded about a hop, and for what limits a chain."""

from factcheck.annotation.hops import (
    Act,
    Credibility,
    GroundRules,
    Identification,
    Located,
    Mode,
    Proximity,
    Reliability,
)
from factcheck.annotation.weakness import Weakness
from factcheck.labels import Label, Tables
from factcheck.labels import lazy_gettext as _
from factcheck.labels import lazy_pgettext as pgettext

ACTS = {
    Act.ASSERTS: Label(pgettext("act", "asserts"), _("States it on its own account.")),
    Act.REPORTS: Label(pgettext("act", "reports"), _("Passes on what happened or was said.")),
    Act.QUOTES: Label(pgettext("act", "quotes"), _("Gives somebody's words.")),
    Act.CITES: Label(pgettext("act", "cites"), _("Refers to somebody's work or report.")),
    Act.PREDICTS: Label(pgettext("act", "predicts"), _("Says that it will happen.")),
    Act.BELIEVES: Label(pgettext("act", "believes"), _("Holds it to be so.")),
    Act.DENIES: Label(pgettext("act", "denies"), _("Says that it is not so.")),
}

MODES = {
    Mode.DIRECT: Label(pgettext("mode", "Direct"), _("In quotation marks, whole sentences.")),
    Mode.PARTIAL: Label(pgettext("mode", "Partial"), _("Some words in quotation marks.")),
    Mode.INDIRECT: Label(pgettext("mode", "Indirect"), _("In the writer's own words.")),
    Mode.UNATTRIBUTED: Label(pgettext("mode", "Unattributed"), _("Nobody is said to have said it.")),
}

IDENTIFICATIONS = {
    Identification.NAMED: Label(_("Named"), _("A person with a name.")),
    Identification.NAMED_ROLE: Label(
        _("Named by role"), _("One person told by an office: “the ambassador”.")
    ),
    Identification.OUTLET: Label(_("Outlet"), _("A newspaper, a station, an agency.")),
    Identification.DOCUMENT: Label(_("Document"), _("A report, a letter, a record.")),
    Identification.UNNAMED_DESCRIBED: Label(
        _("Unnamed, described"), _("“A senior official in the ministry”.")
    ),
    Identification.UNNAMED_BARE: Label(_("Unnamed"), _("“A source”, “an official”.")),
    Identification.COLLECTIVE: Label(_("Collective"), _("“The government”, “local media”.")),
}

GROUND_RULES = {
    GroundRules.ON_RECORD: Label(_("On the record"), _("Words and name may be used.")),
    GroundRules.BACKGROUND: Label(_("On background"), _("Words may be used, with a description for a name.")),
    GroundRules.DEEP_BACKGROUND: Label(_("On deep background"), _("May be used, attributed to nobody.")),
    GroundRules.OFF_RECORD: Label(_("Off the record"), _("Not for use.")),
    GroundRules.UNKNOWN: Label(pgettext("ground rules", "Unknown"), _("The text does not tell.")),
}

PROXIMITIES = {
    Proximity.WITNESS: Label(_("Witness"), _("Saw or heard it.")),
    Proximity.PARTICIPANT: Label(_("Participant"), _("Took part in it.")),
    Proximity.OFFICIAL_RECORD: Label(_("Official record"), _("Keeps the record of it.")),
    Proximity.SECONDHAND: Label(_("Second hand"), _("Was told by somebody who was there.")),
    Proximity.THIRDHAND: Label(_("Third hand"), _("Was told by somebody who was told.")),
    Proximity.UNKNOWN: Label(
        pgettext("proximity", "Unknown"), _("The text does not tell how the source knows.")
    ),
}

LOCATED = {
    Located.ORIGINAL_LOCATED: Label(_("Original found"), _("The original says what is attributed to it.")),
    Located.LOCATED_ALTERED: Label(_("Found, altered"), _("The original was found and reads differently.")),
    Located.MISATTRIBUTED: Label(
        _("Misattributed"), _("The source did not say it; somebody else did, or nobody.")
    ),
    Located.UNTRACEABLE: Label(_("Untraceable"), _("Looked for and not found.")),
    Located.UNCHECKED: Label(_("Not looked for"), _("Nobody has looked for the original yet.")),
}

RELIABILITIES = {
    Reliability.A: Label(_("A – completely reliable"), _("No doubt about the source, ever.")),
    Reliability.B: Label(_("B – usually reliable"), _("Right most of the time so far.")),
    Reliability.C: Label(_("C – fairly reliable"), _("Right in the past, with some doubt.")),
    Reliability.D: Label(_("D – not usually reliable"), _("Right at times, much doubt.")),
    Reliability.E: Label(_("E – unreliable"), _("Known to have been wrong.")),
    Reliability.F: Label(_("F – cannot be judged"), _("There is nothing to judge the source by.")),
}

CREDIBILITIES = {
    Credibility.CONFIRMED: Label(_("1 – confirmed"), _("Confirmed by other, independent sources.")),
    Credibility.PROBABLE: Label(_("2 – probably true"), _("Fits what is known; not confirmed.")),
    Credibility.POSSIBLE: Label(_("3 – possibly true"), _("Fits some of what is known.")),
    Credibility.DOUBTFUL: Label(_("4 – doubtful"), _("Possible, but nothing else points to it.")),
    Credibility.IMPROBABLE: Label(_("5 – improbable"), _("What is known speaks against it.")),
    Credibility.UNJUDGED: Label(
        _("6 – cannot be judged"), _("There is nothing to judge the information by.")
    ),
}

WEAKNESSES = {
    Weakness.MISATTRIBUTED: Label(_("misattributed"), _("The source did not say it.")),
    Weakness.CIRCULAR: Label(_("circular"), _("The chain leads back to a source it has already passed.")),
    Weakness.UNRELIABLE: Label(_("unreliable source"), _("The source is known to have been wrong (E).")),
    Weakness.IMPROBABLE: Label(_("improbable"), _("What is known speaks against it (5).")),
    Weakness.UNTRACEABLE: Label(_("untraceable"), _("The original was looked for and not found.")),
    Weakness.SOURCE_UNJUDGED: Label(_("source cannot be judged"), _("There is nothing to judge it by (F).")),
    Weakness.INFORMATION_UNJUDGED: Label(
        _("information cannot be judged"), _("There is nothing to judge it by (6).")
    ),
    Weakness.UNNAMED_BARE: Label(_("unnamed"), _("Nobody can tell who says it.")),
    Weakness.ALTERED: Label(_("altered"), _("The original reads differently.")),
    Weakness.NOT_USUALLY_RELIABLE: Label(
        _("source not usually reliable"), _("Right at times, much doubt (D).")
    ),
    Weakness.DOUBTFUL: Label(_("doubtful"), _("Possible, but nothing else points to it (4).")),
    Weakness.UNNAMED_DESCRIBED: Label(_("unnamed, described"), _("A description stands for the name.")),
    Weakness.PLURAL_BUT_ONE: Label(_("plural for one"), _("Several are claimed, at most one told apart.")),
    Weakness.FAIRLY_RELIABLE: Label(
        _("source fairly reliable"), _("Right in the past, with some doubt (C).")
    ),
    Weakness.POSSIBLY_TRUE: Label(_("possibly true"), _("Fits some of what is known (3).")),
    Weakness.COLLECTIVE: Label(_("collective"), _("A group, and nobody in it, is said to have said it.")),
    Weakness.THIRDHAND: Label(_("third hand"), _("Told by somebody who was told.")),
    Weakness.USUALLY_RELIABLE: Label(_("source usually reliable"), _("Right most of the time so far (B).")),
    Weakness.PROBABLY_TRUE: Label(_("probably true"), _("Fits what is known; not confirmed (2).")),
    Weakness.SECONDHAND: Label(_("second hand"), _("Told by somebody who was there.")),
}

TABLES: Tables = {
    Act: ACTS,
    Mode: MODES,
    Identification: IDENTIFICATIONS,
    GroundRules: GROUND_RULES,
    Proximity: PROXIMITIES,
    Located: LOCATED,
    Reliability: RELIABILITIES,
    Credibility: CREDIBILITIES,
    Weakness: WEAKNESSES,
}
