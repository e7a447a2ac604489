"""What the figures say, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel.numbers import format_decimal as babel_number
from flask_babel import format_date, format_decimal, get_locale, ngettext
from flask_babel import gettext as _

from factcheck.accounts.localisation import number
from factcheck.adjudication.agreement import Measure, Result
from factcheck.adjudication.labels import MEASURES, UNDEFINED
from factcheck.adjudication.outcomes import FARTHEST
from factcheck.annotation.labels import PRIORITIES, SOURCE_TYPES, STANCES, VERDICTS
from factcheck.annotation.rule_labels import RULES
from factcheck.annotation.rules import RuleKey
from factcheck.annotation.verdicts import Priority, SourceType, Stance, Verdict
from factcheck.articles.fields import language_name
from factcheck.assignments.states import Show as Work
from factcheck.dashboard.digest import Digest
from factcheck.dashboard.filters import Filters, Moment
from factcheck.dashboard.labels import FOOTINGS, MOMENTS, NOT_SAID, SHOWS, SIGNS, TRACES
from factcheck.dashboard.pace import LOOKS_BACK, Pace
from factcheck.dashboard.people import Person
from factcheck.dashboard.period import Period
from factcheck.dashboard.quality import Agreement
from factcheck.dashboard.queries import Counts
from factcheck.dashboard.resting import Footings
from factcheck.dashboard.states import UNSET, Footing, Show, Sign, Trace


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


def when(period: Period) -> str:
    """The days of a period, as the end of a sentence."""
    if period.ahead:
        return ngettext("within %(num)d day", "within %(num)d days", len(period.days))
    if period.first == period.last:
        return _("on %(day)s", day=format_date(period.first, "medium"))
    first, last = (format_date(day, "medium") for day in (period.first, period.last))
    return _("from %(first)s to %(last)s", first=first, last=last)


def progress(handed_in: int, period: Period, pace: Pace, due: date | None) -> str:
    """How much was handed in within the period, how fast it goes now, when the rest will be, and how much of it when
    the last article is due."""
    within = ngettext(
        "On %(num)d claim the first record was handed in %(when)s",
        "On %(num)d claims the first record was handed in %(when)s",
        handed_in,
        when=when(period),
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
        rest = ngettext(
            "At this pace the %(num)d that waits for its first record would not have it within a year.",
            "At this pace the %(num)d that wait for their first record would not have it within a year.",
            pace.left,
        )
    else:
        rest = ngettext(
            "At this pace the %(num)d that waits for its first record has it on %(day)s.",
            "At this pace the %(num)d that wait for their first record have it on %(day)s.",
            pace.left,
            day=format_date(pace.done_on, "full"),
        )
    return " ".join([told, rest, *([_in_time(pace, due)] if due else [])])


def _in_time(pace: Pace, due: date) -> str:
    """Whether the rest is there when the last article is due."""
    day, left = format_date(due, "medium"), pace.left_on(due)
    if not left:
        return _("The last due date is %(day)s, so that is in time.", day=day)
    return ngettext(
        "On the last due date, %(day)s, %(num)d would still wait.",
        "On the last due date, %(day)s, %(num)d would still wait.",
        left,
        day=day,
    )


def states(counts: Counts) -> str:
    """Where the open claims stand."""
    left, whole = counts[Show.OPEN], counts[Show.ALL]
    untouched = counts[Show.UNTOUCHED] + counts[Show.BEGUN]
    if left and not untouched:
        return _(
            "%(open)s of %(all)s claims are open; something was handed in on each of them.",
            open=number(left),
            all=number(whole),
        )
    return _(
        "%(open)s of %(all)s claims are open; on %(untouched)s of them nothing was handed in yet.",
        open=number(left),
        all=number(whole),
        untouched=number(untouched),
    )


def sourcing(found: Footings, period: Period) -> str:
    """What the claims of the period rest on, in the one or two sentences that matter most."""
    if not found.claims:
        return _("Nothing was handed in %(when)s.", when=when(period))
    told = ngettext(
        "%(one)s of the %(num)d claim handed in %(when)s rests on one source.",
        "%(one)s of the %(num)d claims handed in %(when)s rest on one source.",
        found.claims,
        one=number(found.one_root),
        when=when(period),
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
        firm=number(firm),
        all=number(found.claims),
        rest=number(found.best[Footing.SECONDARY] + found.best[Footing.UNNAMED]),
        none=number(found.best[Footing.NOTHING]),
    )


def types(pairs: Mapping[tuple[str, str], int], claims: int) -> str:
    """Which sort of evidence does what most often."""
    if not pairs:
        return _("No evidence was handed in.")
    (source_type, stance), most = max(pairs.items(), key=lambda pair: pair[1])
    return _(
        "Most often: %(type)s, %(stance)s, on %(n)s of %(all)s claims.",
        type=type_name(source_type),
        stance=stance_name(stance),
        n=number(most),
        all=number(claims),
    )


def type_name(key: str) -> str:
    """What a source type is called, or that none is given."""
    return str(NOT_SAID if key == UNSET else SOURCE_TYPES[SourceType(key)].name)


def stance_name(key: str) -> str:
    """What a stance is called, or that none is given."""
    return str(NOT_SAID if key == UNSET else STANCES[Stance(key)].name)


def quality(found: Agreement) -> str:
    """How far reviewers agree, with what that rests on."""
    result = found.results[Measure.ALPHA_ORDINAL]
    if not found.twice:
        return _("No claim of this period was checked by two people.")
    checked = _(
        "%(n)s of %(all)s claims were checked by two people or more.",
        n=number(found.twice),
        all=number(found.claims),
    )
    if result.value is None:
        return checked
    return _(
        "%(measure)s: %(value)s on %(n)s of %(all)s claims.",
        measure=MEASURES[Measure.ALPHA_ORDINAL].name,
        value=measured(result),
        n=number(result.claims_used),
        all=number(found.claims),
    )


def measured(result: Result) -> str:
    """The value with its interval, or why there is none."""
    if result.value is None:
        assert result.undefined is not None  # noqa: S101
        return str(UNDEFINED[result.undefined].name)
    value = decimal(result.value)
    if result.interval is None:
        return value
    low, high = map(decimal, result.interval)
    return f"{value} ({low}–{high})"


def decimal(value: float) -> str:
    """With two places."""
    return _decimal(round(value, 6), str(get_locale()))


@lru_cache(4_096)
def _decimal(value: float, locale: str) -> str:
    return str(babel_number(value, "0.00", locale=locale))


def apart(far: Mapping[int, int]) -> str:
    """On how many of the claims with two verdicts these differ."""
    whole = sum(far.values())
    if not whole:
        return _("No claim has two verdicts.")
    return _(
        "On %(n)s of %(all)s claims with two verdicts or more they differ.",
        n=number(whole - far.get(0, 0)),
        all=number(whole),
    )


def step(far: int) -> str:
    """How far verdicts lie apart."""
    if not far:
        return _("They agree")
    if far == FARTHEST:
        return _("One is off the scale")
    return ngettext("%(num)d step apart", "%(num)d steps apart", far)


def confusion(cells: Mapping[tuple[str, str], int], signs: Mapping[Sign, int]) -> str:
    """How often what was decided is what was handed in."""
    whole = sum(cells.values())
    if not whole:
        return _("Nothing that was handed in has been decided yet.")
    same = sum(claims for (given, final), claims in cells.items() if given == final)
    told = _(
        "%(same)s of %(all)s verdicts that were handed in are what was decided.",
        same=number(same),
        all=number(whole),
    )
    overruled = ngettext(
        "%(num)d claim was overruled.", "%(num)d claims were overruled.", signs[Sign.OVERRULED]
    )
    return f"{told} {overruled}"


def people(found: Sequence[Person], period: Period) -> str:
    """How much was handed in by how many, and whether somebody has late work."""
    active = sum(bool(person.claims) for person in found)
    told = ngettext(
        "%(num)d person handed something in %(when)s.",
        "%(num)d people handed something in %(when)s.",
        active,
        when=when(period),
    )
    late = sum(bool(person.work[Work.LATE]) for person in found)
    if late:
        told += " " + ngettext("%(num)d has late work.", "%(num)d have late work.", late)
    return told


def minutes(seconds: int) -> str:
    """With one place."""
    return format_decimal(round(seconds / 60, 1))


@dataclass(frozen=True, slots=True)
class Naming:
    """What things are called that filters name: articles and people by uid, what claims can stand at."""

    articles: Mapping[str, str]
    people: Mapping[str, str]
    standings: Mapping[str, str]


def described(filters: Filters, named: Naming) -> list[str]:
    """What a page is asked for, in a few words each; empty for all claims and the usual period."""
    told = [str(SHOWS[filters.show].name)] if filters.show is not Show.ALL else []
    if filters.article:
        told.append(named.articles.get(filters.article, filters.article))
    if filters.person:
        told.append(named.people.get(filters.person, filters.person))
    if filters.publisher:
        told.append(filters.publisher)
    if filters.lang:
        told.append(language_name(filters.lang))
    if filters.priority:
        told.append(_("priority: %(what)s", what=PRIORITIES[Priority(filters.priority)].name))
    if filters.verdict:
        told.append(named.standings[filters.verdict])
    if filters.revision:
        told.append(_("revision %(n)s", n=filters.revision))
    if filters.days != Filters().days:
        told.append(ngettext("%(num)d day", "%(num)d days", filters.days))
    return told + narrowed(filters, None)


def narrowed(filters: Filters, source: str | None, names: Sequence[str] = ()) -> list[str]:
    """What a list is narrowed to beside its filters' choices, in sentences."""
    told = []
    if filters.since or filters.until:
        told.append(_days(filters))
    if filters.footing:
        told.append(_("At best they rest on: %(what)s.", what=FOOTINGS[Footing(filters.footing)].name))
    if filters.source:
        told.append(
            _("Their chains name %(source)s.", source=source)
            if source
            else _("Their chains name one source.")
        )
    evidence = [
        *([type_name(filters.source_type)] if filters.source_type else []),
        *([stance_name(filters.stance)] if filters.stance else []),
        *([str(TRACES[Trace(filters.evidence)].meaning)] if filters.evidence else []),
    ]
    if evidence:
        told.append(_("They have a piece of evidence: %(what)s.", what=", ".join(evidence)))
    if filters.given:
        told.append(_("Somebody handed in: %(what)s.", what=VERDICTS[Verdict(filters.given)].name))
    if names:
        told.append(
            _("%(one)s and %(other)s both handed one in.", one=names[0], other=names[1])
            if names[0] != names[-1]
            else _("%(name)s handed one in.", name=names[0])
        )
    if filters.apart is not None:
        told.append(_("How far verdicts lie apart: %(what)s.", what=step(filters.apart)))
    if filters.sign:
        told.append(_("Of these holds: %(what)s.", what=SIGNS[Sign(filters.sign)].meaning))
    if filters.rule:
        told.append(_("Waived: %(what)s.", what=RULES[RuleKey(filters.rule)].title))
    return told


