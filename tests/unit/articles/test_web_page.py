"""Web pages as articles: pages of several layouts and languages, and hostile ones."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from time import thread_time

import pytest

from factcheck.articles.readers import Reading, read, read_html
from factcheck.errors import Invalid

PAGES = Path(__file__).parent / "pages"


def page(name: str, encoding: str = "utf-8") -> Reading:
    return read((PAGES / f"{name}.html").read_text("utf-8").encode(encoding), f"{name}.html")


def article(body: str, head: str = "") -> bytes:
    filler = (
        "<p>The minister said on Tuesday that the ferry would sail again as soon as the pier was mended.</p>"
    )
    return f"<!doctype html><html><head>{head}</head><body><article>{body}{filler * 3}</article></body></html>".encode()


def test_a_news_site_gives_its_article_and_all_it_says_about_it() -> None:
    reading = page("modern")

    assert reading == Reading(
        "Ferry talks resume in Port Alder\n\n"
        "Minister Halden and Ambassador Roe\n\n"
        "D. Lowe / Meridian\n\n"
        "Transport minister Ilse Halden met the Tarsk ambassador, Peter Roe, on Tuesday to talk about the northern "
        "route, which has been closed since the storm in September.\n\n"
        "“We are grateful for the help with the northern route,” Halden said. “It carried a million passengers last "
        "year. Nobody expected that [after the storm].”\n\n"
        "Our connection is …completely practical.\n\n"
        "What happens next\n\n"
        "A “well-placed” Tarsk official was quoted by the Northern Courier as saying that the port had “run out of "
        "patience” with the delays. The two sides meet again next Thursday, the ministry said.\n\n"
        "The first boat leaves at six in the morning.\nThe last one returns shortly before midnight.\n\n"
        "Figures for October are expected next week, the port authority said in a statement on its website.",
        title="Ferry talks resume in Port Alder",
        byline="Ada Writer",
        publisher="The Meridian",
        url="https://meridian.example/world/ferry-talks",
        published_at=datetime(2024, 11, 12, 14, 2, tzinfo=timezone(timedelta(hours=2))),
        lang="en-GB",
    )


def test_a_blog_gives_the_post_without_comments_and_keeps_lines_and_tables() -> None:
    reading = page("blog")

    assert (reading.title, reading.byline, reading.publisher) == (
        "The harbour numbers do not add up",
        "Bo Lindqvist",
        "Harbour Notes",
    )
    assert reading.published_at == date(2024, 11, 3)
    paragraphs = reading.text.split("\n\n")
    assert paragraphs[0] == "The harbour numbers do not add up"
    assert "Line one of a notice\nline two of the same notice" in paragraphs
    assert "Month\tCrossings\nJune\t98,000\nJuly\t61,000" in paragraphs
    assert "counts a return ticket as two crossings — except in July" in reading.text
    for around in ("Archive", "annual report", "keep counting", "Share", "powered"):
        assert around not in reading.text


def test_a_page_laid_out_with_tables_in_latin_1_gives_its_column_of_text() -> None:
    reading = page("tables", "iso-8859-1")

    assert reading.text.split("\n\n")[:2] == [
        "La liaison du nord rouvre",
        (
            "La ministre des Transports, Ilse Halden, a rencontré mardi l'ambassadeur de Tarsk à Port-Alder. "
            "Le bac était à l'arrêt depuis septembre."
        ),
    ]
    assert "« Nous sommes très reconnaissants de l'aide apportée », a-t-elle déclaré." in reading.text
    for around in ("Accueil", "Météo", "Tous droits"):
        assert around not in reading.text


@pytest.mark.parametrize(
    ("name", "encoding", "lang", "title", "contains", "around"),
    [
        (
            "hebrew",
            "windows-1255",
            "he",
            "שיחות המעבורת חודשו בפורט אלדר",
            '"אנחנו מודים על העזרה',
            "כל הזכויות",
        ),
        ("hebrew", "utf-16", "he", "שיחות המעבורת חודשו בפורט אלדר", "1,000,000 נוסעים", "ספורט"),
        ("arabic", "utf-8", "ar", "استئناف محادثات العبّارة في بورت ألدر", "«نحن ممتنون", "جميع الحقوق"),
        (
            "russian",
            "windows-1251",
            "ru",
            "Переговоры о пароме возобновились в Порт-Олдере",
            "перевёз",
            "Все права",
        ),
        ("japanese", "shift_jis", "ja", "フェリー協議、ポート・オルダーで再開", "「北部航路への", "無断転載"),
    ],
)
def test_a_page_in_another_script_and_encoding_gives_its_article(
    name: str, encoding: str, lang: str, title: str, contains: str, around: str
) -> None:
    reading = page(name, encoding)

    assert reading.lang == lang
    assert reading.title == title
    assert reading.text.startswith(f"{title}\n\n")
    assert reading.text.count(title) == 1
    assert contains in reading.text
    assert around not in reading.text


def test_a_moment_in_universal_time_and_a_day_are_told_apart() -> None:
    assert page("arabic").published_at == datetime(2024, 11, 12, 8, 30, tzinfo=UTC)
    assert page("hebrew", "windows-1255").published_at == date(2024, 11, 12)
    assert page("japanese", "shift_jis").published_at is None


def test_the_encoding_of_the_header_outweighs_that_of_the_page() -> None:
    html = article("<p>Élodie a déclaré</p>", "<meta charset=koi8-r>").decode().encode("iso-8859-1")

    assert "Élodie a déclaré" in read_html(html, declared="iso-8859-1").text


def test_the_address_where_a_page_was_found_is_kept_when_the_page_gives_none() -> None:
    assert read_html(article("<h1>A</h1>"), url="https://a.example/x").url == "https://a.example/x"
    assert read_html(article("<h1>A</h1>"), url="file:///etc/passwd").url == ""


@pytest.mark.parametrize(
    ("head", "lang"),
    [
        ("<meta http-equiv=Content-Language content=ru>", "ru"),
        ("<meta property='og:locale' content='de_AT'>", "de-AT"),
        ("<meta property='og:locale' content='nonsense'>", None),
        ("", None),
    ],
)
def test_the_language_is_what_the_page_declares_or_nothing(head: str, lang: str | None) -> None:
    assert read_html(article("<h1>Title</h1>", head)).lang == lang


def test_scripts_styles_drawings_and_hidden_templates_leave_no_text() -> None:
    html = article(
        "<h1>Title of it</h1><script>var secret1 = 1</script><style>.secret2 {}</style>"
        "<svg><text>secret3</text><script>secret4</script></svg><template><p>secret5</p></template>"
        "<noscript><p>secret6</p></noscript><iframe srcdoc='<p>secret7</p>'></iframe><!-- secret8 -->"
        "<math><mtext>secret9</mtext></math>"
    )

    assert "secret" not in read_html(html).text


def test_entities_a_document_type_defines_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'

    text = read_html(
        bomb.encode() + article("<h1>Title of it</h1><p>&b;&b; and &f; are what was written.</p>")
    ).text

    assert "aaaa" not in text
    assert "root:" not in text


@pytest.mark.parametrize(
    "html", ["<html></html>", "<html><body><nav><a href=/>Home</a></nav></body></html>", "<p>", "<"]
)
def test_a_page_without_an_article_is_refused_with_what_to_do(html: str) -> None:
    with pytest.raises(
        Invalid, match=r"(No article was found|cannot be read).*Copy its text and paste"
    ) as refusal:
        read_html(html.encode())

    assert refusal.value.field == "file"


N = 100_000
WORDS = "text and more text " * 40
HOSTILE = {
    "divs in divs": "<html><body>" + "<div>" * N + WORDS,
    "closed divs in divs": "<html><body>" + "<div>" * N + WORDS + "</div>" * N,
    "bold in bold": "<html><body><p>" + "<b>" * N + WORDS,
    "tables in tables": "<html><body>" + "<table><tr><td>" * N + WORDS,
    "short tables in tables": ("<html><body>" + "<table><tr><td><p>x</p>" * 60 + "</table>" * 60) * 100,
    "lists in lists": "<html><body>" + "<ul><li>" * N + WORDS,
    "many paragraphs": "<html><body>" + "<p>Some text that is long enough to be kept.</p>" * 80_000,
    "as many as are allowed": "<html><body>" + "<p>Some text that is long enough to be kept.</p>" * 29_000,
    "many links": "<html><body><p>" + "<a href=x>link</a> " * 29_000,
    "many line breaks": "<html><body><p>" + "text<br>" * 29_000,
    "many captions": "<html><body>"
    + "<figure><figcaption>a <i class=credit>b</i></figcaption></figure>" * 7_000,
    "one long paragraph": "<html><body><p>" + "word " * 1_000_000,
    "one long word": "<html><body><p>" + "a" * 1_900_000,
    "less-than signs": "<" * 5_000_000,
    "tags never closed": "<html><body>" + "<a " * 1_600_000,
    "attributes": "<html><body><p " + " ".join(f"a{n}=x" for n in range(300_000)) + ">text",
    "attributes behind a quote": '<p a=b" ' + " ".join(f"a{n}=x" for n in range(300_000)) + ">text",
    "quotes": "<html><body><a '" + '<a "' * 1_000_000,
    "comments": "<html><body>" + "<!--" * 1_000_000,
    "brackets as data": '<script type="application/ld+json">' + "[" * 1_000_000 + "</script><p>" + WORDS,
    "dates as data": '<script type="application/ld+json">'
    + '"datePublished" : ' * 200_000
    + "</script><p>"
    + WORDS,
    "meta": "<meta charset" + " " * 1_000_000 + "<p>" + WORDS,
    "drawings": "<html><body><svg>" + "<g>" * N + "<script>alert(1)</script></svg><p>" + WORDS,
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE.keys())
def test_c18_a_hostile_page_ends_within_seconds_with_a_text_or_a_refusal(html: str) -> None:
    start = thread_time()
    with suppress(Invalid):
        assert read_html(html.encode()).text

    assert thread_time() - start < 10
