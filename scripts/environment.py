"""The virtual environment: made once, filled from the hash-pinned requirements, with the project itself in it."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path

import debian
from steps import ROOT, STAMPS, VENV, Failed, run, step

REQUIREMENTS = ROOT / "requirements"
TRANSLATIONS = ROOT / "factcheck" / "translations"
PYTHON = VENV / "bin" / "python"
PIP_INSTALL: list[str | Path] = [PYTHON, "-m", "pip", "install", "--quiet", "--no-deps"]
NETWORK = (
    "Check that this machine reaches the Python package index (or set PIP_INDEX_URL to a mirror) and run it again: "
    "it goes on where it stopped."
)
# A person's own pip settings may name a mirror, but must not change what is installed or where.
PIP_ENVIRONMENT = {
    "PIP_CONSTRAINT": os.devnull,
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_NO_INPUT": "1",
    "PIP_USER": "0",
    "PIP_REQUIRE_VIRTUALENV": "0",
    "PIP_ROOT_USER_ACTION": "ignore",
}


def make_venv() -> None:
    """`.venv`, made anew when the interpreter or the place of the checkout has changed."""
    step(
        "venv",
        f"virtual environment (Python {sys.version_info.major}.{sys.version_info.minor})",
        _make_venv,
        inputs=[str(ROOT), sys.version, str(Path(sys.executable).resolve())],
        products=[PYTHON],
    )


def install(name: str, label: str) -> None:
    """Install `requirements/<name>.txt` into the environment, every file checked against its hash."""
    step(name, label, lambda: _pip_install(name), inputs=[REQUIREMENTS / f"{name}.txt"])


def install_project() -> None:
    """Install the checkout itself, editable, with the pinned build backend: nothing is downloaded unchecked."""
    install("build", "build backend")
    step(
        "project",
        "the factcheck command",
        _install_project,
        inputs=[ROOT / "pyproject.toml", ROOT / "scripts" / "wheel_contents.py"],
        products=[VENV / "bin" / "factcheck"],
    )


def install_into(name: str, label: str, folder: Path) -> None:
    """Install `requirements/<name>.txt` into a folder of its own. Raises Failed."""
    step(
        name,
        label,
        lambda: _pip_install(name, "--target", str(folder)),
        inputs=[REQUIREMENTS / f"{name}.txt"],
        products=[folder],
    )


def compile_translations() -> None:
    """Turn the catalogue of every language into what the program reads. Raises Failed."""
    script = ROOT / "scripts" / "messages.py"
    catalogues = sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po"))
    step(
        "translations",
        f"translations ({', '.join(path.parent.parent.name for path in catalogues)})",
        lambda: _compile(script),
        inputs=[script, *(str(path.relative_to(ROOT)) for path in catalogues), *catalogues],
        products=[path.with_suffix(".mo") for path in catalogues],
    )


def _compile(script: Path) -> None:
    run(
        [PYTHON, script, "compile"],
        what="Compiling the translations",
        advice="The file that it names is no catalogue: mend it, or restore it from the repository.",
    )


def _make_venv() -> None:
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        debian.install([f"python{version}-venv"], why="Python's venv module is missing on this machine")
    shutil.rmtree(VENV, ignore_errors=True)
    run(
        [sys.executable, "-m", "venv", VENV],
        what="Making the virtual environment",
        advice="On Debian and Ubuntu: apt-get install python3-venv. Otherwise: is the disk full or read-only?",
    )
    STAMPS.mkdir(parents=True, exist_ok=True)


def _pip(name: str) -> list[str | Path]:
    path = REQUIREMENTS / f"{name}.txt"
    if not path.is_file():
        raise Failed(
            f"requirements/{name}.txt is missing", "Restore it from the repository, or run `make lock`."
        )
    return [*PIP_INSTALL, "--require-hashes", "--only-binary=:all:", "-r", path]


def _pip_install(name: str, *options: str) -> None:
    run(
        [*_pip(name), *options],
        what=f"Installing requirements/{name}.txt",
        advice=NETWORK,
        environment=PIP_ENVIRONMENT,
    )


def _install_project() -> None:
    run(
        [*PIP_INSTALL, "--no-build-isolation", "--no-index", "--editable", ROOT],
        what="Installing the factcheck command",
        advice="Run `make clean` and try again.",
        environment=PIP_ENVIRONMENT,
    )
