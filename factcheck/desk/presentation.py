"""What the desk's pages show of a row: parts of a progress bar, the words for choices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel.speaklater import LazyString

from factcheck.annotation.verdict_words import words_of
from factcheck.annotation.verdicts import Verdict
from factcheck.desk.filters import Sort, State
from factcheck.desk.progress import SEVERAL, Progress
from factcheck.labels import lazy_gettext

BAR_WIDTH = 100.0
SEVERAL_GLYPH = "±"

STATES: dict[State, LazyString] = {
    State.ALL: lazy_gettext("All"),
    State.OPEN: lazy_gettext("Open"),
    State.SUBMITTED: lazy_gettext("All submitted"),
    State.LATE: lazy_gettext("Late"),
    State.REMOVED: lazy_gettext("Removed"),
}
SORTS: dict[Sort, LazyString] = {
    Sort.CHANGED: lazy_gettext("Last change"),
    Sort.DUE: lazy_gettext("Due date"),
    Sort.TITLE: lazy_gettext("Title"),
    Sort.PROGRESS: lazy_gettext("Progress"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a progress bar; `start` and `width` in hundredths of the bar."""

    name: str
    glyph: str
    label: str
    count: int
    start: float
    width: float


def parts(progress: Progress, labels: Mapping[str, Any]) -> Iterator[Part]:
    """The stretches of the bar, one for each verdict that occurs; what is open stays empty. `labels`: the project's
    words for the verdicts."""
    start = 0.0
    for name, count in progress.verdicts.items():
        width = BAR_WIDTH * count / progress.total
        yield Part(
            name.replace("_", "-"),
            _glyph(name),
            _label(name, labels),
            count,
            round(start, 2),
            round(width, 2),
        )
        start += width


def _glyph(name: str) -> str:
    return SEVERAL_GLYPH if name == SEVERAL else Verdict(name).glyph


def _label(name: str, labels: Mapping[str, Any]) -> str:
    return _("Reviewers differ") if name == SEVERAL else words_of(labels, Verdict(name)).name
