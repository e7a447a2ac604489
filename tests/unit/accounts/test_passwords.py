"""Which passwords are accepted, and that their hashes are good."""

from __future__ import annotations

import pytest

from factcheck.accounts.passwords import NOBODY, check_password, hash_password, is_outdated, verify_password
from factcheck.errors import Invalid


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "at least 10"),
        ("too short", "at least 10"),
        ("x1" * 101, "at most 200"),
        ("aaaaaaaaaaaaaaa", "at least 5 different"),
        ("abababababab", "at least 5 different"),
        ("Dana Kovačević", "cannot be the name"),
        ("DANA KOVAČEVIĆ ", "cannot be the name"),
        ("abcdefgh\ud800ij", "no character"),
    ],
)
def test_a_weak_password_is_refused_with_what_to_do(password: str, said: str) -> None:
    with pytest.raises(Invalid, match=said) as refused:
        check_password(password, "Dana Kovačević")
    assert refused.value.field == "password"


@pytest.mark.parametrize(
    "password",
    ["a green bicycle", "0123456789", "пароль не словарный", "密码很长而且不容易猜到", "x\0y z ab c de"],
)
def test_other_passwords_are_accepted_and_verified(password: str) -> None:
    check_password(password, "Dana")
    stored = hash_password(password)

    assert stored.startswith("$argon2id$")
    assert len(stored) <= 200
    assert verify_password(stored, password)
    assert not verify_password(stored, password + "x")
    assert not is_outdated(stored)


def test_an_accent_may_be_typed_either_way() -> None:
    assert verify_password(hash_password("café au lait noir"), "cafe\u0301 au lait noir")


@pytest.mark.parametrize("password", ["", "x" * 100_000, "\ud800" * 10, "anything"])
@pytest.mark.parametrize("stored", [None, "", "not a hash", hash_password("a green bicycle")])
def test_a_wrong_password_is_wrong_whatever_is_stored_or_typed(stored: str | None, password: str) -> None:
    assert not verify_password(stored, password)


def test_the_hash_for_nobody_costs_what_a_real_one_costs() -> None:
    assert not is_outdated(NOBODY)
    assert NOBODY.split("$")[1:4] == hash_password("a green bicycle").split("$")[1:4]
