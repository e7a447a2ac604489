"""Whether somebody has read the guidelines in force, and writing that down once the answer is out."""

from __future__ import annotations

import contextlib
from datetime import datetime

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from factcheck.accounts.access import get_viewer
from factcheck.accounts.models import Project
from factcheck.db import Database
from factcheck.errors import Busy
from factcheck.projects.queries import version_at, version_read
from factcheck.projects.service.guidelines import note_reading
from factcheck.web import db


def note_later(database: Database, project_id: int, user_id: int, number: int) -> None:
    """Write down that somebody has opened that version; a busy or full database may go without."""
    with contextlib.suppress(Busy, SQLAlchemyError), database.writing() as session:
        note_reading(session, project_id=project_id, user_id=user_id, number=number)


def are_news(project: Project) -> bool:
    """Whether the viewer has not opened the guidelines that are in force now."""
    present = project.guidelines_version
    return present > 0 and version_read(db, project.id, get_viewer().user.id) < present


def in_force_at(project: Project, moment: datetime) -> int:
    """The number of the version of the guidelines that was in force then; 0 for none."""
    return version_at(db, project.id, moment) if project.guidelines_version else 0


def init_app(app: Flask) -> None:
    """Let templates ask whether guidelines are news to their reader, and which were in force when."""
    app.jinja_env.globals["guidelines_are_news"] = are_news
    app.jinja_env.globals["guidelines_in_force_at"] = in_force_at
