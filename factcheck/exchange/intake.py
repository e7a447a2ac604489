"""Documents of the schema `factcheck/1` coming in: checked as a whole first, then written as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from factcheck.accounts.models import Project, User
from factcheck.accounts.names import name_key
from factcheck.accounts.picking import count_projects
from factcheck.activity.service import record
from factcheck.annotation.rules import RULES, RuleKey, WaivedBy
from factcheck.articles.models import Article
from factcheck.articles.service import metadata
from factcheck.errors import Conflict, NotAllowed
from factcheck.exchange import storing
from factcheck.exchange.assignment_records import PEOPLE
from factcheck.exchange.consistency import check_consistency
from factcheck.exchange.decision_storing import decisions_of
from factcheck.exchange.project_record import adopt_settings
from factcheck.exchange.source_storing import People
from factcheck.exchange.validation import check, document_schema

Members = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Checked:
    """A document that follows the schema and fits together: only `check_document` makes one."""

    document: Members

    @property
    def article_uid(self) -> str:
        """The id of the article that it brings."""
        return str(self.document["article"]["id"])

    def has_signatures(self) -> bool:
        """Whether it brings waivers of rules that only a lead waives."""
        return any(
            RULES[RuleKey(waiver["rule"])].waived_by is not WaivedBy.REVIEWER
            for claim in self.document["claims"]
            for annotation in claim["annotations"]
            for waiver in annotation["waivers"]
        )

    def has_decisions(self) -> bool:
        """Whether it brings decisions, sign-offs or assignments, which only leads make."""
        document = self.document
        return bool(document["sign_offs"] or document["assignments"]) or any(
            map(decisions_of, document["claims"])
        )

    def names(self) -> list[str]:
        """Everybody who is named in it, once each."""
        names = [self.document["article"]["created_by"]]
        names += [source["identity_approved_by"] for source in self.document["sources"]]
        for claim in self.document["claims"]:
            names += [claim["created_by"], *(each["reviewer"] for each in claim["annotations"])]
            names += [waiver["by"] for each in claim["annotations"] for waiver in each["waivers"]]
            names += [made[by] for made in decisions_of(claim) for by in ("by", "reopened_by")]
            names += [thread["resolved_by"] for thread in claim["threads"]]
            said = [comment for thread in claim["threads"] for comment in thread["comments"]]
            names += [name for comment in said for name in (comment["author"], *comment["mentions"])]
        names += [signed["by"] for signed in self.document["sign_offs"]]
        names += [given[name] for given in self.document["assignments"] for name in PEOPLE]
        return list(dict.fromkeys(name for name in names if name is not None))


def check_document(value: Any) -> Checked:
    """The document, ready to be written. Raises Invalid with the path of the first fault."""
    check(value, document_schema())
    check_consistency(value)
    return Checked(value)


def read_document(
    session: Session, checked: Checked, *, actor: User | None, project: Project, trusted: bool = True
) -> Article:
    """Write the document's article, with everything on it, into the project; event: `article.imported`.

    Ids, moments and names stay. Reviewers whom this instance does not know become inactive people of that name. A
    project that has no article yet takes on the id of the document's project; from a `trusted` actor (one who may
    manage the project) its name and settings as well. Raises Conflict where an id is taken, and NotAllowed where an
    actor who is not trusted brings records in the name of other active people, or what only a lead can waive or decide.
    """
    document = checked.document
    taken = session.scalars(select(Article.removed_at).where(Article.uid == checked.article_uid)).all()
    if taken:
        raise Conflict(
            _("The article %(id)s is here already.", id=checked.article_uid)
            if taken[0] is None
            else _(
                "The article %(id)s is here already; it was removed. Bring it back.", id=checked.article_uid
            ),
            field="$.article.id",
        )
    if not trusted and any(source["identity_approved_by"] for source in document["sources"]):
        raise NotAllowed(
            _("This document brings a lead's approval of a confidential source. A lead has to import it.")
        )
    if not trusted and checked.has_signatures():
        raise NotAllowed(
            _("This document brings findings that only a lead can waive. A lead has to import it.")
        )
    if not trusted and checked.has_decisions():
        raise NotAllowed(_("This document brings decisions of leads. A lead has to import it."))
    people, made = _people(session, checked.names(), actor=actor, trusted=trusted)
    try:
        _adopt(session, project, document["project"], actor=actor, trusted=trusted)
        article = storing.store(session, document, project, people)
    except IntegrityError as error:
        raise Conflict(
            _("Something in this document has an id that is used here already, on another article."),
            field="$",
        ) from error
    after = metadata(article) | {
        "sha256": document["revisions"][-1]["sha256"],
        "claims": len(document["claims"]),
        "annotations": sum(len(claim["annotations"]) for claim in document["claims"]),
        "people": made,
    }
    record(
        session,
        actor=actor,
        action="article.imported",
        subject="article",
        uid=article.uid,
        article_id=article.id,
        after=after,
    )
    return article


def _people(
    session: Session, names: Sequence[str], *, actor: User | None, trusted: bool
) -> tuple[People, list[str]]:
    """Name → person's key, and the names of those who are new."""
    keys = {name_key(name): name for name in names}
    known = session.scalars(select(User).where(User.name_key.in_(list(keys)))).all()
    if not trusted and any(user.active and user is not actor for user in known):
        raise NotAllowed(
            _("This document brings records of other people of this desk. A lead has to import it.")
        )
    new = [
        User(name=name, active=False)
        for key, name in keys.items()
        if key not in {user.name_key for user in known}
    ]
    session.add_all(new)
    session.flush()
    found: People = {keys[user.name_key]: user.id for user in [*known, *new]}
    return found | {None: None}, [user.name for user in new]


def _adopt(session: Session, project: Project, given: Members, *, actor: User | None, trusted: bool) -> None:
    """Let the only project, while it has no articles, become the document's, so that its articles come out as they
    went in. Among several, each stays what it is."""
    if count_projects(session) > 1:
        return
    if session.scalars(select(Article.id).where(Article.project_id == project.id).limit(1)).first():
        return
    others = select(Project.id).where(
        (Project.uid == given["id"]) | (Project.slug == given["slug"]), Project.id != project.id
    )
    if session.scalars(others).first():
        return
    project.uid = given["id"]
    if trusted:
        adopt_settings(session, project, given, actor=actor)
    session.flush()
