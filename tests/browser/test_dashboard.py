"""The dashboard in a browser: charts are drawn under the content policy, by keys, at any width."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from factcheck.accounts.models import Membership, Project, User
from factcheck.demo.making import make_demo
from tests.browser.desks import Desk
from tests.browser.test_decisions import SIZES, lead
from tests.support.browsers import assert_accessible

RIGHT_TO_LEFT = """new MutationObserver((_, watch) => {
  if (!document.documentElement) return;
  document.documentElement.dir = 'rtl';
  watch.disconnect();
}).observe(document, { childList: true })"""
CELLS = """figure => {
  const told = JSON.parse(document.getElementById(figure).dataset.chart);
  const key = (column, row) => `${told.rows[row].key}.${told.columns[column].key}`;
  return Object.fromEntries(told.cells.map(([column, row, , said]) => [key(column, row), said]));
}"""


def board(desk: Desk, **options: object) -> Page:
    """A lead's page on the dashboard of a demonstration."""
    with desk.database.reading() as session:
        made = session.scalars(select(Project).where(Project.slug == "harbour-desk")).one_or_none()
    if made is None:
        make_demo(desk.database, articles=8, seed=2, today=datetime.now(UTC))
    page = lead(desk, **options)
    with desk.database.writing() as session:
        project = session.scalars(select(Project).where(Project.slug == "harbour-desk")).one()
        user = session.scalars(select(User).where(User.name == "lee")).one()
        session.scalars(select(Membership).where(Membership.user_id == user.id)).one().project_id = project.id
        address = f"/projects/{project.uid}/dashboard"
    page.goto(address)
    return page


def test_c58_a_chart_is_drawn_and_its_table_is_one_key_away(own_desk: Desk, tmp_path: Path) -> None:
    page = board(own_desk)
    drawn = page.locator("#progress svg")
    expect(drawn).to_be_visible()
    expect(page.locator("#progress")).to_have_attribute(
        "aria-label", page.locator(".progress .read").inner_text()
    )
    table = page.locator("#progress-table")
    expect(table).to_be_hidden()
    assert_accessible(page)
    page.keyboard.press("t")
    expect(table).to_be_visible()
    expect(table.locator("a").first).to_be_focused()
    assert_accessible(page)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "show=handed_in" in page.url
    assert_accessible(page)
    page.go_back()
    with page.expect_download() as found:
        page.get_by_role("button", name="PNG").press("Enter")
    found.value.save_as(tmp_path / "chart.png")
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")


def test_c58_tables_of_all_figures_or_of_the_one_in_focus_open_by_one_key(own_desk: Desk) -> None:
    page = board(own_desk)
    page.goto(f"{page.url}/sourcing?days=90")
    tables = page.locator("[data-beside]")
    expect(page.locator("#footings svg")).to_be_visible()
    expect(page.locator("#types svg")).to_be_visible()
    expect(tables.filter(visible=True)).to_have_count(0)
    page.keyboard.press("t")
    expect(tables.filter(visible=True)).to_have_count(2)
    page.keyboard.press("t")
    expect(tables.filter(visible=True)).to_have_count(0)
    page.locator(".types .figure-head a").focus()
    page.keyboard.press("t")
    expect(tables.filter(visible=True)).to_have_count(1)
    expect(page.locator("#types-table a").first).to_be_focused()


@pytest.mark.parametrize(("rest", "figure"), [("sourcing", "footings"), ("quality", "apart")])
def test_a_press_on_a_bar_opens_its_claims(own_desk: Desk, rest: str, figure: str) -> None:
    page = board(own_desk)
    page.goto(f"{page.url}/{rest}?days=90")
    number = page.locator(f"#{figure}-table tbody tr").nth(1).locator("td").text_content()
    # The second bar; decals lie over the bars and let presses through.
    bar = page.locator(f"#{figure} svg path[fill]:not([fill=none]):not([fill^=url])").nth(1)
    box = bar.bounding_box()
    assert box
    with page.expect_navigation():
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("h1 .num")).to_have_text((number or "").strip())


@pytest.mark.parametrize("figure", ["pairs", "confusion"])
def test_a_press_on_a_cell_opens_its_claims(own_desk: Desk, figure: str) -> None:
    page = board(own_desk)
    page.goto(f"{page.url}/quality?days=90")
    cell = page.locator(f"#{figure} svg text", has_text=re.compile(r"^\d+(\.\d\d)?$")).first
    said = page.evaluate(CELLS, figure)
    assert len(said) > 5
    cell.scroll_into_view_if_needed()
    box = cell.bounding_box()
    assert box
    with page.expect_navigation():
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    asked = dict(parse_qsl(urlsplit(page.url).query))
    number = page.locator("h1 .num").inner_text()
    if figure == "confusion":
        assert said[f"{asked['given']}.{asked['verdict']}"] == number
    else:
        assert said[asked["pair"]].split("\n")[1] == number


