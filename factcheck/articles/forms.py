"""The forms through which an article comes in and its details are corrected."""

from __future__ import annotations

from datetime import time
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import Field, HiddenField, StringField, TextAreaField
from wtforms.validators import Length, Optional, Regexp, ValidationError

from factcheck.articles.fields import LanguageField, MomentField, plain_line
from factcheck.articles.models import BYLINE_LENGTH, TITLE_LENGTH, URL_LENGTH, Article, Origin
from factcheck.articles.readers import Reading
from factcheck.labels import lazy_gettext as _

KEY_PATTERN = r"\A[\w-]{16,80}\Z"
"""What an idempotency key of these forms looks like; anything else is replaced by a new one."""


def strip(value: Any) -> Any:
    """Filter: without the white space around it."""
    return value.strip() if isinstance(value, str) else value


def web_address(_form: Any, field: Field) -> None:
    """Validator: an address on the web, so that a link made of it is harmless."""
    if not field.data:
        return
    try:
        parts = urlsplit(field.data)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or " " in field.data:
        raise ValidationError(gettext("Give the full address, beginning with https:// or http://."))


class IntakeForm(FlaskForm):
    """The page where a text is pasted or a file is chosen."""

    class Meta:
        csrf = False  # the whole site checks the token; the template puts it in

    text = TextAreaField(_("Text"))
    file = FileField(_("File"))
    title = StringField(_("Title"), [Length(max=TITLE_LENGTH), plain_line], filters=[strip])
    lang = LanguageField(_("Language"), detect=True)
    project = HiddenField()
    idempotency_key = HiddenField(validators=[Optional(), Regexp(KEY_PATTERN)])


class DetailsForm(FlaskForm):
    """What is known about an article besides its text."""

    class Meta:
        csrf = False

    title = StringField(_("Title"), [Length(max=TITLE_LENGTH), plain_line], filters=[strip])
    byline = StringField(_("Byline"), [Length(max=BYLINE_LENGTH), plain_line], filters=[strip])
    publisher = StringField(_("Publisher"), [Length(max=BYLINE_LENGTH), plain_line], filters=[strip])
    url = StringField(_("Address"), [Length(max=URL_LENGTH), plain_line, web_address], filters=[strip])
    published_at = MomentField(_("Published"), default_time=time(0, 0))
    due_at = MomentField(_("Due"), default_time=time(23, 59))
    lang = LanguageField(_("Language"), detect=False)

    def values(self) -> dict[str, Any]:
        """The details by the names of the article's fields."""
        return {
            name: getattr(self, name).data
            or ("" if name in ("title", "byline", "publisher", "url") else None)
            for name in ("title", "byline", "publisher", "url", "published_at", "due_at", "lang")
        }


class PreviewForm(DetailsForm):
    """The page where the cut text is looked through: details, and the text itself.

    `shown` names the text and the language that the sentences on the page were cut from (see `intake.mark`).
    """

    text = TextAreaField(_("Text"))
    origin = HiddenField()
    shown = HiddenField()
    project = HiddenField()
    idempotency_key = HiddenField(validators=[Optional(), Regexp(KEY_PATTERN)])

    def chosen_origin(self) -> Origin:
        """How the text came in, as the page says; a paste where it says anything else."""
        return Origin.FILE if self.origin.data == Origin.FILE else Origin.PASTE


class SettingsForm(DetailsForm):
    """The details of an article that is there already; `seen` tells whether they changed since the page was opened."""

    seen = HiddenField()


def details_of(article: Article) -> dict[str, Any]:
    """An article's details, for a form."""
    return {
        name: getattr(article, name)
        for name in ("title", "byline", "publisher", "url", "published_at", "due_at", "lang")
    }


def details_in(reading: Reading) -> dict[str, Any]:
    """What was read along with a text, for a form, cut to what fits."""
    lengths = {"title": TITLE_LENGTH, "byline": BYLINE_LENGTH, "publisher": BYLINE_LENGTH, "url": URL_LENGTH}
    return {
        name: " ".join((getattr(reading, name) or "").split())[:length] for name, length in lengths.items()
    }
