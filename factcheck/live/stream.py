"""One live page's stream of Server-Sent Events, on a thread of its own."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from factcheck.accounts.access import Credential, Viewer, viewer_of
from factcheck.accounts.permissions import Permission
from factcheck.articles.models import Article
from factcheck.live.hub import Ear, Hub
from factcheck.live.notices import notices_after
from factcheck.live.presence import company

HEARTBEAT = 15.0
RECHECK = 15.0
"""Seconds after which the viewer's rights are looked at anew, whether anything was heard of them or not."""
SPREAD = 0.002
"""Seconds, for each live page of the process, over which streams begin to look a change up."""
MOST_SPREAD = 0.3
RETRY = (500, 2_500)
"""Milliseconds after which a page comes back, by chance: after a restart not all come at once."""
OPENING = ":" + " " * 2_048 + "\n"
"""A proxy that fills a buffer before it passes anything on is told apart sooner."""


@dataclass(slots=True)
class Stream:
    """See the module. `after`: the last event that the page knows of."""

    hub: Hub
    ear: Ear
    viewer: Viewer
    credential: Credential
    article: Article
    after: int

    def run(self) -> Iterator[str]:
        """What is sent. Ends when the process is told to stop (the page comes back by itself), and with an `ended`
        when the viewer may not see the article any more."""
        yield f"retry: {random.randint(*RETRY)}\n{OPENING}event: hello\ndata: {{}}\n\n"  # noqa: S311 - no secret
        told: list[dict[str, object]] = []
        checked = time.monotonic()
        # Once from the page's own last event on, then whenever something was heard of.
        self.ear.touched.set()
        while self.hub.is_alive:
            heard = self.ear.touched.wait(HEARTBEAT)
            if not self.hub.is_alive:
                return
            self.ear.touched.clear()
            if self.ear.recheck or time.monotonic() - checked > RECHECK:
                self.ear.recheck, checked = False, time.monotonic()
                if not self._is_allowed():
                    yield _event("ended", {})
                    return
            if not heard:
                yield ":\n\n"
                continue
            time.sleep(random.uniform(0, min(MOST_SPREAD, SPREAD * self.hub.pages)))  # noqa: S311
            yield from self._news()
            here = company(self.hub.guests(self.ear.article_id), self.viewer.user.id)
            if here != told:
                told = here
                yield _event("here", here)

    def _news(self) -> Iterator[str]:
        with self._looking() as session:
            self.after, notices = notices_after(session, self.viewer, self.article, self.after)
        if notices:
            # The number of what was told, not of what was looked at: a page that comes back looks again from there.
            yield _event("changes", notices, seq=notices[-1]["seq"])

    def _is_allowed(self) -> bool:
        with self._looking() as session:
            viewer = viewer_of(session, self.credential)
            article = session.get(Article, self.article.id)
            if viewer is None or article is None or article.removed_at is not None:
                return False
            self.viewer = viewer
        return viewer.may(Permission.READ, article.project_id)

    def _looking(self) -> _Looking:
        return _Looking(self.hub)


class _Looking:
    """A reading session for one of those that are at work at the same time."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def __enter__(self) -> Session:
        self._hub.at_work.acquire()
        self._session = self._hub.database.reading()
        return self._session

    def __exit__(self, *_error: object) -> None:
        self._session.close()
        self._hub.at_work.release()


def _event(name: str, data: Any, seq: int | None = None) -> str:
    head = f"id: {seq}\n" if seq is not None else ""
    return f"{head}event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
