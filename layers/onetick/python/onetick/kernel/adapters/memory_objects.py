"""Objects in memory, as S3 keeps them: for tests, which send and fetch with the addresses as a client would."""

import base64
import hashlib
import hmac
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from ..objects import Facts, ObjectKey, Upload
from .s3 import disposition

_SIGNATURE = "&X-Amz-Signature="


@dataclass(slots=True)
class _Stored:
    content: bytes
    content_type: str
    version: int
    sha256: str | None = None


@dataclass(slots=True)
class MemoryObjects:
    """See `Objects`. Addresses begin with `memory:`; `put` and `get` are what a client does with them."""

    clock: Callable[[], float]
    _stored: dict[str, _Stored] = field(default_factory=dict)
    _writes: int = 0
    told: list[str] = field(default_factory=list)
    """The key of each object that was stored, in order: what S3 tells of."""
    _secret: bytes = field(default_factory=lambda: os.urandom(32))

    def upload(self, key: ObjectKey, *, size: int, content_type: str, sha256: str | None, seconds: int) -> Upload:
        headers = {"Content-Type": content_type}
        if sha256 is not None:
            headers["x-amz-checksum-sha256"] = base64.b64encode(bytes.fromhex(sha256)).decode()
        query = {"until": str(self.clock() + seconds), "size": str(size), **headers}
        return Upload(url=self._signed(f"memory:put/{key}?{urlencode(query)}"), headers=headers, seconds=seconds)

    def download(self, key: ObjectKey, *, name: str, content_type: str, inline: bool, seconds: int) -> str:
        query = {
            "until": str(self.clock() + seconds),
            "Content-Disposition": disposition(name, inline=inline),
            "Content-Type": content_type,
        }
        return self._signed(f"memory:get/{key}?{urlencode(query)}")

    def facts(self, key: ObjectKey) -> Facts | None:
        found = self._stored.get(str(key))
        if found is None:
            return None
        return Facts(
            size=len(found.content),
            content_type=found.content_type,
            version=str(found.version),
            sha256=found.sha256,
        )

    def read(self, key: ObjectKey, *, limit: int | None = None) -> bytes:
        found = self._stored.get(str(key))
        if found is None:
            raise FileNotFoundError(str(key))
        return found.content[:limit]

    def fetch(self, key: ObjectKey, path: Path) -> None:
        path.write_bytes(self.read(key))

    def write(self, key: ObjectKey, content: bytes, *, content_type: str) -> None:
        self._keep(str(key), content, content_type)

    def send(self, key: ObjectKey, path: Path, *, content_type: str) -> None:
        self.write(key, path.read_bytes(), content_type=content_type)

    def copy(self, source: ObjectKey, target: ObjectKey) -> None:
        content = self.read(source)
        found = self._stored[str(source)]
        self._keep(str(target), content, found.content_type, found.sha256)

    def remove(self, key: ObjectKey) -> None:
        self._stored.pop(str(key), None)

    def erase(self, key: ObjectKey) -> None:
        self.remove(key)

    @property
    def keys(self) -> list[str]:
        """Where something is stored."""
        return sorted(self._stored)

    def snapshot(self) -> Mapping[str, _Stored]:
        """What is stored, for `restore`."""
        return dict(self._stored)

    def restore(self, snapshot: Mapping[str, _Stored]) -> None:
        """Put back what was stored then."""
        self._stored = dict(snapshot)

    def put(self, url: str, content: bytes, headers: Mapping[str, str]) -> int:
        """What S3 answers to a client that sends to an upload address: the status."""
        key, query = self._opened(url, "put")
        if query is None:
            return 403
        said = {name.lower(): value for name, value in headers.items()}
        if int(query["size"]) != len(content) or said.get("content-type") != query["Content-Type"]:
            return 403
        promised = query.get("x-amz-checksum-sha256")
        if promised != said.get("x-amz-checksum-sha256"):
            return 403
        if promised and base64.b64decode(promised) != hashlib.sha256(content).digest():
            return 400
        sha256 = base64.b64decode(promised).hex() if promised else None
        self._keep(key, content, query["Content-Type"], sha256)
        return 200

    def get(self, url: str) -> tuple[int, Mapping[str, str], bytes]:
        """What S3 answers to a client that opens a download address: the status, the headers, the content."""
        key, query = self._opened(url, "get")
        if query is None:
            return 403, {}, b""
        if key not in self._stored:
            return 404, {}, b""
        return 200, {name: query[name] for name in ("Content-Disposition", "Content-Type")}, self._stored[key].content

    def _signed(self, url: str) -> str:
        return f"{url}{_SIGNATURE}{hmac.digest(self._secret, url.encode(), 'sha256').hex()}"

    def _keep(self, key: str, content: bytes, content_type: str, sha256: str | None = None) -> None:
        self._writes += 1
        self._stored[key] = _Stored(content, content_type, self._writes, sha256)
        self.told.append(key)

    def _opened(self, url: str, method: str) -> tuple[str, dict[str, str] | None]:
        parts = urlsplit(url)
        asked, _, key = parts.path.partition("/")
        query = dict(parse_qsl(parts.query))
        known = url == self._signed(url.rpartition(_SIGNATURE)[0])
        usable = known and asked == method and float(query["until"]) > self.clock()
        return key, query if usable else None
