"""Which language a text is in, which way it is written, and what can be chosen."""

import subprocess
import sys
from threading import Thread

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from factcheck.articles.languages import LANGUAGES, canonical_tag, detect, direction

NEWS = {
    "en": "Transport minister Ilse Halden met the Tarsk ambassador on Tuesday to talk about the northern route.",
    "de": "Verkehrsministerin Ilse Halden traf am Dienstag den Botschafter von Tarsk, um über die Nordroute zu reden.",
    "fr": "La ministre des Transports a rencontré mardi l’ambassadeur de Tarsk pour parler de la liaison du nord.",
    "es": "La ministra de Transporte se reunió el martes con el embajador de Tarsk para hablar de la ruta del norte.",
    "it": "La ministra dei Trasporti ha incontrato martedì l’ambasciatore di Tarsk per parlare della rotta del nord.",
    "pt": "A ministra dos Transportes reuniu-se na terça-feira com o embaixador de Tarsk para falar da rota do norte.",
    "nl": "Minister van Verkeer Ilse Halden sprak dinsdag met de ambassadeur van Tarsk over de noordelijke route.",
    "pl": "Minister transportu spotkała się we wtorek z ambasadorem Tarsku, aby rozmawiać o północnej trasie.",
    "tr": "Ulaştırma Bakanı salı günü Tarsk büyükelçisiyle kuzey hattını konuşmak üzere bir araya geldi.",
    "ru": "Министр транспорта встретилась во вторник с послом Тарска, чтобы обсудить северный маршрут.",
    "uk": "Міністерка транспорту зустрілася у вівторок із послом Тарська, щоб обговорити північний маршрут.",
    "he": "שרת התחבורה נפגשה ביום שלישי עם שגריר טרסק כדי לדון בנתיב הצפוני שנסגר מאז הסערה.",
    "ar": "التقت وزيرة النقل يوم الثلاثاء سفير تارسك لبحث الخط الشمالي المغلق منذ العاصفة.",
    "fa": "وزیر حمل‌ونقل روز سه‌شنبه با سفیر تارسک دیدار کرد تا درباره مسیر شمالی گفت‌وگو کند.",
    "hi": "परिवहन मंत्री ने मंगलवार को उत्तरी मार्ग पर बातचीत के लिए तार्स्क के राजदूत से मुलाकात की।",
    "zh": "交通部长周二会见了塔尔斯克大使，讨论自九月风暴以来关闭的北方航线。",
    "ja": "運輸相は火曜日、タルスク大使と会談し、九月の嵐のあと閉鎖されている北部航路について協議した。",
}

SHORT = [
    ("שלום", "he"),
    ("Παρίσι", "el"),
    ("서울", "ko"),
    ("กรุงเทพ", "th"),
    ("ქართული", "ka"),
    ("東京タワー", "ja"),
    ("北京", "zh"),
    ("Київ", "uk"),
    ("Мінск, ў цэнтры", "be"),
    ("Объявление", "ru"),
    ("Москва", "ru"),
    ("القاهرة", "ar"),
    ("گزارش", "fa"),
    ("لڑکا ہے", "ur"),
    ("दिल्ली", "hi"),
    ("OK", None),
    ("Halden", None),
    ("", None),
    ("12,5 % – 2024", None),
    ("😀 👍🏽", None),
]

DIRECTIONS = [
    ("en", "ltr"),
    ("he", "rtl"),
    ("iw", "rtl"),
    ("ar-EG", "rtl"),
    ("fa", "rtl"),
    ("ur_PK", "rtl"),
    ("yi", "rtl"),
    ("ps", "rtl"),
    ("ckb", "rtl"),
    ("dv", "rtl"),
    ("az", "ltr"),
    ("az-Arab", "rtl"),
    ("az-arab-IR", "rtl"),
    ("ar-Latn", "ltr"),
    ("pa", "ltr"),
    ("pa-PK", "rtl"),
    ("uz-AF", "rtl"),
    ("ms-Arab", "rtl"),
    ("zh-Hant", "ltr"),
    ("xx", "ltr"),
    ("", "ltr"),
    ("not a tag", "ltr"),
]

TAGS = [
    ("en", "en"),
    ("EN", "en"),
    ("en_gb", "en-GB"),
    ("en-GB", "en-GB"),
    ("zh-hant-tw", "zh-Hant-TW"),
    ("es-419", "es-419"),
    ("iw", "he"),
    ("no", "nb"),
    ("de-DE-1996", "de-DE"),
    ("de_DE.UTF-8", "de-DE"),
    ("sr@latin", "sr"),
    (" ru ", "ru"),
    ("english", None),
    ("e", None),
    ("<script>", None),
    ("en\nx", None),
    ("", None),
    (None, None),
]


@pytest.mark.parametrize(("lang", "text"), NEWS.items())
def test_the_language_of_a_sentence_of_news_is_told(lang: str, text: str) -> None:
    assert detect(text) == lang


@pytest.mark.parametrize(("text", "lang"), SHORT)
def test_a_few_words_are_told_by_their_script_or_not_at_all(text: str, lang: str | None) -> None:
    assert detect(text) == lang


@pytest.mark.parametrize("lang", ["he", "ru", "de", "ar"])
def test_an_english_notice_around_a_longer_text_does_not_count(lang: str) -> None:
    assert (
        detect("Skip to main content. Advertisement.\n" + (NEWS[lang] + " ") * 20 + "All rights reserved.")
        == lang
    )


def test_names_in_other_letters_do_not_change_the_language() -> None:
    assert detect("שרת התחבורה נפגשה עם Ilse Halden מטעם Northern Courier בנמל.") == "he"
    assert detect("交通部长周二会见了 Peter Roe，讨论北方航线。") == "zh"


def test_the_same_text_gives_the_same_answer_in_parallel() -> None:
    found: list[str | None] = []

    def tell() -> None:
        found.extend(detect(text) for text in NEWS.values())

    threads = [Thread(target=tell) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(str, found)) == sorted(list(NEWS) * 4)


def test_every_language_that_is_told_can_be_chosen() -> None:
    assert set(NEWS) | {lang for _, lang in SHORT if lang} <= set(LANGUAGES)


@pytest.mark.parametrize(("tag", "expected"), DIRECTIONS)
def test_the_direction_follows_the_script(tag: str, expected: str) -> None:
    assert direction(tag) == expected


def test_directions_agree_with_the_locale_data() -> None:
    for identifier in locale_identifiers():
        if identifier == "root":
            continue
        locale = Locale.parse(identifier)
        expected = "rtl" if locale.character_order == "right-to-left" else "ltr"
        assert direction(identifier) == expected, identifier


@pytest.mark.parametrize(("tag", "expected"), TAGS)
def test_a_tag_is_brought_into_its_usual_form_or_refused(tag: str | None, expected: str | None) -> None:
    assert canonical_tag(tag) == expected


def test_languages_are_offered_by_the_names_they_have_in_the_locale_data() -> None:
    for tag, language in LANGUAGES.items():
        locale = Locale.parse(tag, sep="-")
        assert language.name.casefold() == (locale.get_display_name(locale) or "").casefold()
        assert language.direction == direction(tag)
        assert canonical_tag(tag) == tag
    assert list(LANGUAGES)[:2] == ["af", "az"]


def test_the_detector_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, factcheck.articles.languages as l; l.detect('שלום'); print('eld' in sys.modules)"

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "False"
