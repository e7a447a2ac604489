"""The form of a source."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import DataRequired, Length

from factcheck.labels import lazy_gettext as _
from factcheck.sources.labels import KINDS
from factcheck.sources.models import SOURCE_NAME_LENGTH, SOURCE_NOTE_LENGTH

LINES_LENGTH = 60_000


class SourceForm(FlaskForm):
    """What is said of a source; aliases and links are lines."""

    class Meta:
        csrf = False  # the whole site checks the token; the template puts it in once a form

    version = HiddenField()
    name = StringField(_("Name"), [DataRequired(_("A source needs a name.")), Length(max=SOURCE_NAME_LENGTH)])
    kind = SelectField(
        _("Kind"), choices=[SelectChoice(kind.value, label.name) for kind, label in KINDS.items()]
    )
    aliases = TextAreaField(_("Aliases"), [Length(max=LINES_LENGTH)])
    links = TextAreaField(_("Links"), [Length(max=LINES_LENGTH)])
    note = TextAreaField(_("Note"), [Length(max=SOURCE_NOTE_LENGTH)])
    identity_known = BooleanField(_("An editor knows who this is"))

    def values(self, *, named: bool) -> dict[str, Any]:
        """What was typed, as `edit_source` takes it; only an unnamed source can be one that an editor knows."""
        known = {} if named else {"identity_known": bool(self.identity_known.data)}
        return {
            "name": self.name.data or "",
            "kind": self.kind.data,
            "aliases": _lines(self.aliases.data),
            "links": _lines(self.links.data),
            "note": self.note.data or "",
            **known,
        }


def source_form(stored: dict[str, Any], version: int) -> SourceForm:
    """The form filled with what is stored."""
    lines = {name: "\n".join(stored[name]) for name in ("aliases", "links")}
    return SourceForm(formdata=None, data=stored | lines | {"version": version})


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
