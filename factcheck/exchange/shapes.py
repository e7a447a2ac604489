"""The members of a `factcheck/1` document, in the order in which they are written (docs/json-format.md).

Moments are texts in UTC to the microsecond (`2026-01-31T09:30:00.000000Z`), days are `2026-01-31`. What the shapes
promise beyond their types (limits, closed lists) is in `factcheck-1.schema.json`.
"""

from __future__ import annotations

import msgspec

SCHEMA = "factcheck/1"
OFFSET_UNIT = "codepoint"
CONTEXT = 32
"""So many characters before and after a span are given with it."""


class VerdictWords(msgspec.Struct, gc=False):
    """What a project calls a verdict, and what it says that it means; empty for the usual words."""

    verdict: str
    name: str
    meaning: str


class Guidelines(msgspec.Struct, gc=False):
    """The project's guidelines in force."""

    version: int
    text: str


class RuleSeverity(msgspec.Struct, gc=False):
    """How strongly a newsroom rule is asked for."""

    rule: str
    severity: str


class PriorityShare(msgspec.Struct, gc=False):
    """The share of the claims of a priority that is checked a second time."""

    priority: str
    percent: int


class VerdictShare(msgspec.Struct, gc=False):
    """The share of the claims given a verdict that is checked a second time."""

    verdict: str
    percent: int


class Policy(msgspec.Struct, gc=False):
    """What the project asks of a check: newsroom rules, blindness, second checks, how work is taken."""

    pack: str
    rules: list[RuleSeverity]
    blind: str
    decide_own: bool
    second_by_priority: list[PriorityShare]
    second_by_verdict: list[VerdictShare]
    third_check: bool
    pool_days: int
    pool_articles: bool


class Project(msgspec.Struct, gc=False):
    """The desk that the article belongs to, and how it checks."""

    id: str
    slug: str
    name: str
    lang: str
    verdicts: list[VerdictWords]
    guidelines: Guidelines | None
    policy: Policy


class Article(msgspec.Struct, gc=False):
    """What is known about the story apart from its text. `dir` follows from `lang`."""

    id: str
    title: str
    byline: str
    publisher: str
    url: str
    published_at: str | None
    lang: str
    dir: str
    due_at: str | None
    created_at: str
    created_by: str | None


class Segment(msgspec.Struct, gc=False):
    """A sentence of a revision."""

    id: str
    start: int
    end: int
    kind: str
    paragraph: int
    segmenter: str


class Revision(msgspec.Struct, gc=False):
    """One immutable text with its sentences."""

    id: str
    number: int
    text: str
    sha256: str
    offset_unit: str
    origin: str
    created_at: str
    segments: list[Segment]


