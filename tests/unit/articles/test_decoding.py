"""Bytes become text exactly, and what is no text is refused with what to do instead."""

from contextlib import suppress
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.articles.decoding import MAX_BYTES, MAX_CHARACTERS, accept, decode
from factcheck.errors import Invalid

RUSSIAN = "Министр транспорта встретилась во вторник с послом Тарска. В прошлом году паром перевёз миллион пассажиров."
UKRAINIAN = (
    "Міністерка зустрілася у вівторок із послом. Торік пором перевіз мільйон пасажирів, чого ніхто не чекав."
)
HEBREW = "שרת התחבורה נפגשה ביום שלישי עם שגריר טרסק. בשנה שעברה העבירה המעבורת מיליון נוסעים."
ARABIC = "التقت وزيرة النقل يوم الثلاثاء سفير تارسك. ونقلت العبارة مليون راكب العام الماضي."
JAPANESE = "運輸相は火曜日、タルスク大使と会談した。昨年、フェリーは百万人の乗客を運んだ。"
CHINESE = "交通部长周二会见了塔尔斯克大使。去年渡轮运送了一百万名乘客。"
KOREAN = "교통부 장관은 화요일 타르스크 대사를 만났다. 지난해 여객선은 백만 명의 승객을 실어 날랐다."
FRENCH = "La ministre a rencontré mardi l'ambassadeur à Tarsk. Le bac était arrêté depuis août, où il a gêné la pêche."
GERMAN = "Die Verkehrsministerin traf am Dienstag den Botschafter. Die Fähre beförderte im Vorjahr über eine Million."
SPANISH = (
    "La ministra se reunió el martes con el embajador. El año pasado el barco llevó un millón de pasajeros."
)
POLISH = "Minister spotkała się we wtorek z ambasadorem. W zeszłym roku prom przewiózł milion pasażerów, choć było źle."
TURKISH = (
    "Ulaştırma Bakanı salı günü Tarsk büyükelçisiyle görüştü. Feribot geçen yıl bir milyon yolcu taşıdı."
)
GREEK = "Η υπουργός Μεταφορών συναντήθηκε την Τρίτη με τον πρέσβη. Πέρυσι το πλοίο μετέφερε ένα εκατομμύριο επιβάτες."

FILES = [
    (RUSSIAN, "windows-1251"),
    (RUSSIAN, "koi8-r"),
    (RUSSIAN, "cp866"),
    (RUSSIAN, "iso-8859-5"),
    (UKRAINIAN, "windows-1251"),
    (UKRAINIAN, "koi8-u"),
    (HEBREW, "windows-1255"),
    (HEBREW, "iso-8859-8"),
    (ARABIC, "windows-1256"),
    (ARABIC, "iso-8859-6"),
    (JAPANESE, "shift_jis"),
    (JAPANESE, "euc-jp"),
    (JAPANESE, "iso-2022-jp"),
    (CHINESE, "gb18030"),
    (CHINESE, "gb2312"),
    (KOREAN, "euc-kr"),
    (FRENCH, "iso-8859-1"),
    (FRENCH, "windows-1252"),
    (GERMAN, "iso-8859-1"),
    (SPANISH, "iso-8859-1"),
    (POLISH, "windows-1250"),
    (POLISH, "iso-8859-2"),
    (TURKISH, "windows-1254"),
    (TURKISH, "iso-8859-9"),
    (GREEK, "windows-1253"),
]
EVERY = [
    RUSSIAN,
    HEBREW,
    ARABIC,
    JAPANESE,
    CHINESE,
    KOREAN,
    FRENCH,
    POLISH,
    "emoji 👩‍👩‍👧 and e\u0301",
    "plain",
]


@pytest.mark.parametrize(("text", "encoding"), FILES)
def test_an_older_encoding_is_told_from_the_bytes(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(("text", "encoding"), FILES)
def test_a_declared_encoding_is_used(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), encoding.upper()) == text


@pytest.mark.parametrize("text", EVERY)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_with_and_without_its_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_zero_bytes(encoding: str) -> None:
    assert decode("Ferry talks resume\nin Port Alder – “soon”".encode(encoding)) == (
        "Ferry talks resume\nin Port Alder – “soon”"
    )


@pytest.mark.parametrize("mark", ["\ufeff"])
def test_a_mark_outweighs_what_is_declared(mark: str) -> None:
    assert decode((mark + RUSSIAN).encode("utf-16-le"), "windows-1251") == RUSSIAN


@pytest.mark.parametrize("label", ["iso-8859-1", "latin1", "us-ascii", "windows-1252"])
def test_utf_8_behind_a_western_default_label_is_read_as_utf_8(label: str) -> None:
    assert decode(FRENCH.encode(), label) == FRENCH


