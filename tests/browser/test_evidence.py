"""Evidence in a real browser: files on their way to the server, quotations beside originals, reading a kept copy."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, Route, expect
from sqlalchemy import select

from factcheck.annotation.models import Annotation, Claim, Evidence
from factcheck.articles.models import Article
from factcheck.evidence.models import Attachment
from tests.browser.desks import Desk, Story, Workbench
from tests.support.browsers import Faults, assert_accessible
from tests.support.copies import keep_copy

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYPj/HwADAgH/pL4l1wAAAABJRU5ErkJggg=="
)
QUOTING = (
    'The mayor met reporters. "[She] will close the harbour because the people want it," the Courier wrote.'
)
COPY = (
    "Reporters waited.\n\n“Yes, I will close the old harbour, because the people of this town want it,” she said.\n\n"
    "<script>document.title = 'hacked'</script> <b hx-get='/'>Nothing</b> of this runs."
)
PASTE_PICTURE = """([content, name, type]) => {
  const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([bytes], name, { type }));
  document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}"""

DROP_PICTURE = """(card, [content, name, type]) => {
  const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name, { type }));
  const options = { dataTransfer, bubbles: true, cancelable: true };
  for (const kind of ['dragover', 'drop']) card.dispatchEvent(new DragEvent(kind, options));
}"""


def paste_picture(page: Page, name: str = "screen.png") -> None:
    """Paste a picture, as from a screenshot."""
    page.evaluate(PASTE_PICTURE, [base64.b64encode(PNG).decode(), name, "image/png"])


def files(desk: Desk, story: Story) -> list[str]:
    """The names of the files on the story."""
    with desk.database.reading() as session:
        query = (
            select(Attachment.name)
            .join(Evidence, Evidence.id == Attachment.evidence_id)
            .join(Annotation, Annotation.id == Evidence.annotation_id)
            .join(Article, Article.id == Annotation.article_id)
            .where(Article.uid == story.uid)
        )
        return list(session.scalars(query))


def with_copy(desk: Desk, text: str = COPY, quote: str = "", lang: str = "en") -> tuple[Workbench, Page, str]:
    """A workbench with a link on the sentence that quotes, and the address of its copy's reader view."""
    work = desk.open(desk.story(QUOTING), number=1)
    work.paste("https://courier.example/1")
    work.press("5")
    work.settled()
    with desk.database.writing() as session:
        piece, annotation, claim = session.execute(
            select(Evidence, Annotation, Claim)
            .join(Annotation, Annotation.id == Evidence.annotation_id)
            .join(Claim, Claim.id == Annotation.claim_id)
            .join(Article, Article.id == Claim.article_id)
            .where(Article.uid == work.story.uid)
        ).one()
        piece.quote = quote
        article = session.get_one(Article, claim.article_id)
        keep_copy(session, piece, article.project_id, text, lang=lang)
        address = f"/articles/{article.uid}/evidence/{piece.uid}/text"
        assert annotation.verdict == "refuted"
    return work, work.page, address


