"""A very long article stays workable. Benchmarks measure how fast; here only a generous bound holds."""

from __future__ import annotations

from playwright.sync_api import expect

from factcheck.articles.segmentation import Cut
from tests.browser.desks import Desk, Workbench

SENTENCES = 10_000
PER_PARAGRAPH = 5
BOUND_MS = 150
VERDICTS = 20
KEY_TO_PAINT = """async (key) => {
  const began = performance.now();
  const press = new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true});
  (document.activeElement ?? document.body).dispatchEvent(press);
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - began;
}"""


def long_story() -> tuple[str, list[Cut]]:
    """A text of so many sentences, and its cuts."""
    parts, cuts, offset = [], [], 0
    for number in range(SENTENCES):
        sentence = f"Sentence {number} says that {number * 7 % 1000} boats came in on day {number % 365}."
        last = number % PER_PARAGRAPH == PER_PARAGRAPH - 1
        cuts.append(Cut(offset, offset + len(sentence), "body", number // PER_PARAGRAPH))
        parts.append(sentence + ("\n" if last else " "))
        offset += len(sentence) + 1
    return "".join(parts), cuts


def test_ten_thousand_sentences_open_and_a_verdict_is_painted_soon(desk: Desk) -> None:
    text, cuts = long_story()
    work = desk.open(desk.story(text, cuts=cuts), number=5_000)
    work.at(5_000)
    expect(work.current).to_be_in_viewport()
    expect(work.page.locator("#count")).to_contain_text("10,000")
    work.press("j", "k", "j")
    work.at(5_001)
    expect(work.current).to_be_in_viewport()

    # What else this machine does may slow a round down: one of three has to hold.
    rounds = []
    for _round in range(3):
        rounds.append(p95(work))
        if rounds[-1] <= BOUND_MS:
            break
    assert min(rounds) <= BOUND_MS, rounds
    expect(work.current).to_be_in_viewport()
    work.settled()
    assert len(work.claims()) == VERDICTS * len(rounds)


def p95(work: Workbench) -> float:
    """Milliseconds from a verdict's key to its paint, the 95th of a hundred; walks on after each."""
    times = []
    for number in range(VERDICTS):
        times.append(work.page.evaluate(KEY_TO_PAINT, str(number % 7 + 1)))
        work.page.evaluate(KEY_TO_PAINT, "j")
    return float(sorted(times)[VERDICTS * 95 // 100 - 1])


def test_every_module_of_the_page_is_asked_for_at_once(desk: Desk) -> None:
    work = desk.open(desk.story())
    work.settled()
    asked_for, loaded = work.page.evaluate(
        """() => [
          [...document.querySelectorAll('[rel=modulepreload]')].map((one) => one.href),
          performance.getEntriesByType('resource').map((one) => one.name).filter((name) => name.includes('/js/')),
        ]"""
    )
    assert len(asked_for) > 15
    assert {name for name in loaded if not name.endswith("/workbench.js")} == set(asked_for)
