"""Exports that are one JSON document: opened within bounds, and asked for their parts without trusting their shape."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from onetick.imports.rows import MAX_TEXT, MAX_TITLE, Unreadable
from onetick.imports.sources import Reading
from onetick.imports.values import moment

MAX_BYTES = 50_000_000
"""A parsed document takes several times its size in memory."""

Document = Mapping[str, Any]


def opened(path: Path) -> Document:
    """The document. Raises Unreadable for anything but a JSON object within bounds."""
    found = _parsed(path)
    if not isinstance(found, dict):
        raise Unreadable("The file is not an export: it is not a JSON object.")
    return found


def listed(path: Path, *names: str) -> list[Document]:
    """The objects of a document that is a list, or that has one by one of these names. Raises Unreadable."""
    found = _parsed(path)
    if isinstance(found, dict):
        found = next((found[name] for name in names if isinstance(found.get(name), list)), None)
    if not isinstance(found, list):
        raise Unreadable("The file is not an export: it is not a list in JSON.")
    return [one for one in found if isinstance(one, dict)]


def _parsed(path: Path) -> Any:
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable(f"An export in JSON has at most {MAX_BYTES // 1_000_000} MB. Split it, or export CSV.")
    try:
        return json.loads(path.read_text("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Unreadable("The file is not JSON.") from None


def parts(document: Document, name: str) -> Iterator[Document]:
    """The objects in a list of a document; whatever else is there is passed over."""
    found = document.get(name)
    yield from (part for part in (found if isinstance(found, list) else ()) if isinstance(part, dict))


def text(document: Document, *names: str, limit: int = MAX_TEXT) -> str:
    """The text under a path of names; empty when there is none."""
    found: Any = document
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return str(found)[:limit].strip() if isinstance(found, (str, int, float)) and found is not True else ""


def moment_of(document: Document, *names: str, reading: Reading) -> tuple[datetime, bool] | None:
    """The moment under the first of these names that says something, and whether only a day.

    None for what is no date.
    """
    said = next(filter(None, (text(document, name, limit=MAX_TITLE) for name in names)), "")
    try:
        return moment(said, "ymd", reading.zone)
    except ValueError:
        return None
