"""`make run`, after the set-up: a sample article on first use, then the server in place of this process."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from steps import ROOT, VENV, Failed, digest, report, run

FACTCHECK = VENV / "bin" / "factcheck"


def put_sample_in() -> None:
    """Run `factcheck sample` once for each database. Raises Failed."""
    instance = os.environ.get("FACTCHECK_INSTANCE") or str(ROOT / "instance")
    database = digest(instance, os.environ.get("FACTCHECK_DATABASE_URL", ""))
    stamp = ROOT / "instance" / f".sample-{database[:12]}"
    if stamp.exists():
        return
    run([FACTCHECK, "sample"], what="Putting the sample article in", advice="See the line above.")
    stamp.parent.mkdir(mode=0o700, exist_ok=True)
    stamp.touch()


def serve() -> NoReturn:
    """Become the server."""
    workers = os.environ.get("WORKERS")
    sys.stdout.flush()
    os.execv(FACTCHECK, [str(FACTCHECK), "serve", *(["--workers", workers] if workers else [])])


def main() -> int:
    """Exit status 1 where the sample cannot be put in; otherwise the server's."""
    try:
        put_sample_in()
    except Failed as failure:
        return report(failure)
    serve()


if __name__ == "__main__":
    raise SystemExit(main())
