"""The benchmarks run, at sizes that measure nothing: what they fill in and ask for is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from benchmarks import checking, export, importing, opening, overview, saving, stories, suggesting, tracing
from benchmarks.figures import Figure
from benchmarks.filling import fill_annotations
from benchmarks.places import Place
from factcheck.activity.service import verify
from factcheck.annotation.models import Annotation, Claim
from factcheck.db import Database


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "measure",
    [
        pytest.param(lambda: saving.measure_growth(1, 0.2, 1_000), id="M3"),
        pytest.param(lambda: opening.measure_opening(1, 20), id="M4"),
        pytest.param(lambda: importing.measure_import(1, 20), id="M5"),
        pytest.param(lambda: export.measure_export(20, 1), id="M6"),
        pytest.param(lambda: overview.measure_overview([1_000], 1), id="M7"),
        pytest.param(lambda: suggesting.measure_suggesting(1, 20), id="M12"),
        pytest.param(lambda: tracing.measure_tracing(200, 1), id="M13"),
        pytest.param(lambda: checking.measure_checking(3, 1), id="M14"),
        pytest.param(lambda: stories.measure_stories(50, 1), id="M15"),
    ],
)
def test_a_benchmark_gives_its_figures(measure: Callable[[], list[Figure]]) -> None:
    figures = measure()
    assert figures
    assert all(value >= 0 for figure in figures for value in figure.values)


@pytest.mark.sqlite
def test_what_is_filled_in_is_a_whole_database(tmp_path: Path) -> None:
    place = Place(tmp_path)
    fill_annotations(place, 2_000)
    database = Database(place.url)
    with database.reading() as session:
        assert verify(session) is None
        assert session.scalar(select(func.count(Annotation.id))) == 2_000
        assert session.scalar(select(func.count(Claim.id))) == 1_000
    database.dispose()
