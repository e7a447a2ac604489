"""What a browser without JavaScript would load: pages followed link by link, with everything that they name."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections import deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit

MOST_PAGES = 150
CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)""")
JS_IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.{0,2}/[^"']+)["']""")
LOADED = {
    ("script", "src"),
    ("img", "src"),
    ("source", "src"),
    ("audio", "src"),
    ("video", "src"),
    ("iframe", "src"),
}


@dataclass
class Answer:
    """What came back for an address."""

    url: str
    status: int
    kind: str
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", errors="replace")


@dataclass
class Visit:
    """Everything a crawl saw: answers by address, and what pages name on other hosts."""

    answers: dict[str, Answer] = field(default_factory=dict)
    foreign: set[str] = field(default_factory=set)


class Reader:
    """One browser session: keeps cookies, follows redirects."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, address: str) -> Answer:
        """Fetch an address of the server (a path or a whole one)."""
        return self._open(urllib.request.Request(urljoin(self.url, address)))

    def submit(self, address: str, **fields: str) -> Answer:
        """Fill in the form of a page (with its hidden fields) and send it to where it points."""
        parsed = _Page()
        parsed.feed(self.get(address).text)
        filled = urlencode({**parsed.hidden, **fields}).encode()
        target = urljoin(urljoin(self.url, address), parsed.action or "")
        return self._open(urllib.request.Request(target, data=filled))

    def crawl(self, *starts: str) -> Visit:
        """Follow every link on this server and load everything that pages, styles and modules name."""
        visit = Visit()
        waiting = deque(urljoin(self.url, start) for start in starts)
        while waiting and len(visit.answers) < MOST_PAGES:
            address = urldefrag(waiting.popleft()).url
            if address in visit.answers:
                continue
            answer = visit.answers[address] = self.get(address)
            for name, loaded in _named(answer):
                target = urljoin(answer.url, name)
                if urlsplit(target).netloc == urlsplit(self.url).netloc:
                    waiting.append(target)
                elif loaded and urlsplit(target).scheme in ("http", "https"):
                    visit.foreign.add(target)
        return visit

    def _open(self, request: urllib.request.Request) -> Answer:
        try:
            with self._opener.open(request, timeout=20) as response:
                return Answer(
                    response.url, response.status, response.headers.get_content_type(), response.read()
                )
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.url, error.code, error.headers.get_content_type(), error.read())


class _Page(HTMLParser):
    """What a page names: links to follow, things it loads, and its first form."""

    def __init__(self) -> None:
        super().__init__()
        self.named: list[tuple[str, bool]] = []
        self.hidden: dict[str, str] = {}
        self.action: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "a" and "download" not in values:
            self.named.append((values.get("href", ""), False))
        if tag == "link":
            self.named.append((values.get("href", ""), True))
        if tag == "form" and self.action is None:
            self.action = values.get("action", "")
        if tag == "input" and values.get("type") == "hidden" and values.get("name"):
            self.hidden.setdefault(values["name"], values.get("value", ""))
        self.named += [(values[name], True) for kind, name in LOADED if kind == tag and name in values]


def _named(answer: Answer) -> list[tuple[str, bool]]:
    """The addresses that an answer names, and whether a browser would load each by itself."""
    if answer.kind == "text/html":
        page = _Page()
        page.feed(answer.text)
        return [(name, loaded) for name, loaded in page.named if name]
    if answer.kind == "text/css":
        return [(name, True) for name in CSS_URL.findall(answer.text) if not name.startswith("data:")]
    if "javascript" in answer.kind:
        return [(name, True) for name in JS_IMPORT.findall(answer.text)]
    return []
