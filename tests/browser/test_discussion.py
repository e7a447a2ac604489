"""A discussion in the workbench: by keyboard, with names offered, kept through a reload; the bell of another."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.desks import Desk, Story
from tests.browser.test_decisions import SIZES, disputed_story, lead
from tests.support.browsers import assert_accessible

ASKED = "Which register is that"


@pytest.fixture
def story(own_desk: Desk) -> Story:
    """A story that dana and robin have handed in records on."""
    return disputed_story(own_desk)


def test_c58_asked_in_the_workbench_answered_from_the_bell(own_desk: Desk, story: Story) -> None:
    work = own_desk.open(story, "dana", number=1)
    work.settled()
    work.press("q")
    box = work.page.locator("#dialog textarea[name=text]").last
    expect(box).to_be_visible()
    assert_accessible(work.page)
    box.focus()
    work.type(f"{ASKED}, @ro")
    expect(work.page.locator(".names li")).to_have_text(["robin"])
    work.press("Enter")
    expect(box).to_have_value(f"{ASKED}, @robin ")

    work.page.reload()
    work.settled()
    work.press("q")
    box = work.page.locator("#dialog textarea[name=text]").last
    expect(box).to_have_value(f"{ASKED}, @robin ")
    box.focus()
    work.press("Control+Enter")
    expect(work.page.locator("#dialog .comments")).to_contain_text(ASKED)
    expect(work.page.locator("#dialog textarea[name=text]").last).to_have_value("")
    work.press("Escape")
    expect(work.page.locator("#dialog")).to_be_hidden()

    robin = own_desk.browser("robin").new_page()
    robin.goto("/")
    expect(robin.locator(".bell")).to_contain_text("1")
    robin.locator(".bell").press("Enter")
    robin.wait_for_url("**/bell")
    expect(robin.get_by_text("dana named you in a discussion")).to_be_visible()
    assert_accessible(robin)
    robin.keyboard.press("j")
    with robin.expect_navigation():
        robin.keyboard.press("Enter")
    expect(robin.locator("li:target")).to_contain_text(ASKED)
    assert_accessible(robin)
    answer = robin.get_by_placeholder("Answer")
    answer.fill("The one of 2019.")
    with robin.expect_navigation():
        answer.press("Control+Enter")
    expect(robin.locator(".comments .markdown").last).to_have_text("The one of 2019.")
    robin.goto("/bell")
    with robin.expect_navigation():
        robin.keyboard.press("r")
    expect(robin.get_by_text("Nothing is new.")).to_be_visible()

    work.page.reload()
    expect(work.page.locator("#to-discussion")).to_contain_text("1")
    expect(work.page.locator(".bell")).to_contain_text("1")


def test_the_pages_fit_their_width(own_desk: Desk, story: Story) -> None:
    for size in SIZES:
        page = lead(own_desk, viewport=size, color_scheme="dark")
        page.goto(story.path(1))
        href = page.locator("#to-discussion").get_attribute("href")
        page.goto(str(href))
        page.get_by_role("textbox").last.fill("A very long word " + "m" * 200)
        with page.expect_navigation():
            page.get_by_role("textbox").last.press("Control+Enter")
        for address in (str(href), "/bell"):
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
            assert_accessible(page)
