"""Markdown that people write (reasons, notes, guidelines) as HTML that is safe on our pages.

Two walls: the Markdown (CommonMark) is rendered with HTML switched off, so that typed tags are
shown as text; and what comes out passes an allow-list of tags without any attribute but a link's
address and the number a list begins with. This module imports no web framework.
"""

from collections.abc import Sequence

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

# Our pages own h1 and h2: a writer's "#" is an h3, and so on down.
_HEADING_SHIFT = 2
_TAGS = frozenset(
    {
        "a",
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
        "ol",
        "p",
        "pre",
        "strong",
        "ul",
    }
)
_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    # Without the "*", `lang` and `title` would be let through everywhere.
    attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
    url_schemes={"http", "https"},
    url_relative="deny",
    link_rel="noopener noreferrer nofollow",
)


def _heading(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, _env: EnvType
) -> str:
    token = tokens[index]
    token.tag = f"h{min(6, int(token.tag[1]) + _HEADING_SHIFT)}"
    return renderer.renderToken(tokens, index, options, _env)


def _parser() -> MarkdownIt:
    parser = MarkdownIt(
        "commonmark", {"html": False, "linkify": False, "typographer": False, "maxNesting": 20}
    )
    # Pictures would be fetched from other hosts by whoever reads the note: "![x](y)" becomes a link.
    parser.disable("image")
    parser.add_render_rule("heading_open", _heading)
    parser.add_render_rule("heading_close", _heading)
    return parser


_PARSER = _parser()


def render(text: str) -> Markup:
    """Return the Markdown as safe HTML, to be put inside a block; empty for blank text.

    Links are http or https only and carry `rel="noopener noreferrer nofollow"`; others keep their text.
    Headings begin at h3; there are no images, ids, classes or other attributes. Nesting beyond twenty
    levels is shown as text. Never raises, whatever is typed.
    """
    if not text.strip():
        return Markup("")
    # CommonMark has a replacement character stand for what is not a character of text.
    text = text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
    return Markup(_CLEANER.clean(_PARSER.render(text)).strip())  # noqa: S704
