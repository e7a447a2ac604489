"""Sources in a real browser: the registry and merging by keyboard, completion, a phone, dark, right to left, axe."""

from __future__ import annotations

import re
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from sqlalchemy import select

from factcheck.accounts.models import Role, User
from factcheck.accounts.service import add_person
from factcheck.annotation.service import records
from factcheck.annotation.service.changes import Context
from factcheck.annotation.service.claims import create_claim
from factcheck.annotation.service.hops import add_hop
from factcheck.articles.models import Article
from factcheck.articles.queries import current_revision
from factcheck.sources.service.naming import name_source
from tests.browser.desks import Desk, Story
from tests.support.browsers import assert_accessible

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
OFFERS = ".offers [role=option]"
_numbers = count(1)


def lead(desk: Desk) -> str:
    """The name of a new lead."""
    name = f"editor{next(_numbers)}"
    with desk.database.writing() as session:
        add_person(session, name=name, role=Role.LEAD, password_hash=None, actor=None)
    return name


def word() -> str:
    """A word that no other test has in its sources."""
    return f"Tarsk{next(_numbers)}x"


def recorded(
    desk: Desk, story: Story, name: str, *labels: str, number: int = 0, verdict: str = "mixed"
) -> None:
    """A submitted record of that person with a chain of these sources; in lower case they are unnamed."""
    with desk.database.writing() as session:
        article = session.scalars(select(Article).where(Article.uid == story.uid)).one()
        actor = session.scalars(select(User).where(User.name == name)).one()
        start = story.starts[number]
        spans = [(start, start + 20)]
        claim = create_claim(session, article, current_revision(session, article), actor=actor, spans=spans)
        session.flush()
        context = Context(article, claim, actor, records.own_annotation(session, claim, actor))
        session.flush()
        records.save_verdict(session, context, verdict)
        for label in labels:
            how = "unnamed_described" if label.islower() else "outlet"
            add_hop(session, context, label, details={"identification": how})


def source_uid(desk: Desk, story: Story, name: str) -> str:
    with desk.database.writing() as session:
        article = session.scalars(select(Article).where(Article.uid == story.uid)).one()
        return name_source(session, article, name, named=not name.islower()).uid


def tab_to(page: Page, target: Locator, *, at_most: int = 40) -> None:
    """Press Tab until the focus is there."""
    for _ in range(at_most):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the focus did not get there")


