"""The page of what an article rests on: reached by a key, readable everywhere, printable, legible when it is large."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.desks import Desk, Workbench
from tests.browser.test_workbench_access import PHONE
from tests.support.browsers import assert_accessible


def worked(desk: Desk, **options: Any) -> Workbench:
    """A workbench on whose fourth sentence a chain of two is recorded, and a circle on the second."""
    work = desk.open(desk.story(publisher="The Meridian"), number=3, **options)
    for number, names in ((3, ("Radio Veldt", "a clerk")), (1, ("Northern Courier", "Capital Ledger"))):
        work.page.goto(work.story.path(number))
        work.settled()
        field = work.page.locator("#source")
        for name in names:
            field.fill(name)
            field.press("Enter")
        expect(work.page.locator("[data-hop]")).to_have_count(2)
        work.settled()
    first = work.page.locator("[data-hop]").first
    first.focus()
    first.press("v")
    work.press("ArrowDown", "Enter")
    expect(work.page.locator(".sourcing .lint")).to_contain_text("Circular reporting")
    work.settled()
    return work


def test_a_key_opens_it_and_its_numbers_lead_back_to_the_sentences(desk: Desk) -> None:
    work = worked(desk)
    work.press("Escape", "i")
    expect(work.page.get_by_role("heading", name="What the article rests on")).to_be_visible()
    expect(work.page.locator(".node")).to_have_count(5)
    expect(work.page.get_by_text("1 claim with circular reporting")).to_be_visible()
    row = work.page.get_by_role("row", name="a clerk")
    expect(row).to_contain_text("Unnamed, described")
    row.get_by_role("link", name="4").click()
    work.at(3)


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, PHONE])
def test_c57_it_is_accessible_and_fits(desk: Desk, options: dict[str, Any]) -> None:
    work = worked(desk, **options)
    work.page.goto(f"/articles/{work.story.uid}/sources")
    expect(work.page.locator(".story svg")).to_have_count(1)
    assert_accessible(work.page)
    width = work.page.viewport_size["width"] if work.page.viewport_size else 0
    assert work.page.evaluate("document.documentElement.scrollWidth") <= width


def test_printed_the_drawing_and_every_table_are_on_the_page(desk: Desk) -> None:
    work = worked(desk)
    work.page.goto(f"/articles/{work.story.uid}/sources")
    work.page.emulate_media(media="print")
    expect(work.page.locator(".story svg")).to_be_visible()
    expect(work.page.get_by_text("Back to the article")).to_be_hidden()
    expect(work.page.locator(".bar")).to_be_hidden()
    assert len(work.page.pdf()) > 5_000


def test_without_a_chain_it_tells_how_to_begin(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.press("i")
    expect(work.page.get_by_text("No chain has been recorded yet")).to_be_visible()
    assert_accessible(work.page)
