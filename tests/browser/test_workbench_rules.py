"""What the newsroom rules find, in a real browser: led to the field, let stand with a reason, signed off by a lead."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from playwright.sync_api import Locator, Page, expect

from factcheck.accounts.models import Role
from factcheck.accounts.service import add_person
from tests.browser.desks import Desk, Workbench
from tests.support.browsers import Faults, assert_accessible

REASON = "Read out to me on the phone by the clerk."
_numbers = count(1)


def lead(desk: Desk) -> str:
    """The name of a new lead."""
    name = f"lead{next(_numbers)}"
    with desk.database.writing() as session:
        add_person(session, name=name, role=Role.LEAD, password_hash=None, actor=None)
    return name


def checked(desk: Desk) -> Workbench:
    """A claim with verdict, reason and a link without its passage: one warning, nothing that blocks."""
    work = desk.open(desk.story(), number=1)
    work.press("1", "w")
    work.type("The board says so.")
    work.press("Escape")
    work.paste("https://courier.example/port")
    expect(findings(work, "warning")).to_have_count(1)
    work.settled()
    return work


def findings(work: Workbench, severity: str) -> Locator:
    """The findings of that severity in the inspector."""
    return work.page.locator(f".found[data-severity={severity}] .finding")


def begin_reason(work: Workbench, text: str) -> None:
    """From the text to the reason of the first finding, by keys alone."""
    work.press("l")
    expect(work.page.get_by_role("button", name="Copy the exact passage.")).to_be_focused()
    work.press("Tab", "Tab", "Enter", "Tab")
    expect(work.page.locator(".waive textarea").first).to_be_focused()
    work.type(text)


def test_a_finding_is_waived_and_handed_in_by_keyboard_alone(desk: Desk) -> None:
    work = checked(desk)
    begin_reason(work, REASON)
    work.press("Tab", "Enter")
    waived = work.page.locator(".waiver")
    expect(waived).to_contain_text(REASON)
    expect(waived).to_contain_text(work.name)
    expect(findings(work, "warning")).to_have_count(0)
    expect(work.page.locator("#hand-in")).to_be_focused()
    work.press("Enter")
    expect(work.page.locator("#p-submit")).to_contain_text("Submitted")
    (waiver,) = work.mine()["waivers"]
    assert (waiver["rule"], waiver["reason"], waiver["by"]) == ("quote", REASON, work.name)


def test_what_blocks_is_told_on_submit_and_the_focus_goes_to_the_first_of_it(desk: Desk) -> None:
    work = desk.open(desk.story(), number=1)
    work.press("1", "d")
    expect(work.toast).to_contain_text("Not submitted: Attach evidence. · Say why.")
    expect(work.page.get_by_role("button", name="Attach evidence.")).to_be_focused()
    work.press("Enter")
    expect(work.page.locator("#url")).to_be_focused()
    assert work.mine()["status"] == "draft"


def test_what_only_warns_is_told_when_it_is_submitted(desk: Desk) -> None:
    work = checked(desk)
    work.press("d")
    expect(work.toast).to_contain_text("Submitted, although: Copy the exact passage.")
    assert work.mine()["status"] == "submitted"
    expect(findings(work, "warning")).to_have_count(1)


def test_a_finding_about_one_link_leads_into_it_and_is_gone_once_it_is_mended(desk: Desk) -> None:
    work = checked(desk)
    work.page.get_by_role("button", name="Copy the exact passage.").click()
    passage = work.page.locator(".ev textarea[name=quote]")
    expect(passage).to_be_focused()
    work.type("41 of 52")
    work.press("Escape")
    expect(findings(work, "warning")).to_have_count(0)


def test_c42_a_reason_survives_a_reload_in_the_middle_of_it(desk: Desk) -> None:
    work = checked(desk)
    begin_reason(work, "Read out to me on the ph")
    work.page.reload()
    area = work.page.locator(".waive textarea").first
    expect(area).to_be_visible()
    expect(area).to_have_value("Read out to me on the ph")
    # Another save fetches this part of the page anew: the reason is still there.
    work.press("f")
    work.page.get_by_role("checkbox", name="Outdated").click()
    work.settled()
    expect(area).to_have_value("Read out to me on the ph")
    area.focus()
    work.press("End")
    work.type("one.")
    work.press("Tab", "Enter")
    expect(work.page.locator(".waiver q")).to_have_text("Read out to me on the phone.")
    work.page.reload()
    expect(work.page.locator(".waiver")).to_have_count(1)
    assert (
        work.page.evaluate("Object.keys(localStorage).filter((name) => name.includes(':reason:')).length")
        == 0
    )


def test_a_refused_reason_stays_in_its_field_with_the_message_beside_it(desk: Desk, faults: Faults) -> None:
    faults.allow("422")
    work = checked(desk)
    begin_reason(work, " ")
    work.press("Tab", "Enter")
    form = work.page.locator(".waive").first
    expect(form.locator(".field-fault")).to_have_text("Say why this can stand.")
    expect(form.locator("textarea")).to_be_focused()
    work.type(REASON)
    work.press("Tab", "Enter")
    expect(work.page.locator(".waiver q")).to_have_text(REASON)


def test_a_waiver_is_taken_back_and_undone(desk: Desk) -> None:
    work = checked(desk)
    begin_reason(work, REASON)
    work.press("Tab", "Enter")
    expect(work.page.locator(".waiver")).to_have_count(1)
    work.page.get_by_role("button", name="Take back: Exact passage").click()
    expect(findings(work, "warning")).to_have_count(1)
    work.settled()
    work.sentence(1).focus()
    work.press("u")
    expect(work.page.locator(".waiver")).to_have_count(1)
    work.press("h")
    expect(work.page.locator("#dialog")).to_contain_text("waived “Exact passage”")


def test_a_lead_signs_off_what_a_reviewer_cannot_and_it_lapses_with_the_verdict(desk: Desk) -> None:
    work = desk.open(desk.story(), number=3)
    work.press("1", "w")
    work.type("The official says so.")
    work.press("Escape")
    work.paste("https://courier.example/port")
    work.press("s")
    work.type("a senior official")
    work.press("Enter")
    expect(work.page.locator(".hop")).to_have_count(1)
    work.press("Escape", "a")
    work.page.locator("#about select[name=priority]").select_option("high")
    expect(findings(work, "blocks")).to_contain_text(["ask a lead to sign it off"])
    work.settled()

    name = lead(desk)
    desk_of_lead = desk.open(work.story, name, number=3)
    signing = desk_of_lead.page.locator(".found.signing")
    expect(signing).to_contain_text("Serious allegation, one unnamed source")
    expect(signing).not_to_contain_text("The official says so.")
    signing.locator("summary").click()
    signing.locator("textarea").fill("I know who it is.")
    signing.get_by_role("button", name="Sign off").click()
    expect(signing.locator(".waiver q")).to_have_text("I know who it is.")

    work.page.reload()
    expect(work.page.locator(".waiver")).to_contain_text(name)
    work.sentence(3).focus()
    work.press("2")
    expect(work.page.locator(".waiver .tag")).to_have_text("lapsed: what it was about has changed")
    expect(findings(work, "blocks")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_c57_findings_and_waivers_are_accessible(desk: Desk, scheme: str, width: int) -> None:
    work = desk.open(desk.story(), number=1, color_scheme=scheme, viewport={"width": width, "height": 900})
    work.press("1")
    work.paste("https://courier.example/port")
    expect(findings(work, "warning")).to_have_count(1)
    work.settled()
    work.page.locator(".waive summary").first.click()
    work.page.locator(".waive textarea").first.fill(REASON)
    assert_accessible(work.page)
    work.page.locator(".waive button").first.click()
    expect(work.page.locator(".waiver")).to_have_count(1)
    assert_accessible(work.page)
    assert work.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_c57_the_pages_of_the_rules_are_accessible_and_fit(
    enter_page: Callable[..., Page], scheme: str, width: int
) -> None:
    page = enter_page("lee", role=Role.LEAD, color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto("/projects/settings")
    page.get_by_role("link", name="Rules", exact=True).click()
    rules = page.url
    for place in (rules, f"{rules}?pack=magazine", f"{rules}/quote", "/rules"):
        page.goto(place)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place


def test_a_lead_chooses_a_pack_sees_what_changes_departs_from_it_and_takes_it_back_by_keyboard(
    enter_page: Callable[..., Page],
) -> None:
    page = enter_page("lee", role=Role.LEAD)
    page.goto("/projects/settings")
    page.get_by_role("link", name="Rules", exact=True).click()
    packs = page.get_by_label("Pack", exact=True)
    packs.focus()
    page.keyboard.press("L")
    expect(packs).to_have_value("light")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#offer tbody tr").first).to_contain_text("Evidence")
    page.get_by_role("button", name="Apply").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("This project started from “Light”. It keeps to it.")).to_be_visible()
    select = page.get_by_label("Evidence", exact=True)
    expect(select).to_have_value("warning")
    select.focus()
    page.keyboard.press("B")
    expect(select).to_have_value("blocks")
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("It departs from it in 1 rule.")).to_be_visible()
    expect(page.locator("#evidence")).to_contain_text("pack: Warning")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("It keeps to it.")).to_be_visible()


def test_the_pages_of_the_rules_read_from_right_to_left(enter_page: Callable[..., Page]) -> None:
    page = enter_page("lee", role=Role.LEAD)
    page.goto("/projects/settings")
    page.get_by_role("link", name="Rules", exact=True).click()
    expect(page.locator("#evidence select")).to_be_visible()
    page.evaluate("document.documentElement.dir = 'rtl'")
    title, choice = page.locator("#evidence label"), page.locator("#evidence select")
    assert left(choice) < left(title)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def left(element: Locator) -> float:
    found = element.bounding_box()
    assert found is not None
    return found["x"]
