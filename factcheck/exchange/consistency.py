"""What a schema cannot say about a document: that its parts fit each other and its text."""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from typing import Any

from flask_babel import gettext as _

from factcheck.accounts.names import clean_name, name_key
from factcheck.articles.decoding import accept
from factcheck.articles.languages import canonical_tag
from factcheck.errors import Invalid
from factcheck.evidence.duplicates import signature
from factcheck.evidence.file_kinds import kind_of, plain_name
from factcheck.exchange.assignment_records import PEOPLE
from factcheck.exchange.project_record import check_project
from factcheck.exchange.shapes import CONTEXT
from factcheck.exchange.source_checks import check_link, check_sources

Members = dict[str, Any]


def check_consistency(document: Members) -> None:
    """Raises Invalid, with the path of the first fault, for a document (one that follows the schema) whose parts do
    not fit: offsets, checksums, ids, names, links."""
    if canonical_tag(document["article"]["lang"]) != document["article"]["lang"]:
        raise Invalid(_("This is not the usual form of a language tag."), "$.article.lang")
    check_project(document["project"])
    _check_ids(document)
    _check_copies(document)
    _check_names(document)
    texts: dict[int, str] = {}
    for path, revision in _each("$", document, "revisions"):
        if texts and revision["number"] <= max(texts):
            raise Invalid(_("Revisions must be in order, each with its own number."), f"{path}.number")
        _check_text(path, revision)
        texts[revision["number"]] = revision["text"]
    for path, claim in _each("$", document, "claims"):
        if claim["revision"] not in texts:
            raise Invalid(_("There is no revision of this number."), f"{path}.revision")
        _check_spans(path, claim["spans"], texts[claim["revision"]])
        reviewers = set()
        for inner, annotation in _each(path, claim, "annotations"):
            key = name_key(annotation["reviewer"])
            if key in reviewers:
                raise Invalid(_("A reviewer has one annotation on a claim, not two."), f"{inner}.reviewer")
            reviewers.add(key)
            _check_annotation(inner, annotation)
        for inner, made in _decisions(path, claim):
            _check_decision(inner, made)
        for inner, thread in _each(path, claim, "threads"):
            _check_thread(inner, thread)
    for path, signed in _each("$", document, "sign_offs"):
        if signed["revision"] not in texts:
            raise Invalid(_("There is no revision of this number."), f"{path}.revision")
    _check_assignments(document)


def _each(path: str, owner: Members, member: str) -> Iterator[tuple[str, Members]]:
    for number, part in enumerate(owner[member]):
        yield f"{path}.{member}[{number}]", part


def _annotations(document: Members) -> Iterator[tuple[str, Members]]:
    for path, claim in _each("$", document, "claims"):
        yield from _each(path, claim, "annotations")


def _decisions(path: str, claim: Members) -> Iterator[tuple[str, Members]]:
    """Every decision on the claim, the one that stands last."""
    yield from _each(path, claim, "earlier_decisions")
    if claim["adjudication"]:
        yield f"{path}.adjudication", claim["adjudication"]


def _check_decision(path: str, made: Members) -> None:
    if (made["outcome"] == "verdict") != (made["verdict"] is not None):
        raise Invalid(
            _("A decision has a verdict where its outcome is one, and only there."), f"{path}.verdict"
        )
    is_earlier = not path.endswith(".adjudication")
    for name in ("reopened_at", "reopened_by"):
        if (made[name] is not None) != is_earlier:
            raise Invalid(
                _("An earlier decision says when and by whom it was opened again; one that stands does not."),
                f"{path}.{name}",
            )


def _check_thread(path: str, thread: Members) -> None:
    if thread["resolved_at"] is None and thread["resolved_by"] is not None:
        raise Invalid(_("A discussion that is open was settled by nobody."), f"{path}.resolved_by")
    for inner, comment in _each(path, thread, "comments"):
        if bool(comment["text"].strip()) != (comment["removed_at"] is None):
            raise Invalid(_("A comment has a text unless it was taken back."), f"{inner}.text")
        if len(set(comment["mentions"])) < len(comment["mentions"]):
            raise Invalid(_("A person is named once."), f"{inner}.mentions")


def _threads(document: Members) -> Iterator[tuple[str, Members]]:
    for path, claim in _each("$", document, "claims"):
        yield from _each(path, claim, "threads")


