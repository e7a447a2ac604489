"""The form of what is given out: by when, how urgent, with a line to whoever checks it."""

from __future__ import annotations

from datetime import time
from typing import Any

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.validators import Length

from factcheck.annotation.labels import PRIORITIES
from factcheck.annotation.models import LINE_LENGTH
from factcheck.annotation.verdicts import Priority
from factcheck.articles.fields import MomentField, plain_line
from factcheck.articles.forms import strip
from factcheck.assignments.service.giving import Terms
from factcheck.labels import lazy_gettext as _


class TermsForm(FlaskForm):
    """Due date, priority and note."""

    class Meta:
        csrf = False

    due_at = MomentField(_("Due"), default_time=time(23, 59))
    priority = SelectField(_("Priority"), default=Priority.NORMAL.value)
    note = StringField(
        _("Note"), [Length(max=LINE_LENGTH), plain_line], filters=[strip], render_kw={"dir": "auto"}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.priority.choices = [(key.value, str(PRIORITIES[key].name)) for key in reversed(Priority)]

    def terms(self) -> Terms:
        """What the form says, once it is valid."""
        return Terms(self.due_at.data, Priority(self.priority.data), self.note.data or "")
