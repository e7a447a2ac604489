"""How a link is found: what an answer, or none, says about whether the evidence is still there. Pure.

The order in which things count: no answer, no access, a page that is gone, a passage that is gone, a page that
changed, another address; docs/evidence.md says which signs each is told by.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from factcheck.evidence.fetching.outcome import Reason
from factcheck.evidence.passages import How, find_passage
from factcheck.links import link_key

ALIKE = 0.9
"""Two texts that share less of their wording than this count as changed."""
SHORT_TEXT = 1_500
SHINGLE = 4
_WORD = re.compile(r"\w+")
_GONE_TITLE = re.compile(
    r"\b(?:page|article|content|story|site) (?:was |could )?(?:not|no longer) (?:be )?(?:found|exists?|available)\b"
    r"|^\W*(?:error )?404\b|\bnot found$|\bseite nicht gefunden\b|\bpage introuvable\b|\bpágina no encontrada\b",
    re.IGNORECASE,
)
_CHALLENGE_TITLE = re.compile(
    r"^just a moment|attention required|are you (?:a )?(?:human|robot)|access (?:to this page )?(?:has been )?denied|"
    r"captcha|verify(?:ing)? (?:that )?you are (?:a )?human|security check|bot verification",
    re.IGNORECASE,
)


class LinkState(StrEnum):
    """How a link was found when it was last looked at."""

    OK = "ok"
    REDIRECTED = "redirected"
    CHANGED = "changed"
    QUOTE_MISSING = "quote_missing"
    GONE = "gone"
    PAYWALLED = "paywalled"
    BLOCKED = "blocked"
    TIMEOUT = "timeout"


class Sign(StrEnum):
    """By what a state was told, besides the fetcher's own reasons."""

    STATUS = "status"
    SERVER_ERROR = "server_error"
    TOO_MANY_REQUESTS = "too_many_requests"
    LEGAL = "legal"
    SIGN_IN = "sign_in"
    CHALLENGE = "challenge"
    PAYMENT = "payment"
    NOT_FREE = "not_free"
    SAYS_GONE = "says_gone"
    FRONT_PAGE = "front_page"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back. `mitigated`: the answer says itself that it is a check for robots."""

    status: int
    final_url: str
    title: str = ""
    text: str = ""
    whole: str = ""
    free: bool | None = None
    readable: bool = True
    mitigated: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the link: its address, the passage that was taken from it, and the copy it rests on."""

    url: str
    quote: str = ""
    title: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """How the link is, by what sign, and what differs (as `models.LinkCheck.difference`)."""

    state: LinkState
    reason: str = ""
    difference: dict[str, Any] = field(default_factory=dict)

    @property
    def has_page(self) -> bool:
        """Whether what came back is the page itself, worth keeping."""
        return self.state in (
            LinkState.OK, LinkState.REDIRECTED, LinkState.CHANGED, LinkState.QUOTE_MISSING
        ) or self.reason == Sign.NOT_FREE  # fmt: skip


_UNANSWERED = {
    Reason.UNKNOWN_NAME: LinkState.GONE,
    Reason.SLOW: LinkState.TIMEOUT,
    Reason.UNRESOLVED: LinkState.TIMEOUT,
    Reason.UNREACHABLE: LinkState.TIMEOUT,
}


def without_answer(reason: Reason) -> Found:
    """The state of a link that nothing was fetched from."""
    return Found(_UNANSWERED.get(reason, LinkState.BLOCKED), reason.value)


def judge(answer: Answered, known: Known) -> Found:
    """The state of a link that was answered."""
    return _no_access(answer) or _gone(answer, known) or _present(answer, known)


