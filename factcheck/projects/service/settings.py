"""What a lead sets for a project beside rules and links: name, short name, language, words for the verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.accounts.models import Project, User
from factcheck.activity.models import Event
from factcheck.annotation.service.project import set_fields
from factcheck.annotation.verdicts import Verdict
from factcheck.articles.languages import canonical_tag
from factcheck.errors import Conflict, Invalid
from factcheck.projects.slugs import is_slug
from factcheck.words import gettext as _

NAME_LENGTH = 120
LABEL_LENGTH = 40
MEANING_LENGTH = 200


def edit_project(
    session: Session, project: Project, *, actor: User, given: Mapping[str, str], seen: Mapping[str, str]
) -> Event | None:
    """Set name, slug and language of the locked project; event: `project.edited`, or none where nothing differs.

    `seen` is what the form was opened with: only what was changed on the form is set. Raises Conflict where somebody
    else has changed the same field to something else since, and Invalid for what cannot be kept.
    """
    values = {
        "name": clean_name(given.get("name", "")),
        "slug": clean_slug(session, given.get("slug", ""), project),
        "lang": clean_language(given.get("lang", "")),
    }
    changed = {name: value for name, value in values.items() if value != seen.get(name)}
    _refuse_overlap({name: getattr(project, name) for name in values}, changed, seen)
    return set_fields(session, project, changed, actor=actor, action="project.edited")


def set_verdict_words(
    session: Session,
    project: Project,
    *,
    actor: User,
    given: Mapping[str, Mapping[str, str]],
    seen: Mapping[str, Mapping[str, str]],
) -> Event | None:
    """Set what the verdicts of the locked project are called and mean: key → `name` and `meaning`, empty for the usual
    words; event: `verdicts.set`, or none where nothing differs. Raises Conflict and Invalid as `edit_project`.
    """
    labels = clean_labels(given)
    before = clean_labels(seen)
    changed = {key: labels.get(key) for key in map(str, Verdict) if labels.get(key) != before.get(key)}
    stored = {key: project.labels.get(key) for key in map(str, Verdict)}
    _refuse_overlap(stored, changed, before)
    merged = {key: words for key, words in {**stored, **changed}.items() if words}
    return set_fields(session, project, {"labels": merged}, actor=actor, action="verdicts.set")


def clean_name(name: str) -> str:
    """The name as it is kept. Raises Invalid."""
    name = " ".join(name.split())
    if not 0 < len(name) <= NAME_LENGTH:
        raise Invalid(_("A project needs a name of at most %(limit)s characters.", limit=NAME_LENGTH), "name")
    return name


def clean_slug(session: Session, slug: str, project: Project | None = None) -> str:
    """The short name, which no other project has. Raises Invalid."""
    slug = slug.strip().lower()
    if not is_slug(slug):
        raise Invalid(
            _("A short name is made of small letters a to z, digits and hyphens, such as foreign-desk."),
            "slug",
        )
    other = session.scalars(select(Project).where(Project.slug == slug)).one_or_none()
    if other is not None and other is not project:
        raise Invalid(_("Another project has this short name, or had it and was deleted lately."), "slug")
    return slug


def clean_language(tag: str) -> str:
    """The tag of a language. Raises Invalid."""
    found = canonical_tag(tag)
    if found is None:
        raise Invalid(_("This is not a language tag, such as en or pt-BR."), "lang")
    return found


def clean_labels(given: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """The words as they are kept: only those that were given. Raises Invalid, naming the verdict."""
    kept: dict[str, dict[str, str]] = {}
    for verdict in Verdict:
        words = given.get(verdict.value) or {}
        name, meaning = (" ".join(words.get(part, "").split()) for part in ("name", "meaning"))
        if len(name) > LABEL_LENGTH:
            raise Invalid(_("A label has at most %(limit)s characters.", limit=LABEL_LENGTH), verdict.value)
        if len(meaning) > MEANING_LENGTH:
            raise Invalid(
                _("A description has at most %(limit)s characters.", limit=MEANING_LENGTH), verdict.value
            )
        if name or meaning:
            kept[verdict.value] = {"name": name, "meaning": meaning}
    return kept


def _refuse_overlap(stored: Mapping[str, Any], changed: Mapping[str, Any], seen: Mapping[str, Any]) -> None:
    for field, value in changed.items():
        if stored[field] not in (seen.get(field), value):
            raise Conflict(
                _(
                    "Somebody else has changed this since you opened this page. Yours is below; what is stored now "
                    "stands beside it."
                ),
                field=field,
                yours=value,
                theirs=stored[field],
            )
