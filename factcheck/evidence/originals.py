"""The texts of kept copies, read once and searched once for each quotation, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.orm import Session

from factcheck.evidence.fidelity import Comparison, compare
from factcheck.evidence.models import KeptCopy
from factcheck.evidence.passages import MISSING, Original, Passage
from factcheck.evidence.service.blobs import read_blob

TEXTS = 24
ANSWERS = 2_000
LONGEST_INLINE = 300_000
"""Bytes: a longer text is searched in the reader view alone, where somebody asked for it."""

Found = TypeVar("Found")
Key = TypeVar("Key")


class Shelf:
    """Texts and findings in memory, by the SHA-256 of the text: they never change.

    Threads may do the same work twice, and never see half of it.
    """

    def __init__(self) -> None:
        self._originals: dict[str, Original] = {}
        self._passages: dict[tuple[str, str], Passage] = {}
        self._comparisons: dict[tuple[str, str], Comparison | None] = {}

    def original(self, session: Session, copy: KeptCopy) -> Original | None:
        """The readable text of the copy; None where only its hash is known."""
        blob_id = copy.text_blob_id
        if blob_id is None:
            return None
        return _kept(
            self._originals,
            copy.text_sha256,
            lambda: Original(read_blob(session, blob_id).decode()),
            TEXTS,
        )

    def passage(self, session: Session, copy: KeptCopy, quote: str) -> Passage:
        """Where the quotation stands in the copy."""

        def find() -> Passage:
            original = self.original(session, copy)
            return original.find(quote) if original else MISSING

        return _kept(self._passages, (copy.text_sha256, quote), find, ANSWERS) if quote.strip() else MISSING

    def comparison(self, session: Session, copy: KeptCopy, quotation: str) -> Comparison | None:
        """The quotation word by word against the copy."""

        def put_beside() -> Comparison | None:
            original = self.original(session, copy)
            return compare(quotation, original) if original else None

        return _kept(self._comparisons, (copy.text_sha256, quotation), put_beside, ANSWERS)


def _kept(held: dict[Key, Found], key: Key, make: Callable[[], Found], limit: int) -> Found:
    """What is held under the key, or is made now; the oldest goes where there is no room."""
    if key in held:
        return held[key]
    made = held[key] = make()
    while len(held) > limit:
        held.pop(next(iter(held)), None)
    return made


shelf = Shelf()
