"""Reading the work that is given out: one's own, a project's, and what can be taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from factcheck.accounts.members import people_of
from factcheck.accounts.models import Project, User
from factcheck.annotation.models import Annotation, Assignment, Claim
from factcheck.annotation.verdicts import AnnotationStatus, Verdict
from factcheck.articles.models import Article, Revision
from factcheck.assignments.pooling import Pool
from factcheck.assignments.states import DONE, Show, due, is_handed_in, is_late, is_open, shown, weight
from factcheck.db import now
from factcheck.errors import NotFound
from factcheck.words import gettext as _

PAGE_SIZE = 50
MOST = 200
EXCERPT = 240
WEEK = timedelta(days=7)
_own, _other = aliased(Annotation), aliased(Annotation)


@dataclass(frozen=True, slots=True)
class Task:
    """An assignment with what its pages show of it. `words`: the claim's, empty for an article. `back_on`: when it goes
    back to the pool by itself."""

    assignment: Assignment
    title: str
    lang: str
    article_uid: str
    claim_uid: str | None
    at: int
    words: str
    due: datetime | None
    late: bool
    done: bool
    back_on: datetime | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """An article on which somebody has records in the works, without having been given it."""

    uid: str
    title: str
    lang: str
    drafts: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Disputed:
    """A claim on which somebody's record and another differ; nothing is decided."""

    article_uid: str
    claim_uid: str
    at: int
    title: str
    lang: str
    words: str
    own: Verdict
    others: Sequence[Verdict]


@dataclass(frozen=True, slots=True)
class Desk:
    """One person's work in a project."""

    tasks: Sequence[Task]
    begun: Sequence[Begun]
    disputed: Sequence[Disputed]
    done: Sequence[Task]

    @property
    def sent_back(self) -> list[Task]:
        """What somebody wants done once more."""
        return [task for task in self.tasks if task.assignment.sent_back_at]

    @property
    def to_do(self) -> list[Task]:
        """The rest, what is due first at the top."""
        return [task for task in self.tasks if not task.assignment.sent_back_at]


@dataclass(frozen=True, slots=True)
class Load:
    """How much somebody has on their hands. `open`, `late`: assignments; `drafts`: records in the works; `week`: those
    handed in within seven days; `next_due`: of what is open."""

    user: User
    open: int = 0
    late: int = 0
    drafts: int = 0
    week: int = 0
    next_due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A page of what was given out in a project, and how many there are of each list."""

    show: Show
    tasks: Sequence[Task]
    counts: dict[Show, int]
    page: int
    pages: int


def get_assignment(session: Session, uid: str, *, lock: bool = False) -> Assignment:
    """The assignment of that uid with its article, project, claim and people; raises NotFound."""
    query = (
        select(Assignment)
        .where(Assignment.uid == uid)
        .options(
            joinedload(Assignment.article).joinedload(Article.project),
            joinedload(Assignment.claim),
            joinedload(Assignment.reviewer),
            joinedload(Assignment.given_by),
        )
    )
    if lock:
        query = query.with_for_update(of=Assignment)
    found = session.scalars(query).one_or_none()
    if found is None or found.article.removed_at is not None:
        raise NotFound(_("There is no such work, or it is not yours to see."))
    return found


def desk_of(session: Session, project: Project, reviewer: User) -> Desk:
    """What is on somebody's hands in a project; no more than MOST of each."""
    mine = and_(Article.project_id == project.id, Assignment.reviewer_id == reviewer.id)
    order = (due().is_(None), due(), weight(Assignment.priority.expression).desc(), Assignment.id)
    tasks = _tasks(session, _about_tasks().where(mine, is_open()).order_by(*order).limit(MOST), project)
    lately = or_(
        and_(Assignment.ended == DONE, Assignment.ended_at > now() - WEEK),
        and_(Assignment.ended_at.is_(None), is_handed_in()),
    )
    recent = _about_tasks().where(mine, lately).order_by(Assignment.id.desc()).limit(10)
    return Desk(
        tasks=tasks,
        begun=_begun(session, project, reviewer),
        disputed=_disputed(session, project, reviewer),
        done=_tasks(session, recent, project),
    )


