"""C55: what is installed is pinned by content, and nothing says where it must come from."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from steps import ROOT

REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))
PINNED = re.compile(r"^[a-z0-9][a-z0-9.-]*==\S+( ; .+)?( \\\n    --hash=sha256:[0-9a-f]{64})+$")


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.stem)
def test_c55_every_requirement_is_one_version_with_hashes_and_no_address(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    entries = re.split(r"\n(?! )", "\n".join(lines))

    assert [entry for entry in entries if not PINNED.match(entry)] == []


def test_c55_the_front_end_packages_are_pinned_by_content_and_no_address() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}

    assert packages
    assert [
        name for name, entry in packages.items() if not entry.get("integrity", "").startswith("sha512-")
    ] == []
    assert [name for name, entry in packages.items() if "resolved" in entry] == []


def test_every_runtime_dependency_is_in_the_pinned_requirements() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.split(r"[\[<>=]", name)[0].lower() for name in project["dependencies"]}
    pinned = set(
        re.findall(r"^([a-z0-9.-]+)==", (ROOT / "requirements" / "base.txt").read_text(), re.MULTILINE)
    )

    assert wanted <= pinned


def test_the_versions_of_every_file_agree() -> None:
    versions: dict[str, set[str]] = {}
    for path in REQUIREMENTS:
        for name, version in re.findall(
            r"^([a-z0-9.-]+)==(\S+)", path.read_text(encoding="utf-8"), re.MULTILINE
        ):
            versions.setdefault(name, set()).add(version)

    assert {name: found for name, found in versions.items() if len(found) > 1} == {}
