"""Factcheck: a workbench for checking news line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from factcheck.config import Settings

__version__ = "0.1.0"


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application; `settings` default to the environment's."""
    # Imported here so that the pure modules below this package stay free of the framework.
    from factcheck.app import build  # noqa: PLC0415

    return build(settings)
