"""M4 and M9 in a real Chromium: when the page answers keys, when a verdict is painted, how many actions it takes."""

from __future__ import annotations

import statistics

from debian import find_chromium
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.client import enter
from benchmarks.figures import Figure
from benchmarks.opening import READER, annotated_article
from benchmarks.places import Place, new_place
from tests.support.browsers import FLAGS
from tests.support.servers import LiveServer

PRESSES = 40
KEYS = "12345"
LINK = "https://register.example/permits/41"
# From the press (as the browser dates it) to the frame after the one in which the sentence has its new verdict.
WATCH = """() => {
  window.painted = [];
  addEventListener('keydown', (event) => {
    if (!/^[1-8]$/.test(event.key)) return;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.painted.push(performance.now() - event.timeStamp);
      channel.port2.postMessage(null);
    });
  }, {capture: true});
}"""
INTERACTIVE = "() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"


def measure_in_browser(rounds: int) -> list[Figure]:
    """Figures of a page of 1,000 and of one of 10,000 sentences, and of one claim's work."""
    program = find_chromium()
    if program is None:
        raise RuntimeError("No Chromium on this machine: `make test` installs it.")
    with new_place() as place, sync_playwright() as playwright:
        place.add_people([READER])
        articles = {size: annotated_article(place, size) for size in (1_000, 10_000)}
        fresh = place.add_article(20)
        with place.serving() as server:
            browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
            try:
                return [
                    *_page_figures(browser, server, articles[1_000], 1_000, rounds, (400, 50)),
                    *_page_figures(browser, server, articles[10_000], 10_000, rounds, (None, None)),
                    *_actions(browser, server, place, fresh),
                ]
            finally:
                browser.close()


def _page_figures(
    browser: Browser,
    server: LiveServer,
    uid: str,
    size: int,
    rounds: int,
    goals: tuple[float | None, float | None],
) -> list[Figure]:
    interactive, painted = [], []
    for _ in range(rounds):
        page = _open(browser, server, f"/articles/{uid}")
        interactive.append(float(page.evaluate(INTERACTIVE)))
        waits = _press(page)
        painted.append(statistics.quantiles(waits, n=20)[-1])
        page.context.close()
    what = f"{size:,} sentences in Chromium"
    return [
        Figure("M4", f"{what}: interactive after", "ms", interactive, goals[0], digits=0),
        Figure("M4", f"{what}: key press to painted verdict, p95", "ms", painted, goals[1], digits=0),
    ]


def _press(page: Page) -> list[float]:
    page.evaluate(WATCH)
    for number in range(PRESSES):
        before = page.evaluate("() => window.painted.length")
        page.keyboard.press(KEYS[number % len(KEYS)])
        page.wait_for_function("before => window.painted.length > before", arg=before)
        verdict = page.evaluate("() => document.querySelector('.s[aria-current]').dataset.v")
        if not verdict:
            raise RuntimeError("a key was pressed and no verdict was painted")
        page.keyboard.press("j")
    return list(page.evaluate("() => window.painted"))


def _actions(browser: Browser, server: LiveServer, place: Place, uid: str) -> list[Figure]:
    """Count what it takes for verdict, link and next, and with a note of N characters besides."""
    page = _open(browser, server, f"/articles/{uid}?at={place.starts[uid][2]}")
    actions = Actions(page)
    actions.press("2")
    actions.paste(LINK)
    actions.press("j")
    plain = actions.count
    _check(page, place.starts[uid][2], place.starts[uid][3])

    actions = Actions(page)
    note = "The register counts renewals."
    actions.press("4")
    actions.paste(LINK)
    actions.press("w")
    actions.type(note)
    actions.press("Control+Enter")
    page.wait_for_function("() => document.querySelector('#saved').textContent.startsWith('Saved')")
    _check(page, place.starts[uid][3], place.starts[uid][4])
    more = actions.count - len(note)
    page.context.close()
    return [
        Figure("M9", "actions for verdict, link and next", "", [plain], 3, digits=0),
        Figure("M9", "actions with a note of N characters: N and", "", [more], 4, digits=0),
    ]


class Actions:
    """Keys and pastes, counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.count += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.count += len(text)

    def paste(self, text: str) -> None:
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.press("Control+V")


def _check(page: Page, done: int, at: int) -> None:
    """Raises RuntimeError unless the one sentence has verdict and link and the other is the current one."""
    page.wait_for_selector(f"#s{done}[data-v][data-e='1']")
    if page.evaluate("() => document.querySelector('.s[aria-current]').id") != f"s{at}":
        raise RuntimeError("the next sentence is not the current one")


def _open(browser: Browser, server: LiveServer, path: str) -> Page:
    """The page in a new browser of READER's, loaded and at rest."""
    person = enter(server.port, READER)
    context = browser.new_context(
        base_url=server.url,
        viewport={"width": 1440, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.add_cookies([{"name": "factcheck", "value": person.cookie, "url": server.url}])
    page = context.new_page()
    page.goto(path)
    page.wait_for_function("() => document.querySelector('#count').textContent !== ''")
    return page
