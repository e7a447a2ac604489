"""Documents as Hypothesis makes them up: everything that the schema and the consistency checks allow."""

from __future__ import annotations

import hashlib
import random
from base64 import b64encode
from datetime import date
from typing import Any

import msgspec
from hypothesis import strategies as st

from factcheck.adjudication.outcomes import Outcome
from factcheck.annotation import hops, verdicts
from factcheck.annotation.rules import RuleKey
from factcheck.articles.languages import direction
from factcheck.articles.models import Origin, SegmentKind
from factcheck.db import new_uid
from factcheck.evidence.duplicates import signature
from factcheck.evidence.models import CopyOrigin
from factcheck.evidence.states import LinkState
from factcheck.exchange.chain import chain_summary
from factcheck.exchange.document import anchor
from factcheck.exchange.shapes import Hop
from factcheck.sources.kinds import SourceKind

# Sources are shared by a project: the same name has the same id in every document of one run.
NAMED = {name: new_uid() for name in ("The Daily", "Агентство", "وكالة", "A\u0301 B")}
NAMES = ("Dana", "שרה", "Åsa 2", "田中")
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=40)
DAYS = st.dates(min_value=date(1000, 1, 2), max_value=date(2999, 12, 30)).map(date.isoformat)
MOMENTS = st.builds(
    "{}T{}Z".format, DAYS, st.times().map(lambda clock: clock.isoformat(timespec="microseconds"))
)
LINKS = st.sampled_from(
    ["https://a.example/", "http://b.example:8080/ü?q=%00&x=\u202e#f", "HTTPS://A.example", "https://[::1]/"]
)


def perhaps(members: Any) -> st.SearchStrategy[Any]:
    """A member of a closed list as it is stored, or nothing."""
    return st.none() | st.sampled_from([member.value for member in members])


def some_of(members: Any) -> st.SearchStrategy[list[str]]:
    """Members of a closed list, each once."""
    return st.lists(st.sampled_from([member.value for member in members]), unique=True)


@st.composite
def documents(draw: st.DrawFn, project: dict[str, Any]) -> dict[str, Any]:
    """A document of the project."""
    text = draw(WORDS) + draw(st.sampled_from(["x", "👩‍⚕️ e\u0301", "ש"])) + draw(WORDS)
    if text.startswith("\ufeff"):
        text = "x" + text
    lang = draw(st.sampled_from(["en", "he", "pt-BR", "zh-Hant", "es-419"]))
    article = {
        "id": new_uid(),
        "title": draw(WORDS) or "-",
        "byline": draw(WORDS),
        "publisher": draw(WORDS),
        "url": draw(st.sampled_from(["", "https://a.example/ü"])),
        "published_at": draw(st.none() | MOMENTS),
        "lang": lang,
        "dir": direction(lang),
        "due_at": draw(st.none() | MOMENTS),
        "created_at": draw(MOMENTS),
        "created_by": draw(st.none() | st.sampled_from(NAMES)),
    }
    revision = {
        "id": new_uid(),
        "number": draw(st.integers(1, 9)),
        "text": text,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "offset_unit": "codepoint",
        "origin": draw(st.sampled_from(Origin)).value,
        "created_at": draw(MOMENTS),
        "segments": [
            {
                "id": f"s{start}",
                "start": start,
                "end": end,
                "kind": draw(st.sampled_from(SegmentKind)).value,
                "paragraph": draw(st.integers(0, 9)),
                "segmenter": "1",
            }
            for start, end in draw(spans(len(text)))
        ],
    }
    unnamed = {label: new_uid() for label in ("an official", "officials ☎")}
    claims = [draw(claim(text, revision["number"], unnamed)) for _ in range(draw(st.integers(0, 3)))]
    claims.sort(key=lambda each: (each["spans"][0]["start"], each["spans"][-1]["end"], each["id"]))
    return {
        "schema": "factcheck/1",
        "project": project,
        "article": article,
        "revisions": [revision],
        "sources": draw(sources_of(claims)),
        "sign_offs": draw(sign_offs(revision["number"])),
        "assignments": draw(assignments(claims)),
        "claims": claims,
    }


