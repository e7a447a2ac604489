"""A project's webhook: set, signed, told in order, tried again, given up; over real HTTP to this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from flask.testing import FlaskClient

from factcheck.accounts import queries as accounts
from factcheck.accounts.models import Role
from factcheck.accounts.service import add_person
from factcheck.db import Database, now
from factcheck.evidence.fetching.addresses import parse_allowances
from factcheck.evidence.fetching.fetch import Fetcher
from factcheck.evidence.fetching.guard import Guard
from factcheck.webhooks.messages import signature
from factcheck.webhooks.models import Webhook, WebhookDelivery
from factcheck.webhooks.queries import due_webhooks
from factcheck.webhooks.service import deliver_due, set_webhook
from tests.integration.adjudication.conftest import Bench
from tests.support.servers import LiveServer

BASE = "https://desk.example"


@dataclass
class Receiver:
    """A server on this machine that takes messages; `answers` are its next statuses, then 200."""

    port: int = 0
    taken: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}/hook"

    @property
    def types(self) -> list[str]:
        """What it was told, in order."""
        return [json.loads(body)["type"] for _headers, body in self.taken]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """The server."""
    found = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.taken.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(found.answers.pop(0) if found.answers else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_arguments: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    found.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetcher(receiver: Receiver) -> Fetcher:
    """The guarded fetcher, allowed to reach that server."""
    return Fetcher(Guard(parse_allowances(f"127.0.0.1:{receiver.port}")))


def save(bench: Bench, url: str, *kinds: str) -> FlaskClient:
    """Set the webhook."""
    lee = bench.enter("lee")
    answer = lee.post(f"/projects/{bench.project}/webhook", data={"url": url, "kinds": list(kinds)})
    assert answer.status_code == 303, answer.text
    return lee


def stored(database: Database) -> Webhook:
    """The webhook as it is."""
    with database.reading() as session:
        return session.query(Webhook).one()


def later(database: Database, *, failing: timedelta = timedelta()) -> None:
    """As if time had passed; `failing`: for so long nothing has been taken."""
    with database.writing() as session:
        webhook = session.query(Webhook).one()
        webhook.not_before, webhook.failing_since = now(), now() - failing


def test_what_happens_is_told_in_order_and_signed(bench: Bench, receiver: Receiver, fetcher: Fetcher) -> None:
    claim = bench.differ()
    save(bench, receiver.url, "decisions", "discussion")
    bench.decide(claim, choice="refuted")
    talk = f"/articles/{bench.desk.article.uid}/claims/{claim}/discussion"
    bench.enter("dana").post(talk, data={"text": "The secret word is plover."})
    assert deliver_due(bench.database, fetcher, BASE) == 2
    assert receiver.types == ["claim.decided", "thread.started"]
    secret = stored(bench.database).secret
    for headers, body in receiver.taken:
        timestamp = int(headers["webhook-timestamp"])
        assert headers["webhook-signature"] == signature(secret, headers["webhook-id"], timestamp, body)
        assert b"plover" not in body
        assert b"refuted" not in body
    told = json.loads(receiver.taken[0][1])
    assert told["data"]["url"] == f"{BASE}/articles/{bench.desk.article.uid}?claim={claim}"
    assert told["data"]["by"] == "lee"
    assert deliver_due(bench.database, fetcher, BASE) == 0


def test_only_what_was_chosen_and_only_from_now_on(
    bench: Bench, receiver: Receiver, fetcher: Fetcher
) -> None:
    claim = bench.differ()
    bench.decide(claim, choice="refuted")
    save(bench, receiver.url, "sign_off")
    bench.enter("mo").post(bench.url(claim, "/reopen"), data={"why": "A new document"})
    assert deliver_due(bench.database, fetcher, BASE) == 0
    assert receiver.taken == []
    with bench.database.reading() as session:
        assert due_webhooks(session) == [], "what is not told is passed over"


def test_what_fails_is_tried_again_later_under_the_same_id(
    bench: Bench, receiver: Receiver, fetcher: Fetcher
) -> None:
    claim = bench.differ()
    save(bench, receiver.url, "decisions")
    bench.decide(claim, choice="refuted")
    receiver.answers = [500, 503]
    assert deliver_due(bench.database, fetcher, BASE) == 1
    assert deliver_due(bench.database, fetcher, BASE) == 0, "not at once"
    assert stored(bench.database).attempts == 1
    for _time in range(2):
        later(bench.database)
        deliver_due(bench.database, fetcher, BASE)
    assert receiver.types == ["claim.decided"] * 3
    assert len({headers["webhook-id"] for headers, _body in receiver.taken}) == 1
    assert stored(bench.database).attempts == 0
    page = bench.enter("lee").get(f"/projects/{bench.project}/webhook").text
    assert page.index("✓ 200") < page.index(">503<") < page.index(">500<")


def test_after_a_day_it_is_given_up_and_the_next_one_is_told(
    bench: Bench, receiver: Receiver, fetcher: Fetcher
) -> None:
    claim = bench.differ()
    save(bench, receiver.url, "decisions")
    bench.decide(claim, choice="refuted")
    receiver.answers = [500, 500]
    deliver_due(bench.database, fetcher, BASE)
    later(bench.database, failing=timedelta(hours=25))
    deliver_due(bench.database, fetcher, BASE)
    bench.enter("mo").post(bench.url(claim, "/reopen"), data={"why": "A new document"})
    deliver_due(bench.database, fetcher, BASE)
    assert receiver.types == ["claim.decided", "claim.decided", "decision.reopened"]
    with bench.database.reading() as session:
        assert [each.given_up for each in session.query(WebhookDelivery).order_by(WebhookDelivery.id)] == [
            False,
            True,
            False,
        ]


def test_whoever_answers_gone_is_told_nothing_more(
    bench: Bench, receiver: Receiver, fetcher: Fetcher
) -> None:
    claim = bench.differ()
    lee = save(bench, receiver.url, "decisions")
    bench.decide(claim, choice="refuted")
    receiver.answers = [410]
    deliver_due(bench.database, fetcher, BASE)
    assert not stored(bench.database).enabled
    assert "wants nothing more" in lee.get(f"/projects/{bench.project}/webhook").text


def test_c30_an_address_inside_is_not_asked(bench: Bench, receiver: Receiver) -> None:
    claim = bench.differ()
    save(bench, "http://127.0.0.1/hook", "decisions")
    bench.decide(claim, choice="refuted")
    assert deliver_due(bench.database, Fetcher(), BASE) == 1
    assert receiver.taken == []
    with bench.database.reading() as session:
        assert session.query(WebhookDelivery).one().reason == "forbidden"


@pytest.mark.parametrize(
    ("url", "kinds"),
    [
        ("", "decisions"),
        ("ftp://chat.example/", "decisions"),
        ("chat", "decisions"),
        ("https://chat.example/", ""),
    ],
)
def test_what_cannot_be_set_comes_back_with_what_was_typed(bench: Bench, url: str, kinds: str) -> None:
    refused = bench.enter("lee").post(f"/projects/{bench.project}/webhook", data={"url": url, "kinds": kinds})
    assert refused.status_code == 422
    assert f'value="{url}"' in refused.text
    with bench.database.reading() as session:
        assert session.query(Webhook).count() == 0


def test_the_key_is_renewed_and_the_webhook_removed(
    bench: Bench, receiver: Receiver, fetcher: Fetcher
) -> None:
    lee, url = save(bench, receiver.url, "decisions"), f"/projects/{bench.project}/webhook"
    first = stored(bench.database).secret
    lee.post(f"{url}/secret")
    second = stored(bench.database).secret
    assert first != second
    assert second in lee.get(url).text
    lee.post(f"{url}/test")
    assert deliver_due(bench.database, fetcher, BASE) == 1
    assert receiver.types == ["webhook.test"]
    lee.post(f"{url}/remove")
    assert lee.post(f"{url}/test").status_code == 404
    assert bench.enter("dana").get(url).status_code == 403


@pytest.mark.sqlite
def test_the_worker_tells_it_within_seconds(
    receiver: Receiver, new_server: Callable[..., LiveServer], database_url: str
) -> None:
    server = new_server(workers=1, environment={"FACTCHECK_FETCH_ALLOW": f"127.0.0.1:{receiver.port}"})
    database = Database(database_url)
    with database.writing() as session:
        lead = add_person(session, name="lee", role=Role.LEAD, password_hash=None, actor=None)
        project = accounts.get_default_project(session)
        set_webhook(session, project, receiver.url, ["decisions"], actor=lead).wants_test = True
    event = threading.Event()
    for _look in range(300):
        if receiver.taken:
            break
        event.wait(0.1)
    assert receiver.types == ["webhook.test"]
    database.dispose()
    server.stop()
