"""Guidelines: every saved text is a version of its own, with who wrote it, when, and what changed."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from factcheck.accounts.models import Project, User
from factcheck.activity.service import record
from factcheck.db import now
from factcheck.errors import Conflict, Invalid
from factcheck.projects.models import NOTE_LENGTH, GuidelinesReading, GuidelinesVersion
from factcheck.words import gettext as _

GUIDELINES_LENGTH = 20_000


def save_guidelines(
    session: Session, project: Project, *, actor: User | None, text: str, note: str, seen: int
) -> GuidelinesVersion | None:
    """Save the text as a new version of the locked project's guidelines; event: `guidelines.saved`. None where the
    text is the one in force.

    `seen` is the number of the version that the form was opened with. Raises Conflict, with both texts, where another
    one is in force by now, and Invalid for a text or a note that is too long.
    """
    text, note = clean_text(text), " ".join(note.split())
    if len(note) > NOTE_LENGTH:
        raise Invalid(_("A note has at most %(limit)s characters.", limit=NOTE_LENGTH), "note")
    if text == project.guidelines:
        return None
    if seen != project.guidelines_version:
        raise Conflict(
            _(
                "The guidelines were changed by somebody else since you opened this page. Here are both texts."
            ),
            field="guidelines",
            yours=text,
            theirs=project.guidelines,
            version=project.guidelines_version,
        )
    return add_version(session, project, text, note, actor=actor)


def add_version(
    session: Session, project: Project, text: str, note: str, *, actor: User | None
) -> GuidelinesVersion:
    """Put a text in force as the next version; event: `guidelines.saved`."""
    return put_in_force(session, project, text, note, number=project.guidelines_version + 1, actor=actor)


def put_in_force(
    session: Session, project: Project, text: str, note: str, *, number: int, actor: User | None
) -> GuidelinesVersion:
    """Put a text in force as the version of that number, higher than any before; event: `guidelines.saved`."""
    before = project.guidelines_version
    project.guidelines, project.guidelines_version = text, number
    version = GuidelinesVersion(
        project_id=project.id,
        number=project.guidelines_version,
        text=text,
        note=note,
        author_id=actor.id if actor else None,
    )
    session.add(version)
    record(
        session,
        actor=actor,
        action="guidelines.saved",
        subject="guidelines",
        uid=project.uid,
        before={"version": before} if before else None,
        after={"version": version.number, "note": note, "text": text},
    )
    session.flush()
    return version


def note_reading(session: Session, *, project_id: int, user_id: int, number: int) -> None:
    """Write down that somebody has opened that version. Like when somebody was seen, this is no change to anything."""
    insert = insert_sqlite if session.get_bind().dialect.name == "sqlite" else insert_postgresql
    row = {"project_id": project_id, "user_id": user_id, "number": number, "read_at": now()}
    keys = ["project_id", "user_id"]
    session.execute(insert(GuidelinesReading).values(row).on_conflict_do_nothing(index_elements=keys))
    session.execute(
        update(GuidelinesReading)
        .where(
            GuidelinesReading.project_id == project_id,
            GuidelinesReading.user_id == user_id,
            GuidelinesReading.number < number,
        )
        .values(number=number, read_at=row["read_at"])
    )


def clean_text(text: str) -> str:
    """The text as it is kept. Raises Invalid where it is too long."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > GUIDELINES_LENGTH:
        raise Invalid(
            _(
                "Guidelines have at most %(limit)s characters; these have %(length)s.",
                limit=GUIDELINES_LENGTH,
                length=len(text),
            ),
            "guidelines",
        )
    return text
