"""What the documentation says the product does is shown by tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "capabilities.md").read_text("utf-8")
ROW = re.compile(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \| (?:`(test_\w+)` )?\|$", re.MULTILINE)


def test_every_row_that_says_what_is_there_names_a_test_that_shows_it() -> None:
    sources = [path.read_text("utf-8") for path in sorted((ROOT / "tests").rglob("test_*.py"))]
    known = set(re.findall(r"def (test_\w+)", "\n".join(sources)))
    rows = ROW.findall(PAGE)
    assert len(rows) == len(re.findall(r"^\| \d", PAGE, re.MULTILINE)), "a row that cannot be read"
    missing = [number for number, _, _, shown in rows if shown and shown not in known]
    assert missing == []
    silent = [number for number, _, said, shown in rows if not shown and "not" not in said.casefold()]
    assert silent == [], "it says that something is there and shows nothing"


def test_rows_stand_once_and_in_order() -> None:
    numbers = [int(number) for number, *_ in ROW.findall(PAGE)]
    assert numbers == sorted(set(numbers))
