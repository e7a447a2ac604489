"""Whose records somebody may know of: one set of expressions for every list, count, search, page and export.

A reviewer sees their own record, and what others have handed in once they have handed in their own on the same claim,
or the claim is decided (`docs/decisions/0020-blind-until-submitted.md`). A claim that they were given to check is
theirs to know of, its records not. Leads and administrators see everything. What is still a draft is seen by nobody
else, whatever the policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from factcheck.accounts.access import Viewer
from factcheck.accounts.models import Project, Role, User
from factcheck.annotation import queries
from factcheck.annotation.blind import MEMBER, Blind, blind_of
from factcheck.annotation.models import Annotation, Assignment, Claim, Hop
from factcheck.annotation.verdicts import AnnotationStatus
from factcheck.articles.models import Article
from factcheck.errors import NotFound
from factcheck.sources.known import narrows
from factcheck.sources.models import Source

Test = ColumnElement[bool]
# Made once: an alias works its columns out anew. Each stands in subqueries that correlate nothing but what they name.
_own, _record, _claim = aliased(Annotation), aliased(Annotation), aliased(Claim)


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody may know of. `records`: of an annotation; `claims`: of a claim, whether it is there; `makers`: of a
    claim, who made it and when; `reveals`: of a claim, what was handed in on it."""

    records: Test
    claims: Test
    makers: Test
    reveals: Test


EVERYTHING = Sight(true(), true(), true(), true())


@dataclass(frozen=True, slots=True)
class _Where:
    """Of the project in question: whether the viewer leads it, and which policy it has."""

    led: Test
    off: Test
    second: Test


def sight_of(viewer: Viewer, project: Project) -> Sight:
    """What the viewer may know of in one project; the expressions need nothing joined."""
    if sees_all(viewer, project.id):
        return EVERYTHING
    blind = blind_of(project.policy)
    where = _Where(false(), _constant(blind is Blind.OFF), _constant(blind is Blind.SECOND))
    me = viewer.user.id
    return Sight(_records(me, where), _claims(me, where), _makers(me, where), _reveals(me, where))


def sees_all(viewer: Viewer, project_id: int) -> bool:
    """Whether the viewer may know what every record of the project says, drafts of others included."""
    return viewer.role_in(project_id) in (Role.LEAD, Role.ADMIN)


def sees(viewer: Viewer) -> Test:
    """Of an annotation joined with its article: whether the viewer may know of it, in whatever project it is."""
    return true() if viewer.user.is_admin else _records(viewer.user.id, _where(viewer))


def knows_claim(viewer: Viewer) -> Test:
    """Of a claim joined with its article: whether the viewer may know that it is there."""
    return true() if viewer.user.is_admin else _claims(viewer.user.id, _where(viewer))


def reveals(viewer: Viewer) -> Test:
    """Of a claim joined with its article: whether what was handed in on it is open to the viewer."""
    return true() if viewer.user.is_admin else _reveals(viewer.user.id, _where(viewer))


def is_revealed(session: Session, claim: Claim, sight: Sight) -> bool:
    """Whether what was handed in on the claim is open to whose sight it is."""
    if sight is EVERYTHING:
        return True
    return session.scalar(select(Claim.id).where(Claim.id == claim.id, sight.reveals)) is not None


@narrows
def knows_source(viewer: Viewer) -> Test:
    """Of a source: whether a record that the viewer may know of names it, or none does."""
    if viewer.user.is_admin:
        return true()
    hops = select(Hop.id).where(Hop.source_id == Source.id).correlate(Source)
    seen = hops.join(Annotation, Annotation.id == Hop.annotation_id).join(
        Article, Article.id == Annotation.article_id
    )
    return or_(
        Source.project_id.in_(_led(viewer)),
        Source.project_id.in_(_with_policy(Blind.OFF)),
        seen.where(sees(viewer)).exists(),
        ~hops.exists(),
    )


def is_blind(viewer: Viewer, project: Project) -> bool:
    """Whether claims that only others' records made are kept from the viewer."""
    return not sees_all(viewer, project.id) and blind_of(project.policy) is Blind.ALWAYS


def changed_at(viewer: Viewer) -> ColumnElement[datetime]:
    """Of an article: when it was last changed, as far as the viewer may know: by anybody in what is everybody's, by
    the viewer in their own records; for leads, and where nothing is blind, by anybody at all."""
    if viewer.user.is_admin:
        return Article.changed_at.expression
    where = _where(viewer)
    own = (
        select(func.max(Annotation.changed_at))
        .where(Annotation.article_id == Article.id, Annotation.reviewer_id == viewer.user.id)
        .correlate(Article)
        .scalar_subquery()
    )
    return case(
        (or_(where.led, where.off), Article.changed_at),
        (own > Article.shared_at, own),
        else_=Article.shared_at,
    )


