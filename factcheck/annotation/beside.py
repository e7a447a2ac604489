"""What features above this one put beside the evidence in the inspector: kept copies, passages, attachments.

A feature may not import those above it, so they come here when the application is put together (docs/decisions/0015).
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from factcheck.accounts.access import Viewer
from factcheck.annotation.inspector import Inspector

Describe = Callable[[Session, Viewer, Inspector], object]
_DESCRIBERS: list[Describe] = []


def stands_beside(describe: Describe) -> Describe:
    """Have the function asked what its feature has to say beside the evidence of an inspector.

    Its answer is handed to the templates as `beside`; only the feature's own templates look into it. There is one such
    function; a later one takes the place of an earlier one.
    """
    _DESCRIBERS[:] = [describe]
    return describe


def beside(session: Session, viewer: Viewer, inspector: Inspector) -> object | None:
    """What stands beside the evidence; None where no feature has anything to say."""
    return _DESCRIBERS[0](session, viewer, inspector) if _DESCRIBERS else None
