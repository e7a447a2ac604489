"""The process that reads pages, as `reading_process` starts it, under limits of its own memory."""

from __future__ import annotations

import resource
import sys

import msgspec

from factcheck.evidence.readers import read
from factcheck.evidence.reading import Page
from factcheck.evidence.reading_process import receive, send


def main(memory: int) -> None:
    """Answer until standard input ends."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    while True:
        try:
            page = msgspec.msgpack.decode(receive(sys.stdin.buffer), type=Page)
        except EOFError:
            return
        reading = read(page.body, page.media_type, page.charset, page.url)
        send(sys.stdout.buffer, msgspec.msgpack.encode(reading))


if __name__ == "__main__":
    main(int(sys.argv[1]))