def _no_access(answer: Answered) -> Found | None:
    status = answer.status
    if status == 402:
        return Found(LinkState.PAYWALLED, Sign.PAYMENT)
    challenged = status in (403, 429, 503) or (status == 200 and len(answer.text) < SHORT_TEXT)
    if answer.mitigated or (challenged and _CHALLENGE_TITLE.search(answer.title)):
        return Found(LinkState.BLOCKED, Sign.CHALLENGE)
    if status >= 500:
        return Found(LinkState.TIMEOUT, Sign.SERVER_ERROR)
    signs = {401: Sign.SIGN_IN, 407: Sign.SIGN_IN, 429: Sign.TOO_MANY_REQUESTS, 451: Sign.LEGAL}
    if status in (404, 410):
        return Found(LinkState.GONE, Sign.STATUS)
    if status >= 300:
        return Found(LinkState.BLOCKED, signs.get(status, Sign.STATUS))
    return None


def _gone(answer: Answered, known: Known) -> Found | None:
    """Pages that are gone though their server says that all is well."""
    if len(answer.text) < SHORT_TEXT and _GONE_TITLE.search(answer.title):
        return Found(LinkState.GONE, Sign.SAYS_GONE)
    asked, came = urlsplit(known.url), urlsplit(answer.final_url)
    if (
        asked.path.strip("/")
        and came.path.strip("/") == ""
        and not came.query
        and not _quote(answer, known)[0]
    ):
        return Found(LinkState.GONE, Sign.FRONT_PAGE)
    return None


def _present(answer: Answered, known: Known) -> Found:
    difference: dict[str, Any] = {}
    present, likeness = _quote(answer, known)
    if not answer.readable:
        # It answers, but nobody can say what is in it.
        return Found(_place(answer, known), Sign.UNREADABLE)
    if known.quote and likeness < 1:
        difference["quote"] = round(likeness, 3)
    if known.text is not None:
        alike = resemblance(known.text, answer.text)
        if alike < 1:
            difference["text"] = round(alike, 3)
        if known.title and answer.title and known.title != answer.title:
            difference["title"] = [known.title, answer.title]
    shortened = len(answer.text) < SHORT_TEXT or (known.text and len(answer.text) < 0.6 * len(known.text))
    if answer.free is False and (not present if known.quote else shortened):
        return Found(LinkState.PAYWALLED, Sign.NOT_FREE, difference)
    if not present:
        return Found(LinkState.QUOTE_MISSING, "", difference)
    if difference.get("text", 1.0) < ALIKE or "quote" in difference or "title" in difference:
        return Found(LinkState.CHANGED, "", difference)
    return Found(_place(answer, known), "", difference)


def _place(answer: Answered, known: Known) -> LinkState:
    return LinkState.OK if link_key(answer.final_url) == link_key(known.url) else LinkState.REDIRECTED


def _quote(answer: Answered, known: Known) -> tuple[bool, float]:
    """Whether the passage is there (nearly, at least), and how much of it."""
    if not known.quote.strip():
        return True, 1.0
    found = find_passage(known.quote, answer.text)
    if found.how in (How.MISSING, How.NEAR) and answer.whole != answer.text:
        found = max(found, find_passage(known.quote, answer.whole), key=_rank)
    return found.found, _rank(found)


def _rank(passage: Any) -> float:
    if passage.how in (How.EXACT, How.NORMALISED):
        return 1.0
    return float(passage.likeness) if passage.how is How.NEAR else 0.0


def resemblance(before: str, after: str) -> float:
    """How much wording two texts share, 0 to 1: runs of four words, each counted as often as it stands there (the
    multiset form of Broder's resemblance, 1997, of the smaller in the larger and back).
    """
    one, two = _shingles(before), _shingles(after)
    if one == two:
        return 1.0
    shared = sum((one & two).values())
    return 2 * shared / (one.total() + two.total() or 1)


def _shingles(text: str) -> Counter[int]:
    words = [word.casefold() for word in _WORD.findall(text)]
    size = min(SHINGLE, max(1, len(words)))
    return Counter(hash(tuple(words[place : place + size])) for place in range(len(words) - size + 1))
