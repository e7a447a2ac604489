"""Which source a hop means: found by name or alias, and what sort it is taken for."""

from __future__ import annotations

from sqlalchemy.orm import Session

from factcheck.annotation.hops import Identification
from factcheck.annotation.models import Hop
from factcheck.articles.models import Article
from factcheck.sources.kinds import SourceKind
from factcheck.sources.models import Source
from factcheck.sources.service.naming import name_source
from factcheck.sources.spelling import label_key

KINDS: dict[Identification, SourceKind] = {
    Identification.NAMED: SourceKind.PERSON,
    Identification.NAMED_ROLE: SourceKind.OFFICE,
    Identification.OUTLET: SourceKind.OUTLET,
    Identification.DOCUMENT: SourceKind.DOCUMENT,
    Identification.COLLECTIVE: SourceKind.COLLECTIVE,
    Identification.UNNAMED_DESCRIBED: SourceKind.ANONYMOUS,
    Identification.UNNAMED_BARE: SourceKind.ANONYMOUS,
}
"""What a source is taken for, going by how a hop identifies it."""


def source_for(
    session: Session, article: Article, label: str, identification: str | None, *, hop: Hop | None = None
) -> Source:
    """The source that a hop of that label and identification means; `hop` is the one that is described anew.

    A hop whose words and kind of identification stay keeps its source, also one whose unnamed source was identified
    since: the article still does not name it. Raises Invalid for an empty or overlong label.
    """
    how = Identification(identification) if identification else None
    unnamed = how is not None and how.is_unnamed
    if hop is not None and unnamed == _is_unnamed(hop) and label_key(label) == label_key(hop.source.label):
        source = hop.source
    else:
        source = name_source(
            session, article, label, named=not unnamed, kind=KINDS[how] if how is not None else None
        )
    _follow_guess(source, how)
    return source


def _is_unnamed(hop: Hop) -> bool:
    return hop.identification is not None and Identification(hop.identification).is_unnamed


def _follow_guess(source: Source, how: Identification | None) -> None:
    """A sort that nobody chose follows what a hop says more exactly than "named"."""
    if not source.kind_guessed or how in (None, Identification.NAMED) or source.is_named == how.is_unnamed:
        return
    if source.kind != KINDS[how].value:
        source.kind = KINDS[how].value
