"""What the server under test stands on: a data folder with articles and people, made with our own services."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.client import PASSWORD
from factcheck import schema
from factcheck.accounts.models import Role
from factcheck.accounts.passwords import hash_password
from factcheck.accounts.queries import get_default_project
from factcheck.accounts.service import add_person
from factcheck.articles.models import Origin
from factcheck.articles.segmentation import cut
from factcheck.articles.service import create_article
from factcheck.db import Database
from tests.support.servers import LiveServer, free_port

SENTENCE = (
    "The ministry said on Tuesday that {number} of the permits had been issued before the rules changed."
)
SENTENCES_A_PARAGRAPH = 5


def article_text(sentences: int) -> str:
    """A text of so many sentences of about a hundred characters, in paragraphs."""
    lines = [SENTENCE.format(number=1_000 + number) for number in range(sentences)]
    paragraphs = range(0, sentences, SENTENCES_A_PARAGRAPH)
    return "\n\n".join(" ".join(lines[start : start + SENTENCES_A_PARAGRAPH]) for start in paragraphs) + "\n"


class Place:
    """A data folder under test, with a database in it, or that of the address. `starts[uid]`: where the sentences of an
    article begin."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.folder = folder
        self.url = url or f"sqlite:///{folder / 'factcheck.sqlite3'}"
        self.starts: dict[str, list[int]] = {}
        database = Database(self.url)
        schema.upgrade(database)
        database.dispose()

    def add_people(self, names: list[str]) -> None:
        """Reviewers of those names, with the password of the benchmarks."""
        password_hash = hash_password(PASSWORD)
        database = Database(self.url)
        with database.writing() as session:
            for name in names:
                add_person(session, name=name, role=Role.REVIEWER, password_hash=password_hash, actor=None)
        database.dispose()

    def add_article(self, sentences: int) -> str:
        """An article of so many sentences; its uid."""
        text = article_text(sentences)
        cuts = cut(text, "en")
        database = Database(self.url)
        with database.writing() as session:
            article = create_article(
                session,
                get_default_project(session),
                actor=None,
                text=text,
                title=f"{sentences} permits",
                byline="",
                publisher="The Register",
                url="",
                published_at=None,
                lang="en",
                due_at=None,
                origin=Origin.PASTE,
                cuts=cuts,
            )
            uid = article.uid
        database.dispose()
        self.starts[uid] = [one.start for one in cuts]
        return uid

    @contextmanager
    def serving(self, workers: int = 2) -> Iterator[LiveServer]:
        """The server, as `factcheck serve` starts it, on this folder."""
        server = LiveServer(self.folder, self.url, free_port(), self.folder / "server.log", workers=workers)
        server.start()
        try:
            yield server
            server.stop()
        finally:
            server.kill()


@contextmanager
def new_place(url: str = "") -> Iterator[Place]:
    """An empty data folder that is gone afterwards, on an empty database where the address names one."""
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
        yield Place(Path(folder), url)
