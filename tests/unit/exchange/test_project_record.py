"""A project's settings as documents have them, and read back."""

from __future__ import annotations

import json
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from factcheck.adjudication.outcomes import MEMBER as DECIDE_OWN
from factcheck.annotation.blind import MEMBER as BLIND
from factcheck.annotation.blind import Blind
from factcheck.annotation.policy import CHANGEABLE, PackKey, Policy
from factcheck.annotation.rules import Severity
from factcheck.annotation.verdicts import Priority, Verdict
from factcheck.assignments import pooling, sampling
from factcheck.exchange.project_record import Stored, check_project, record, settings_of
from factcheck.exchange.validation import check, document_schema

PERCENT = st.integers(0, sampling.WHOLE)
WORD = st.sampled_from(["", "Half true", "נכון", "a “b”"])


@st.composite
def policies(draw: st.DrawFn) -> dict[str, Any]:
    """What a project can have stored as its policy, also nothing and parts of it."""
    changed = draw(st.dictionaries(st.sampled_from(CHANGEABLE), st.sampled_from(Severity), max_size=4))
    whole = {
        **Policy.of_pack(draw(st.sampled_from(PackKey)), changed).to_dict(),
        BLIND: draw(st.sampled_from(Blind)).value,
        DECIDE_OWN: draw(st.booleans()),
        sampling.MEMBER: sampling.Sampling(
            {key: draw(PERCENT) for key in Priority},
            {key: draw(PERCENT) for key in Verdict},
            draw(st.booleans()),
        ).to_dict(),
        pooling.MEMBER: pooling.Pool(draw(st.integers(0, pooling.MOST_DAYS)), draw(st.booleans())).to_dict(),
    }
    left_out = draw(st.sets(st.sampled_from([BLIND, DECIDE_OWN, sampling.MEMBER, pooling.MEMBER])))
    return draw(st.sampled_from([{}, {name: whole[name] for name in whole if name not in left_out}]))


@st.composite
def labels(draw: st.DrawFn) -> dict[str, dict[str, str]]:
    """Own words for some verdicts."""
    drawn = {key.value: {"name": draw(WORD), "meaning": draw(WORD)} for key in Verdict}
    return {key: words for key, words in drawn.items() if any(words.values())}


def stored(settings: dict[str, Any]) -> Stored:
    """A project with these settings, as the database has it."""
    return Stored(
        "0" * 18,
        "desk",
        "Desk",
        "he",
        json.dumps(settings["labels"]),
        "Be fair.",
        3,
        json.dumps(settings["policy"]),
    )


@given(policy=policies(), words=labels())
def test_settings_come_back_as_they_went_out(policy: dict[str, Any], words: dict[str, Any]) -> None:
    written = msgspec.to_builtins(record(stored({"policy": policy, "labels": words})))
    check(written, {"$ref": "#/$defs/project", "$defs": document_schema()["$defs"]})
    check_project(written)
    read = settings_of(written)
    assert read["labels"] == words
    for meaning in (Policy.from_dict, sampling.Sampling.of, pooling.Pool.of):
        assert meaning(read["policy"]) == meaning(policy)
    assert read["policy"][BLIND] == policy.get(BLIND, "always")
    assert read["policy"][DECIDE_OWN] is policy.get(DECIDE_OWN, False)
    assert msgspec.to_builtins(record(stored(read))) == written


def test_a_project_without_guidelines_says_so() -> None:
    bare = stored({"labels": {}, "policy": {}})._replace(guidelines="", guidelines_version=0)
    assert record(bare).guidelines is None
    assert record(bare._replace(guidelines_version=2)).guidelines is not None
