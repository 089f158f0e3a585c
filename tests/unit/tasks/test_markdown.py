"""Markdown as HTML: what comes through, and what does not."""

import re

import pytest

from onetick.tasks.markdown import to_html

BEN = "usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**b** *i* ~~s~~ `c`", "<p><strong>b</strong> <em>i</em> <s>s</s> <code>c</code></p>\n"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        (
            '[x](https://example.com/ "t")',
            '<p><a href="https://example.com/" title="t" rel="noopener noreferrer nofollow">x</a></p>\n',
        ),
        (f"Hi @[Ben]({BEN})", f'<p>Hi @<span data-user="{BEN}">Ben</span></p>\n'),
        ("", ""),
    ],
)
def test_markdown_becomes_html(text: str, expected: str) -> None:
    assert to_html(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](vbscript:x)",
        "![x](https://tracker.example/pixel.png)",
        '<a href="javascript:alert(1)">x</a>',
        "```html\n<script>alert(1)</script>\n```",
        '[x](https://e.x/"onmouseover="alert(1))',
        f'[x]({BEN}" onclick="alert(1))',
        "<svg/onload=alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        "<!-- --><style>*{display:none}</style>",
    ],
)
def test_nothing_that_runs_or_calls_home_comes_through(text: str) -> None:
    html = to_html(text)
    tags = re.findall(r"<\s*([a-zA-Z0-9]+)((?:\s[^<>]*)?)>", html)
    allowed = {"p", "a", "code", "pre", "span"}
    assert {name for name, _ in tags} <= allowed, html
    for _, attributes in tags:
        assert not re.search(r"\son\w+=|javascript:|data:|vbscript:", attributes, re.IGNORECASE), html
