"""The blueprint of a lead's pages."""

from __future__ import annotations

from flask import Blueprint

from factcheck.accounts.permissions import Permission

bp = Blueprint("dashboard", __name__)
LEAD = Permission.DECIDE