def given_in(session: Session, project: Project, show: Show, page: int, person: User | None = None) -> Given:
    """One page of a list of the project, late and urgent work first; of one person's, where one is named."""
    scope: list[ColumnElement[bool]] = [Article.project_id == project.id]
    if person is not None:
        scope.append(Assignment.reviewer_id == person.id)
    counts = {each: _count(session, *scope, shown(each)) for each in Show}
    pages = max(1, ceil(counts[show] / PAGE_SIZE))
    page = min(max(page, 1), pages)
    order: tuple[Any, ...] = (
        due().is_(None),
        due(),
        weight(Assignment.priority.expression).desc(),
        Assignment.id,
    )
    if show is Show.DONE:
        order = (Assignment.id.desc(),)
    query = _about_tasks().where(*scope, shown(show)).order_by(*order)
    tasks = _tasks(session, query.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE), project)
    return Given(show, tasks, counts, page, pages)


def loads(session: Session, project: Project) -> list[Load]:
    """Everybody who can work in the project and how much they have to do: who is free first."""
    people = people_of(session, project)
    here = Article.project_id == project.id
    work = {
        row[0]: row[1:]
        for row in session.execute(
            select(
                Assignment.reviewer_id,
                func.count(),
                func.count().filter(is_late()),
                func.min(due()),
            )
            .join(Article, Article.id == Assignment.article_id)
            .where(here, is_open(), Assignment.reviewer_id.is_not(None))
            .group_by(Assignment.reviewer_id)
        )
    }
    records = {
        row[0]: row[1:]
        for row in session.execute(
            select(
                Annotation.reviewer_id,
                func.count().filter(Annotation.status == AnnotationStatus.DRAFT),
                func.count().filter(Annotation.submitted_at > now() - WEEK),
            )
            .join(Article, Article.id == Annotation.article_id)
            .join(Claim, Claim.id == Annotation.claim_id)
            .where(here, Article.removed_at.is_(None), Claim.removed_at.is_(None))
            .group_by(Annotation.reviewer_id)
        )
    }
    found = []
    for user in people:
        open_, late, next_due = work.get(user.id, (0, 0, None))
        drafts, week = records.get(user.id, (0, 0))
        found.append(Load(user, open_, late, drafts, week, next_due))
    return sorted(found, key=lambda load: (load.open, load.drafts, load.user.name_key))


def holders(
    session: Session, article_ids: Sequence[int], claim_ids: Sequence[int]
) -> dict[tuple[int, int | None], set[int | None]]:
    """Of these articles and claims, (article, claim or None) → who has it now: numbers of people, None for the pool;
    and who has handed in a record on the claim."""
    held: dict[tuple[int, int | None], set[int | None]] = {}
    wanted = or_(
        and_(Assignment.article_id.in_(article_ids), Assignment.claim_id.is_(None)),
        Assignment.claim_id.in_(claim_ids),
    )
    query = select(Assignment.article_id, Assignment.claim_id, Assignment.reviewer_id).where(
        wanted, Assignment.ended_at.is_(None)
    )
    for article_id, claim_id, reviewer_id in session.execute(query):
        held.setdefault((article_id, claim_id), set()).add(reviewer_id)
    records = select(Annotation.article_id, Annotation.claim_id, Annotation.reviewer_id).where(
        Annotation.claim_id.in_(claim_ids), Annotation.status == AnnotationStatus.SUBMITTED
    )
    for article_id, claim_id, reviewer_id in session.execute(records):
        held.setdefault((article_id, claim_id), set()).add(reviewer_id)
    return held


def _about_tasks() -> Select[Assignment, str, str, str, str | None, int | None, str, datetime | None, bool]:
    words = func.substr(Revision.text, Claim.start + 1, Claim.end - Claim.start)
    return (
        select(
            Assignment,
            Article.title,
            Article.lang,
            Article.uid,
            Claim.uid,
            Claim.start,
            func.substr(func.coalesce(func.nullif(Claim.text, ""), words, ""), 1, EXCERPT),
            due(),
            is_handed_in(),
        )
        .join(Article, Article.id == Assignment.article_id)
        .outerjoin(Claim, Claim.id == Assignment.claim_id)
        .outerjoin(Revision, Revision.id == Claim.revision_id)
        .options(joinedload(Assignment.reviewer), joinedload(Assignment.given_by))
    )


