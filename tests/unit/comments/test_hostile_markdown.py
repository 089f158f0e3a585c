"""Whatever is written, what is shown is safe, and showing it takes no long time."""

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onetick.tasks.markdown import to_html
from tests.unit.tasks.desk import Desk

from .talk import comment

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "![x](https://example.com/pixel.png)",
    "<https://example.com/'onmouseover='alert(1)>",
    '[x](https://example.com "onclick=alert(1)")',
    '<a href="https://example.com" onclick="alert(1)">x</a>',
    "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "```html\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "[x]: javascript:alert(1)\n\n[x]",
    "<style>*{display:none}</style>",
    "@[<img src=x onerror=alert(1)>](usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!--><script>alert(1)</script>-->",
    "\u202e<script>",
]
ALLOWED = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "blockquote", "pre", "ul", "ol", "li"),
    *("a", "code", "em", "s", "span", "strong", "table", "thead", "tbody", "tr", "th", "td"),
}


class Elements(HTMLParser):
    """What a browser finds in a text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def is_safe(html: str) -> bool:
    """Only harmless elements, without handlers, and links to nowhere but the web and mail."""
    return all(
        tag in ALLOWED
        and not any(name.startswith("on") or name in ("style", "src", "srcdoc") for name in attributes)
        and re.match(r"(?i)(https?:|mailto:|[^:]*$)", attributes.get("href") or "") is not None
        for tag, attributes in Elements(html).found
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_comment_is_kept_as_it_is_and_shown_harmless(desk: Desk, text: str) -> None:
    task = desk.task()
    made = comment(desk, task, text)
    assert made["body_md"] == text
    [shown] = desk.ann.get(desk.url(task, "/comments?expand=html")).expect(200)["data"]
    assert is_safe(shown["body_html"]), shown["body_html"]


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.sampled_from([*HOSTILE, "\n", "> ", "* ", "[", "](", ")", "<", ">", '"', "`", "_", "**"]), max_size=8)
)
def test_no_mixture_of_them_is_more_dangerous(parts: list[str]) -> None:
    assert is_safe(to_html("".join(parts)))


@pytest.mark.parametrize(
    "text", ["[" * 10_000, "> " * 5_000, "*a_ " * 2_500, "`" * 10_000, "[a](" * 2_500, "- " * 5_000]
)
def test_a_text_that_is_made_to_be_slow_is_shown_all_the_same(desk: Desk, text: str) -> None:
    task = desk.task()
    comment(desk, task, text[:10_000])
    before = time.process_time()
    desk.ann.get(desk.url(task, "/comments?expand=html")).expect(200)
    assert time.process_time() - before < 5