def known_claims(
    session: Session, claims: Sequence[Claim], reviewer: User, recorded: Iterable[int]
) -> list[Claim]:
    """Those of the claims that a blind reviewer knows of; `recorded`: the keys of those that they have a record on."""
    own = set(recorded)
    doubtful = [
        claim.id
        for claim in claims
        if claim.implied
        and not claim.decided_at
        and claim.created_by_id != reviewer.id
        and claim.id not in own
    ]
    if doubtful:
        given = select(Assignment.claim_id).where(
            Assignment.claim_id.in_(doubtful), Assignment.reviewer_id == reviewer.id
        )
        doubtful = list(set(doubtful).difference(session.scalars(given)))
    return [claim for claim in claims if claim.id not in doubtful]


def is_given(reviewer: int | BindParameter[int]) -> Test:
    """Of a claim: whether the reviewer of that number was given it to check."""
    given = exists().where(Assignment.claim_id == Claim.id, Assignment.reviewer_id == reviewer)
    return given.correlate(Claim)


def get_known_claim(session: Session, viewer: Viewer, article: Article, uid: str) -> Claim:
    """As `queries.get_claim`, for a claim that the viewer may know of; raises NotFound for any other."""
    claim = queries.get_claim(session, article, uid)
    if claim.implied and is_blind(viewer, article.project):
        own = queries.annotations_by(session, viewer.user, [claim])
        if not known_claims(session, [claim], viewer.user, own):
            raise NotFound(queries.no_such_claim())
    return claim


def _records(me: int, where: _Where) -> Test:
    handed_in = Annotation.status == AnnotationStatus.SUBMITTED
    revealed = or_(
        where.off,
        and_(where.second, _is_open(Annotation.claim_id)),
        _handed_in_own(me, Annotation.claim_id),
        _is_decided(Annotation.claim_id),
    )
    return or_(Annotation.reviewer_id == me, where.led, and_(handed_in, revealed))


def _claims(me: int, where: _Where) -> Test:
    """A claim is everybody's where somebody chose its words or described it. One that only a record made says that
    there is a record."""
    recorded = exists().where(_own.claim_id == Claim.id, _own.reviewer_id == me)
    return or_(
        ~Claim.implied,
        Claim.created_by_id == me,
        where.led,
        where.off,
        where.second,
        Claim.decided_at.is_not(None),
        recorded.correlate(Claim),
        is_given(me),
    )


def _makers(me: int, where: _Where) -> Test:
    return or_(Claim.created_by_id == me, _reveals(me, where))


def _reveals(me: int, where: _Where) -> Test:
    return or_(
        where.led,
        where.off,
        and_(where.second, _is_open(Claim.id)),
        _handed_in_own(me, Claim.id),
        Claim.decided_at.is_not(None),
    )


def _handed_in_own(me: int, claim_id: InstrumentedAttribute[int]) -> Test:
    """Whether the reviewer has handed in a record of their own on the claim, now or before. By the unique index."""
    mine = exists().where(_own.claim_id == claim_id, _own.reviewer_id == me, _own.revealed_at.is_not(None))
    return mine.correlate(claim_id.class_)


def _is_decided(claim_id: InstrumentedAttribute[int]) -> Test:
    decided = exists().where(_claim.id == claim_id, _claim.decided_at.is_not(None))
    return decided.correlate(claim_id.class_)


def _is_open(claim_id: InstrumentedAttribute[int]) -> Test:
    """Of a claim, where only second checks are blind: it wants one check, or as many as it wants agree."""

    def of_records(value: ColumnElement[int]) -> ScalarSelect[int]:
        found = select(value).where(
            _record.claim_id == _claim.id, _record.status == AnnotationStatus.SUBMITTED
        )
        return found.correlate(_claim).scalar_subquery()

    settled = and_(
        of_records(func.count(_record.id)) >= _claim.checks,
        of_records(func.count(_record.verdict.distinct())) == 1,
    )
    return exists().where(_claim.id == claim_id, or_(_claim.checks < 2, settled)).correlate(claim_id.class_)


def _where(viewer: Viewer) -> _Where:
    led = _led(viewer)
    project = Article.project_id
    return _Where(
        project.in_(led), project.in_(_with_policy(Blind.OFF)), project.in_(_with_policy(Blind.SECOND))
    )


def _led(viewer: Viewer) -> list[int]:
    return [project_id for project_id in viewer.roles if sees_all(viewer, project_id)]


def _with_policy(blind: Blind) -> Select[int]:
    return select(Project.id).where(Project.policy[MEMBER].as_string() == blind.value)


def _constant(value: bool) -> Test:
    return true() if value else false()
