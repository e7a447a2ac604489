"""The desk of those who decide."""

from __future__ import annotations

from tests.integration.adjudication.conftest import bench
from tests.integration.annotation.conftest import desk
from tests.integration.exchange.conftest import other_database

__all__ = ["bench", "desk", "other_database"]
