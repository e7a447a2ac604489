"""Links in a real browser: a pasted one is described by itself, while somebody types on; the page of links."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, expect
from sqlalchemy import update

from factcheck.accounts.models import Project, Role
from factcheck.db import Database
from factcheck.evidence.link_settings import LinkSettings
from tests.browser.desks import Desk
from tests.support.browsers import assert_accessible
from tests.support.people import cookie_of, start_session_of
from tests.support.servers import LiveServer
from tests.support.web import Answer, LocalWeb, local_web, page

STORY = (
    "The ferry leaves at nine, harbour officials said on Tuesday after a long meeting with the operators. "
    * 8
)
PATIENCE = 45_000


@pytest.fixture
def web() -> Iterator[LocalWeb]:
    """Two sites' worth of pages: one that answers after a second, one that is gone."""
    site = {"/a": Answer(page("Ferries resume", STORY), seconds=1.0), "/gone": Answer(b"", 404)}
    with local_web({**site}) as served:
        yield served


@pytest.fixture
def fetching(
    new_server: Callable[..., LiveServer], new_context: Callable[..., BrowserContext]
) -> Iterator[Desk]:
    """A desk whose project fetches, from this machine."""
    server = new_server(environment={"FACTCHECK_FETCH_ALLOW": "127.0.0.1:*", "FACTCHECK_FETCH_PAUSE": "10"})
    database = Database(server.database_url)
    with database.writing() as session:
        session.execute(update(Project).values(link_settings=LinkSettings(fetch=True).to_dict()))
    yield Desk(server, database, new_context)
    database.dispose()


def test_a_pasted_link_is_described_by_its_page_while_somebody_types_on(
    fetching: Desk, web: LocalWeb
) -> None:
    work = fetching.open(fetching.story())
    work.paste(f"{web.url}/a")
    expect(work.page.locator(".kept-line")).to_contain_text("Fetching the page")
    work.press("w")
    work.type("Seen in the ")
    expect(work.page.locator(".ev-title")).to_have_text("Ferries resume", timeout=PATIENCE)
    work.type("timetable")
    expect(work.page.locator("#rationale")).to_have_value("Seen in the timetable")
    expect(work.page.locator(".kept-line")).to_contain_text("As it was")
    assert_accessible(work.page)
    work.settled()
    assert work.mine()["evidence"][0]["publisher"] == "The Harbour Gazette"
    assert work.mine()["rationale"] == "Seen in the timetable"


def test_what_could_not_be_fetched_says_why_beside_the_link(fetching: Desk, web: LocalWeb) -> None:
    work = fetching.open(fetching.story())
    work.paste(f"{web.url}/gone")
    expect(work.page.locator(".kept-line .tag")).to_have_text("Gone", timeout=PATIENCE)
    expect(work.page.locator(".kept-line")).to_contain_text("404")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_lead_sees_what_is_gone_and_has_all_checked(fetching: Desk, web: LocalWeb, scheme: str) -> None:
    work = fetching.open(fetching.story(title="Ferries"))
    work.paste(f"{web.url}/gone")
    expect(work.page.locator(".kept-line .tag")).to_have_text("Gone", timeout=PATIENCE)
    context = fetching.new_context(
        base_url=fetching.server.url, color_scheme=scheme, viewport={"width": 390, "height": 800}
    )
    secret = start_session_of(fetching.database, "lee", Role.LEAD)
    value = cookie_of(fetching.server, secret)
    context.add_cookies([{"name": "factcheck", "value": value, "url": fetching.server.url}])
    lead = context.new_page()
    lead.goto("/projects/links")
    expect(lead.locator(".links > li")).to_have_count(1)
    assert_accessible(lead)
    assert lead.evaluate("document.documentElement.scrollWidth <= innerWidth")
    web.site["/gone"] = Answer(page("Back again", STORY))
    lead.get_by_role("button", name="Check all now").click()
    expect(lead.locator("#progress")).to_contain_text("The last check ended", timeout=PATIENCE)
    lead.goto("/projects/links")
    expect(lead.locator(".links > li")).to_have_count(0)
    assert_accessible(lead)
