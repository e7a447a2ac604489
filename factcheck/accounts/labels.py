"""The words for roles and for what a token may do."""

from factcheck.accounts.models import Role
from factcheck.accounts.permissions import Permission
from factcheck.labels import Label
from factcheck.labels import lazy_gettext as _

ROLES = {
    Role.REVIEWER: Label(_("Reviewer"), _("Brings articles in, checks claims, exports.")),
    Role.LEAD: Label(
        _("Lead"), _("All that a reviewer does, and edits articles and sets the project's rules.")
    ),
    Role.ADMIN: Label(
        _("Administrator"),
        _("All that a lead does, everywhere, and lets people in and says what they may do."),
    ),
}

SCOPES = {
    Permission.READ: Label(_("Read"), _("List and read articles and what was found out about them.")),
    Permission.EXPORT: Label(_("Export"), _("Take whole articles out, with every record.")),
    Permission.IMPORT: Label(_("Import"), _("Bring articles in.")),
    Permission.ANNOTATE: Label(
        _("Annotate"), _("Make claims and save verdicts, evidence and sources as you.")
    ),
    Permission.SEGMENT: Label(_("Mend sentences"), _("Split, merge and relabel sentences.")),
    Permission.EDIT_ARTICLE: Label(_("Edit articles"), _("Change titles, dates and other particulars.")),
    Permission.ASSIGN: Label(_("Give out work"), _("Say who checks what by when, and send records back.")),
    Permission.SIGN_OFF: Label(_("Sign off"), _("Waive, with a reason, what a newsroom rule found.")),
    Permission.MANAGE_SOURCES: Label(_("Manage sources"), _("Merge sources, and approve confidential ones.")),
    Permission.MANAGE_PROJECT: Label(_("Manage the project"), _("Change guidelines, labels and rules.")),
    Permission.PROFILE: Label(_("Profile"), _("Read who you are and how you have set things up.")),
}
