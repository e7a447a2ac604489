"""What attached files are called, and what they are."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import Invalid
from factcheck.evidence.file_kinds import IMAGES, MAX_BYTES, PDF, TEXT, kind_of, plain_name

NAMES = {
    "../../etc/passwd": "passwd",
    "C:\\windows\\system.ini": "system.ini",
    'a"; filename="b.html': "a ; filename= b.html",
    "a\r\nSet-Cookie: x": "a Set-Cookie x",
    "a\x00b.png": "ab.png",
    "photo\u202egnp.exe": "photognp.exe",
    "...": "note.txt",
    "": "note.txt",
    "  a   b .txt ": "a b .txt",
}


@pytest.mark.parametrize(("name", "shown"), NAMES.items(), ids=range(len(NAMES)))
def test_c34_a_name_is_one_line_without_folders(name: str, shown: str) -> None:
    assert plain_name(name, TEXT) == shown


@given(st.text(max_size=400))
def test_c34_no_name_leads_anywhere(name: str) -> None:
    shown = plain_name(name, PDF)
    assert 0 < len(shown) <= 150
    assert not set(shown) & set('/\\\0\r\n:"<>|')
    assert shown not in {".", ".."}
    assert shown.isprintable()
    assert plain_name(shown, PDF) == shown


@given(st.binary(max_size=200))
def test_c33_bytes_are_of_a_safe_kind_or_refused(content: bytes) -> None:
    with suppress(Invalid):
        assert kind_of(content).media_type in IMAGES | {PDF, TEXT}


def test_a_file_over_the_limit_is_refused_with_what_to_do() -> None:
    with pytest.raises(Invalid, match="too large"):
        kind_of(b"\x89PNG\r\n\x1a\n" + bytes(MAX_BYTES))
