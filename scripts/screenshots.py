"""`make screenshots`: takes the README's pictures of a desk at work, into docs/images/.

Starts a server of its own on a made-up desk, works on the sample article through the page's keys, as a checker would,
and photographs what is there. What the pictures show is what the program does.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from debian import find_chromium
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from steps import ROOT

sys.path.insert(0, str(ROOT))

from factcheck import schema
from factcheck.accounts.models import Membership, Role
from factcheck.accounts.picking import pick_project
from factcheck.accounts.queries import get_user
from factcheck.db import Database
from tests.support.browsers import FLAGS
from tests.support.people import cookie_of, start_session_of
from tests.support.servers import LiveServer, free_port

IMAGES = ROOT / "docs" / "images"
DESKTOP = (1440, 900)
PHONE = (390, 844)
STORIES = {
    ("The Meridian", "en"): """Island clinic to open a second ward by spring

The clinic on Lesser Holm will open a second ward in April, the health board said on Monday. It has treated 4,100
people since January, twice as many as a year ago.

"We have the beds. What we lack is nurses," said Tomas Brandt, who leads the board.
""",
    ("Küstenbote", "de"): """Hafenamt zählt weniger Fahrten als der Inselrat

Das Hafenamt meldet für Oktober 41 von 52 geplanten Fahrten. Der Inselrat kommt auf 38. „Wir haben jede einzelne
notiert“, sagte Marit Osk am Dienstag.

Nach Angaben aus dem Ministerium fiel der Rest dem Sturm zum Opfer.
""",
    ("صحيفة الميناء", "ar"): """محادثات العبّارات تُستأنف في الميناء

استقبلت وزيرة النقل سفير تارسك يوم الثلاثاء في مكتب الميناء. وقالت الوزيرة إن الخط الشمالي نقل أكثر من مليون راكب
العام الماضي.
""",
}
PASTED = """Bridge toll to fall by a third

Bridge toll to fall by a thirdAnn Lee/Meridian 24

By Nora Vance

The toll on the Alder bridge will fall by 30 percent on 1 January, Transport minister Ilse Halden told reporters on
Thursday. "Islanders have paid twice for this bridge," she said. "That ends now."

