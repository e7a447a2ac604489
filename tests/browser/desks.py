"""A desk to test the workbench at: people with browsers of their own, articles, and what the server stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select

from factcheck.accounts.models import Project, Role, User
from factcheck.accounts.service import add_person
from factcheck.annotation.models import Annotation, Claim
from factcheck.articles.models import Article, Origin
from factcheck.articles.segmentation import Cut, cut
from factcheck.articles.service import create_article
from factcheck.db import Database
from factcheck.exchange.document import document
from tests.support.people import cookie_of, start_session_of
from tests.support.servers import LiveServer

NEWS = (
    "The harbour board met on Tuesday.\n\n"
    "It took 41 of 52 planned sailings off the timetable. The islanders' council counted 38. "
    "A senior official called the figure a mistake.\n\n"
    "Nobody at the ministry would comment. The talks go on next week."
)
"""Six sentences in three paragraphs."""
FETCH_ICON = """async () => {
  const answer = await fetch(document.querySelector('link[rel=icon]').href);
  return (await answer.blob()).size;
}"""
NOWHERE = "http://never.invalid/**"
NO_NEWS: dict[str, Any] = {"seq": 0, "changes": [], "here": []}
_numbers = count(1)
SELECT_WORDS = """([phrase]) => {
  for (const sentence of document.querySelectorAll('.s')) {
    const from = sentence.textContent.indexOf(phrase);
    if (from < 0) continue;
    getSelection().setBaseAndExtent(sentence.firstChild, from, sentence.firstChild, from + phrase.length);
    return true;
  }
  return false;
}"""


@dataclass
class Story:
    """An article on the server: its uid, its text, and where its sentences begin."""

    uid: str
    text: str
    starts: list[int]

    def path(self, number: int = 0) -> str:
        """The address of the sentence of that number, from 0."""
        return f"/articles/{self.uid}?at={self.starts[number]}"


@dataclass
class Desk:
    """A server, its database, and browsers."""

    server: LiveServer
    database: Database
    new_context: Callable[..., BrowserContext]

    def person(self, name: str = "") -> str:
        """The name of a new reviewer."""
        name = name or f"reader{next(_numbers)}"
        with self.database.writing() as session:
            add_person(session, name=name, role=Role.REVIEWER, password_hash=None, actor=None)
        return name

    def story(
        self,
        text: str = NEWS,
        *,
        lang: str = "en",
        cuts: list[Cut] | None = None,
        by: str = "",
        **about: Any,
    ) -> Story:
        """A new article; `by`: who brought it in; `about`: title, byline and the like."""
        found = cuts or cut(text, lang)
        with self.database.writing() as session:
            project = session.scalars(select(Project).order_by(Project.id)).first()
            assert project is not None
            actor = session.scalars(select(User).where(User.name == by)).one() if by else None
            given = {"title": "A story", **about}
            article = create_article(
                session, project, actor=actor, text=text, cuts=found, lang=lang, origin=Origin.PASTE, **given
            )
            return Story(article.uid, text, [one.start for one in found])

    def browser(self, name: str, **options: Any) -> BrowserContext:
        """A browser of that person, signed in; takes Playwright's options of a context."""
        context = self.new_context(base_url=self.server.url, **options)
        self.sign_in(context, name)
        return context

    def sign_in(self, context: BrowserContext, name: str) -> None:
        """Sign the person in in that browser, with a new session."""
        value = cookie_of(self.server, start_session_of(self.database, name, Role.REVIEWER))
        context.add_cookies([{"name": "factcheck", "value": value, "url": self.server.url}])

    def open(
        self,
        story: Story,
        name: str = "",
        *,
        number: int = 0,
        intercepts: bool = False,
        live: bool = True,
        **options: Any,
    ) -> Workbench:
        """The workbench at a sentence of the story, in a new browser of the person (default: a new one).

        `intercepts`: the test is going to answer requests itself, with `page.route`. Not `live`: the page learns
        nothing of what happens elsewhere.
        """
        name = name or self.person()
        context = self.browser(name, **options)
        if not live:
            context.route("**/articles/*/live?*", lambda route: route.fulfill(status=204))
            context.route("**/articles/*/changes?*", lambda route: route.fulfill(json=NO_NEWS))
        return self.open_in(context, story, name, number=number, intercepts=intercepts)

    def open_in(
        self,
        context: BrowserContext,
        story: Story,
        name: str,
        *,
        number: int = 0,
        intercepts: bool = False,
    ) -> Workbench:
        """The workbench in another tab of a browser."""
        page = context.new_page()
        if intercepts:
            # Chromium lets requests slip by that are made just after the first route of a page was set.
            page.route(NOWHERE, lambda route: route.abort())
        page.goto(story.path(number))
        return Workbench(page, story, self, name)

    def document(self, story: Story) -> dict[str, Any]:
        """The article's JSON document."""
        with self.database.reading() as session:
            return document(session, session.scalars(select(Article).where(Article.uid == story.uid)).one())

    def claims(self, story: Story, name: str = "") -> list[dict[str, Any]]:
        """The standing claims of the document in text order; with a name, those that the person has a record on,
        and of the annotations only theirs, under `mine`."""
        found = []
        for claim in self.document(story)["claims"]:
            own = [one for one in claim["annotations"] if one["reviewer"] == name]
            if own or not name:
                found.append(claim | {"mine": own[0] if own else None})
        return found

    def mine(self, story: Story, name: str, number: int = 0) -> dict[str, Any]:
        """The person's annotation on their claim of that number, from 0, as the document has it."""
        record: dict[str, Any] = self.claims(story, name)[number]["mine"]
        return record

    def annotation(self, story: Story, name: str) -> Annotation:
        """The person's only annotation on the story, as the database has it (the document leaves sealed notes out)."""
        with self.database.reading() as session:
            query = (
                select(Annotation)
                .join(Article, Article.id == Annotation.article_id)
                .join(User, User.id == Annotation.reviewer_id)
                .join(Claim, Claim.id == Annotation.claim_id)
                .where(Article.uid == story.uid, User.name == name, Claim.removed_at.is_(None))
            )
            return session.scalars(query).one()


