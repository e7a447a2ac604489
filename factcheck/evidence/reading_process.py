"""A process that reads pages, one after the other, so that a hostile one can be stopped and takes no more memory than
it is given. Messages on its standard input and output are MessagePack, each after its length in four bytes.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO

import msgspec

from factcheck.evidence.reading import Page, Reading

MEMORY_BYTES = 1024**3
SECONDS = 30.0
READ_AT_MOST = 500
"""A process is replaced after so many pages, with whatever memory it has gathered."""


class Unreadable(Exception):
    """The page took too long or too much memory."""


class PageReader:
    """Reads pages in a process of its own, started when it is first needed. One page at a time."""

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY_BYTES) -> None:
        self._seconds, self._memory = seconds, memory
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._read = 0

    def read(self, page: Page) -> Reading:
        """What the page says. Raises Unreadable where the limits end it; the next page gets a new process."""
        with self._lock:
            process = self._running()
            timer = threading.Timer(self._seconds, process.kill)
            timer.daemon = True
            timer.start()
            try:
                answer = _exchange(process, msgspec.msgpack.encode(page))
                self._read += 1
                return msgspec.msgpack.decode(answer, type=Reading)
            except (OSError, EOFError, msgspec.MsgspecError):
                self._end()
                raise Unreadable from None
            finally:
                timer.cancel()

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and (self._read >= READ_AT_MOST or self._process.poll() is not None):
            self._end()
        if self._process is None:
            self._read = 0
            self._process = subprocess.Popen(
                [sys.executable, "-m", "factcheck.evidence.reading_child", str(self._memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def _exchange(process: subprocess.Popen[bytes], message: bytes) -> bytes:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    send(process.stdin, message)
    return receive(process.stdout)


def send(pipe: IO[bytes], message: bytes) -> None:
    """Write one message."""
    pipe.write(len(message).to_bytes(4, "big") + message)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes:
    """Read one message. Raises EOFError where the pipe ends."""
    length = pipe.read(4)
    if len(length) < 4:
        raise EOFError
    message = pipe.read(int.from_bytes(length, "big"))
    if len(message) < int.from_bytes(length, "big"):
        raise EOFError
    return message
