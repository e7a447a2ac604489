"""M5: ten thousand sentences, from a text to stored sentences."""

from __future__ import annotations

import time

from benchmarks.figures import Figure
from benchmarks.floors import bulk_seconds
from benchmarks.machine import fsync_rate
from benchmarks.places import article_text, new_place
from factcheck.accounts.queries import get_default_project
from factcheck.articles.models import Origin
from factcheck.articles.segmentation import cut
from factcheck.articles.service import create_article
from factcheck.db import Database


def measure_import(rounds: int, sentences: int = 10_000) -> list[Figure]:
    """Cutting the text, then storing it with its sentences and its event, as every way in does."""
    text = article_text(sentences)
    taken, cutting, floor, fsyncs = [], [], [], []
    with new_place() as place:
        database = Database(place.url)
        for _ in range(rounds):
            fsyncs.append(fsync_rate(place.folder))
            floor.append(bulk_seconds(place.folder, sentences, text))
            started = time.perf_counter()
            cuts = cut(text, "en")
            cutting.append(time.perf_counter() - started)
            with database.writing() as session:
                create_article(
                    session,
                    get_default_project(session),
                    actor=None,
                    text=text,
                    cuts=cuts,
                    lang="en",
                    title="Permits",
                    origin=Origin.PASTE,
                )
            taken.append(time.perf_counter() - started)
            if len(cuts) != sentences:
                raise RuntimeError(f"{sentences} sentences were cut into {len(cuts)}")
        database.dispose()
    return [
        Figure(
            "M5",
            f"import {sentences:,} sentences, text to stored",
            "s",
            taken,
            0.35,
            floor=floor,
            fsyncs=fsyncs,
            digits=2,
        ),
        Figure("M5", "of which cutting the text", "s", cutting, digits=2),
    ]