class Workbench:
    """The page of one article in one person's tab."""

    def __init__(self, page: Page, story: Story, desk: Desk, name: str) -> None:
        self.page = page
        self.story = story
        self.desk = desk
        self.name = name
        self.saved = page.locator("#saved")
        self.current = page.locator(".s[aria-current]")
        self.inspector = page.locator("#inspector")
        self.banner = page.locator("#banner")
        self.toast = page.locator("#toast")

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type a text key by key."""
        self.page.keyboard.type(text)

    def paste(self, text: str, kind: str = "text/plain") -> None:
        """Paste a text where the focus is, as Ctrl+V does."""
        self.page.evaluate(
            """([text, kind]) => {
              const clipboardData = new DataTransfer();
              clipboardData.setData(kind, text);
              const event = new ClipboardEvent('paste', {clipboardData, bubbles: true, cancelable: true});
              (document.activeElement ?? document.body).dispatchEvent(event);
            }""",
            [text, kind],
        )

    def loaded(self) -> None:
        """Wait until the page has all that it loads by itself. Its icon comes last: a server that is killed in the
        middle of it would be a fault of the page."""
        self.page.wait_for_load_state("load")
        assert self.page.evaluate(FETCH_ICON) > 0

    def settled(self) -> None:
        """Wait until everything is on the server and the inspector shows the current sentence."""
        expect(self.saved).to_have_attribute("data-state", "saved")
        expect(self.inspector).not_to_have_attribute("aria-busy", "true")
        expect(self.inspector.locator(".pending")).to_have_count(0)
        self.page.wait_for_function(
            "document.querySelector('#inspector').dataset.at === document.querySelector('.s[aria-current]').id.slice(1)"
        )

    def at(self, number: int) -> None:
        """Wait until the sentence of that number, from 0, is the current one."""
        expect(self.current).to_have_id(f"s{self.story.starts[number]}")

    def sentence(self, number: int) -> Any:
        """The sentence of that number, from 0."""
        return self.page.locator(f"#s{self.story.starts[number]}")

    def select(self, phrase: str) -> None:
        """Select these words in the text, as a mouse would."""
        assert self.page.evaluate(SELECT_WORDS, [phrase])

    def claims(self) -> list[dict[str, Any]]:
        """The claims that this person has a record on, once everything is saved; the record under `mine`."""
        self.settled()
        return self.desk.claims(self.story, self.name)

    def mine(self, number: int = 0) -> dict[str, Any]:
        """This person's annotation on their claim of that number, once everything is saved."""
        self.settled()
        return self.desk.mine(self.story, self.name, number)
