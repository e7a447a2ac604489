"""The desk of the saves, and servers to listen to."""

from __future__ import annotations

from tests.integration.annotation.conftest import Desk, desk

__all__ = ["Desk", "desk"]
