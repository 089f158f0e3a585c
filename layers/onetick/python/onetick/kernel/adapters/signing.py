"""AWS Signature Version 4, on the standard library: what our requests need and no more."""

import hmac
import time
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote

from .credentials import Credentials

_ALGORITHM = "AWS4-HMAC-SHA256"
UNSIGNED = "UNSIGNED-PAYLOAD"
"""In place of a body's digest, where S3 takes it: the body is protected by TLS, not by the signature."""


def sign(
    method: str,
    host: str,
    path: str,
    headers: Mapping[str, str],
    body: bytes | str,
    *,
    credentials: Credentials,
    region: str,
    service: str,
    query: str = "",
    now: float,
) -> dict[str, str]:
    """The headers to send: those given, all of which are signed, and the signature's own.

    `host` is as in the Host header, which the connection adds. `path` and `query` are as on the
    wire, percent-encoded; the path has no empty or dot segments. In place of a `body` there may be what
    stands for its digest (`UNSIGNED`). `now` is Unix time in seconds.
    """
    moment = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(now))
    sent = {**headers, "X-Amz-Date": moment}
    if credentials.token:
        sent["X-Amz-Security-Token"] = credentials.token
    signed = {"host": host} | {name.lower(): " ".join(value.split()) for name, value in sent.items()}
    names = ";".join(sorted(signed))
    # S3 takes the path as it is on the wire; every other service encodes it once more.
    canonical = path if service == "s3" else quote(path, safe="/~")
    digest = body if isinstance(body, str) else sha256(body).hexdigest()
    scope = f"{moment[:8]}/{region}/{service}/aws4_request"
    request = _canonical(method, canonical, query, signed, digest)
    signature = _signature(request, credentials.secret_key, moment, scope)
    sent["Authorization"] = (
        f"{_ALGORITHM} Credential={credentials.access_key}/{scope}, SignedHeaders={names}, Signature={signature}"
    )
    return sent


def presign(
    method: str,
    host: str,
    path: str,
    headers: Mapping[str, str],
    query: Mapping[str, str],
    *,
    credentials: Credentials,
    region: str,
    service: str,
    seconds: int,
    now: float,
) -> str:
    """The query of an address that whoever has it may use for so many seconds, with exactly these headers."""
    moment = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(now))
    scope = f"{moment[:8]}/{region}/{service}/aws4_request"
    signed = {"host": host} | {name.lower(): " ".join(value.split()) for name, value in headers.items()}
    asked = {
        **query,
        "X-Amz-Algorithm": _ALGORITHM,
        "X-Amz-Credential": f"{credentials.access_key}/{scope}",
        "X-Amz-Date": moment,
        "X-Amz-Expires": str(seconds),
        "X-Amz-SignedHeaders": ";".join(sorted(signed)),
    }
    if credentials.token:
        asked["X-Amz-Security-Token"] = credentials.token
    text = "&".join(f"{quote(name, safe='~')}={quote(value, safe='~')}" for name, value in asked.items())
    signature = _signature(_canonical(method, path, text, signed, UNSIGNED), credentials.secret_key, moment, scope)
    return f"{text}&X-Amz-Signature={signature}"


def _canonical(method: str, path: str, query: str, signed: Mapping[str, str], digest: str) -> str:
    return "\n".join(
        (
            method,
            path,
            "&".join(sorted(query.split("&"), key=lambda pair: pair.partition("=")[::2])),
            *(f"{name}:{signed[name]}" for name in sorted(signed)),
            "",
            ";".join(sorted(signed)),
            digest,
        )
    )


def _signature(request: str, secret: str, moment: str, scope: str) -> str:
    day, region, service, _ = scope.split("/")
    text = "\n".join((_ALGORITHM, moment, scope, sha256(request.encode()).hexdigest()))
    return _digest(_signing_key(secret, day, region, service), text).hex()


@lru_cache(maxsize=16)
def _signing_key(secret: str, day: str, region: str, service: str) -> bytes:
    key = f"AWS4{secret}".encode()
    for part in (day, region, service, "aws4_request"):
        key = _digest(key, part)
    return key


def _digest(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")
