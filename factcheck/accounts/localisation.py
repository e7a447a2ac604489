"""Which language a reader reads in and which clock they go by: their own choice, else what their browser says."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache, lru_cache
from gettext import NullTranslations

from babel import Locale
from babel.numbers import format_decimal as babel_number
from flask import Flask, current_app, g, has_app_context, has_request_context, request
from flask_babel import format_timedelta, get_locale, get_timezone, get_translations
from flask_babel import refresh as refresh_babel
from sqlalchemy.exc import SQLAlchemyError

from factcheck import words
from factcheck.accounts.access import find_viewer, forget_viewer
from factcheck.accounts.models import User
from factcheck.db import now
from factcheck.web import babel

TIMEZONE_COOKIE = "tz"
MOMENT = timedelta(minutes=1)


def init_app(app: Flask) -> None:
    """Let every page follow its reader."""
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "UTC")
    babel.init_app(app, locale_selector=choose_locale, timezone_selector=choose_timezone)
    words.speak(catalogue, number)
    # Flask-Babel's own callables work the language out at every call, several hundred times for one page.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda message: catalogue().gettext(message),
        ngettext=lambda one, many, count: catalogue().ngettext(one, many, count),
        pgettext=lambda context, message: catalogue().pgettext(context, message),
        npgettext=lambda context, one, many, count: catalogue().npgettext(context, one, many, count),
        newstyle=True,
    )
    app.jinja_env.globals.update(get_locale=get_locale, get_timezone=get_timezone)
    app.jinja_env.filters.update(ago=ago, number=number)
    with app.app_context():
        app.config["LOCALES"] = sorted({str(locale) for locale in babel.list_translations()} | {"en"})


def catalogue() -> NullTranslations:
    """The translations into the reader's language; kept for the request."""
    if not has_app_context():
        return NullTranslations()
    found: NullTranslations | None = g.get("catalogue")
    if found is None:
        found = g.catalogue = get_translations()
    return found


def refresh() -> None:
    """Work language and time zone out anew: the reader has just chosen others, or somebody else reads now."""
    forget_viewer()
    g.pop("catalogue", None)
    refresh_babel()


def number(value: int) -> str:
    """A whole number as the reader writes it (1,000 or 1.000); outside a request as in English."""
    return _number(value, str(get_locale())) if has_request_context() else f"{value:,}"


@lru_cache(4_096)
def _number(value: int, locale: str) -> str:
    """A page has hundreds of them, most of them small; each takes as long to write as a look into the database."""
    return str(babel_number(value, locale=locale))


def ago(moment: datetime) -> str:
    """How long ago that was, in the reader's language ("3 hours ago"), or until then ("in 3 hours")."""
    away = moment - now()
    if abs(away) < MOMENT:
        return words.gettext("just now")
    return format_timedelta(away, add_direction=True)


def languages() -> dict[str, str]:
    """Every language that there is a translation for, by its code, each in its own words."""
    return {
        code: str(Locale.parse(code).get_display_name() or code) for code in current_app.config["LOCALES"]
    }


@cache
def timezones() -> frozenset[str]:
    """Every time zone that can be chosen, by its name (`Europe/Lisbon`)."""
    return frozenset(
        name
        for name in zoneinfo.available_timezones()
        if "/" in name and not name.startswith(("Etc/", "posix/", "right/"))
    ) | {"UTC"}


def choose_locale() -> str:
    """The reader's own language, else the best of those that their browser asks for, else English."""
    if not has_request_context():
        return "en"
    offered: list[str] = current_app.config["LOCALES"]
    user = _reader()
    if user and user.locale in offered:
        return user.locale
    return _best(request.accept_languages.values(), offered)


def choose_timezone() -> str:
    """The reader's own time zone, else their browser's (a cookie that the page sets), else UTC."""
    if not has_request_context():
        return "UTC"
    user = _reader()
    if user and user.timezone in timezones():
        return user.timezone
    named = request.cookies.get(TIMEZONE_COOKIE, "")
    return named if named in timezones() else "UTC"


def _best(wanted: Iterable[str], offered: list[str]) -> str:
    """The first wanted language that is offered, or whose language is: `pt-BR` takes `pt`, and `pt` takes `pt_BR`."""
    by_tag = {code.lower().replace("_", "-"): code for code in offered}
    by_language: dict[str, str] = {}
    for tag, code in by_tag.items():
        by_language.setdefault(tag.partition("-")[0], code)
    for tag in (value.lower() for value in wanted):
        found = by_tag.get(tag) or by_language.get(tag.partition("-")[0])
        if found:
            return found
    return "en"


def _reader() -> User | None:
    try:
        viewer = find_viewer()
    except SQLAlchemyError:
        # The page that says that the database is away has to be in some language too.
        return None
    return viewer.user if viewer else None
