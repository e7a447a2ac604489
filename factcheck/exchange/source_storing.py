"""The sources of a checked document, written or recognised."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from factcheck.articles.models import Article
from factcheck.db import new_uid
from factcheck.exchange.inserting import insert_rows, some_of
from factcheck.sources.models import NAMED, Source, SourceName
from factcheck.sources.service.naming import add_names
from factcheck.sources.spelling import label_key

Members = dict[str, Any]
People = dict[str | None, int | None]
"""Name → the person's key; None stands for nobody."""


def store_sources(session: Session, document: Members, article: Article, people: People) -> dict[str, int]:
    """Source id → key. A named source that the project has already is that one, whatever its id here, and stays as it
    is; of a new one, aliases that lead elsewhere in the project are left out."""
    given = {source["id"]: source for source in document["sources"]}
    places = {uid: (_scope(source, article), label_key(_label(source))) for uid, source in given.items()}
    known = _known_names(session, article, [key for _scope, key in places.values()])
    new = [uid for uid, place in places.items() if place not in known]
    # The same id may be in use for a source of another project, or one that has another name by now.
    taken = {
        uid
        for some in some_of(new)
        for uid in session.scalars(select(Source.uid).where(Source.uid.in_(some)))
    }
    uids = {uid: new_uid() if uid in taken else uid for uid in new}
    kept = ("name", "description", "kind", "links", "note", "identity_known")
    rows = [
        {
            "uid": uids[uid],
            "project_id": article.project_id,
            "article_id": None if places[uid][0] == NAMED else article.id,
            "kind_guessed": False,
            "identity_approved_by_id": people[given[uid]["identity_approved_by"]],
            **{name: given[uid][name] for name in kept},
        }
        for uid in new
    ]
    made = insert_rows(session, Source, rows)
    keys = {uid: made[uids[uid]] if uid in uids else known[place] for uid, place in places.items()}
    _write_names(session, article, given, keys, set(new))
    return keys


def _write_names(
    session: Session, article: Article, given: dict[str, Members], keys: dict[str, int], new: set[str]
) -> None:
    """The names of new sources, and the words that this article has for known ones."""
    wanted: list[tuple[int, str, str]] = []
    for uid, source in given.items():
        names = [(article.uid, each) for each in source["descriptions"]]
        if uid in new:
            names += [(NAMED, each) for each in source["aliases"]]
            names.append((_scope(source, article), _label(source)))
        wanted += [(keys[uid], scope, name) for scope, name in names]
    taken = _known_names(session, article, [label_key(name) for _key, _scope, name in wanted])
    free = [each for each in wanted if (each[1], label_key(each[2])) not in taken]
    add_names(session, article.project_id, free)


def _known_names(session: Session, article: Article, keys: list[str]) -> dict[tuple[str, str], int]:
    """(scope, label key) → the key of the source that goes by it, in the project and in the article."""
    known: dict[tuple[str, str], int] = {}
    for some in some_of(sorted(keys)):
        query = select(SourceName.scope, SourceName.label_key, SourceName.source_id).where(
            SourceName.project_id == article.project_id,
            SourceName.scope.in_([NAMED, article.uid]),
            SourceName.label_key.in_(some),
        )
        known |= {(scope, key): source_id for scope, key, source_id in session.execute(query)}
    return known


def _scope(source: Members, article: Article) -> str:
    return NAMED if source["name"] is not None else article.uid


def _label(source: Members) -> str:
    return str(source["description"] if source["name"] is None else source["name"])
