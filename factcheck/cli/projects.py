"""`factcheck project`: what an administrator does with whole projects at the server's own console."""

from __future__ import annotations

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts.models import Project
from factcheck.accounts.picking import pick_project
from factcheck.annotation.policy import PackKey
from factcheck.cli.opening import opened
from factcheck.errors import NotFound
from factcheck.projects.queries import deleted_projects
from factcheck.projects.service.lifecycle import (
    Beginning,
    archive_project,
    bring_back,
    create_project,
    delete_project,
    restore_project,
)
from factcheck.projects.terms import KEPT_DAYS
from factcheck.words import gettext as _


@click.group("project")
def project_group() -> None:
    """Make, list, archive, delete and restore projects."""


@project_group.command("list")
def list_projects() -> None:
    """List every project: short name, state, name, separated by tabs; of deleted ones with the days that are left."""
    with opened() as database, database.reading() as session:
        standing = select(Project).where(Project.deleted_at.is_(None)).order_by(Project.slug)
        for project in session.scalars(standing):
            state = "archived" if project.archived_at else "open"
            click.echo(f"{project.slug}\t{state}\t{project.name}")
        for each in deleted_projects(session):
            click.echo(f"{each.project.slug}\tdeleted, {each.days_left} days left\t{each.project.name}")


@project_group.command("create")
@click.argument("name")
@click.option("--slug", default="", help="Its short name. Default: made of the name.")
@click.option("--lang", default="en", show_default=True, help="The language that the desk works in.")
@click.option("--pack", type=click.Choice([pack.value for pack in PackKey]), help="The rules to start with.")
@click.option("--copy", "template", metavar="SLUG", help="Start with the settings of this project.")
@click.option("--members", is_flag=True, help="With --copy: with its members too.")
def create_command(
    name: str, slug: str, lang: str, pack: str | None, template: str | None, members: bool
) -> None:
    """Make a project called NAME. Prints its short name."""
    if template and pack:
        raise click.UsageError("A copy has the rules of what it copies: leave --pack out.")
    if members and not template:
        raise click.UsageError("--members goes with --copy.")
    with opened() as database, database.writing() as session:
        beginning = Beginning(
            PackKey(pack) if pack else PackKey.STANDARD,
            pick_project(session, template) if template else None,
            members,
        )
        made = create_project(session, name=name, slug=slug, lang=lang, beginning=beginning, actor=None)
    click.echo(made.slug)


@project_group.command("archive")
@click.argument("slug")
def archive_command(slug: str) -> None:
    """Make a project read-only."""
    with opened() as database, database.writing() as session:
        archive_project(session, pick_project(session, slug), actor=None)
    click.echo(_("%(slug)s is archived: it can be read and exported, but not changed.", slug=slug))


@project_group.command("restore")
@click.argument("slug")
def restore_command(slug: str) -> None:
    """Bring an archived project back, or take the deletion of one back."""
    with opened() as database, database.writing() as session:
        deleted = _find_deleted(session, slug)
        if deleted:
            restore_project(session, deleted, actor=None)
        else:
            bring_back(session, pick_project(session, slug), actor=None)
    click.echo(_("%(slug)s is there again.", slug=slug))


@project_group.command("delete")
@click.argument("slug")
@click.option(
    "--confirm", metavar="NAME", help="The project's name, exactly. Asked for where it is not given."
)
def delete_command(slug: str, confirm: str | None) -> None:
    """Delete a project. It can be restored for 30 days; then it is gone for good. Export it first."""
    with opened() as database:
        with database.reading() as session:
            if _find_deleted(session, slug):
                raise NotFound(_("%(slug)s is deleted already.", slug=slug))
            name = pick_project(session, slug).name
        typed = confirm
        if typed is None:
            typed = click.prompt(_("Type the name of the project to confirm (%(name)s)", name=name), err=True)
        with database.writing() as session:
            delete_project(session, pick_project(session, slug), typed=typed, actor=None)
    click.echo(_("%(slug)s is deleted. It can be restored for %(days)s days.", slug=slug, days=KEPT_DAYS))


def _find_deleted(session: Session, slug: str) -> Project | None:
    found = select(Project).where(Project.slug == slug, Project.deleted_at.is_not(None))
    return session.scalars(found).one_or_none()
