"""A project in a document: its own words for verdicts, its guidelines, what it asks of a check."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
from flask_babel import gettext as _
from sqlalchemy import Text, cast
from sqlalchemy.orm import Session

from factcheck.accounts.models import Project, User
from factcheck.adjudication import outcomes
from factcheck.annotation import blind
from factcheck.annotation.policy import Policy
from factcheck.annotation.service.project import set_fields
from factcheck.annotation.verdicts import Priority, Verdict
from factcheck.articles.languages import canonical_tag
from factcheck.assignments import pooling, sampling
from factcheck.errors import Invalid
from factcheck.exchange import shapes
from factcheck.projects.service.guidelines import clean_text, put_in_force
from factcheck.projects.service.settings import clean_labels

Members = dict[str, Any]


class Stored(NamedTuple):
    """The columns that a record is made of, `COLUMNS` of a row; JSON as its text, which many rows share."""

    uid: str
    slug: str
    name: str
    lang: str
    labels: str
    guidelines: str
    guidelines_version: int
    policy: str


COLUMNS = (
    Project.uid,
    Project.slug,
    Project.name,
    Project.lang,
    cast(Project.labels, Text),
    Project.guidelines,
    Project.guidelines_version,
    cast(Project.policy, Text),
)


@lru_cache(64)
def record(stored: Stored) -> shapes.Project:
    """The project as documents have it; shared, so never changed."""
    labels: Members = msgspec.json.decode(stored.labels)
    version = stored.guidelines_version
    return shapes.Project(
        id=stored.uid,
        slug=stored.slug,
        name=stored.name,
        lang=stored.lang,
        verdicts=[
            shapes.VerdictWords(verdict.value, labels[verdict]["name"], labels[verdict]["meaning"])
            for verdict in Verdict
            if verdict in labels
        ],
        guidelines=shapes.Guidelines(version, stored.guidelines) if version else None,
        policy=_policy(msgspec.json.decode(stored.policy)),
    )


def _policy(stored: Members) -> shapes.Policy:
    rules, shares, pool = Policy.from_dict(stored), sampling.Sampling.of(stored), pooling.Pool.of(stored)
    return shapes.Policy(
        pack=rules.pack.value,
        rules=[shapes.RuleSeverity(rule.value, found.value) for rule, found in rules.severities.items()],
        blind=blind.blind_of(stored).value,
        decide_own=outcomes.may_decide_own(stored),
        second_by_priority=[shapes.PriorityShare(key.value, n) for key, n in shares.priorities.items() if n],
        second_by_verdict=[shapes.VerdictShare(key.value, n) for key, n in shares.verdicts.items() if n],
        third_check=shares.third,
        pool_days=pool.days,
        pool_articles=pool.articles,
    )


def check_project(project: Members) -> None:
    """Raises Invalid, with the path of the first fault, for a project that could not be kept as it is written."""
    if canonical_tag(project["lang"]) != project["lang"]:
        raise Invalid(_("This is not the usual form of a language tag."), "$.project.lang")
    policy = project["policy"]
    once = (
        ("verdicts", project["verdicts"], "verdict"),
        ("policy.rules", policy["rules"], "rule"),
        ("policy.second_by_priority", policy["second_by_priority"], "priority"),
        ("policy.second_by_verdict", policy["second_by_verdict"], "verdict"),
    )
    for path, entries, key in once:
        names = [entry[key] for entry in entries]
        if len(set(names)) < len(names):
            raise Invalid(_("Something is named twice here."), f"$.project.{path}")
    words = _labels(project)
    if clean_labels(words) != words:
        raise Invalid(
            _("Words for a verdict have single spaces and no line breaks, and one of the two is given."),
            "$.project.verdicts",
        )
    guidelines = project["guidelines"]
    if guidelines and clean_text(guidelines["text"]) != guidelines["text"]:
        raise Invalid(
            _("Guidelines have line ends of one line feed, and no space at their ends."),
            "$.project.guidelines.text",
        )


def settings_of(given: Members) -> Members:
    """`labels` and `policy` of the document's project, as a project has them stored."""
    shares = sampling.Sampling(
        {Priority(each["priority"]): each["percent"] for each in given["policy"]["second_by_priority"]},
        {Verdict(each["verdict"]): each["percent"] for each in given["policy"]["second_by_verdict"]},
        given["policy"]["third_check"],
    )
    pool = pooling.Pool(given["policy"]["pool_days"], given["policy"]["pool_articles"])
    rules = {each["rule"]: each["severity"] for each in given["policy"]["rules"]}
    policy = {
        **Policy.from_dict({"pack": given["policy"]["pack"], "rules": rules}).to_dict(),
        blind.MEMBER: given["policy"]["blind"],
        outcomes.MEMBER: given["policy"]["decide_own"],
        sampling.MEMBER: shares.to_dict(),
        pooling.MEMBER: pool.to_dict(),
    }
    return {"labels": _labels(given), "policy": policy}


def adopt_settings(session: Session, project: Project, given: Members, *, actor: User | None) -> None:
    """Let a project take on the name and language of the document's project; and its words for verdicts, its policy
    and its guidelines, each where it has none of its own. Events: `project.adopted`, `guidelines.saved`."""
    values: Members = {"slug": given["slug"], "name": given["name"], "lang": given["lang"]}
    settings = settings_of(given)
    if not project.labels:
        values["labels"] = settings["labels"]
    if not project.policy and _policy(settings["policy"]) != _policy({}):
        values["policy"] = settings["policy"]
    set_fields(session, project, values, actor=actor, action="project.adopted")
    guidelines = given["guidelines"]
    if guidelines and not project.guidelines_version:
        note = _("Came with an imported article.")
        put_in_force(session, project, guidelines["text"], note, number=guidelines["version"], actor=actor)


def _labels(project: Members) -> dict[str, dict[str, str]]:
    return {
        each["verdict"]: {"name": each["name"], "meaning": each["meaning"]} for each in project["verdicts"]
    }
