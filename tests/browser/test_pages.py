"""What holds on every page: it loads without a fault, from this server alone, and axe finds nothing serious."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from factcheck.accounts.models import Role
from tests.support.browsers import assert_accessible
from tests.support.servers import LiveServer

PLACES = ["/", "/login", "/people", "/profile", "/no-such-page"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_c57_every_page_is_accessible_in_light_and_dark(enter_page: Callable[..., Page], scheme: str) -> None:
    page = enter_page("ada", role=Role.ADMIN, color_scheme=scheme)
    for place in PLACES:
        page.goto(place)
        assert_accessible(page)


def test_every_page_of_an_administrator_fits_a_phone(enter_page: Callable[..., Page]) -> None:
    page = enter_page("Alexandra Bell", role=Role.ADMIN, viewport={"width": 390, "height": 844})
    for place in ("/", "/people", "/sources", "/rules", "/projects/settings", "/me"):
        page.goto(place)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place


def test_the_first_administrator_comes_in_by_the_printed_link(page: Page, live_server: LiveServer) -> None:
    link = live_server.printed().split()[-1]
    assert link.startswith(live_server.url)
    page.goto(link)
    page.get_by_label("Name").fill("Ada")
    for field in page.locator("input[type=password]").all():
        field.fill("a long enough password 1")
    page.locator("main form button").last.click()

    page.wait_for_url(f"{live_server.url}/**")
    page.goto(f"{live_server.url}/people")
    expect(page.get_by_role("main")).to_contain_text("Ada")
