"""How the demonstration's stories were checked: claims, records, evidence, chains, decisions, as documents."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from factcheck.annotation.hops import Act, GroundRules, Identification, Located, Mode
from factcheck.annotation.verdicts import (
    AnnotationStatus,
    ClaimType,
    Confidence,
    Flag,
    Medium,
    Priority,
    SourceType,
    Stance,
    Verdict,
)
from factcheck.articles.languages import direction
from factcheck.articles.models import Origin
from factcheck.articles.segmentation import cut
from factcheck.articles.segmenter import VERSION
from factcheck.demo import words
from factcheck.demo.identifiers import uid_at
from factcheck.demo.people import LEADS, REVIEWERS, Member
from factcheck.demo.stories import Sentence, Speaker, Story
from factcheck.evidence.models import CopyOrigin
from factcheck.evidence.states import LinkState
from factcheck.exchange import shapes
from factcheck.exchange.chain import chain_summary
from factcheck.exchange.document import anchor
from factcheck.sources.kinds import SourceKind

_CLAIMED, _SECOND, _DECIDED, _SETTLED, _DISCUSSED = 0.7, 0.28, 0.75, 0.3, 0.06
_KINDS = {
    Identification.NAMED: SourceKind.PERSON,
    Identification.DOCUMENT: SourceKind.DOCUMENT,
    Identification.OUTLET: SourceKind.OUTLET,
    Identification.UNNAMED_DESCRIBED: SourceKind.ANONYMOUS,
    Identification.COLLECTIVE: SourceKind.COLLECTIVE,
}
_STANCES = {
    Verdict.SUPPORTED: Stance.SUPPORTS,
    Verdict.MOSTLY_SUPPORTED: Stance.SUPPORTS,
    Verdict.MIXED: Stance.PARTLY_SUPPORTS,
    Verdict.MOSTLY_REFUTED: Stance.REFUTES,
    Verdict.REFUTED: Stance.REFUTES,
}
_SOURCES = {
    SourceType.PRIMARY_DOCUMENT: (22, 1),
    SourceType.OFFICIAL_STATEMENT: (18, 2),
    SourceType.DATASET: (12, 1),
    SourceType.ON_RECORD_INTERVIEW: (9, 2),
    SourceType.WIRE: (14, 3),
    SourceType.SECONDARY_MEDIA: (18, 3),
    SourceType.SOCIAL_POST: (4, 4),
    SourceType.PRESS_RELEASE: (3, 3),
}
_FOUND = {
    LinkState.OK: 84,
    LinkState.REDIRECTED: 4,
    LinkState.CHANGED: 4,
    LinkState.QUOTE_MISSING: 2,
    LinkState.GONE: 4,
    LinkState.PAYWALLED: 2,
}


@dataclass
class Times:
    """When a story came in, when it is due, and how far its check is at `today`: the share of what was to be handed in,
    from 0 to 1, and whether all of it was, and was decided."""

    came: datetime
    due: datetime | None
    today: datetime
    share: float
    finished: bool

    def after(self, chance: random.Random, earliest: datetime) -> datetime:
        """A moment after that one, hours later, and not later than today."""
        return min(self.today, earliest + timedelta(hours=chance.expovariate(1 / 9)))


@dataclass
class Sources:
    """The sources of a story. Those with a name are the same in every story of the project; of those without one, the
    same words are the same source within the story."""

    chance: random.Random
    named: dict[str, str]
    kept: dict[str, shapes.SourceRecord] = field(default_factory=dict)
    """What the story's document says of each, by name or description."""

    def of(self, speaker: Speaker, moment: datetime) -> shapes.Source:
        """The source that the speaker is."""
        key = speaker.name or speaker.description
        if key not in self.kept:
            uid = self.named.get(key) or uid_at(self.chance, moment)
            if speaker.name:
                self.named[key] = uid
            source = shapes.Source(uid, speaker.name or None, speaker.description)
            self.kept[key] = _source_record(source, speaker)
        record = self.kept[key]
        return shapes.Source(record.id, record.name, record.description)


