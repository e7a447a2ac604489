"""The words for where claims stand, and for the lists of them."""

from factcheck.dashboard.filters import Moment, Sort
from factcheck.dashboard.saved import Board
from factcheck.dashboard.states import (
    DIFFERENT,
    NO_CLAIM,
    NONE,
    Age,
    ClaimState,
    Colour,
    Footing,
    Show,
    Sign,
    Trace,
)
from factcheck.labels import Label
from factcheck.labels import lazy_gettext as _

STATES: dict[ClaimState, Label] = {
    ClaimState.UNTOUCHED: Label(_("Not begun"), _("Nobody has a record on the claim yet.")),
    ClaimState.BEGUN: Label(_("Begun"), _("There are drafts, and nothing was handed in.")),
    ClaimState.SHORT: Label(
        _("Wants another check"), _("Fewer records were handed in than the claim wants.")
    ),
    ClaimState.DIFFER: Label(_("Disputed"), _("The records that were handed in disagree.")),
    ClaimState.ASIDE: Label(_("Put aside"), _("The guidelines leave the claim open.")),
    ClaimState.AGREE: Label(_("To adopt"), _("All records agree, and nobody has adopted them yet.")),
    ClaimState.DECIDED: Label(_("Decided"), _("A decision stands on the claim.")),
}
SHOWS: dict[Show, Label] = {
    Show.ALL: Label(_("All claims"), _("Every claim of the project.")),
    Show.OPEN: Label(_("Open"), _("Every claim that is not decided.")),
    Show.LATE: Label(_("Late"), _("Open claims of articles that were due before now.")),
    Show.SOON: Label(_("Due within a day"), _("Open claims of articles that are due within 24 hours.")),
    Show.HANDED_IN: Label(_("Handed in"), _("Claims on which at least one record was handed in.")),
    Show.ONE_ROOT: Label(
        _("On one source"), _("Claims on which everything that was handed in leads back to one source.")
    ),
    Show.ONE_UNNAMED: Label(
        _("On one unnamed source"),
        _(
            "Claims of which all that was handed in leads back to one source without a name, and nothing else bears."
        ),
    ),
    **{Show(state.value): label for state, label in STATES.items()},
}
STANDINGS = {
    DIFFERENT: _("Records differ"),
    NO_CLAIM: _("Not a claim"),
    NONE: _("Nothing handed in"),
}
"""The words for what a claim can stand at beside a verdict."""
BOARDS = {
    Board.OVERVIEW: _("Overview"),
    Board.QUALITY: _("Quality"),
    Board.SOURCING: _("Sourcing"),
    Board.PEOPLE: _("People"),
    Board.DIGEST: _("Week"),
    Board.CLAIMS: _("Claims"),
}
MOMENTS = {
    Moment.HANDED_IN: _("First handed in"),
    Moment.MADE: _("Marked"),
    Moment.DECIDED: _("Decided"),
}
SORTS = {
    Sort.AGE: _("Oldest first"),
    Sort.LATEST: _("Handed in last"),
    Sort.PLACE: _("By article"),
}
FOOTINGS: dict[Footing, Label] = {
    Footing.PRIMARY: Label(_("Primary documents"), _("A document or other primary evidence.")),
    Footing.NAMED: Label(_("Named, first hand"), _("Somebody with a name who was there or speaks for it.")),
    Footing.SECONDARY: Label(_("Second hand only"), _("Other media, or what somebody heard.")),
    Footing.UNNAMED: Label(_("Unnamed only"), _("Sources without a name, and no evidence.")),
    Footing.NOTHING: Label(_("Nothing yet"), _("No chain and no evidence.")),
}
TRACES: dict[Trace, Label] = {
    Trace.GONE: Label(_("Gone"), _("a link whose page is not there any more")),
    Trace.QUOTE_MISSING: Label(
        _("Passage missing"), _("a link whose page lacks the passage that was quoted")
    ),
    Trace.CHANGED: Label(_("Changed"), _("a link whose page says something else than the kept copy")),
    Trace.UNCHECKED: Label(_("Never looked at"), _("a link that nobody has looked at again")),
    Trace.UNCAPTURED: Label(_("Never captured"), _("a link of which no copy is kept")),
    Trace.AFTER: Label(_("Published after the claim"), _("evidence that is younger than what it bears on")),
}
SIGNS: dict[Sign, Label] = {
    Sign.AFTER_REVEAL: Label(
        _("changed after the reveal"), _("a record was changed after its reviewer could know of others")
    ),
    Sign.OVERRULED: Label(_("overruled"), _("what was decided is none of the verdicts that were handed in")),
    Sign.WAIVED: Label(_("with a waiver"), _("somebody let stand what a rule found")),
    Sign.RULED: Label(_("with a verdict decided"), _("a verdict was decided")),
}
NOT_SAID = _("not said")
COLOURS = {
    Colour.VERDICT: _("What claims stand at"),
    Colour.STATE: _("Where their checks stand"),
    Colour.FOOTING: _("What they rest on"),
    Colour.AGE: _("How long they are open"),
}
AGES = {
    Age.DAY: _("open for less than a day"),
    Age.DAYS: _("open for up to 3 days"),
    Age.WEEK: _("open for up to a week"),
    Age.OLDER: _("open for longer"),
    Age.DONE: _("decided"),
}