The ministry expects 12,000 crossings a day, up from 9,400. The islanders' council called the figure "a guess".
"""


@dataclass
class Checker:
    """Somebody at work on an article, through the keys of the page."""

    page: Page

    def go_to(self, words: str) -> None:
        """Make the sentence with these words the current one."""
        self.settle()
        self.page.locator(".s", has_text=words).first.click()
        self.settle()

    def decide(self, words: str, verdict: str) -> None:
        """Give the sentence with these words the verdict of a key."""
        self.go_to(words)
        self.page.keyboard.press(verdict)

    def add(self, key: str, *texts: str) -> None:
        """Type lines where a key leads: evidence (`e`) or hops (`s`)."""
        for text in texts:
            self.page.keyboard.press(key)
            self.page.keyboard.type(text)
            self.page.keyboard.press("Enter")
            self.settle()
            self.page.keyboard.press("Escape")

    def accept(self, words: str) -> None:
        """Take the chain that the text suggests for the sentence with these words."""
        self.go_to(words)
        expect(self.page.locator("#p-sourcing [data-suggestion]").first).to_be_visible()
        self.page.keyboard.press("y")
        self.settle()

    def explain(self, reason: str) -> None:
        """Say why."""
        self.page.keyboard.press("w")
        self.page.keyboard.type(reason)
        self.page.keyboard.press("Escape")
        self.settle()

    def submit(self) -> None:
        """Hand the claim in."""
        self.page.keyboard.press("d")
        self.settle()

    def settle(self) -> None:
        """Wait until everything is saved and shown."""
        expect(self.page.locator("#saved")).to_have_attribute("data-state", "saved")
        expect(self.page.locator("#inspector")).not_to_have_attribute("aria-busy", "true")


class Photographer:
    """Browsers of several people at one server, and a camera."""

    def __init__(self, browser: Browser, server: LiveServer, database: Database) -> None:
        self._browser = browser
        self._server = server
        self._database = database

    def enter(self, name: str, role: Role, *, size: tuple[int, int] = DESKTOP, dark: bool = False) -> Page:
        """A page of a browser that this person has signed in with."""
        context: BrowserContext = self._browser.new_context(
            base_url=self._server.url,
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            device_scale_factor=2 if size == PHONE else 1,
            has_touch=size == PHONE,
            locale="en-GB",
            timezone_id="UTC",
        )
        secret = start_session_of(self._database, name, role)
        context.add_cookies(
            [{"name": "factcheck", "value": cookie_of(self._server, secret), "url": self._server.url}]
        )
        return context.new_page()

    def demonstration(self, name: str, server: LiveServer) -> str:
        """The address of the dashboard of a demonstration that this person leads."""
        slug = server.run("demo").split()[-1]
        with self._database.writing() as session:
            project = pick_project(session, slug)
            user = get_user(session, name)
            session.add(Membership(project=project, user=user, role=Role.LEAD))
            return f"/projects/{project.uid}/dashboard"

    def take(self, page: Page, name: str) -> None:
        """Photograph what the window shows."""
        page.evaluate("document.fonts.ready")
        page.evaluate("document.querySelector('#inspector')?.scrollTo(0, 0)")
        expect(page.locator("#toast")).to_be_hidden()
        page.screenshot(path=IMAGES / f"{name}.png", animations="disabled")
        print(f"  ✓ docs/images/{name}.png", flush=True)


def unwrapped(text: str) -> str:
    """The text with each paragraph on one line, as it would be pasted."""
    return "\n\n".join(" ".join(paragraph.split("\n")) for paragraph in text.strip().split("\n\n"))


def work_on_sample(page: Page, address: str) -> None:
    """Check the sample article as far as a checker gets in a morning."""
    page.goto(address)
    checker = Checker(page)
    checker.decide("Transport minister Ilse Halden received", "1")
    checker.add("e", "https://transport.example/diary/2026-11-10")
    checker.explain("The ministry's diary lists the meeting, with place and time.")
    checker.submit()
    checker.decide("We are grateful to Tarsk", "8")
    checker.decide("It carried more than a million", "2")
    checker.add("e", "https://stats.example/ferries/2025", "https://courier.example/northern-route")
    checker.explain("The yearbook has **986,400** passengers: nearly, not more than, a million.")
    checker.submit()
    checker.decide("Roe thanked the minister", "1")
    checker.decide("fortieth anniversary", "5")
    checker.add("e", "https://treaties.example/ferry-1987")
    checker.decide("In March, newspapers", "6")
    for words in ("well-placed", "The report added", "another senior Tarsk official"):
        checker.accept(words)
    checker.decide("The ministry says that 41", "3")
    checker.add("e", "https://transport.example/sailings/october", "https://islanders.example/count")
    checker.decide("Nobody has told us", "8")
    checker.decide("Radio Veldt, citing", "6")
    checker.add("s", "Radio Veldt", "Capital Ledger", "Northern Courier", "a Tarsk official")
    checker.add("e", "https://courier.example/channel-ended")
    checker.explain(
        "Three papers, one origin: each repeats the *Northern Courier*, whose official is unnamed."
    )
    checker.settle()


def second_opinion(page: Page, address: str) -> None:
    """What a second checker decides on the same article."""
    page.goto(address)
    checker = Checker(page)
    checker.decide("Transport minister Ilse Halden received", "1")
    checker.decide("fortieth anniversary", "4")
    checker.settle()


def photograph(photographer: Photographer, server: LiveServer) -> None:
    """Put a desk together and take every picture."""
    lead = photographer.enter("Dana Lowe", Role.LEAD)
    server.run("sample")
    for (publisher, lang), text in STORIES.items():
        uid = server.run("import", "--lang", lang, "-", typed=unwrapped(text)).strip()
        lead.goto(f"/articles/{uid}/settings")
        if lead.get_by_label("Publisher").count():
            lead.get_by_label("Publisher").fill(publisher)
            lead.locator("main form button.primary").first.click()
    lead.goto("/")
    address = str(
        lead.get_by_role("link", name="Ferry talks resume in Port Alder", exact=True).get_attribute("href")
    )
    second_opinion(photographer.enter("Robin Beck", Role.REVIEWER), address)
    work_on_sample(lead, address)
    photographer.take(lead, "workbench")
    here = lead.url
    for name, size, dark in (("workbench-dark", DESKTOP, True), ("workbench-phone", PHONE, False)):
        page = photographer.enter("Dana Lowe", Role.LEAD, size=size, dark=dark)
        page.goto(here)
        Checker(page).settle()
        photographer.take(page, name)
    lead.goto(f"{address}/sources")
    photographer.take(lead, "rests-on")
    lead.goto("/")
    photographer.take(lead, "desk")
    lead.goto("/articles/new")
    lead.locator("textarea[name=text]").fill(unwrapped(PASTED))
    lead.locator("#intake button.primary").click()
    lead.wait_for_load_state("load")
    photographer.take(lead, "preview")
    board = photographer.demonstration("Dana Lowe", server)
    for address, chart, name in (
        (board, "#progress svg", "dashboard"),
        (f"{board}/quality?days=90", "#confusion svg", "quality"),
        (f"{board}/sourcing?days=90", "#footings svg", "sourcing"),
        (f"{board}/digest", ".bars >> nth=0", "week"),
    ):
        lead.goto(address)
        expect(lead.locator(chart)).to_be_visible()
        photographer.take(lead, name)


def main() -> int:
    """Exit status 0, or 1 where there is no browser."""
    program = find_chromium()
    if program is None:
        print("No Chromium on this machine: `make screenshots` installs it.", file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="factcheck-") as folder:
        instance = Path(folder)
        url = f"sqlite:///{instance / 'factcheck.sqlite3'}"
        server = LiveServer(instance, url, free_port(), instance / "server.log")
        database = Database(url)
        schema.upgrade(database)
        server.start()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
                photograph(Photographer(browser, server, database), server)
                browser.close()
        finally:
            server.kill()
            database.dispose()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
