"""Timing on its own: what earlier tests left behind does not count."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def seconds(run: Callable[[], object], runs: int = 1) -> float:
    """The processor time of this process that the fastest of some runs takes.

    What earlier tests left behind is not gone through by the garbage collector meanwhile.
    """
    gc.collect()
    gc.freeze()
    try:
        return min(_once(run) for _ in range(runs))
    finally:
        gc.unfreeze()


def _once(run: Callable[[], object]) -> float:
    began = time.process_time()
    run()
    return time.process_time() - began
