"""The words for the kinds of source."""

from factcheck.labels import Label
from factcheck.labels import lazy_gettext as _
from factcheck.sources.kinds import SourceKind

KINDS: dict[SourceKind, Label] = {
    SourceKind.PERSON: Label(_("Person"), _("Somebody who speaks for themselves.")),
    SourceKind.OFFICE: Label(
        _("Office"), _("A ministry, a spokesperson, an institution that speaks as one.")
    ),
    SourceKind.OUTLET: Label(_("Outlet"), _("A newspaper, an agency, a broadcaster, a site.")),
    SourceKind.DOCUMENT: Label(_("Document"), _("A report, a record, a law, a data set.")),
    SourceKind.COLLECTIVE: Label(_("Collective"), _("A group that is spoken of as one.")),
    SourceKind.ANONYMOUS: Label(_("Anonymous"), _("Somebody who is not told.")),
}
