"""The words for the lists of what was given out."""

from factcheck.assignments.states import Show
from factcheck.labels import Label
from factcheck.labels import lazy_gettext as _

SHOWS: dict[Show, Label] = {
    Show.OUT: Label(_("Given out"), _("What people have on their hands, what is due first at the top.")),
    Show.LATE: Label(_("Late"), _("What should have been done by now.")),
    Show.BACK: Label(_("Sent back"), _("What somebody is to look at once more.")),
    Show.POOL: Label(_("In the pool"), _("What waits for whoever takes it.")),
    Show.DONE: Label(
        _("Done"), _("Articles that people are done with, and claims whose records are handed in.")
    ),
}
