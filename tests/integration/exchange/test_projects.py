"""A desk's settings in its documents, and over the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts.models import Project, Role, User
from factcheck.accounts.queries import get_default_project
from factcheck.activity.models import Event
from factcheck.activity.service import verify
from factcheck.adjudication.service.policy import set_decide_own
from factcheck.annotation.policy import PackKey, Policy
from factcheck.annotation.service.project import set_blind, set_rules
from factcheck.annotation.verdicts import Priority
from factcheck.articles.models import Article
from factcheck.assignments.pooling import Pool
from factcheck.assignments.sampling import Sampling
from factcheck.assignments.service.checks import set_pool, set_sampling
from factcheck.db import Database
from factcheck.exchange import serialise
from factcheck.exchange.document import document
from factcheck.exchange.intake import check_document, read_document
from factcheck.exchange.parsing import parse
from factcheck.projects.models import GuidelinesVersion
from factcheck.projects.service.guidelines import save_guidelines
from factcheck.projects.service.settings import edit_project, set_verdict_words
from tests.integration.exchange.api import Script
from tests.integration.exchange.conftest import add_rich_article

NewScript = Callable[..., Script]
WORDS = {"mixed": {"name": "Half true", "meaning": "Parts hold, parts do not."}}


def settle(session: Session) -> None:
    """Give the desk settings of its own."""
    project = get_default_project(session)
    lead = session.scalars(select(User).order_by(User.id)).first()
    assert lead is not None
    seen = {"name": project.name, "slug": project.slug, "lang": project.lang}
    given = {"name": "Foreign desk", "slug": "foreign", "lang": "he"}
    edit_project(session, project, actor=lead, given=given, seen=seen)
    set_verdict_words(session, project, actor=lead, given=WORDS, seen={})
    for number, text in enumerate(["Be fair.", "# Be fair\n\nAnd *quick*."]):
        save_guidelines(session, project, actor=lead, text=text, note="", seen=number)
    wanted = Policy.of_pack(PackKey.MAGAZINE)
    set_rules(session, project, actor=lead, policy=wanted, seen=Policy())
    set_blind(session, project, actor=lead, blind="second")
    set_decide_own(session, project, actor=lead, allowed=True)
    set_sampling(session, project, Sampling({Priority.HIGH: 40}, {}, third=False), actor=lead)
    set_pool(session, project, Pool(9, articles=False), actor=lead)


@pytest.fixture
def settled(database: Database, rich: str) -> bytes:
    """The document of the rich article of a desk with settings of its own."""
    with database.writing() as session:
        settle(session)
    return exported(database, rich)


def exported(database: Database, uid: str) -> bytes:
    with database.reading() as session:
        return serialise.page(
            document(session, session.scalars(select(Article).where(Article.uid == uid)).one())
        )


def imported(database: Database, sent: bytes) -> None:
    checked = check_document(parse(sent))
    with database.writing() as session:
        read_document(session, checked, actor=None, project=get_default_project(session))


def test_a_document_says_how_its_desk_checks(settled: bytes) -> None:
    project = parse(settled)["project"]
    policy = project["policy"]
    assert (project["slug"], project["name"], project["lang"]) == ("foreign", "Foreign desk", "he")
    assert project["verdicts"] == [{"verdict": "mixed", **WORDS["mixed"]}]
    assert project["guidelines"] == {"version": 2, "text": "# Be fair\n\nAnd *quick*."}
    assert (policy["pack"], policy["blind"], policy["decide_own"]) == ("magazine", "second", True)
    assert {"rule": "rationale", "severity": "blocks"} in policy["rules"]
    assert (policy["second_by_priority"], policy["second_by_verdict"], policy["third_check"]) == (
        [{"priority": "high", "percent": 40}],
        [],
        False,
    )
    assert (policy["pool_days"], policy["pool_articles"]) == (9, False)


def test_c49_settings_come_along_into_an_empty_instance(
    settled: bytes, rich: str, other_database: Callable[[], Database]
) -> None:
    other = other_database()
    imported(other, settled)
    assert exported(other, rich) == settled
    with other.reading() as session:
        assert verify(session) is None
        actions = session.scalars(select(Event.action).order_by(Event.seq)).all()
        assert actions == ["project.adopted", "guidelines.saved", "article.imported"]
        version = session.scalars(select(GuidelinesVersion)).one()
        assert (version.number, version.text) == (2, "# Be fair\n\nAnd *quick*.")


def test_c49_settings_come_along_from_the_other_database(
    database: Database, other_database: Callable[[], Database]
) -> None:
    other = other_database()
    with other.writing() as session:
        uid = add_rich_article(session).uid
        settle(session)
    sent = exported(other, uid)
    imported(database, sent)
    assert exported(database, uid) == sent


def test_settings_of_its_own_stay(settled: bytes, other_database: Callable[[], Database]) -> None:
    other = other_database()
    with other.writing() as session:
        lead = User(name="Lee")
        session.add(lead)
        session.flush()
        project = get_default_project(session)
        words = {"refuted": {"name": "False", "meaning": ""}}
        set_verdict_words(session, project, actor=lead, given=words, seen={})
        save_guidelines(session, project, actor=lead, text="Ours.", note="", seen=0)
        set_blind(session, project, actor=lead, blind="off")
    imported(other, settled)
    with other.reading() as session:
        project = session.scalars(select(Project)).one()
        assert project.labels == words
        assert (project.guidelines, project.guidelines_version) == ("Ours.", 1)
        assert project.policy["blind"] == "off"
        assert project.policy["pack"] == "standard"


def test_c12_projects_are_listed_to_those_who_are_in_them(
    new_script: NewScript, database: Database, settled: bytes
) -> None:
    lee, kim = new_script("lee", Role.LEAD), new_script("kim")
    with database.writing() as session:
        session.add(Project(slug="second", name="Second desk"))
    expected = parse(settled)["project"]
    for script, role in ((lee, "lead"), (kim, "reviewer")):
        (entry,) = listed(script)
        assert {name: entry[name] for name in expected} == expected
        assert (entry["role"], entry["archived_at"]) == (role, None)
    with database.writing() as session:
        session.scalars(select(User).where(User.name == "lee")).one().is_admin = True
    assert [(each["slug"], each["role"]) for each in listed(lee)] == [("second", None), ("foreign", "lead")]
    assert [each["slug"] for each in listed(lee, "?q=SECOND")] == ["second"]
    page = lee.get("/projects?limit=1").get_json()
    assert [each["slug"] for each in listed(lee, f"?cursor={page['next']}")] == ["foreign"]
    assert lee.get("/projects?kind=desk").status_code == 400


def listed(script: Script, query: str = "") -> list[dict[str, Any]]:
    answer = script.get(f"/projects{query}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.get_json()["projects"]
    return found