def _check_assignments(document: Members) -> None:
    claims = {claim["id"] for claim in document["claims"]}
    held = set()
    for path, given in _each("$", document, "assignments"):
        if given["claim"] is not None and given["claim"] not in claims:
            raise Invalid(_("There is no claim of this id."), f"{path}.claim")
        if (given["ended_at"] is None) != (given["ended"] is None):
            raise Invalid(_("What has come to its end says when and how."), f"{path}.ended")
        if given["ended"] is not None or given["reviewer"] is None:
            continue
        key = (given["claim"], name_key(given["reviewer"]))
        if key in held:
            raise Invalid(_("This person has the same work twice."), f"{path}.reviewer")
        held.add(key)


def _check_ids(document: Members) -> None:
    """Every kind of thing has ids of its own, and a source says the same wherever it is named."""
    _check_unique(_each("$", document, "revisions"))
    _check_unique(_each("$", document, "claims"))
    _check_unique(_annotations(document))
    _check_unique(each for path, owner in _annotations(document) for each in _each(path, owner, "evidence"))
    _check_unique(each for path, owner in _annotations(document) for each in _each(path, owner, "waivers"))
    _check_unique(each for path, claim in _each("$", document, "claims") for each in _decisions(path, claim))
    _check_unique(_each("$", document, "sign_offs"))
    _check_unique(_each("$", document, "assignments"))
    _check_unique(_threads(document))
    _check_unique(each for path, thread in _threads(document) for each in _each(path, thread, "comments"))
    hops = [each for path, owner in _annotations(document) for each in _each(path, owner, "hops")]
    _check_unique(hops)
    _check_unique(_each("$", document, "sources"))
    check_sources(document, hops)


def _check_unique(parts: Iterable[tuple[str, Members]]) -> None:
    seen = set()
    for path, part in parts:
        if part["id"] in seen:
            raise Invalid(_("This id is used twice."), f"{path}.id")
        seen.add(part["id"])


def _check_names(document: Members) -> None:
    """Names are spelled in the one way that sign-in names are, and one person in one way only."""
    named = [("$.article.created_by", document["article"]["created_by"])]
    named += [(f"{path}.created_by", claim["created_by"]) for path, claim in _each("$", document, "claims")]
    named += [
        (f"{path}.identity_approved_by", source["identity_approved_by"])
        for path, source in _each("$", document, "sources")
    ]
    for path, annotation in _annotations(document):
        named.append((f"{path}.reviewer", annotation["reviewer"]))
        named += [(f"{inner}.by", waiver["by"]) for inner, waiver in _each(path, annotation, "waivers")]
    for path, claim in _each("$", document, "claims"):
        for inner, made in _decisions(path, claim):
            named += [(f"{inner}.{by}", made[by]) for by in ("by", "reopened_by")]
    named += [(f"{path}.by", signed["by"]) for path, signed in _each("$", document, "sign_offs")]
    for path, given in _each("$", document, "assignments"):
        named += [(f"{path}.{name}", given[name]) for name in PEOPLE]
    for path, thread in _threads(document):
        named.append((f"{path}.resolved_by", thread["resolved_by"]))
        for inner, comment in _each(path, thread, "comments"):
            named.append((f"{inner}.author", comment["author"]))
            named += [(f"{inner}.mentions[{at}]", name) for at, name in enumerate(comment["mentions"])]
    spelled: dict[str, str] = {}
    for path, name in named:
        if name is None:
            continue
        if clean_name(name, path) != name:
            raise Invalid(_("This name has extra spaces, or letters that are not composed (NFC)."), path)
        if spelled.setdefault(name_key(name), name) != name:
            raise Invalid(_("This name is spelled in two ways."), path)


def _check_text(path: str, revision: Members) -> None:
    text = revision["text"]
    try:
        kept = accept(text)
    except Invalid as error:
        raise Invalid(error.message, f"{path}.text") from error
    if kept != text:
        raise Invalid(_("Lines must end with a line feed alone, without a byte order mark."), f"{path}.text")
    if hashlib.sha256(text.encode()).hexdigest() != revision["sha256"]:
        raise Invalid(_("This is not the SHA-256 of the text: one of the two was changed."), f"{path}.sha256")
    free = 0
    for inner, segment in _each(path, revision, "segments"):
        start, end = segment["start"], segment["end"]
        if segment["id"] != f"s{start}":
            raise Invalid(_("A sentence is named by its start: s%(start)s.", start=start), f"{inner}.id")
        if start < free:
            raise Invalid(_("Sentences must be in order and apart from each other."), f"{inner}.start")
        if not start < end <= len(text):
            raise Invalid(_("This is outside the text, or not after the start."), f"{inner}.end")
        free = end


