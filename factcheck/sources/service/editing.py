"""Saying who a source is: name, sort, aliases, links, note; whether an editor knows a confidential one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts.models import User
from factcheck.activity.models import Event
from factcheck.activity.queries import fields
from factcheck.activity.service import record, reverts
from factcheck.articles.models import Article
from factcheck.errors import Conflict, Invalid
from factcheck.links import parse_link
from factcheck.sources.kinds import SourceKind
from factcheck.sources.models import NAMED, SOURCE_NOTE_LENGTH, Source
from factcheck.sources.queries import aliases_of, standing
from factcheck.sources.service.naming import clean_label, drop_name, find_name, take_name
from factcheck.sources.spelling import label_key
from factcheck.words import gettext as _

SUBJECT = "source"
MAX_ALIASES = 50
MAX_LINKS = 20
EDITABLE = ("name", "kind", "aliases", "links", "note", "identity_known")
Values = Mapping[str, Any]


def edit_source(
    session: Session, source: Source, values: Values, *, actor: User, version: int | None = None
) -> Event | None:
    """Set those of EDITABLE that are given; event: `source.edited`, or none where nothing differs.

    `name` is the description of an unnamed source; `aliases` are the names besides it that lead here, `links` http
    and https addresses. Where no editor knows the identity any more, its approval goes too. Raises Invalid for a value
    that cannot be kept, Conflict (with both values) where the source was changed since `version`, was merged, or where
    a name is another source's.
    """
    _refuse_merged(session, source)
    checked = {field: _CHECKS[field](value) for field, value in values.items()}
    if "aliases" in checked:
        own = label_key(checked.get("name", source.label))
        checked["aliases"] = [alias for alias in checked["aliases"] if label_key(alias) != own]
    if checked.get("identity_known") and source.is_named:
        raise Invalid(_("This source has a name: there is nothing to keep in confidence."), "identity_known")
    before = {field: value for field, value in shown(session, source).items() if field in checked}
    changed = {field: value for field, value in checked.items() if value != before[field]}
    if not changed:
        return None
    if version is not None and version != source.version:
        field = next(iter(changed))
        raise Conflict(
            _("This source was changed by somebody else since you opened it. Here are both versions."),
            field=field,
            yours=changed[field],
            theirs=before[field],
            version=source.version,
        )
    if changed.get("identity_known") is False and source.identity_approved_by_id is not None:
        changed["identity_approved_by"] = None
        before["identity_approved_by"] = _approver_uid(session, source)
    return _change(session, source, changed, before, "source.edited", actor)


def add_alias(session: Session, source: Source, alias: str, *, actor: User) -> Event | None:
    """Let another name lead to the source; event: `source.edited`. Raises as `edit_source` does."""
    return edit_source(session, source, {"aliases": [*_own_aliases(session, source), alias]}, actor=actor)


def remove_alias(session: Session, source: Source, alias: str, *, actor: User) -> Event | None:
    """Let that name lead here no more; event: `source.edited`, or none where it did not."""
    kept = [other for other in _own_aliases(session, source) if label_key(other) != label_key(alias)]
    return edit_source(session, source, {"aliases": kept}, actor=actor)


def approve_identity(session: Session, source: Source, *, approved: bool, actor: User) -> Event | None:
    """Note that the lead `actor` approves the use of a source whose identity an editor knows, or take that back.

    Events: `source.approved`, `source.approval_withdrawn`. Raises Conflict where nobody knows the identity.
    """
    _refuse_merged(session, source)
    if approved and not source.identity_known:
        raise Conflict(_("First say that an editor knows who this source is."), field="identity_known")
    if approved == (source.identity_approved_by_id is not None):
        return None
    before = {"identity_approved_by": _approver_uid(session, source)}
    after = {"identity_approved_by": actor.uid if approved else None}
    action = "source.approved" if approved else "source.approval_withdrawn"
    return _change(session, source, after, before, action, actor)


def shown(session: Session, source: Source) -> dict[str, Any]:
    """The values of EDITABLE as they are."""
    return {
        "name": source.label,
        "kind": source.kind,
        "aliases": _own_aliases(session, source),
        "links": list(source.links),
        "note": source.note,
        "identity_known": source.identity_known,
    }


def approver_name(session: Session, source: Source) -> str | None:
    """The name of the lead who approved a confidential source."""
    key = source.identity_approved_by_id
    return None if key is None else session.get_one(User, key).name


def scope_of(session: Session, source: Source) -> str:
    """Where its own name counts: in the project, or in the article of an unnamed one."""
    return NAMED if source.article_id is None else session.get_one(Article, source.article_id).uid


@reverts(SUBJECT)
def revert_edit(session: Session, event: Event, actor: User) -> None:
    """Set what the event set back. Raises Conflict where one of it has another value by now."""
    source = session.scalars(select(Source).where(Source.uid == event.subject_uid).with_for_update()).one()
    _refuse_merged(session, source)
    before, after = fields(event.before), fields(event.after)
    current = shown(session, source) | {"identity_approved_by": _approver_uid(session, source)}
    if any(current[field] != value for field, value in after.items()):
        raise Conflict(
            _("This was changed again since, so it cannot be undone on its own. Undo the later change first.")
        )
    _change(session, source, before, after, "source.undone", actor, undoes=event.seq)


def _change(
    session: Session,
    source: Source,
    after: Values,
    before: Values,
    action: str,
    actor: User,
    undoes: int | None = None,
) -> Event:
    """Set the values of `after` and record them beside what they were."""
    if "name" in after or "aliases" in after:
        _set_names(session, source, after)
    for field in ("links", "note", "identity_known"):
        if field in after:
            setattr(source, field, after[field])
    if "kind" in after:
        source.kind, source.kind_guessed = after["kind"], False
    if "identity_approved_by" in after:
        uid = after["identity_approved_by"]
        approver = select(User.id).where(User.uid == uid)
        source.identity_approved_by_id = None if uid is None else session.scalars(approver).one()
    source.version += 1
    event = record(
        session,
        actor=actor,
        action=action,
        subject=SUBJECT,
        uid=source.uid,
        before={field: before[field] for field in after},
        after=dict(after),
        undoes=undoes,
    )
    session.flush()
    return event


def _set_names(session: Session, source: Source, values: Values) -> None:
    scope = scope_of(session, source)
    aliases = values.get("aliases", _own_aliases(session, source))
    name = values.get("name", source.label)
    wanted = {label_key(each): each for each in [*aliases, name]}
    for present in [source.label, *_own_aliases(session, source)]:
        row = find_name(session, source.project_id, scope, present)
        if row is not None and wanted.get(row.label_key) != row.name and row.source_id == source.id:
            drop_name(session, row)
    for each in wanted.values():
        take_name(session, source, each, scope, "name" if each == name else "aliases")
    if source.is_named:
        source.name = name
    else:
        source.description = name


def _own_aliases(session: Session, source: Source) -> list[str]:
    """The names besides its own in the scope of its own, in order."""
    scope = scope_of(session, source)
    return [each.name for each in aliases_of(session, source) if each.scope == scope]


def _approver_uid(session: Session, source: Source) -> str | None:
    key = source.identity_approved_by_id
    return None if key is None else session.get_one(User, key).uid


def _refuse_merged(session: Session, source: Source) -> None:
    if source.merged_into_id is not None:
        kept = standing(session, source)
        raise Conflict(
            _("This source was merged into “%(name)s”. Change that one, or undo the merge.", name=kept.label)
        )


def _kind(value: str) -> str:
    if value not in set(SourceKind):
        raise Invalid(_("There is no kind of source %(name)s.", name=repr(value)), "kind")
    return value


def _aliases(values: Iterable[str]) -> list[str]:
    """Each once, in the order in which they are kept."""
    aliases = {label_key(value): clean_label(value, "aliases") for value in values}
    if len(aliases) > MAX_ALIASES:
        raise Invalid(_("A source has at most %(limit)s aliases.", limit=MAX_ALIASES), "aliases")
    return [aliases[key] for key in sorted(aliases)]


def _links(values: Sequence[str]) -> list[str]:
    if len(values) > MAX_LINKS:
        raise Invalid(_("A source has at most %(limit)s links.", limit=MAX_LINKS), "links")
    links: dict[str, None] = {}
    for value in values:
        try:
            links.setdefault(parse_link(value))
        except Invalid as fault:
            raise Invalid(f"{value[:80]}: {fault.message}", "links") from fault
    return list(links)


def _note(value: str) -> str:
    text = value.replace("\r\n", "\n").strip()
    if len(text) > SOURCE_NOTE_LENGTH:
        raise Invalid(
            _(
                "A note has at most %(limit)s characters; this has %(length)s.",
                limit=SOURCE_NOTE_LENGTH,
                length=len(text),
            ),
            "note",
        )
    return text


_CHECKS: dict[str, Any] = {
    "name": lambda value: clean_label(value, "name"),
    "kind": _kind,
    "aliases": _aliases,
    "links": _links,
    "note": _note,
    "identity_known": bool,
}