def document(
    chance: random.Random, project: shapes.Project, story: Story, times: Times, named: dict[str, str]
) -> dict[str, Any]:
    """The story with its check as a document of `factcheck/1`. `named`: name → id of the sources so far; those of this
    story are added."""
    sources = Sources(chance, named)
    lead, team = chance.choice(LEADS), chance.sample(REVIEWERS, 3)
    revision = _revision(chance, story, times.came)
    claims = [
        _claim(chance, story, sentence, times, team, lead, sources)
        for sentence in story.sentences
        if chance.random() < _CLAIMED
    ]
    whole = shapes.Document(
        schema=shapes.SCHEMA,
        project=project,
        article=shapes.Article(
            id=uid_at(chance, times.came),
            title=story.title,
            byline=story.byline,
            publisher=story.publisher,
            url="",
            published_at=_iso(times.came - timedelta(hours=chance.randint(1, 30))),
            lang=story.lang,
            dir=direction(story.lang),
            due_at=_iso(times.due) if times.due else None,
            created_at=_iso(times.came),
            created_by=lead.name,
        ),
        revisions=[revision],
        sources=sorted(sources.kept.values(), key=lambda each: each.id),
        sign_offs=[],
        assignments=_assignments(chance, times, team, lead),
        claims=sorted(claims, key=lambda each: (each.spans[0].start, each.spans[-1].end, each.id)),
    )
    built: dict[str, Any] = msgspec.to_builtins(whole)
    return built


def _revision(chance: random.Random, story: Story, moment: datetime) -> shapes.Revision:
    return shapes.Revision(
        id=uid_at(chance, moment),
        number=1,
        text=story.text,
        sha256=hashlib.sha256(story.text.encode()).hexdigest(),
        offset_unit=shapes.OFFSET_UNIT,
        origin=Origin.PASTE.value,
        created_at=_iso(moment),
        segments=[
            shapes.Segment(f"s{each.start}", each.start, each.end, each.kind, each.paragraph, VERSION)
            for each in cut(story.text, story.lang)
        ],
    )


def _claim(
    chance: random.Random,
    story: Story,
    sentence: Sentence,
    times: Times,
    team: Sequence[Member],
    lead: Member,
    sources: Sources,
) -> shapes.Claim:
    begun = times.after(chance, times.came)
    priority = chance.choices(list(Priority), weights=[2, 6, 2])[0]
    checks = 2 if chance.random() < _SECOND else 1
    records = [
        _record(chance, story, sentence, times, member, begun, sources)
        for member in team[: checks if chance.random() < times.share else checks - 1]
        if chance.random() < times.share
    ]
    submitted = [each for each in records if each.status == AnnotationStatus.SUBMITTED]
    if checks == 1 and len({each.verdict for each in submitted}) > 1:
        checks = 2
    return shapes.Claim(
        id=uid_at(chance, begun),
        revision=1,
        spans=[anchor(story.text, sentence.start, sentence.end)],
        text="",
        types=[sentence.type.value] if chance.random() < 0.8 else [ClaimType.OPINION.value],
        priority=priority.value,
        checkable=sentence.truth is not Verdict.NOT_CHECKABLE,
        checks=checks,
        implied=False,
        created_at=_iso(begun),
        created_by=team[0].name,
        annotations=sorted(records, key=lambda each: each.id),
        adjudication=_decision(chance, times, submitted, checks, sentence, lead),
        earlier_decisions=[],
        threads=_threads(chance, times, begun, team, lead) if records else [],
    )


def _record(
    chance: random.Random,
    story: Story,
    sentence: Sentence,
    times: Times,
    member: Member,
    begun: datetime,
    sources: Sources,
) -> shapes.Annotation:
    made = times.after(chance, begun)
    handed_in = times.after(chance, made)
    done = times.finished or (handed_in < times.today and chance.random() < 0.93)
    verdict = member.judge(chance, sentence.truth)
    evidence = [
        _evidence(chance, story, verdict, made, times.today) for _ in range(_pieces(chance, member, verdict))
    ]
    hops = _hops(chance, sentence, made, sources)
    return shapes.Annotation(
        id=uid_at(chance, made),
        reviewer=member.name,
        verdict=verdict.value,
        flags=[flag.value for flag in Flag if chance.random() < 0.03],
        rationale=chance.choice(words.REASONS),
        confidence=chance.choice(list(Confidence)).value,
        status=(AnnotationStatus.SUBMITTED if done else AnnotationStatus.DRAFT).value,
        notes=None,
        active_seconds=member.seconds(chance),
        created_at=_iso(made),
        changed_at=_iso(handed_in if done else made),
        submitted_at=_iso(handed_in) if done else None,
        changed_after_reveal=done and chance.random() < 0.03,
        evidence=evidence,
        hops=hops,
        waivers=[],
        summary=chain_summary(hops),
    )


