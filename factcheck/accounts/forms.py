"""What people type about themselves and each other. Rules live in the services; forms phrase the questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_ngettext
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import AnyOf, InputRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from factcheck.accounts.labels import ROLES
from factcheck.accounts.models import Role
from factcheck.accounts.passwords import MAX_LENGTH, MIN_LENGTH
from factcheck.errors import Invalid
from factcheck.labels import lazy_gettext as _

NEW_PASSWORD = {"autocomplete": "new-password", "minlength": MIN_LENGTH, "maxlength": MAX_LENGTH}


def choices(labels: Mapping[Any, Any]) -> list[SelectChoice]:
    """The options of a select field: stored value → what it is called."""
    return [SelectChoice(str(value), label) for value, label in labels.items()]


def _days(*numbers: int) -> list[SelectChoice]:
    return choices({n: lazy_ngettext("%(num)d day", "%(num)d days", n) for n in numbers})


class SignInForm(FlaskForm):
    """The sign-in page."""

    username = StringField(
        _("Name"),
        [InputRequired(_("Type your name."))],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        _("Password"),
        [InputRequired(_("Type your password."))],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()


class JoinForm(FlaskForm):
    """Somebody new chooses a name and a password."""

    name = StringField(
        _("Name"), [InputRequired(_("Type a name."))], render_kw={"autocomplete": "username", "maxlength": 80}
    )
    password = PasswordField(_("Password"), [InputRequired(_("Choose a password."))], render_kw=NEW_PASSWORD)


class NewPasswordForm(FlaskForm):
    """Somebody known sets a new password by a link."""

    password = PasswordField(
        _("New password"), [InputRequired(_("Choose a password."))], render_kw=NEW_PASSWORD
    )


class ChangePasswordForm(FlaskForm):
    """Somebody signed in changes their password."""

    current = PasswordField(
        _("Present password"),
        [InputRequired(_("Type your present password."))],
        render_kw={"autocomplete": "current-password"},
    )
    password = PasswordField(
        _("New password"), [InputRequired(_("Choose a password."))], render_kw=NEW_PASSWORD
    )


class PreferencesForm(FlaskForm):
    """Language, time zone, and whether others see where one is; the choices are set by the view."""

    locale = SelectField(_("Language"), [Optional()])
    timezone = StringField(
        _("Time zone"), [Optional()], render_kw={"list": "timezones", "autocomplete": "off", "maxlength": 60}
    )
    hides_place = BooleanField(_("Do not show others which sentence I am at"))


class InviteForm(FlaskForm):
    """A new link that lets one person in."""

    role = SelectField(
        _("Role"),
        choices=choices({role.value: label.name for role, label in ROLES.items()}),
        default=Role.REVIEWER.value,
    )
    days = SelectField(
        _("The link lasts"),
        coerce=int,
        default=7,
        choices=_days(1, 3, 7, 30),
    )


class ProjectInviteForm(InviteForm):
    """A new link that lets one person into a project."""

    role = SelectField(
        _("Role"),
        choices=choices({role.value: ROLES[role].name for role in (Role.REVIEWER, Role.LEAD)}),
        default=Role.REVIEWER.value,
    )


class RoleForm(FlaskForm):
    """Another role for somebody."""

    role = StringField(_("Role"), [AnyOf([role.value for role in Role], _("Choose one of the roles."))])


class TokenForm(FlaskForm):
    """A new API token; the scopes that are offered are set by the view."""

    name = StringField(
        _("What it is for"),
        [InputRequired(_("Say what it is for, so that you can tell your tokens apart."))],
        render_kw={"maxlength": 80, "autocomplete": "off"},
    )
    days = SelectField(
        _("It lasts"),
        coerce=int,
        default=90,
        choices=_days(7, 30, 90, 365),
    )
    scopes = SelectMultipleField(
        _("It may"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )


def text(field: Field) -> str:
    """What was typed into the field, as it is."""
    return str(field.data or "")


def put_error(form: FlaskForm, error: Invalid, otherwise: str) -> None:
    """Show a refusal at the field it is about, or at the field `otherwise`."""
    named = error.field if error.field and error.field in form else otherwise
    field: Field = form[named]
    field.errors = [*field.errors, error.message]
