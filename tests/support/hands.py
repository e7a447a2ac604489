"""People who save over real HTTP, as the page's script does: signed in, with the CSRF token, under idempotency keys."""

from __future__ import annotations

import http.client
import json
import re
import secrets
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from factcheck.accounts import queries as accounts
from factcheck.accounts.models import Role
from factcheck.articles.models import Origin
from factcheck.articles.segmentation import cut
from factcheck.articles.service import create_article
from factcheck.db import Database
from tests.support.people import cookie_of, start_session_of
from tests.support.servers import LiveServer

TIMEOUT = 20
RETRY_SECONDS = 0.05


class Hand:
    """One person's browser on one kept-alive connection. Not for several threads at once."""

    def __init__(self, server: LiveServer, database: Database, name: str) -> None:
        self.server = server
        self.cookie = cookie_of(server, start_session_of(database, name, Role.REVIEWER))
        self._connection: http.client.HTTPConnection | None = None
        # The token of the session travels in the cookie that comes with it.
        response, body = self._ask("GET", "/session", None, {})
        renewed = re.search(r"factcheck=([^;]*)", response.headers.get("Set-Cookie", ""))
        self.cookie = renewed.group(1) if renewed else self.cookie
        self.token = json.loads(body)["csrf"]

    def save(self, path: str, key: str, **fields: Any) -> tuple[int, dict[str, Any]]:
        """Send one save; its status and its receipt, or error. Raises OSError or HTTPException if it was cut off."""
        headers = {
            "X-CSRFToken": self.token,
            "Idempotency-Key": key,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        response, body = self._ask("POST", path, urlencode(fields, doseq=True), headers)
        found: dict[str, Any] = json.loads(body)
        return response.status, found

    def close(self) -> None:
        """Hang up."""
        if self._connection:
            self._connection.close()
        self._connection = None

    def _ask(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[http.client.HTTPResponse, bytes]:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=TIMEOUT)
        sent = {"Accept": "application/json", "Cookie": f"factcheck={self.cookie}", **headers}
        try:
            self._connection.request(method, path, body, sent)
            response = self._connection.getresponse()
            return response, response.read()
        except BaseException:
            self.close()
            raise


@dataclass
class Story:
    """An article on the server: its uid and where its sentences begin."""

    uid: str
    starts: list[int]


def add_story(database: Database, sentences: int) -> Story:
    """A new article of so many sentences."""
    text = " ".join(f"Ferry number {number} left the island on time." for number in range(sentences))
    cuts = cut(text, "en")
    with database.writing() as session:
        project = accounts.get_default_project(session)
        article = create_article(
            session,
            project,
            actor=None,
            text=text,
            cuts=cuts,
            lang="en",
            title="Ferries",
            origin=Origin.PASTE,
        )
        return Story(article.uid, [one.start for one in cuts])


class Diligent(threading.Thread):
    """Somebody who writes one reason after the other, each under a key of its own, and sends each until it is
    acknowledged, whatever becomes of the server in between; what they got acknowledged is in `acknowledged`."""

    def __init__(self, hand: Hand, story: Story, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self.hand = hand
        self.story = story
        self.acknowledged: list[str] = []
        self.refused: list[Any] = []
        self.sent_again = 0
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.is_set() and not self.refused:
            number = len(self.acknowledged)
            text = f"reason {number} of {self.name}"
            at = self.story.starts[number % len(self.story.starts)]
            self._send_until_acknowledged(secrets.token_hex(16), text, at)

    def end(self) -> None:
        """Let the save in flight be acknowledged, then stop."""
        self._over.set()
        self.join(60)
        self.hand.close()
        assert not self.is_alive(), f"{self.name} never got an answer"

    @staticmethod
    def wait_for(people: Sequence[Diligent], saves: int, *, seconds: float = 10) -> None:
        """Wait until they have got so many more saves acknowledged together."""
        wanted = saves + sum(len(person.acknowledged) for person in people)
        deadline = time.monotonic() + seconds
        while sum(len(person.acknowledged) for person in people) < wanted and time.monotonic() < deadline:
            time.sleep(0.01)

    def _send_until_acknowledged(self, key: str, text: str, at: int) -> None:
        while True:
            try:
                status, answer = self.hand.save(
                    f"/articles/{self.story.uid}/rationale", key, at=at, text=text
                )
            except (OSError, http.client.HTTPException):
                self.sent_again += 1
                time.sleep(RETRY_SECONDS)
                continue
            if status == 200:
                self.acknowledged.append(text)
            else:
                self.refused.append((status, answer))
            return
