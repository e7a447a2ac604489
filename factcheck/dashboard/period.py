"""The days that a page tells of, in the reader's time zone. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from factcheck.dashboard.facts import Scope
from factcheck.dashboard.filters import Filters
from factcheck.dashboard.states import Show

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both of them in it. `ahead`: it goes on to the end of today."""

    first: date
    last: date
    zone: tzinfo
    ahead: bool = True

    @classmethod
    def of(cls, filters: Filters, today: date, zone: tzinfo) -> Period:
        """That of the filters."""
        first, last = filters.period(today)
        return cls(first, last, zone, ahead=last >= today)

    @property
    def days(self) -> list[date]:
        """Each of them."""
        return [self.first + number * ONE_DAY for number in range((self.last - self.first).days + 1)]

    @property
    def begin(self) -> datetime:
        """The moment at which the first day begins."""
        return begin_of(self.first, self.zone)

    @property
    def end(self) -> datetime:
        """The moment at which the last day is over."""
        return begin_of(self.last + ONE_DAY, self.zone)

    def within(self, scope: Scope) -> Scope:
        """The claims of the scope that were handed in within it, as the addresses of lists say it, too."""
        until = None if self.ahead else self.last
        filters = replace(scope.filters.counted, show=Show.HANDED_IN, since=self.first, until=until)
        return replace(scope, filters=filters, since=self.begin, until=self.end if until else None)


def begin_of(day: date, zone: tzinfo) -> datetime:
    """The moment at which the day begins there."""
    return datetime(day.year, day.month, day.day, tzinfo=zone)
