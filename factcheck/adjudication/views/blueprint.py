"""The blueprint of the pages where claims are decided and articles signed off."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("adjudication", __name__)
