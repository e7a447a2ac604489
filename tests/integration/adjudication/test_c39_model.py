"""Two reviewers and a lead on one sentence, in any order: what each may know, and what there is to decide, is what a
reference of a few lines says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy.orm import Session

from factcheck.accounts import queries as accounts
from factcheck.accounts.access import viewer_for
from factcheck.accounts.models import Role, User
from factcheck.accounts.permissions import Permission
from factcheck.accounts.service import add_person
from factcheck.activity.service import verify
from factcheck.adjudication.outcomes import Call
from factcheck.adjudication.queue import queue
from factcheck.adjudication.service.decisions import Decision, decide, reopen
from factcheck.annotation import queries
from factcheck.annotation.models import Claim
from factcheck.annotation.policy import PackKey, Policy
from factcheck.annotation.service import records
from factcheck.annotation.service.changes import Context
from factcheck.annotation.service.claims import sentence_claim
from factcheck.annotation.visibility import sight_of
from factcheck.articles.models import Article
from factcheck.articles.queries import current_revision, find_segment_at, lock_article
from factcheck.assignments.service.giving import send_record_back
from factcheck.db import Database
from factcheck.exchange.document import document
from tests.support.hands import add_story

REVIEWERS = ("dana", "robin")
VERDICTS = st.sampled_from(["supported", "mixed", "refuted"])
WHO = st.sampled_from(REVIEWERS)
LENIENT = Policy.of_pack(PackKey.LIGHT)


@dataclass
class Record:
    """What the reference knows of a record."""

    verdict: str | None = None
    submitted: bool = False
    revealed: bool = False


class Desk(RuleBasedStateMachine):
    """The people and the sentence; each run has an article of its own."""

    database: ClassVar[Database]

    def __init__(self) -> None:
        super().__init__()
        self.story = add_story(self.database, 1)
        self.records: dict[str, Record] = {}
        self.given: set[str] = set()
        self.decided: str | None = None
        self.checks = 1

    @rule(who=WHO, verdict=VERDICTS)
    def say(self, who: str, verdict: str) -> None:
        """A verdict, new or changed: what was handed in is a draft again."""
        with self.acting(who) as (session, context):
            records.save_verdict(session, context, verdict)
        record = self.records.setdefault(who, Record())
        record.submitted &= record.verdict == verdict
        record.verdict = verdict

    @rule(who=WHO)
    def hand_in(self, who: str) -> None:
        """The record is open to the other from now on, and the other's to its reviewer."""
        record = self.records.get(who)
        if record is None or record.verdict is None:
            return
        with self.acting(who) as (session, context):
            assert not records.submit(session, context, LENIENT).blocking
        if not record.submitted:
            record.submitted = record.revealed = True
            said = [each.verdict for each in self.records.values() if each.submitted]
            if len(set(said)) > 1 and self.checks <= len(said):
                self.checks = len(said) + 1

    @rule(who=WHO)
    def take_again(self, who: str) -> None:
        """The reviewer takes their own record back to draft."""
        if who in self.records:
            with self.acting(who) as (session, context):
                records.reopen(session, context)
            self.records[who].submitted = False

    @rule(who=WHO)
    def send_back(self, who: str) -> None:
        """The lead has a record mended."""
        record = self.records.get(who)
        if record is None or not record.submitted or self.decided:
            return
        with self.database.writing() as session:
            article, claim = self.place(session)
            lead, owner = accounts.get_user(session, "lee"), accounts.get_user(session, who)
            found = queries.find_annotation(session, claim, owner)
            assert found is not None
            send_record_back(session, article, claim, found, "Once more", actor=lead)
        record.submitted = False
        self.given.add(who)

    @precondition(lambda self: self.decided is None and any(each.submitted for each in self.records.values()))
    @rule(verdict=VERDICTS)
    def settle(self, verdict: str) -> None:
        """The lead decides: everything is open to everybody."""
        with self.database.writing() as session:
            article, claim = self.place(session)
            lead = accounts.get_user(session, "lee")
            made = Decision("verdict", verdict, rationale="So it is.")
            decide(session, article, claim, made, actor=lead, seen=None)
        self.decided = verdict

    @precondition(lambda self: self.decided is not None)
    @rule()
    def unsettle(self) -> None:
        """Opened again, it is as blind as before."""
        with self.database.writing() as session:
            article, claim = self.place(session)
            reopen(session, article, claim, actor=accounts.get_user(session, "lee"), why="Not so.")
        self.decided = None

    @invariant()
    def each_knows_what_they_may(self) -> None:
        """The document, as each of them would export it."""
        for reader in (*REVIEWERS, "lee"):
            told = self.told(reader)
            own = self.records.get(reader)
            is_open = reader == "lee" or self.decided is not None or (own is not None and own.revealed)
            if not (is_open or own or reader in self.given) or not self.records:
                assert told is None, reader
                continue
            assert told is not None, reader
            known = {
                name: record
                for name, record in self.records.items()
                if reader in (name, "lee") or (record.submitted and is_open)
            }
            assert {each["reviewer"]: each["verdict"] for each in told["annotations"]} == {
                name: record.verdict for name, record in known.items()
            }
            assert (told["adjudication"] or {}).get("verdict") == (self.decided if is_open else None)
            assert told["checks"] == (self.checks if is_open else 1)

    @invariant()
    def the_queue_says_what_there_is_to_decide(self) -> None:
        """One claim, in at most one list."""
        said = {each.verdict for each in self.records.values() if each.submitted}
        handed_in = sum(each.submitted for each in self.records.values())
        wanted: Call | None = None
        if self.decided is not None:
            wanted = Call.DECIDED if said else None
        elif len(said) > 1:
            wanted = Call.DIFFER
        elif said and handed_in >= self.checks:
            wanted = Call.AGREE
        with self.database.reading() as session:
            project, lead = accounts.get_default_project(session), accounts.get_user(session, "lee")
            for call in (Call.DIFFER, Call.AGREE, Call.DECIDED):
                rows = queue(session, project, lead, call, 1).rows
                here = [row for row in rows if row.article == self.story.uid]
                assert len(here) == (call is wanted), call

    def teardown(self) -> None:
        """What is looked for in the next run is its own article."""
        with self.database.writing() as session:
            session.delete(session.query(Article).filter_by(uid=self.story.uid).one())

    def acting(self, who: str) -> Any:
        """A save of that reviewer on the sentence."""
        return _Save(self.database, self.story.uid, who)

    def place(self, session: Session) -> tuple[Article, Claim]:
        """The locked article and its claim, for the lead."""
        lead = viewer_for(session, accounts.get_user(session, "lee"))
        article = lock_article(session, lead, self.story.uid, Permission.DECIDE)
        return article, session.query(Claim).filter_by(article_id=article.id).one()

    def told(self, reader: str) -> dict[str, Any] | None:
        """The claim, as the reader's export has it."""
        with self.database.reading() as session:
            viewer = viewer_for(session, accounts.get_user(session, reader))
            article = session.query(Article).filter_by(uid=self.story.uid).one()
            project = accounts.get_default_project(session)
            claims = document(session, article, sight_of(viewer, project))["claims"]
        return claims[0] if claims else None


