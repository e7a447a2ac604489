"""A real Chromium, driven through Playwright, that fails a test on anything a reader's browser would complain of.

`page` fails on errors in the console (a violated content policy is one), uncaught exceptions and any request to
another host. What a test provokes on purpose it allows beforehand: `faults.allow("ERR_CONNECTION_REFUSED")`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from debian import find_chromium
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
DESKTOP = (1440, 900)
# Generous, so that a busy machine fails no test; what is there at once is found at once.
PATIENCE_MS = 20_000
LOCAL_HOSTS = ("127.0.0.1", "localhost")
# The browser reports every answer from 400 up as an error; for these the page has an answer of its own.
EXPECTED_ANSWERS = re.compile(
    r"the server responded with a status of (401|403|404|409|412|422|428|429|507)\b"
)


class Faults:
    """What went wrong on a test's pages, but for what the test allows."""

    def __init__(self) -> None:
        self._allowed = [EXPECTED_ANSWERS]
        self.found: list[str] = []

    def allow(self, pattern: str) -> None:
        """Expect faults whose text has this pattern (a regular expression)."""
        self._allowed.append(re.compile(pattern))

    def add(self, text: str) -> None:
        """Note a fault."""
        self.found.append(text)

    def watch(self, context: BrowserContext) -> None:
        """Listen to every page of a context."""
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.add(f"uncaught: {error.error}"))
        context.on("request", self._on_request)

    def check(self) -> None:
        """Fail the test if there was any fault that it does not allow."""
        faults = [text for text in self.found if not any(pattern.search(text) for pattern in self._allowed)]
        if faults:
            pytest.fail("The page had faults:\n" + "\n".join(faults), pytrace=False)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.add(f"console: {message.text} ({message.location.get('url', '')})")

    def _on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.hostname not in LOCAL_HOSTS:
            self.add(f"request to another host: {request.url}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The session's Chromium."""
    program = find_chromium()
    if program is None:
        pytest.fail("No Chromium on this machine: `make test` installs it.", pytrace=False)
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def faults() -> Faults:
    """The faults of this test's pages."""
    return Faults()


@pytest.fixture
def new_context(browser: Browser, faults: Faults) -> Iterator[Callable[..., BrowserContext]]:
    """Makes contexts (each a person with a browser of their own), all watched; takes Playwright's options."""
    made: list[BrowserContext] = []

    def open_context(**options: Any) -> BrowserContext:
        usual = {
            "viewport": {"width": DESKTOP[0], "height": DESKTOP[1]},
            "locale": "en-GB",
            "timezone_id": "UTC",
        }
        context = browser.new_context(**{**usual, **options})
        context.set_default_timeout(PATIENCE_MS)
        faults.watch(context)
        made.append(context)
        return context

    yield open_context
    for context in made:
        context.close()
    faults.check()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """One page, as a reader at a desk sees it."""
    return new_context().new_page()


def axe(page: Page) -> list[str]:
    """Run axe-core on the page as it stands; its serious and critical findings, each in a line."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:160]} - {node['failureSummary']}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


def assert_accessible(page: Page) -> None:
    """Fail with axe's findings, if there are serious or critical ones."""
    found = axe(page)
    assert not found, "axe found:\n" + "\n".join(found)
