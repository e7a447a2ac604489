"""The summary in exports is the one that the rules work out."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from factcheck.annotation.hops import (
    Act,
    Credibility,
    GroundRules,
    HopFacts,
    Identification,
    Located,
    Mode,
    Proximity,
    Reliability,
)
from factcheck.annotation.sourcing import summarise
from factcheck.exchange.chain import chain_summary
from factcheck.exchange.shapes import Hop, Source

MOMENT = "2026-01-31T09:30:00.000000Z"


@st.composite
def chains(draw: st.DrawFn) -> list[HopFacts]:
    """Chains with every kind of fact, branches and cycles included."""
    ids = [f"hop{number}" for number in range(draw(st.integers(0, 5)))]

    def perhaps(members: type) -> st.SearchStrategy[Any]:
        return st.none() | st.sampled_from(list(members))  # type: ignore[call-overload]

    return [
        HopFacts(
            id=uid,
            via=tuple(draw(st.lists(st.sampled_from([other for other in ids if other != uid]), unique=True)))
            if len(ids) > 1
            else (),
            source=draw(st.sampled_from(["a", "b", "c"])),
            act=draw(st.sampled_from(Act)),
            mode=draw(perhaps(Mode)),
            identification=draw(perhaps(Identification)),
            ground_rules=draw(perhaps(GroundRules)),
            proximity=draw(perhaps(Proximity)),
            plural_stated=draw(st.booleans()),
            n_identified=draw(st.none() | st.integers(0, 3)),
            located=draw(perhaps(Located)),
            reliability=draw(perhaps(Reliability)),
            credibility=draw(perhaps(Credibility)),
        )
        for uid in ids
    ]


@given(chains())
def test_a_summary_in_a_document_equals_that_of_the_rules(chain: list[HopFacts]) -> None:
    hops = [
        Hop(
            str(fact.id),
            [str(uid) for uid in fact.via],
            Source(str(fact.source), "name", ""),
            str(fact.act),
            fact.mode,
            fact.identification,
            fact.ground_rules,
            fact.proximity,
            fact.plural_stated,
            fact.n_identified,
            fact.located,
            None,
            fact.reliability,
            fact.credibility,
            None,
            MOMENT,
        )
        for fact in chain
    ]
    assert msgspec.to_builtins(chain_summary(hops)) == summarise(chain).to_dict()
