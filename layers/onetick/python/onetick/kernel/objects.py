"""Files: what is too large for a table lies in a bucket, each under its folder and its tenant.

A key is `<folder>/<org id>/<...>`: rights are granted by folder (`grants.read_objects`), and the unit of work lets
nobody out of their tenant (`Work.files`). Contents come and go by addresses that work for a short while, so no
function passes them on; only what must look inside reads them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from .ids import OrgId

MAX_ADDRESS_SECONDS = 900
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")


@dataclass(frozen=True, slots=True)
class ObjectKey:
    """Where an object is. Made of a folder, a tenant and safe names, never of text from people."""

    folder: str
    org_id: OrgId
    path: str

    @classmethod
    def of(cls, folder: str, org_id: OrgId, *names: str) -> "ObjectKey":
        """The key with these names, made of letters, digits, `.`, `_` and `-`. Raises ValueError for others."""
        for name in (folder, org_id, *names):
            if not _NAME.fullmatch(name) or ".." in name:
                raise ValueError(f"{name!r} is not a name of an object")
        return cls(folder, org_id, "/".join(names))

    def __str__(self) -> str:
        return f"{self.folder}/{self.org_id}/{self.path}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of an object without reading it; `size` in bytes. `sha256` (hexadecimal) if one was promised."""

    size: int
    content_type: str
    version: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """How to send an object: PUT its content to `url` with exactly these headers, before `seconds` have passed."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: int


class Objects(Protocol):
    """The port to a bucket. Every method raises AwsError when the store cannot be reached or refuses."""

    def upload(self, key: ObjectKey, *, size: int, content_type: str, sha256: str | None, seconds: int) -> Upload:
        """An address that takes one object of exactly this size, type and, when given, SHA-256 (hexadecimal)."""
        ...

    def download(self, key: ObjectKey, *, name: str, content_type: str, inline: bool, seconds: int) -> str:
        """An address that gives an object to a browser, under a name (any text) and a type."""
        ...

    def facts(self, key: ObjectKey) -> Facts | None:
        """What is known of an object; None when there is none, or it may not be read."""
        ...

    def read(self, key: ObjectKey, *, limit: int | None = None) -> bytes:
        """The content, or its first `limit` bytes. Raises FileNotFoundError."""
        ...

    def fetch(self, key: ObjectKey, path: Path) -> None:
        """Store the content in a file, a piece at a time. Raises FileNotFoundError."""
        ...

    def write(self, key: ObjectKey, content: bytes, *, content_type: str) -> None:
        """Store an object, whatever was there."""
        ...

    def send(self, key: ObjectKey, path: Path, *, content_type: str) -> None:
        """Store an object from a file, a piece at a time."""
        ...

    def copy(self, source: ObjectKey, target: ObjectKey) -> None:
        """Store another object with the content of one, which stays within the store. Raises FileNotFoundError."""
        ...

    def remove(self, key: ObjectKey) -> None:
        """Delete an object; harmless when there is none."""
        ...

    def erase(self, key: ObjectKey) -> None:
        """Delete an object with all versions of it that are not deleted already; harmless when there is none."""
        ...
