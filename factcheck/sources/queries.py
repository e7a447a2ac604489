"""Finding sources: one of them, the one that goes by a name, those that typing may mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, aliased

from factcheck.accounts.access import Viewer
from factcheck.accounts.permissions import Permission
from factcheck.articles.models import Article
from factcheck.errors import NotFound
from factcheck.sources.known import known_to
from factcheck.sources.models import NAMED, Source, SourceName, SourceWord
from factcheck.sources.spelling import folded, label_key, past, words_of
from factcheck.words import gettext as _

OFFERED = 10


@dataclass(frozen=True, slots=True)
class Offer:
    """A source that typing may mean. `matched`: the name that fits, where that is not its own; `unnamed`: those are
    words of the article that do not name it, so that they are what a hop says.
    """

    source: Source
    matched: str = ""
    unnamed: bool = False

    @property
    def value(self) -> str:
        """What to write in the field so that it leads to this source."""
        return self.matched if self.unnamed else self.source.label


def get_source(
    session: Session,
    viewer: Viewer,
    uid: str,
    permission: Permission = Permission.READ,
    *,
    lock: bool = False,
) -> Source:
    """The source of that uid, merged or not; with `lock`, nobody else changes it until this transaction ends.

    Raises NotFound for an outsider of its project and for somebody who may not know of it, and NotAllowed for a member
    without the permission.
    """
    query = select(Source).where(Source.uid == uid, known_to(viewer))
    source = session.scalars(query.with_for_update() if lock else query).one_or_none()
    if source is None:
        raise NotFound(_("There is no such source, or it is not yours to see."))
    viewer.check(permission, source.project_id)
    return source


def find_named(session: Session, article: Article, label: str, *, named: bool) -> Source | None:
    """The source that goes by that name or alias in the project, or by those words in the article.

    The rows are held against a merge until this transaction ends.
    """
    query = (
        select(Source)
        .join(SourceName, SourceName.source_id == Source.id)
        .where(
            SourceName.project_id == article.project_id,
            SourceName.scope == (NAMED if named else article.uid),
            SourceName.label_key == label_key(label),
        )
        .with_for_update(read=True, key_share=True)
    )
    return session.scalars(query).one_or_none()


def find_ids(session: Session, article: Article, labels: Sequence[tuple[str, bool]]) -> list[int | None]:
    """The key of the source that each label means on the article, None where it means none yet. One statement.

    labels: each with whether it is a name (of the project), or words that the article has for somebody unnamed.
    """
    places = [(NAMED if named else article.uid, label_key(label)) for label, named in labels]
    query = select(SourceName.scope, SourceName.label_key, SourceName.source_id).where(
        SourceName.project_id == article.project_id,
        SourceName.scope.in_([NAMED, article.uid]),
        SourceName.label_key.in_([key for _scope, key in places]),
    )
    known = {(scope, key): source_id for scope, key, source_id in session.execute(query)}
    return [known.get(place) for place in places]


def standing(session: Session, source: Source) -> Source:
    """The source that this one was merged into, at the end of the line; itself where it was not merged."""
    seen = {source.id}
    while source.merged_into_id is not None and source.merged_into_id not in seen:
        source = session.get_one(Source, source.merged_into_id)
        seen.add(source.id)
    return source


def standing_id(session: Session, source_id: int) -> int:
    """As `standing`, by keys; the key itself where there is no such row."""
    source = session.get(Source, source_id)
    return standing(session, source).id if source else source_id


def names_of(session: Session, source: Source) -> Sequence[SourceName]:
    """Every name of the source: those of the project first, its own before the others, then in their order."""
    found = session.scalars(select(SourceName).where(SourceName.source_id == source.id)).all()
    own = label_key(source.label)
    return sorted(
        found, key=lambda each: (each.scope != NAMED, each.label_key != own, each.label_key, each.scope)
    )


def aliases_of(session: Session, source: Source) -> list[SourceName]:
    """Its names but for its own."""
    own = label_key(source.label)
    own_scope_is_project = source.is_named
    return [
        each
        for each in names_of(session, source)
        if each.label_key != own or (each.scope == NAMED) != own_scope_is_project
    ]


def merged_into(session: Session, source: Source) -> Sequence[Source]:
    """The sources that were merged straight into this one, the last first."""
    query = (
        select(Source).where(Source.merged_into_id == source.id).order_by(Source.merge_seq.desc(), Source.id)
    )
    return session.scalars(query).all()


def known_sources(
    session: Session, viewer: Viewer, article: Article, *, limit: int = 200
) -> Sequence[Source]:
    """The sources to offer on an article, as far as the viewer may know of them: its own unnamed ones, then the
    project's named ones, newest first."""
    query = (
        select(Source)
        .where(
            Source.project_id == article.project_id,
            Source.merged_into_id.is_(None),
            (Source.article_id == article.id) | Source.article_id.is_(None),
            known_to(viewer),
        )
        .order_by(func.coalesce(Source.article_id, 0).desc(), Source.id.desc())
        .limit(limit)
    )
    return session.scalars(query).all()