def test_c58_a_source_is_found_looked_at_and_supposed_to_fall_by_keyboard_alone(desk: Desk) -> None:
    name, here = lead(desk), word()
    story = desk.story(title="The timetable")
    recorded(desk, story, name, f"{here} Courier", f"{here} Daily", number=1)
    page = desk.browser(name).new_page()
    page.goto("/")
    tab_to(page, page.get_by_role("link", name="Sources"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sources")).to_be_visible()
    tab_to(page, page.get_by_role("searchbox"))
    page.keyboard.type(f"{here} dai")
    expect(page.locator("#sources .name")).to_have_text([f"{here} Daily"])
    expect(page).to_have_url(re.compile("q="))
    tab_to(page, page.locator("#sources .name"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{here} Daily")
    expect(page.locator(".lines li")).to_contain_text("It took 41 of 52 pla")
    expect(page.locator(".lines li")).to_contain_text(f"through {here} Courier")
    tab_to(page, page.get_by_role("link", name="Suppose this source falls"))
    page.keyboard.press("Enter")
    expect(page.locator(".headline")).to_have_text("1 verdict would be left with no independent root.")
    tab_to(page, page.get_by_label("and everything that rests only on it"))
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 source falls along:")).to_contain_text(f"{here} Courier")
    tab_to(page, page.locator(".lines .words"))
    page.keyboard.press("Enter")
    expect(page.locator(".s[aria-current]")).to_have_id(f"s{story.starts[1]}")


def test_c58_two_sources_are_merged_parted_again_and_told_apart_by_keyboard_alone(desk: Desk) -> None:
    name, here = lead(desk), word()
    story = desk.story(title="The timetable")
    recorded(desk, story, name, f"{here} Courier")
    recorded(desk, story, name, f"Northern {here} Courier", number=1)
    uid, kept = (source_uid(desk, story, each) for each in (f"{here} Courier", f"Northern {here} Courier"))
    page = desk.browser(name).new_page()
    page.goto(f"/sources/{uid}")
    tab_to(page, page.get_by_role("link", name="Merge…"))
    page.keyboard.press("Enter")
    field = page.get_by_role("combobox")
    expect(field).to_be_focused()
    page.keyboard.type(f"north {here}")
    expect(page.locator(OFFERS)).to_contain_text([f"Northern {here} Courier"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field).to_have_value(f"Northern {here} Courier")
    page.keyboard.press("Enter")
    expect(page.locator(".preview")).to_contain_text("1 hop on 1 claim in 1 article")
    tab_to(page, page.get_by_role("button", name="Merge", exact=True))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/sources/{kept}"))
    expect(page.locator("form.notice")).to_contain_text(f"“{here} Courier” is a part of this source now.")
    expect(page.locator(".lines li")).to_have_count(2)
    tab_to(page, page.get_by_role("button", name="Undo"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/sources/{uid}"))
    expect(page.locator(".lines li")).to_have_count(1)

    source_uid(desk, story, f"The {here} Courier")
    page.reload()
    tab_to(page, page.get_by_role("button", name="Not the same"))
    page.keyboard.press("Enter")
    expect(page.locator("form.notice")).to_contain_text("they are not offered for merging any more")
    expect(page.get_by_role("heading", name="Not the same")).to_be_visible()
    expect(page.get_by_role("heading", name="Likely the same")).to_have_count(0)
    tab_to(page, page.get_by_role("button", name="Take back"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Likely the same")).to_be_visible()


def combobox(desk: Desk, here: str, *names: str) -> tuple[Page, Locator]:
    """The field of a merge page, with these sources to choose from."""
    story = desk.story()
    for name in names:
        source_uid(desk, story, name)
    page = desk.browser(lead(desk)).new_page()
    page.route("http://never.invalid/**", lambda route: route.abort())
    page.goto(f"/sources/{source_uid(desk, story, f'Another {here}')}/merge")
    return page, page.locator("#into")


def test_completion_is_a_combobox_that_leaves_what_is_typed_alone(desk: Desk) -> None:
    here = word()
    page, field = combobox(desk, here, f"{here} Alpha", f"{here} Beta", f"{here} Gamma")
    expect(field).to_be_focused()
    for name, value in (("role", "combobox"), ("aria-autocomplete", "list"), ("aria-expanded", "false")):
        expect(field).to_have_attribute(name, value)
    page.keyboard.type(here)
    options = page.locator(OFFERS)
    expect(options).to_have_count(3)
    expect(field).to_have_attribute("aria-expanded", "true")
    listbox = page.get_by_role("listbox")
    expect(listbox).to_have_id(str(field.get_attribute("aria-controls")))
    expect(page.get_by_role("status").last).to_have_text("3 sources are offered.")
    assert_accessible(page)
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", str(options.last.get_attribute("id")))
    page.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(listbox).to_have_count(0)
    expect(field).to_have_value(here)
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(options).to_have_count(3)
    options.filter(has_text="Beta").click()
    expect(field).to_have_value(f"{here} Beta")
    expect(field).to_be_focused()
    expect(listbox).to_have_count(0)
    page.keyboard.press("Tab")
    expect(page.locator(".offers")).to_have_count(0)


def test_typing_does_not_wait_and_shows_only_what_belongs_to_the_last_of_it(desk: Desk) -> None:
    here = word()
    page, field = combobox(desk, here, f"{here} Alpha", f"{here} Beta")
    slow = re.compile(rf"q={here}\+?(%20)?$")
    held: list[Route] = []
    page.route(slow, lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks its handlers
    page.keyboard.type(here)
    page.wait_for_timeout(200)
    page.keyboard.type(" be")
    expect(page.locator(OFFERS)).to_contain_text([f"{here} Beta"])
    expect(field).to_have_value(f"{here} be")
    assert held
    for route in held:
        route.abort()


def test_without_the_server_what_is_typed_stays_and_nothing_is_offered(desk: Desk, faults: Any) -> None:
    faults.allow("ERR_FAILED")
    here = word()
    page, field = combobox(desk, here, f"{here} Alpha")
    page.route("**/targets?*", lambda route: route.abort())
    page.keyboard.type(here)
    page.wait_for_timeout(300)
    expect(page.locator(OFFERS)).to_have_count(0)
    expect(field).to_have_value(here)


def test_an_alias_is_offered_on_the_workbench_and_leads_to_its_source(desk: Desk) -> None:
    here = word()
    story = desk.story()
    name = desk.person()
    uid = source_uid(desk, story, f"{here} News Agency")
    page = desk.browser(name).new_page()
    page.goto(f"/sources/{uid}")
    page.get_by_text("Describe the source").click()
    page.get_by_label("Aliases").fill(f"QQ{here}")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("form.notice")).to_contain_text("Saved.")
    work = desk.open(story, name, number=2)
    work.press("s")
    work.type(f"qq{here.lower()}")
    expect(work.page.locator(OFFERS)).to_contain_text([f"{here} News Agency"])
    expect(work.page.locator(OFFERS)).to_contain_text([f"QQ{here}"])
    work.press("ArrowDown", "Enter", "Enter")
    expect(work.page.locator(".hop > b")).to_have_text([f"{here} News Agency"])


def test_c37_of_two_who_describe_a_source_the_second_sees_both_and_keeps_the_typing(desk: Desk) -> None:
    here = word()
    uid = source_uid(desk, desk.story(), f"{here} Daily")
    first, second = (desk.browser(desk.person()).new_page() for _ in range(2))
    for page, note in ((first, "theirs"), (second, "mine")):
        page.goto(f"/sources/{uid}")
        page.get_by_text("Describe the source").click()
        page.get_by_role("textbox", name="Note").fill(note)
    first.get_by_role("button", name="Save").click()
    expect(first.locator("form.notice")).to_contain_text("Saved.")
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_role("alert")).to_contain_text("changed by somebody else")
    expect(second.get_by_role("textbox", name="Note")).to_have_value("mine")
    expect(second.locator(".notice.warn")).to_contain_text("theirs")
    assert_accessible(second)
    second.get_by_role("button", name="Save").click()
    expect(second.locator("p.note")).to_have_text("mine")


@pytest.mark.parametrize("how", ["light", "dark", "phone", "right to left"])
def test_c57_every_page_of_sources_is_accessible_and_fits(desk: Desk, how: str) -> None:
    name, here = lead(desk), word()
    story = desk.story(title="A long headline about the timetable of the islands' ferries " * 3)
    recorded(desk, story, name, f"{here} Courier", f"{here} Daily", f"a {here.lower()} official", number=1)
    recorded(desk, story, name, f"{here} Courier", number=2, verdict="refuted")
    source_uid(desk, story, f"The {here} Courier")
    unnamed, uid = (
        source_uid(desk, story, each) for each in (f"a {here.lower()} official", f"{here} Courier")
    )
    kept = source_uid(desk, story, f"The {here} Courier")
    options: dict[str, Any] = {"dark": {"color_scheme": "dark"}, "phone": PHONE}.get(how, {})
    page = desk.browser(name, **options).new_page()
    for path in (
        "",
        f"?q={here}",
        "?q=zeppelin",
        f"/{uid}",
        f"/{unnamed}",
        f"/{uid}/fall?wider=1",
        f"/{uid}/merge?into=Nobody+{here}",
        f"/{uid}/merge?into={kept}",
        f"/{unnamed}/merge?into={kept}",
    ):
        page.goto(f"/sources{path}")
        if how == "right to left":
            page.evaluate("document.documentElement.dir = 'rtl'")
        for hidden in page.locator("details:not([open]) > summary").all():
            hidden.click()
        assert_accessible(page)
        wide = page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, path


def test_without_scripts_sources_are_searched_merged_and_described(desk: Desk) -> None:
    name, here = lead(desk), word()
    story = desk.story()
    uid = source_uid(desk, story, f"{here} Courier")
    source_uid(desk, story, f"{here} Herald")
    page = desk.browser(name, java_script_enabled=False).new_page()
    page.goto("/sources")
    page.get_by_role("searchbox").fill(here)
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#sources .name")).to_have_count(2)
    page.goto(f"/sources/{uid}/merge")
    page.locator("#into").fill(f"{here} herald")
    page.get_by_role("button", name="See what would move").click()
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.locator("form.notice")).to_contain_text("is a part of this source now")
