"""M14: how many links a worker checks in a second, against sites of this machine.

    python -m benchmarks.checking [--links N] [--rounds N]

Sites that answer at once, on twenty addresses, and no pause between two requests to one of them: measured is our
own work (fetch, read, compare with the copy, write down), on both cores. In use, sites and the pause set the pace; the
goal is 10,000 links in a night of eight hours, a third of a link a second. The floor fetches the same pages by as many
threads and does nothing with them.
"""

from __future__ import annotations

import argparse
import http.client
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import func, insert, select

from benchmarks.figures import Figure
from benchmarks.places import Place
from factcheck.accounts.queries import get_default_project, get_user
from factcheck.annotation.models import Annotation, Claim, Evidence
from factcheck.articles.models import Article, Revision
from factcheck.db import Database, new_uid
from factcheck.evidence.link_settings import LinkSettings
from factcheck.evidence.models import LinkCheck, LinkJob
from factcheck.evidence.service.runs import start_run
from tests.support.servers import FACTCHECK
from tests.support.web import Answer, LocalWeb, local_web, page

SITES = 20
THREADS = 8
GOAL = 10_000 / (8 * 3600)
PARAGRAPH = (
    "The ministry said on Tuesday that {number} of the permits had been issued before the rules changed. " * 4
)
PATIENCE = 600


def story(number: int) -> bytes:
    """A page of about 40 kB: an article of 25 paragraphs, and what surrounds it."""
    around = "".join(f'<li><a href="/s/{n}">Another story, number {n}</a></li>' for n in range(200))
    paragraphs = [PARAGRAPH.format(number=number * 100 + n) for n in range(25)]
    return page(f"Story {number}", *paragraphs).replace(
        b"</body>", f"<nav><ul>{around}</ul></nav></body>".encode()
    )


def _serve(links: int, told: Connection) -> None:
    """Sites on addresses of this machine; says their ports, then serves until it is told to end."""
    with ExitStack() as stack:
        sites: list[LocalWeb] = []
        for number in range(SITES):
            site = {f"/{each}": Answer(story(each)) for each in range(number, links, SITES)}
            sites.append(stack.enter_context(local_web(site, host=f"127.0.0.{number + 2}")))
        told.send([site.port for site in sites])
        told.recv()


@contextmanager
def sites(links: int) -> Iterator[list[str]]:
    """The addresses of so many pages, served by another process."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(links, theirs), daemon=True)
    process.start()
    ports: list[int] = ours.recv()
    try:
        yield [f"http://127.0.0.{each % SITES + 2}:{ports[each % SITES]}/{each}" for each in range(links)]
    finally:
        ours.send("end")
        process.join(10)


def measure_checking(links: int, rounds: int) -> list[Figure]:
    """M14 for `make bench`: the first look, which keeps a copy, and later ones, which compare with it."""
    first, later, floor = [], [], []
    with sites(links) as urls, tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
        for number in range(rounds):
            place = Place(_folder(Path(folder), number))
            _fill(place, urls)
            floor.append(links / _fetched(urls))
            first.append(links / _checked(place))
            later.append(links / _checked(place))
    return [
        Figure("M14", "links looked at for the first time", "/s", first, GOAL, at_least=True, floor=floor),
        Figure("M14", "links checked against their copies", "/s", later, GOAL, at_least=True, floor=floor),
    ]


def _folder(folder: Path, number: int) -> Path:
    made = folder / str(number)
    made.mkdir(mode=0o700)
    return made


def _fill(place: Place, urls: list[str]) -> None:
    """One claim with all the links."""
    place.add_people(["dana"])
    uid = place.add_article(5)
    database = Database(place.url)
    with database.writing() as session:
        get_default_project(session).link_settings = LinkSettings(fetch=True).to_dict()
        article = session.scalars(select(Article).where(Article.uid == uid)).one()
        revision = session.scalars(select(Revision).where(Revision.article_id == article.id)).one()
        claim = Claim(article_id=article.id, revision_id=revision.id, spans=[[0, 20]], start=0, end=20)
        session.add(claim)
        session.flush()
        annotation = Annotation(
            claim_id=claim.id, article_id=article.id, reviewer_id=get_user(session, "dana").id
        )
        session.add(annotation)
        session.flush()
        rows = [
            {"uid": new_uid(), "annotation_id": annotation.id, "position": place, "url": url}
            for place, url in enumerate(urls)
        ]
        session.execute(insert(Evidence), rows)
    database.dispose()


def _checked(place: Place) -> float:
    """Seconds from the start of a worker until all links are looked at."""
    database = Database(place.url)
    with database.writing() as session:
        total = start_run(session, get_default_project(session), actor=None).total
    environment = {
        **os.environ,
        "FACTCHECK_INSTANCE": str(place.folder),
        "FACTCHECK_DATABASE_URL": place.url,
        "FACTCHECK_FETCH_ALLOW": "127.0.0.0/8:*",
        "FACTCHECK_FETCH_PAUSE": "0",
    }
    began = time.perf_counter()
    worker = subprocess.Popen(
        [FACTCHECK, "worker", "--threads", str(THREADS), "--idle", "5"], env=environment
    )
    try:
        while left := _count(database, LinkJob):
            if time.perf_counter() - began > PATIENCE or worker.poll() is not None:
                raise RuntimeError(f"{left} of {total} links were not looked at")
            time.sleep(0.05)
        seconds = time.perf_counter() - began
        if _count(database, LinkCheck) < total:
            raise RuntimeError("some links have no check")
        return seconds
    finally:
        worker.terminate()
        worker.wait(20)
        database.dispose()


def _count(database: Database, model: type) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def _fetched(urls: list[str]) -> float:
    """Seconds to fetch the pages and do nothing with them."""

    def fetch(url: str) -> None:
        host, _slash, path = url.removeprefix("http://").partition("/")
        connection = http.client.HTTPConnection(host, timeout=30)
        connection.request("GET", f"/{path}")
        connection.getresponse().read()
        connection.close()

    began = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(fetch, urls))
    return time.perf_counter() - began


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--links", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    for figure in measure_checking(options.links, options.rounds):
        print(f"{figure.what}: {figure.median:.1f} ({min(figure.values):.1f}–{max(figure.values):.1f}) /s")
        print(f"  floor {figure.floor}")


if __name__ == "__main__":
    main()
