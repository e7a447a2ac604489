"""What the verdicts are called and mean in a project: its own words, else the usual ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from factcheck.annotation.labels import VERDICTS
from factcheck.annotation.verdicts import Verdict


class Words(NamedTuple):
    """The name of a verdict, and one line that says what it means."""

    name: str
    meaning: str


def verdict_words(labels: Mapping[str, Any]) -> dict[Verdict, Words]:
    """Verdict → its words, in the order of the scale; `labels` as the project keeps them."""
    return {verdict: words_of(labels, verdict) for verdict in Verdict}


def words_of(labels: Mapping[str, Any], verdict: Verdict) -> Words:
    """The words of one verdict."""
    own, usual = labels.get(verdict.value) or {}, VERDICTS[verdict]
    return Words(own.get("name") or str(usual.name), own.get("meaning") or str(usual.meaning))
