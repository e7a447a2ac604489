"""Form fields for a day with an optional time of day, for a language, and for plain one-line text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import to_user_timezone, to_utc
from markupsafe import Markup
from wtforms import Field, Form, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.form import BaseForm
from wtforms.validators import ValidationError
from wtforms.widgets import html_params

from factcheck.articles.languages import LANGUAGES, canonical_tag
from factcheck.labels import lazy_gettext

DETECT = ""
"""The choice that leaves the language to be told from the text."""
EARLIEST = date(1500, 1, 1)
LATEST = date(2999, 12, 31)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class MomentWidget:
    """Two inputs, a day and a time; the time's name is the field's with `-time`."""

    def __call__(self, field: MomentField, **attributes: Any) -> Markup:
        day, clock = field.shown()
        clock_attributes = {
            "type": "time",
            "name": f"{field.name}-time",
            "id": f"{field.id}-time",
            "value": clock,
            "aria-label": _("%(field)s: time, if known", field=field.label.text),
        }
        attributes = {"type": "date", "name": field.name, "id": field.id, "value": day} | attributes
        return Markup(  # noqa: S704 - html_params escapes every value
            f'<span class="moment"><input {html_params(**attributes)}><input {html_params(**clock_attributes)}></span>'
        )


class MomentField(Field):
    """A moment that a person gives as a day and, if they know it, a time; without one, `default_time` is meant.

    `data` is an aware datetime, or None where nothing was given.
    """

    widget = MomentWidget()

    def __init__(
        self, label: Any = None, validators: Any = None, *, default_time: time, **kwargs: Any
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.default_time = default_time
        self.typed: tuple[str, str] | None = None
        self.data: datetime | None

    def shown(self) -> tuple[str, str]:
        """What the two inputs hold: what was typed, or the stored moment in the reader's time zone."""
        if self.typed is not None:
            return self.typed
        if self.data is None:
            return "", ""
        local = to_user_timezone(self.data)
        clock = local.time().replace(second=0, microsecond=0)
        return local.date().isoformat(), "" if clock == self.default_time else clock.isoformat("minutes")

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        """Read both inputs; only the first one goes by the field's own name."""
        self._clock = formdata.get(f"{self.name}-time", "") if formdata is not None else ""
        super().process(formdata, *args, **kwargs)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        day = valuelist[0].strip() if valuelist else ""
        clock = self._clock.strip()
        self.typed, self.data = (day, clock), None
        if not day and not clock:
            return
        if not day:
            raise ValueError(_("Give the day as well."))
        self.data = self._moment(day, clock)

    def _moment(self, day: str, clock: str) -> datetime:
        try:
            that_day = date.fromisoformat(day)
            then = time.fromisoformat(clock).replace(tzinfo=None) if clock else self.default_time
        except ValueError:
            raise ValueError(_("Give the day as 2026-11-30 and the time as 17:00.")) from None
        if not EARLIEST <= that_day <= LATEST:
            raise ValueError(_("This day is too far away."))
        return to_utc(datetime.combine(that_day, then)).replace(tzinfo=UTC)


def as_moment(given: date | datetime | None) -> datetime | None:
    """A moment as it is; for a day alone, its beginning in the reader's time zone."""
    if given is None or isinstance(given, datetime):
        return given
    return to_utc(datetime.combine(given, time())).replace(tzinfo=UTC)


class LanguageField(SelectField):
    """A choice of LANGUAGES. A language that a text came with stays choosable even where it is not among them."""

    def __init__(self, label: Any = None, validators: Any = None, *, detect: bool, **kwargs: Any) -> None:
        offered = [SelectChoice(DETECT, lazy_gettext("Detect"))] if detect else []
        offered += [SelectChoice(tag, language.name) for tag, language in LANGUAGES.items()]
        super().__init__(label, validators, choices=offered, validate_choice=False, **kwargs)
        self.detect = detect

    def process_data(self, value: Any) -> None:
        super().process_data(value)
        self._offer(self.data)

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata(valuelist)
        self._offer(self.data)

    def pre_validate(self, form: BaseForm) -> None:  # noqa: ARG002 - the caller of WTForms gives it
        known = self.data in LANGUAGES or (bool(self.data) and canonical_tag(self.data) == self.data)
        if not known and not (self.detect and not self.data):
            raise ValidationError(_("Choose a language from the list."))

    def _offer(self, tag: str | None) -> None:
        if tag and tag not in LANGUAGES and canonical_tag(tag) == tag:
            self.choices = [SelectChoice(tag, language_name(tag)), *cast("list[Any]", self.choices)]


def language_name(tag: str) -> str:
    """A language by its own name, with the rest of the tag where it says more (`en-GB`: "English (GB)")."""
    if tag in LANGUAGES:
        return LANGUAGES[tag].name
    base, _dash, more = tag.partition("-")
    return f"{LANGUAGES[base].name} ({more})" if base in LANGUAGES else tag


def plain_line(_form: Form, field: Field) -> None:
    """Validator: one line without control characters."""
    if field.data and _CONTROL.search(field.data):
        raise ValidationError(_("This holds a line break or another control character. Type it anew."))
