"""The blueprint of the pages of the work that is given out."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("assignments", __name__)