def _check_spans(path: str, spans: list[Members], text: str) -> None:
    free = 0
    for number, span in enumerate(spans):
        inner, start, end = f"{path}.spans[{number}]", span["start"], span["end"]
        if start < free:
            raise Invalid(_("Spans must be in order and apart from each other."), f"{inner}.start")
        if not start < end <= len(text):
            raise Invalid(_("This is outside the text, or not after the start."), f"{inner}.end")
        if text[start:end].isspace():
            raise Invalid(_("A claim needs words; this span is white space."), inner)
        around = {
            "exact": text[start:end],
            "prefix": text[max(0, start - CONTEXT) : start],
            "suffix": text[end : end + CONTEXT],
        }
        for name, words in around.items():
            if span[name] != words:
                raise Invalid(_("This is not what the text says there."), f"{inner}.{name}")
        free = end


def _check_copies(document: Members) -> None:
    """A copy says the same wherever it is named."""
    said: dict[str, Members] = {}
    for path, owner in _annotations(document):
        for inner, piece in _each(path, owner, "evidence"):
            copy = piece["copy"]
            if copy and said.setdefault(copy["id"], copy) != copy:
                raise Invalid(_("This copy is described in another way further up."), f"{inner}.copy")


def _check_copy(path: str, copy: Members) -> None:
    for name in ("url", "final_url", "canonical_url", "archived_url"):
        if copy[name]:
            check_link(f"{path}.{name}", copy[name])
    if copy["text"] is not None and hashlib.sha256(copy["text"].encode()).hexdigest() != copy["text_sha256"]:
        raise Invalid(
            _("This is not the SHA-256 of the text: one of the two was changed."), f"{path}.text_sha256"
        )
    if copy["text"] and copy["minhash"]:
        known = signature(copy["text"])
        if known is None or b64encode(known).decode() != copy["minhash"]:
            raise Invalid(_("This is not the MinHash of the text."), f"{path}.minhash")


def _check_evidence(path: str, piece: Members) -> None:
    if piece["url"]:
        check_link(f"{path}.url", piece["url"])
    if piece["copy"]:
        _check_copy(f"{path}.copy", piece["copy"])
    for file_path, file in _each(path, piece, "attachments"):
        _check_file(file_path, file)


def _check_file(path: str, file: Members) -> None:
    if plain_name(file["name"], file["media_type"]) != file["name"]:
        raise Invalid(_("This is not a plain file name."), f"{path}.name")
    if file["content"] is None:
        return
    try:
        content = b64decode(file["content"], validate=True)
        kind = kind_of(content)
    except (ValueError, Invalid) as error:
        raise Invalid(
            _("This is not the content of a file of that kind, in Base64."), f"{path}.content"
        ) from error
    said = (kind.media_type, len(content), hashlib.sha256(content).hexdigest())
    if said != (file["media_type"], file["size"], file["sha256"]):
        raise Invalid(
            _("The content is not what is said of it: one of the two was changed."), f"{path}.content"
        )


def _check_annotation(path: str, annotation: Members) -> None:
    if (annotation["status"] == "submitted") != (annotation["submitted_at"] is not None):
        raise Invalid(_("What was submitted has the moment of it; a draft has none."), f"{path}.submitted_at")
    for inner, waiver in _each(path, annotation, "waivers"):
        if waiver["reason"].strip() != waiver["reason"] or not waiver["reason"]:
            raise Invalid(_("A waiver has a reason, without space around it."), f"{inner}.reason")
    evidence = {piece["id"] for piece in annotation["evidence"]}
    for inner, piece in _each(path, annotation, "evidence"):
        _check_evidence(inner, piece)
    hops = {hop["id"] for hop in annotation["hops"]}
    for inner, hop in _each(path, annotation, "hops"):
        for number, uid in enumerate(hop["via"]):
            if uid not in hops or uid == hop["id"]:
                raise Invalid(
                    _("A hop can only be reached from other hops of the same chain."),
                    f"{inner}.via[{number}]",
                )
        if hop["located_evidence"] is not None and hop["located_evidence"] not in evidence:
            raise Invalid(
                _("This is not the id of evidence on the same annotation."), f"{inner}.located_evidence"
            )
