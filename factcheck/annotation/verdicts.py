"""What a reviewer can record about a claim: the closed lists, and the facts about their members.

The value of every member is what is stored and exported. Words for people are in
`factcheck.annotation.labels`, since they are translated. Members stand in the order in which
they are offered. This module imports no framework.
"""

from enum import IntEnum, StrEnum


class Verdict(StrEnum):
    """The default scale, best supported first. The first five are ordinal, the last three are not."""

    SUPPORTED = "supported"
    MOSTLY_SUPPORTED = "mostly_supported"
    MIXED = "mixed"
    MOSTLY_REFUTED = "mostly_refuted"
    REFUTED = "refuted"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"
    CONFLICTING = "conflicting"
    NOT_CHECKABLE = "not_checkable"

    @property
    def rating(self) -> int | None:
        """The value on the ordinal scale, 5 (supported) to 1 (refuted); None off the scale."""
        return _RATINGS.get(self)

    @property
    def is_ordinal(self) -> bool:
        """Whether the verdict has a place on the scale, so that distances between verdicts mean something."""
        return self in _RATINGS

    @property
    def digit(self) -> int:
        """The one key that chooses this verdict, 1 to 8 in scale order."""
        return _ORDER.index(self) + 1

    @property
    def glyph(self) -> str:
        """One character that tells the verdict without colour."""
        return _GLYPHS[self]

    @property
    def ends_check(self) -> bool:
        """Whether the claim needs nothing more once this is chosen, so that the page moves on by itself."""
        return self is Verdict.NOT_CHECKABLE

    @classmethod
    def from_digit(cls, digit: int) -> "Verdict":
        """Return the verdict that the key 1 to 8 chooses. Raises ValueError for any other number."""
        if not 1 <= digit <= len(_ORDER):
            raise ValueError(f"No verdict has the key {digit}: use 1 to {len(_ORDER)}.")
        return _ORDER[digit - 1]


_ORDER = tuple(Verdict)
_RATINGS = {
    Verdict.SUPPORTED: 5,
    Verdict.MOSTLY_SUPPORTED: 4,
    Verdict.MIXED: 3,
    Verdict.MOSTLY_REFUTED: 2,
    Verdict.REFUTED: 1,
}
_GLYPHS = dict(zip(_ORDER, "●◕◑◔○?≠–", strict=True))


class Flag(StrEnum):
    """What else is wrong with a claim; flags combine freely with any verdict."""

    MISLEADING = "misleading"
    MISSING_CONTEXT = "missing_context"
    CHERRY_PICKED = "cherry_picked"
    EXAGGERATED = "exaggerated"
    UNDERSTATED = "understated"
    OUTDATED = "outdated"
    ALTERED_QUOTE = "altered_quote"
    ALTERED_MEDIA = "altered_media"
    SATIRE = "satire"


class ClaimType(StrEnum):
    """What kind of claim it is (AVeriTeC's nine; Schlichtkrull et al. 2023)."""

    EVENT_OR_PROPERTY = "event_or_property"
    NUMERICAL = "numerical"
    QUOTE_VERIFICATION = "quote_verification"
    CAUSAL = "causal"
    POSITION_STATEMENT = "position_statement"
    MEDIA_PUBLISHING = "media_publishing"
    MEDIA_ANALYSIS = "media_analysis"
    SPECULATIVE = "speculative"
    OPINION = "opinion"


class AnnotationStatus(StrEnum):
    """Where one reviewer's record stands: theirs to change, or handed in."""

    DRAFT = "draft"
    SUBMITTED = "submitted"


class Priority(StrEnum):
    """How much hangs on a claim, least first."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class Confidence(StrEnum):
    """How sure the reviewer is of the verdict, least first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Stance(StrEnum):
    """What a piece of evidence does to the claim."""

    SUPPORTS = "supports"
    PARTLY_SUPPORTS = "partly_supports"
    REFUTES = "refutes"
    CONTEXT = "context"
    IRRELEVANT = "irrelevant"


class SourceType(StrEnum):
    """What kind of source a piece of evidence is."""

    PRIMARY_DOCUMENT = "primary_document"
    OFFICIAL_STATEMENT = "official_statement"
    COURT_RECORD = "court_record"
    LEGISLATIVE_RECORD = "legislative_record"
    DATASET = "dataset"
    PEER_REVIEWED = "peer_reviewed"
    ON_RECORD_INTERVIEW = "on_record_interview"
    EXPERT = "expert"
    EYEWITNESS = "eyewitness"
    ANONYMOUS = "anonymous"
    WIRE = "wire"
    SECONDARY_MEDIA = "secondary_media"
    SOCIAL_POST = "social_post"
    PRESS_RELEASE = "press_release"
    REFERENCE_WORK = "reference_work"
    FACT_CHECK = "fact_check"


class Medium(StrEnum):
    """The form in which a piece of evidence was read, seen or heard."""

    WEB_TEXT = "web_text"
    WEB_TABLE = "web_table"
    PDF = "pdf"
    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    METADATA = "metadata"
    INTERVIEW = "interview"
    OFFLINE_DOCUMENT = "offline_document"
    OTHER = "other"


class Tier(IntEnum):
    """How near a piece of evidence is to what happened: 1 is nearest."""

    PRIMARY = 1
    NAMED_FIRST_HAND = 2
    SECONDARY = 3
    TERTIARY = 4
