"""Rounds of link checks: all links of a project or an article, asked for by somebody or by the schedule."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from factcheck.accounts.models import Project, User
from factcheck.activity.service import record
from factcheck.annotation.models import Annotation, Claim, Evidence
from factcheck.articles.models import Article
from factcheck.db import now
from factcheck.errors import Invalid
from factcheck.evidence.link_settings import LinkSettings
from factcheck.evidence.models import CheckRun, LinkJob, Purpose
from factcheck.evidence.service.jobs import add_jobs, ask_for
from factcheck.words import gettext as _


def check_link(session: Session, evidence: Evidence, project: Project, *, actor: User) -> None:
    """Have one link looked at again. Raises Invalid where the project does not allow it, or the evidence is sealed."""
    _refuse_unless_allowed(project)
    if evidence.sealed:
        raise Invalid(
            _("This evidence is sealed: nobody is asked for its page. Take the seal off first."), "sealed"
        )
    ask_for(session, evidence, Purpose.CHECK, project_id=project.id, asked_by=actor)


def start_run(
    session: Session,
    project: Project,
    *,
    article: Article | None = None,
    reviewer: User | None = None,
    actor: User | None,
) -> CheckRun:
    """Have all links of the project (or of one of its articles, or on one reviewer's records) looked at again; event:
    `links.check_started`.

    A link that waits to be looked at already is not counted twice. Raises Invalid where the project does not allow it.
    """
    _refuse_unless_allowed(project)
    run = CheckRun(
        project_id=project.id,
        article_id=article.id if article else None,
        started_by_id=actor.id if actor else None,
        total=0,
    )
    session.add(run)
    session.flush()
    query = (
        select(Evidence.id, Evidence.url)
        .join(Annotation, Annotation.id == Evidence.annotation_id)
        .join(Claim, Claim.id == Annotation.claim_id)
        .join(Article, Article.id == Claim.article_id)
        .where(
            Article.project_id == project.id,
            Article.removed_at.is_(None),
            Claim.removed_at.is_(None),
            Evidence.removed_at.is_(None),
            Evidence.url != "",
            ~Evidence.sealed,
        )
        .order_by(Evidence.id)
    )
    if article:
        query = query.where(Article.id == article.id)
    if reviewer:
        query = query.where(Annotation.reviewer_id == reviewer.id)
    links = session.execute(query).all()
    run.total = add_jobs(
        session, links, project_id=project.id, run_id=run.id, asked_by_id=actor.id if actor else None
    )
    if not run.total:
        run.finished_at = now()
    record(
        session,
        actor=actor,
        action="links.check_started",
        subject="check_run",
        uid=run.uid,
        article_id=article.id if article else None,
        after={"project": project.uid, "links": run.total},
    )
    return run


def stop_run(session: Session, run: CheckRun, *, actor: User) -> None:
    """Leave the rest of the round undone; event: `links.check_stopped`."""
    if run.finished_at is not None:
        return
    left = session.scalar(select(func.count()).select_from(LinkJob).where(LinkJob.run_id == run.id))
    session.execute(delete(LinkJob).where(LinkJob.run_id == run.id, LinkJob.taken_at.is_(None)))
    run.finished_at = now()
    record(
        session,
        actor=actor,
        action="links.check_stopped",
        subject="check_run",
        uid=run.uid,
        after={"left": left},
    )


def due_projects(session: Session) -> list[Project]:
    """Projects whose scheduled check is due: the last round over all of it began longer ago than they chose."""
    began_at = (
        select(CheckRun.project_id, func.max(CheckRun.started_at))
        .where(CheckRun.article_id.is_(None))
        .group_by(CheckRun.project_id)
    )
    last = dict(iter(session.execute(began_at)))
    due = []
    open_ones = select(Project).where(Project.archived_at.is_(None), Project.deleted_at.is_(None))
    for project in session.scalars(open_ones.order_by(Project.id)):
        settings = LinkSettings.from_dict(project.link_settings)
        if settings.fetch and settings.check_days:
            began = last.get(project.id)
            if began is None or now() - began >= timedelta(days=settings.check_days):
                due.append(project)
    return due


def start_due_runs(session: Session) -> list[CheckRun]:
    """Start the scheduled check of every project that is due; two workers start it once."""
    session.execute(select(Project.id).order_by(Project.id).with_for_update())
    return [start_run(session, project, actor=None) for project in due_projects(session)]


def _refuse_unless_allowed(project: Project) -> None:
    if not LinkSettings.from_dict(project.link_settings).fetch:
        raise Invalid(
            _(
                "This project does not fetch pages that evidence links to. A lead can switch that on in the project's "
                "settings."
            ),
            "fetch",
        )
