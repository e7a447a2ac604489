"""What the figures say, in sentences."""

from __future__ import annotations

from flask_babel import format_date, format_decimal, ngettext
from flask_babel import gettext as _

from factcheck.dashboard.pace import LOOKS_BACK, Pace
from factcheck.dashboard.queries import Counts
from factcheck.dashboard.states import Show


def headline(counts: Counts) -> str:
    """The one or two sentences that matter most this morning."""
    if not counts[Show.ALL]:
        return _("There are no claims yet.")
    late, soon, differ, left = (counts[show] for show in (Show.LATE, Show.SOON, Show.DIFFER, Show.OPEN))
    told = []
    if late:
        told.append(ngettext("%(num)d open claim is late.", "%(num)d open claims are late.", late))
    elif soon:
        told.append(
            ngettext(
                "%(num)d open claim is due within a day.", "%(num)d open claims are due within a day.", soon
            )
        )
    if differ:
        told.append(
            ngettext(
                "%(num)d is disputed and waits for a decision.",
                "%(num)d are disputed and wait for a decision.",
                differ,
            )
        )
    if told:
        return " ".join(told)
    if left:
        return ngettext(
            "%(num)d claim is open; nothing is late or disputed.",
            "%(num)d claims are open; nothing is late or disputed.",
            left,
        )
    return _("Every claim is decided.")


def progress(handed_in: int, days: int, pace: Pace) -> str:
    """How much was handed in within the period, how fast, and when the rest will be."""
    within = ngettext(
        "On %(num)d claim the first record was handed in within %(days)s days",
        "On %(num)d claims the first record was handed in within %(days)s days",
        handed_in,
        days=days,
    )
    speed = _(
        "%(pace)s a day over the last %(days)s full days",
        pace=format_decimal(round(pace.a_day, 1)),
        days=LOOKS_BACK,
    )
    told = f"{within}, {speed}."
    if not pace.left:
        return told + " " + _("None waits for its first record.")
    if pace.done_on is None:
        return (
            told
            + " "
            + ngettext(
                "At this pace the %(num)d that waits for its first record would not have it within a year.",
                "At this pace the %(num)d that wait for their first record would not have it within a year.",
                pace.left,
            )
        )
    return (
        told
        + " "
        + ngettext(
            "At this pace the %(num)d that waits for its first record has it on %(day)s.",
            "At this pace the %(num)d that wait for their first record have it on %(day)s.",
            pace.left,
            day=format_date(pace.done_on, "full"),
        )
    )


def states(counts: Counts) -> str:
    """Where the open claims stand."""
    left, whole = counts[Show.OPEN], counts[Show.ALL]
    untouched = counts[Show.UNTOUCHED] + counts[Show.BEGUN]
    return _(
        "%(open)s of %(all)s claims are open; on %(untouched)s of them nothing was handed in yet.",
        open=format_decimal(left),
        all=format_decimal(whole),
        untouched=format_decimal(untouched),
    )