class _Save:
    """One transaction of a reviewer on the sentence's claim, made where there is none that they know of."""

    def __init__(self, database: Database, uid: str, who: str) -> None:
        self.database, self.uid, self.who = database, uid, who

    def __enter__(self) -> tuple[Session, Context]:
        self.writing = self.database.writing()
        session = self.writing.__enter__()
        user: User = accounts.get_user(session, self.who)
        article = lock_article(session, viewer_for(session, user), self.uid, Permission.ANNOTATE)
        revision = current_revision(session, article)
        segment = find_segment_at(session, revision.id, 0)
        assert segment is not None
        claim = sentence_claim(session, article, revision, segment, actor=user, blind=True)
        session.flush()
        return session, Context(article, claim, user, records.own_annotation(session, claim, user))

    def __exit__(self, *fault: Any) -> None:
        self.writing.__exit__(*fault)


@pytest.mark.timeout(300)
def test_c39_two_reviewers_and_a_lead_know_what_a_reference_says(database: Database) -> None:
    with database.writing() as session:
        for name, role in (("dana", Role.REVIEWER), ("robin", Role.REVIEWER), ("lee", Role.LEAD)):
            add_person(session, name=name, role=role, password_hash=None, actor=None)
    run_state_machine_as_test(
        type("DeskHere", (Desk,), {"database": database}),
        # Not made shorter when it fails: that takes longer than a test may.
        settings=settings(
            max_examples=15, stateful_step_count=12, deadline=None, phases=[Phase.reuse, Phase.generate]
        ),
    )
    with database.reading() as session:
        assert verify(session) is None, "the log is whole, whatever happened"
