"""The workbench by its keys: three actions for a claim, every key, the reader's own keys."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.desks import Desk, Workbench


class Counted:
    """Counts what a person does: every key and every paste is one action."""

    def __init__(self, work: Workbench) -> None:
        self.work = work
        self.actions = 0

    def press(self, key: str) -> None:
        self.actions += 1
        self.work.press(key)

    def paste(self, text: str) -> None:
        self.actions += 1
        self.work.paste(text)

    def type(self, text: str) -> None:
        self.actions += len(text)
        self.work.type(text)


def test_m9_verdict_link_and_next_are_three_actions(desk: Desk) -> None:
    story = desk.story()
    work = desk.open(story, number=1)
    person = Counted(work)

    person.press("1")
    person.paste("https://example.org/timetable")
    person.press("j")

    assert person.actions == 3
    work.at(2)
    record = work.mine()
    assert record["verdict"] == "supported"
    assert [piece["url"] for piece in record["evidence"]] == ["https://example.org/timetable"]
    assert desk.claims(story)[0]["spans"][0]["start"] == story.starts[1]


def test_m9_a_note_of_n_characters_costs_one_key_and_n_more(desk: Desk) -> None:
    note = "Counted in the timetable of 3 March."
    work = desk.open(desk.story(), number=1)
    person = Counted(work)

    person.press("2")
    person.paste("https://example.org/timetable")
    person.press("w")
    person.type(note)
    person.press("Control+Enter")

    assert person.actions == 4 + len(note)
    work.at(2)
    record = work.mine()
    assert (record["verdict"], record["rationale"]) == ("mostly_supported", note)
    assert len(record["evidence"]) == 1


def test_j_and_k_and_the_arrows_move_and_stop_at_the_ends(desk: Desk) -> None:
    work = desk.open(desk.story())
    for key, number in [("j", 1), ("ArrowDown", 2), ("k", 1), ("ArrowUp", 0), ("k", 0)]:
        work.press(key)
        work.at(number)
    expect(work.current).to_be_focused()
    work.press(*"jjjjjjjj")
    work.at(5)
    expect(work.toast).to_have_text("This was the last sentence")


def test_a_click_a_link_and_a_reload_lead_to_the_sentence(desk: Desk) -> None:
    story = desk.story()
    work = desk.open(story, number=3)
    work.at(3)
    work.sentence(2).click()
    work.at(2)
    assert work.page.url.endswith(f"at={story.starts[2]}")
    work.page.reload()
    work.at(2)
    expect(work.inspector).to_have_attribute("data-at", str(story.starts[2]))
    work.page.goto(f"/articles/{story.uid}?at={story.starts[2] + 5}")
    work.at(2)
    work.page.goto(f"/articles/{story.uid}?at=1999999")
    work.at(5)


def test_each_digit_sets_its_verdict_and_zero_takes_it_back(desk: Desk) -> None:
    work = desk.open(desk.story())
    for digit, verdict in enumerate(
        [
            "supported",
            "mostly_supported",
            "mixed",
            "mostly_refuted",
            "refuted",
            "not_enough_evidence",
            "conflicting",
        ],
        1,
    ):
        work.press(str(digit))
        expect(work.current).to_have_attribute("data-v", verdict)
        expect(work.page.locator(f".verdict input[value={verdict}]")).to_be_checked()
    assert work.mine()["verdict"] == "conflicting"
    work.press("0")
    expect(work.current).not_to_have_attribute("data-v", re.compile(".+"))
    assert work.mine()["verdict"] is None


def test_not_checkable_moves_on_by_itself_and_o_finds_what_is_open(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.press("8")
    work.at(1)
    work.press("j", "1", "k", "o")
    work.at(3)
    work.press("6", "o", "8")
    work.at(5)
    work.press("7", "o")
    work.at(1)
    verdicts = [claim["mine"]["verdict"] for claim in work.claims()]
    assert verdicts == ["not_checkable", "supported", "not_enough_evidence", "not_checkable", "conflicting"]


def test_a_verdict_is_taken_where_the_current_sentence_is_however_fast_one_types(desk: Desk) -> None:
    story = desk.story()
    work = desk.open(story)
    work.press(*"1j2j3j4j5j6")
    records = work.claims()
    assert [claim["spans"][0]["start"] for claim in records] == story.starts
    assert [claim["mine"]["verdict"] for claim in records] == [
        "supported", "mostly_supported", "mixed", "mostly_refuted", "refuted", "not_enough_evidence",
    ]  # fmt: skip


def test_words_typed_before_the_inspector_has_come_go_to_the_new_sentence(desk: Desk) -> None:
    story = desk.story()
    work = desk.open(story, intercepts=True)
    work.press("1")
    work.settled()
    held: list[Route] = []
    next_one = re.compile(rf"/inspector\?at={story.starts[1]}$")
    work.page.route(next_one, lambda route: held.extend([route]), times=1)
    work.press("j", "w")
    work.type("No 5 boats")
    while not held:
        work.page.wait_for_timeout(20)
    held[0].continue_()
    expect(work.page.locator("#rationale")).to_have_value("No 5 boats")
    work.press("Escape")
    records = work.claims()
    assert [(claim["spans"][0]["start"], claim["mine"]["rationale"]) for claim in records] == [
        (story.starts[0], ""),
        (story.starts[1], "No 5 boats"),
    ]


def test_words_typed_before_a_part_that_a_save_makes_possible_has_come_go_to_it(desk: Desk) -> None:
    work = desk.open(desk.story(), intercepts=True)
    work.settled()
    held: list[Route] = []
    work.page.route("**/inspector?*part=claims*", lambda route: held.extend([route]), times=1)
    work.press("1")
    while not held:
        work.page.wait_for_timeout(20)
    work.press("a")
    work.type("No 5 boats")
    held[0].continue_()
    expect(work.page.locator("#about textarea")).to_have_value("No 5 boats")
    work.press("Escape")
    assert [(claim["text"], claim["mine"]["verdict"]) for claim in work.claims()] == [
        ("No 5 boats", "supported")
    ]


def test_a_menu_that_somebody_is_in_stays_open_while_its_part_is_fetched_anew(desk: Desk) -> None:
    work = desk.open(desk.story(), intercepts=True)
    work.settled()
    held: list[Route] = []
    work.page.route("**/inspector?*part=claims*", lambda route: held.extend([route]), times=1)
    work.press("1")
    while not held:
        work.page.wait_for_timeout(20)
    work.press("b")
    expect(work.page.locator("#kind")).to_be_focused()
    work.page.evaluate("document.getElementById('kind').dataset.old = '1'")
    held[0].continue_()
    expect(work.page.locator("#kind:not([data-old])")).to_be_focused()
    work.press("Escape")
    expect(work.page.locator("#kind")).to_be_hidden()
    expect(work.current).to_be_focused()


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("e", "#url"), ("w", "#rationale"), ("s", "#source"), ("n", "#note"),
        ("f", "#flags :is(input):not([type=hidden]) >> nth=0"), ("a", "#about textarea"), ("b", "#kind"),
        ("Enter", ".verdict input >> nth=0"),
    ],
)  # fmt: skip
def test_a_key_leads_to_its_field_and_escape_back_to_the_sentence(desk: Desk, key: str, place: str) -> None:
    work = desk.open(desk.story())
    work.press("1")
    work.settled()
    work.press(key)
    expect(work.page.locator(place)).to_be_focused()
    work.press("Escape")
    expect(work.current).to_be_focused()
    assert len(work.claims()) == 1


@pytest.mark.parametrize(
    ("key", "title"), [("g", "Guidelines of"), ("?", "Keys"), ("h", "History of the claim")]
)
def test_a_key_opens_a_dialog_in_which_keys_do_nothing_and_escape_closes_it(
    desk: Desk, key: str, title: str
) -> None:
    work = desk.open(desk.story())
    work.press("2")
    work.settled()
    work.press(key)
    dialog = work.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("heading").first).to_contain_text(title)
    work.press("j", "5", "Escape")
    expect(dialog).to_be_hidden()
    work.at(0)
    assert work.mine()["verdict"] == "mostly_supported"


def test_brackets_walk_through_the_claims_of_a_sentence(desk: Desk) -> None:
    work = desk.open(desk.story(), number=1)
    work.press("1")
    work.settled()
    work.select("41 of 52")
    work.press("c")
    expect(work.page.locator("[data-claim-tab][aria-current]")).to_have_text("Claim 2")
    work.press("3")
    work.settled()
    work.press("[")
    expect(work.page.locator("[data-claim-tab][aria-current]")).to_have_text("Claim 1")
    work.press("]", "4")
    expect(work.page.locator("[data-claim-tab][aria-current]")).to_have_text("Claim 2")
    assert [claim["mine"]["verdict"] for claim in work.claims()] == ["supported", "mostly_refuted"]


def test_c58_remapped_keys_work_and_the_old_ones_do_not(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.press("?")
    work.page.get_by_label("Next sentence (also ↓)").fill("Q")
    with work.page.expect_navigation():
        work.page.get_by_role("button", name="Save keys").click()
    expect(work.page.get_by_role("dialog")).to_be_hidden()
    work.press("j")
    work.at(0)
    work.press("Q")
    work.at(1)


def test_a_key_that_is_given_twice_is_refused_with_the_reason(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.press("?")
    work.page.get_by_label("Next sentence (also ↓)").fill("k")
    work.page.get_by_role("button", name="Save keys").click()
    expect(work.page.get_by_role("alert").filter(has_text="used twice")).to_be_visible()
    expect(work.page.get_by_label("Next sentence (also ↓)")).to_have_value("k")


def test_c58_with_single_keys_off_alt_is_held(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.press("?")
    work.page.get_by_label("Keys work on their own").uncheck()
    with work.page.expect_navigation():
        work.page.get_by_role("button", name="Save keys").click()
    expect(work.page.get_by_role("dialog")).to_be_hidden()
    work.press("j", "1")
    work.at(0)
    work.press("Alt+j", "Alt+1")
    work.at(1)
    expect(work.current).to_have_attribute("data-v", "supported")
    work.press("ArrowDown")
    work.at(2)
    assert [claim["mine"]["verdict"] for claim in work.claims()] == ["supported"]


def test_undo_takes_changes_back_one_by_one_and_never_the_article(desk: Desk) -> None:
    name = desk.person()
    story = desk.story(by=name)
    work = desk.open(story, name)
    work.press("1", "j", "2")
    work.settled()
    work.press("u")
    expect(work.sentence(1)).not_to_have_attribute("data-v", re.compile(".+"))
    work.settled()
    work.press("u")
    expect(work.sentence(0)).not_to_have_attribute("data-v", re.compile(".+"))
    work.at(0)
    work.settled()
    work.press("u")
    expect(work.toast).to_contain_text("nothing of yours to undo")
    work.page.reload()
    expect(work.page.locator(".s")).to_have_count(6)
    assert work.claims() == []


def test_keys_pressed_before_the_inspector_is_there_do_what_they_were_meant_to(desk: Desk) -> None:
    work = desk.open(desk.story(), intercepts=True)
    work.settled()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    work.page.route("**/inspector?*", hold, times=1)
    with work.page.expect_request("**/inspector?*"):
        work.press("j")
    work.press("w")
    work.type("Coumt")
    work.press("Backspace", "Backspace")
    work.type("nted twice")
    work.press("Escape", "j", "5")
    held[0].continue_()

    work.at(2)
    expect(work.current).to_have_attribute("data-v", "refuted")
    work.settled()
    claims = [(claim["mine"]["rationale"], claim["mine"]["verdict"]) for claim in work.claims()]
    assert claims == [("Counted twice", None), ("", "refuted")]


def test_a_verdict_shows_in_an_inspector_that_was_on_its_way_when_it_was_given(desk: Desk) -> None:
    work = desk.open(desk.story(), intercepts=True)
    work.settled()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    work.page.route("**/verdict", hold, times=1)
    with work.page.expect_response("**/inspector?*"), work.page.expect_request("**/verdict"):
        work.press("j", "5")
    chosen = work.page.locator(".verdict input[value=refuted]")
    expect(work.page.locator("#inspector")).to_have_attribute("data-at", str(work.story.starts[1]))
    expect(chosen).to_be_checked()
    held[0].continue_()
    work.settled()
    expect(chosen).to_be_checked()
