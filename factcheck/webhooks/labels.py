"""The words for what a webhook is told, and for why it was not."""

from factcheck.labels import Label
from factcheck.labels import lazy_gettext as _
from factcheck.webhooks.messages import Kind

KINDS: dict[Kind, Label] = {
    Kind.DECISIONS: Label(_("Decisions"), _("A claim was decided, or opened again.")),
    Kind.SIGN_OFF: Label(_("Sign-off"), _("An article was signed off, or the sign-off withdrawn.")),
    Kind.ASSIGNMENTS: Label(_("Assignments"), _("Work was given, taken, done or sent back.")),
    Kind.DISCUSSION: Label(_("Discussion"), _("Something was said about a claim. Not what was said.")),
}
