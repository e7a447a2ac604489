"""`factcheck user` and `factcheck token`: what an administrator does at the server's own console."""

from __future__ import annotations

import sys

import click
from flask_babel import gettext as _

from factcheck.accounts import queries, service, tokens
from factcheck.accounts.models import Role
from factcheck.accounts.passwords import check_password, hash_password
from factcheck.accounts.picking import count_projects
from factcheck.cli.opening import PROJECT, open_project, opened

ROLE = click.Choice([role.value for role in Role])
STDIN = click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
YEAR = 365


@click.group("user")
def user_group() -> None:
    """Add, list and shut out people."""


@user_group.command("add")
@click.argument("name")
@click.option("--role", type=ROLE, required=True, help="What they may do.")
@PROJECT
@STDIN
def add_user(name: str, role: str, project: str | None, password_stdin: bool) -> None:
    """Add a person who signs in as NAME. Asks for the password, or reads it with --password-stdin."""
    with opened() as database:
        with database.reading() as session:
            name = service.check_name(session, name)
            if role != Role.ADMIN:
                open_project(session, project)
        password_hash = _new_password(name, password_stdin)
        with database.writing() as session:
            service.add_person(
                session,
                name=name,
                role=Role(role),
                password_hash=password_hash,
                actor=None,
                project=None if role == Role.ADMIN else open_project(session, project),
            )
    click.echo(_("%(name)s was added as %(role)s.", name=name, role=role))


@user_group.command("list")
def list_users() -> None:
    """List everybody: name, role, state and when they were last seen, separated by tabs. Where there are several
    projects, the role is given for each: `desk:lead,sports:reviewer`."""
    with opened() as database, database.reading() as session:
        several = count_projects(session) > 1
        for user, role in queries.people(session):
            own = [each for each in queries.projects_of(session, user) if each.role]
            roles = role.value if role else "none"
            if several and not user.is_admin:
                roles = ",".join(f"{each.slug}:{each.role}" for each in own) or "none"
            state = "active" if user.active else "disabled"
            seen = user.seen_at.isoformat(timespec="minutes") if user.seen_at else "never"
            click.echo(f"{user.name}\t{roles}\t{state}\t{seen}")


@user_group.command("password")
@click.argument("name")
@STDIN
def set_password(name: str, password_stdin: bool) -> None:
    """Set a new password for NAME; their browsers are signed out."""
    with opened() as database:
        with database.reading() as session:
            known = queries.get_user(session, name)
        password_hash = _new_password(known.name, password_stdin)
        with database.writing() as session:
            service.set_password(session, queries.get_user(session, name), password_hash, actor=None)
    click.echo(_("%(name)s has a new password.", name=known.name))


@user_group.command("disable")
@click.argument("name")
def disable_user(name: str) -> None:
    """Shut NAME out: sessions and tokens end at once, the work stays."""
    with opened() as database, database.writing() as session:
        user = queries.get_user(session, name)
        service.disable_person(session, user, actor=None)
    click.echo(_("%(name)s can no longer sign in.", name=user.name))


@user_group.command("enable")
@click.argument("name")
def enable_user(name: str) -> None:
    """Let NAME sign in again, with the password they had."""
    with opened() as database, database.writing() as session:
        user = queries.get_user(session, name)
        service.enable_person(session, user, actor=None)
    click.echo(_("%(name)s can sign in again.", name=user.name))


@click.group("token")
def token_group() -> None:
    """Make and revoke API tokens."""


@token_group.command("create")
@click.argument("name")
@click.option(
    "--scope", "scopes", multiple=True, help="What it may do; may be repeated. Default: all they may."
)
@click.option("--days", type=click.IntRange(1, tokens.MAX_DAYS), default=YEAR, show_default=True)
@click.option("--label", default="command line", show_default=True, help="What it is for.")
def create_token(name: str, scopes: tuple[str, ...], days: int, label: str) -> None:
    """Print a new API token of the person NAME, and nothing else."""
    with opened() as database, database.writing() as session:
        user = queries.get_user(session, name)
        chosen = scopes or [scope.value for scope in tokens.offered_scopes(session, user)]
        made = tokens.create_token(session, user, name=label, scopes=chosen, days=days, actor=None)
    click.echo(made[1])


@token_group.command("revoke")
@click.argument("token")
def revoke_token(token: str) -> None:
    """Revoke TOKEN: the token itself, or its identifier."""
    with opened() as database, database.writing() as session:
        found = tokens.get_token(session, token)
        tokens.revoke_token(session, found, actor=None)
    click.echo(_("The token “%(name)s” no longer works.", name=found.name))


def _new_password(name: str, from_stdin: bool) -> str:
    """The hash of the password that was typed, or stands on the first line of standard input."""
    if from_stdin:
        try:
            password = sys.stdin.buffer.readline().decode().rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise click.ClickException(_("The password on standard input is not UTF-8.")) from error
    elif sys.stdin.isatty():
        password = click.prompt(
            _("Password for %(name)s", name=name), hide_input=True, confirmation_prompt=True
        )
    else:
        raise click.ClickException(
            _(
                "There is no terminal to ask for the password at. Give it on standard input, with --password-stdin."
            )
        )
    check_password(password, name)
    return hash_password(password)
