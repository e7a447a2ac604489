"""Many writers on one record, in processes of their own: each reads what is stored and writes it back, moved on."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ThreadPoolExecutor

from factcheck.accounts import queries as accounts
from factcheck.accounts.access import viewer_for
from factcheck.accounts.permissions import Permission
from factcheck.annotation import queries
from factcheck.annotation.service import records
from factcheck.annotation.service.changes import Context
from factcheck.articles.queries import lock_article
from factcheck.db import Database


def write_in_processes(
    url: str, article: str, claim: str, name: str, *, processes: int, threads: int, times: int
) -> list[str]:
    """Let `processes` × `threads` writers count up `times` times each; what went wrong, in words."""
    spawning = multiprocessing.get_context("spawn")
    with spawning.Pool(processes) as pool:
        work = [(url, article, claim, name, threads, times)] * processes
        return [fault for faults in pool.starmap(write_in_threads, work, chunksize=1) for fault in faults]


def write_in_threads(url: str, article: str, claim: str, name: str, threads: int, times: int) -> list[str]:
    """The writers of one process."""
    database = Database(url)
    try:
        with ThreadPoolExecutor(threads) as pool:
            writers = [pool.submit(_count_up, database, article, claim, name, times) for _ in range(threads)]
            return [repr(fault) for fault in (writer.exception() for writer in writers) if fault]
    finally:
        database.dispose()


def _count_up(database: Database, article_uid: str, claim_uid: str, name: str, times: int) -> None:
    """Read the number in the reason, write the next one, and count a second of work: through the services."""
    with database.reading() as session:
        user = accounts.get_user(session, name)
        viewer = viewer_for(session, user)
    for _ in range(times):
        with database.writing() as session:
            article = lock_article(session, viewer, article_uid, Permission.ANNOTATE)
            claim = queries.get_claim(session, article, claim_uid)
            annotation = records.own_annotation(session, claim, viewer.user)
            number = int(annotation.rationale or 0) + 1
            context = Context(article, claim, viewer.user, annotation)
            records.save_rationale(session, context, str(number), version=annotation.version)
            records.add_active_seconds(session, annotation, 1)
