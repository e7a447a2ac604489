"""What people write in Markdown comes out as safe HTML, whatever they write."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from factcheck.markup import render
from tests.support.pace import seconds

LIMIT = 20_000
ALLOWED: dict[str, set[str]] = {
    "a": {"href", "rel"},
    "ol": {"start"},
    **{
        tag: set()
        for tag in (
            "blockquote",
            "br",
            "code",
            "em",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "li",
            "p",
            "pre",
            "strong",
            "ul",
        )
    },
}

RENDERED = [
    ("plain", "<p>plain</p>"),
    ("*em* **strong** `code`", "<p><em>em</em> <strong>strong</strong> <code>code</code></p>"),
    ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
    ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
    ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
    ("# one", "<h3>one</h3>"),
    ("two\n---", "<h4>two</h4>"),
    ("##### five", "<h6>five</h6>"),
    ("###### six", "<h6>six</h6>"),
    ("```html onclick=x\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>"),
    (
        '[a](https://a.example/?q=1&r=2 "title")',
        '<p><a href="https://a.example/?q=1&amp;r=2" rel="noopener noreferrer nofollow">a</a></p>',
    ),
    (
        "<http://a.example>",
        '<p><a href="http://a.example" rel="noopener noreferrer nofollow">http://a.example</a></p>',
    ),
    (
        "![a](https://a.example/a.png)",
        '<p>!<a href="https://a.example/a.png" rel="noopener noreferrer nofollow">a</a></p>',
    ),
    ("https://a.example", "<p>https://a.example</p>"),
    ("<b>typed</b> & <script>", "<p>&lt;b&gt;typed&lt;/b&gt; &amp; &lt;script&gt;</p>"),
    ("שלום *עולם*", "<p>שלום <em>עולם</em></p>"),
    ("", ""),
    (" \n\t ", ""),
]

LINKS_WITHOUT_ADDRESS = [
    "[a](/relative)",
    "[a](//other.example)",
    "[a](relative)",
    "[a](#anchor)",
    "[a](mailto:a@example.org)",
    "[a](ftp://a.example)",
    "[a](tel:110)",
    "[a](blob:https://a.example/1)",
    "[a](ws://a.example)",
    "<ftp://a.example>",
    "[a](\\\\a.example)",
]

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<template><div hx-get=/x></div></template>",
    "<a href='https://a.example' hx-get='/logout' hx-trigger='load'>x</a>",
    "<div data-hx-post='/x' data-hx-trigger='load'>x</div>",
    "<div hx-on::after-settle='alert(1)'>x</div>",
    "<form id=claims><input name=attributes></form>",
    "<a id=body name=querySelector href=https://a.example>x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<base href=https://evil.example>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href=https://evil.example>",
    "<style>@import 'https://evil.example'</style>",
    "<p style='background:url(https://evil.example)'>x</p>",
    "<!--<img src='--><img src=x onerror=alert(1)//'>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    '[x](https://a.example/"onmouseover="alert(1))',
    "[x](https://a.example 'x\" onmouseover=\"alert(1)')",
    '![x" onerror="alert(1)](https://a.example/x.png)',
    "![](javascript:alert(1))",
    "`<img src=x onerror=alert(1)>`",
    '```" onmouseover="alert(1)\nx\n```',
    "# x {#claims onclick=alert(1)}",
    "| <script> | x |\n|-|-|\n| <img src=x onerror=alert(1)> | y |",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\u2028<script>alert(1)</script>\u2029",
    "\ufeff<script>alert(1)</script>",
    "<scr\0ipt>alert(1)</scr\0ipt>",
    "\ud800<script>alert(1)</script>\udfff",
]

PIECES = [
    *HOSTILE, "[", "]", "(", ")", "!", "*", "_", "`", "<", ">", "&", "\"", "'", "#", "- ", "1. ", "\n", "\n\n", "    ",
    "\\", "|", "~", "https://a.example", "javascript:", " hx-get=/x", " id=x", "a", "é", "😀",
]  # fmt: skip


class Seen(HTMLParser):
    """The tags of a fragment with their attributes, and whether they are balanced."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"<!{decl}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"<?{data}")


def assert_safe(html: str) -> None:
    seen = Seen(html)
    assert seen.faults == []
    assert seen.open == []
    for tag, attributes in seen.tags:
        assert tag in ALLOWED
        assert set(attributes) <= ALLOWED[tag]
        if tag == "a":
            assert attributes["rel"] == "noopener noreferrer nofollow"
            assert (attributes.get("href") or "https://").startswith(("http://", "https://"))
        if "start" in attributes:
            assert (attributes["start"] or "").isdigit()


@pytest.mark.parametrize(("text", "html"), RENDERED)
def test_markdown_is_rendered(text: str, html: str) -> None:
    assert render(text) == Markup(html)
    assert isinstance(render(text), Markup)


@pytest.mark.parametrize("text", LINKS_WITHOUT_ADDRESS)
def test_a_link_that_is_not_on_the_web_keeps_its_text_and_loses_its_address(text: str) -> None:
    seen = Seen(render(text))

    assert "a" in seen.text
    assert all("href" not in attributes for _, attributes in seen.tags)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "frame", ["{}", "> {}", "- {}", "# {}", "*{}*", "[{}](https://a.example)", "a\n\n{}\n\nb"]
)
def test_c23_hostile_text_brings_no_tag_attribute_or_address_of_its_own(text: str, frame: str) -> None:
    assert_safe(render(frame.replace("{}", text)))


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_c23_any_mixture_of_markdown_and_hostile_text_is_safe(text: str) -> None:
    assert_safe(render(text))


@given(st.text(st.characters(codec=None), max_size=300))
def test_c23_any_text_is_safe(text: str) -> None:
    assert_safe(render(text))


def test_what_cannot_be_shown_is_replaced() -> None:
    assert render("a\0b") == "<p>a\ufffdb</p>"
    assert render("a\ud800b") == "<p>a?b</p>"


UNITS = [
    ">", "> ", "[", "](", "*", "_", "`", "``a", "(", "![", "**a", "*a _b ", "<", "<!--", "&", "\\", "# ", "- ", "1. ",
    "\t", "|", "a\n", "[a]: b\n", "[a](<b", '[a](b "', "*a**b", "a**a", "- - ", "> - ", "```\n", "<?", "<![CDATA[",
    "=\n", "a\n=\n", "[[", "[]", "[a][", "![a](", "((", "`a", "***", "*_", "&#x", "[x][y]\n\n[y]: z\n", "😀",
]  # fmt: skip
SHAPES = {
    **{f"{unit!r} repeated": (unit * LIMIT)[:LIMIT] for unit in UNITS},
    "backtick runs of every length": "".join("`" * n + " " for n in range(1, 199)),
    "quotes ever deeper": "\n".join("> " * n for n in range(1, 140)),
    "lists ever deeper": "\n".join("  " * n + "- a" for n in range(1, 138)),
    "emphasis around one letter": "*" * 9_999 + "a" + "*" * 9_999,
    "open brackets, then closed": "[" * 9_999 + "a" + "]" * 9_999,
    "a title that never ends": "[a]: /u '" + "x" * 19_000,
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES.keys())
def test_c22_twenty_thousand_characters_of_anything_take_under_a_second(text: str) -> None:
    html = ""

    def run() -> None:
        nonlocal html
        html = render(text)

    assert seconds(run) < 1
    assert_safe(html)
    assert len(html) < 20 * LIMIT
