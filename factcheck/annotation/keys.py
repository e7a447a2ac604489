"""The keys of the workbench: what can be done with one key, and which key each person has put it on. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel.speaklater import LazyString

from factcheck.annotation.hop_labels import ACTS, IDENTIFICATIONS
from factcheck.annotation.hops import Act, Identification
from factcheck.annotation.labels import VERDICTS
from factcheck.annotation.verdicts import Verdict
from factcheck.errors import Invalid
from factcheck.labels import lazy_gettext

KEY_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Action:
    """Something a key does. `key` is the default, as the browser names it (`KeyboardEvent.key`)."""

    name: str
    key: str
    words: LazyString


@dataclass(frozen=True, slots=True)
class Group:
    """Actions that belong together, and what they are called on the sheet of keys."""

    name: LazyString
    actions: tuple[Action, ...]


GROUPS = (
    Group(
        lazy_gettext("Moving"),
        (
            Action("next", "j", lazy_gettext("Next sentence (also ↓)")),
            Action("previous", "k", lazy_gettext("Previous sentence (also ↑)")),
            Action("next_open", "o", lazy_gettext("Next sentence without a verdict")),
            Action("next_claim", "]", lazy_gettext("Next claim of this sentence")),
            Action("previous_claim", "[", lazy_gettext("Previous claim of this sentence")),
        ),
    ),
    Group(
        lazy_gettext("Verdict"),
        (
            *(
                Action(f"verdict_{verdict.value}", str(verdict.digit), VERDICTS[verdict].name)
                for verdict in Verdict
            ),
            Action("clear_verdict", "0", lazy_gettext("Take the verdict back")),
            Action("flags", "f", lazy_gettext("Flags and confidence")),
        ),
    ),
    Group(
        lazy_gettext("Reasons and evidence"),
        (
            Action("why", "w", lazy_gettext("Why: the reason for the verdict")),
            Action("evidence", "e", lazy_gettext("Add evidence: type or paste a link, Enter")),
            Action(
                "seal",
                "v",
                lazy_gettext("Seal the evidence that has the focus, or the last one; or let it out"),
            ),
            Action("note", "n", lazy_gettext("Sourcing note")),
        ),
    ),
    Group(
        lazy_gettext("Sourcing"),
        (
            Action("source", "s", lazy_gettext("Add a hop, Enter; on a hop, one that is reached from it")),
            Action("branch", "S", lazy_gettext("Add a hop that this article names itself")),
            Action("hops", "t", lazy_gettext("To the hops of the chain")),
            Action("suggestions", "p", lazy_gettext("To the chains that the text suggests")),
            Action("accept", "y", lazy_gettext("Take the suggested chain")),
            Action("revise", "r", lazy_gettext("Change the suggested chain before taking it")),
            Action("dismiss", "z", lazy_gettext("Put the suggested chain away")),
            Action("graph", "i", lazy_gettext("What the whole article rests on")),
        ),
    ),
    Group(
        lazy_gettext("Claims"),
        (
            Action(
                "claim",
                "c",
                lazy_gettext("Make a claim of the selected words (none selected: select with the arrows)"),
            ),
            Action("about", "a", lazy_gettext("About the claim: in your words, types, priority")),
            Action("submit", "d", lazy_gettext("Done: submit this claim")),
            Action("findings", "l", lazy_gettext("What the rules find: to the first, or to Submit")),
            Action("undo", "u", lazy_gettext("Undo your last change")),
            Action("history", "h", lazy_gettext("History of the claim")),
            Action("discussion", "q", lazy_gettext("Discussion of the claim")),
            Action("news", "L", lazy_gettext("Bring in what others changed here meanwhile")),
        ),
    ),
    Group(
        lazy_gettext("Mending a wrong cut"),
        (
            Action("split", "x", lazy_gettext("Split the sentence")),
            Action("merge", "m", lazy_gettext("Merge with the next sentence")),
            Action("kind", "b", lazy_gettext("Change the kind of the sentence")),
        ),
    ),
    Group(
        lazy_gettext("Help"),
        (
            Action("guidelines", "g", lazy_gettext("Guidelines of the project")),
            Action("help", "?", lazy_gettext("All keys")),
        ),
    ),
)
ACTIONS = tuple(action for group in GROUPS for action in group.actions)
_ACT_KEYS = dict(zip(Act, "arqcpbx", strict=True))
_IDENTIFICATION_KEYS = dict(zip(Identification, "NRODUBC", strict=True))
HOP_ACTIONS = (
    *(Action(f"act_{act.value}", key, ACTS[act].name) for act, key in _ACT_KEYS.items()),
    *(
        Action(f"identification_{who.value}", key, IDENTIFICATIONS[who].name)
        for who, key in _IDENTIFICATION_KEYS.items()
    ),
    Action("hop_mode", "m", lazy_gettext("Mode: direct, partial, indirect, unattributed")),
    Action("hop_plural", "l", lazy_gettext("The text speaks of several, or of one")),
    Action("hop_one", "i", lazy_gettext("Of several, one can be told apart")),
    Action("hop_via", "v", lazy_gettext("Reached from: choose one more, or one less")),
    Action("hop_remove", "Delete", lazy_gettext("Take the hop out")),
)
"""What keys do while a hop of the chain has the focus; there they come before the others."""
EVERY_ACTION = (*ACTIONS, *HOP_ACTIONS)
FIXED = frozenset({"Enter", "Escape", "Tab", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", " "})
"""Keys that keep their usual meaning."""


def bindings(preferences: Mapping[str, Any]) -> dict[str, Any]:
    """For the page's script: `{"single": bool, "keys": {action: key}, "hop": {action: key}}`.

    Single keys off: Alt is held with each. `hop`: what holds while a hop has the focus.
    """
    stored = preferences.get("keys") or {}
    own = stored.get("map") or {}
    return {
        "single": stored.get("single", True),
        "keys": {action.name: own.get(action.name, action.key) for action in ACTIONS},
        "hop": {action.name: own.get(action.name, action.key) for action in HOP_ACTIONS},
    }


def check_keys(chosen: Mapping[str, str], *, single: bool) -> dict[str, Any]:
    """The preferences to store: only what differs from the defaults.

    Raises Invalid, naming the action, for a key that is empty, fixed, or used twice in the same place.
    """
    changed: dict[str, str] = {}
    for actions in (ACTIONS, HOP_ACTIONS):
        changed |= _changed(actions, chosen)
    return {"single": single, "map": changed}


def _changed(actions: Iterable[Action], chosen: Mapping[str, str]) -> dict[str, str]:
    used: dict[str, Action] = {}
    for action in actions:
        key = chosen.get(action.name, action.key)
        if not key or len(key) > KEY_LENGTH or key in FIXED:
            raise Invalid(_("“%(action)s” needs a key of its own.", action=action.words), action.name)
        if key in used:
            raise Invalid(
                _(
                    "“%(key)s” is used twice: for “%(one)s” and for “%(two)s”.",
                    key=key,
                    one=used[key].words,
                    two=action.words,
                ),
                action.name,
            )
        used[key] = action
    return {action.name: key for key, action in used.items() if key != action.key}
