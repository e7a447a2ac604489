"""The attribution chain: adding hops by keys, describing, ordering and joining them, and the line under it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.desks import Desk, Workbench


def chain(work: Workbench) -> list[str]:
    """The sources of the hops in order, as the page lists them."""
    return work.page.locator(".hop > b").all_inner_texts()


def add_hops(work: Workbench, *names: str) -> None:
    """Add hops from the keyboard, one Enter each."""
    work.press("s")
    for name in names:
        work.type(name)
        work.press("Enter")
    expect(work.page.locator("[data-hop]")).to_have_count(len(names))
    work.settled()


def open_hop(work: Workbench, number: int) -> Locator:
    """Open the details of the hop of that number, from 0."""
    hop = work.page.locator(".hop").nth(number)
    hop.locator("summary").click()
    return hop


def tick(hop: Locator, name: str) -> None:
    """Tick or untick one of the hops that this one is reached from."""
    hop.locator("label.chip").filter(has_text=name).click()


def says(work: Workbench, *phrases: str) -> None:
    """Wait until the computed line under the chain has each of these phrases."""
    for phrase in phrases:
        expect(work.page.locator(".sourcing .lint")).to_contain_text(phrase)


def hops(work: Workbench) -> list[dict[str, Any]]:
    """The hops as the document has them."""
    found: list[dict[str, Any]] = work.mine()["hops"]
    return found


def test_hops_are_added_one_enter_each_and_the_line_counts_them(desk: Desk) -> None:
    work = desk.open(desk.story(), number=3)
    add_hops(work, "Radio Veldt", "Capital Ledger", 'a "well-placed" official')
    assert chain(work) == ["Radio Veldt", "Capital Ledger", 'a "well-placed" official']
    says(work, "3 attributions, 1 independent root, 0 named.", "single unnamed source")
    assert [hop["source"]["name"] for hop in hops(work)] == ["Radio Veldt", "Capital Ledger", None]
    expect(work.page.locator(".chain-strip")).to_have_attribute(
        "aria-label", 'Chain: this article ← Radio Veldt ← Capital Ledger ← a "well-placed" official'
    )
    expect(work.page.locator("#source")).to_be_focused()


def test_known_names_are_offered_and_chosen_by_keys(desk: Desk) -> None:
    story = desk.story()
    work = desk.open(story, number=3)
    add_hops(work, "Offered Gazette")
    expect(work.page.get_by_role("listbox")).to_have_count(0)
    work.press("Escape", "j")
    work.settled()
    work.press("s")
    work.type("gaz")
    expect(work.page.get_by_role("option", name="Offered Gazette")).to_be_visible()
    work.press("ArrowDown", "Enter")
    expect(work.page.locator("#source")).to_have_value("Offered Gazette")
    work.press("Enter")
    expect(work.page.locator(".hop > b")).to_have_text(["Offered Gazette"])


def test_a_hop_is_described_in_full(desk: Desk) -> None:
    work = desk.open(desk.story(), number=3)
    add_hops(work, "Northern Courier")
    hop = open_hop(work, 0)
    chosen = {
        "Identification": ("identification", "outlet"), "Act": ("act", "quotes"), "Mode": ("mode", "indirect"),
        "Ground rules": ("ground_rules", "background"), "Proximity": ("proximity", "secondhand"),
        "Original": ("located", "located_altered"), "Source reliability": ("reliability", "B"),
        "Information credibility": ("credibility", "3"),
    }  # fmt: skip
    for label, (_name, value) in chosen.items():
        hop.get_by_label(label).select_option(value)
    hop.get_by_label("Can be told apart").fill("1")
    hop.get_by_label("Date of the statement").fill("2026-10-30")
    hop.get_by_label("The text speaks of several").check()
    hop.get_by_label("Source", exact=True).fill("Northern Courier, a weekly")
    work.press("Escape")

    stored = hops(work)[0]
    assert {name: str(stored[name]) for name, _value in chosen.values()} == dict(chosen.values())
    assert (stored["n_identified"], stored["claim_date"], stored["plural_stated"]) == (1, "2026-10-30", True)
    assert stored["source"]["name"] == "Northern Courier, a weekly"
    says(work, "Plural in the text, but one can be told apart.")


def test_c58_alt_and_arrows_move_a_hop_that_keeps_the_focus(desk: Desk) -> None:
    work = desk.open(desk.story(), number=3)
    add_hops(work, "One", "Two", "Three")
    work.page.locator(".hop").nth(2).focus()
    work.press("Alt+ArrowUp")
    expect(work.page.locator(".hop > b").nth(1)).to_have_text("Three")
    expect(work.page.locator(".hop").nth(1)).to_be_focused()
    work.press("Alt+ArrowUp")
    expect(work.page.locator(".hop > b").nth(0)).to_have_text("Three")
    work.settled()
    work.press("Alt+ArrowDown")
    expect(work.page.locator(".hop > b").nth(1)).to_have_text("Three")
    assert [hop["source"]["name"] for hop in hops(work)] == ["One", "Three", "Two"]


def test_two_hops_converge_on_one_root(desk: Desk) -> None:
    work = desk.open(desk.story(), number=3)
    add_hops(work, "Radio", "Ledger", "the spokesman")
    tick(open_hop(work, 1), "this article")
    expect(work.page.locator(".chain-drawing foreignObject")).to_have_count(4)
    work.settled()
    third = work.page.locator(".hop").nth(2)
    third.locator("summary").click()
    tick(third, "Radio")
    work.settled()
    tick(third, "Ledger")
    work.settled()
    stored = hops(work)
    assert set(stored[2]["via"]) == {stored[0]["id"], stored[1]["id"]}
    assert stored[1]["via"] == []
    says(work, "1 independent root")
    expect(third.locator("details")).to_have_attribute("open", "")


def test_a_cycle_is_said_to_be_circular_and_nothing_breaks(desk: Desk) -> None:
    work = desk.open(desk.story(), number=3)
    add_hops(work, "Radio", "Ledger")
    tick(open_hop(work, 0), "Ledger")
    expect(work.page.locator(".sourcing .lint")).to_contain_text(
        "Circular reporting: a source comes back to itself."
    )
    work.page.reload()
    expect(work.page.locator(".sourcing .lint")).to_contain_text("Circular")
    work.settled()
    work.press("j", "k")
    work.settled()
    assert chain(work) == ["Radio", "Ledger"]


def test_a_hop_that_was_taken_out_comes_back_by_undo(desk: Desk) -> None:
    work = desk.open(desk.story(), number=3)
    add_hops(work, "Radio", "Ledger")
    open_hop(work, 0).get_by_role("button", name="Remove").click()
    expect(work.page.locator(".hop")).to_have_count(1)
    assert chain(work) == ["Ledger"]
    work.press("Escape", "u")
    expect(work.page.locator(".hop")).to_have_count(2)
    assert chain(work) == ["Radio", "Ledger"]