def test_what_the_western_label_stands_for_in_practice_is_read() -> None:
    assert decode(b"\x93quoted\x94 \x80 5", "iso-8859-1") == "“quoted” € 5"
    assert decode("①".encode("cp932"), "shift_jis") == "①"


@pytest.mark.parametrize("label", ["", "klingon", "hex", "rot13", "base64", "'; drop", "\0", None])
def test_a_label_that_is_no_encoding_is_ignored(label: str | None) -> None:
    assert decode(RUSSIAN.encode(), label) == RUSSIAN


def test_a_label_that_the_bytes_contradict_is_ignored() -> None:
    assert decode(JAPANESE.encode("shift_jis"), "euc-kr") == JAPANESE
    assert decode(RUSSIAN.encode("windows-1251"), "utf-8") == RUSSIAN


def test_line_ends_become_lf_and_nothing_else_changes() -> None:
    kept = "\ta  b \u00a0\u2028 e\u0301 \x0b\x0c\u0085 é \u200f\n\n "

    assert decode(b"one\r\ntwo\rthree\nfour\r\r\n") == "one\ntwo\nthree\nfour\n\n"
    assert decode(kept.encode()) == kept
    assert accept(f"\ufeff{kept}\r\nx") == f"{kept}\nx"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0\ufeff"), max_size=200))
def test_any_text_in_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(b"-" + text.encode()) == "-" + text


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF.*copy its text and paste"),
        (b"PK\x03\x04\x14\x00", "a Word, OpenDocument, EPUB or zip file.*Save it as plain text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older Word file"),
        (b"{\\rtf1\\ansi}", "an RTF file"),
        (b"\x1f\x8b\x08", "a compressed file.*Unpack it"),
        (b"\x89PNG\r\n\x1a\n", "an image.*Type out"),
        (b"\xff\xd8\xff\xe0", "an image"),
        (b"GIF89a", "an image"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "an image"),
        (b"SQLite format 3\x00", "a database"),
    ],
)
def test_a_file_that_is_no_text_is_refused_by_its_kind_with_what_to_do(data: bytes, kind: str) -> None:
    with pytest.raises(Invalid, match=f"(?i)^This is {kind}") as refusal:
        decode(data)

    assert refusal.value.field == "file"


def test_bytes_with_zeros_that_are_no_utf_16_are_refused() -> None:
    with pytest.raises(Invalid, match="not a text file"):
        decode(b"\x00\x01\x02\x00\x00\x00\x00\xd8" * 40)


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises(Invalid, match="encoding of this file cannot be told"):
        decode(bytes(range(1, 256)) * 20)


def test_c19_a_file_that_is_too_large_is_refused_unread() -> None:
    with pytest.raises(Invalid, match="at most 8 MB"):
        decode(b"a" * (MAX_BYTES + 1))


@pytest.mark.parametrize("blank", ["", " ", "\n\t\r\n", "\ufeff", "\u3000\u00a0"])
def test_a_blank_text_is_refused(blank: str) -> None:
    with pytest.raises(Invalid, match="There is no text in this") as refusal:
        accept(blank)

    assert refusal.value.field == "text"


def test_c20_a_text_of_exactly_the_limit_is_kept_and_one_more_character_refused() -> None:
    assert len(accept("😀" * MAX_CHARACTERS)) == MAX_CHARACTERS
    assert len(accept("a\r\n" * (MAX_CHARACTERS // 2))) == MAX_CHARACTERS
    with pytest.raises(Invalid, match=r"1,000,001 characters; at most 1,000,000"):
        accept("a" * (MAX_CHARACTERS + 1))


@pytest.mark.parametrize("text", ["one\r\ntwo\0", "one\ntwo\ud800", "one\ntwo \udc00\ud800"])
def test_c18_nul_and_half_characters_are_refused_with_their_line(text: str) -> None:
    with pytest.raises(Invalid, match="Line 2 holds"):
        accept(text)


@pytest.mark.parametrize(
    "data",
    [
        (RUSSIAN * 80_000).encode("windows-1251")[:7_900_000],
        (FRENCH * 80_000).encode("iso-8859-1")[:7_900_000],
        b"\xe9" * 7_900_000,
        b"a\xe9" * 3_900_000,
        b"\xff" * 7_900_000,
        b"\x1b$" * 3_900_000,
        b"\x80\x00" * 3_900_000,
    ],
    ids=["cyrillic", "french", "one letter", "two letters", "highest byte", "escapes", "zeros"],
)
def test_c22_the_largest_file_is_told_or_refused_within_seconds(data: bytes) -> None:
    start = thread_time()
    with suppress(Invalid):
        decode(data)

    assert thread_time() - start < 5
