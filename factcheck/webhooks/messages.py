"""What a webhook is told, and how it is signed: Standard Webhooks (HMAC-SHA256). Pure."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

PREFIX = "whsec_"
KEY_BYTES = 32
GIVEN_UP_AFTER = timedelta(hours=24)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(hours=1)
TEST = "webhook.test"


class Kind(StrEnum):
    """What a project can have told."""

    DISCUSSION = "discussion"
    DECISIONS = "decisions"
    ASSIGNMENTS = "assignments"
    SIGN_OFF = "sign_off"


ACTIONS: Mapping[Kind, tuple[str, ...]] = {
    Kind.DISCUSSION: ("thread.started", "comment.added", "thread.resolved", "thread.reopened"),
    Kind.DECISIONS: ("claim.decided", "decision.reopened"),
    Kind.ASSIGNMENTS: ("assignment.given", "assignment.taken", "assignment.sent_back", "assignment.done"),
    Kind.SIGN_OFF: ("article.signed_off", "sign_off.withdrawn"),
}
"""Kind → the actions of the log that belong to it."""
WORDS: Mapping[str, str] = {
    "thread.started": "{by} began a discussion",
    "comment.added": "{by} answered in a discussion",
    "thread.resolved": "{by} settled a discussion",
    "thread.reopened": "{by} opened a discussion again",
    "claim.decided": "{by} decided a claim",
    "decision.reopened": "{by} opened a decision again",
    "assignment.given": "{by} gave out work",
    "assignment.taken": "{by} took work",
    "assignment.sent_back": "{by} sent work back",
    "assignment.done": "{by} is done with an article",
    "article.signed_off": "{by} signed an article off",
    "sign_off.withdrawn": "{by} withdrew a sign-off",
    TEST: "{by} tests the webhook of this project",
}
"""Action → a line for chat tools, in English: nobody's language is known there."""


def new_secret() -> str:
    """A key to sign with, as the standard spells it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """The value of `webhook-signature` for a message; `timestamp` in seconds since 1970."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def message(
    action: str, at: datetime, by: str | None, project: Mapping[str, str], place: Mapping[str, Any], url: str
) -> bytes:
    """The body: what happened, where, when and by whom; never what was said, found or decided."""
    line = WORDS[action].format(by=by or "The system")
    body = {
        "type": action,
        "timestamp": at.isoformat(),
        "text": f"{project['name']}: {line}. {url}",
        "data": {"project": dict(project), **place, "by": by, "url": url},
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts that failed: twice as long each time, an hour at the most."""
    doublings = min(attempts - 1, 20)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)
