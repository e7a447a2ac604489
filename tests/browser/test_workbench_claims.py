"""Claims made of selected words: by mouse and by keys, overlapping, across sentences, in every script; taken off."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser.desks import Desk, Workbench

# An emoji is two UTF-16 units, a family of them eleven; é here is e and a combining accent.
ODD = "Cafe\u0301 owners 👩‍👩‍👧 sold 40 𝔘nits 🎉 on Monday. Nobody objected."
HEBREW = "ראש העיר פתח את הגשר החדש. שלושים איש היו שם. איש לא דיבר."
ARABIC = "افتتح رئيس البلدية الجسر الجديد. حضر ثلاثون شخصا. لم يتكلم أحد."


def words(claim: dict[str, Any]) -> list[str]:
    """The words that the claim is anchored to, as the document quotes them."""
    return [span["exact"] for span in claim["spans"]]


def make(work: Workbench, phrase: str) -> None:
    """Select the words with the mouse and make a claim of them with the button that comes up."""
    work.select(phrase)
    work.page.get_by_role("button", name="Make a claim").click()
    expect(work.page.locator("#make-claim")).to_be_hidden()
    expect(work.page.locator(".quoted")).to_have_text(phrase)
    work.settled()


def highlighted(work: Workbench) -> dict[str, list[str]]:
    """What the page underlines through the highlight API: verdict → the words (`claim` tints that of the inspector)."""
    found: dict[str, list[str]] = work.page.evaluate(
        "() => Object.fromEntries([...CSS.highlights].map(([name, ranges]) =>"
        " [name, [...ranges].map((range) => range.toString())]).filter(([name]) => name !== 'claim'))"
    )
    return found


def test_dragging_over_words_offers_a_claim_and_makes_it(desk: Desk) -> None:
    story = desk.story()
    work = desk.open(story)
    box = work.sentence(1).bounding_box()
    assert box is not None
    work.page.mouse.move(box["x"] + 2, box["y"] + 14)
    work.page.mouse.down()
    work.page.mouse.move(box["x"] + 120, box["y"] + 14, steps=4)
    work.page.mouse.up()
    picked = work.page.evaluate("getSelection().toString()").strip()
    work.page.get_by_role("button", name="Make a claim").click()

    expect(work.page.locator(".quoted")).to_have_text(picked)
    work.press("5")
    assert words(work.claims()[0]) == [picked]


def test_the_workbench_counts_what_the_desk_counts(desk: Desk) -> None:
    """Claims, and sentences without one that call for a check; a byline is none of them (docs/decisions/0009)."""
    work = desk.open(
        desk.story("Late again\n\nBy Nora Vance\n\nThe board met. It counted 38 boats."), number=2
    )
    expect(work.page.locator("#count")).to_have_text("0 of 3 checked")
    work.press("1")
    expect(work.page.locator("#count")).to_have_text("1 of 3 checked")
    make(work, "38 boats")
    expect(work.page.locator("#count")).to_have_text("1 of 3 checked")

    work.page.goto("/")
    row = work.page.get_by_role("row").filter(has=work.page.locator(f'a[href="/articles/{work.story.uid}"]'))
    expect(row.locator(".counts .of")).to_have_text("1 of 3")


def test_keys_alone_select_the_words(desk: Desk) -> None:
    work = desk.open(desk.story(), number=1)
    work.press("c", "ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight")
    hint = "Select: ← → word, Shift+→ longer, Enter makes the claim, Esc leaves"
    expect(work.page.locator("#foot")).to_have_attribute("data-mode", hint)
    work.press("Enter")
    expect(work.page.locator(".quoted")).to_have_text("41 of 52")
    work.press("3")
    assert words(work.claims()[0]) == ["41 of 52"]


def test_escape_leaves_the_selection_without_a_claim(desk: Desk) -> None:
    story = desk.story()
    work = desk.open(story, number=1)
    work.press("c", "ArrowRight", "Escape", "j")
    work.at(2)
    assert desk.claims(story) == []


@pytest.mark.parametrize(
    ("text", "lang", "keys", "chosen"),
    [
        (HEBREW, "he", ["c", "ArrowLeft", "Shift+ArrowLeft"], "העיר פתח"),
        (ARABIC, "ar", ["c", "ArrowLeft", "ArrowLeft", "ArrowRight", "Shift+ArrowLeft"], "رئيس البلدية"),
        (ODD, "en", ["c", "ArrowRight", "ArrowRight", "Shift+ArrowRight"], "sold 40"),
    ],
)
def test_arrows_go_the_way_the_script_reads(
    desk: Desk, text: str, lang: str, keys: list[str], chosen: str
) -> None:
    work = desk.open(desk.story(text, lang=lang))
    work.press(*keys, "Enter")
    expect(work.page.locator(".quoted")).to_have_text(chosen)
    work.press("2")
    assert words(work.claims()[0]) == [chosen]


@pytest.mark.parametrize("phrase", ["Cafe\u0301 owners", "👩‍👩‍👧 sold", "40 𝔘nits 🎉", "Monday"])
def test_offsets_count_code_points_behind_emoji_and_combining_marks(desk: Desk, phrase: str) -> None:
    story = desk.story(ODD)
    work = desk.open(story)
    make(work, phrase)
    work.press("1")
    claim = work.claims()[0]
    start, end = claim["spans"][0]["start"], claim["spans"][0]["end"]
    assert story.text[start:end] == phrase == claim["spans"][0]["exact"]
    assert highlighted(work)["v-supported"] == [phrase]


def test_a_claim_may_span_sentences(desk: Desk) -> None:
    story = desk.story()
    work = desk.open(story)
    work.page.evaluate(
        """([one, two]) => getSelection().setBaseAndExtent(
          document.getElementById(one).firstChild, 10, document.getElementById(two).firstChild, 23)""",
        [f"s{story.starts[1]}", f"s{story.starts[2]}"],
    )
    work.press("c")
    expect(work.page.locator("[data-claim-tab]")).to_have_count(1)
    work.press("4")
    assert words(work.claims()[0]) == [story.text[story.starts[1] + 10 : story.starts[2] + 23].strip()]
    assert "The islanders' council" in highlighted(work)["v-mostly_refuted"][0]


def test_claims_may_overlap_and_each_has_its_own_underline(desk: Desk) -> None:
    work = desk.open(desk.story(), number=1)
    make(work, "41 of 52 planned")
    work.press("1")
    make(work, "52 planned sailings")
    work.press("5")
    work.settled()
    assert highlighted(work) == {"v-supported": ["41 of 52 planned"], "v-refuted": ["52 planned sailings"]}
    expect(work.current).to_have_attribute("data-c", "2")
    work.page.reload()
    work.settled()
    assert highlighted(work) == {"v-supported": ["41 of 52 planned"], "v-refuted": ["52 planned sailings"]}


def test_what_is_entered_before_the_server_has_made_the_claim_goes_to_that_claim(desk: Desk) -> None:
    work = desk.open(desk.story(), number=1, intercepts=True)
    work.press("1")
    work.settled()
    held: list[Route] = []
    work.page.route("**/claims", lambda route: held.extend([route]), times=1)
    work.select("41 of 52")
    work.press("c", "3", "w")
    work.type("Counted.")
    while not held:
        work.page.wait_for_timeout(20)
    held[0].continue_()
    records = work.claims()
    assert [(claim["mine"]["verdict"], claim["mine"]["rationale"]) for claim in records] == [
        ("supported", ""),
        ("mixed", "Counted."),
    ]
    expect(work.page.locator(".quoted")).to_have_text("41 of 52")
    expect(work.page.locator("#rationale")).to_have_value("Counted.")


def test_a_claim_has_its_own_words_types_and_priority(desk: Desk) -> None:
    work = desk.open(desk.story(), number=1)
    make(work, "41 of 52")
    work.press("1", "a")
    work.type("41 of 52 planned sailings took place.")
    work.page.get_by_role("checkbox", name="Numerical").check()
    work.page.get_by_role("checkbox", name="Causal").check()
    work.page.locator("#about").get_by_label("Priority").select_option("high")
    work.page.locator("#about").get_by_label("Can be checked").uncheck()
    claim = work.claims()[0]
    assert claim["text"] == "41 of 52 planned sailings took place."
    assert (claim["types"], claim["priority"], claim["checkable"]) == (["numerical", "causal"], "high", False)


def test_a_removed_claim_comes_back_by_undo_with_all_that_was_on_it(desk: Desk) -> None:
    work = desk.open(desk.story(), number=1)
    make(work, "41 of 52")
    work.press("1")
    work.paste("https://example.org/a")
    work.settled()
    work.press("a")
    work.page.get_by_role("button", name="Remove this claim").click()
    expect(work.page.locator("[data-claim-tab]")).to_have_count(0)
    assert work.claims() == []
    expect(work.sentence(1)).not_to_have_attribute("data-p", "")
    work.press("Escape", "u")
    expect(work.page.locator("[data-claim-tab]")).to_have_count(1)
    record = work.mine()
    assert (record["verdict"], record["evidence"][0]["url"]) == ("supported", "https://example.org/a")


def test_a_removed_claim_comes_back_after_a_reload_too(desk: Desk) -> None:
    work = desk.open(desk.story(), number=1)
    make(work, "41 of 52")
    work.press("1")
    work.settled()
    work.press("a")
    work.page.get_by_role("button", name="Remove this claim").click()
    expect(work.page.locator("[data-claim-tab]")).to_have_count(0)
    work.settled()
    work.page.reload()
    work.press("u")
    expect(work.page.locator("[data-claim-tab]")).to_have_count(1)
    work.settled()
    assert highlighted(work) == {"v-supported": ["41 of 52"]}


def test_after_its_claim_was_removed_a_sentence_takes_a_new_verdict(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.press("1", "2", "3")
    work.settled()
    work.press("a")
    work.page.get_by_role("button", name="Remove this claim").click()
    expect(work.page.locator("[data-claim-tab]")).to_have_count(0)
    work.settled()
    work.press("Escape", "5")
    assert work.mine()["verdict"] == "refuted"
    expect(work.page.locator(".conflict")).to_have_count(0)