def _days(filters: Filters) -> str:
    """What happened to the claims of a list, and when."""
    first, last = (day and format_date(day, "medium") for day in (filters.since, filters.until))
    what = MOMENTS[filters.on]
    if filters.since == filters.until:
        return _("%(what)s on %(day)s.", what=what, day=first)
    if first and last:
        return _("%(what)s from %(first)s to %(last)s.", what=what, first=first, last=last)
    if first:
        return _("%(what)s since %(day)s.", what=what, day=first)
    return _("%(what)s until %(day)s.", what=what, day=last)


def digest(found: Digest) -> str:
    """The week in two or three sentences."""
    handed, decided = found.happened[Moment.HANDED_IN], found.happened[Moment.DECIDED]
    if not any(found.happened.values()):
        told = _("Nothing was marked, handed in or decided.")
    else:
        told = ngettext(
            "%(num)d claim was handed in for the first time, and %(decided)s decided.",
            "%(num)d claims were handed in for the first time, and %(decided)s decided.",
            handed,
            decided=number(decided),
        )
    more = found.happened[Moment.MADE] - decided
    if more > 0:
        told += " " + ngettext(
            "%(num)d more was marked than decided.", "%(num)d more were marked than decided.", more
        )
    late = found.now[Show.LATE]
    if late:
        told += " " + ngettext("%(num)d open claim is late now.", "%(num)d open claims are late now.", late)
    return told


