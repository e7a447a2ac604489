"""What a dashboard and the lists behind its figures can be asked for: the parameters of their addresses. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from factcheck.adjudication.outcomes import FARTHEST
from factcheck.annotation.rules import RuleKey
from factcheck.annotation.verdicts import Priority, SourceType, Stance, Verdict
from factcheck.dashboard.states import STANDINGS, UNSET, Colour, Footing, Show, Sign, Trace

Member = TypeVar("Member", bound=StrEnum)
PERIODS = (7, 14, 30, 90)
DISTANCES = [str(each) for each in range(FARTHEST + 1)]
LONGEST = 300
LAST_PAGE = 1_000_000
MOST_DAYS = 731
"""A period is no longer, so that each of its days has a place in a chart."""
YEARS = range(1900, 9_999)


class Sort(StrEnum):
    """What a list of claims is ordered by: the oldest first, or what was handed in last."""

    AGE = "age"
    LATEST = "latest"
    PLACE = "place"


class Moment(StrEnum):
    """What `since` and `until` are the days of: when the first of a claim's verdicts was handed in, when somebody
    marked it, or when it was decided."""

    HANDED_IN = "handed_in"
    MADE = "made"
    DECIDED = "decided"


class NotListed(ValueError):
    """A parameter of the address is outside its list (the page answers 400)."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which claims are counted. Empty: any.

    `article`, `person` and `source` are uids; a claim is a person's where they have a record on it. `source_type`,
    `stance` and `evidence` are of one piece of evidence that was handed in. `given` is a verdict that was, `pair` the
    uids of two people who both handed one in, joined by a dot, `apart` how far the verdicts lie apart. `revision` is
    the number of the text that the claim is marked in. `since` and `until` are the days of the period, and of a list
    those of `on`; `days` is how long the period is where they do not say.
    """

    article: str = ""
    person: str = ""
    publisher: str = ""
    lang: str = ""
    priority: str = ""
    verdict: str = ""
    revision: int | None = None
    footing: str = ""
    source: str = ""
    source_type: str = ""
    stance: str = ""
    evidence: str = ""
    given: str = ""
    pair: str = ""
    apart: int | None = None
    sign: str = ""
    rule: str = ""
    days: int = PERIODS[1]
    colour: Colour = Colour.VERDICT
    show: Show = Show.ALL
    since: date | None = None
    until: date | None = None
    on: Moment = Moment.HANDED_IN
    sort: Sort = Sort.AGE
    page: int = 1

    @property
    def narrowed(self) -> bool:
        """Whether something keeps claims of the project out of the figures."""
        return any(getattr(self, name) != _USUAL[name] for name in NARROWING)

    @property
    def of_list(self) -> bool:
        """Whether more is asked of a claim than the database counts by itself: of its records, or of days."""
        return any(getattr(self, name) not in ("", None) for name in OF_LISTS)

    def period(self, today: date) -> tuple[date, date]:
        """The first and the last day of what a page tells; none of them is yet to come."""
        last = min(self.until or today, today)
        first = self.since or last - timedelta(days=self.days - 1)
        return max(min(first, last), last - timedelta(days=MOST_DAYS - 1)), last

    def query(self, **changes: object) -> dict[str, Any]:
        """The parameters of an address with some changed; what is as usual is left out."""
        asked = {name: getattr(self, name) for name in _USUAL} | changes
        return {name: str(value) for name, value in asked.items() if value != _USUAL[name]}

    @property
    def counted(self) -> Filters:
        """Of the filters, those that say which claims are counted."""
        return Filters(**{name: getattr(self, name) for name in NARROWING})

    @property
    def on_a_page(self) -> Filters:
        """Of the filters, those that all pages share: which claims are counted, and for which period."""
        return replace(self.counted, days=self.days, since=self.since, until=self.until)

    def counting(self, **changes: object) -> dict[str, Any]:
        """The parameters of another page's address, for the same claims and the same period."""
        return self.on_a_page.query(**changes)

    def listing(self, show: str, **changes: object) -> dict[str, Any]:
        """The parameters of the list behind a figure: the same claims, of these those in `show`."""
        return self.query(show=Show(show), page=1, **changes)


_USUAL = {field.name: field.default for field in fields(Filters)}
NARROWING = ("article", "person", "publisher", "lang", "priority", "verdict", "revision")
"""Which claims are counted, on every page."""
OF_RECORDS = ("source", "source_type", "stance", "evidence", "given", "pair", "apart", "sign", "rule")
OF_LISTS = (*OF_RECORDS, "since", "until")


def parse_filters(values: Mapping[str, str]) -> Filters:
    """The filters in the parameters of an address; of two days the earlier one begins. Raises NotListed, naming the
    parameter that is not in its list."""
    since, until = _day(values, "since"), _day(values, "until")
    if since and until and since > until:
        since, until = until, since
    return Filters(
        article=_short(values, "article"),
        person=_short(values, "person"),
        publisher=_short(values, "publisher"),
        lang=_short(values, "lang"),
        priority=_one_of(values, "priority", [each.value for each in Priority]),
        verdict=_one_of(values, "verdict", STANDINGS),
        revision=_number(values, "revision"),
        footing=_one_of(values, "footing", set(Footing)),
        source=_short(values, "source"),
        source_type=_one_of(values, "source_type", {*SourceType, UNSET}),
        stance=_one_of(values, "stance", {*Stance, UNSET}),
        evidence=_one_of(values, "evidence", set(Trace)),
        given=_one_of(values, "given", set(Verdict)),
        pair=_pair(values),
        apart=int(found) if (found := _one_of(values, "apart", DISTANCES)) else None,
        sign=_one_of(values, "sign", set(Sign)),
        rule=_one_of(values, "rule", set(RuleKey)),
        days=int(_one_of(values, "days", [str(each) for each in PERIODS]) or PERIODS[1]),
        colour=_member(Colour, values, "colour", Colour.VERDICT),
        show=_member(Show, values, "show", Show.ALL),
        since=since,
        until=until,
        on=_member(Moment, values, "on", Moment.HANDED_IN),
        sort=_member(Sort, values, "sort", Sort.AGE),
        page=_number(values, "page") or 1,
    )


def _short(values: Mapping[str, str], name: str) -> str:
    value = values.get(name, "").strip()
    if len(value) > LONGEST or "\0" in value:
        raise NotListed(name)
    return value


def _pair(values: Mapping[str, str]) -> str:
    value = _short(values, "pair")
    if value and value.count(".") != 1:
        raise NotListed("pair")
    return value


def _one_of(values: Mapping[str, str], name: str, known: Any) -> str:
    value = values.get(name, "")
    if value and value not in known:
        raise NotListed(name)
    return value


def _member(kind: type[Member], values: Mapping[str, str], name: str, usual: Member) -> Member:
    return kind(_one_of(values, name, set(kind)) or usual)


def _day(values: Mapping[str, str], name: str) -> date | None:
    value = values.get(name, "")
    if not value:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise NotListed(name) from None
    if day.year not in YEARS:
        raise NotListed(name)
    return day


def _number(values: Mapping[str, str], name: str) -> int | None:
    value = values.get(name, "")
    if not value:
        return None
    if not (value.isascii() and value.isdecimal() and len(value) < 8 and 1 <= int(value) <= LAST_PAGE):
        raise NotListed(name)
    return int(value)
