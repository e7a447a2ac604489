"""Where the check of a claim stands, as a lead sees it. Pure."""

from __future__ import annotations

from enum import StrEnum

from factcheck.annotation.verdicts import Verdict


class ClaimState(StrEnum):
    """Each claim is in exactly one. In the order in which work goes through them."""

    UNTOUCHED = "untouched"
    BEGUN = "begun"
    SHORT = "short"
    DIFFER = "differ"
    ASIDE = "aside"
    AGREE = "agree"
    DECIDED = "decided"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done about the claim."""
        return self is not ClaimState.DECIDED


class Footing(StrEnum):
    """The best that a claim rests on, of all that was handed in on it; the best first."""

    PRIMARY = "primary"
    NAMED = "named"
    SECONDARY = "secondary"
    UNNAMED = "unnamed"
    NOTHING = "nothing"


class Trace(StrEnum):
    """What a lead should know of a piece of evidence: how its link was found when it was last looked at, or that it was
    not; that no copy of it is kept; that it was published after what it bears on was said."""

    GONE = "gone"
    QUOTE_MISSING = "quote_missing"
    CHANGED = "changed"
    UNCHECKED = "unchecked"
    UNCAPTURED = "uncaptured"
    AFTER = "after"


class Sign(StrEnum):
    """What a lead should know of a check: a record was changed after its reviewer could know of others; a decision is
    none of the verdicts that were handed in; somebody let stand what a rule found. `ruled`: a verdict was decided."""

    AFTER_REVEAL = "after_reveal"
    OVERRULED = "overruled"
    WAIVED = "waived"
    RULED = "ruled"


class Colour(StrEnum):
    """What the sentences of an article are coloured by: what their first claim stands at, where its check stands, what
    it rests on, or how long it has been open."""

    VERDICT = "verdict"
    STATE = "state"
    FOOTING = "footing"
    AGE = "age"


class Age(StrEnum):
    """Since when a claim is open: within a day, three days or a week, or longer; or that it is decided."""

    DAY = "day"
    DAYS = "days"
    WEEK = "week"
    OLDER = "older"
    DONE = "done"


UNSET = "unset"
"""Stands for the source type or the stance of evidence that has none."""


class Show(StrEnum):
    """The lists of claims: those in one state, and some that go across states."""

    ALL = "all"
    OPEN = "open"
    LATE = "late"
    SOON = "soon"
    HANDED_IN = "handed_in"
    ONE_ROOT = "one_root"
    ONE_UNNAMED = "one_unnamed"
    UNTOUCHED = "untouched"
    BEGUN = "begun"
    SHORT = "short"
    DIFFER = "differ"
    ASIDE = "aside"
    AGREE = "agree"
    DECIDED = "decided"


DIFFERENT = "differ"
"""Stands for the verdict of a claim that is not decided and on which those handed in differ."""
NO_CLAIM = "not_a_claim"
"""Stands for the verdict of what a lead decided to be no claim."""
NONE = "none"
"""Stands for the verdict of a claim on which none was handed in."""
STANDINGS = (*(verdict.value for verdict in Verdict), DIFFERENT, NO_CLAIM, NONE)
"""What a claim can stand at, in the order in which charts stack them."""
