"""Whether a worker runs, told by a lock that workers hold and others look at."""

from __future__ import annotations

import threading
from pathlib import Path

from factcheck.evidence.watch import WorkerLock


def test_a_worker_that_starts_while_somebody_looks_knows_that_it_is_alone(tmp_path: Path) -> None:
    looking, worker = WorkerLock(tmp_path), WorkerLock(tmp_path)
    assert looking.take()
    threading.Timer(0.05, looking.give_back).start()
    assert worker.hold()
    assert looking.is_held()


def test_a_second_worker_knows_that_it_is_not_alone(tmp_path: Path) -> None:
    first, second = WorkerLock(tmp_path), WorkerLock(tmp_path)
    assert first.hold()
    assert not second.hold()
