"""The blueprint that the pages and the saves of the workbench share."""

from __future__ import annotations

from flask import Blueprint, g, request

from factcheck.annotation.forms import name_of
from factcheck.web import database

bp = Blueprint("annotation", __name__)
bp.add_app_template_global(name_of, "name_of")


@bp.before_request
def take_turn() -> None:
    """Saves of the workbench are short and many: each waits for its turn once its body has arrived."""
    if request.method == "POST":
        request.get_data(cache=True, parse_form_data=True)
        database().take_turn()
        g.has_turn = True


@bp.teardown_request
def end_turn(_error: BaseException | None) -> None:
    """Let the next save begin."""
    if g.pop("has_turn", False):
        database().end_turn()