def _pieces(chance: random.Random, member: Member, verdict: Verdict) -> int:
    """How many pieces of evidence somebody attaches; none to what cannot be checked."""
    if verdict in (Verdict.NOT_CHECKABLE, Verdict.NOT_ENOUGH_EVIDENCE):
        return 0
    return min(6, round(chance.expovariate(1 / member.evidence)))


def _evidence(
    chance: random.Random, story: Story, verdict: Verdict, made: datetime, today: datetime
) -> shapes.Evidence:
    kind = chance.choices(list(_SOURCES), weights=[weight for weight, _tier in _SOURCES.values()])[0]
    publisher = chance.choice(words.OUTLETS)
    host = publisher.casefold().replace(" ", "-")
    url = f"https://{host}.example/{chance.choice(words.SUBJECTS).replace(' ', '-')}/{chance.randint(1, 400)}"
    published = made.date() - timedelta(days=chance.randint(0, 300) - (6 if chance.random() < 0.1 else 0))
    return shapes.Evidence(
        id=uid_at(chance, made),
        url=url,
        title=chance.choice(words.HEADLINES).format(
            town=chance.choice(words.TOWNS),
            subject=chance.choice(words.SUBJECTS),
            outlet=publisher,
            person="-",
        ),
        publisher=publisher,
        author="",
        published_at=min(published, today.date()).isoformat(),
        accessed_at=_iso(made),
        medium=Medium.WEB_TEXT.value,
        source_type=kind.value,
        tier=_SOURCES[kind][1],
        stance=_STANCES.get(verdict, Stance.CONTEXT).value,
        quote="",
        note="",
        created_at=_iso(made),
        attachments=[],
        copy=_copy(chance, url, publisher, story.lang, published, made) if chance.random() < 0.8 else None,
        link_check=_link_check(chance, url, today) if chance.random() < 0.9 else None,
    )


def _copy(
    chance: random.Random, url: str, publisher: str, lang: str, published: date, made: datetime
) -> shapes.Copy:
    digest = hashlib.sha256(f"{url}{made}".encode()).hexdigest()
    return shapes.Copy(
        id=uid_at(chance, made),
        url=url,
        final_url=url,
        canonical_url=url,
        http_status=200,
        media_type="text/html",
        fetched_at=_iso(made),
        body_sha256=digest,
        text_sha256=digest,
        minhash=None,
        title="",
        publisher=publisher,
        author="",
        published_at=published.isoformat(),
        lang=lang,
        origin=CopyOrigin.IMPORT.value,
        archived_url="",
        text=None,
    )


def _link_check(chance: random.Random, url: str, today: datetime) -> shapes.LinkCheck:
    state = chance.choices(list(_FOUND), weights=list(_FOUND.values()))[0]
    gone = state is LinkState.GONE
    return shapes.LinkCheck(
        checked_at=_iso(today - timedelta(hours=chance.randint(1, 40))),
        state=state.value,
        reason="status" if gone else "",
        http_status=404 if gone else 200,
        final_url=url,
        difference=shapes.Difference(text=None, quote=None, title=None),
    )


