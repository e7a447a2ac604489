"""The article as the workbench shows it: blocks of sentences, each with what the reader of the page recorded there.

Read with a fixed number of statements and light rows, since every opening of the page goes through here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from factcheck.accounts.models import User
from factcheck.annotation.models import Annotation, Claim, Evidence
from factcheck.annotation.verdicts import AnnotationStatus
from factcheck.annotation.visibility import is_given
from factcheck.articles.models import Article, Revision, Segment
from factcheck.articles.queries import SegmentRow, segments_of

SUBMITTED = AnnotationStatus.SUBMITTED.value
_LINKS = (
    select(func.count())
    .where(Evidence.annotation_id == Annotation.id, Evidence.removed_at.is_(None))
    .scalar_subquery()
)
_MARKS = (
    select(
        Claim.uid,
        Claim.spans,
        Annotation.verdict,
        Annotation.status,
        (Annotation.note != "") | (Annotation.rationale != ""),
        _LINKS,
    )
    .outerjoin(
        Annotation,
        and_(Annotation.claim_id == Claim.id, Annotation.reviewer_id == bindparam("reviewer_id")),
    )
    .where(Claim.article_id == bindparam("article_id"), Claim.removed_at.is_(None))
    .order_by(Claim.start, Claim.end.desc(), Claim.id)
)
_KNOWN = or_(
    ~Claim.implied,
    Claim.decided_at.is_not(None),
    Annotation.id.is_not(None),
    Claim.created_by_id == bindparam("reviewer_id"),
    is_given(bindparam("reviewer_id")),
)
"""What a blind reviewer knows of, as `visibility.known_claims` says it, where their own records are joined anyway."""
_MARKS_KNOWN = _MARKS.where(_KNOWN)
_IN_SENTENCE = (Claim.start >= bindparam("start"), Claim.start < bindparam("end"))
_MARKS_OF_SENTENCE = _MARKS.where(*_IN_SENTENCE)
_MARKS_KNOWN_OF_SENTENCE = _MARKS_KNOWN.where(*_IN_SENTENCE)


@dataclass(slots=True)
class Mark:
    """What one person recorded on one claim, as far as the text shows it; offsets in code points."""

    uid: str
    spans: list[list[int]]
    verdict: str | None
    status: str | None
    evidence: int
    noted: bool


@dataclass(slots=True)
class Sentence:
    """A sentence: its text, the white space before it within its paragraph, and its marks."""

    start: int
    end: int
    kind: str
    gap: str
    text: str
    marks: list[Mark] = field(default_factory=list)

    @property
    def verdict(self) -> str | None:
        """The verdict that stands for the sentence: that of its first claim."""
        return self.marks[0].verdict if self.marks else None

    @property
    def evidence(self) -> int:
        """Links on all its claims."""
        return sum(mark.evidence for mark in self.marks)

    @property
    def noted(self) -> bool:
        """Whether a reason or a note was written on any of its claims."""
        return any(mark.noted for mark in self.marks)

    @property
    def submitted(self) -> bool:
        """Whether every one of its claims was handed in."""
        return bool(self.marks) and all(mark.status == SUBMITTED for mark in self.marks)

    @property
    def parts(self) -> str:
        """The claims that are not just the whole sentence, for the page's script: `verdict:from-to,…;…`.

        Offsets count code points from the start of the sentence and may lie beyond its end. Empty where the one
        claim is the sentence itself.
        """
        if not self.marks or (len(self.marks) == 1 and self.marks[0].spans == [[self.start, self.end]]):
            return ""
        return ";".join(
            f"{mark.verdict or ''}:" + ",".join(f"{a - self.start}-{b - self.start}" for a, b in mark.spans)
            for mark in self.marks
        )


@dataclass(slots=True)
class Block:
    """Sentences that stand together: a paragraph of body text, or one of the parts around it."""

    kind: str
    sentences: list[Sentence]

    @property
    def shown(self) -> Iterator[tuple[int, str, str, str | None, int, bool, int, str, bool]]:
        """What the page shows of each sentence: start, gap, text, verdict, evidence, noted, claims, parts, submitted.

        Tuples, since a template looks names up slowly and a page has thousands of sentences; for the same reason the
        usual sentence, with one mark or none, takes the short way.
        """
        for one in self.sentences:
            told = one.start, one.gap, one.text
            if not one.marks:
                yield (*told, None, 0, False, 0, "", False)
            elif len(one.marks) == 1:
                (mark,) = one.marks
                submitted = mark.status == SUBMITTED
                yield (*told, mark.verdict, mark.evidence, mark.noted, 1, one.parts, submitted)
            else:
                counted = one.evidence, one.noted, len(one.marks)
                yield (*told, one.verdict, *counted, one.parts, one.submitted)


def sheet(
    session: Session, article: Article, revision: Revision, reviewer: User, *, blind: bool
) -> list[Block]:
    """The whole text in blocks, with the reviewer's own marks. `blind`: without the claims that only others' records
    made."""
    rows = segments_of(session, revision)
    sentences = list(_sentences(revision.text, rows))
    # Without the session in between, which would look at every row for objects of its own.
    rows_of_marks = session.connection().execute(
        _MARKS_KNOWN if blind else _MARKS, {"article_id": article.id, "reviewer_id": reviewer.id}
    )
    _place(sentences, _marks(rows_of_marks))
    paragraphs = zip(sentences, (row.paragraph for row in rows), strict=True)
    return [
        Block(kind, [sentence for sentence, _paragraph in group])
        for (_number, kind), group in groupby(paragraphs, key=lambda pair: (pair[1], pair[0].kind))
    ]


def sentence(
    session: Session, article: Article, segment: Segment, reviewer: User, *, blind: bool
) -> Sentence:
    """One sentence as `sheet` has it, for a page that has the words already: `text` is empty."""
    one = Sentence(segment.start, segment.end, segment.kind, "", "")
    here = {"article_id": article.id, "reviewer_id": reviewer.id, "start": segment.start, "end": segment.end}
    query = _MARKS_KNOWN_OF_SENTENCE if blind else _MARKS_OF_SENTENCE
    _place([one], _marks(session.execute(query, here)))
    return one


def sentence_state(shown: Sentence) -> dict[str, Any]:
    """How a sentence is marked in the text, for the page's script."""
    return {
        "at": shown.start,
        "verdict": shown.verdict,
        "claims": len(shown.marks),
        "evidence": shown.evidence,
        "noted": shown.noted,
        "submitted": shown.submitted,
        "parts": shown.parts,
    }


def _sentences(text: str, rows: Sequence[SegmentRow]) -> Iterator[Sentence]:
    end, paragraph = 0, -1
    for start, stop, kind, number in rows:
        gap = text[end:start] if number == paragraph else ""
        yield Sentence(start, stop, str(kind), gap, text[start:stop])
        end, paragraph = stop, number


def _marks(rows: Iterable[Any]) -> Iterator[Mark]:
    for uid, spans, verdict, status, noted, links in rows:
        yield Mark(uid, spans, verdict, status, links, bool(noted))


def _place(sentences: Sequence[Sentence], marks: Iterable[Mark]) -> None:
    """Give each mark to the sentence that holds its beginning; both come in text order."""
    place = 0
    for mark in marks:
        start = mark.spans[0][0]
        while place + 1 < len(sentences) and sentences[place + 1].start <= start:
            place += 1
        if sentences:
            sentences[place].marks.append(mark)
