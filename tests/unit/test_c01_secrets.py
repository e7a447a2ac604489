"""C1: an installation does not start with a secret that can be guessed."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from factcheck.config import load_settings
from factcheck.errors import Misconfigured

GOOD = "kT3vN8xQ1zR6wY4uB9mC2pL7sF5hJ0aD"


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "secret",
        "dev",
        "changeme",
        "factcheck",
        "short-but-random-8fK2",
        "a" * 64,
        "abcabcabc" * 10,
        GOOD[:31],
    ],
)
def test_c01_a_weak_secret_is_refused_with_what_to_do(tmp_path: Path, weak: str) -> None:
    with pytest.raises(Misconfigured, match="token_urlsafe"):
        load_settings({"FACTCHECK_INSTANCE": str(tmp_path), "FACTCHECK_SECRET_KEY": weak})


def test_c01_without_a_secret_one_is_made_and_kept_for_this_user_alone(tmp_path: Path) -> None:
    environment = {"FACTCHECK_INSTANCE": str(tmp_path)}
    first = load_settings(environment).secret_key

    assert len(first) >= 43
    assert load_settings(environment).secret_key == first
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_c01_a_secret_that_was_kept_and_is_weak_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("password\n", encoding="ascii")

    with pytest.raises(Misconfigured):
        load_settings({"FACTCHECK_INSTANCE": str(tmp_path)})


def test_c01_a_good_secret_is_taken(tmp_path: Path) -> None:
    settings = load_settings({"FACTCHECK_INSTANCE": str(tmp_path), "FACTCHECK_SECRET_KEY": GOOD})

    assert settings.secret_key == GOOD
