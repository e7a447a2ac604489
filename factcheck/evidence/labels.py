"""What link states, and the reasons for them, are called on a page."""

from __future__ import annotations

from factcheck.evidence.fetching.outcome import Reason
from factcheck.evidence.states import LinkState, Sign
from factcheck.labels import Label
from factcheck.labels import lazy_gettext as _

STATES = {
    LinkState.OK: Label(_("As it was"), _("The page is there and says what it said.")),
    LinkState.REDIRECTED: Label(_("Moved"), _("The page is at another address now, unchanged.")),
    LinkState.CHANGED: Label(_("Changed"), _("The page says something else than the copy that was kept.")),
    LinkState.QUOTE_MISSING: Label(
        _("Passage missing"), _("The page is there, without the passage that was quoted.")
    ),
    LinkState.GONE: Label(_("Gone"), _("There is no such page any more.")),
    LinkState.PAYWALLED: Label(_("Paywalled"), _("Only those who pay can read the page now.")),
    LinkState.BLOCKED: Label(_("Blocked"), _("The site does not let us look; a person may still be let in.")),
    LinkState.TIMEOUT: Label(_("No answer"), _("The site did not answer, several times.")),
}
TONES = {
    LinkState.OK: "good",
    LinkState.REDIRECTED: "dim",
    LinkState.CHANGED: "warn",
    LinkState.QUOTE_MISSING: "bad",
    LinkState.GONE: "bad",
    LinkState.PAYWALLED: "warn",
    LinkState.BLOCKED: "warn",
    LinkState.TIMEOUT: "warn",
}
TROUBLED = (
    LinkState.QUOTE_MISSING,
    LinkState.GONE,
    LinkState.CHANGED,
    LinkState.PAYWALLED,
    LinkState.BLOCKED,
    LinkState.TIMEOUT,
)
"""States that somebody should look at, the gravest first."""
REASONS: dict[str, object] = {
    Reason.SCHEME: _("only http and https addresses are fetched"),
    Reason.MALFORMED: _("the address, or one that it leads to, can be read in more than one way"),
    Reason.PORT: _("only the usual ports, 80 and 443, are asked"),
    Reason.FORBIDDEN: _("the address leads into a private network"),
    Reason.UNKNOWN_NAME: _("nobody has this name on the internet"),
    Reason.UNRESOLVED: _("the name could not be looked up"),
    Reason.UNREACHABLE: _("no connection could be made"),
    Reason.CERTIFICATE: _("the site's certificate is not valid"),
    Reason.SLOW: _("the site took too long"),
    Reason.TOO_LARGE: _("the page is too large to be kept"),
    Reason.REDIRECTS: _("the address leads on and on"),
    Reason.GARBLED: _("the answer could not be understood"),
    Sign.STATUS: _("the site answers with an error"),
    Sign.SERVER_ERROR: _("the site has an error of its own"),
    Sign.TOO_MANY_REQUESTS: _("the site wants to be asked less often"),
    Sign.LEGAL: _("withheld for legal reasons"),
    Sign.SIGN_IN: _("the site asks for a sign-in"),
    Sign.CHALLENGE: _("the site checks whether a person is asking"),
    Sign.PAYMENT: _("the site asks for payment"),
    Sign.NOT_FREE: _("the page says that it is not free to read"),
    Sign.SAYS_GONE: _("the page says that it is no longer there"),
    Sign.FRONT_PAGE: _("the address leads to the site's front page now"),
    Sign.UNREADABLE: _("no text could be read from it"),
}