class Span(msgspec.Struct, gc=False):
    """Where a claim stands, with its words and the words around it."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


class Attachment(msgspec.Struct, gc=False):
    """A file attached to evidence; its content in Base64 only where a lead asked for it."""

    id: str
    name: str
    media_type: str
    size: int
    sha256: str
    created_at: str
    content: str | None


class Copy(msgspec.Struct, gc=False):
    """The kept copy that evidence rests on. `text` is there only where a lead asked for it."""

    id: str
    url: str
    final_url: str
    canonical_url: str
    http_status: int | None
    media_type: str
    fetched_at: str
    body_sha256: str
    text_sha256: str
    minhash: bytes | None
    title: str
    publisher: str
    author: str
    published_at: str | None
    lang: str
    origin: str
    archived_url: str
    text: str | None


class Difference(msgspec.Struct, gc=False):
    """What a check found different from the copy; null for what was not compared or is the same."""

    text: float | None
    quote: float | None
    title: list[str] | None


class LinkCheck(msgspec.Struct, gc=False):
    """How the link was found when it was last looked at."""

    checked_at: str
    state: str
    reason: str
    http_status: int | None
    final_url: str
    difference: Difference


class Evidence(msgspec.Struct, gc=False):
    """A link that bears on a claim, or what bears on it without an address."""

    id: str
    url: str
    title: str
    publisher: str
    author: str
    published_at: str | None
    accessed_at: str
    medium: str | None
    source_type: str | None
    tier: int | None
    stance: str | None
    quote: str
    note: str
    created_at: str
    attachments: list[Attachment]
    copy: Copy | None
    link_check: LinkCheck | None


class Source(msgspec.Struct, gc=False, frozen=True):
    """Who or what a hop names; without a name, as the article describes it."""

    id: str
    name: str | None
    description: str


class SourceRecord(msgspec.Struct, gc=False):
    """All that the project keeps about a source; of a confidential one only whether it is known, and who approved."""

    id: str
    name: str | None
    description: str
    kind: str
    aliases: list[str]
    descriptions: list[str]
    links: list[str]
    note: str
    identity_known: bool
    identity_approved_by: str | None


class Hop(msgspec.Struct, gc=False):
    """One step of the attribution chain. `via`: the hops it is reached from; empty, where the article names it."""

    id: str
    via: list[str]
    source: Source
    act: str
    mode: str | None
    identification: str | None
    ground_rules: str | None
    proximity: str | None
    plural_stated: bool
    n_identified: int | None
    located: str | None
    located_evidence: str | None
    reliability: str | None
    credibility: int | None
    claim_date: str | None
    created_at: str


class Weakest(msgspec.Struct, gc=False):
    """The hop that limits the chain, by what, and its Admiralty grade."""

    hop: str
    reason: str
    grade: str | None


class Summary(msgspec.Struct, gc=False):
    """What the hops amount to, as `factcheck.annotation.sourcing` defines it."""

    attributions: int
    roots: list[str]
    independent_roots: int
    named_roots: int
    weakest: Weakest | None
    circular: list[str]
    plural_but_one: list[str]
    single_unnamed_source: bool


class Waiver(msgspec.Struct, gc=False):
    """What a newsroom rule found on the record, let stand by somebody with a reason."""

    id: str
    rule: str
    mark: str
    reason: str
    by: str
    at: str


class Annotation(msgspec.Struct, gc=False):
    """One reviewer's record on a claim. `summary` is worked out from the hops; a sealed note is not here."""

    id: str
    reviewer: str
    verdict: str | None
    flags: list[str]
    rationale: str
    confidence: str | None
    status: str
    notes: str | None
    active_seconds: int
    created_at: str
    changed_at: str
    submitted_at: str | None
    changed_after_reveal: bool
    evidence: list[Evidence]
    hops: list[Hop]
    waivers: list[Waiver]
    summary: Summary


class Dissent(msgspec.Struct, gc=False):
    """A record whose verdict is not the decision's, as it was then."""

    annotation: str
    reviewer: str
    verdict: str | None


class Adjudication(msgspec.Struct, gc=False):
    """A decision on a claim. `adopted`: the records whose verdict it is; `evidence`, `hops`: what it took over from the
    records and is still on them."""

    id: str
    outcome: str
    verdict: str | None
    flags: list[str]
    rationale: str
    adopted: list[str]
    evidence: list[str]
    hops: list[str]
    dissent: list[Dissent]
    by: str
    at: str
    settled_at: str | None
    reopened_at: str | None
    reopened_by: str | None
    reopened_why: str


class SignOff(msgspec.Struct, gc=False):
    """A lead's signature under the article, as it was with that revision."""

    id: str
    revision: int
    sha256: str
    note: str
    by: str
    at: str
    withdrawn_at: str | None


class Assignment(msgspec.Struct, gc=False):
    """Who is to check the article, or one claim of it, by when. Without a reviewer it waits in the pool."""

    id: str
    claim: str | None
    reviewer: str | None
    priority: str
    due_at: str | None
    note: str
    given_by: str | None
    given_at: str
    taken_at: str | None
    returned_by: str | None
    sent_back_at: str | None
    sent_back_why: str
    ended_at: str | None
    ended: str | None


class Comment(msgspec.Struct, gc=False):
    """What somebody said in a discussion. Taken back, its text is empty."""

    id: str
    author: str
    text: str
    mentions: list[str]
    created_at: str
    edited_at: str | None
    removed_at: str | None


class Thread(msgspec.Struct, gc=False):
    """A discussion of a claim."""

    id: str
    created_at: str
    resolved_at: str | None
    resolved_by: str | None
    comments: list[Comment]


class Claim(msgspec.Struct, gc=False):
    """A claim with every reviewer's annotation of it, what was decided on it, and what was said about it."""

    id: str
    revision: int
    spans: list[Span]
    text: str
    types: list[str]
    priority: str
    checkable: bool
    checks: int
    implied: bool
    created_at: str
    created_by: str | None
    annotations: list[Annotation]
    adjudication: Adjudication | None
    earlier_decisions: list[Adjudication]
    threads: list[Thread]


class Document(msgspec.Struct, gc=False):
    """An article with everything on it. `claims` comes last, so that it can be written while it is read."""

    schema: str
    project: Project
    article: Article
    revisions: list[Revision]
    sources: list[SourceRecord]
    sign_offs: list[SignOff]
    assignments: list[Assignment]
    claims: list[Claim]
