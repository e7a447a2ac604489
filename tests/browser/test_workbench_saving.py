"""Nothing typed is lost: the server away or killed, the session over, pages closed, two tabs."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Request, Response, Route, expect
from sqlalchemy import func, select

from factcheck.activity.models import Event
from tests.browser.desks import Desk, Workbench
from tests.support.browsers import Faults

REASON = "The timetable of 3 March says 41; the council's own count is 38."
AWAY = "ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED|ERR_FAILED"


@pytest.fixture(autouse=True)
def _a_lost_connection_is_no_fault(faults: Faults) -> None:
    faults.allow(AWAY)
    faults.allow("status of 400")  # the CSRF token of a session that has ended


def reason(work: Workbench) -> Locator:
    """The field for the reason."""
    return work.page.locator("#rationale")


def write(work: Workbench, text: str) -> None:
    """Go to the reason and type."""
    work.press("w")
    expect(reason(work)).to_be_focused()
    work.type(text)


def events(desk: Desk, action: str) -> int:
    """How many events of that name the server has recorded."""
    with desk.database.reading() as session:
        return session.scalar(select(func.count()).where(Event.action == action)) or 0


def saves(work: Workbench) -> list[tuple[str, int]]:
    """A list that fills with path and status of every save of this page."""
    found: list[tuple[str, int]] = []

    def note(response: Response) -> None:
        if response.request.method == "POST":
            found.append((response.url.rsplit("/", 1)[1], response.status))

    work.page.on("response", note)
    return found


def test_c42_the_server_goes_away_while_typing_and_everything_is_sent_once_it_is_back(own_desk: Desk) -> None:
    work = own_desk.open(own_desk.story())
    work.press("2")
    work.settled()
    write(work, REASON[:20])
    own_desk.server.stop()
    work.type(REASON[20:])
    expect(work.banner).to_contain_text("The server cannot be reached. Keep typing")
    expect(work.saved).to_contain_text("NOT saved")
    work.press("Escape")
    work.paste("https://example.org/one https://example.org/two")
    work.press("j", "5", "w")
    expect(work.inspector.locator(".notice")).to_contain_text("The server cannot be reached")
    work.type("Read in the minutes.")
    work.press("Control+Enter", "8")
    work.at(3)

    sent = saves(work)
    own_desk.server.start()
    expect(work.banner).to_be_hidden(timeout=20_000)
    records = [claim["mine"] for claim in work.claims()]
    assert [record["verdict"] for record in records] == ["mostly_supported", "refuted", "not_checkable"]
    assert [record["rationale"] for record in records] == [REASON, "Read in the minutes.", ""]
    urls = [piece["url"] for piece in records[0]["evidence"]]
    assert urls == ["https://example.org/one", "https://example.org/two"]
    order = [name for name, status in sent if status == 200 and name not in ("active", "preview")]
    assert order == ["rationale", "evidence", "evidence", "verdict", "rationale", "verdict"]
    work.press("k", "k")
    expect(reason(work)).to_have_value("Read in the minutes.")


def test_c42_what_was_typed_survives_a_reload_in_mid_word(desk: Desk) -> None:
    work = desk.open(desk.story())
    write(work, REASON)
    work.page.reload()
    expect(reason(work)).to_have_value(REASON)
    assert work.mine()["rationale"] == REASON


def test_c42_a_page_closed_in_mid_typing_has_saved_when_it_is_opened_again(desk: Desk) -> None:
    work = desk.open(desk.story())
    write(work, REASON)
    context = work.page.context
    work.page.close()
    again = desk.open_in(context, work.story, work.name)
    expect(reason(again)).to_have_value(REASON)
    assert again.mine()["rationale"] == REASON


def test_c42_what_a_page_left_while_the_server_was_away_is_sent_by_the_next_page(own_desk: Desk) -> None:
    work = own_desk.open(own_desk.story())
    context = work.page.context
    own_desk.server.stop()
    write(work, REASON)
    work.press("Escape", "3")
    expect(work.banner).to_be_visible()
    work.page.close()
    own_desk.server.start()
    other = own_desk.open_in(context, own_desk.story(), work.name)
    other.settled()
    record = own_desk.mine(work.story, work.name)
    assert (record["rationale"], record["verdict"]) == (REASON, "mixed")
    assert own_desk.claims(other.story) == []


def test_c42_an_ended_session_waits_for_its_person_to_sign_in_again(desk: Desk) -> None:
    work = desk.open(desk.story())
    context = work.page.context
    write(work, REASON[:10])
    context.clear_cookies()
    work.type(REASON[10:])
    expect(work.banner).to_contain_text("Your session has ended. Keep typing")
    expect(work.banner.get_by_role("link", name="Sign in")).to_have_attribute("target", "_blank")
    work.type(" More.")
    desk.sign_in(context, work.name)
    expect(work.banner).to_be_hidden()
    assert work.mine()["rationale"] == REASON + " More."


def test_c42_another_person_who_signs_in_gets_nothing_of_it(desk: Desk) -> None:
    work = desk.open(desk.story())
    context, other = work.page.context, desk.person()
    write(work, REASON)
    context.clear_cookies()
    desk.sign_in(context, other)
    work.press("Escape")
    expect(work.banner).to_contain_text(f"waits until {work.name} signs in again")
    theirs = desk.open_in(context, work.story, other)
    theirs.settled()
    expect(reason(theirs)).to_have_value("")
    assert desk.claims(work.story) == []
    context.clear_cookies()
    desk.sign_in(context, work.name)
    expect(work.banner).to_be_hidden()
    assert work.mine()["rationale"] == REASON
    assert desk.claims(work.story, other) == []


def test_c41_kill_in_the_middle_of_saves_leaves_each_of_them_once(own_desk: Desk, faults: Faults) -> None:
    faults.allow(r"ERR_INCOMPLETE_CHUNKED_ENCODING .*/live\?")  # the server goes, and its stream with it
    work = own_desk.open(own_desk.story())
    work.loaded()
    links = []
    for number in range(4):
        for part in "ab":
            links.append(f"https://example.org/{number}{part}")
            work.paste(links[-1])
        work.page.wait_for_timeout(number * 12)
        own_desk.server.kill()
        own_desk.server.start()
    expect(work.banner).to_be_hidden(timeout=20_000)
    assert [piece["url"] for piece in work.mine()["evidence"]] == links
    assert events(own_desk, "evidence.added") == len(links)


def test_c42_a_save_whose_answer_was_lost_is_not_repeated_and_what_is_typed_on_follows_it(desk: Desk) -> None:
    work = desk.open(desk.story(), intercepts=True)
    keys: list[str] = []
    again: list[Route] = []

    def lose_the_first_answer(route: Route) -> None:
        if len(keys) > 1:
            again.append(route)
            return
        route.fetch()
        route.abort()

    def note(request: Request) -> None:
        if request.url.endswith("/rationale"):
            keys.append(request.headers["idempotency-key"])

    work.page.on("request", note)
    work.page.route("**/rationale", lose_the_first_answer, times=2)
    write(work, REASON)
    expect(work.saved).to_contain_text("NOT saved")
    work.type(" And more.")
    while not again:
        work.page.wait_for_timeout(20)
    again[0].continue_()
    assert work.mine()["rationale"] == REASON + " And more."
    assert len(keys) == 3
    assert keys[0] == keys[1] != keys[2]
    with desk.database.reading() as session:
        uid = desk.claims(work.story)[0]["id"]
        actions = session.scalars(
            select(Event.action).where(Event.claim_uid == uid).order_by(Event.seq)
        ).all()
    assert list(actions) == ["claim.created", "rationale.saved", "rationale.saved"]


def test_a_text_typed_faster_than_the_pauses_is_saved_as_typed(desk: Desk) -> None:
    work = desk.open(desk.story())
    text = "word " * 120 + "end"
    work.press("w")
    for start in range(0, len(text), 90):
        work.type(text[start : start + 90])
        work.page.wait_for_timeout(60)
        if start % 180 == 0:
            work.page.locator("#note").focus()
            reason(work).focus()
            work.press("Control+End")
    assert work.mine()["rationale"] == text


def test_two_tabs_of_one_person_save_side_by_side(desk: Desk) -> None:
    one = desk.open(desk.story())
    two = desk.open_in(one.page.context, one.story, one.name, number=1)
    write(one, "In the first tab.")
    write(two, "In the second tab.")
    one.press("Escape", "1")
    two.press("Escape", "5")
    one.settled()
    records = [claim["mine"] for claim in two.claims()]
    assert [(record["verdict"], record["rationale"]) for record in records] == [
        ("supported", "In the first tab."),
        ("refuted", "In the second tab."),
    ]


def test_a_text_over_its_limit_is_refused_with_the_limit_and_stays(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.press("1", "w")
    work.page.evaluate("document.querySelector('#rationale').removeAttribute('maxlength')")
    reason(work).fill("x" * 20_001)
    work.press("Escape")
    expect(work.page.get_by_role("alert").filter(has_text="20,000")).to_be_visible()
    expect(reason(work)).to_have_value("x" * 20_001)
    reason(work).fill("Short.")
    assert work.mine()["rationale"] == "Short."


def test_a_save_that_makes_the_server_fail_does_not_hold_up_the_others(desk: Desk, faults: Faults) -> None:
    faults.allow("status of 500")
    work = desk.open(desk.story(), intercepts=True)
    crash = {"status": 500, "json": {"error": {"message": "Something went wrong on the server."}}}
    work.page.route("**/rationale", lambda route: route.fulfill(**crash))
    write(work, REASON)
    work.press("Escape", "j", "5")
    expect(work.banner).to_contain_text("NOT saved: Something went wrong on the server.", timeout=15_000)
    assert [claim["mine"]["verdict"] for claim in desk.claims(work.story, work.name)] == ["refuted"]
    work.page.unroute("**/rationale")
    work.banner.get_by_role("button", name="Show it").click()
    expect(reason(work)).to_have_value(REASON)
    reason(work).focus()
    work.press("Control+End")
    work.type("!")
    assert work.mine()["rationale"] == REASON + "!"


def test_the_page_says_saving_saved_and_when(desk: Desk) -> None:
    work = desk.open(desk.story())
    expect(work.saved).to_have_text("All saved")
    held: list[Any] = []
    work.page.route("**/verdict", lambda route: held.extend([route]))
    work.press("1")
    expect(work.saved).to_have_text("Saving …")
    while not held:
        work.page.wait_for_timeout(20)
    held[0].continue_()
    expect(work.saved).to_have_text(re.compile(r"Saved \d\d:\d\d:\d\d"))
