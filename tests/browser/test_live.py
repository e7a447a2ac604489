"""Two people on one article: what one submits, the other sees, and nothing is taken out of anybody's hands."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from factcheck.accounts.models import Role
from factcheck.accounts.service import add_person
from tests.browser.desks import Desk, Workbench
from tests.browser.test_workbench_saving import reason

WHY = "The timetable was counted twice"


def lead(desk: Desk, name: str) -> str:
    """A lead, who sees what everybody submits."""
    with desk.database.writing() as session:
        add_person(session, name=name, role=Role.LEAD, password_hash=None, actor=None)
    return name


def submit(bench: Workbench) -> None:
    """Give the current sentence a verdict with all that the rules ask for, and submit it."""
    bench.press("1")
    bench.paste("https://www.example.org/timetable")
    bench.settled()
    bench.press("w")
    bench.type("Counted.")
    bench.press("Escape")
    bench.settled()
    bench.press("d")
    bench.settled()
    expect(bench.page.locator("#p-submit .tag.good")).to_be_visible()


def test_what_another_submits_shows_without_a_reload_and_the_caret_stays(desk: Desk) -> None:
    story = desk.story()
    ann = desk.open(story, lead(desk, "ann of live"), number=1)
    ann.press("2", "w")
    ann.settled()
    ann.type(WHY)
    ann.press(*["ArrowLeft"] * 5)
    bob = desk.open(story, number=1)
    bob.settled()
    # Each sees the other, and where.
    expect(ann.page.locator(f"#company .face[data-name^='{bob.name}']")).to_have_count(1)
    expect(bob.sentence(1)).to_have_attribute("data-here", "AL")

    submit(bob)

    button, announced = ann.page.locator("#news"), ann.page.locator("#announce")
    expect(button).to_contain_text("press L")
    expect(announced).to_contain_text("press L")
    assert ann.page.evaluate("document.activeElement.selectionStart") == len(WHY) - 5
    ann.type("!")
    text = f"{WHY[:-5]}!{WHY[-5:]}"
    expect(reason(ann)).to_have_value(text)
    ann.press("Escape", "L")
    expect(button).to_be_hidden()
    expect(announced).to_contain_text(f"{bob.name} submitted sentence 2.")
    expect(reason(ann)).to_have_value(text)
    assert ann.mine()["rationale"] == text

    # At another sentence it is marked in the text, until it is looked at.
    bob.press("k")
    bob.settled()
    submit(bob)
    expect(ann.sentence(0)).to_have_attribute("data-fresh", "")
    expect(announced).to_contain_text(f"{bob.name} submitted sentence 1.")
    ann.press("k")
    expect(ann.sentence(0)).not_to_have_attribute("data-fresh", "")


def test_c51_where_no_stream_is_possible_the_page_asks(desk: Desk) -> None:
    story = desk.story()
    ann = desk.open(story, intercepts=True)
    ann.page.route("**/live?*", lambda route: route.fulfill(status=204))
    ann.page.reload()
    ann.settled()
    bob = desk.open(story, number=2)
    bob.settled()
    bob.select("islanders' council")
    bob.press("c")
    bob.settled()

    expect(ann.sentence(2)).to_have_attribute("data-fresh", "")
    expect(ann.sentence(2)).to_have_attribute("data-p", re.compile(r"\d"))
    expect(ann.page.locator("#company .face")).to_have_count(1)
