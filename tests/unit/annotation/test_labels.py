"""Every member of every closed list has words, and the words can be translated."""

from collections.abc import Iterator
from enum import Enum

import pytest
from flask import Flask
from flask_babel import Babel

from factcheck.annotation import hops, policy, rules, verdicts, weakness
from factcheck.annotation.labels import VERDICTS, label
from factcheck.annotation.rule_labels import RULES
from factcheck.annotation.rules import Field, RuleKey
from factcheck.annotation.verdicts import Stance, Verdict
from factcheck.articles.labels import ORIGINS, SEGMENT_KINDS
from factcheck.articles.models import Origin, SegmentKind

LISTS: list[type[Enum]] = [
    found
    for module in (verdicts, policy, rules, hops, weakness)
    for found in vars(module).values()
    if isinstance(found, type) and issubclass(found, Enum) and found.__module__ == module.__name__
    # Field names a place on the page, which is labelled where it stands; rules have more words than a label.
    if found not in (Field, RuleKey)
]


@pytest.fixture(autouse=True)
def request_in_english() -> Iterator[None]:
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


@pytest.mark.parametrize("member", [member for found in LISTS for member in found], ids=repr)
def test_a_member_has_a_name_and_a_meaning_in_one_line(member: Enum) -> None:
    name, meaning = label(member)

    assert 0 < len(str(name)) <= 40
    assert 0 < len(str(meaning)) <= 80
    assert "\n" not in f"{name}{meaning}"


@pytest.mark.parametrize("found", LISTS, ids=lambda found: found.__name__)
def test_no_two_members_of_a_list_have_the_same_name(found: type[Enum]) -> None:
    names = [str(label(member).name) for member in found]

    assert len(set(names)) == len(names)


def test_every_segment_kind_and_origin_has_a_label() -> None:
    assert list(SEGMENT_KINDS) == list(SegmentKind)
    assert list(ORIGINS) == list(Origin)
    assert str(SEGMENT_KINDS[SegmentKind.DEK].name) == "Standfirst"


def test_members_of_two_lists_with_the_same_value_have_their_own_labels() -> None:
    assert str(label(Verdict.CONFLICTING).name) == "Conflicting evidence"
    assert str(label(Stance.CONTEXT).name) == "Context"
    assert str(label(weakness.Weakness.PLURAL_BUT_ONE).name) == "plural for one"


def test_tables_are_in_the_order_of_their_lists() -> None:
    assert list(VERDICTS) == list(Verdict)
    assert list(RULES) == list(RuleKey)


@pytest.mark.parametrize("rule", RuleKey)
def test_a_rule_says_in_a_line_each_what_it_finds_why_and_what_to_do(rule: RuleKey) -> None:
    words = RULES[rule]
    assert 0 < len(str(words.title)) <= 40
    assert 0 < len(str(words.mend)) <= 60
    for text in (words.finds, words.reason, words.mend):
        assert str(text).endswith(".")
        assert len(str(text)) <= 110
        assert "\n" not in str(text)


def test_no_two_rules_have_the_same_title_or_ask_for_the_same() -> None:
    for member in ("title", "finds", "mend"):
        texts = [str(getattr(words, member)) for words in RULES.values()]
        assert len(set(texts)) == len(texts), member


@pytest.mark.parametrize("rule", RuleKey)
def test_the_codes_that_a_rule_follows_are_linked_in_full(rule: RuleKey) -> None:
    for reference in RULES[rule].references:
        assert reference.name
        assert reference.url.startswith(("https://", "http://"))
