"""The bucket of a deployment, in S3: requests signed by us, as all requests to AWS are (docs/decisions/0004).

Only whole objects of up to 5 GB are sent and read, so plain PUT, GET, HEAD and DELETE are all that is needed.
Contents are not hashed for the signature: TLS protects them on the way, and a checksum where one was promised.
"""

import base64
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING
from urllib.parse import quote, urlsplit

from ..objects import Facts, ObjectKey, Upload
from .aws import AwsError, jitter
from .credentials import Credentials, source
from .signing import UNSIGNED, presign, sign

if TYPE_CHECKING:
    from http.client import HTTPConnection, HTTPResponse

CONNECT_SECONDS = 2.0
READ_SECONDS = 60.0
ATTEMPTS = 3
_UNVERSIONED = "null"
"""What S3 calls the version of an object that was stored without versions."""


class S3Objects:
    """See `Objects` for what each method promises."""

    def __init__(
        self,
        bucket: str,
        *,
        region: str,
        endpoint: str | None = None,
        credentials: Callable[[], Credentials] = source.get,
        clock: Callable[[], float] = time.time,
    ) -> None:
        given = endpoint or os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
        url = urlsplit(given or f"https://{bucket}.s3.{region}.amazonaws.com")
        self._bucket, self._scheme, self._host = bucket, url.scheme, url.netloc
        # Another endpoint is no host of buckets: there the bucket is part of the path.
        self._root = f"/{bucket}" if given else ""
        self._region, self._credentials, self._clock = region, credentials, clock

    def upload(self, key: ObjectKey, *, size: int, content_type: str, sha256: str | None, seconds: int) -> Upload:
        headers = {"Content-Type": content_type}
        if sha256 is not None:
            headers["x-amz-checksum-sha256"] = base64.b64encode(bytes.fromhex(sha256)).decode()
        # Every client says the length by itself, and a browser does not let anybody say it.
        url = self._presigned("PUT", key, {**headers, "Content-Length": str(size)}, {}, seconds)
        return Upload(url=url, headers=headers, seconds=seconds)

    def download(self, key: ObjectKey, *, name: str, content_type: str, inline: bool, seconds: int) -> str:
        shown = {
            "response-content-disposition": disposition(name, inline=inline),
            "response-content-type": content_type,
            "response-cache-control": "private, max-age=300",
        }
        return self._presigned("GET", key, {}, shown, seconds)

    def facts(self, key: ObjectKey) -> Facts | None:
        with self._asked("HEAD", key, {"x-amz-checksum-mode": "ENABLED"}) as answer:
            # Without the right to list, S3 does not tell whether there is no object or no right to it.
            if answer.status in (403, 404):
                return None
            self._expect(answer, 200)
            return Facts(
                size=int(answer.getheader("Content-Length") or 0),
                content_type=answer.getheader("Content-Type") or "",
                version=answer.getheader("x-amz-version-id") or answer.getheader("ETag") or "",
                sha256=_hexadecimal(answer.getheader("x-amz-checksum-sha256")),
            )

    def read(self, key: ObjectKey, *, limit: int | None = None) -> bytes:
        with self._found(key, {} if limit is None else {"Range": f"bytes=0-{limit - 1}"}) as answer:
            return answer.read()

    def fetch(self, key: ObjectKey, path: Path) -> None:
        with self._found(key, {}) as answer, path.open("wb") as file:
            shutil.copyfileobj(answer, file, 1 << 20)

    def write(self, key: ObjectKey, content: bytes, *, content_type: str) -> None:
        self._store(key, lambda: content, len(content), content_type)

    def send(self, key: ObjectKey, path: Path, *, content_type: str) -> None:
        self._store(key, lambda: path.open("rb"), path.stat().st_size, content_type)

    def copy(self, source: ObjectKey, target: ObjectKey) -> None:
        origin = {"Content-Length": "0", "x-amz-copy-source": quote(f"/{self._bucket}/{source}")}
        with self._asked("PUT", target, origin) as answer:
            if answer.status in (403, 404):
                raise FileNotFoundError(str(source))
            self._expect(answer, 200)
            # It may say so early, and find out only then that it cannot.
            said = answer.read()
            if b"<Error>" in said:
                raise AwsError("CopyFailed", said[:2000].decode(errors="replace"), 500, {})

    def remove(self, key: ObjectKey) -> None:
        with self._asked("DELETE", key) as answer:
            self._expect(answer, 200, 204, 404)

    def erase(self, key: ObjectKey) -> None:
        # Each version that is deleted uncovers the one before it.
        erased: set[str] = set()
        while (version := self._version(key)) is not None:
            if version in erased:
                raise AwsError("NotErased", f"{key} is still there as {version}", 500, {})
            with self._asked("DELETE", key, query=f"versionId={quote(version, safe='')}") as answer:
                self._expect(answer, 200, 204, 404)
            erased.add(version)

    def _version(self, key: ObjectKey) -> str | None:
        """The version of an object that is there now."""
        with self._asked("HEAD", key) as answer:
            if answer.status in (403, 404):
                return None
            self._expect(answer, 200)
            return answer.getheader("x-amz-version-id") or _UNVERSIONED

    def _store(self, key: ObjectKey, body: "Callable[[], bytes | IO[bytes]]", size: int, content_type: str) -> None:
        headers = {"Content-Length": str(size), "Content-Type": content_type}
        with self._asked("PUT", key, headers, body) as answer:
            self._expect(answer, 200)

    @contextmanager
    def _found(self, key: ObjectKey, headers: Mapping[str, str]) -> "Iterator[HTTPResponse]":
        with self._asked("GET", key, headers) as answer:
            if answer.status in (403, 404):
                raise FileNotFoundError(str(key))
            # An empty object has no first byte.
            if answer.status != 416:
                self._expect(answer, 200, 206)
            yield answer

    def _presigned(
        self, method: str, key: ObjectKey, headers: Mapping[str, str], query: Mapping[str, str], seconds: int
    ) -> str:
        path = self._path(key)
        signed = presign(
            method,
            self._host,
            path,
            headers,
            query,
            credentials=self._credentials(),
            region=self._region,
            service="s3",
            seconds=seconds,
            now=self._clock(),
        )
        return f"{self._scheme}://{self._host}{path}?{signed}"

    def _path(self, key: ObjectKey) -> str:
        return f"{self._root}/{quote(str(key))}"

    @contextmanager
    def _asked(
        self,
        method: str,
        key: ObjectKey,
        headers: Mapping[str, str] | None = None,
        body: "Callable[[], bytes | IO[bytes]] | None" = None,
        *,
        query: str = "",
    ) -> "Iterator[HTTPResponse]":
        """One request and its answer, to be read before the connection is closed."""
        connection, answer = self._answered(method, key, headers or {}, body, query)
        try:
            yield answer
        finally:
            connection.close()

    def _answered(
        self,
        method: str,
        key: ObjectKey,
        headers: Mapping[str, str],
        body: "Callable[[], bytes | IO[bytes]] | None",
        query: str,
    ) -> "tuple[HTTPConnection, HTTPResponse]":
        """The answer to a request; one that never arrived, or found S3 too busy, is sent again."""
        for attempt in range(1, ATTEMPTS + 1):
            connection = self._connection()
            try:
                answer = self._sent(connection, method, key, headers, body, query)
            except OSError as error:
                connection.close()
                if attempt == ATTEMPTS:
                    raise AwsError("ConnectionError", f"{self._host}: {error!r}", 0, {}) from error
            else:
                if answer.status < 500 or attempt == ATTEMPTS:
                    return connection, answer
                connection.close()
            time.sleep(jitter(0.1 * 2**attempt))
        raise AssertionError("unreachable")

    def _sent(
        self,
        connection: "HTTPConnection",
        method: str,
        key: ObjectKey,
        headers: Mapping[str, str],
        body: "Callable[[], bytes | IO[bytes]] | None",
        query: str,
    ) -> "HTTPResponse":
        path = self._path(key)
        signed = sign(
            method,
            self._host,
            path,
            {**headers, "x-amz-content-sha256": UNSIGNED},
            UNSIGNED,
            credentials=self._credentials(),
            region=self._region,
            service="s3",
            query=query,
            now=self._clock(),
        )
        connection.connect()
        if connection.sock is not None:
            connection.sock.settimeout(READ_SECONDS)
        content = body() if body else None
        try:
            connection.request(method, f"{path}?{query}" if query else path, content, signed)
        finally:
            if content is not None and not isinstance(content, bytes):
                content.close()
        return connection.getresponse()

    def _connection(self) -> "HTTPConnection":
        from http.client import HTTPConnection, HTTPSConnection

        kind = HTTPSConnection if self._scheme == "https" else HTTPConnection
        return kind(self._host, timeout=CONNECT_SECONDS)

    def _expect(self, answer: "HTTPResponse", *statuses: int) -> None:
        if answer.status not in statuses:
            raise AwsError(f"Http{answer.status}", answer.read(2000).decode(errors="replace"), answer.status, {})


def _hexadecimal(checksum: str | None) -> str | None:
    """A checksum of a whole object as we write it; none for what was stored in parts."""
    return None if checksum is None or "-" in checksum else base64.b64decode(checksum).hex()


def disposition(name: str, *, inline: bool) -> str:
    """A Content-Disposition with any name: in ASCII for old clients, and whole for others (RFC 6266)."""
    plain = "".join(
        letter if letter.isascii() and letter.isprintable() and letter not in '"\\%' else "_" for letter in name
    )
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
