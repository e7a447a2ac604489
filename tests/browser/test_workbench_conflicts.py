"""Two windows or two people at one claim: both texts are shown, nothing is overwritten, nothing typed is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from factcheck.accounts.models import Role
from tests.browser.desks import Desk, Workbench
from tests.browser.test_workbench_saving import REASON, reason, saves, write
from tests.support.people import start_session_of


def judged(desk: Desk, name: str = "") -> tuple[Workbench, Workbench]:
    """One person with two browsers at a sentence that has a verdict."""
    story = desk.story()
    first = desk.open(story, name)
    first.press("1")
    first.settled()
    first.page.reload()
    first.settled()
    second = desk.open(story, first.name, live=False)
    second.settled()
    return first, second


@pytest.mark.parametrize(
    ("button", "stored"),
    [
        ("Keep yours", "Second text."),
        ("Keep the stored one", "First text."),
        ("Join both", "First text.\n\nSecond text."),
    ],
)
def test_c37_two_texts_from_one_version_one_is_saved_and_the_other_page_shows_both(
    desk: Desk, button: str, stored: str
) -> None:
    first, second = judged(desk)
    one, two = saves(first), saves(second)
    write(first, "First text.")
    first.press("Escape")
    first.settled()
    write(second, "Second text.")
    second.press("Escape")
    conflict = second.page.locator(".conflict")
    expect(conflict.get_by_label("Yours")).to_have_value("Second text.")
    expect(conflict.get_by_label("Stored")).to_have_value("First text.")
    expect(reason(second)).to_have_value("Second text.")
    expect(second.saved).to_contain_text("NOT saved")
    assert [status for name, status in one if name == "rationale"] == [200]
    assert [status for name, status in two if name == "rationale"] == [409]

    second.page.reload()
    expect(conflict.get_by_label("Yours")).to_have_value("Second text.")
    conflict.get_by_role("button", name=button).click()
    expect(conflict).to_have_count(0)
    expect(reason(second)).to_have_value(stored)
    assert second.mine()["rationale"] == stored


def test_c37_the_joined_text_can_be_edited_before_it_is_kept(desk: Desk) -> None:
    first, second = judged(desk)
    write(first, "First text.")
    first.press("Escape")
    first.settled()
    write(second, "Second text.")
    second.press("Escape")
    second.page.get_by_label("Yours").fill("Second text, better.")
    second.page.get_by_role("button", name="Keep yours").click()
    assert second.mine()["rationale"] == "Second text, better."
    reason(second).focus()
    second.press("Control+End")
    second.type(" More.")
    assert second.mine()["rationale"] == "Second text, better. More."


def test_c37_a_conflict_elsewhere_is_shown_by_the_banner(desk: Desk) -> None:
    first, second = judged(desk)
    write(first, "First text.")
    first.press("Escape")
    first.settled()
    write(second, "Second text.")
    second.press("Control+Enter", "j")
    expect(second.banner).to_contain_text("NOT saved:")
    second.banner.get_by_role("button", name="Show it").click()
    second.at(0)
    expect(second.page.get_by_label("Yours")).to_have_value("Second text.")
    second.page.get_by_role("button", name="Keep yours").click()
    expect(second.banner).to_be_hidden()
    assert second.mine()["rationale"] == "Second text."


def test_c37_two_verdicts_from_one_version_are_shown_by_their_names(desk: Desk) -> None:
    first, second = judged(desk)
    first.press("5")
    first.settled()
    second.press("3")
    conflict = second.page.locator(".conflict")
    expect(conflict.get_by_label("Yours")).to_have_value("Mixed")
    expect(conflict.get_by_label("Stored")).to_have_value("Refuted")
    conflict.get_by_role("button", name="Keep the stored one").click()
    expect(second.current).to_have_attribute("data-v", "refuted")
    assert second.mine()["verdict"] == "refuted"


def test_different_fields_from_one_version_merge_in_silence(desk: Desk) -> None:
    first, second = judged(desk)
    write(first, "First text.")
    first.press("Escape")
    first.settled()
    second.press("4")
    second.paste("https://example.org/one")
    second.press("n")
    second.type("A note.")
    second.press("Escape")
    record = second.mine()
    assert (record["verdict"], record["rationale"], record["notes"]) == (
        "mostly_refuted",
        "First text.",
        "A note.",
    )
    assert len(record["evidence"]) == 1
    expect(second.page.locator(".conflict")).to_have_count(0)
    expect(second.page.locator("#rationale")).to_have_value("First text.")


def removed_under(desk: Desk) -> Workbench:
    """A page whose claim a lead has taken off, with a reason typed into it since."""
    work = desk.open(desk.story(), live=False)
    work.press("1")
    work.settled()
    start_session_of(desk.database, lead := f"lead of {work.name}", Role.LEAD)
    other = desk.open(work.story, lead)
    other.press("a")
    other.page.get_by_role("button", name="Remove this claim").click()
    expect(other.page.locator("[data-claim-tab]")).to_have_count(0)
    other.settled()
    write(work, REASON)
    work.press("Escape")
    expect(
        work.page.get_by_role("alert").filter(has_text="This claim was removed by somebody")
    ).to_be_visible()
    return work


def test_c40_a_claim_removed_under_ones_hands_gives_a_clear_answer_and_keeps_the_text(desk: Desk) -> None:
    work = removed_under(desk)
    expect(reason(work)).to_have_value(REASON)
    expect(work.saved).to_contain_text("NOT saved")
    work.page.reload()
    expect(work.page.get_by_label("What you wrote")).to_have_value(REASON)
    work.page.get_by_role("button", name="Save it on the claim shown here").click()
    expect(reason(work)).to_have_value(REASON)
    assert work.mine()["rationale"] == REASON


def test_c40_the_claim_is_brought_back_from_its_history_and_takes_the_text(desk: Desk) -> None:
    work = removed_under(desk)
    work.page.reload()
    work.page.locator(".conflict").get_by_role("link", name="History").click()
    row = work.page.get_by_role("dialog").get_by_role("listitem").filter(has_text="removed the claim")
    row.get_by_role("button", name="Undo").click()
    expect(work.page.locator("[data-claim-tab]")).to_have_count(1)
    expect(reason(work)).to_have_value(REASON)
    record = work.mine()
    assert (record["verdict"], record["rationale"]) == ("supported", REASON)