@st.composite
def sources_of(draw: st.DrawFn, claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is kept about each source that the claims name; the same in every document of a source with a name."""
    named = {
        hop["source"]["id"]: hop["source"]
        for each in claims
        for record in each["annotations"]
        for hop in record["hops"]
    }
    extra = iter(draw(st.permutations(["an aide", "Officials, again", "il portavoce"])))
    found: list[dict[str, Any]] = []
    for _uid, source in sorted(named.items()):
        chance = random.Random(source["name"]) if source["name"] else draw(st.randoms(use_true_random=False))
        known = chance.random() < 0.5
        found.append(
            source
            | {
                "kind": chance.choice(list(SourceKind)).value,
                "aliases": [f"{source['name']} 2", f"{source['name']} é"][: chance.randrange(3)]
                if source["name"]
                else [],
                "descriptions": [next(extra)] if draw(st.booleans()) and len(found) < 3 else [],
                "links": ["https://a.example/ü", "HTTP://b.example"][: chance.randrange(3)],
                "note": chance.choice(["", "Asked twice.\n\n☎"]),
                "identity_known": known,
                "identity_approved_by": chance.choice([None, NAMES[0]]) if known else None,
            }
        )
    return found


@st.composite
def spans(draw: st.DrawFn, length: int, at_least: int = 0) -> list[tuple[int, int]]:
    """Spans of a text of that length, in order and apart from each other."""
    borders = sorted(draw(st.sets(st.integers(0, length), min_size=min(2 * at_least, length), max_size=8)))
    return list(zip(borders[::2], borders[1::2], strict=False))


@st.composite
def claim(draw: st.DrawFn, text: str, revision: int, unnamed: dict[str, str]) -> dict[str, Any]:
    """A claim on the text."""
    chosen = [span for span in draw(spans(len(text), 1)) if not text[slice(*span)].isspace()]
    chosen = chosen or [next((n, n + 1) for n, character in enumerate(text) if not character.isspace())]
    annotations = [
        draw(annotation(name, unnamed))
        for name in draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=2))
    ]
    earlier = [draw(decision(annotations)) for _ in range(draw(st.integers(0, 2)))]
    return {
        "id": new_uid(),
        "revision": revision,
        "spans": [msgspec.to_builtins(anchor(text, start, end)) for start, end in chosen],
        "text": draw(WORDS),
        "types": draw(some_of(verdicts.ClaimType)),
        "priority": draw(st.sampled_from(verdicts.Priority)).value,
        "checkable": draw(st.booleans()),
        "checks": draw(st.integers(1, 5)),
        "implied": draw(st.booleans()),
        "created_at": draw(MOMENTS),
        "created_by": draw(st.none() | st.sampled_from(NAMES)),
        "annotations": sorted(annotations, key=lambda each: str(each["id"])),
        "adjudication": draw(st.none() | decision(annotations, stands=True)),
        "earlier_decisions": sorted(earlier, key=lambda each: str(each["at"])),
        "threads": draw(threads()),
    }


@st.composite
def threads(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Discussions of a claim, and what was said in each, the first first."""
    found = []
    for _ in range(draw(st.integers(0, 2))):
        resolved = draw(st.none() | MOMENTS)
        comments = [
            {
                "id": new_uid(),
                "author": draw(st.sampled_from(NAMES)),
                "text": draw(WORDS.filter(str.strip)) if there else "",
                "mentions": sorted(draw(st.sets(st.sampled_from(NAMES), max_size=2))) if there else [],
                "created_at": draw(MOMENTS),
                "edited_at": draw(st.none() | MOMENTS),
                "removed_at": None if there else draw(MOMENTS),
            }
            for there in draw(st.lists(st.booleans(), max_size=3))
        ]
        found.append(
            {
                "id": new_uid(),
                "created_at": draw(MOMENTS),
                "resolved_at": resolved,
                "resolved_by": draw(st.none() | st.sampled_from(NAMES)) if resolved else None,
                "comments": sorted(comments, key=lambda each: str(each["created_at"])),
            }
        )
    return sorted(found, key=lambda each: str(each["created_at"]))


@st.composite
def decision(draw: st.DrawFn, annotations: list[dict[str, Any]], *, stands: bool = False) -> dict[str, Any]:
    """A decision on a claim with these records; `stands`: it was not opened again."""
    outcome = draw(st.sampled_from(Outcome))

    def some(parts: list[dict[str, Any]]) -> list[str]:
        return [str(each["id"]) for each in parts if draw(st.booleans())]

    return {
        "id": new_uid(),
        "outcome": outcome.value,
        "verdict": draw(st.sampled_from(verdicts.Verdict)).value if outcome is Outcome.VERDICT else None,
        "flags": draw(some_of(verdicts.Flag)),
        "rationale": draw(WORDS),
        "adopted": some(annotations),
        "evidence": some([each for record in annotations for each in record["evidence"]]),
        "hops": some([each for record in annotations for each in record["hops"]]),
        "dissent": [
            {
                name: record[key]
                for name, key in (("annotation", "id"), ("reviewer", "reviewer"), ("verdict", "verdict"))
            }
            for record in annotations
        ],
        "by": draw(st.sampled_from(NAMES)),
        "at": draw(MOMENTS),
        "settled_at": draw(st.none() | MOMENTS),
        "reopened_at": None if stands else draw(MOMENTS),
        "reopened_by": None if stands else draw(st.sampled_from(NAMES)),
        "reopened_why": "" if stands else draw(WORDS),
    }


@st.composite
def sign_offs(draw: st.DrawFn, revision: int) -> list[dict[str, Any]]:
    """Sign-offs of an article, the first first."""
    found = [
        {
            "id": new_uid(),
            "revision": revision,
            "sha256": "ab" * 32,
            "note": draw(WORDS),
            "by": draw(st.sampled_from(NAMES)),
            "at": draw(MOMENTS),
            "withdrawn_at": draw(st.none() | MOMENTS),
        }
        for _ in range(draw(st.integers(0, 2)))
    ]
    return sorted(found, key=lambda each: str(each["at"]))


@st.composite
def assignments(draw: st.DrawFn, claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Work on the article and its claims, what was given first at the top; nobody has the same twice."""
    wanted = st.tuples(st.sampled_from([None, *(claim["id"] for claim in claims)]), st.sampled_from(NAMES))
    found = []
    for claim, reviewer in draw(st.lists(wanted, unique=True, max_size=3)):
        ended = draw(st.sampled_from([None, "done", "returned", "withdrawn"]))
        found.append(
            {
                "id": new_uid(),
                "claim": claim,
                "reviewer": draw(st.sampled_from([None, reviewer])),
                "priority": draw(st.sampled_from(verdicts.Priority)).value,
                "due_at": draw(st.none() | MOMENTS),
                "note": draw(WORDS),
                "given_by": draw(st.none() | st.sampled_from(NAMES)),
                "given_at": draw(MOMENTS),
                "taken_at": draw(st.none() | MOMENTS),
                "returned_by": draw(st.none() | st.sampled_from(NAMES)),
                "sent_back_at": draw(st.none() | MOMENTS),
                "sent_back_why": draw(WORDS),
                "ended_at": draw(MOMENTS) if ended else None,
                "ended": ended,
            }
        )
    return sorted(found, key=lambda each: str(each["given_at"]))


@st.composite
def annotation(draw: st.DrawFn, reviewer: str, unnamed: dict[str, str]) -> dict[str, Any]:
    """One reviewer's record."""
    status = draw(st.sampled_from(verdicts.AnnotationStatus)).value
    evidence = [
        {
            "id": new_uid(),
            "url": draw(st.just("") | LINKS),
            "title": draw(WORDS),
            "publisher": draw(WORDS),
            "author": draw(WORDS),
            "published_at": draw(st.none() | DAYS),
            "accessed_at": draw(MOMENTS),
            "medium": draw(perhaps(verdicts.Medium)),
            "source_type": draw(perhaps(verdicts.SourceType)),
            "tier": draw(perhaps(verdicts.Tier)),
            "stance": draw(perhaps(verdicts.Stance)),
            "quote": draw(WORDS),
            "note": draw(WORDS),
            "created_at": draw(MOMENTS),
            "attachments": sorted(
                (draw(attachment()) for _ in range(draw(st.integers(0, 2)))),
                key=lambda file: (file["created_at"], file["id"]),
            ),
            "copy": draw(st.none() | copies()),
            "link_check": draw(st.none() | checks()),
        }
        for _ in range(draw(st.integers(0, 2)))
    ]
    ids = [new_uid() for _ in range(draw(st.integers(0, 3)))]
    chain = [draw(hop(uid, ids, [piece["id"] for piece in evidence], unnamed)) for uid in ids]
    return {
        "id": new_uid(),
        "reviewer": reviewer,
        "verdict": draw(perhaps(verdicts.Verdict)),
        "flags": draw(some_of(verdicts.Flag)),
        "rationale": draw(WORDS),
        "confidence": draw(perhaps(verdicts.Confidence)),
        "status": status,
        "notes": draw(WORDS) or None,
        "active_seconds": draw(st.integers(0, 2**31 - 1)),
        "created_at": draw(MOMENTS),
        "changed_at": draw(MOMENTS),
        "submitted_at": draw(MOMENTS) if status == "submitted" else None,
        "changed_after_reveal": draw(st.booleans()),
        "evidence": evidence,
        "hops": chain,
        "waivers": [draw(waiver()) for _ in range(draw(st.integers(0, 2)))],
        "summary": msgspec.to_builtins(chain_summary([msgspec.convert(each, Hop) for each in chain])),
    }


@st.composite
def attachment(draw: st.DrawFn) -> dict[str, Any]:
    """A file attached to evidence, without its content."""
    return {
        "id": new_uid(),
        "name": draw(st.sampled_from(["minutes.pdf", "צילום.png", "note.txt"])),
        "media_type": draw(st.sampled_from(["application/pdf", "image/png", "text/plain"])),
        "size": draw(st.integers(0, 10**8)),
        "sha256": draw(st.text("0123456789abcdef", min_size=64, max_size=64)),
        "created_at": draw(MOMENTS),
        "content": None,
    }


HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)
STATUSES = st.none() | st.integers(100, 599)


@st.composite
def copies(draw: st.DrawFn) -> dict[str, Any]:
    """A kept copy, with its text or without."""
    text = draw(st.none() | WORDS)
    known = draw(st.none() | st.binary(min_size=256, max_size=256)) if text is None else signature(text)
    return {
        "id": new_uid(),
        "url": draw(st.just("") | LINKS),
        "final_url": draw(st.just("") | LINKS),
        "canonical_url": draw(st.just("") | LINKS),
        "http_status": draw(STATUSES),
        "media_type": draw(st.sampled_from(["", "text/html", "application/pdf"])),
        "fetched_at": draw(MOMENTS),
        "body_sha256": draw(HASHES),
        "text_sha256": draw(HASHES) if text is None else hashlib.sha256(text.encode()).hexdigest(),
        "minhash": known and b64encode(known).decode(),
        "title": draw(WORDS),
        "publisher": draw(WORDS),
        "author": draw(WORDS),
        "published_at": draw(st.none() | DAYS),
        "lang": draw(st.sampled_from(["", "en", "pt-BR"])),
        "origin": draw(st.sampled_from(CopyOrigin)).value,
        "archived_url": draw(st.just("") | LINKS),
        "text": text,
    }


@st.composite
def checks(draw: st.DrawFn) -> dict[str, Any]:
    """How a link was found."""
    return {
        "checked_at": draw(MOMENTS),
        "state": draw(st.sampled_from(LinkState)).value,
        "reason": draw(st.sampled_from(["", "status", "front_page"])),
        "http_status": draw(STATUSES),
        "final_url": draw(st.just("") | LINKS),
        "difference": {
            "text": draw(st.none() | st.sampled_from([0.0, 0.5, 0.933, 1.0])),
            "quote": draw(st.none() | st.sampled_from([0.0, 0.61])),
            "title": draw(st.none() | st.lists(WORDS, min_size=2, max_size=2)),
        },
    }


@st.composite
def waiver(draw: st.DrawFn) -> dict[str, Any]:
    """A finding that somebody let stand."""
    return {
        "id": new_uid(),
        "rule": draw(st.sampled_from(RuleKey)).value,
        "mark": draw(st.text("0123456789abcdef", min_size=16, max_size=16)),
        "reason": draw(WORDS).strip() or "-",
        "by": draw(st.sampled_from(NAMES)),
        "at": draw(MOMENTS),
    }


@st.composite
def hop(
    draw: st.DrawFn, uid: str, ids: list[str], evidence: list[str], unnamed: dict[str, str]
) -> dict[str, Any]:
    """One step of a chain; chains may branch, converge and go in circles."""
    named = draw(st.sampled_from([*NAMED, *unnamed]))
    others = [other for other in ids if other != uid]
    return {
        "id": uid,
        "via": draw(st.lists(st.sampled_from(others), unique=True)) if others else [],
        "source": {"id": NAMED[named], "name": named, "description": ""}
        if named in NAMED
        else {"id": unnamed[named], "name": None, "description": named},
        "act": draw(st.sampled_from(hops.Act)).value,
        "mode": draw(perhaps(hops.Mode)),
        "identification": draw(perhaps(hops.Identification)),
        "ground_rules": draw(perhaps(hops.GroundRules)),
        "proximity": draw(perhaps(hops.Proximity)),
        "plural_stated": draw(st.booleans()),
        "n_identified": draw(st.none() | st.integers(0, 10_000)),
        "located": draw(perhaps(hops.Located)),
        "located_evidence": draw(st.none() | st.sampled_from(evidence)) if evidence else None,
        "reliability": draw(perhaps(hops.Reliability)),
        "credibility": draw(perhaps(hops.Credibility)),
        "claim_date": draw(st.none() | DAYS),
        "created_at": draw(MOMENTS),
    }
