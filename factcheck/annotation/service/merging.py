"""Merging sources that are one: hops and names move to the one that is kept, in one change that can be taken back.

Why it is done this way is in docs/decisions/0011-merged-sources.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from factcheck.accounts.models import User
from factcheck.activity.models import Event
from factcheck.activity.queries import fields
from factcheck.activity.service import record, reverts
from factcheck.annotation.hops import GroundRules
from factcheck.annotation.models import Hop
from factcheck.errors import Conflict, Invalid
from factcheck.sources.models import NAMED, Source, SourceName
from factcheck.sources.queries import standing
from factcheck.sources.service.naming import add_name, find_name
from factcheck.sources.spelling import label_key
from factcheck.words import gettext as _

SUBJECT = "merge"
AT_A_TIME = 5_000
CONFIDENTIAL = (GroundRules.BACKGROUND, GroundRules.DEEP_BACKGROUND, GroundRules.OFF_RECORD)


def merge_sources(session: Session, source: Source, *, into: Source, actor: User) -> Event:
    """Make `source` a part of `into`: every hop of every article, every name and every link moves there.

    One event, `source.merged`, which holds what moved. Raises Invalid for two that cannot be one, and Conflict where
    one was merged elsewhere or the merge would put a name to a confidential source.
    """
    source, into = _locked(session, source, into)
    check_merge(session, source, into)
    names = session.scalars(
        select(SourceName).where(SourceName.source_id == source.id).order_by(SourceName.id)
    ).all()
    hops = session.scalars(select(Hop.id).where(Hop.source_id == source.id).order_by(Hop.id)).all()
    links = [link for link in source.links if link not in into.links]
    learned = source.identity_known and not into.identity_known
    event = record(
        session,
        actor=actor,
        action="source.merged",
        subject=SUBJECT,
        uid=source.uid,
        after={
            "into": into.uid,
            "hops": list(hops),
            "names": [[name.scope, name.name] for name in names],
            "links": links,
            "identity_known": learned,
        },
    )
    session.execute(update(Hop).where(Hop.source_id == source.id).values(source_id=into.id))
    for name in names:
        name.source_id = into.id
    into.links = [*into.links, *links]
    into.identity_known = into.identity_known or source.identity_known
    source.merged_into_id, source.merge_seq = into.id, event.seq
    source.version += 1
    into.version += 1
    session.flush()
    return event


def check_merge(session: Session, source: Source, into: Source) -> None:
    """Raises Invalid or Conflict, as `merge_sources` does, where the one cannot be made a part of the other."""
    if source.id == into.id:
        raise Invalid(_("Choose another source to merge this one into."), "into")
    if source.project_id != into.project_id:
        raise Invalid(_("Only sources of one project can be merged."), "into")
    for each in (source, into):
        if each.merged_into_id is not None:
            kept = standing(session, each)
            raise Conflict(
                _(
                    "“%(name)s” was merged into “%(kept)s” already.",
                    name=each.label,
                    kept=kept.label,
                ),
                field="into",
            )
    if source.is_named and not into.is_named:
        raise Invalid(
            _("A source with a name stays: merge the unnamed one into it, not the other way round."), "into"
        )
    if not into.is_named and source.article_id != into.article_id:
        raise Invalid(
            _("Unnamed sources of two articles are not one: the same words may mean two people."), "into"
        )
    if not source.is_named and into.is_named:
        _refuse_identity(session, source)


def _refuse_identity(session: Session, source: Source) -> None:
    """The identity of a confidential source is never kept: nothing may put a name to one."""
    if source.identity_known:
        raise Conflict(
            _(
                "An editor knows this source in confidence, and who it is is never kept here. "
                "If it is public by now, take that remark away first."
            ),
            field="into",
        )
    query = select(func.count()).where(
        Hop.source_id == source.id,
        Hop.removed_at.is_(None),
        Hop.ground_rules.in_([rules.value for rules in CONFIDENTIAL]),
    )
    if session.scalar(query):
        raise Conflict(
            _(
                "This source spoke on background or off the record, and who it is is never kept here. "
                "If it is public by now, change the ground rules of its hops first."
            ),
            field="into",
        )


@reverts(SUBJECT)
def unmerge(session: Session, event: Event, actor: User) -> None:
    """Take a merge back, however long ago: the hops that moved and still rest on the kept source return, and the names.

    Raises Conflict where it is not safe: the kept source was merged on, goes by one of the names itself by now, or
    another source has taken one of them.
    """
    if event.action != "source.merged":
        raise Conflict(_("Merge the two sources again instead."))
    moved = fields(event.after)
    pair = session.scalars(select(Source).where(Source.uid.in_([event.subject_uid, moved["into"]]))).all()
    by_uid = {each.uid: each for each in pair}
    source, kept = _locked(session, by_uid[event.subject_uid], by_uid[moved["into"]])
    if source.merged_into_id != kept.id or source.merge_seq != event.seq:
        raise Conflict(_("This merge was taken back already."))
    if kept.merged_into_id is not None:
        raise Conflict(
            _(
                "“%(name)s” was itself merged into “%(kept)s” since. Undo that merge first.",
                name=kept.label,
                kept=standing(session, kept).label,
            )
        )
    _return_names(session, source, kept, moved["names"])
    returned = _return_hops(session, source, kept, moved["hops"])
    kept.links = [link for link in kept.links if link not in moved["links"]]
    if moved["identity_known"]:
        kept.identity_known, kept.identity_approved_by_id = False, None
    source.merged_into_id = source.merge_seq = None
    source.version += 1
    kept.version += 1
    record(
        session,
        actor=actor,
        action="merge.undone",
        subject=SUBJECT,
        uid=source.uid,
        before={"into": kept.uid},
        after={"hops": returned},
        undoes=event.seq,
    )
    session.flush()


def _return_names(session: Session, source: Source, kept: Source, names: Sequence[Sequence[str]]) -> None:
    own_scope_is_project = kept.is_named
    for scope, name in names:
        row = find_name(session, source.project_id, scope, name)
        if row is None:
            add_name(session, source, name, scope)
            continue
        if row.source_id not in (source.id, kept.id):
            other = session.get_one(Source, row.source_id)
            raise Conflict(
                _(
                    "“%(name)s” is a name of “%(other)s” by now. Take it away there first.",
                    name=name,
                    other=other.label,
                )
            )
        is_own = row.label_key == label_key(kept.label) and (scope == NAMED) == own_scope_is_project
        if is_own and row.source_id == kept.id:
            raise Conflict(
                _(
                    "“%(name)s” is what the kept source is called by now. Give it another name first.",
                    name=name,
                )
            )
        row.source_id = source.id
    session.flush()


def _return_hops(session: Session, source: Source, kept: Source, hops: Sequence[int]) -> int:
    """How many went back; a hop that was given another source since stays with that."""
    returned = 0
    for some in _some(hops):
        rows: Any = session.execute(
            update(Hop).where(Hop.id.in_(some), Hop.source_id == kept.id).values(source_id=source.id)
        )
        returned += rows.rowcount
    return returned


def _locked(session: Session, source: Source, into: Source) -> tuple[Source, Source]:
    """Both rows, fresh and locked in the order of their keys, so that two merges wait for each other."""
    query = (
        select(Source)
        .where(Source.id.in_([source.id, into.id]))
        .order_by(Source.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    rows = {row.id: row for row in session.scalars(query)}
    return rows[source.id], rows[into.id]


def _some(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    return (keys[start : start + AT_A_TIME] for start in range(0, len(keys), AT_A_TIME))