def _hops(chance: random.Random, sentence: Sentence, made: datetime, sources: Sources) -> list[shapes.Hop]:
    """The chain of the sentence, as most reviewers draw it."""
    hops: list[shapes.Hop] = []
    for place, speaker in enumerate(sentence.chain):
        unnamed = speaker.identification.is_unnamed
        last = place + 1 == len(sentence.chain)
        hops.append(
            shapes.Hop(
                id=uid_at(chance, made),
                via=[hops[-1].id] if hops else [],
                source=sources.of(speaker, made),
                act=(Act.ASSERTS if last else Act.REPORTS).value,
                mode=Mode.INDIRECT.value,
                identification=speaker.identification.value,
                ground_rules=(GroundRules.BACKGROUND if unnamed else GroundRules.ON_RECORD).value,
                proximity=None,
                plural_stated=unnamed and speaker.description.startswith(("two", "people")),
                n_identified=None,
                located=chance.choice(
                    [Located.ORIGINAL_LOCATED, Located.UNCHECKED, Located.UNTRACEABLE]
                ).value,
                located_evidence=None,
                reliability=chance.choice("ABBC" if not unnamed else "CDF"),
                credibility=chance.choice([1, 2, 2, 3] if not unnamed else [2, 3, 4, 6]),
                claim_date=None,
                created_at=_iso(made),
            )
        )
    return hops


def _source_record(source: shapes.Source, speaker: Speaker) -> shapes.SourceRecord:
    return shapes.SourceRecord(
        id=source.id,
        name=source.name,
        description=source.description,
        kind=_KINDS[speaker.identification].value,
        aliases=[],
        descriptions=[],
        links=[],
        note="",
        identity_known=False,
        identity_approved_by=None,
    )


def _decision(
    chance: random.Random,
    times: Times,
    records: Sequence[shapes.Annotation],
    checks: int,
    sentence: Sentence,
    lead: Member,
) -> shapes.Adjudication | None:
    """What a lead decided, where everybody has handed in and it is not left open yet."""
    differ = len({each.verdict for each in records}) > 1
    decided = chance.random() < (_SETTLED if differ else _DECIDED) * times.share
    if len(records) < checks or not (decided or times.finished):
        return None
    handed_in = max(datetime.fromisoformat(each.submitted_at) for each in records if each.submitted_at)
    at = times.after(chance, handed_in)
    if at >= times.today and not times.finished:
        return None
    verdict = lead.judge(chance, sentence.truth).value if differ else records[0].verdict
    adopted = [each for each in records if each.verdict == verdict]
    return shapes.Adjudication(
        id=uid_at(chance, at),
        outcome="verdict",
        verdict=verdict,
        flags=[],
        rationale="" if adopted else chance.choice(words.REASONS),
        adopted=[each.id for each in adopted],
        evidence=[piece.id for each in adopted for piece in each.evidence],
        hops=[hop.id for each in adopted[:1] for hop in each.hops],
        dissent=[
            shapes.Dissent(each.id, each.reviewer, each.verdict) for each in records if each not in adopted
        ],
        by=lead.name,
        at=_iso(at),
        settled_at=None,
        reopened_at=None,
        reopened_by=None,
        reopened_why="",
    )


def _threads(
    chance: random.Random, times: Times, begun: datetime, team: Sequence[Member], lead: Member
) -> list[shapes.Thread]:
    if chance.random() > _DISCUSSED:
        return []
    asked = times.after(chance, begun)
    comments = [_comment(chance, team[0], chance.choice(words.QUESTIONS), [lead.name], asked)]
    if chance.random() < 0.6:
        comments.append(_comment(chance, lead, chance.choice(words.ANSWERS), [], times.after(chance, asked)))
    settled = comments[-1].created_at if len(comments) > 1 else None
    return [
        shapes.Thread(uid_at(chance, asked), _iso(asked), settled, lead.name if settled else None, comments)
    ]


def _comment(
    chance: random.Random, member: Member, text: str, mentions: list[str], at: datetime
) -> shapes.Comment:
    return shapes.Comment(uid_at(chance, at), member.name, text, mentions, _iso(at), None, None)


def _assignments(
    chance: random.Random, times: Times, team: Sequence[Member], lead: Member
) -> list[shapes.Assignment]:
    """The story given to the first of the team, or left in the pool."""
    given = times.after(chance, times.came)
    pooled = times.share == 0 and chance.random() < 0.5
    return [
        shapes.Assignment(
            id=uid_at(chance, given),
            claim=None,
            reviewer=None if pooled else team[0].name,
            priority=Priority.NORMAL.value,
            due_at=_iso(times.due) if times.due else None,
            note="",
            given_by=lead.name,
            given_at=_iso(given),
            taken_at=None,
            returned_by=None,
            sent_back_at=None,
            sent_back_why="",
            ended_at=None,
            ended=None,
        )
    ]


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
