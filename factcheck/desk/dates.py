"""Days and moments as the reader writes them: in their language and time zone."""

from __future__ import annotations

from datetime import datetime

from flask_babel import format_date, format_datetime


def day(moment: datetime) -> str:
    """The day, without the time."""
    return str(format_date(moment, "medium"))


def moment(moment: datetime) -> str:
    """The day and the time."""
    return str(format_datetime(moment, "medium"))
