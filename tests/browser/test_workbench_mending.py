"""Wrong cuts mended in place by keys: parted, joined, another kind; taken back; claims keep their words."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.desks import Desk, Workbench

TWO_IN_ONE = "Prices rose by 4 percent; wages did not. Nobody was asked."


def sentences(work: Workbench) -> list[str]:
    """The sentences as the page has them."""
    return work.page.locator(".s").all_inner_texts()


def test_x_parts_a_sentence_where_the_arrows_put_the_cut_and_u_joins_it_again(desk: Desk) -> None:
    work = desk.open(desk.story(TWO_IN_ONE))
    before = sentences(work)
    work.press("x", *["ArrowRight"] * 4, "Enter")
    expect(work.page.locator(".s")).to_have_count(3)
    assert sentences(work) == ["Prices rose by 4 percent;", "wages did not.", "Nobody was asked."]
    work.at(0)
    expect(work.current).to_be_focused()
    expect(work.page.locator("#count")).to_contain_text("of 3")
    work.settled()
    work.press("u")
    expect(work.page.locator(".s")).to_have_count(2)
    assert sentences(work) == before


def test_m_joins_a_sentence_with_the_next_and_u_parts_them(desk: Desk) -> None:
    work = desk.open(desk.story())
    before = sentences(work)
    work.press("j", "m")
    expect(work.page.locator(".s")).to_have_count(5)
    assert sentences(work)[1] == f"{before[1]} {before[2]}"
    work.at(1)
    work.settled()
    work.press("u")
    expect(work.page.locator(".s")).to_have_count(6)
    assert sentences(work) == before


def test_the_last_sentence_has_none_to_join_and_says_so(desk: Desk) -> None:
    work = desk.open(desk.story(), number=5)
    work.press("m")
    expect(work.page.get_by_text("This is the last sentence")).to_be_visible()
    expect(work.page.locator(".s")).to_have_count(6)


def test_b_changes_the_kind_of_a_sentence(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.press("b")
    work.page.locator("#kind").select_option("caption")
    expect(work.page.locator("#sheet p.caption .s")).to_have_text("The harbour board met on Tuesday.")
    work.settled()
    assert desk.document(work.story)["revisions"][0]["segments"][0]["kind"] == "caption"
    work.press("Escape", "u")
    expect(work.page.locator("#sheet p.caption")).to_have_count(0)


def test_claims_keep_their_words_through_parting_and_joining(desk: Desk) -> None:
    work = desk.open(desk.story(TWO_IN_ONE))
    work.select("wages did not")
    work.press("c")
    expect(work.page.locator("[data-claim-tab]")).to_have_count(1)
    work.press("3")
    work.settled()
    work.press("Escape", "x", *["ArrowRight"] * 4, "Enter")
    expect(work.page.locator(".s")).to_have_count(3)
    expect(work.page.locator(".s").nth(1)).to_have_attribute("data-v", "mixed")
    work.settled()
    work.press("m")
    expect(work.page.locator(".s")).to_have_count(2)
    claim = work.claims()[0]
    assert [span["exact"] for span in claim["spans"]] == ["wages did not"]
    expect(work.page.locator(".s").first).to_have_attribute("data-v", "mixed")


def test_the_menu_mends_with_the_mouse(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.page.get_by_text("Mend", exact=True).click()
    work.page.get_by_role("button", name="Merge with the next").click()
    expect(work.page.locator(".s")).to_have_count(5)
