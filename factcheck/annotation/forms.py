"""The forms of the inspector, with the words of the closed lists as their choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from factcheck.annotation import hop_labels, labels
from factcheck.annotation.hops import Act, GroundRules, Identification, Located, Mode
from factcheck.annotation.models import (
    CLAIM_LENGTH,
    LINE_LENGTH,
    MAX_CHECKS,
    QUOTE_LENGTH,
    URL_LENGTH,
    Evidence,
    Hop,
)
from factcheck.annotation.rules import RuleKey
from factcheck.annotation.service.evidence import EDITED_FIELDS as EVIDENCE_FIELDS
from factcheck.annotation.service.hops import DETAILS as HOP_FIELDS
from factcheck.annotation.verdicts import Medium, SourceType, Stance, Tier
from factcheck.annotation.weakness import Weakness
from factcheck.articles.labels import SEGMENT_KINDS
from factcheck.labels import Label
from factcheck.labels import lazy_gettext as _
from factcheck.sources.models import SOURCE_NAME_LENGTH


def choices(words: Mapping[Any, Label], *, empty: bool = True) -> list[SelectChoice]:
    """What a select offers: the empty choice, then every member of the list under its name."""
    offered = [SelectChoice("", "–")] if empty else []
    return offered + [SelectChoice(str(member.value), label.name) for member, label in words.items()]


class InspectorForm(FlaskForm):
    """A form of which several stand on one page: the ids of its fields carry a suffix, their names do not."""

    class Meta:
        csrf = False  # the whole site checks the token; the template puts it in once a form

    def __init__(self, *args: Any, suffix: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self:
            field.id = f"{field.name}-{suffix}" if suffix else field.name
            field.label.field_id = field.id


class ClaimForm(InspectorForm):
    """What is said of a claim itself."""

    text = TextAreaField(_("In your words"), [Length(max=CLAIM_LENGTH)])
    types = SelectMultipleField(
        _("Types"),
        choices=choices(labels.CLAIM_TYPES, empty=False),
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )
    priority = SelectField(_("Priority"), choices=choices(labels.PRIORITIES, empty=False))
    checkable = BooleanField(_("Can be checked"))
    checks = SelectField(
        _("Checks wanted"), choices=[SelectChoice(str(n), str(n)) for n in range(1, MAX_CHECKS + 1)]
    )


class EvidenceForm(InspectorForm):
    """What is said of a link."""

    url = StringField(_("Link"), [Length(max=URL_LENGTH)])
    stance = SelectField(_("Stance"), choices=choices(labels.STANCES))
    title = StringField(_("Title"), [Length(max=LINE_LENGTH)])
    publisher = StringField(_("Publisher"), [Length(max=LINE_LENGTH)])
    author = StringField(_("Author"), [Length(max=LINE_LENGTH)])
    published_at = DateField(_("Published"), [Optional()])
    accessed_at = DateField(_("Read on"), [Optional()])
    source_type = SelectField(_("Kind of source"), choices=choices(labels.SOURCE_TYPES))
    tier = SelectField(_("Tier"), choices=choices(labels.TIERS))
    medium = SelectField(_("Medium"), choices=choices(labels.MEDIA))
    quote = TextAreaField(_("The exact passage"), [Length(max=QUOTE_LENGTH)])
    note = TextAreaField(_("Note"), [Length(max=QUOTE_LENGTH)])


class HopForm(InspectorForm):
    """What is said of a hop of the chain."""

    source = StringField(_("Source"), [Length(max=SOURCE_NAME_LENGTH)])
    identification = SelectField(_("Identification"), choices=choices(hop_labels.IDENTIFICATIONS))
    act = SelectField(_("Act"), choices=choices(hop_labels.ACTS, empty=False))
    mode = SelectField(_("Mode"), choices=choices(hop_labels.MODES))
    ground_rules = SelectField(_("Ground rules"), choices=choices(hop_labels.GROUND_RULES))
    proximity = SelectField(_("Proximity"), choices=choices(hop_labels.PROXIMITIES))
    located = SelectField(_("Original"), choices=choices(hop_labels.LOCATED))
    reliability = SelectField(_("Source reliability"), choices=choices(hop_labels.RELIABILITIES))
    credibility = SelectField(_("Information credibility"), choices=choices(hop_labels.CREDIBILITIES))
    plural_stated = BooleanField(_("The text speaks of several"))
    n_identified = IntegerField(_("Can be told apart"), [Optional()])
    claim_date = DateField(_("Date of the statement"), [Optional()])


def claim_form(claim: Any) -> ClaimForm:
    """The form filled from a claim."""
    return ClaimForm(
        formdata=None,
        suffix=claim.uid,
        data={name: getattr(claim, name) for name in ("text", "types", "priority", "checkable", "checks")},
    )


def evidence_form(evidence: Evidence) -> EvidenceForm:
    """The form filled from a piece of evidence."""
    return EvidenceForm(formdata=None, suffix=evidence.uid, data=_filled(evidence, EVIDENCE_FIELDS))


def hop_form(hop: Hop) -> HopForm:
    """The form filled from a hop."""
    return HopForm(
        formdata=None, suffix=hop.uid, data=_filled(hop, HOP_FIELDS) | {"source": hop.source.label}
    )


def choices_of_kind() -> dict[str, str]:
    """Segment kind → its name."""
    return {kind.value: str(label.name) for kind, label in SEGMENT_KINDS.items()}


def name_of(what: str, value: Any) -> str:
    """The name of a stored member of the list `what`; empty for none."""
    if value in (None, ""):
        return ""
    words, member = _LISTS[what]
    return str(words[member(value)].name)


def guess_identification(label: str) -> Identification:
    """How far a source is identified, going by how its label is written; only ever a first suggestion.

    A description in lower case or in quotation marks is unnamed, anything else a name.
    """
    first = label.lstrip()[:1]
    if first.islower() or first in "\"“„«'‘":
        return Identification.UNNAMED_DESCRIBED
    return Identification.NAMED


MENDED_IN = {
    RuleKey.QUOTE: "quote",
    RuleKey.CIRCULAR: "url",
    RuleKey.ORIGINAL: "located",
    RuleKey.PLURAL_BUT_ONE: "n_identified",
    RuleKey.ANONYMOUS_OPINION: "identification",
    RuleKey.GROUND_RULES: "ground_rules",
    RuleKey.WEAKEST_LINK: "reliability",
}
"""The field of a piece of evidence or of a hop where what a rule found about it is mended."""

_LISTS: dict[str, tuple[Mapping[Any, Label], Any]] = {
    "stance": (labels.STANCES, Stance),
    "source_type": (labels.SOURCE_TYPES, SourceType),
    "tier": (labels.TIERS, Tier),
    "medium": (labels.MEDIA, Medium),
    "identification": (hop_labels.IDENTIFICATIONS, Identification),
    "act": (hop_labels.ACTS, Act),
    "mode": (hop_labels.MODES, Mode),
    "ground_rules": (hop_labels.GROUND_RULES, GroundRules),
    "located": (hop_labels.LOCATED, Located),
    "weakness": (hop_labels.WEAKNESSES, Weakness),
}


def _filled(subject: Evidence | Hop, names: Sequence[str]) -> dict[str, Any]:
    return {name: _text(getattr(subject, name)) for name in names}


def _text(value: Any) -> Any:
    """Selects compare with the text of a choice."""
    return (
        ""
        if value is None
        else str(value)
        if isinstance(value, int) and not isinstance(value, bool)
        else value
    )
