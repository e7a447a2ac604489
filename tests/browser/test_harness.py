"""The browser fixtures notice what they promise to notice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.support.browsers import Faults, axe
from tests.support.servers import LiveServer


@pytest.fixture
def noticed(page: Page, faults: Faults) -> Iterator[Faults]:
    """The faults of a page that is broken on purpose, emptied so that the test itself passes."""
    yield faults
    faults.found.clear()


def test_an_error_in_the_console_fails_the_test(page: Page, noticed: Faults) -> None:
    page.evaluate("console.error('the sky is falling')")

    with pytest.raises(pytest.fail.Exception, match="the sky is falling"):
        noticed.check()


def test_an_uncaught_exception_fails_the_test(page: Page, noticed: Faults) -> None:
    with page.expect_event("pageerror"):
        page.evaluate("setTimeout(() => { throw new Error('nobody caught me') })")

    with pytest.raises(pytest.fail.Exception, match="nobody caught me"):
        noticed.check()


def test_a_violated_content_policy_fails_the_test(
    page: Page, noticed: Faults, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/login")
    with page.expect_console_message():
        page.evaluate("document.body.innerHTML = '<b style=\"color: red\">inline</b>'")

    with pytest.raises(pytest.fail.Exception, match="Content Security Policy"):
        noticed.check()


def test_a_request_to_another_host_fails_the_test(page: Page, noticed: Faults) -> None:
    with page.expect_event("requestfailed"):
        page.set_content("<img src='http://elsewhere.invalid/pixel.png' alt=''>")

    with pytest.raises(pytest.fail.Exception, match=r"another host: http://elsewhere\.invalid"):
        noticed.check()


def test_axe_reports_what_is_serious(page: Page) -> None:
    page.set_content(
        "<html lang=en><title>t</title><main><h1>h</h1><img src='data:,'><button></button></main>"
    )
    found = axe(page)

    assert any(line.startswith("image-alt (critical)") for line in found)
    assert any(line.startswith("button-name (critical)") for line in found)
    page.set_content("<html lang=en><title>t</title><main><h1>h</h1><p>Nothing is wrong here.</p></main>")
    assert axe(page) == []