def digest_parts(found: Digest) -> dict[str, str]:
    """What the parts of a digest say: `decided`, `sourcing`, `quality`."""
    return {
        "decided": _decided(found),
        "sourcing": sourcing(found.footings, found.week),
        "quality": f"{quality(found.agreement)} {_people_of(found)}"
        if found.people
        else quality(found.agreement),
    }


def _people_of(found: Digest) -> str:
    return ngettext(
        "%(num)d person handed something in on them.",
        "%(num)d people handed something in on them.",
        found.people,
    )


def _decided(found: Digest) -> str:
    decided = {name: claims for name, claims in found.decided.items() if claims}
    if not decided:
        return _("No claim was decided.")
    overruled = found.signs[Sign.OVERRULED]
    told = ngettext("%(num)d claim was decided.", "%(num)d claims were decided.", sum(decided.values()))
    if overruled:
        told += " " + ngettext(
            "Of those handed in, %(num)d was overruled.",
            "Of those handed in, %(num)d were overruled.",
            overruled,
        )
    return told


def change(now: int, before: int) -> str:
    """How a number differs from that of the week before."""
    if now == before:
        return _("as many as the week before")
    if now > before:
        return ngettext(
            "%(num)d more than the week before", "%(num)d more than the week before", now - before
        )
    return ngettext("%(num)d fewer than the week before", "%(num)d fewer than the week before", before - now)
