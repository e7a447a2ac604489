"""The tables of keys: everything has one, and in one place no key means two things."""

from __future__ import annotations

import pytest

from factcheck.annotation.hops import Act, Identification
from factcheck.annotation.keys import ACTIONS, EVERY_ACTION, FIXED, HOP_ACTIONS, bindings, check_keys
from factcheck.errors import Invalid


@pytest.mark.parametrize("actions", [ACTIONS, HOP_ACTIONS])
def test_every_default_is_free_and_used_once(actions: tuple[object, ...]) -> None:
    keys = [action.key for action in actions]  # type: ignore[attr-defined]
    assert len(set(keys)) == len(keys)
    assert not FIXED & set(keys)
    assert len({action.name for action in EVERY_ACTION}) == len(EVERY_ACTION)


def test_every_act_and_every_identification_of_a_hop_has_a_key() -> None:
    names = {action.name for action in HOP_ACTIONS}
    assert {f"act_{act}" for act in Act} <= names
    assert {f"identification_{who}" for who in Identification} <= names


def test_a_hop_keeps_undo_submit_verdicts_and_the_ways_out() -> None:
    ours = {action.key for action in HOP_ACTIONS}
    left = {"undo", "submit", "next", "previous", "source", "evidence", "why", "note", "help", "accept"}
    assert not ours & {action.key for action in ACTIONS if action.name in left or "verdict" in action.name}


def test_one_key_may_mean_one_thing_on_a_hop_and_another_elsewhere() -> None:
    stored = check_keys({"act_denies": "d", "next": "n", "note": "j"}, single=True)
    assert stored["map"] == {"act_denies": "d", "next": "n", "note": "j"}
    bound = bindings({"keys": stored})
    assert (bound["hop"]["act_denies"], bound["keys"]["submit"]) == ("d", "d")


def test_two_things_on_one_key_of_a_hop_are_refused() -> None:
    with pytest.raises(Invalid) as refusal:
        check_keys({"act_denies": "a"}, single=True)
    assert refusal.value.field == "act_denies"
