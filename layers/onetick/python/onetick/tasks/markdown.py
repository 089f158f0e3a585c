"""Markdown as HTML that is safe to show: no raw HTML in, a short list of elements out.

Both libraries are imported at first use; only requests that ask for HTML pay for them.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

from onetick.kernel.ids import is_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt

MAX_CHARACTERS = 40_000
"""How much one answer may render: hostile Markdown takes up to 20 ms for a thousand characters."""

_TAGS = frozenset(
    [
        *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "blockquote", "pre", "ul", "ol", "li"),
        *("a", "code", "em", "s", "span", "strong", "table", "thead", "tbody", "tr", "th", "td"),
    ]
)
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "span": {"data-user"}, "code": {"class"}}
_SCHEMES = {"http", "https", "mailto"}


def to_html(text: str) -> str:
    """The HTML of a Markdown text. A mention with a name becomes a `span` with the id in `data-user`."""
    import nh3

    parser = _parser()
    tokens = parser.parse(text)
    _mark_mentions(tokens)
    html = parser.renderer.render(tokens, parser.options, {})
    return nh3.clean(
        html,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable(["image"])


def _mark_mentions(tokens: "Sequence[Any]") -> None:
    for token in tokens:
        within = False
        for part in token.children or ():
            if part.type == "link_open" and is_id("usr", str(part.attrs.get("href", ""))):
                part.tag, part.attrs, within = "span", {"data-user": part.attrs["href"]}, True
            elif part.type == "link_close" and within:
                part.tag, within = "span", False
