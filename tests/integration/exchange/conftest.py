"""A desk with one article that has everything a document can hold."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from factcheck.accounts.models import Project, User
from factcheck.accounts.queries import get_default_project
from factcheck.adjudication.service.decisions import Decision, decide, reopen
from factcheck.adjudication.service.sign_off import sign_off
from factcheck.adjudication.signing import digest_of
from factcheck.annotation import queries
from factcheck.annotation.models import Claim
from factcheck.annotation.policy import Policy
from factcheck.annotation.rules import RuleKey
from factcheck.annotation.service import records
from factcheck.annotation.service.changes import Context
from factcheck.annotation.service.claims import create_claim, remove_claim
from factcheck.annotation.service.evidence import add_evidence, remove_evidence
from factcheck.annotation.service.hops import add_hop, edit_hop
from factcheck.annotation.service.merging import merge_sources
from factcheck.annotation.service.waivers import revoke, waive
from factcheck.annotation.verdicts import Priority
from factcheck.articles.models import Article, Origin, Revision
from factcheck.articles.queries import current_revision
from factcheck.articles.segmentation import cut
from factcheck.articles.service import create_article
from factcheck.assignments.service.giving import Terms, give, send_record_back
from factcheck.db import Database
from factcheck.discussion import service as say
from factcheck.discussion.models import Thread
from factcheck.sources.models import Source
from factcheck.sources.service.editing import edit_source
from factcheck.sources.service.naming import name_source
from tests.integration.exchange.api import Script, make_script

TEXT = (
    "שר החוץ נפגש עם השגריר\n\n"
    "👩‍⚕️ The doctor said that 1,200 people 🇺🇦 were treated. “We counted them twice,” she added.\n"
    "An official said the ministry knew; the ministry e\u0301crit said it did not.\n"
)
SEALED = "canary-4711: the editor knows who this is"


def add_people(session: Session) -> tuple[User, User]:
    """Two reviewers."""
    people = User(name="Dana Ōe"), User(name="שרה")
    session.add_all(people)
    session.flush()
    return people


def add_rich_article(session: Session) -> Article:
    """An article with overlapping claims, claims of two spans, two reviewers, converging hops and a sealed note."""
    project: Project = get_default_project(session)
    dana, sara = add_people(session)
    article = create_article(
        session,
        project,
        actor=dana,
        text=TEXT,
        cuts=cut(TEXT, "he"),
        lang="he",
        origin=Origin.PASTE,
        title="Meeting 👩‍⚕️ <b>",
        byline="A. Reporter",
        publisher="The Daily",
        url="https://daily.example/a?b=ü",
        published_at=datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
    )
    revision = current_revision(session, article)
    whole = _claim(session, article, revision, dana, ["1,200 people 🇺🇦 were treated"])
    overlapping = _claim(session, article, revision, sara, ["people 🇺🇦", "counted them"])
    removed = _claim(session, article, revision, dana, ["An official"])
    remove_claim(session, article, removed, actor=dana)
    _annotate(session, article, whole, dana)
    _annotate_sealed(session, article, overlapping, sara)
    records.own_annotation(session, whole, sara)
    _decide(session, article, whole, overlapping, sara, dana)
    _give_out(session, article, overlapping, dana, sara)
    _discuss(session, article, whole, dana, sara)
    return article


def _claim(session: Session, article: Article, revision: Revision, actor: User, words: list[str]) -> Claim:
    spans = [(TEXT.index(each), TEXT.index(each) + len(each)) for each in words]
    return create_claim(
        session,
        article,
        revision,
        actor=actor,
        spans=spans,
        text="In other words: 1 200",
        types=["numerical", "causal"],
    )


def _annotate(session: Session, article: Article, claim: Claim, reviewer: User) -> None:
    context = Context(article, claim, reviewer, records.own_annotation(session, claim, reviewer))
    records.save_verdict(session, context, "mostly_supported")
    records.save_flags(session, context, ["outdated", "misleading"])
    records.save_confidence(session, context, "high")
    records.save_rationale(session, context, "**Because** of this:\n\n- a\n- b \u2028 c")
    records.save_note(session, context, "Ask again ☎")
    details = {
        "title": "Register",
        "published_at": date(2026, 2, 28),
        "tier": 1,
        "stance": "supports",
        "quote": "“q”",
    }
    add_evidence(session, context, "https://register.example/1?q=%22", details=details)
    gone = add_evidence(session, context, "http://gone.example/")
    remove_evidence(session, context, gone)
    first = add_hop(session, context, "The Daily", details={"identification": "outlet", "act": "quotes"})
    second = add_hop(session, context, "Agency 24", details={"identification": "outlet", "via": []})
    last = add_hop(
        session,
        context,
        "a senior official",
        details={
            "identification": "unnamed_described",
            "plural_stated": True,
            "n_identified": 1,
            "reliability": "F",
            "credibility": 6,
            "claim_date": date(2026, 2, 1),
            "located": "untraceable",
        },
    )
    edit_hop(session, context, last, {"via": [first.uid, second.uid]})
    ministry = add_hop(
        session, context, "The Ministry", details={"mode": "indirect", "proximity": "secondhand"}
    )
    _describe_sources(session, context, last.source, ministry.source)
    _waive(session, context)


def _decide(session: Session, article: Article, claim: Claim, aside: Claim, lead: User, other: User) -> None:
    """A decision that was opened again, one that stands, one that puts a claim aside, and a sign-off of all that."""
    session.flush()
    decide(session, article, claim, Decision("not_a_claim", rationale="An aside."), actor=lead, seen=None)
    session.flush()
    reopen(session, article, claim, actor=lead, why="It is one ☎")
    session.flush()
    mixed = Decision("verdict", "mixed", ["outdated"], "**Half** of it.")
    decide(session, article, claim, mixed, actor=lead, seen=None)
    unclear = Decision("guideline_unclear", rationale="Is this one?")
    decide(session, article, aside, unclear, actor=other, seen=None)
    session.flush()
    sign_off(session, article, actor=lead, seen=digest_of(session, article), note="For tonight.")


def _give_out(session: Session, article: Article, claim: Claim, lead: User, reviewer: User) -> None:
    """The article waiting in the pool, and a claim that was sent back."""
    terms = Terms(datetime(2026, 3, 2, 17, tzinfo=UTC), Priority.HIGH, "Mind the ☎.")
    give(session, [(article, None)], [], terms, actor=lead)
    record = records.own_annotation(session, claim, reviewer)
    record.status = "submitted"
    session.flush()
    send_record_back(session, article, claim, record, "**Which** ministry?", actor=lead)


def _discuss(session: Session, article: Article, claim: Claim, one: User, other: User) -> None:
    """A settled discussion, with an answer that was changed; an open one, of which a part was taken back."""
    first = say.start(session, article, claim, "Is this **it**, @שרה? ☎", actor=one)
    thread = session.get_one(Thread, first.thread_id)
    answered = say.answer(session, article, claim, thread, "Yes", actor=other)
    say.edit(session, article, claim, answered, "Yes, I think.", actor=other, version=1)
    say.set_resolved(session, article, claim, thread, actor=one, resolved=True)
    session.flush()
    second = say.start(session, article, claim, "And this?", actor=one)
    again = say.answer(session, article, claim, session.get_one(Thread, second.thread_id), "No!", actor=other)
    session.refresh(again, ["thread", "mentions"])
    say.take_back(session, article, claim, again, actor=other)
    session.flush()


def _describe_sources(session: Session, context: Context, official: Source, ministry: Source) -> None:
    """A source with aliases and links, words of the article that were found to mean it, and a confidential source."""
    values = {
        "kind": "office",
        "aliases": ["Zeitung 9", "המשרד"],
        "links": ["https://ministry.example/ü"],
        "note": "☎",
    }
    edit_source(session, ministry, values, actor=context.actor)
    spokesman = name_source(session, context.article, "its spokesman", named=False)
    merge_sources(session, spokesman, into=ministry, actor=context.actor)
    edit_source(session, official, {"identity_known": True, "aliases": ["the official"]}, actor=context.actor)


def _waive(session: Session, context: Context) -> None:
    """Let two findings stand, and take one of these waivers back."""
    for finding in records.findings_of(session, context, Policy()).open:
        if finding.rule in (RuleKey.PLURAL_BUT_ONE, RuleKey.ONLY_LATER, RuleKey.WEAKEST_LINK):
            waive(
                session,
                context,
                Policy(),
                finding.mark,
                "They asked 🇺🇦\nnot to be counted.",
                may_sign_off=False,
            )
    session.flush()
    waivers = queries.waivers_of(session, context.annotation) if context.annotation else []
    assert waivers
    again = waivers[0]
    revoke(session, context, again, may_sign_off=False)
    waive(session, context, Policy(), again.mark, "Asked again.", may_sign_off=False)


def _annotate_sealed(session: Session, article: Article, claim: Claim, reviewer: User) -> None:
    context = Context(article, claim, reviewer, records.own_annotation(session, claim, reviewer))
    records.save_verdict(session, context, "not_checkable")
    records.save_note(session, context, SEALED, sealed=True)
    add_hop(session, context, "agency 24")


@pytest.fixture
def rich(database: Database) -> str:
    """The uid of the rich article."""
    with database.writing() as session:
        return add_rich_article(session).uid


@pytest.fixture
def other_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, sqlite_template: object
) -> Callable[[], Database]:
    """Makes another empty instance (SQLite)."""

    def make() -> Database:
        path = tmp_path_factory.mktemp("other") / "factcheck.sqlite3"
        shutil.copyfile(str(sqlite_template), path)
        made = Database(f"sqlite:///{path}")
        request.addfinalizer(made.dispose)
        return made

    return make


@pytest.fixture
def script(app: Flask, database: Database) -> Script:
    """A reviewer's script."""
    return make_script(app, database, "robin")


@pytest.fixture
def new_script(app: Flask, database: Database) -> Callable[..., Script]:
    """`new_script("lee", Role.LEAD)`: a script of somebody else."""
    return partial(make_script, app, database)
