"""What people type and paste is text and stays text: no script of theirs runs, nothing is fetched or taken over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from factcheck.accounts.models import Project, User
from factcheck.annotation.service.changes import Context
from factcheck.annotation.service.claims import create_claim
from factcheck.annotation.service.evidence import add_evidence
from factcheck.annotation.service.hops import add_hop
from factcheck.annotation.service.records import own_annotation, save_note, save_rationale, save_verdict
from factcheck.articles.models import Article, Revision
from factcheck.articles.segmentation import Cut
from tests.browser.desks import Desk, Story, Workbench
from tests.support.browsers import Faults

ELSEWHERE = "http://elsewhere.invalid"
RUN = "window.taken=1"
PAYLOADS = [
    f"<script>{RUN}</script>",
    f"<img src={ELSEWHERE}/x.png onerror='{RUN}'>",
    f"<svg onload={RUN}><animate onbegin={RUN} attributeName=x></svg>",
    f'"><svg/onload={RUN}>',
    f"</textarea><script>{RUN}</script>",
    f"</title><style>*{{background:url({ELSEWHERE}/s)}}</style>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={RUN}&gt;'>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"<div hx-get='{ELSEWHERE}/h' hx-trigger='load' data-hx-post='{ELSEWHERE}/p' hx-on:htmx:load='{RUN}'>hx</div>",
    "<form id=inspector><input name=attributes><input id=work name=elements></form><a id=outbox name=outbox></a>",
    f"<iframe srcdoc='<script>parent.taken=1</script>' src='{ELSEWHERE}'></iframe>",
    f"[link](javascript:{RUN}) ![picture]({ELSEWHERE}/m.png) <javascript:{RUN}>",
    f"<details open ontoggle={RUN}><base href='{ELSEWHERE}/'><meta http-equiv=refresh content='0;url={ELSEWHERE}'>",
    "{{7*7}}${7*7}{% raw %}\u202e\u2066<hx-partial hx-target='#inspector'>partial</hx-partial>",
]
FORBIDDEN = (
    "img, iframe, object, embed, base, math, script:not([src]), style, meta[http-equiv], hx-partial, "
    "form[id=inspector], a[name=outbox], animate"
)
# Elements that no page of ours has, and attributes that would run, send or take over something.
INTRUDERS = f"""() => [...document.querySelectorAll('*')].filter((element) => element.matches(`{FORBIDDEN}`)
  || [...element.attributes].some(({{name, value}}) => /^on/.test(name) || /^\\s*javascript:/i.test(value)
    || /^(data-)?hx-|^src$|^action$/.test(name) && /elsewhere|taken/.test(value))
).map((element) => element.outerHTML.slice(0, 200))"""


@pytest.fixture
def hostile(desk: Desk) -> Iterator[Workbench]:
    """A workbench whose every field, its guidelines included, holds hostile text."""
    name = desk.person()
    story = hostile_story(desk, name)
    with desk.database.writing() as session:
        project = session.scalars(select(Project)).first()
        assert project is not None
        before, project.guidelines = project.guidelines, "\n\n".join(PAYLOADS)
    yield desk.open(story, name)
    with desk.database.writing() as session:
        session.scalars(select(Project)).first().guidelines = before  # type: ignore[union-attr]


def hostile_story(desk: Desk, name: str) -> Story:
    """An article with one sentence a payload, and the same payload in every field of the record on it."""
    cuts, offset = [], 0
    for number, payload in enumerate(PAYLOADS):
        cuts.append(Cut(offset, offset + len(payload), "body", number))
        offset += len(payload) + 1
    everywhere = " ".join(PAYLOADS[:4])
    story = desk.story(
        "\n".join(PAYLOADS), cuts=cuts, title=everywhere, byline=PAYLOADS[1], publisher=PAYLOADS[2], url=""
    )
    with desk.database.writing() as session:
        article = session.scalars(select(Article).where(Article.uid == story.uid)).one()
        revision = session.scalars(select(Revision).where(Revision.article_id == article.id)).one()
        actor = session.scalars(select(User).where(User.name == name)).one()
        for cut, payload in zip(cuts, PAYLOADS, strict=True):
            claim = create_claim(
                session, article, revision, actor=actor, spans=[(cut.start, cut.end)], text=payload
            )
            context = Context(article, claim, actor, own_annotation(session, claim, actor))
            save_verdict(session, context, "mixed")
            save_rationale(session, context, payload)
            save_note(session, context, payload)
            details = dict.fromkeys(("title", "publisher", "author", "quote", "note"), payload)
            link = f"https://example.org/{quote(payload)}?x='\"><b>".replace(" ", "")
            add_evidence(session, context, link, details={**details, "published_at": date(2026, 1, 2)})
            add_hop(session, context, payload[:300])
            add_hop(
                session, context, "unnamed " + payload[:200], details={"identification": "unnamed_described"}
            )
    return story


def assert_untouched(page: Page) -> None:
    """No script ran, and nothing but text came of what was typed."""
    assert page.evaluate("window.taken") is None
    assert page.evaluate(INTRUDERS) == []
    assert page.evaluate("document.querySelectorAll('#inspector, #work').length") in (0, 2)


def test_c23_hostile_text_stays_text_on_the_page_the_inspector_and_the_previews(hostile: Workbench) -> None:
    page = hostile.page
    for number, payload in enumerate(PAYLOADS):
        hostile.settled()
        assert hostile.sentence(number).evaluate("(s) => s.textContent") == payload
        expect(page.locator("#rationale")).to_have_value(payload)
        page.get_by_role("button", name="Preview").first.click()
        expect(page.locator("#preview-rationale > *").first).to_be_attached()
        page.locator(".ev summary").first.click()
        assert_untouched(page)
        hostile.press("Escape", "j")
    assert page.evaluate("document.querySelector('#sheet .title').textContent") == " ".join(PAYLOADS[:4])


def test_c23_hostile_text_stays_text_in_the_dialogs_and_on_the_desk(hostile: Workbench) -> None:
    page = hostile.page
    for key in ("h", "g", "?"):
        hostile.press(key)
        expect(page.get_by_role("dialog")).to_be_visible()
        assert_untouched(page)
        hostile.press("Escape")
    for path in ("/", f"/articles/{hostile.story.uid}/guidelines", f"/articles/{hostile.story.uid}/history?claim="
                 + hostile.desk.claims(hostile.story)[0]["id"], f"/articles/{hostile.story.uid}/settings"):  # fmt: skip
        response = page.goto(path)
        assert response is not None
        assert response.status == 200, path
        assert_untouched(page)


def test_c23_hostile_text_typed_here_comes_back_as_text(desk: Desk) -> None:
    work = desk.open(desk.story())
    for payload in PAYLOADS[:6]:
        work.press("w", "Control+a")
        work.page.keyboard.insert_text(payload)
        work.press("Escape", "s")
        work.page.keyboard.insert_text(payload)
        work.press("Enter")
        work.settled()
        work.press("Escape")
        assert_untouched(work.page)
    assert work.mine()["rationale"] == PAYLOADS[5]
    expect(work.page.locator(".hop > b")).to_have_text(
        [" ".join(payload.split()) for payload in PAYLOADS[:6]]
    )


def test_c23_a_conflict_shows_hostile_text_as_text(desk: Desk) -> None:
    story = desk.story()
    first = desk.open(story)
    first.press("1")
    first.settled()
    second = desk.open(story, first.name, live=False)
    second.settled()
    for work, payload in ((first, PAYLOADS[0]), (second, PAYLOADS[4])):
        work.press("w")
        work.page.keyboard.insert_text(payload)
        work.press("Escape")
        expect(work.saved).not_to_have_attribute("data-state", "saving")
    expect(second.page.get_by_label("Yours")).to_have_value(PAYLOADS[4])
    expect(second.page.get_by_label("Stored")).to_have_value(PAYLOADS[0])
    assert_untouched(second.page)


@pytest.mark.parametrize("payload", [PAYLOADS[0], PAYLOADS[3], PAYLOADS[8]])
def test_c24_hostile_parameters_and_file_names_stay_text(desk: Desk, faults: Faults, payload: str) -> None:
    faults.allow("status of 400")
    story = desk.story()
    page = desk.browser(desk.person()).new_page()
    given = quote(payload)
    for path in (
        f"/articles/{story.uid}?at={given}",
        f"/articles/{story.uid}?claim={given}#{given}",
        f"/articles/{given}",
        f"/?q={given}&sort={given}",
        f"/login?next={given}",
        f"/{given}",
    ):
        page.goto(path)
        assert page.evaluate("window.taken") is None
        assert page.evaluate(INTRUDERS) == []
    page.goto("/articles/new")
    name = re.sub(r"[/\\]", "", payload) + ".txt"
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": b"The board met. It was long."}
    )
    page.locator("main form button").last.click()
    expect(page.get_by_role("main")).to_contain_text("The board met.")
    assert page.evaluate("window.taken") is None
    assert page.evaluate(INTRUDERS) == []
