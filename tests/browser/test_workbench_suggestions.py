"""Chains that the text suggests: looked at, taken, changed, put away by one key each; nothing stored unasked."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser.desks import Desk, Story, Workbench
from tests.browser.test_workbench_access import PHONE
from tests.browser.test_workbench_claims import HEBREW
from tests.support.browsers import Faults, assert_accessible

TEXT = (
    "Transport minister Ilse Halden met the ambassador on Tuesday.\n\n"
    'A "well-placed" official was quoted by the Northern Courier as saying that the port had "run out of patience". '
    "The report added that the line was being supplied with newer vessels.\n\n"
    "Dalia Venn said that the dam was safe, while Oren Castell said that it was not.\n\n"
    "The line carries a million people a year."
)
QUOTED, ADDED, BOTH, PLAIN = 1, 2, 3, 4
OFFICIAL = 'a "well-placed" official'
LOST = "ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_SOCKET_NOT_CONNECTED"


@pytest.fixture
def story(desk: Desk) -> Story:
    return desk.story(TEXT)


def suggested(work: Workbench) -> Any:
    """The suggestions as the page shows them."""
    return work.page.locator("[data-suggestion]")


def sources(work: Workbench) -> list[str]:
    """The sources of the stored hops."""
    return [hop["source"]["name"] or hop["source"]["description"] for hop in work.mine()["hops"]]


def marked(work: Workbench, name: str) -> str:
    """The words that are marked in the text under that name."""
    words: str = work.page.evaluate(
        "(name) => [...(CSS.highlights.get(name) ?? [])].map((range) => range.toString()).join(' | ')", name
    )
    return words


def test_one_key_from_the_text_takes_the_whole_chain(desk: Desk, story: Story) -> None:
    work = desk.open(story, number=QUOTED)
    expect(suggested(work)).to_have_count(1)
    expect(suggested(work).locator(".chain-node")).to_have_text(
        ["this article", "Northern Courier", OFFICIAL]
    )
    assert work.desk.claims(story) == []
    work.press("y")
    expect(work.page.locator("[data-hop] > b")).to_have_text(["Northern Courier", OFFICIAL])
    expect(suggested(work)).to_have_count(0)
    stored = work.mine()["hops"]
    assert [(hop["act"], hop["mode"], hop["identification"]) for hop in stored] == [
        ("quotes", "partial", "outlet"),
        ("asserts", "partial", "unnamed_described"),
    ]
    assert stored[1]["via"] == [stored[0]["id"]]
    expect(work.current).to_be_focused()
    work.press("u")
    expect(suggested(work)).to_have_count(1)
    expect(work.page.locator("[data-hop]")).to_have_count(0)


def test_a_key_pressed_before_the_inspector_has_come_takes_what_it_brings(desk: Desk, story: Story) -> None:
    work = desk.open(story, number=0)
    work.press("j", "y")
    expect(work.page.locator("[data-hop]")).to_have_count(2)
    assert sources(work) == ["Northern Courier", OFFICIAL]


def test_the_words_are_marked_while_a_suggestion_is_looked_at(desk: Desk, story: Story) -> None:
    work = desk.open(story, number=QUOTED)
    assert marked(work, "said-source") == ""
    work.press("p")
    expect(suggested(work).first).to_be_focused()
    assert marked(work, "said-source") == 'the Northern Courier | A "well-placed" official'
    assert marked(work, "said-content").startswith("that the port had")
    assert "saying" in marked(work, "said-cue")
    work.press("Escape")
    expect(work.current).to_be_focused()
    assert marked(work, "said-source") == ""
    suggested(work).first.hover()
    work.page.wait_for_function("CSS.highlights.has('said-source')")


def test_the_report_leads_back_to_its_paper(desk: Desk, story: Story) -> None:
    work = desk.open(story, number=ADDED)
    work.press("y")
    expect(work.page.locator("[data-hop] > b")).to_have_text(["Northern Courier"])


def test_changed_first_it_is_taken_as_changed(desk: Desk, story: Story) -> None:
    work = desk.open(story, number=QUOTED)
    work.press("r")
    expect(suggested(work).get_by_label("Source").first).to_be_focused()
    work.type("The Courier of the North")
    suggested(work).get_by_label("Act").nth(1).select_option("denies")
    suggested(work).get_by_label("Source").nth(1).focus()
    work.press("Enter")
    expect(work.page.locator("[data-hop]")).to_have_count(2)
    assert sources(work) == ["The Courier of the North", OFFICIAL]
    assert work.mine()["hops"][1]["act"] == "denies"
    expect(suggested(work)).to_have_count(0)
    work.page.reload()
    work.settled()
    expect(suggested(work)).to_have_count(0)


def test_escape_leaves_the_changing_and_then_the_suggestion(desk: Desk, story: Story) -> None:
    work = desk.open(story, number=QUOTED)
    work.press("r", "Escape")
    expect(suggested(work).first).to_be_focused()
    expect(suggested(work).locator("details")).not_to_have_attribute("open", "")
    work.press("Escape")
    expect(work.current).to_be_focused()
    work.settled()
    assert work.desk.claims(story) == []


def test_an_emptied_chain_is_not_sent_and_stays(desk: Desk, story: Story) -> None:
    work = desk.open(story, number=ADDED)
    work.press("r", "Backspace", "Enter")
    expect(suggested(work)).to_have_count(1)
    expect(suggested(work).get_by_label("Source")).to_be_focused()
    work.settled()
    assert work.desk.claims(story) == []


def test_put_away_it_stays_away_through_a_reload_and_undo_brings_it_back(desk: Desk, story: Story) -> None:
    work = desk.open(story, number=QUOTED)
    expect(suggested(work)).to_have_count(1)
    work.press("z")
    expect(suggested(work)).to_have_count(0)
    work.settled()
    assert work.desk.claims(story) == []
    work.page.reload()
    work.settled()
    expect(suggested(work)).to_have_count(0)
    work.press("u")
    expect(suggested(work)).to_have_count(1)
    expect(work.toast).to_contain_text("put a suggested chain away")


def test_of_two_the_arrows_choose_and_the_other_stays(desk: Desk, story: Story) -> None:
    work = desk.open(story, number=BOTH)
    expect(suggested(work)).to_have_count(2)
    work.press("p", "ArrowDown", "y")
    expect(work.page.locator("[data-hop] > b")).to_have_text(["Oren Castell"])
    expect(suggested(work)).to_have_count(1)
    work.settled()
    work.press("y")
    expect(work.page.locator("[data-hop] > b")).to_have_text(["Oren Castell", "Dalia Venn"])
    assert [hop["via"] for hop in work.mine()["hops"]] == [[], []]


def test_where_nothing_is_suggested_the_key_says_so(desk: Desk, story: Story) -> None:
    work = desk.open(story, number=PLAIN)
    work.press("y")
    expect(work.toast).to_have_text("The text suggests nothing more for this sentence")
    work.settled()
    assert work.desk.claims(story) == []


def test_another_language_is_suggested_nothing_quietly(desk: Desk) -> None:
    work = desk.open(desk.story(HEBREW, lang="he"), number=0)
    expect(suggested(work)).to_have_count(0)
    expect(work.page.get_by_text("Suggested by the text")).to_have_count(0)


def test_c42_taken_while_the_server_is_away_it_is_kept_through_a_reload_and_sent(
    own_desk: Desk, faults: Faults
) -> None:
    faults.allow(r"ERR_INCOMPLETE_CHUNKED_ENCODING .*/live\?")  # the server goes, and its stream with it
    faults.allow(LOST)
    story = own_desk.story(TEXT)
    work = own_desk.open(story, number=QUOTED)
    expect(suggested(work)).to_have_count(1)
    work.loaded()
    own_desk.server.kill()
    work.press("y")
    expect(work.page.locator(".hop.pending")).to_have_text(["Northern Courier", OFFICIAL])
    expect(work.saved).to_have_attribute("data-state", "failed")
    own_desk.server.start()
    work.page.reload()
    expect(work.page.locator("[data-hop] > b")).to_have_text(["Northern Courier", OFFICIAL], timeout=30_000)
    expect(suggested(work)).to_have_count(0)
    assert sources(work) == ["Northern Courier", OFFICIAL]


def test_c42_a_reload_in_the_middle_of_taking_it_takes_it_once(desk: Desk, story: Story) -> None:
    work = desk.open(story, number=QUOTED, intercepts=True)
    expect(suggested(work)).to_have_count(1)
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    work.page.route("**/suggestions/take", hold)
    work.press("y")
    expect(work.page.locator(".hop.pending")).to_have_count(2)
    work.page.unroute("**/suggestions/take")
    work.page.reload()
    expect(work.page.locator("[data-hop]")).to_have_count(2, timeout=30_000)
    work.press("y")
    work.settled()
    assert sources(work) == ["Northern Courier", OFFICIAL]


def test_c37_two_windows_take_one_chain_and_it_is_there_once(desk: Desk, story: Story) -> None:
    work = desk.open(story, number=QUOTED)
    other = desk.open_in(work.page.context, story, work.name, number=QUOTED)
    expect(suggested(other)).to_have_count(1)
    work.press("y")
    expect(work.page.locator("[data-hop]")).to_have_count(2)
    other.press("y")
    expect(other.page.locator("[data-hop]")).to_have_count(2)
    other.settled()
    assert sources(other) == ["Northern Courier", OFFICIAL]


@pytest.mark.parametrize(("number", "count"), [(QUOTED, 1), (BOTH, 2)])
def test_refused_it_comes_back_and_says_why(
    desk: Desk, story: Story, faults: Faults, number: int, count: int
) -> None:
    faults.allow("status of 422")
    work = desk.open(story, number=number)
    work.press("r")
    work.page.evaluate(
        "document.querySelector('[data-suggestion] [name=act] option[selected]').value = 'shouts'"
    )
    work.press("Enter")
    expect(work.toast).to_contain_text("shouts")
    expect(suggested(work)).to_have_count(count)
    expect(work.page.locator(".hop.pending")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_c57_suggestions_are_accessible_closed_and_open(desk: Desk, story: Story, scheme: str) -> None:
    work = desk.open(story, number=BOTH, color_scheme=scheme)
    expect(suggested(work)).to_have_count(2)
    assert_accessible(work.page)
    work.press("r")
    assert_accessible(work.page)


def test_c57_on_a_phone_a_suggestion_is_taken_by_touch(desk: Desk, story: Story) -> None:
    work = desk.open(story, number=QUOTED, **PHONE)
    assert_accessible(work.page)
    assert work.page.evaluate("document.documentElement.scrollWidth") <= 390
    work.page.get_by_role("button", name="Take it").tap()
    expect(work.page.locator("[data-hop]")).to_have_count(2)
    assert sources(work) == ["Northern Courier", OFFICIAL]