def test_in_a_language_from_right_to_left_words_stand_beside_their_bars(own_desk: Desk) -> None:
    page = board(own_desk)
    page.add_init_script(RIGHT_TO_LEFT)
    page.goto(f"{page.url}/quality?days=90")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    name = page.locator("#apart svg text", has_text="They agree").bounding_box()
    bar = page.locator("#apart svg path[fill]:not([fill=none]):not([fill^=url])").nth(0).bounding_box()
    number = page.locator("#apart svg text", has_text="29").bounding_box()
    assert name
    assert bar
    assert number
    assert number["x"] + number["width"] <= bar["x"] + 1, "the number stands at the bar's end"
    assert bar["x"] + bar["width"] <= name["x"], "the name stands before it"


def test_days_are_chosen_beside_the_period(own_desk: Desk) -> None:
    page = board(own_desk)
    page.goto(f"{page.url}/sourcing")
    expect(page.get_by_label("From", exact=True)).to_be_hidden()
    page.get_by_label("Period").select_option(label="From – to")
    since = page.get_by_label("From", exact=True)
    expect(since).to_be_focused()
    day = datetime.now(UTC).date() - timedelta(days=20)
    since.fill(day.isoformat())
    page.get_by_label("To", exact=True).fill((day + timedelta(days=9)).isoformat())
    with page.expect_navigation():
        page.get_by_role("button", name="Show").press("Enter")
    assert page.url.endswith(f"sourcing?since={day}&until={day + timedelta(days=9)}")
    expect(page.locator("h1")).to_contain_text("claims handed in from")
    expect(since).to_have_value(day.isoformat())
    with page.expect_navigation():
        page.get_by_label("Period").select_option("30")
    assert page.url.endswith("sourcing?days=30")


def test_a_view_is_saved_by_keys_and_opened_from_another_page(own_desk: Desk) -> None:
    page = board(own_desk)
    page.goto(f"{page.url}/quality?days=30")
    page.locator(".saved summary").press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("The month")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_have_text("Saved as “The month”.")
    page.get_by_role("link", name="Week", exact=True).press("Enter")
    page.wait_for_url("**/digest")
    page.locator(".saved summary").press("Enter")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/quality?days=30")
    page.locator(".saved summary").press("Enter")
    expect(page.locator(".saved a[aria-current]")).to_contain_text("The month")
    assert_accessible(page)


def test_a_choice_is_a_new_address_and_keeps_the_others(own_desk: Desk) -> None:
    page = board(own_desk)
    with page.expect_navigation():
        page.get_by_label("Period").select_option("30")
    with page.expect_navigation():
        page.get_by_label("Priority").select_option("high")
    assert page.url.endswith("?days=30&priority=high")
    expect(page.get_by_label("Period")).to_have_value("30")
    number = page.locator(".card").first.locator("b").inner_text()
    with page.expect_navigation():
        page.locator(".card").first.press("Enter")
    expect(page.locator("h1 .num")).to_have_text(number)
    expect(page.get_by_label("Priority")).to_have_value("high")


def test_sentences_are_coloured_by_what_one_chooses_and_lead_to_their_place(own_desk: Desk) -> None:
    page = board(own_desk)
    with page.expect_navigation():
        page.get_by_label("Sentences by").select_option("age")
    assert page.url.endswith("?colour=age")
    legend = page.get_by_role("list", name="How long they are open")
    expect(legend.get_by_role("listitem")).to_have_count(5)
    cell = page.locator(".strip rect[class^=age-]").first
    link = cell.locator("xpath=..").get_attribute("href") or ""
    cell.click()
    page.wait_for_url(f"**{link}")
    expect(page.locator(f"{link[link.index('#') :]}[aria-current]")).to_be_visible()


def test_the_chart_follows_the_colours_of_the_page(own_desk: Desk) -> None:
    page = board(own_desk)
    expect(page.locator("#progress svg")).to_be_visible()
    paint = "document.querySelector('#progress svg').outerHTML"
    light = page.evaluate(paint)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"before => {paint} !== before", arg=light)
    expect(page.locator("#progress svg")).to_be_visible()


def test_without_script_the_table_is_the_chart(own_desk: Desk) -> None:
    page = board(own_desk, java_script_enabled=False)
    expect(page.locator("#progress-table")).to_be_visible()
    expect(page.locator("#progress")).to_be_hidden()
    page.locator("select[name=priority]").select_option("high")
    page.get_by_role("button", name="Show").press("Enter")
    page.wait_for_url("**priority=high**")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_stay_in_their_width(own_desk: Desk, size: dict[str, int], scheme: str) -> None:
    page = board(own_desk, viewport=size, color_scheme=scheme)
    project = page.url.removesuffix("/dashboard")
    boards = ("dashboard", *(f"dashboard/{each}?days=90" for each in ("quality", "sourcing", "people")))
    for rest in (*boards, "dashboard/digest", "dashboard/views", "claims?show=open"):
        page.goto(f"{project}/{rest}")
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert_accessible(page)
