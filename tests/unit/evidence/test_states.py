"""How a link is judged, from what came back and what is known: tables over plain values."""

from __future__ import annotations

import pytest

from factcheck.evidence.fetching.outcome import Reason
from factcheck.evidence.labels import REASONS, STATES, TONES, TROUBLED
from factcheck.evidence.states import Answered, Known, LinkState, Sign, judge, resemblance, without_answer
from tests.support.pace import seconds

URL = "https://paper.example/news/ferries"
TEXT = (
    "The ferry leaves at nine, harbour officials said on Tuesday after a long meeting with the operators. "
    * 20
)
QUOTE = "harbour officials said on Tuesday"


def answered(**given: object) -> Answered:
    values: dict[str, object] = {
        "status": 200,
        "final_url": URL,
        "title": "Ferries",
        "text": TEXT,
        "whole": TEXT,
    }
    return Answered(**{**values, **given})  # type: ignore[arg-type]


KEPT = Known(URL, QUOTE, "Ferries", TEXT)


@pytest.mark.parametrize(
    ("answer", "known", "state"),
    [
        (answered(), KEPT, LinkState.OK),
        (answered(), Known(URL), LinkState.OK),
        (answered(final_url="http://www.paper.example/news/ferries/#top"), KEPT, LinkState.OK),
        (answered(final_url="https://paper.example/2026/ferries"), KEPT, LinkState.REDIRECTED),
        (answered(final_url="https://paper.example/"), KEPT, LinkState.REDIRECTED),
        (answered(final_url="https://paper.example/", text="Welcome", whole="Welcome"), KEPT, LinkState.GONE),
        (answered(title="Ferries stop"), KEPT, LinkState.CHANGED),
        (answered(title="Ferries stop"), Known(URL, QUOTE), LinkState.OK),
        (answered(text=TEXT[:1000], whole=TEXT[:1000]), KEPT, LinkState.CHANGED),
        (answered(text="Elsewhere.", whole=TEXT), Known(URL, QUOTE), LinkState.OK),
        (answered(text="Elsewhere.", whole="Elsewhere."), Known(URL, QUOTE), LinkState.QUOTE_MISSING),
        (answered(free=False), KEPT, LinkState.OK),
        (answered(free=False, text="Subscribe.", whole="Subscribe."), KEPT, LinkState.PAYWALLED),
        (answered(free=False, text="Subscribe.", whole="Subscribe."), Known(URL), LinkState.PAYWALLED),
        (answered(free=True, text="Short.", whole="Short."), Known(URL), LinkState.OK),
        (answered(title="404 - nothing here", text="", whole="x"), Known(URL), LinkState.GONE),
        (answered(title="How a page was not found in an archive"), Known(URL), LinkState.OK),
        (answered(title="Are you a robot?", text="Tick the box"), Known(URL), LinkState.BLOCKED),
        (answered(title="Security check at the harbour"), Known(URL), LinkState.OK),
        (answered(mitigated=True), KEPT, LinkState.BLOCKED),
        (answered(readable=False, text="", whole=""), Known(URL), LinkState.OK),
        (answered(status=304), KEPT, LinkState.BLOCKED),
        (answered(status=500), KEPT, LinkState.TIMEOUT),
        (answered(status=999), KEPT, LinkState.TIMEOUT),
    ],
)
def test_a_link_is_judged_by_the_first_sign_that_holds(
    answer: Answered, known: Known, state: LinkState
) -> None:
    assert judge(answer, known).state is state


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_for_no_answer_has_a_state(reason: Reason) -> None:
    found = without_answer(reason)
    assert found.state in (LinkState.GONE, LinkState.TIMEOUT, LinkState.BLOCKED)
    assert not found.has_page


def test_every_state_and_reason_has_its_words() -> None:
    assert set(STATES) == set(TONES) == set(LinkState)
    assert set(TROUBLED) == set(LinkState) - {LinkState.OK, LinkState.REDIRECTED}
    assert set(REASONS) == {reason.value for reason in (*Reason, *Sign)}


@pytest.mark.parametrize(
    ("one", "two", "least", "most"),
    [
        (TEXT, TEXT, 1, 1),
        ("", "", 1, 1),
        ("", TEXT, 0, 0),
        (TEXT, TEXT.upper(), 1, 1),
        (TEXT, TEXT.replace("nine", "ten"), 0.6, 0.8),
        (TEXT, "Nobody had expected rain, yet the square stood under water.", 0, 0),
        ("one two", "one two", 1, 1),
        ("one two", "one three", 0, 0),
    ],
)
def test_resemblance_is_the_share_of_wording(one: str, two: str, least: float, most: float) -> None:
    assert least <= resemblance(one, two) <= most
    assert resemblance(one, two) == resemblance(two, one)


@pytest.mark.parametrize(
    "hostile", ["not found " * 50_000, "page " * 100_000, "404" * 160_000, "\u200d" * 500_000]
)
def test_c22_signs_are_looked_for_in_linear_time(hostile: str) -> None:
    met = answered(title=hostile, text=hostile, whole=hostile)
    assert seconds(lambda: judge(met, Known(URL, "x" * 200, "Ferries", hostile))) < 6
