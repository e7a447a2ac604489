"""The chain by keys alone: four hops with their acts and who they are, branches, joins, circles, moving, undoing."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Route, expect

from tests.browser.desks import Desk, Workbench
from tests.browser.test_workbench_access import PHONE
from tests.browser.test_workbench_claims import HEBREW
from tests.support.browsers import Faults, assert_accessible

NAMES = ("Coastal outlets", "Northern Courier", "Capital Ledger", "a clerk")


def hops(work: Workbench) -> list[dict[str, Any]]:
    """The hops as the document has them."""
    found: list[dict[str, Any]] = work.mine()["hops"]
    return found


def add(work: Workbench, *names: str) -> None:
    """Add hops, one Enter each, and wait until they are listed."""
    work.press("s")
    for name in names:
        work.type(name)
        work.press("Enter")
    expect(work.page.locator("[data-hop]")).to_have_count(len(names))
    work.settled()


def focused(work: Workbench) -> str:
    """The source of the hop with the focus."""
    return work.page.locator("[data-hop]:focus > b").inner_text()


def test_four_hops_with_act_and_identification_take_under_twenty_keys_beside_the_names(desk: Desk) -> None:
    work = desk.open(desk.story(), number=3)
    pressed: list[str] = []

    def press(*keys: str) -> None:
        pressed.extend(keys)
        work.press(*keys)

    press("s")
    for name in NAMES:
        work.type(name)
        press("Enter")
    press("ArrowUp", "a", "U", "ArrowUp", "r", "O", "ArrowUp", "q", "O", "ArrowUp", "q", "C")

    expect(work.page.locator("[data-hop]").first.locator("[data-shown=act]")).to_have_text("quotes")
    stored = hops(work)
    assert [hop["source"]["name"] or hop["source"]["description"] for hop in stored] == list(NAMES)
    assert [hop["act"] for hop in stored] == ["quotes", "quotes", "reports", "asserts"]
    assert [hop["identification"] for hop in stored] == [
        "collective",
        "outlet",
        "outlet",
        "unnamed_described",
    ]
    assert len(pressed) == 17 < 20
    assert focused(work) == NAMES[0]


def test_keys_pressed_before_the_hops_have_come_hold_for_them(desk: Desk) -> None:
    work = desk.open(desk.story(), number=3, intercepts=True)
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    work.page.route("**/hops", hold)
    work.press("s")
    work.type("Radio")
    work.press("Enter")
    expect(work.page.locator(".hop.pending")).to_have_text("Radio")
    work.press("ArrowUp", "q", "O")
    expect(work.page.locator("[data-hop]")).to_have_count(0)
    work.page.unroute("**/hops")
    waiting[0].continue_()
    expect(work.page.locator("[data-shown=act]")).to_have_text("quotes")
    (hop,) = hops(work)
    assert (hop["act"], hop["identification"]) == ("quotes", "outlet")


def test_mode_plural_and_one_of_several_have_keys(desk: Desk) -> None:
    work = desk.open(desk.story(), number=3)
    add(work, "officials")
    work.press("ArrowUp", "m", "m", "i")
    expect(work.page.locator(".sourcing .lint")).to_contain_text("one can be told apart")
    (hop,) = hops(work)
    assert (hop["mode"], hop["plural_stated"], hop["n_identified"]) == ("partial", True, 1)
    work.press("l")
    work.settled()
    assert hops(work)[0]["plural_stated"] is False


def test_a_branch_starts_from_the_article_or_from_a_chosen_hop(desk: Desk) -> None:
    work = desk.open(desk.story(), number=3)
    add(work, "Radio", "Ledger")
    work.press("Escape", "S")
    expect(work.page.locator("#from")).to_have_text("from this article")
    work.type("Courier")
    work.press("Enter")
    expect(work.page.locator("[data-hop]")).to_have_count(3)
    expect(work.page.locator("#from")).to_be_hidden()
    work.press("ArrowUp", "ArrowUp", "ArrowUp", "s")
    expect(work.page.locator("#from")).to_have_text("from Radio")
    work.type("a clerk")
    work.press("Enter")
    expect(work.page.locator("[data-hop]")).to_have_count(4)
    stored = hops(work)
    assert [hop["via"] for hop in stored] == [[], [stored[0]["id"]], [], [stored[0]["id"]]]
    expect(work.page.locator(".chain-drawing")).to_have_attribute(
        "aria-label",
        "Chain: Radio ← this article; Ledger ← Radio; Courier ← this article; a clerk ← Radio",
    )


def test_a_second_reached_from_joins_two_branches_and_closes_circles(desk: Desk) -> None:
    work = desk.open(desk.story(), number=3)
    add(work, "Radio", "Ledger", "a clerk")
    work.press("ArrowUp", "v", "ArrowUp")
    expect(work.page.locator("[data-choosing] > b")).to_have_text("Radio")
    expect(work.page.locator("#foot")).to_have_attribute(
        "data-mode", "Reached from: Radio — ↑ ↓ choose, Enter ticks or unticks it, Esc leaves"
    )
    work.press("Enter")
    expect(work.page.locator("[data-hop]").nth(2)).to_contain_text("reached from Ledger + Radio")
    stored = hops(work)
    assert set(stored[2]["via"]) == {stored[0]["id"], stored[1]["id"]}
    assert focused(work) == "a clerk"

    # The first hop, reached from the last: a circle.
    work.press("ArrowUp", "ArrowUp", "v", "ArrowDown", "Enter")
    expect(work.page.locator(".sourcing .lint")).to_contain_text("Circular reporting")
    expect(work.page.locator(".chain-line.back")).not_to_have_count(0)
    expect(work.page.locator("[data-hop]", has_text="circular")).not_to_have_count(0)
    work.page.reload()
    expect(work.page.locator(".sourcing .lint")).to_contain_text("Circular reporting")
    assert_accessible(work.page)


def test_escape_leaves_the_choice_as_it_was(desk: Desk) -> None:
    work = desk.open(desk.story(), number=3)
    add(work, "Radio", "Ledger")
    work.press("ArrowUp", "v", "ArrowUp", "Escape")
    assert focused(work) == "Ledger"
    expect(work.page.locator("#foot")).not_to_have_attribute("data-mode", "")
    assert hops(work)[1]["via"] == [hops(work)[0]["id"]]


def test_a_hop_is_moved_removed_and_brought_back_by_keys(desk: Desk) -> None:
    work = desk.open(desk.story(), number=3)
    add(work, "One", "Two", "Three")
    listed = work.page.locator("[data-hop] > b")
    work.press("Escape", "t", "Alt+ArrowUp")
    expect(listed).to_have_text(["One", "Three", "Two"])
    assert focused(work) == "Three"
    work.press("Delete")
    expect(listed).to_have_text(["One", "Two"])
    assert focused(work) == "Two"
    work.press("u")
    expect(listed).to_have_text(["One", "Three", "Two"])
    work.press("u")
    expect(listed).to_have_text(["One", "Two", "Three"])


def test_enter_opens_all_that_can_be_said_and_escape_comes_back_to_the_hop(desk: Desk) -> None:
    work = desk.open(desk.story(), number=3)
    add(work, "Radio")
    work.press("ArrowUp", "Enter")
    expect(work.page.locator("[data-hop] [name=source]")).to_be_focused()
    work.press("Escape")
    assert focused(work) == "Radio"
    work.press("ArrowDown")
    expect(work.page.locator("#source")).to_be_focused()
    work.press("Escape")
    expect(work.current).to_be_focused()


def test_the_foot_and_the_sheet_of_keys_tell_what_holds_on_a_hop(desk: Desk) -> None:
    work = desk.open(desk.story(), number=3)
    add(work, "Radio")
    foot = work.page.locator("#foot")
    expect(foot.get_by_text("reached from")).to_be_hidden()
    work.press("ArrowUp")
    expect(foot.get_by_text("reached from")).to_be_visible()
    expect(foot.get_by_text("verdict")).to_be_hidden()
    work.press("?")
    dialog = work.page.get_by_role("dialog")
    expect(dialog.get_by_text("While a hop of the chain has the focus")).to_be_visible()
    expect(dialog.get_by_label("denies")).to_have_value("x")


def test_ones_own_keys_hold_on_a_hop(desk: Desk) -> None:
    work = desk.open(desk.story(), number=3)
    add(work, "Radio")
    work.press("Escape", "?")
    dialog = work.page.get_by_role("dialog")
    dialog.get_by_label("denies").fill("D")
    dialog.get_by_label("Document", exact=True).fill("x")
    with work.page.expect_navigation():
        dialog.get_by_role("button", name="Save keys").click()
    work.settled()
    work.press("t", "D")
    expect(work.page.locator("[data-shown=act]")).to_have_text("denies")
    assert hops(work)[0]["act"] == "denies"


def test_c42_hops_and_what_is_said_of_them_wait_for_the_server(own_desk: Desk, faults: Faults) -> None:
    faults.allow(r"ERR_INCOMPLETE_CHUNKED_ENCODING .*/live\?")  # the server goes, and its stream with it
    faults.allow("ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_SOCKET_NOT_CONNECTED")
    work = own_desk.open(own_desk.story(), number=3)
    add(work, "Radio", "Ledger")
    work.loaded()
    own_desk.server.kill()
    work.press("ArrowUp", "b", "ArrowDown")
    work.type("a clerk")
    work.press("Enter")
    expect(work.page.locator(".hop.pending")).to_have_text("a clerk")
    expect(work.banner).to_be_visible()
    own_desk.server.start()
    work.page.reload()
    expect(work.page.locator("[data-hop]")).to_have_count(3, timeout=30_000)
    stored = hops(work)
    assert (stored[1]["act"], stored[2]["source"]["description"]) == ("believes", "a clerk")


def test_c37_two_windows_describe_one_hop_and_both_changes_stand(desk: Desk) -> None:
    story = desk.story()
    work = desk.open(story, number=3)
    add(work, "Radio")
    other = desk.open_in(work.page.context, story, work.name, number=3)
    other.settled()
    work.press("ArrowUp", "q")
    work.settled()
    other.press("t", "O")
    other.settled()
    (hop,) = hops(other)
    assert (hop["act"], hop["identification"]) == ("quotes", "outlet")


def test_c57_branches_on_a_phone_in_the_dark_and_from_right_to_left(desk: Desk) -> None:
    work = desk.open(desk.story(HEBREW, lang="he"), number=0, color_scheme="dark", **PHONE)
    work.page.locator("#source").fill("Radio")
    work.page.get_by_role("button", name="Add hop").click()
    work.settled()
    work.press("S")
    work.type("Ledger")
    work.press("Enter")
    expect(work.page.locator(".chain-drawing svg")).to_be_visible()
    width = work.page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    assert_accessible(work.page)
