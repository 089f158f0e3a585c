"""Documents that are derived from the code when a release is built, and lie beside this module.

They are the same for everybody and for the life of a release, so they can be cached, and each is
read once in the life of a process.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

HERE = Path(__file__).parent
CACHEABLE = {"Cache-Control": "public, max-age=300"}


@dataclass(frozen=True, slots=True)
class Document:
    """A JSON text and the headers that let clients keep it: an ETag of the content, and five minutes."""

    text: str
    headers: Mapping[str, str]

    @classmethod
    def of(cls, text: str) -> Self:
        """The document with this text."""
        digest = hashlib.sha256(text.encode()).hexdigest()[:32]
        return cls(text, {**CACHEABLE, "ETag": f'"{digest}"'})


@cache
def openapi() -> Document:
    """The OpenAPI document, served as it was written."""
    return Document.of((HERE / "openapi.json").read_text(encoding="utf-8"))


@cache
def event_schemas() -> dict[str, dict[str, Any]]:
    """The schemas of events by wire type and version."""
    found: dict[str, dict[str, Any]] = json.loads((HERE / "event_schemas.json").read_text(encoding="utf-8"))
    return found


def event_schema(wire_type: str, version: str) -> Document | None:
    """The schema of one version of an event type, or None."""
    schema = event_schemas().get(wire_type, {}).get(version)
    return None if schema is None else Document.of(json.dumps(schema, ensure_ascii=False))


@cache
def deprecations() -> list[dict[str, str]]:
    """The routes on their way out."""
    found: list[dict[str, str]] = json.loads((HERE / "deprecations.json").read_text(encoding="utf-8"))
    return found
