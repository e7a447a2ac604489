"""The whole job without JavaScript: plain forms, plain links."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.desks import Desk

URL = "https://example.org/timetable"


def test_verdict_reason_evidence_sourcing_note_and_submit_work_in_plain_form_steps(desk: Desk) -> None:
    work = desk.open(desk.story(), number=1, java_script_enabled=False)
    page = work.page

    def button(name: str, inside: str = "#inspector") -> None:
        page.locator(inside).get_by_role("button", name=name, exact=False).first.click()

    page.get_by_role("radio", name="Supported", exact=True).check(force=True)
    button("Save the verdict")
    expect(work.sentence(1)).to_have_attribute("data-v", "supported")
    page.get_by_role("textbox", name="Why").fill("Counted.")
    button("Save", "form[data-save=rationale]")
    page.get_by_role("textbox", name="Evidence").fill(URL)
    button("Attach")
    page.locator(".ev summary").click()
    page.get_by_label("The exact passage").fill("41 of 52")
    page.get_by_role("radio", name="Supports", exact=True).check(force=True)
    button("Save", ".ev")
    page.locator("#source").fill("Radio Veldt")
    button("Add hop")
    page.locator(".hop summary").click()
    page.get_by_label("Act", exact=True).select_option("cites")
    button("Save", ".hop")
    page.locator("#note").fill("For us alone.")
    page.locator("#sealed").check()
    button("Save", "form[data-save=note]")
    page.get_by_text("Flags and confidence").click()
    page.get_by_role("checkbox", name="Missing context").check(force=True)
    button("Save the flags")
    button("Submit")
    expect(page.locator("#p-submit")).to_contain_text("Submitted")
    for dead in ("canvas", "kbd", "[data-preview]", "[data-action]", "#saved"):
        expect(page.locator("#work").locator(dead).filter(visible=True)).to_have_count(0)

    record = desk.mine(work.story, work.name)
    assert (record["verdict"], record["rationale"], record["status"]) == (
        "supported",
        "Counted.",
        "submitted",
    )
    assert record["flags"] == ["missing_context"]
    piece = record["evidence"][0]
    assert (piece["url"], piece["quote"], piece["stance"]) == (URL, "41 of 52", "supports")
    assert (record["hops"][0]["source"]["name"], record["hops"][0]["act"]) == ("Radio Veldt", "cites")
    assert record["notes"] is None
    stored = desk.annotation(work.story, work.name)
    assert (stored.note, stored.note_sealed) == ("For us alone.", True)


def test_links_walk_to_the_next_sentence_and_back_and_to_history_and_keys(desk: Desk) -> None:
    work = desk.open(desk.story(), java_script_enabled=False)
    page = work.page
    page.get_by_role("link", name="Next sentence").click()
    work.at(1)
    page.get_by_role("link", name="Next sentence").click()
    work.at(2)
    page.get_by_role("link", name="Previous sentence").click()
    work.at(1)
    page.get_by_role("radio", name="Refuted", exact=True).check(force=True)
    page.get_by_role("button", name="Save the verdict").click()
    page.locator("#p-submit").get_by_role("link", name="History").click()
    expect(page.get_by_role("main")).to_contain_text("set the verdict to “Refuted”")
    page.get_by_role("main").get_by_role("button", name="Undo").first.click()
    work.at(1)
    assert desk.claims(work.story) == []


def test_what_is_refused_says_why_on_a_page(desk: Desk) -> None:
    work = desk.open(desk.story(), java_script_enabled=False)
    work.page.get_by_role("textbox", name="Evidence").fill("javascript:alert(1)")
    work.page.get_by_role("button", name="Attach").click()
    expect(work.page.get_by_role("main")).to_contain_text("Only links that begin with http:// or https://")
    work.page.go_back()
    work.at(0)


def test_a_sentence_is_joined_and_its_kind_set_without_a_script(desk: Desk) -> None:
    work = desk.open(desk.story(), java_script_enabled=False)
    work.page.get_by_text("Mend", exact=True).click()
    work.page.get_by_role("button", name="Merge with the next").click()
    expect(work.page.locator(".s")).to_have_count(5)
    work.at(0)
