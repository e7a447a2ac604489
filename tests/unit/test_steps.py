"""The set-up does each step once, does it again when its inputs change, and says what to do about a failure."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import steps
from steps import Failed, digest, report, run, step


@pytest.fixture(autouse=True)
def stamps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stamps of this test's own."""
    folder = tmp_path / "stamps"
    monkeypatch.setattr(steps, "STAMPS", folder)
    return folder


def test_a_step_is_done_once_for_the_same_inputs(capsys: pytest.CaptureFixture[str]) -> None:
    done: list[int] = []

    assert step("one", "first", lambda: done.append(1), inputs=["a"]) is True
    assert step("one", "first", lambda: done.append(2), inputs=["a"]) is False
    assert step("one", "first", lambda: done.append(3), inputs=["b"]) is True
    assert done == [1, 3]
    assert capsys.readouterr().out.count("✓ first (0.0 s)") == 2


def test_a_step_is_done_again_when_its_product_is_gone(tmp_path: Path) -> None:
    product = tmp_path / "product"
    step("make", "product", product.touch, inputs=[], products=[product])
    product.unlink()

    assert step("make", "product", product.touch, inputs=[], products=[product]) is True
    assert product.exists()


def test_a_step_that_fails_is_done_again() -> None:
    def fail() -> None:
        raise Failed("no luck", "try again")

    with pytest.raises(Failed):
        step("luck", "luck", fail, inputs=[])

    assert step("luck", "luck", lambda: None, inputs=[]) is True


def test_a_step_without_its_product_has_failed(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="left nothing"):
        step("none", "none", lambda: None, inputs=[], products=[tmp_path / "missing"])


def test_inputs_are_told_apart_by_content(tmp_path: Path) -> None:
    path = tmp_path / "input"
    path.write_text("one")
    before = digest(path, "x")
    path.write_text("two")

    assert digest(path, "x") != before
    assert digest("ab", "c") != digest("a", "bc")


def test_a_program_that_fails_is_reported_with_the_end_of_its_output(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(Failed) as caught:
        run([sys.executable, "-c", "raise SystemExit('out of coffee')"], what="Brewing", advice="Buy some.")

    assert report(caught.value) == 1
    printed = capsys.readouterr().err
    assert "Brewing failed" in printed
    assert "out of coffee" in printed
    assert "What to do: Buy some." in printed


def test_a_program_that_is_not_there_is_reported() -> None:
    with pytest.raises(Failed, match="could not be started"):
        run(["/no/such/program"], what="Brewing", advice="Buy one.")
