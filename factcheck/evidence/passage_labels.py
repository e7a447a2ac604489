"""What the ways of finding a passage, and the changes to a quotation, are called on a page."""

from __future__ import annotations

from flask_babel import gettext, ngettext

from factcheck.evidence.fidelity import Change, Comparison
from factcheck.evidence.passages import How
from factcheck.labels import Label
from factcheck.labels import lazy_gettext as _

HOW = {
    How.EXACT: Label(_("in the copy, word for word"), _("The kept copy has exactly these characters.")),
    How.NORMALISED: Label(
        _("in the copy"), _("The kept copy has these words; quotation marks, dashes or spaces differ.")
    ),
    How.NEAR: Label(_("nearly in the copy"), _("The kept copy has most of these words; some differ.")),
    How.MISSING: Label(_("not in the copy"), _("The kept copy has nothing like these words.")),
}
HOW_TONES = {How.EXACT: "good", How.NORMALISED: "good", How.NEAR: "warn", How.MISSING: "bad"}
HOW_SIGNS = {How.EXACT: "✓", How.NORMALISED: "✓", How.NEAR: "≈", How.MISSING: "✕"}

CHANGES = {
    Change.SAME: Label(_("the same"), _("The words of the original.")),
    Change.CASE: Label(_("other case"), _("A capital for a small letter, or the other way round.")),
    Change.ALTERED: Label(_("altered"), _("Another word stands in the original.")),
    Change.ADDED: Label(_("added"), _("The original has nothing there.")),
    Change.CUT: Label(
        _("cut without a mark"), _("Words of the original are left out, and nothing shows it.")
    ),
    Change.ELLIPSIS: Label(_("cut, marked"), _("Words of the original are left out at an ellipsis.")),
    Change.BRACKET_ADDS: Label(_("bracket adds"), _("An editor's brackets; the original has nothing there.")),
    Change.BRACKET_ALTERS: Label(
        _("bracket alters"), _("An editor's brackets stand for other words of the original.")
    ),
}


def summary(comparison: Comparison) -> str:
    """The differences in one line: “2 words altered, 1 cut without a mark”."""
    count = comparison.count
    said = [
        count(Change.ALTERED)
        and ngettext("%(num)d word altered", "%(num)d words altered", count(Change.ALTERED)),
        count(Change.ADDED) and ngettext("%(num)d word added", "%(num)d words added", count(Change.ADDED)),
        count(Change.CUT)
        and ngettext("%(num)d cut without a mark", "%(num)d cuts without a mark", count(Change.CUT)),
        count(Change.BRACKET_ALTERS)
        and ngettext(
            "%(num)d word altered in brackets",
            "%(num)d words altered in brackets",
            count(Change.BRACKET_ALTERS),
        ),
        count(Change.BRACKET_ADDS)
        and ngettext(
            "%(num)d word added in brackets", "%(num)d words added in brackets", count(Change.BRACKET_ADDS)
        ),
        count(Change.ELLIPSIS)
        and ngettext("%(num)d marked cut", "%(num)d marked cuts", count(Change.ELLIPSIS)),
    ]
    return ", ".join(words for words in said if words) or gettext("word for word")
