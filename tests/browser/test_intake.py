"""The way in, in a real browser: paste, drop, drafts, the language that cuts again, created."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from factcheck.articles.sample import sample
from tests.browser.desks import Desk
from tests.support.browsers import Faults, assert_accessible

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
ARABIC = "الوزيرة تلتقي السفير\n\nالتقت الوزيرة السفير يوم الثلاثاء. لم يعلق السفير على التقرير."
GERMAN = "Fähre fällt aus\n\nDer Minister kam am 3. Mai. Er blieb nicht lange."
DROP = """([text, name]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name, {type: 'text/plain'}));
  for (const kind of ['dragover', 'drop']) {
    document.body.dispatchEvent(new DragEvent(kind, {dataTransfer: carried, bubbles: true, cancelable: true}));
  }
}"""


def opened(desk: Desk, path: str = "/articles/new", **options: Any) -> Page:
    """A page of a new reviewer."""
    page = desk.browser(desk.person(), **options).new_page()
    page.goto(path)
    return page


def paste(page: Page, text: str) -> None:
    page.get_by_label("Text", exact=True).fill(text)


def look(page: Page) -> None:
    page.get_by_role("button", name="See how it is cut").click()
    expect(page.get_by_role("heading", name="Look it through")).to_be_visible()


def lines(page: Page) -> list[tuple[str, int]]:
    """The kind and the number of sentences of every line of the preview."""
    found: list[list[Any]] = page.locator(".line").evaluate_all(
        "(all) => all.map((one) => [one.querySelector('.kind').value, one.querySelectorAll('.s').length])"
    )
    return [(kind, number) for kind, number in found]


def test_a_text_is_pasted_looked_through_and_created(desk: Desk) -> None:
    page = opened(desk)
    expect(page.get_by_label("Text", exact=True)).to_be_focused()
    paste(page, sample()[0])
    expect(page.locator("#count")).to_have_text("2,659 characters")
    look(page)
    assert lines(page)[1:6] == [("caption", 1), ("credit", 1), ("byline", 1), ("body", 1), ("body", 3)]
    page.get_by_label("Kind of line 1", exact=True).select_option("headline")
    page.get_by_label("Publisher").fill("The Meridian")
    page.get_by_role("button", name="Create the article").click()
    page.wait_for_url("**/articles/*")
    expect(page.locator("h1")).to_contain_text("Ferry talks resume in Port Alder")


def test_another_language_cuts_again_in_place_and_keeps_what_was_typed(desk: Desk) -> None:
    page = opened(desk)
    page.get_by_label("Language").select_option("en")
    paste(page, GERMAN)
    look(page)
    assert lines(page)[-1] == ("body", 3)
    page.get_by_label("Byline").fill("K. Lindner")
    page.get_by_label("Language").select_option("de")
    expect(page.locator(".line").last.locator(".s")).to_have_count(2)
    expect(page.get_by_label("Byline")).to_have_value("K. Lindner")
    page.get_by_role("button", name="Create the article").click()
    page.wait_for_url("**/articles/*")


def test_a_right_to_left_text_reads_from_the_right(desk: Desk) -> None:
    page = opened(desk)
    paste(page, ARABIC)
    assert page.get_by_label("Text", exact=True).evaluate("(box) => getComputedStyle(box).direction") == "rtl"
    look(page)
    expect(page.get_by_label("Language")).to_have_value("ar")
    assert page.locator(".line p").first.evaluate("(line) => getComputedStyle(line).direction") == "rtl"


def test_a_file_dropped_anywhere_is_read(desk: Desk) -> None:
    page = opened(desk)
    page.evaluate(DROP, [GERMAN, "story.txt"])
    expect(page.get_by_role("heading", name="Look it through")).to_be_visible()
    expect(page.locator(".line").first).to_contain_text("Fähre fällt aus")


def test_a_draft_comes_back_until_its_article_is_created(desk: Desk) -> None:
    page = opened(desk)
    paste(page, GERMAN)
    page.get_by_label("Title").fill("Ferry")
    page.wait_for_function("() => Object.values(localStorage).some((kept) => kept.includes('Ferry'))")
    page.goto("/articles/new")
    expect(page.get_by_label("Text", exact=True)).to_have_value(GERMAN)
    expect(page.get_by_label("Title")).to_have_value("Ferry")
    expect(page.locator("#restored")).to_be_visible()
    look(page)
    page.goto("/articles/new")
    expect(page.get_by_label("Text", exact=True)).to_have_value(GERMAN)
    look(page)
    page.get_by_role("button", name="Create the article").click()
    page.wait_for_url("**/articles/*")
    page.goto("/articles/new")
    expect(page.get_by_label("Text", exact=True)).to_have_value("")
    expect(page.locator("#restored")).to_be_hidden()


def test_a_draft_can_be_left_behind(desk: Desk) -> None:
    page = opened(desk)
    paste(page, GERMAN)
    page.wait_for_function("() => localStorage.length")
    page.goto("/articles/new")
    page.get_by_role("button", name="Start afresh").click()
    expect(page.get_by_label("Text", exact=True)).to_have_value("")
    page.goto("/articles/new")
    expect(page.get_by_label("Text", exact=True)).to_have_value("")


def test_c42_a_text_outlives_a_session_that_ended(desk: Desk, faults: Faults) -> None:
    faults.allow("status of 400")
    name = desk.person()
    context = desk.browser(name)
    page = context.new_page()
    page.goto("/articles/new")
    paste(page, GERMAN)
    look(page)
    context.clear_cookies()
    page.get_by_role("button", name="Create the article").click()
    page.wait_for_load_state()
    desk.sign_in(context, name)
    page.goto("/articles/new")
    expect(page.get_by_label("Text", exact=True)).to_have_value(GERMAN)


def test_what_is_too_much_is_said_before_it_is_sent(desk: Desk) -> None:
    page = opened(desk)
    page.get_by_label("Text", exact=True).evaluate(
        "(box) => { box.hidden = true; box.value = '😀'.repeat(1000001); box.form.requestSubmit() }"
    )
    expect(page.locator("#refused")).to_contain_text("1,000,001 characters")
    assert page.url.endswith("/articles/new")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_c57_every_step_of_the_way_in_is_accessible(desk: Desk, scheme: str) -> None:
    page = opened(desk, color_scheme=scheme)
    assert_accessible(page)
    page.get_by_role("button", name="See how it is cut").click()
    expect(page.locator("#text-error")).to_be_visible()
    assert_accessible(page)
    paste(page, ARABIC)
    look(page)
    assert_accessible(page)
    page.get_by_label("Address").fill("nowhere")
    page.get_by_role("button", name="Create the article").click()
    expect(page.locator("#url-error-1")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Address").fill("")
    page.get_by_role("button", name="Create the article").click()
    page.wait_for_url("**/articles/*")
    page.goto(page.url.split("?")[0] + "/settings")
    assert_accessible(page)


def test_c58_an_article_comes_in_by_keyboard_alone(desk: Desk) -> None:
    page = opened(desk, "/")
    page.keyboard.press("n")
    expect(page.get_by_label("Text", exact=True)).to_be_focused()
    page.keyboard.insert_text(GERMAN)
    for _step in range(4):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="See how it is cut")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Look it through")).to_be_visible()
    page.get_by_label("Title").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/*")


def test_a_phone_shows_every_step_without_scrolling_sideways(desk: Desk) -> None:
    page = opened(desk, **PHONE)
    paste(page, sample()[0])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    look(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_way_in_needs_no_javascript(desk: Desk) -> None:
    page = opened(desk, java_script_enabled=False)
    paste(page, GERMAN)
    look(page)
    page.get_by_label("Language").select_option("en")
    page.get_by_role("button", name="Create the article").click()
    expect(page.get_by_role("alert")).to_contain_text("look it through as it is cut now")
    page.get_by_role("button", name="Create the article").click()
    page.wait_for_url("**/articles/*")
