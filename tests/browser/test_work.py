"""Work is given out, taken and sent back by keyboard alone; its pages stay in their width and are accessible."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from factcheck.annotation.models import Assignment
from factcheck.articles.models import Article
from tests.browser.desks import Desk, Story
from tests.browser.test_decisions import SIZES, lead
from tests.support.browsers import assert_accessible


def reviewer(desk: Desk, name: str = "dana", **options: object) -> Page:
    """A page of a reviewer of the project."""
    return desk.browser(name, **options).new_page()


@pytest.fixture
def story(own_desk: Desk) -> Story:
    """A story, and somebody to check it."""
    reviewer(own_desk).close()
    return own_desk.story()


def test_c58_an_article_is_given_taken_done_and_sent_back_by_keyboard(own_desk: Desk, story: Story) -> None:
    page = lead(own_desk)
    page.goto("/projects/work")
    assert_accessible(page)
    page.get_by_role("link", name="Give out work").press("Enter")
    page.wait_for_url("**/work/give")
    assert_accessible(page)
    page.locator("input[name=item]").first.press("Space")
    expect(page.locator("[data-ticked]")).to_have_text("1 ticked")
    page.get_by_label("Note").fill("Mind the numbers.")
    page.get_by_label("Note").press("Enter")
    page.wait_for_url("**/work?show=pool")
    expect(page.get_by_text("nobody yet")).to_be_visible()

    mine = reviewer(own_desk)
    mine.goto("/work")
    expect(mine.get_by_role("heading", name="Nothing on your hands")).to_be_visible()
    assert_accessible(mine)
    with mine.expect_navigation():
        mine.keyboard.press("t")
    expect(mine.locator("#work")).to_have_attribute("data-article", story.uid)
    mine.goto("/work")
    expect(mine.get_by_text("Mind the numbers.")).to_be_visible()
    assert_accessible(mine)
    mine.keyboard.press("j")
    expect(mine.locator(".task .name").first).to_be_focused()
    with mine.expect_navigation():
        mine.keyboard.press("Enter")
    with mine.expect_navigation():
        mine.get_by_role("button", name="I am done").press("Enter")
    expect(mine.get_by_text("A lead may send it back")).to_be_visible()

    page.goto("/projects/work")
    page.get_by_role("link", name="Done").press("Enter")
    page.wait_for_url("**show=done")
    page.get_by_role("link", name="Send back").press("Enter")
    page.wait_for_url("**/send-back")
    assert_accessible(page)
    page.get_by_label("What is to be looked at once more").fill("The **caption** too.")
    page.reload()
    expect(page.get_by_label("What is to be looked at once more")).to_have_value("The **caption** too.")
    page.get_by_role("button", name="Send back").press("Enter")
    page.wait_for_url("**show=sent_back")
    mine.reload()
    expect(mine.get_by_role("heading", name="Sent back")).to_be_visible()
    expect(mine.locator(".why strong")).to_have_text("caption")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: size["width"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_work_fit_their_width(
    own_desk: Desk, story: Story, size: dict[str, int], scheme: str
) -> None:
    with own_desk.database.writing() as session:
        article = session.query(Article).filter_by(uid=story.uid).one()
        session.add(Assignment(article_id=article.id, priority="high", note="A long line " * 12))
    mine, page = reviewer(own_desk, viewport=size, color_scheme=scheme), lead(own_desk, viewport=size)
    mine.goto("/work")
    with mine.expect_navigation():
        mine.keyboard.press("t")
    project = page.request.get("/projects/work").url.partition("?")[0]
    pages = (project, f"{project}/give", f"{project}/give?article={story.uid}")
    for who, address in ((mine, "/work"), *((page, each) for each in pages)):
        who.goto(address)
        assert who.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert_accessible(who)
