"""The desk in a real browser: search as one types, keys, addresses, a phone, no JavaScript."""

from __future__ import annotations

import re
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from factcheck.accounts.models import User
from tests.browser.desks import Desk
from tests.support.browsers import assert_accessible

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
_papers = count(1)


def opened(desk: Desk, *titles: str, name: str = "", path: str = "/?q={}", **options: Any) -> Page:
    """The desk of a reviewer with new articles of these titles, narrowed to them by their publisher."""
    paper = f"paper{next(_papers)}x"
    name = name or desk.person()
    for title in titles:
        desk.story(f"{title}.", title=title, publisher=paper, by=name)
    page = desk.browser(name, **options).new_page()
    page.goto(path.format(paper))
    return page


def listed(page: Page) -> list[str]:
    return page.locator("#articles .name").all_inner_texts()


def test_the_list_follows_the_search_while_it_is_typed_and_so_does_the_address(desk: Desk) -> None:
    page = opened(desk, "Bridge opens", "Ferry talks")
    search = page.get_by_role("searchbox")
    search.press("End")
    search.press_sequentially(" bridge")
    expect(page.locator("#articles .name")).to_have_text(["Bridge opens"])
    expect(page).to_have_url(re.compile(r"\?q=paper\d+x\+bridge$"))
    expect(search).to_be_focused()
    search.press_sequentially(" zeppelin")
    expect(page.get_by_text("Nothing matches")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Nothing matches")).to_be_visible()
    expect(search).to_have_value(re.compile("bridge zeppelin"))


def test_order_and_filters_change_the_list_in_place(desk: Desk) -> None:
    page = opened(desk, "Ferry talks", "Bridge opens")
    assert listed(page) == ["Bridge opens", "Ferry talks"]
    page.get_by_label("Order").select_option("changed")
    page.get_by_role("link", name="Article", exact=True).click()
    expect(page.locator("#articles .name")).to_have_text(["Bridge opens", "Ferry talks"])
    page.get_by_role("link", name="Article", exact=True).click()
    expect(page.locator("#articles .name")).to_have_text(["Ferry talks", "Bridge opens"])
    page.get_by_label("State").select_option("submitted")
    expect(page.get_by_text("Nothing matches")).to_be_visible()


def test_c58_keys_search_move_and_open(desk: Desk) -> None:
    page = opened(desk, "Third", "Second", "First")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    for key, title in (("j", "First"), ("j", "Second"), ("j", "Third"), ("j", "Third"), ("k", "Second")):
        page.keyboard.press(key)
        expect(page.get_by_role("link", name=title, exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/*")
    expect(page.locator("h1, .crumb").first).to_contain_text("Second")


def test_single_letter_keys_can_be_switched_off(desk: Desk) -> None:
    name = desk.person()
    with desk.database.writing() as session:
        session.scalars(select(User).where(User.name == name)).one().preferences = {"keys": {"single": False}}
    page = opened(desk, "Second", "First", name=name)
    page.keyboard.press("j")
    page.keyboard.press("n")
    page.keyboard.press("/")
    expect(page.locator("body")).to_be_focused()
    page.keyboard.press("Alt+j")
    expect(page.get_by_role("link", name="First", exact=True)).to_be_focused()


def test_letters_typed_into_the_search_are_letters(desk: Desk) -> None:
    page = opened(desk, "Jan kicks")
    page.get_by_role("searchbox").fill("")
    page.get_by_role("searchbox").press_sequentially("njk/")
    expect(page.get_by_role("searchbox")).to_have_value("njk/")
    assert "/articles/new" not in page.url


def test_a_removed_article_comes_back_by_undo(desk: Desk) -> None:
    page = opened(desk, "Gone soon")
    page.get_by_role("link", name="Settings of Gone soon").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("“Gone soon” was removed.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url("**/articles/*")
    page.goto("/?q=gone+soon")
    expect(page.get_by_role("link", name="Gone soon", exact=True).first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_c57_the_list_and_what_is_not_on_it_are_accessible(desk: Desk, scheme: str) -> None:
    page = opened(desk, "Bridge opens", "الوزيرة تلتقي السفير", color_scheme=scheme)
    assert_accessible(page)
    page.get_by_role("searchbox").fill("zeppelin")
    expect(page.get_by_text("Nothing matches")).to_be_visible()
    assert_accessible(page)


def test_c57_the_empty_desk_is_accessible(own_desk: Desk) -> None:
    page = own_desk.browser(own_desk.person()).new_page()
    page.goto("/")
    expect(page.get_by_role("heading", name="No article here yet")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Open the sample").click()
    page.wait_for_url("**/articles/*")


def test_a_phone_shows_the_list_without_scrolling_sideways(desk: Desk) -> None:
    page = opened(desk, "A" * 120, "Bridge opens", **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("link", name="Bridge opens", exact=True).tap()
    page.wait_for_url("**/articles/*")


def test_the_desk_needs_no_javascript(desk: Desk) -> None:
    page = opened(desk, "Bridge opens", "Ferry talks", java_script_enabled=False)
    search = page.get_by_role("searchbox")
    search.fill(search.input_value() + " ferry")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#articles .name")).to_have_text(["Ferry talks"])
