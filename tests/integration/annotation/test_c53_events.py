"""Every save of the workbench is in the log of changes exactly once, and nothing private in the server's."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from werkzeug.test import TestResponse

from factcheck.activity.models import Event
from factcheck.activity.service import verify
from factcheck.annotation.models import Claim, Evidence, Hop, Waiver
from factcheck.db import Database
from tests.integration.annotation.conftest import Desk
from tests.support.hands import Hand, add_story
from tests.support.servers import LiveServer

HERE = "/articles/<uid>"
SILENT = {
    f"{HERE}/active": "a measurement, neither in the version nor in the log",
    "/preview": "stores nothing",
}
"""POST routes that record nothing, and why."""
ELSEWHERE = {
    "/projects/<uid>/rules": "test_project_rules",
    "/projects/<uid>/undo": "test_project_rules",
}


def newest(database: Database, model: Any) -> str:
    with database.reading() as session:
        return str(session.scalars(select(model.uid).order_by(model.id.desc()).limit(1)).one())


def events_after(database: Database, seq: int) -> Sequence[Event]:
    with database.reading() as session:
        return session.scalars(select(Event).where(Event.seq > seq).order_by(Event.seq)).all()


def last_seq(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.max(Event.seq))) or 0


def steps(desk: Desk, database: Database) -> list[tuple[str, list[str], Callable[[], TestResponse]]]:
    """Rule, the events it should leave behind, and the save; to be done in this order."""

    def of(model: Any, path: str) -> str:
        return path.format(newest(database, model))

    def save(path: str, **fields: Any) -> Callable[[], TestResponse]:
        return lambda: desk.save(path, **fields)

    def passage_finding() -> str:
        """Where the first link without its passage is waived."""
        page = desk.enter("dana").get(f"/articles/{desk.article.uid}/inspector?at={desk.starts[1]}").text
        found = re.search(r"/articles/\w+/(annotations/\w+/findings/\w+/waive)", page)
        assert found
        return found[1]

    link = "https://example.org/timetable"
    return [
        (f"{HERE}/verdict", ["claim.created", "verdict.saved"], save("verdict", verdict="mixed")),
        (f"{HERE}/verdict", ["verdict.saved"], save("verdict", verdict="refuted")),
        (f"{HERE}/verdict", [], save("verdict", verdict="refuted")),
        (f"{HERE}/flags", ["flags.saved"], save("flags", flags=["misleading", "outdated"])),
        (f"{HERE}/confidence", ["confidence.saved"], save("confidence", confidence="low")),
        (f"{HERE}/rationale", ["rationale.saved"], save("rationale", text="The register has it.")),
        (f"{HERE}/note", ["note.saved"], save("note", text="Ask again.", sealed="1")),
        (f"{HERE}/active", [], save("active", seconds="30")),
        (f"{HERE}/evidence", ["evidence.added"], save("evidence", url=link)),
        (
            f"{HERE}/evidence",
            ["evidence.added"] * 2,
            save("evidence", url="https://a.example https://b.example"),
        ),
        (
            f"{HERE}/evidence/<evidence_uid>",
            ["evidence.edited"],
            lambda: desk.save(of(Evidence, "evidence/{}"), stance="refutes", quote="No boat sailed."),
        ),
        (
            f"{HERE}/evidence/<evidence_uid>/seal",
            ["evidence.sealed"],
            lambda: desk.save(of(Evidence, "evidence/{}/seal"), sealed="1"),
        ),
        (
            f"{HERE}/evidence/<evidence_uid>/remove",
            ["evidence.removed"],
            lambda: desk.save(of(Evidence, "evidence/{}/remove")),
        ),
        (f"{HERE}/hops", ["hop.added"], save("hops", source="Local outlets")),
        (f"{HERE}/hops", ["hop.added"], save("hops", source="Northern Courier")),
        (f"{HERE}/hops/<hop_uid>", ["hop.edited"], lambda: desk.save(of(Hop, "hops/{}"), mode="indirect")),
        (
            f"{HERE}/hops/<hop_uid>/move",
            ["hop.moved", "hop.moved"],
            lambda: desk.save(of(Hop, "hops/{}/move"), place="0"),
        ),
        (f"{HERE}/hops/<hop_uid>/remove", ["hop.removed"], lambda: desk.save(of(Hop, "hops/{}/remove"))),
        (
            f"{HERE}/suggestions/take",
            ["hop.added", "hop.moved", "suggestion.taken"],  # the hop that was taken out left its number free
            save(
                "suggestions/take",
                suggestion="1-5",
                source="Northern Courier",
                act="quotes",
                mode="direct",
                identification="outlet",
            ),
        ),
        (
            f"{HERE}/suggestions/dismiss",
            ["suggestion.dismissed"],
            save("suggestions/dismiss", suggestion="6-9"),
        ),
        (
            f"{HERE}/annotations/<annotation_uid>/findings/<mark>/waive",
            ["waiver.given"],
            lambda: desk.save(
                passage_finding(), claim=newest(database, Claim), text="Read out on the phone."
            ),
        ),
        (
            f"{HERE}/waivers/<waiver_uid>/revoke",
            ["waiver.revoked"],
            lambda: desk.save(of(Waiver, "waivers/{}/revoke"), claim=newest(database, Claim)),
        ),
        (f"{HERE}/submit", ["annotation.submitted"], save("submit")),
        (f"{HERE}/reopen", ["annotation.reopened"], save("reopen")),
        (f"{HERE}/claims", ["claim.created"], save("claims", spans="[[40, 60]]")),
        (
            f"{HERE}/claim",
            ["claim.edited"],
            lambda: desk.save("claim", claim=newest(database, Claim), text="It met."),
        ),
        (
            f"{HERE}/claim/remove",
            ["claim.removed"],
            lambda: desk.save("claim/remove", claim=newest(database, Claim)),
        ),
        (f"{HERE}/undo", ["claim.undone"], save("undo")),
        ("/keys", ["keys.saved"], lambda: desk.enter("dana").post("/keys", data={"single": "1"})),
        ("/preview", [], lambda: desk.enter("dana").post("/preview", data={"text": "**so**"})),
    ]


def test_c53_every_save_is_exactly_its_events_in_one_change(desk: Desk, database: Database) -> None:
    for rule, expected, save in steps(desk, database):
        before = last_seq(database)
        response = save()
        assert response.status_code < 400, f"{rule}: {response.text}"
        events = events_after(database, before)
        assert [event.action for event in events] == expected, rule
        assert all(event.change == before + 1 for event in events), f"{rule}: not one change"
        assert {event.actor_id for event in events} <= {_number_of(database, "dana")}
    with database.reading() as session:
        assert verify(session) is None


def test_c53_no_post_route_of_the_workbench_is_left_out(app: Flask, desk: Desk, database: Database) -> None:
    rules = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("annotation.") and "POST" in (rule.methods or ())
    }
    tried: dict[str, set[bool]] = {}
    for rule, expected, _save in steps(desk, database):
        tried.setdefault(rule, set()).add(bool(expected))
    assert rules == set(tried) | set(ELSEWHERE)
    assert {rule for rule, outcomes in tried.items() if outcomes == {False}} == set(SILENT)


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("verdict", {"verdict": "true"}, 422),
        ("verdict", {"verdict": "mixed", "version": "99"}, 409),
        ("verdict", {"verdict": "mixed", "claim": "nobody"}, 404),
        ("flags", {"flags": ["rude"]}, 422),
        ("confidence", {"confidence": "absolute"}, 422),
        ("rationale", {"text": "x" * 20_001}, 422),
        ("note", {"text": "a\0b"}, 422),
        ("evidence", {"url": "ftp://example.org"}, 422),
        ("evidence/nothing", {"stance": "refutes"}, 404),
        ("evidence/nothing/seal", {"sealed": "1"}, 404),
        ("evidence/nothing/remove", {}, 404),
        ("hops", {"source": ""}, 422),
        ("hops/nothing", {"mode": "indirect"}, 404),
        ("hops/nothing/move", {"place": "0"}, 404),
        ("hops/nothing/remove", {}, 404),
        ("claims", {"spans": "[[5, 2]]"}, 422),
        ("claim", {"claim": "nobody", "text": "It met."}, 404),
        ("claim/remove", {}, 422),
        ("undo", {"seq": "999"}, 404),
    ],
)
def test_c53_a_refused_save_leaves_neither_an_event_nor_a_row(
    desk: Desk, database: Database, path: str, fields: dict[str, Any], status: int
) -> None:
    before = last_seq(database)
    response = desk.save(path, key="refused", **fields)
    assert response.status_code == status, response.text
    assert last_seq(database) == before
    with database.reading() as session:
        for table in ("claims", "annotations", "evidence", "hops", "receipts"):
            assert session.scalar(text(f"SELECT count(*) FROM {table}")) == 0, table


@pytest.mark.sqlite
def test_c53_neither_article_nor_reasons_nor_secrets_are_in_the_servers_output(
    new_server: Callable[..., LiveServer],
) -> None:
    server = new_server(workers=1)
    database = Database(server.database_url)
    story = add_story(database, 3)
    hand = Hand(server, database, "dana")
    path, reason = f"/articles/{story.uid}", "a canary called Bartholomew"

    def save(name: str, **fields: Any) -> int:
        return hand.save(f"{path}/{name}", f"key-of-{name}-{len(fields)}", at=story.starts[1], **fields)[0]

    assert save("rationale", text=reason) == 200
    assert save("rationale", text=reason + "x" * 20_000, version=1) == 422
    assert save("rationale", text=reason + " twice", version=9) == 409
    with database.writing() as session:
        session.execute(text("ALTER TABLE annotations RENAME TO elsewhere"))
    assert save("note", text=reason) == 500
    with database.writing() as session:
        session.execute(text("ALTER TABLE elsewhere RENAME TO annotations"))
        session.execute(
            text("CREATE TRIGGER spoilt BEFORE UPDATE ON annotations BEGIN SELECT RAISE(ABORT, 'no'); END")
        )
    assert save("note", text=reason, sealed="1") == 500
    hand.close()
    server.stop()
    printed = server.printed()
    assert "annotations" in printed, "a fault of the server's own is told"
    for private in ("Bartholomew", "Ferry number", "key-of-", "factcheck=", hand.cookie, hand.token):
        assert private not in printed
    database.dispose()


def _number_of(database: Database, name: str) -> int:
    with database.reading() as session:
        return int(session.scalar(text("SELECT id FROM users WHERE name = :name"), {"name": name}) or 0)
