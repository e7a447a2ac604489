"""Setting a project's webhook, and telling it what happened."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from factcheck.accounts.models import Project, User
from factcheck.activity.queries import last_seq
from factcheck.activity.service import record
from factcheck.articles.models import Article
from factcheck.db import Database, now
from factcheck.errors import Invalid
from factcheck.evidence.fetching.guard import parse_target
from factcheck.evidence.fetching.outcome import FetchError
from factcheck.webhooks.messages import (
    GIVEN_UP_AFTER,
    TEST,
    Kind,
    message,
    new_secret,
    pause_after,
    signature,
)
from factcheck.webhooks.models import URL_LENGTH, Webhook, WebhookDelivery
from factcheck.webhooks.queries import due_webhooks, find_webhook, next_event
from factcheck.words import gettext as _

if TYPE_CHECKING:
    from factcheck.evidence.fetching.fetch import Fetcher

LEASE = timedelta(minutes=2)
"""So long a message that is on its way is nobody else's to send."""
AT_A_TIME = 20
KEPT = 100
GONE = 410
SUBJECT = "webhook"


@dataclass(frozen=True, slots=True)
class _Outgoing:
    """A message as it is sent. `seq` is None for a test."""

    webhook_id: int
    seq: int | None
    action: str
    url: str
    headers: dict[str, str]
    body: bytes


def set_webhook(
    session: Session, project: Project, url: str, kinds: Iterable[str], *, actor: User
) -> Webhook:
    """Set where events of the locked project are told, and which; event: `webhook.set`. A new one is told of what
    happens from now on. Raises Invalid for an address that cannot be asked, and for no kinds."""
    wanted = [kind.value for kind in Kind if kind in set(kinds)]
    address = url.strip()
    if len(address) > URL_LENGTH:
        raise Invalid(_("The address is too long: at most %(n)s characters.", n=URL_LENGTH), "url")
    try:
        parse_target(address)
    except FetchError as error:
        raise Invalid(_("This is no address of a web server. It begins with https://."), "url") from error
    if not wanted:
        raise Invalid(_("Choose what is told."), "kinds")
    webhook = find_webhook(session, project, lock=True)
    if webhook is None:
        webhook = Webhook(project_id=project.id, secret=new_secret(), seq=last_seq(session))
        session.add(webhook)
    before = {"url": webhook.url, "kinds": webhook.kinds} if webhook.id else None
    webhook.url, webhook.kinds, webhook.enabled = address, wanted, True
    webhook.attempts, webhook.failing_since, webhook.not_before = 0, None, now()
    session.flush()
    _record(session, webhook, "webhook.set", actor, before, {"url": address, "kinds": wanted})
    return webhook


def renew_secret(session: Session, webhook: Webhook, *, actor: User) -> None:
    """Sign with another key from now on; event: `webhook.secret_renewed`."""
    webhook.secret = new_secret()
    _record(session, webhook, "webhook.secret_renewed", actor, None, None)


def remove_webhook(session: Session, webhook: Webhook, *, actor: User) -> None:
    """Tell nothing any more; event: `webhook.removed`."""
    _record(session, webhook, "webhook.removed", actor, {"url": webhook.url, "kinds": webhook.kinds}, None)
    session.delete(webhook)


def deliver_due(database: Database, fetcher: Fetcher, base_url: str) -> int:
    """Tell every webhook what is due, in order; how many messages were sent, taken or not. What fails is tried again,
    later each time, for a day. Each message is taken out in a transaction of its own and sent outside of any."""
    sent = 0
    for _turn in range(AT_A_TIME):
        with database.reading() as session:
            due = due_webhooks(session)
        outgoing = [found for webhook_id in due if (found := _take(database, webhook_id, base_url))]
        for each in outgoing:
            _send(database, fetcher, each)
        sent += len(outgoing)
        if not outgoing:
            break
    return sent


