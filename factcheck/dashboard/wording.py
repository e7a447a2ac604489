"""What the figures say, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import format_date, format_decimal, ngettext
from flask_babel import gettext as _

from factcheck.annotation.labels import SOURCE_TYPES, STANCES
from factcheck.annotation.verdicts import SourceType, Stance
from factcheck.dashboard.filters import Filters
from factcheck.dashboard.labels import FOOTINGS, NOT_SAID, TRACES
from factcheck.dashboard.pace import LOOKS_BACK, Pace
from factcheck.dashboard.queries import Counts
from factcheck.dashboard.resting import Footings
from factcheck.dashboard.states import UNSET, Footing, Show, Trace


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


def sourcing(found: Footings, days: int) -> str:
    """What the claims of the period rest on, in the one or two sentences that matter most."""
    if not found.claims:
        return _("Nothing was handed in within %(days)s days.", days=days)
    told = ngettext(
        "%(one)s of the %(num)d claim handed in within %(days)s days rests on one source.",
        "%(one)s of the %(num)d claims handed in within %(days)s days rest on one source.",
        found.claims,
        one=format_decimal(found.one_root),
        days=days,
    )
    if found.one_unnamed:
        told += " " + ngettext(
            "%(num)d of these has nothing but an unnamed one.",
            "%(num)d of these have nothing but an unnamed one.",
            found.one_unnamed,
        )
    return told


def footings(found: Footings) -> str:
    """How many stand firm, and how many do not."""
    firm = found.best[Footing.PRIMARY] + found.best[Footing.NAMED]
    return _(
        "%(firm)s of %(all)s rest on a document or on somebody named who was there; %(rest)s on less, and on %(none)s "
        "nothing is recorded.",
        firm=format_decimal(firm),
        all=format_decimal(found.claims),
        rest=format_decimal(found.best[Footing.SECONDARY] + found.best[Footing.UNNAMED]),
        none=format_decimal(found.best[Footing.NOTHING]),
    )


def types(pairs: Mapping[tuple[str, str], int], claims: int) -> str:
    """Which sort of evidence does what most often."""
    if not pairs:
        return _("No evidence was handed in.")
    (source_type, stance), number = max(pairs.items(), key=lambda pair: pair[1])
    return _(
        "Most often: %(type)s, %(stance)s, on %(n)s of %(all)s claims.",
        type=type_name(source_type),
        stance=stance_name(stance),
        n=format_decimal(number),
        all=format_decimal(claims),
    )


def type_name(key: str) -> str:
    """What a source type is called, or that none is given."""
    return str(NOT_SAID if key == UNSET else SOURCE_TYPES[SourceType(key)].name)


def stance_name(key: str) -> str:
    """What a stance is called, or that none is given."""
    return str(NOT_SAID if key == UNSET else STANCES[Stance(key)].name)


def narrowed(filters: Filters, source: str | None) -> list[str]:
    """What a list is narrowed to beside its filters' choices, in sentences."""
    told = []
    if filters.footing:
        told.append(_("At best they rest on: %(what)s.", what=FOOTINGS[Footing(filters.footing)].name))
    if filters.source:
        told.append(_("Their chains name %(source)s.", source=source or filters.source))
    evidence = [
        *([type_name(filters.source_type)] if filters.source_type else []),
        *([stance_name(filters.stance)] if filters.stance else []),
        *([str(TRACES[Trace(filters.evidence)].meaning)] if filters.evidence else []),
    ]
    if evidence:
        told.append(_("They have a piece of evidence: %(what)s.", what=", ".join(evidence)))
    return told
