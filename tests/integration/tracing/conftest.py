"""The newsroom of the sources' own tests."""

from __future__ import annotations

from tests.integration.sources.conftest import newsroom

__all__ = ["newsroom"]
