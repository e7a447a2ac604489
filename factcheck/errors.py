"""What can go wrong in the domain, without a word of HTTP: `web` alone maps these to status codes."""

from __future__ import annotations


class FactcheckError(Exception):
    """A refusal that a person can read; `message` says what to do about it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Invalid(FactcheckError):
    """The input cannot be accepted; `field` names the part at fault (a form field or a JSON path)."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class Conflict(FactcheckError):
    """Somebody (or another page of the same person) changed the thing since it was read.

    `field` is the part both changed, `yours` what was sent, `theirs` what is stored, `version` the stored version.
    """

    def __init__(
        self,
        message: str,
        *,
        field: str | None = None,
        yours: object = None,
        theirs: object = None,
        version: int | None = None,
    ) -> None:
        super().__init__(message)
        self.field = field
        self.yours = yours
        self.theirs = theirs
        self.version = version


class NotAllowed(FactcheckError):
    """The person is known and may not do this."""


class NotFound(FactcheckError):
    """There is no such thing, or the person may not know of it: the two read alike."""


class NotSignedIn(FactcheckError):
    """Nobody is signed in, or the session or token has ended."""


class TooMany(FactcheckError):
    """This was tried too often; it may be tried again after `seconds`."""

    def __init__(self, message: str, *, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


class Busy(FactcheckError):
    """The database could not be written to in time; nothing was changed and the same request may be sent again."""


class Misconfigured(FactcheckError):
    """The installation cannot start as it is set up; `message` says which setting to change and how."""
