"""The blueprint of the pages about projects, and what each of them begins with."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy.orm import Session

from factcheck.accounts import queries as accounts
from factcheck.accounts.access import get_viewer
from factcheck.accounts.current import enter
from factcheck.accounts.models import Project
from factcheck.accounts.permissions import Permission
from factcheck.articles.fields import language_name
from factcheck.articles.languages import LANGUAGES
from factcheck.web import db

bp = Blueprint("projects", __name__)
MANAGE = Permission.MANAGE_PROJECT


def shown_project(uid: str, permission: Permission = MANAGE) -> Project:
    """The project, for a page that shows it, archived or not. Raises NotFound and NotAllowed."""
    project = accounts.get_project(db, uid)
    get_viewer().check(permission, project, reading=True)
    enter(project)
    return project


def language_choices() -> dict[str, str]:
    """The languages that a desk can work in: tag → name in the reader's language, by name."""
    named = {tag: language_name(tag) for tag in LANGUAGES}
    return dict(sorted(named.items(), key=lambda item: item[1].casefold()))


def locked_project(session: Session, uid: str, permission: Permission = MANAGE) -> Project:
    """The project, for a change of it. Raises NotFound, and NotAllowed for the archived too."""
    project = accounts.get_project(session, uid, lock=True)
    get_viewer().check(permission, project)
    return project