def offers(
    session: Session, viewer: Viewer, article: Article, typed: str, *, limit: int = OFFERED
) -> list[Offer]:
    """What the typing may mean, on an article: names that begin with it first, then names with words that do.

    Case and accents aside, over names and aliases, the article's own unnamed sources included. With nothing typed:
    the article's own, then the newest.
    """
    if not words_of(typed):
        return [Offer(source) for source in known_sources(session, viewer, article, limit=limit)]
    return offers_in(session, viewer, article.project_id, [article.uid, NAMED], typed, limit=limit)


def offers_in(
    session: Session,
    viewer: Viewer,
    project_id: int,
    scopes: Sequence[str],
    typed: str,
    *,
    limit: int = OFFERED,
) -> list[Offer]:
    """As `offers`, for any scopes of a project, those before others; nothing for nothing typed."""
    if not words_of(typed):
        return []
    found: dict[int, Offer] = {}
    # One scope at a time, so that an index gives the rows in order however many fit.
    for make in (_beginning, _with_words):
        for scope in scopes:
            # A source may match by several names: a few more rows than are shown.
            matches = make(project_id, scope, typed).where(known_to(viewer))
            for name, source in session.execute(matches.limit(4 * limit)):
                own = label_key(name) == label_key(source.label)
                unnamed = not own and scope != NAMED and source.is_named
                found.setdefault(source.id, Offer(source, "" if own else name, unnamed))
                if len(found) == limit:
                    return list(found.values())
    return list(found.values())


def ids_matching(project_ids: Sequence[int], typed: str) -> Select[int]:
    """The keys of the projects' sources with a name in which every typed word begins a word."""
    return _word_matches(project_ids, None, typed).with_only_columns(SourceName.source_id).order_by(None)


def _beginning(project_id: int, scope: str, typed: str) -> Select[str, Source]:
    prefix = folded(typed)
    return (
        select(SourceName.name, Source)
        .join(Source, Source.id == SourceName.source_id)
        .where(
            SourceName.project_id == project_id,
            SourceName.scope == scope,
            SourceName.folded >= prefix,
            SourceName.folded < past(prefix),
        )
        .order_by(SourceName.folded, SourceName.id)
    )


def _with_words(project_id: int, scope: str, typed: str) -> Select[str, Source]:
    matches = _word_matches([project_id], scope, typed)
    return matches.join(Source, Source.id == SourceName.source_id).with_only_columns(SourceName.name, Source)


def _word_matches(project_ids: Sequence[int], scope: str | None, typed: str) -> Select[SourceName]:
    """Names in which every typed word begins a word; the longest, of equals the last, is looked for first, as the
    rarest."""
    typed_words = list(enumerate(words_of(typed)))
    typed_words.sort(key=lambda word: (len(word[1]), word[0]), reverse=True)
    longest, *others = [word for _place, word in typed_words] or [""]
    query = (
        select(SourceName)
        .join(SourceWord, SourceWord.name_id == SourceName.id)
        .where(
            SourceWord.project_id.in_(project_ids),
            SourceWord.word >= longest,
            SourceWord.word < past(longest),
        )
        .order_by(SourceWord.word, SourceWord.name_id)
    )
    if scope is not None:
        query = query.where(SourceWord.scope == scope)
    for word in others:
        other = aliased(SourceWord)
        # Project and scope follow from the name, but let the database choose which word it begins with.
        here = [other.project_id == SourceWord.project_id, other.scope == SourceWord.scope]
        query = query.where(
            exists().where(other.name_id == SourceName.id, other.word >= word, other.word < past(word), *here)
        )
    return query
