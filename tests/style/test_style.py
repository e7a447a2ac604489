"""Style, types and import rules hold everywhere, and the rules know every feature."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

import pytest
from check import CHECKS
from steps import ROOT


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.timeout(300)
def test_the_linters_find_nothing(name: str) -> None:
    command = [str(part) for part in CHECKS[name]]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL)

    assert done.returncode == 0, done.stdout + done.stderr


def contracts() -> dict[str, dict[str, list[str]]]:
    """The import rules of pyproject.toml by their id."""
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    return {contract["id"]: contract for contract in rules["contracts"]}


def test_every_feature_is_held_to_the_order_inside_features() -> None:
    features = {f"factcheck.{path.parent.name}" for path in Path(ROOT, "factcheck").glob("*/models.py")}
    features |= {f"factcheck.{path.parent.name}" for path in Path(ROOT, "factcheck").glob("*/views.py")}

    assert features <= set(contracts()["feature"]["containers"])


def test_every_module_and_feature_has_its_layer() -> None:
    layers = {name.strip(" ()") for row in contracts()["layers"]["layers"] for name in row.split("|")}
    found = {path.stem for path in Path(ROOT, "factcheck").glob("[!_]*.py")}
    found |= {path.parent.name for path in Path(ROOT, "factcheck").glob("[!_]*/__init__.py")}

    assert {f"factcheck.{name}" for name in found} <= layers


def test_sources_name_no_relative_import_and_no_feature_init_holds_code() -> None:
    full = [
        path
        for path in Path(ROOT, "factcheck").glob("*/__init__.py")
        if path.read_text(encoding="utf-8").strip()
    ]

    assert full == []
