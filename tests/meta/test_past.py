"""What may be in the past, which lasts longer than what it tells of: no secret, and nothing by accident."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from onetick.kernel import registry
from onetick.kernel.entity import Kind, kinds
from onetick.kernel.table import TableName

SECRET = re.compile(r"secret|nonce|hash|token|passw|digest|salt|signature|credential|private", re.IGNORECASE)

HARMLESS = {("event", "credential"), ("form", "nonce"), ("form_row", "nonce")}
"""By kind and field: what sounds like a secret and names only which one was used, or which link is the latest."""


def _kinds() -> list[Kind[Any]]:
    registry.entries()
    return [kind for kind in kinds.values() if kind.cls.__module__.startswith("onetick.")]


def _names(schema: Any) -> Iterator[str]:
    """The names of every field of a stored document, at any depth."""
    if isinstance(schema, dict):
        properties = schema.get("properties")
        yield from properties if isinstance(properties, dict) else ()
        for part in schema.values():
            yield from _names(part)


@pytest.mark.parametrize("kind", _kinds(), ids=lambda kind: kind.name)
def test_what_holds_a_secret_forgets_its_past(kind: Kind[Any]) -> None:
    names = {name for name in _names(kind.adapter.json_schema()) if SECRET.search(name)}
    suspect = sorted(name for name in names if (kind.name, name) not in HARMLESS)
    assert not (suspect and kind.keeps), f"{kind.name} keeps the past of {suspect}: declare why it `forgets` it"


@pytest.mark.parametrize("kind", _kinds(), ids=lambda kind: kind.name)
def test_only_what_is_a_tenants_keeps_its_past_and_what_does_not_says_why(kind: Kind[Any]) -> None:
    assert not (kind.keeps and kind.table is TableName.GLOBAL)
    assert kind.forgets is None or re.fullmatch(r"[A-Z].*\.", kind.forgets)
