"""What a schema cannot say about the sources of a document: that hops name them, and that names lead to one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from factcheck.errors import Invalid
from factcheck.links import parse_link
from factcheck.sources.spelling import label_key

Members = dict[str, Any]


def check_sources(document: Members, hops: list[tuple[str, Members]]) -> None:
    """Every source that a hop names is described once, and every name leads to one source."""
    described = {source["id"]: source for source in document["sources"]}
    unnamed = set(described)
    for path, hop in hops:
        source = described.get(hop["source"]["id"])
        if source is None:
            raise Invalid(_("There is no source of this id in the document's list."), f"{path}.source.id")
        if any(source[member] != hop["source"][member] for member in ("name", "description")):
            raise Invalid(_("This source is described in another way further up."), f"{path}.source")
        unnamed.discard(source["id"])
    known: dict[tuple[bool, str], str] = {}
    for path, source in _each(document):
        if source["id"] in unnamed:
            raise Invalid(_("No hop of this document names this source."), f"{path}.id")
        _check_source(path, source)
        for member, of_project, name in _names_of(source):
            if not label_key(name):
                raise Invalid(
                    _("A source has a name, or the words that the article has for it."), f"{path}.{member}"
                )
            if known.setdefault((of_project, label_key(name)), source["id"]) != source["id"]:
                raise Invalid(_("A source of this name has another id further up."), f"{path}.{member}")


def _names_of(source: Members) -> list[tuple[str, bool, str]]:
    """Each name: the member it stands in, whether it counts in the whole project, and its text."""
    own = ("description", False) if source["name"] is None else ("name", True)
    names = [(*own, source[own[0]])]
    names += [(f"aliases[{number}]", True, name) for number, name in enumerate(source["aliases"])]
    return names + [
        (f"descriptions[{number}]", False, name) for number, name in enumerate(source["descriptions"])
    ]


def _check_source(path: str, source: Members) -> None:
    if source["name"] is None and source["aliases"]:
        raise Invalid(_("Only a source with a name has aliases in the project."), f"{path}.aliases")
    keys = [(of_project, label_key(name)) for _member, of_project, name in _names_of(source)]
    if len(set(keys)) < len(keys):
        raise Invalid(_("A name stands twice at this source."), f"{path}.aliases")
    if source["identity_approved_by"] is not None and not source["identity_known"]:
        raise Invalid(
            _("Only a source that an editor knows can be approved."), f"{path}.identity_approved_by"
        )
    for number, link in enumerate(source["links"]):
        check_link(f"{path}.links[{number}]", link)


def _each(document: Members) -> Iterator[tuple[str, Members]]:
    for number, source in enumerate(document["sources"]):
        yield f"$.sources[{number}]", source


def check_link(path: str, link: str) -> None:
    """Raises Invalid, with the path, for what is not an address as it is kept."""
    try:
        kept = parse_link(link)
    except Invalid as error:
        raise Invalid(error.message, path) from error
    if kept != link:
        raise Invalid(_("This is not a complete web address."), path)
