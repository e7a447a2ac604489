"""Static files: their addresses, which name their version, and serving them."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

from flask import Flask, Response, abort, current_app, url_for
from flask import send_from_directory as send

_IMPORT = re.compile(r"^import [^;]*?'\./([\w.-]+)';", re.MULTILINE)
_FONT = re.compile(r'url\("(fonts/[\w-]+-latin-wght-normal\.woff2)(\?v=\w+)"\)')
_SHEETS = re.compile(r"css/([\w-]+(?:\+[\w-]+)+)\.css")


def init_app(app: Flask) -> None:
    """Give the templates the addresses of static files."""
    app.config["STATIC_VERSION"] = _fingerprint(Path(app.config["STATIC_ROOT"]))
    app.jinja_env.globals.update(static_url=static_url, sheets_url=sheets_url, modules_of=modules_of)
    app.jinja_env.globals["font_urls"] = font_urls


def static_url(name: str) -> str:
    """The address of a static file. It names the version of all static files, so browsers may keep it for ever."""
    return url_for("web.static_file", version=current_app.config["STATIC_VERSION"], name=name)


def sheets_url(*names: str) -> str:
    """The address of some of our stylesheets one after the other: a page asks once instead of once for each."""
    return static_url(f"css/{'+'.join(names)}.css")


def font_urls() -> list[str]:
    """The addresses of the fonts that every page shows, as the fonts' own stylesheet writes them.

    A page asks for them at once: it is not laid out a second time when they come.
    """
    found = _fonts(Path(current_app.config["STATIC_ROOT"]))
    return [static_url(f"vendor/{name}") + version for name, version in found]


@cache
def _fonts(root: Path) -> list[tuple[str, str]]:
    return _FONT.findall((root / "vendor" / "fonts.css").read_text(encoding="utf-8"))


def modules_of(name: str) -> list[str]:
    """The static names of all modules that a module needs, its own not among them: a page asks for them at once."""
    return list(_modules_of(Path(current_app.config["STATIC_ROOT"]), name))


@cache
def _modules_of(root: Path, name: str) -> tuple[str, ...]:
    found = [name]
    for each in found:
        text = (root / each).read_text(encoding="utf-8")
        needed = [str(Path(each).with_name(other)) for other in _IMPORT.findall(text)]
        found.extend(other for other in dict.fromkeys(needed) if other not in found)
    return tuple(found[1:])


def static_file(version: str, name: str) -> Response:
    """A static file; kept for a year under the current version, asked for again under any other."""
    sheets = _SHEETS.fullmatch(name)
    response = _joined(sheets[1].split("+")) if sheets else send(current_app.config["STATIC_ROOT"], name)
    if version == current_app.config["STATIC_VERSION"]:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        response.headers["Cache-Control"] = "no-cache"
    return response


static_file.permission = None  # type: ignore[attr-defined]


def _joined(names: list[str]) -> Response:
    """Stylesheets in one; 404 where there is none of a name, or one is asked for twice."""
    paths = [Path(current_app.config["STATIC_ROOT"], "css", f"{name}.css") for name in names]
    if len(set(names)) < len(names) or not all(path.is_file() for path in paths):
        abort(404)
    return Response("\n".join(path.read_text(encoding="utf-8") for path in paths), mimetype="text/css")


def _fingerprint(root: Path) -> str:
    hasher = hashlib.sha256()
    for path in sorted(item for item in root.rglob("*") if item.is_file()):
        hasher.update(str(path.relative_to(root)).encode())
        hasher.update(path.read_bytes())
    return hasher.hexdigest()[:12]
