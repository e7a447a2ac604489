"""Evidence: however a link arrives, what is refused, what is said about it, taking it off."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.desks import Desk, Workbench

ONE, TWO = "https://example.org/one", "http://example.com/two?a=1&b=2"


def links(work: Workbench) -> list[str]:
    """The links on the person's first claim, as the document has them."""
    return [piece["url"] for piece in work.mine()["evidence"]]


def add(work: Workbench, text: str) -> None:
    """Type a link into the inspector's field and press Enter."""
    work.press("e")
    work.type(text)
    work.press("Enter")


def describe(work: Workbench) -> Any:
    """Open the details of the first link."""
    card = work.page.locator(".ev:not(.pending)").first
    card.get_by_text("Describe").click()
    return card


def test_a_link_is_pasted_anywhere_or_typed_and_makes_the_claim(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.paste(ONE)
    expect(work.page.locator(".ev-title")).to_have_text(ONE)
    add(work, "example.com/two")
    expect(work.page.locator(".ev-title")).to_have_count(2)
    expect(work.current).to_be_focused()
    assert links(work) == [ONE, "https://example.com/two"]
    expect(work.current).to_have_attribute("data-e", "2")


def test_several_links_come_in_with_one_paste_without_their_punctuation(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.paste(f"See {ONE}, then ({TWO}).\nAlso <https://example.net/c_(d)>!")
    expect(work.page.locator(".ev-title")).to_have_count(3)
    assert links(work) == [ONE, TWO, "https://example.net/c_(d)"]


def test_links_are_dropped_onto_the_page(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.page.evaluate(
        """(list) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.setData('text/uri-list', list);
          const target = document.getElementById('sheet');
          const how = {dataTransfer, bubbles: true, cancelable: true};
          for (const kind of ['dragover', 'drop']) target.dispatchEvent(new DragEvent(kind, how));
        }""",
        f"# two links\r\n{ONE}\r\n{TWO}",
    )
    expect(work.page.locator(".ev-title")).to_have_count(2)
    assert links(work) == [ONE, TWO]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,<b>x</b>",
        "ftp://example.org/x",
        "https://me:secret@example.org/",
        "two words",
    ],
)
def test_c27_what_is_no_web_link_is_refused_and_stays_in_the_field(desk: Desk, address: str) -> None:
    work = desk.open(desk.story())
    add(work, address)
    expect(work.page.locator("form.adder .field-fault, .adder + .field-fault")).to_be_visible()
    expect(work.page.locator("#url")).to_have_value(address)
    expect(work.page.locator(".ev.pending")).to_have_count(0)
    assert desk.claims(work.story) == []
    work.press("e", "Control+a")
    work.type(ONE)
    expect(work.page.locator(".field-fault")).to_have_count(0)
    work.press("Enter")
    assert links(work) == [ONE]


def test_a_paste_without_a_link_says_so(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.paste("javascript:alert(1)")
    expect(work.toast).to_have_text("No web link in what you pasted")
    assert desk.claims(work.story) == []


def test_the_same_link_twice_is_pointed_out_and_can_be_attached_again(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.paste(ONE)
    work.settled()
    work.paste(ONE.replace("https", "http") + "/#part")
    expect(work.toast).to_contain_text("already attached")
    assert links(work) == [ONE]
    work.page.get_by_role("button", name="Attach it again").click()
    expect(work.page.get_by_text("attached twice")).to_have_count(2)
    assert len(links(work)) == 2


def test_every_detail_of_a_link_is_kept(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.paste(ONE)
    work.settled()
    card = describe(work)
    card.get_by_role("radio", name="Refutes").check()
    given = {
        "The exact passage": ("quote", "“Only 38 sailed.”"),
        "Title": ("title", "The count"),
        "Publisher": ("publisher", "Islander"),
        "Author": ("author", "M. Osk"),
        "Published": ("published_at", "2026-11-03"),
        "Note": ("note", "Second page"),
    }
    for label, (_name, value) in given.items():
        card.get_by_label(label, exact=True).fill(value)
    for label, value in [("Kind of source", "official_statement"), ("Tier", "1"), ("Medium", "pdf")]:
        card.get_by_label(label).select_option(value)
    card.get_by_label("Link", exact=True).fill(TWO)
    work.press("Escape")

    piece = work.mine()["evidence"][0]
    assert {name: piece[name] for name, _value in given.values()} == dict(given.values())
    expected = ("refutes", "official_statement", 1, "pdf", TWO)
    assert tuple(piece[name] for name in ("stance", "source_type", "tier", "medium", "url")) == expected
    expect(work.page.locator(".ev-title")).to_have_text("The count")


def test_a_detail_that_is_refused_says_why_and_keeps_what_was_typed(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.paste(ONE)
    work.settled()
    card = describe(work)
    card.get_by_label("Link", exact=True).fill("javascript:alert(1)")
    work.press("Tab")
    expect(work.page.get_by_role("alert").filter(has_text="http://")).to_be_visible()
    expect(card.get_by_label("Link", exact=True)).to_have_value("javascript:alert(1)")
    assert links(work) == [ONE]


def test_a_link_that_was_taken_off_comes_back_by_undo(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.paste(ONE)
    work.settled()
    describe(work).get_by_role("button", name="Remove").click()
    expect(work.page.locator(".ev")).to_have_count(0)
    assert links(work) == []
    work.press("Escape", "u")
    expect(work.page.locator(".ev-title")).to_have_text(ONE)
    assert links(work) == [ONE]


def test_a_link_opens_beside_the_page_without_telling_where_from(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.paste(ONE)
    link = work.page.locator(".ev-title")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
