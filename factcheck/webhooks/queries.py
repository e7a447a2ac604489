"""What there is to tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, joinedload

from factcheck.accounts.models import Project
from factcheck.activity.models import Event
from factcheck.articles.models import Article
from factcheck.db import now
from factcheck.webhooks.messages import ACTIONS, Kind
from factcheck.webhooks.models import Webhook, WebhookDelivery

SHOWN = 20


def find_webhook(session: Session, project: Project, *, lock: bool = False) -> Webhook | None:
    """The project's webhook."""
    query = select(Webhook).where(Webhook.project_id == project.id)
    return session.scalars(query.with_for_update() if lock else query).one_or_none()


def deliveries_of(session: Session, webhook: Webhook) -> Sequence[WebhookDelivery]:
    """The last attempts, the newest first."""
    query = (
        select(WebhookDelivery)
        .where(WebhookDelivery.webhook_id == webhook.id)
        .order_by(WebhookDelivery.id.desc())
        .limit(SHOWN)
    )
    return session.scalars(query).all()


def is_message_due(session: Session) -> bool:
    """Whether some webhook has something to be told now. Asked every second."""
    return bool(due_webhooks(session))


def due_webhooks(session: Session) -> Sequence[int]:
    """The numbers of the webhooks that something is to be told now."""
    waiting = exists().where(
        Event.seq > Webhook.seq,
        Article.id == Event.article_id,
        Article.project_id == Webhook.project_id,
        # Whatever a webhook's own kinds are: what is not among them is passed over when it is looked at.
        Event.action.in_(actions_of(Kind)),
    )
    open_ = exists().where(
        Project.id == Webhook.project_id, Project.archived_at.is_(None), Project.deleted_at.is_(None)
    )
    query = select(Webhook.id).where(
        Webhook.enabled,
        Webhook.not_before <= now(),
        open_.correlate(Webhook),
        or_(Webhook.wants_test, waiting.correlate(Webhook)),
    )
    return session.scalars(query).all()


def next_event(session: Session, webhook: Webhook) -> Event | None:
    """The next event that the webhook is to be told, with who caused it."""
    actions = actions_of(webhook.kinds)
    query = (
        select(Event)
        .join(Article, Article.id == Event.article_id)
        .where(Event.seq > webhook.seq, Article.project_id == webhook.project_id, Event.action.in_(actions))
        .order_by(Event.seq)
        .limit(1)
        .options(joinedload(Event.actor))
    )
    return session.scalars(query).one_or_none()


def actions_of(kinds: Iterable[str]) -> list[str]:
    """The actions of these kinds."""
    return [action for kind in Kind if kind in set(kinds) for action in ACTIONS[kind]]
