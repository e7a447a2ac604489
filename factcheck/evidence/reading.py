"""What a page says of itself, and how it is asked for; the reading is done in a process of its own
(`reading_process`), so that what it takes is loaded there alone.
"""

from __future__ import annotations

from datetime import date

import msgspec


class Page(msgspec.Struct, frozen=True):
    """What is to be read."""

    body: bytes
    media_type: str
    charset: str | None
    url: str


class Reading(msgspec.Struct, frozen=True):
    """What a page says. Texts are empty and the day None where it does not say.

    text: what a reader came for. whole: all text of the page, for finding a passage that `text` leaves out. free:
    whether the page says of itself that it can be read without paying; None where it does not say.
    """

    title: str = ""
    publisher: str = ""
    author: str = ""
    published_at: date | None = None
    canonical_url: str = ""
    lang: str = ""
    text: str = ""
    whole: str = ""
    free: bool | None = None
