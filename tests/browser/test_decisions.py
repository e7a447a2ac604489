"""A lead decides by keyboard alone, what was typed is kept, and an open page of a reviewer follows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from factcheck.accounts.models import Role
from tests.browser.desks import Desk, Story, Workbench
from tests.support.browsers import assert_accessible
from tests.support.hands import Hand
from tests.support.people import cookie_of, start_session_of

SIZES = ({"width": 1440, "height": 900}, {"width": 390, "height": 844})


@pytest.fixture
def story(own_desk: Desk) -> Story:
    """The story."""
    return disputed_story(own_desk)


def disputed_story(own_desk: Desk) -> Story:
    """A story of which two claims are disputed and one is agreed on, by dana and robin."""
    story = own_desk.story()
    verdicts = {
        1: ("supported", "mostly_supported"),
        2: ("supported", "refuted"),
        4: ("mixed", "mixed"),
    }
    for place, name in enumerate(("dana", "robin")):
        hand = Hand(own_desk.server, own_desk.database, name)
        for sentence, said in verdicts.items():
            where = {"at": str(story.starts[sentence])}

            def save(path: str, hand: Hand = hand, where: dict[str, str] = where, **fields: str) -> None:
                path = f"/articles/{story.uid}/{path}"
                status, told = hand.save(path, f"{path} {where} {hand.cookie[:9]}", **where, **fields)
                assert status == 200, told

            save("verdict", verdict=said[place])
            save("rationale", text=f"{name} looked it up")
            save("evidence", url=f"https://example.org/{name}")
            save("submit")
        hand.close()
    return story


def lead(desk: Desk, **options: object) -> Page:
    """A page of lee, who leads the project."""
    context = desk.new_context(base_url=desk.server.url, **options)
    secret = start_session_of(desk.database, "lee", Role.LEAD)
    context.add_cookies(
        [{"name": "factcheck", "value": cookie_of(desk.server, secret), "url": desk.server.url}]
    )
    return context.new_page()


def finals(desk: Desk, story: Story) -> list[str | None]:
    """What was decided on the claims, in text order."""
    return [(claim["adjudication"] or {}).get("verdict") for claim in desk.claims(story)]


def test_c58_a_queue_is_worked_through_by_keyboard(own_desk: Desk, story: Story) -> None:
    page = lead(own_desk)
    page.goto("/decisions")
    assert_accessible(page)
    page.get_by_role("link", name="The islanders").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/decision?*")
    expect(page.get_by_role("heading", level=1)).to_contain_text("The islanders' council")
    assert_accessible(page)
    page.keyboard.press("2")
    page.wait_for_url("**decided=**")
    expect(page.get_by_role("heading", level=1)).to_contain_text("It took 41")
    expect(page.get_by_text("Decided.")).to_be_visible()
    assert finals(own_desk, story) == [None, "refuted", None]

    page.keyboard.press("w")
    page.keyboard.type("A detail is off.")
    page.reload()
    expect(page.get_by_label("Why")).to_have_value("A detail is off.")
    expect(page.get_by_text("What you had here last time is back.")).to_be_visible()
    page.get_by_role("radio", name="Mixed").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Nobody disagrees")).to_be_visible()
    assert finals(own_desk, story) == ["mixed", "refuted", None]

    page.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Decide otherwise")).to_be_visible()
    expect(page.get_by_label("Why")).to_have_value("")
    assert finals(own_desk, story) == [None, "refuted", None]


def test_what_agrees_is_adopted_after_a_look(own_desk: Desk, story: Story) -> None:
    page = lead(own_desk)
    page.goto("/decisions")
    page.get_by_role("link", name="Agree").click()
    page.wait_for_url("**show=agree")
    page.get_by_role("checkbox", name="I have looked at all of these").check()
    expect(page.get_by_text("1 ticked")).to_be_visible()
    page.get_by_role("button", name="Adopt what was ticked").click()
    expect(page.get_by_text("1 claim was decided.")).to_be_visible()
    assert finals(own_desk, story) == [None, None, "mixed"]


def test_a_reviewer_s_open_page_shows_what_was_decided(own_desk: Desk, story: Story) -> None:
    context = own_desk.browser("dana")
    dana = Workbench(context.new_page(), story, own_desk, "dana")
    dana.page.goto(story.path(2))
    dana.settled()
    page = lead(own_desk)
    page.goto("/decisions")
    page.get_by_role("link", name="The islanders").click()
    page.wait_for_url("**/decision?*")
    page.keyboard.press("2")
    expect(dana.inspector.get_by_text("Decided:")).to_be_visible()
    dana.inspector.get_by_role("link", name="Why").click()
    expect(dana.page.get_by_role("heading", name="What holds")).to_be_visible()
    expect(dana.page.get_by_role("button", name="Adopt")).to_have_count(0)
    assert_accessible(dana.page)


def test_an_article_is_signed_off(own_desk: Desk, story: Story) -> None:
    page = lead(own_desk)
    page.goto(f"/articles/{story.uid}/sign-off")
    expect(page.get_by_text("claims on which the records differ")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Note").fill("It is published tonight.")
    page.get_by_role("button", name="Sign off").click()
    expect(page.get_by_role("heading", name="Signed off")).to_be_visible()
    assert_accessible(page)
    page.goto("/")
    expect(page.get_by_text("signed off", exact=True)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_c57_the_pages_fit_every_size(own_desk: Desk, story: Story, scheme: str) -> None:
    for size in SIZES:
        page = lead(own_desk, viewport=size, color_scheme=scheme)
        paths = ("/decisions", "/decisions?show=agree", f"/articles/{story.uid}/sign-off")
        claim = own_desk.claims(story)[0]["id"]
        for path in (*paths, f"/articles/{story.uid}/claims/{claim}/decision"):
            page.goto(path)
            assert_accessible(page)
            wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            assert not wide, path
