"""What a webhook is told, and how it is signed."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta

from factcheck.annotation.history import _ACTIONS as TOLD
from factcheck.webhooks.messages import (
    ACTIONS,
    LONGEST_PAUSE,
    TEST,
    WORDS,
    message,
    new_secret,
    pause_after,
    signature,
)


def test_a_message_is_signed_as_the_standard_says() -> None:
    # The example of the Standard Webhooks libraries' own tests.
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = b'{"test": 2432232314}'
    expected = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body) == expected


def test_every_secret_is_another_one_of_32_bytes() -> None:
    one, other = new_secret(), new_secret()
    assert one != other
    assert len(base64.b64decode(one.removeprefix("whsec_"))) == 32


def test_a_message_says_where_and_by_whom() -> None:
    body = json.loads(
        message(
            "claim.decided",
            datetime(2026, 3, 1, tzinfo=UTC),
            "שרה",
            {"id": "p", "name": "Desk"},
            {"article": "a", "claim": "c"},
            "https://desk.example/articles/a?claim=c",
        )
    )
    assert body["type"] == "claim.decided"
    assert body["text"] == "Desk: שרה decided a claim. https://desk.example/articles/a?claim=c"
    assert body["data"] == {
        "project": {"id": "p", "name": "Desk"},
        "article": "a",
        "claim": "c",
        "by": "שרה",
        "url": "https://desk.example/articles/a?claim=c",
    }


def test_what_is_told_is_in_the_log_and_has_words() -> None:
    actions = [action for kind in ACTIONS.values() for action in kind]
    assert {*actions, TEST} == set(WORDS)
    assert set(actions) - {"claim.decided"} <= set(TOLD)


def test_pauses_grow_to_an_hour() -> None:
    assert [pause_after(attempts) / timedelta(seconds=5) for attempts in (1, 2, 3)] == [1, 2, 4]
    assert pause_after(40) == LONGEST_PAUSE