def test_a_file_is_attached_by_keyboard_and_shown(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(PNG)
    work = desk.open(desk.story())
    # From here on the browser hands its choosers over: it is told so without an answer to wait for.
    work.page.on("filechooser", lambda _chooser: None)
    work.settled()
    work.page.locator("#attach > summary").focus()
    work.press("Enter")
    expect(work.page.locator("#attach")).to_have_attribute("open", "")
    work.press("Tab")
    expect(work.page.locator("#attach input[type=file]")).to_be_focused()
    with work.page.expect_file_chooser() as chooser:
        work.press("Space")
    chooser.value.set_files(tmp_path / "photo.png")
    picture = work.page.locator("#p-evidence .attached img")
    expect(picture).to_be_visible()
    assert picture.evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 1
    expect(work.page.locator("#uploads")).to_be_empty()
    assert files(desk, work.story) == ["photo.png"]


def test_the_note_of_a_call_is_written_and_attached_by_keyboard(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.page.locator("#attach > summary").focus()
    work.press("Enter", "Tab", "Tab")
    work.type("Call with the port office")
    work.press("Tab")
    work.type("They said that the talks were over.")
    work.press("Tab", "Enter")
    card = work.page.locator("#p-evidence .ev")
    expect(card).to_contain_text("Call with the port office")
    expect(card).to_contain_text("Interview")


def test_what_is_typed_of_a_note_stays_with_its_claim(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.page.locator("#attach > summary").click()
    work.page.locator("#attach textarea").fill("Half a note")
    work.page.locator(".s").nth(1).click()
    work.settled()
    expect(work.page.locator("#attach textarea")).to_have_value("")
    work.page.locator(".s").nth(0).click()
    work.settled()
    expect(work.page.locator("#attach textarea")).to_have_value("Half a note")
    work.page.reload()
    expect(work.page.locator("#attach textarea")).to_have_value("Half a note")


def test_a_pasted_picture_is_attached_and_undo_takes_it_off(desk: Desk) -> None:
    work = desk.open(desk.story())
    paste_picture(work.page)
    expect(work.page.locator("#p-evidence .attached img")).to_be_visible()
    work.sentence(0).focus()
    work.press("u")
    expect(work.page.locator("#p-evidence .ev")).to_have_count(0)


def test_evidence_is_sealed_by_a_key_let_out_by_undo_and_sealed_from_the_start_by_a_box(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.paste("https://a.example/one")
    work.settled()
    work.press("v")
    seals = work.page.locator("#p-evidence .ev-head .tag", has_text="sealed")
    expect(seals).to_have_count(1)
    expect(work.page.locator("#toast")).to_contain_text("Sealed: https://a.example/one")
    work.settled()
    assert work.mine()["evidence"] == []
    assert_accessible(work.page)
    work.press("u")
    expect(seals).to_have_count(0)
    work.page.locator("#seal-next").focus()
    work.press("Space", "Escape")
    work.paste("https://b.example/two")
    expect(seals).to_have_count(1)
    work.settled()
    assert [piece["url"] for piece in work.mine()["evidence"]] == ["https://a.example/one"]


def test_a_file_that_is_dropped_on_evidence_goes_to_it(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.paste("https://a.example/one")
    work.settled()
    card = work.page.locator("#p-evidence .ev")
    card.evaluate(DROP_PICTURE, [base64.b64encode(PNG).decode(), "screen.png", "image/png"])
    expect(card.locator(".attached img")).to_be_visible()
    expect(card).to_have_count(1)
    card.locator("details.edit > summary").focus()
    work.press("Enter")
    card.get_by_role("button", name="Take screen.png off").focus()
    work.press("Enter")
    expect(card.locator(".attached")).to_have_count(0)
    work.settled()
    assert work.mine()["evidence"][0]["attachments"] == []


def test_a_picture_that_was_not_sent_survives_a_reload_and_is_sent_once(desk: Desk, faults: Faults) -> None:
    faults.allow("ERR_FAILED")
    work = desk.open(desk.story(), intercepts=True)
    tried: list[str] = []

    def cut(route: Route) -> None:
        tried.append(route.request.headers["idempotency-key"])
        if len(tried) == 1:
            # It arrives, and the answer is lost.
            route.fetch()
        route.abort()

    work.page.route("**/attachments", cut)
    paste_picture(work.page)
    expect(work.page.locator("#uploads")).to_contain_text("is kept in this browser")
    work.page.unroute("**/attachments")
    work.page.reload()
    expect(work.page.locator("#p-evidence .attached img")).to_be_visible()
    expect(work.page.locator("#uploads")).to_be_empty()
    assert files(desk, work.story) == ["screen.png"]
    assert len(set(tried)) == 1


def test_a_picture_on_a_claim_made_just_now_is_sent_after_a_reload_too(desk: Desk, faults: Faults) -> None:
    faults.allow("ERR_FAILED")
    work = desk.open(desk.story(), number=1, intercepts=True)
    work.page.route("**/attachments", lambda route: route.abort())
    work.select("planned sailings")
    work.press("c")
    paste_picture(work.page)
    expect(work.page.locator("#uploads")).to_contain_text("is kept in this browser")
    work.settled()
    work.page.unroute("**/attachments")
    work.page.reload()
    expect(work.page.locator("#p-evidence .attached img")).to_be_visible()
    assert files(desk, work.story) == ["screen.png"]
    assert len(desk.claims(work.story)) == 1


def test_c42_a_picture_waits_for_its_person_to_sign_in_again(desk: Desk, faults: Faults) -> None:
    faults.allow("status of 400")
    work = desk.open(desk.story())
    context = work.page.context
    context.clear_cookies()
    paste_picture(work.page)
    expect(work.page.locator("#uploads")).to_contain_text("Sign in again and it is sent")
    assert files(desk, work.story) == []
    desk.sign_in(context, work.name)
    expect(work.page.locator("#p-evidence .attached img")).to_be_visible()
    expect(work.page.locator("#uploads")).to_be_empty()
    assert files(desk, work.story) == ["screen.png"]


def test_a_file_that_is_refused_says_why_and_is_thrown_away(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.page.locator("#attach > summary").click()
    drawing = FilePayload(name="a.svg", mimeType="text/plain", buffer=b"<svg onload=alert(1)>")
    work.page.locator("#attach input[type=file]").set_input_files(drawing)
    card = work.page.locator("#uploads .upload")
    expect(card).to_contain_text("a.svg was not taken: This is a web page or a drawing in SVG")
    card.get_by_role("button", name="Throw it away").click()
    expect(work.page.locator("#uploads")).to_be_empty()
    assert files(desk, work.story) == []


def test_a_quotation_is_shown_beside_its_original_and_the_flag_is_only_offered(desk: Desk) -> None:
    work, page, _address = with_copy(desk)
    page.reload()
    compared = page.locator(".compared")
    expect(compared).to_contain_text("2 cuts without a mark")
    expect(compared.locator("mark.c-cut").first).to_contain_text("old")
    expect(compared.locator("mark.c-bracket_alters").first).to_contain_text("[She]")
    assert work.mine()["flags"] == []
    page.get_by_role("button", name="Flag “altered quotation”").press("Enter")
    work.settled()
    assert work.mine()["flags"] == ["altered_quote"]
    expect(page.locator("[data-flag]")).to_have_count(0)
    assert_accessible(page)


def test_the_reader_view_shows_the_passage_and_runs_nothing(desk: Desk) -> None:
    _work, page, address = with_copy(desk, quote="I will close the old harbour")
    page.goto(f"{address}#passage")
    passage = page.locator("#passage")
    expect(passage).to_have_text("I will close the old harbour")
    expect(passage).to_be_focused()
    expect(page.locator(".copy")).to_contain_text("<script>document.title = 'hacked'</script>")
    assert "hacked" not in page.title()
    assert page.locator(".copy [hx-get], .copy script").count() == 0
    page.keyboard.press("Escape")
    expect(page.locator("#inspector")).to_be_visible()
    expect(page.locator("#p-evidence .in-copy")).to_contain_text("in the copy, word for word")
    href = page.locator("#p-evidence .ev-title").get_attribute("href")
    assert href == "https://courier.example/1#:~:text=I%20will%20close%20the%20old%20harbour"


def test_selected_words_become_the_passage_with_one_key(desk: Desk) -> None:
    work, page, address = with_copy(desk)
    page.goto(address)
    page.locator(".copy p").first.evaluate("(line) => getSelection().selectAllChildren(line)")
    expect(page.locator("#take")).to_be_visible()
    page.keyboard.press("q")
    expect(page.locator("#passage")).to_have_text("Reporters waited.")
    assert desk.mine(work.story, work.name)["evidence"][0]["quote"] == "Reporters waited."


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_c57_the_reader_view_is_accessible(desk: Desk, scheme: str) -> None:
    _work, page, address = with_copy(
        desk, quote="I will close the harbour because the people of this town want it"
    )
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    expect(page.locator(".found-box")).to_contain_text("nearly in the copy")
    assert_accessible(page)


def test_c57_the_reader_view_on_a_phone_and_from_right_to_left(desk: Desk) -> None:
    text = "ראש העיר אמרה כי תסגור את הנמל באביב.\n\n" + "x" * 300
    _work, page, address = with_copy(desk, text=text, quote="תסגור את הנמל", lang="he")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    assert page.locator(".copy").get_attribute("dir") == "rtl"
    expect(page.locator("#passage")).to_have_text("תסגור את הנמל")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(page)
