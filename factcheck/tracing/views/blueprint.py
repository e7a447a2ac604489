"""The blueprint of the pages about where statements come from."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("tracing", __name__)