def _take(database: Database, webhook_id: int, base_url: str) -> _Outgoing | None:
    with database.writing() as session:
        query = (
            select(Webhook)
            .where(Webhook.id == webhook_id, Webhook.enabled, Webhook.not_before <= now())
            .options(joinedload(Webhook.project))
            .with_for_update(of=Webhook, skip_locked=True)
        )
        webhook = session.scalars(query).one_or_none()
        if webhook is None:
            return None
        event = None if webhook.wants_test else next_event(session, webhook)
        if event is None and not webhook.wants_test:
            # Whatever there was is of other kinds.
            webhook.seq = last_seq(session)
            return None
        webhook.not_before = now() + LEASE
        project = {"id": webhook.project.uid, "name": webhook.project.name}
        name: str | None = None
        seq: int | None = None
        place: dict[str, Any] = {}
        if event is None:
            action, at = TEST, now()
            url = f"{base_url}/projects/{webhook.project.uid}/webhook"
        else:
            article = session.get_one(Article, event.article_id)
            name = event.actor.name if event.actor else None
            seq, action, at = event.seq, event.action, event.at
            place = {"article": article.uid, "claim": event.claim_uid}
            url = f"{base_url}/articles/{article.uid}"
            url += f"?claim={event.claim_uid}" if event.claim_uid else ""
        body = message(action, at, name, project, place, url)
        message_id = f"{webhook.uid}-{seq if seq is not None else 'test'}"
        moment = int(time.time())
        headers = {
            "Content-Type": "application/json",
            "Accept": "*/*",
            "webhook-id": message_id,
            "webhook-timestamp": str(moment),
            "webhook-signature": signature(webhook.secret, message_id, moment, body),
        }
        return _Outgoing(webhook.id, seq, action, webhook.url, headers, body)


def _send(database: Database, fetcher: Fetcher, outgoing: _Outgoing) -> None:
    status, reason = None, ""
    try:
        status = fetcher.fetch(
            outgoing.url, method="POST", headers=outgoing.headers, body=outgoing.body
        ).status
    except FetchError as error:
        reason = error.reason.value
    with database.writing() as session:
        webhook = session.get(Webhook, outgoing.webhook_id, with_for_update=True)
        if webhook is None:
            return
        delivery = WebhookDelivery(
            webhook_id=webhook.id, seq=outgoing.seq, action=outgoing.action, status=status, reason=reason
        )
        _note(webhook, delivery)
        session.add(delivery)
        session.flush()
        old = select(WebhookDelivery.id).where(WebhookDelivery.webhook_id == webhook.id)
        kept = old.order_by(WebhookDelivery.id.desc()).limit(KEPT)
        session.execute(
            delete(WebhookDelivery).where(
                WebhookDelivery.webhook_id == webhook.id, WebhookDelivery.id.not_in(kept)
            )
        )


def _note(webhook: Webhook, delivery: WebhookDelivery) -> None:
    """What becomes of the webhook after the attempt."""
    if delivery.seq is None:
        webhook.wants_test, webhook.not_before = False, now()
        return
    webhook.failing_since = webhook.failing_since or now()
    delivery.given_up = not delivery.arrived and now() - webhook.failing_since > GIVEN_UP_AFTER
    if delivery.status == GONE:
        # The other side wants nothing more of it.
        delivery.given_up, webhook.enabled = True, False
    if delivery.arrived or delivery.given_up:
        webhook.seq = max(webhook.seq, delivery.seq)
        webhook.attempts, webhook.failing_since, webhook.not_before = 0, None, now()
        return
    webhook.attempts += 1
    webhook.not_before = now() + pause_after(webhook.attempts)


def _record(
    session: Session,
    webhook: Webhook,
    action: str,
    actor: User,
    before: Mapping[str, object] | None,
    after: Mapping[str, object] | None,
) -> None:
    record(session, actor=actor, action=action, subject=SUBJECT, uid=webhook.uid, before=before, after=after)
