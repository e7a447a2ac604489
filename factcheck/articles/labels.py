"""The words for the parts of a page and for where a text came from."""

from factcheck.articles.models import Origin, SegmentKind
from factcheck.articles.preview import Remark
from factcheck.labels import Label
from factcheck.labels import lazy_gettext as _
from factcheck.labels import lazy_pgettext as pgettext

SEGMENT_KINDS = {
    SegmentKind.HEADLINE: Label(_("Headline"), _("The title of the story.")),
    SegmentKind.DEK: Label(_("Standfirst"), _("The line under the headline that sums the story up.")),
    SegmentKind.BYLINE: Label(_("Byline"), _("Who wrote it, and often when.")),
    SegmentKind.DATELINE: Label(_("Dateline"), _("The place, and often the day, that opens the story.")),
    SegmentKind.CAPTION: Label(_("Caption"), _("What a picture is said to show.")),
    SegmentKind.CREDIT: Label(_("Credit"), _("Whose picture it is.")),
    SegmentKind.BODY: Label(_("Body"), _("The text of the story.")),
    SegmentKind.BOILERPLATE: Label(
        _("Boilerplate"), _("What is on the page but not of the story: notices, links, calls to subscribe.")
    ),
}

ORIGINS = {
    Origin.PASTE: Label(pgettext("origin", "Pasted"), _("Somebody pasted the text.")),
    Origin.FILE: Label(pgettext("origin", "From a file"), _("The text was read from an uploaded file.")),
    Origin.URL: Label(pgettext("origin", "From the web"), _("The text was read from a web page.")),
    Origin.API: Label(pgettext("origin", "From a program"), _("A program sent the text.")),
}

REMARKS = {
    Remark.REPEATED_HEADLINE: Label(
        _("A line stands there twice"),
        _("The headline seems to be repeated as a caption. Check which is which."),
    ),
    Remark.NO_HEADLINE: Label(
        _("No headline was found"), _("Choose Headline beside its line, or give a title.")
    ),
    Remark.ODD_QUOTES: Label(
        _("A quotation mark is missing or too many"),
        _("The number of straight quotation marks is odd. Mind where quotations begin and end."),
    ),
    Remark.REPLACEMENT_CHARACTERS: Label(
        _("Some characters were lost"),
        _("The text holds the sign for unreadable characters (�). Copy it again from its source."),
    ),
    Remark.LONG_SENTENCE: Label(
        _("A sentence is very long"), _("It can be split on the workbench, at the caret.")
    ),
}
