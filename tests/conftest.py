"""What every test shares. The suites: unit (pure), integration (the application on both databases), migrations,
browser (a real server and a real Chromium), package (the built wheel) and style (the linters). `--quick` leaves out
the last three, servers, PostgreSQL and the checks that take their time, and tries fewer random examples.
"""

from __future__ import annotations

import gc
import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.support.memory import fast_folder

pytest_plugins = [
    "tests.support.databases",
    "tests.support.servers",
    "tests.support.browsers",
    "tests.support.people",
]

if (in_memory := fast_folder()) is not None:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(in_memory))
TESTS = Path(__file__).parent
SLOW_SUITES = ("browser", "package", "style")
# Hostile and generated input, parallel writers, crashes, a full disk.
SLOW_CHECKS = re.compile(
    r"test_c(11|13|16|17|18|20|21|22|25|32|36|39|41|43)_|test_a_benchmark_|test_a_faulty_document_"
)
LONGEST_ID = 60
QUICK_EXAMPLES = 15

hypothesis_settings.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
hypothesis_settings.register_profile(
    "quick", hypothesis_settings.get_profile("suite"), max_examples=QUICK_EXAMPLES
)
hypothesis_settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--quick", action="store_true", help="pure tests, and the application on SQLite only")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--quick"):
        hypothesis_settings.load_profile("quick")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark each test by its suite's folder; with --quick, leave out what is not quick."""
    left_out = []
    for item in items:
        suite = item.path.relative_to(TESTS).parts[0] if item.path.is_relative_to(TESTS) else ""
        if suite in SLOW_SUITES:
            item.add_marker(getattr(pytest.mark, suite))
        if config.getoption("--quick") and not _is_quick(item):
            left_out.append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def _is_quick(item: pytest.Item) -> bool:
    marked = any(item.get_closest_marker(name) for name in (*SLOW_SUITES, "postgresql"))
    with_server = "new_server" in getattr(item, "fixturenames", ())
    return not (marked or with_server or SLOW_CHECKS.match(item.name))


def pytest_collection_finish() -> None:
    """Leave the thousands of tests that were collected out of garbage collection: going through them again and again
    would count in what is timed."""
    gc.collect()
    gc.freeze()


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Long texts and random ones get the name of their parameter and a number, the same in every process."""
    if isinstance(val, str | bytes) and len(val) > LONGEST_ID:
        return argname
    return None
