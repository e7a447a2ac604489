"""A lead's pages stay as things stand while they are open, and what the reader does there stays, too."""

from __future__ import annotations

from datetime import UTC, datetime

from playwright.sync_api import Page, expect
from sqlalchemy import select

from factcheck.accounts.models import Project, User
from factcheck.activity.service import record
from factcheck.annotation.models import Claim
from factcheck.articles.models import Article
from tests.browser.desks import Desk
from tests.browser.test_dashboard import board
from tests.support.browsers import Faults

NEWS = "**/dashboard/news?**"
LOOK = "document.dispatchEvent(new Event('visibilitychange'))"
"""A page that is turned to asks at once."""


def decide_some(desk: Desk, number: int = 5) -> None:
    """Somebody decides open claims elsewhere."""
    with desk.database.writing() as session:
        project = session.scalars(select(Project).where(Project.slug == "harbour-desk")).one()
        actor = session.scalars(select(User).where(User.name == "lee")).one()
        query = (
            select(Claim)
            .join(Article)
            .where(Article.project_id == project.id, Claim.decided_at.is_(None), Claim.removed_at.is_(None))
        )
        for claim in session.scalars(query.order_by(Claim.id).limit(number)).all():
            claim.decided_at, claim.final_verdict = datetime.now(UTC), "not_checkable"
            record(
                session,
                actor=actor,
                action="claim.decided",
                subject="decision",
                uid=claim.uid,
                article_id=claim.article_id,
                claim_uid=claim.uid,
            )


def card(page: Page, word: str) -> int:
    return int(page.locator(".card", has_text=word).locator("b").first.inner_text().replace(",", ""))


def test_figures_and_charts_follow_and_nothing_moves(own_desk: Desk) -> None:
    page = board(own_desk)
    expect(page.locator("#progress svg")).to_be_visible()
    open_ = card(page, "begun")
    page.keyboard.press("t")
    table = page.locator("#progress-table")
    expect(table).to_be_visible()
    link = table.locator("tbody a").last
    link.focus()
    page.locator(".saved summary").click()
    page.locator("#view-name").fill("half a na")
    link.focus()
    assert page.evaluate("scrollY") > 0
    place = link.bounding_box()
    assert place
    page.evaluate("document.querySelector('#progress svg').dataset.same = 'yes'")
    decide_some(own_desk)
    page.evaluate(LOOK)
    expect(page.locator(".card").first.locator("b")).to_have_text(str(open_ - 5))
    assert "not checkable" in (page.locator("#progress").get_attribute("data-chart") or "").lower()
    stayed = link.bounding_box()
    assert stayed
    assert abs(stayed["y"] - place["y"]) < 1, (
        "what is looked at stays where it is, though an article above is gone"
    )
    expect(link).to_be_focused()
    expect(table).to_be_visible()
    expect(page.locator("[data-table=progress]")).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#view-name")).to_have_value("half a na")
    expect(page.locator("#progress svg[data-same]")).to_be_visible()
    described = page.locator(".progress .read").inner_text()
    expect(page.locator("#progress")).to_have_attribute("aria-label", described)
    page.keyboard.press("t")
    expect(table).to_be_hidden()


def test_a_page_that_had_nothing_gets_its_chart(own_desk: Desk) -> None:
    page = board(own_desk)
    page.goto(f"{page.url}?verdict=not_checkable&priority=high")
    there = page.locator("#progress svg")
    with own_desk.database.writing() as session:
        for claim in session.scalars(select(Claim).where(Claim.final_verdict == "not_checkable")):
            claim.final_verdict = "mixed"
    page.reload()
    expect(page.locator(".empty")).to_be_visible()
    with own_desk.database.writing() as session:
        for claim in session.scalars(select(Claim)):
            claim.priority = "high"
    decide_some(own_desk, 3)
    page.evaluate(LOOK)
    expect(there).to_be_visible()
    expect(page.locator("#progress-table")).to_be_hidden()
    page.locator("[data-table=progress]").click()
    expect(page.locator("#progress-table")).to_be_visible()


def test_it_says_when_it_cannot_keep_up_and_that_it_can_again(own_desk: Desk, faults: Faults) -> None:
    faults.allow("ERR_FAILED|status of 401")
    page = board(own_desk)
    state = page.locator("[data-asof]")
    expect(state).to_contain_text("As of")
    page.route(NEWS, lambda route: route.abort())
    page.evaluate(LOOK)
    expect(state).to_have_text("Not kept up: the server cannot be reached.")
    page.unroute(NEWS)
    page.evaluate(LOOK)
    expect(state).to_contain_text("As of")
    page.context.clear_cookies()
    page.evaluate(LOOK)
    expect(state).to_have_text("Not kept up any more. Open the page anew.")


def test_a_list_stays_until_one_asks_for_it(own_desk: Desk, faults: Faults) -> None:
    faults.allow("ERR_FAILED")
    page = board(own_desk)
    page.goto(page.url.replace("/dashboard", "/claims?show=open"))
    number = int(page.locator("h1 .num").inner_text())
    notice = page.locator("[data-stale]")
    expect(notice).to_be_hidden()
    decide_some(own_desk, 2)
    page.evaluate(LOOK)
    expect(notice).to_be_visible()
    expect(page.locator("h1 .num")).to_have_text(str(number))
    state = page.locator("[data-asof]")
    page.route(NEWS, lambda route: route.abort())
    page.evaluate(LOOK)
    expect(state).to_have_text("Not kept up: the server cannot be reached.")
    page.unroute(NEWS)
    page.evaluate(LOOK)
    expect(state).to_contain_text("As of")
    expect(notice).to_be_visible()
    expect(page.locator("h1 .num")).to_have_text(str(number))
    with page.expect_navigation():
        notice.get_by_role("link").press("Enter")
    expect(page.locator("h1 .num")).to_have_text(str(number - 2))
    expect(notice).to_be_hidden()
