"""So many requests at a time: what is open for long must not let more work be begun at once than there was before."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.wsgi import ClosingIterator

from factcheck.web import STREAMING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class Turns:
    """A WSGI application that lets `count` requests at a time through to another one.

    A live stream gives its turn back once its answer begins: from then on it mostly waits.
    """

    def __init__(self, app: WSGIApplication, count: int) -> None:
        self._app = app
        self._turns = threading.BoundedSemaphore(count)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        self._turns.acquire()
        try:
            body = self._app(environ, start_response)
        except BaseException:
            self._turns.release()
            raise
        # The server sends a file by itself, where it is handed over as one.
        if environ.get(STREAMING) or isinstance(body, environ.get("wsgi.file_wrapper", ())):
            self._turns.release()
            return body
        return ClosingIterator(body, self._turns.release)
