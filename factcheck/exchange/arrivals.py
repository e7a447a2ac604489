"""Texts coming in without a page to look them through: from the API and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from factcheck.accounts.models import Project, User
from factcheck.articles.languages import canonical_tag, detect
from factcheck.articles.models import BYLINE_LENGTH, TITLE_LENGTH, URL_LENGTH, Article, Origin
from factcheck.articles.readers import Reading
from factcheck.articles.segmentation import Cut, cut
from factcheck.articles.service import create_article
from factcheck.errors import Invalid
from factcheck.links import parse_link

FALLBACK_LANGUAGE = "en"
LENGTHS = {"title": TITLE_LENGTH, "byline": BYLINE_LENGTH, "publisher": BYLINE_LENGTH, "url": URL_LENGTH}


@dataclass(frozen=True, slots=True)
class Arrival:
    """A text that is read and cut, with what is known about it: all that `store` needs."""

    text: str
    cuts: list[Cut]
    details: dict[str, Any]
    origin: Origin


def prepare(reading: Reading, given: Mapping[str, Any], *, origin: Origin) -> Arrival:
    """Cut a text that was read. `given` is what the sender says (title, byline, publisher, url, published_at as a
    text, lang); it goes before what the text says of itself. Raises Invalid, naming the member.
    """
    details: dict[str, Any] = {
        name: " ".join((given.get(name) or getattr(reading, name) or "").split())[:length]
        for name, length in LENGTHS.items()
    }
    if given.get("url"):
        details["url"] = parse_link(given["url"])
    details["published_at"] = _moment(given.get("published_at") or reading.published_at)
    details["lang"] = _language(given.get("lang"), reading)
    cuts = cut(reading.text, details["lang"])
    if not cuts:
        raise Invalid(_("There are no sentences in this text."), "text")
    return Arrival(reading.text, cuts, details, origin)


def store(session: Session, project: Project, arrival: Arrival, *, actor: User | None) -> Article:
    """Store the text as revision 1 of a new article; event: `article.created`."""
    return create_article(
        session,
        project,
        actor=actor,
        text=arrival.text,
        cuts=arrival.cuts,
        origin=arrival.origin,
        **arrival.details,
    )


def _language(given: str | None, reading: Reading) -> str:
    if given is None:
        return reading.lang or detect(reading.text) or FALLBACK_LANGUAGE
    tag = canonical_tag(given)
    if tag is None:
        raise Invalid(_("This is not a language tag, such as en or pt-BR."), "lang")
    return tag


def _moment(given: str | date | None) -> datetime | None:
    """A moment; a day without a time begins at midnight, UTC."""
    if isinstance(given, str):
        given = datetime.fromisoformat(given) if "T" in given else date.fromisoformat(given)
    if given is None or isinstance(given, datetime):
        return given
    return datetime.combine(given, time(0), UTC)
