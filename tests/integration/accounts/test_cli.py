"""`factcheck user` and `factcheck token`."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import func, select

from factcheck.accounts import queries
from factcheck.accounts.keys import hashed
from factcheck.accounts.models import ApiToken, Role
from factcheck.activity.models import Event
from factcheck.cli.main import main
from factcheck.config import Settings
from factcheck.db import Database
from tests.support.visitors import PASSWORD, Visitor

Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("user", "list", typed="")`: the result of a command on the test's database."""
    monkeypatch.setenv("FACTCHECK_INSTANCE", str(settings.instance))
    monkeypatch.setenv("FACTCHECK_DATABASE_URL", settings.database_url)
    monkeypatch.delenv("FACTCHECK_SECRET_KEY", raising=False)

    def invoke(*arguments: str, typed: str | bytes = "") -> Result:
        return CliRunner().invoke(main, arguments, input=typed)

    return invoke


@pytest.fixture
def dana(run: Run) -> str:
    """Dana, a lead, added from the command line."""
    result = run("user", "add", "Dana", "--role", "lead", "--password-stdin", typed=f"{PASSWORD}\n")
    assert result.exit_code == 0, result.output
    return "dana"


def refused(result: Result) -> str:
    """The one line of a refusal."""
    assert result.exit_code != 0
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: ")
    return line


@pytest.mark.parametrize("role", list(Role))
def test_a_person_is_added_and_signs_in(run: Run, app: Flask, database: Database, role: Role) -> None:
    result = run("user", "add", "Sam", "--role", role.value, "--password-stdin", typed=f"{PASSWORD}\r\n")

    assert result.exit_code == 0
    assert Visitor(app).sign_in("sam").status_code == 303
    with database.reading() as session:
        assert queries.role_of(session, queries.get_user(session, "Sam")) == role


@pytest.mark.parametrize(
    ("name", "password", "said"),
    [
        ("DANA", f"{PASSWORD}\n", "has that name already"),
        ("", f"{PASSWORD}\n", "Type a name"),
        ("S\u200bam", f"{PASSWORD}\n", "cannot be seen"),
        ("Sam", "short\n", "at least 10"),
        ("Sam", "", "at least 10"),
        ("Sam Samson 1", "sam samson 1", "cannot be the name"),
        ("Sam", b"\xff\xfe not text at all", "not UTF-8"),
    ],
)
def test_a_person_who_cannot_be_added_is_one_clear_line(
    run: Run, dana: str, database: Database, name: str, password: str | bytes, said: str
) -> None:
    assert said in refused(run("user", "add", name, "--role", "lead", "--password-stdin", typed=password))
    with database.reading() as session:
        assert [user.name for user, _role in queries.people(session)] == ["Dana"]


def test_without_a_terminal_the_password_has_to_come_from_standard_input(run: Run, dana: str) -> None:
    assert "--password-stdin" in refused(run("user", "add", "Sam", "--role", "lead"))
    assert "--password-stdin" in refused(run("user", "password", "Dana"))


def test_everybody_is_listed(run: Run, dana: str, app: Flask) -> None:
    assert run("user", "list").output == "Dana\tlead\tactive\tnever\n"
    Visitor(app).sign_in("dana")

    assert re.fullmatch(r"Dana\tlead\tactive\t20\S+\+00:00\n", run("user", "list").output)


def test_a_new_password_signs_out(run: Run, dana: str, app: Flask) -> None:
    browser = Visitor(app)
    browser.sign_in(dana)
    assert run("user", "password", "DANA", "--password-stdin", typed="two green bicycles").exit_code == 0

    assert not browser.state()["signed_in"]
    assert browser.sign_in(dana, "two green bicycles").status_code == 303


def test_disabling_and_enabling(run: Run, dana: str, app: Flask) -> None:
    browser = Visitor(app)
    browser.sign_in(dana)
    assert run("user", "disable", dana).exit_code == 0
    assert not browser.state()["signed_in"]
    assert run("user", "enable", dana).exit_code == 0

    assert browser.sign_in(dana).status_code == 303


def test_the_last_administrator_stays(run: Run) -> None:
    run("user", "add", "Ada", "--role", "admin", "--password-stdin", typed=PASSWORD)

    assert "last administrator" in refused(run("user", "disable", "Ada"))


@pytest.mark.parametrize(
    "command",
    [["user", "password", "x", "--password-stdin"], ["user", "disable", "x"], ["token", "create", "x"]],
)
def test_somebody_unknown_is_one_clear_line(run: Run, command: list[str]) -> None:
    assert "nobody of the name x" in refused(run(*command, typed=PASSWORD))


def test_c07_the_token_alone_is_printed(run: Run, dana: str, database: Database) -> None:
    printed = run("token", "create", dana).output

    assert re.fullmatch(r"fc_[A-Za-z0-9_-]{43}\n", printed)
    with database.reading() as session:
        token = queries.find_token(session, hashed(printed.strip()))
        assert token is not None
        assert token.user.name == "Dana"
        assert {"read", "import", "annotate", "export", "edit_article"} <= set(token.scopes)
        assert "manage_people" not in token.scopes


def test_c07_a_token_has_the_scopes_and_the_life_that_are_asked_for(
    run: Run, dana: str, database: Database
) -> None:
    run("token", "create", dana, "--scope", "read", "--scope", "export", "--days", "3", "--label", "CMS")

    with database.reading() as session:
        token = session.scalars(select(ApiToken)).one()
    assert (token.scopes, token.name) == (["export", "read"], "CMS")
    assert token.expires_at is not None
    assert (token.expires_at - token.created_at).days in (2, 3)
    assert "cannot give" in refused(run("token", "create", dana, "--scope", "manage_people"))


def test_a_token_is_revoked_by_itself_or_by_its_identifier(run: Run, dana: str, database: Database) -> None:
    secret = run("token", "create", dana).output.strip()
    run("token", "create", dana)
    with database.reading() as session:
        uid = session.scalars(select(ApiToken.uid).where(ApiToken.secret_hash != hashed(secret))).one()

    for named in (secret, uid):
        assert run("token", "revoke", named).exit_code == 0
        assert "no such token" in refused(run("token", "revoke", named))
    with database.reading() as session:
        assert all(token.revoked_at for token in session.scalars(select(ApiToken)))


def test_c53_every_command_that_changes_something_is_one_event(
    run: Run, dana: str, database: Database
) -> None:
    run("user", "list")
    run("user", "password", dana, "--password-stdin", typed="two green bicycles")
    run("token", "create", dana)
    run("user", "disable", dana)
    run("user", "disable", dana)

    with database.reading() as session:
        actions = session.scalars(select(Event.action).order_by(Event.seq)).all()
        assert session.scalar(select(func.count(Event.actor_id))) == 0
    assert actions == ["person.added", "person.password_changed", "token.made", "person.disabled"]
