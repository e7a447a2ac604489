"""The blueprint of what is shown and done about evidence, and what every page of it needs."""

from __future__ import annotations

from flask import Blueprint
from flask.blueprints import BlueprintSetupState

from factcheck.evidence import labels
from factcheck.evidence.file_kinds import MAX_BYTES
from factcheck.evidence.service import following

bp = Blueprint("evidence", __name__)
# Importing it has links fetched when they are attached.
follow = following.follow


@bp.record
def name_states(setup: BlueprintSetupState) -> None:
    """Let every template name link states and reasons, and the limits of files."""
    setup.app.jinja_env.globals.update(
        link_states=labels.STATES,
        link_tones=labels.TONES,
        link_reasons=labels.REASONS,
        largest_file=MAX_BYTES,
    )
