"""Projects in a browser, by keyboard alone: made, set up, switched between; and that axe finds nothing on the way."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from factcheck.accounts.models import Role
from tests.support.browsers import assert_accessible

PHONE = {"width": 390, "height": 844}
PAGES = (
    "settings",
    "guidelines",
    "guidelines/edit",
    "guidelines/history",
    "verdicts",
    "rules",
    "members",
    "ending",
)


def follow(page: Page, name: str) -> None:
    """Go to the link of that name with the focus and Enter."""
    page.get_by_role("link", name=name, exact=True).first.focus()
    page.keyboard.press("Enter")


def test_c58_a_project_is_made_set_up_and_switched_to_by_keyboard(enter_page: Callable[..., Page]) -> None:
    page = enter_page("Ada", role=Role.ADMIN)
    page.goto("/projects")
    follow(page, "New project")
    page.get_by_label("Name", exact=True).focus()
    page.keyboard.type("Außenpolitik 2")
    expect(page.get_by_label("Short name")).to_have_value("aussenpolitik-2")
    assert_accessible(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Project", exact=True)).to_be_visible()

    follow(page, "Verdicts")
    page.get_by_label("Name for “Mixed”").focus()
    page.keyboard.type("Half right")
    expect(page.locator("#shown-mixed")).to_have_text("Half right")
    assert_accessible(page)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.locator("#shown-mixed")).to_have_text("Half right")

    follow(page, "Guidelines")
    follow(page, "Write them")
    page.get_by_label("Guidelines", exact=True).focus()
    page.keyboard.type("Names first, then dates.")
    page.reload()
    expect(page.get_by_text("What you had here last time is back.")).to_be_visible()
    page.get_by_label("What changed").focus()
    page.keyboard.type("the first")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved as version 1.")).to_be_visible()
    follow(page, "Edit")
    expect(page.get_by_text("What you had here last time is back.")).to_be_hidden()
    page.get_by_label("Guidelines", exact=True).fill("Places first, then dates.")
    page.get_by_role("button", name="Save as version 2").press("Enter")
    follow(page, "All versions")
    expect(page.locator("section.changes ins")).to_have_text("Places")

    switch = page.locator("#switch summary")
    switch.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Außenpolitik 2", exact=True).first).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(page.locator("#switch ul")).to_be_hidden()
    expect(switch).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(switch).to_contain_text("Desk")
    page.goto("/articles/new")
    expect(page.get_by_label("Project").locator("option:checked")).to_have_text("Desk")


def test_what_was_typed_before_the_script_came_is_shown_when_it_has(enter_page: Callable[..., Page]) -> None:
    page = enter_page("Ada", role=Role.ADMIN)
    page.goto("/projects/settings")
    verdicts = page.url.replace("settings", "verdicts")
    held: list[Route] = []
    page.route("**/projects.js*", lambda route: held.extend([route]))

    def script_comes() -> None:
        while not held:
            page.wait_for_timeout(20)
        held.pop().continue_()

    page.goto("/projects/new", wait_until="commit")
    page.get_by_label("Name", exact=True).fill("Wahl 2027")
    expect(page.get_by_label("Short name")).to_have_value("")
    script_comes()
    expect(page.get_by_label("Short name")).to_have_value("wahl-2027")

    page.goto(verdicts, wait_until="commit")
    page.get_by_label("Name for “Mixed”").fill("Half right")
    expect(page.locator("#shown-mixed")).to_have_text("Mixed")
    script_comes()
    expect(page.locator("#shown-mixed")).to_have_text("Half right")


def test_c57_every_page_of_a_project_is_accessible_and_fits_a_phone_in_the_dark(
    enter_page: Callable[..., Page],
) -> None:
    page = enter_page("Ada", role=Role.ADMIN, viewport=PHONE, color_scheme="dark")
    page.goto("/projects/settings")
    project = page.url.removesuffix("settings")
    token = page.locator("meta[name=csrf-token]").get_attribute("content") or ""
    for number, text in enumerate(("Names first.", "Places first.")):
        given: dict[str, str | float | bool] = {
            "guidelines": text,
            "note": "a note",
            "seen": str(number),
            "csrf_token": token,
        }
        assert page.request.post(f"{project}guidelines", form=given).ok
    for address in (
        *(project + end for end in PAGES),
        f"{project}links/settings",
        "/projects",
        "/projects/new",
    ):
        page.goto(address)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
