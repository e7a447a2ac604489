"""A small web on this machine: what a test wants a site to answer, and what it was asked."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="og:site_name" content="The Harbour Gazette"><meta name="author" content="Ada Quill">
<meta property="article:published_time" content="2026-03-01T08:00:00+00:00">
<link rel="canonical" href="{canonical}"></head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"""


def page(title: str, *paragraphs: str, canonical: str = "") -> bytes:
    """An article of a newspaper, as a web page."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return PAGE.format(title=title, paragraphs=body, canonical=canonical).encode()


@dataclass
class Answer:
    """What a path answers."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    seconds: float = 0.0


Site = dict[str, Answer | Callable[[BaseHTTPRequestHandler], Answer]]


@dataclass
class LocalWeb:
    """A running server. `site` maps paths to answers and may be changed; `asked` lists (method, path, headers)."""

    server: ThreadingHTTPServer
    site: Site
    asked: list[tuple[str, str, dict[str, str]]]
    bodies: list[bytes]

    @property
    def port(self) -> int:
        return int(self.server.server_address[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [path for _method, path, _headers in self.asked]


@contextmanager
def local_web(
    site: Site | None = None, *, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1"
) -> Iterator[LocalWeb]:
    """Serve the site on a free port until the block ends."""
    served: Site = site if site is not None else {}
    asked: list[tuple[str, str, dict[str, str]]] = []
    bodies: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            bodies.append(self.rfile.read(length))
            asked.append(
                (self.command, self.path, {key.lower(): value for key, value in self.headers.items()})
            )
            found = served.get(self.path.partition("?")[0], Answer(b"no such page", 404))
            given = found(self) if callable(found) else found
            if given.seconds:
                time.sleep(given.seconds)
            self.send_response(given.status)
            for name, value in given.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(given.body)))
            self.end_headers()
            self.wfile.write(given.body)

        do_GET = answer  # noqa: N815
        do_POST = answer  # noqa: N815

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_arguments: object) -> None:
            """A client that hangs up is no fault."""

    server = Server((host, 0), Handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield LocalWeb(server, served, asked, bodies)
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


@contextmanager
def raw_server(speak: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server that says to each caller what `speak` writes; the port. Errors on hanging up are no faults."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        ended = threading.Event()

        def serve() -> None:
            while not ended.is_set():
                try:
                    caller, _address = listener.accept()
                except OSError:
                    return
                with caller, suppress(OSError):
                    speak(caller)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield int(listener.getsockname()[1])
        finally:
            ended.set()
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            thread.join(5)
