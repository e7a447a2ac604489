"""The least that a Flask application can do: one raw insert for a save, one lean template for a page."""

from __future__ import annotations

import os
import sqlite3
import threading

from flask import Flask, Response, render_template_string, request

SENTENCES = [
    {
        "start": 100 * number,
        "verdict": "supported",
        "evidence": 1,
        "text": f"Sentence number {number} of a page. " * 3,
    }
    for number in range(1_000)
]
PAGE = """<!doctype html><title>Floor</title>{% for s in sentences %}<p>
<span id="s{{ s.start }}" data-v="{{ s.verdict }}" data-e="{{ s.evidence }}">{{ s.text }}</span></p>{% endfor %}"""

app = Flask(__name__)
_kept = threading.local()


def connection() -> sqlite3.Connection:
    """This thread's connection, in WAL mode with full synchronisation."""
    found: sqlite3.Connection | None = getattr(_kept, "connection", None)
    if found is None:
        found = sqlite3.connect(os.environ["FLOOR_DATABASE"], timeout=15, isolation_level=None)
        found.execute("PRAGMA journal_mode=WAL")
        found.execute("PRAGMA synchronous=FULL")
        found.execute("CREATE TABLE IF NOT EXISTS saves (id INTEGER PRIMARY KEY, place INT, verdict TEXT)")
        _kept.connection = found
    return found


@app.post("/save")
def save() -> Response:
    """Insert one row, in its own transaction."""
    values = (request.form["at"], request.form["verdict"])
    connection().execute("INSERT INTO saves (place, verdict) VALUES (?, ?)", values)
    return Response('{"saved": true}', mimetype="application/json")


@app.get("/page")
def page() -> str:
    """A page of a thousand sentences and nothing else."""
    return render_template_string(PAGE, sentences=SENTENCES)


@app.get("/healthz")
def healthz() -> str:
    """Says that it is there."""
    connection()
    return "ok"