def _tasks(
    session: Session,
    query: Select[Assignment, str, str, str, str | None, int | None, str, datetime | None, bool],
    project: Project,
) -> list[Task]:
    alone = Pool.of(project.policy).left_alone
    found = []
    for each, title, lang, article_uid, claim_uid, start, words, due_at, handed_in in session.execute(query):
        done = bool(each.ended_at) or handed_in
        back_on = each.taken_at + alone if alone and each.taken_at and not done else None
        late = bool(due_at and due_at < now() and not done)
        found.append(
            Task(each, title, lang, article_uid, claim_uid, start or 0, words, due_at, late, done, back_on)
        )
    return found


def _count(session: Session, *conditions: ColumnElement[bool]) -> int:
    query = select(func.count(Assignment.id)).join(Article, Article.id == Assignment.article_id)
    return session.scalar(query.where(*conditions)) or 0


def _begun(session: Session, project: Project, reviewer: User) -> list[Begun]:
    given = exists().where(
        Assignment.article_id == Article.id,
        Assignment.claim_id.is_(None),
        Assignment.reviewer_id == reviewer.id,
        Assignment.ended_at.is_(None),
    )
    latest = func.max(Annotation.changed_at)
    query = (
        select(Article.uid, Article.title, Article.lang, func.count(), latest)
        .join(Annotation, Annotation.article_id == Article.id)
        .join(Claim, Claim.id == Annotation.claim_id)
        .where(
            Article.project_id == project.id,
            Article.removed_at.is_(None),
            Claim.removed_at.is_(None),
            Annotation.reviewer_id == reviewer.id,
            Annotation.status == AnnotationStatus.DRAFT,
            ~given.correlate(Article),
        )
        .group_by(Article.id)
        .order_by(latest.desc(), Article.id)
        .limit(MOST)
    )
    return [Begun(*values) for values in session.execute(query)]


def _disputed(session: Session, project: Project, reviewer: User) -> list[Disputed]:
    """What the reviewer may know of: they have handed in their own."""
    differs = exists().where(
        _other.claim_id == _own.claim_id,
        _other.status == AnnotationStatus.SUBMITTED,
        _other.verdict != _own.verdict,
    )
    words = func.substr(Revision.text, Claim.start + 1, Claim.end - Claim.start)
    query = (
        select(
            Claim.id,
            Article.uid,
            Claim.uid,
            Claim.start,
            Article.title,
            Article.lang,
            func.substr(func.coalesce(func.nullif(Claim.text, ""), words), 1, EXCERPT),
            _own.verdict,
        )
        .select_from(_own)
        .join(Claim, Claim.id == _own.claim_id)
        .join(Article, Article.id == Claim.article_id)
        .join(Revision, Revision.id == Claim.revision_id)
        .where(
            _own.reviewer_id == reviewer.id,
            _own.status == AnnotationStatus.SUBMITTED,
            Article.project_id == project.id,
            Article.removed_at.is_(None),
            Claim.removed_at.is_(None),
            Claim.decided_at.is_(None),
            differs.correlate(_own),
        )
        .order_by(_own.submitted_at.desc())
        .limit(MOST)
    )
    rows = session.execute(query).all()
    others: dict[int, list[Verdict]] = {}
    voices = (
        select(Annotation.claim_id, Annotation.verdict)
        .where(
            Annotation.claim_id.in_([row[0] for row in rows]),
            Annotation.reviewer_id != reviewer.id,
            Annotation.status == AnnotationStatus.SUBMITTED,
            Annotation.verdict.is_not(None),
        )
        .order_by(Annotation.submitted_at)
    )
    for claim_id, verdict in session.execute(voices) if rows else ():
        if verdict:
            others.setdefault(claim_id, []).append(Verdict(verdict))
    return [
        Disputed(article, claim, at, title, lang, said, Verdict(verdict), others.get(claim_id, []))
        for claim_id, article, claim, at, title, lang, said, verdict in rows
        if verdict
    ]
