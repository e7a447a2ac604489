"""The workbench for everybody: axe on every state, keyboard alone, focus, live regions, zoom, motion, colour."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.desks import Desk, Workbench
from tests.browser.test_workbench_claims import ARABIC, HEBREW
from tests.support.browsers import Faults, assert_accessible

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def filled(work: Workbench) -> None:
    """Put something into every part of the inspector and open every fold."""
    work.press("2")
    work.paste("https://example.org/one")
    work.paste("https://example.org/two")
    work.press("w")
    work.type("A **reason**.")
    work.press("Escape", "s")
    for name in ("Radio Veldt", "a senior official"):
        work.type(name)
        work.press("Enter")
    work.press("Escape", "n")
    work.type("A note.")
    work.press("Escape")
    work.settled()
    work.page.evaluate(
        "document.querySelectorAll('#inspector details:not(.menu)').forEach((one) => { one.open = true })"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_c57_the_fresh_page_and_the_full_inspector_are_accessible(desk: Desk, scheme: str) -> None:
    work = desk.open(desk.story(), color_scheme=scheme)
    assert_accessible(work.page)
    filled(work)
    assert_accessible(work.page)
    work.press("j", "k")
    work.settled()
    assert_accessible(work.page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_c57_every_verdict_is_accessible_in_the_text_and_in_the_inspector(desk: Desk, scheme: str) -> None:
    work = desk.open(
        desk.story("One. Two. Three. Four. Five. Six. Seven. Eight. Nine is here."), color_scheme=scheme
    )
    work.press(*"1j2j3j4j5j6j7j8")
    work.settled()
    assert_accessible(work.page)


def test_c57_dialogs_are_accessible(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.press("1")
    work.settled()
    for key in ("g", "?", "h"):
        work.press(key)
        expect(work.page.get_by_role("dialog")).to_be_visible()
        assert_accessible(work.page)
        work.press("Escape")


def test_c57_an_error_a_banner_and_a_conflict_are_accessible(desk: Desk, faults: Faults) -> None:
    faults.allow("status of 400|ERR_FAILED")
    story = desk.story()
    first = desk.open(story, intercepts=True)
    first.press("1", "e")
    first.type("javascript:x")
    first.press("Enter")
    expect(first.page.locator(".field-fault")).to_be_visible()
    first.settled()
    assert_accessible(first.page)
    second = desk.open(story, first.name, live=False)
    second.settled()
    for work in (first, second):
        work.press("Escape", "w")
        work.type(f"Text of {'first' if work is first else 'second'}.")
        work.press("Escape")
        expect(work.saved).not_to_have_attribute("data-state", "saving")
    expect(second.page.locator(".conflict")).to_be_visible()
    assert_accessible(second.page)
    first.page.route("**/verdict", lambda route: route.abort())
    first.press("5")
    expect(first.banner).to_be_visible()
    assert_accessible(first.page)


@pytest.mark.parametrize(("text", "lang"), [(HEBREW, "he"), (ARABIC, "ar")])
def test_c57_articles_from_right_to_left_are_accessible(desk: Desk, text: str, lang: str) -> None:
    work = desk.open(desk.story(text, lang=lang), color_scheme="dark")
    expect(work.page.locator("#sheet")).to_have_attribute("dir", "rtl")
    filled(work)
    assert_accessible(work.page)


def test_c57_on_a_phone_the_page_is_accessible_and_everything_can_be_touched(desk: Desk) -> None:
    work = desk.open(desk.story(), **PHONE)
    work.sentence(1).tap()
    work.at(1)
    work.settled()
    assert_accessible(work.page)
    work.page.get_by_role("radio", name="Supported", exact=True).tap(force=True)
    expect(work.current).to_have_attribute("data-v", "supported")
    work.settled()
    small = work.page.evaluate(
        """() => [...document.querySelectorAll('.strip *, #inspector *')]
          .filter((one) => one.matches('a, button, input, select, summary, .chip, .verdict') && one.checkVisibility())
          .filter((one) => one.closest('details')?.open !== false && !one.matches('label input, [type=checkbox]'))
          .map((one) => [one.getBoundingClientRect().height, one.outerHTML.slice(0, 120)])
          .filter(([height]) => height < 40)"""
    )
    assert small == []


def test_on_a_phone_the_inspector_folds_away_and_comes_back(desk: Desk) -> None:
    work = desk.open(desk.story(), **PHONE)
    work.settled()
    handle = work.page.get_by_role("button", name="Fold or unfold the inspector")
    expect(handle).to_have_attribute("aria-expanded", "true")
    handle.tap()
    expect(handle).to_have_attribute("aria-expanded", "false")
    folded = work.inspector.bounding_box()
    work.sentence(3).tap()
    work.settled()
    expect(handle).to_have_attribute("aria-expanded", "false")
    handle.tap()
    unfolded = work.inspector.bounding_box()
    assert folded is not None
    assert unfolded is not None
    assert folded["height"] < unfolded["height"] / 1.5
    wide = work.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert wide


def test_c58_the_whole_job_by_keyboard_alone(desk: Desk) -> None:
    work = desk.open(desk.story(), number=3)
    page = work.page
    work.press("1", "w")
    work.type("The minutes say so.")
    work.press("Escape", "e")
    work.type("example.org/minutes")
    work.press("Enter")
    work.settled()
    page.locator(".ev-title").focus()
    work.press("Tab", "Enter")  # the fold of the details
    work.press("Tab", "Space")  # the first stance
    page.locator(".ev [name=quote]").focus()
    work.type("41 of 52")
    work.press("Tab")
    work.type("Minutes")
    work.press("Escape", "s")
    for name in ("Radio Veldt", "Capital Ledger", 'a "well-placed" official'):
        work.type(name)
        work.press("Enter")
    work.press("Escape")
    work.settled()
    second = page.locator(".hop").nth(1)
    second.focus()
    work.press("Tab", "Enter")  # the fold of the hop
    second.locator("input[name=via][value=article]").focus()
    work.press("Space")
    work.settled()
    third = page.locator(".hop").nth(2)
    third.focus()
    work.press("Tab", "Enter")
    for name in ("Radio Veldt", "Capital Ledger"):
        third.locator("label.chip").filter(has_text=name).locator("input").focus()
        work.press("Space")
        work.settled()
    work.press("Escape", "n")
    work.type("From the clerk.")
    page.locator("#sealed").focus()
    work.press("Space", "Escape", "d")
    expect(page.locator("#p-submit")).to_contain_text("Submitted")

    record = work.mine()
    kept = (record["verdict"], record["rationale"], record["status"])
    assert kept == ("supported", "The minutes say so.", "submitted")
    piece = record["evidence"][0]
    assert (piece["stance"], piece["quote"], piece["title"]) == ("supports", "41 of 52", "Minutes")
    ids = [hop["id"] for hop in record["hops"]]
    assert record["hops"][1]["via"] == []
    assert set(record["hops"][2]["via"]) == set(ids[:2])
    assert record["notes"] is None
    assert desk.annotation(work.story, work.name).note == "From the clerk."
    work.press("u")
    expect(page.locator("#p-submit")).not_to_contain_text("Submitted")
    assert work.mine()["status"] == "draft"


def test_what_is_missing_is_listed_and_leads_to_its_field(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.press("1", "d")
    expect(work.toast).to_contain_text("Attach evidence.")
    expect(work.page.locator("#p-submit")).to_contain_text("Say why.")
    work.page.get_by_role("button", name="Say why.").click()
    expect(work.page.locator("#rationale")).to_be_focused()
    assert work.mine()["status"] == "draft"


def test_c58_the_focus_survives_the_refresh_of_a_part(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.press("1")
    work.paste("https://example.org/one")
    work.paste("https://example.org/two")
    work.settled()
    card = work.page.locator(".ev").nth(1)
    card.locator("summary").click()
    chip = card.get_by_role("radio", name="Refutes")
    chip.focus()
    work.press("Space")
    expect(card.locator(".tag.bad")).to_have_text("Refutes")
    expect(chip).to_be_focused()
    card.get_by_role("button", name="Remove").focus()
    work.press("Enter")
    expect(work.page.locator(".ev")).to_have_count(1)
    assert work.page.evaluate("document.activeElement.closest('#inspector') !== null")


def test_c58_the_caret_stays_where_it_is_while_parts_are_refreshed(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.press("1")
    work.settled()
    work.press("w")
    work.type("abc")
    work.press("ArrowLeft")
    work.page.evaluate("document.querySelector('form[data-save=confidence] [value=high]').click()")
    work.settled()
    expect(work.page.locator("#rationale")).to_be_focused()
    work.type("X")
    assert work.mine()["rationale"] == "abXc"


def test_c58_moving_saving_and_refusals_are_announced(desk: Desk) -> None:
    work = desk.open(desk.story())
    live = work.page.locator("#announce")
    expect(live).to_have_attribute("aria-live", "polite")
    work.press("j")
    expect(live).to_have_text("Sentence 2 of 6")
    work.paste("https://example.org/one")
    expect(live).to_have_text("Link attached")
    expect(work.saved).to_have_attribute("role", "status")
    expect(work.page.locator("#banner")).to_have_attribute("role", "alert")
    work.press("u")
    expect(work.toast).to_contain_text("Undone: attached a link")
    expect(work.toast).to_have_attribute("role", "status")


def test_c58_at_400_percent_nothing_scrolls_in_two_directions_and_all_is_reached(desk: Desk) -> None:
    text = "A longword" + "wordword" * 20 + " came in.\n\n" + HEBREW
    work = desk.open(desk.story(text), viewport={"width": 320, "height": 256})
    page = work.page
    filled(work)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for place in ("#sheet", "#inspector", "#proof"):
        assert page.locator(place).evaluate("(one) => one.scrollWidth - one.clientWidth") <= 1, place
    reached = (
        ".verdict >> nth=7",
        "#rationale",
        "#url",
        "#source",
        "#note",
        "#p-submit .primary",
        ".s >> nth=2",
    )
    for place in reached:
        page.locator(place).scroll_into_view_if_needed()
        expect(page.locator(place)).to_be_in_viewport(ratio=0.5)


def test_c58_reduced_motion_is_respected(desk: Desk) -> None:
    work = desk.open(desk.story(), reduced_motion="reduce")
    slow = work.page.evaluate(
        """() => [...document.querySelectorAll('*')].filter((one) => {
          const style = getComputedStyle(one);
          const times = `${style.transitionDuration},${style.animationDuration}`.split(',');
          return times.some((time) => parseFloat(time) > 0.01);
        }).map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert slow == []


@pytest.mark.parametrize("forced", ["none", "active"])
def test_c58_verdicts_differ_without_colour(desk: Desk, forced: str) -> None:
    work = desk.open(
        desk.story("One. Two. Three. Four. Five. Six. Seven. Eight. Nine is here."), forced_colors=forced
    )
    work.press(*"1j2j3j4j5j6j7j8")
    work.settled()
    looks = work.page.evaluate(
        """() => [...document.querySelectorAll('.s')].map((one) => {
          const {textDecorationLine, textDecorationStyle, textDecorationThickness} = getComputedStyle(one);
          const glyph = getComputedStyle(one, '::after').content;
          return textDecorationLine === 'none' ? glyph : [textDecorationStyle, textDecorationThickness].join(' ');
        })"""
    )
    assert len(set(looks)) == 9, looks
    glyphs = work.page.locator(".verdict b").all_inner_texts()
    assert len(set(glyphs)) == 8
