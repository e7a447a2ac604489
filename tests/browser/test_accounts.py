"""The pages about people in a browser: what the script adds, and that axe finds nothing in any state."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from factcheck.accounts.models import Role
from factcheck.db import Database
from tests.support.browsers import assert_accessible
from tests.support.servers import LiveServer
from tests.support.visitors import PASSWORD, add

PHONE = {"width": 390, "height": 844}


def fits(page: Page) -> bool:
    """Whether the page needs no scrolling sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_c57_an_invitation_from_making_it_to_coming_in(
    enter_page: Callable[..., Page], new_context: Callable[..., object], live_server: LiveServer, scheme: str
) -> None:
    admin = enter_page("Ada", role=Role.ADMIN, color_scheme=scheme, viewport=PHONE)
    admin.context.grant_permissions(["clipboard-read", "clipboard-write"])
    admin.goto("/people")
    admin.get_by_role("button", name="Make a link").click()
    expect(admin.get_by_role("heading", name="An invitation")).to_be_focused()
    admin.get_by_role("button", name="Copy").click()
    expect(admin.get_by_role("button", name="Copied")).to_be_visible()
    link = admin.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{live_server.url}/welcome/")
    assert_accessible(admin)
    assert fits(admin)

    newcomer: Page = new_context(color_scheme=scheme, viewport=PHONE).new_page()  # type: ignore[attr-defined]
    newcomer.goto(link)
    assert newcomer.url == f"{live_server.url}/welcome"
    assert_accessible(newcomer)
    newcomer.get_by_label("Name").fill("ada")
    newcomer.get_by_label("Password", exact=True).fill(PASSWORD)
    newcomer.keyboard.press("Enter")
    expect(newcomer.get_by_text("has that name already")).to_be_visible()
    expect(newcomer.get_by_label("Name")).to_be_focused()
    assert_accessible(newcomer)
    assert fits(newcomer)
    newcomer.get_by_label("Name").fill("Dana")
    newcomer.get_by_label("Password", exact=True).fill(PASSWORD)
    newcomer.keyboard.press("Enter")
    expect(newcomer.get_by_role("link", name="Dana")).to_be_visible()
    newcomer.goto(link)
    expect(newcomer.get_by_role("heading", name="This link does not work")).to_be_visible()


def test_a_typed_password_can_be_looked_at_and_is_sent_as_one(
    page: Page, live_server: LiveServer, live_database: Database
) -> None:
    add(live_database, "Dana")
    page.goto(f"{live_server.url}/me")
    page.get_by_label("Name").fill("dana")
    page.get_by_label("Password", exact=True).fill("wrong " + PASSWORD)
    page.get_by_role("button", name="Show").click()
    expect(page.locator("input[name=password]")).to_have_attribute("type", "text")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The name or the password is wrong.")).to_be_visible()
    expect(page.locator("input[name=password]")).to_be_focused()
    assert_accessible(page)
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{live_server.url}/me")
    expect(page.get_by_role("heading", name="Dana")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_c57_a_token_is_made_shown_and_revoked(enter_page: Callable[..., Page], scheme: str) -> None:
    page = enter_page("Dana", color_scheme=scheme, viewport=PHONE)
    page.goto("/me")
    page.get_by_text("New token").click()
    page.get_by_label("What it is for").fill("CMS")
    page.get_by_label("Annotate").uncheck()
    assert_accessible(page)
    page.get_by_role("button", name="Make a token").click()
    assert page.get_by_role("textbox", name="Your new token").input_value().startswith("fc_")
    assert_accessible(page)
    assert fits(page)
    page.get_by_role("button", name="Revoke CMS").click()

    expect(page.get_by_text("The token no longer works.")).to_be_visible()
    expect(page.get_by_role("button", name="Revoke CMS")).to_have_count(0)


def test_a_role_is_set_with_the_keyboard(enter_page: Callable[..., Page], live_database: Database) -> None:
    add(live_database, "Dana")
    page = enter_page("Ada", role=Role.ADMIN)
    page.goto("/people")
    button = page.get_by_role("button", name="Set the role of Dana")
    expect(button).to_be_hidden()
    page.get_by_label("Role of Dana").select_option("Lead")
    page.get_by_label("Role of Dana").press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Dana: Lead.")).to_be_visible()
