"""AWS Signature Version 4, on the standard library: what our requests need and no more."""

import hmac
import time
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote

from .credentials import Credentials

_ALGORITHM = "AWS4-HMAC-SHA256"


def sign(
    method: str,
    host: str,
    path: str,
    headers: Mapping[str, str],
    body: bytes,
    *,
    credentials: Credentials,
    region: str,
    service: str,
    query: str = "",
    now: float,
) -> dict[str, str]:
    """The headers to send: those given, all of which are signed, and the signature's own.

    `host` is as in the Host header, which the connection adds. `path` and `query` are as on the
    wire, percent-encoded; the path has no empty or dot segments. `now` is Unix time in seconds.
    """
    moment = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(now))
    sent = {**headers, "X-Amz-Date": moment}
    if credentials.token:
        sent["X-Amz-Security-Token"] = credentials.token
    signed = {"host": host} | {name.lower(): " ".join(value.split()) for name, value in sent.items()}
    names = ";".join(sorted(signed))
    lines = (
        method,
        quote(path, safe="/~"),
        "&".join(sorted(query.split("&"), key=lambda pair: pair.partition("=")[::2])),
        *(f"{name}:{signed[name]}" for name in sorted(signed)),
        "",
        names,
        sha256(body).hexdigest(),
    )
    scope = f"{moment[:8]}/{region}/{service}/aws4_request"
    text = "\n".join((_ALGORITHM, moment, scope, sha256("\n".join(lines).encode()).hexdigest()))
    signature = _digest(_signing_key(credentials.secret_key, moment[:8], region, service), text).hex()
    sent["Authorization"] = (
        f"{_ALGORITHM} Credential={credentials.access_key}/{scope}, SignedHeaders={names}, Signature={signature}"
    )
    return sent


@lru_cache(maxsize=16)
def _signing_key(secret: str, day: str, region: str, service: str) -> bytes:
    key = f"AWS4{secret}".encode()
    for part in (day, region, service, "aws4_request"):
        key = _digest(key, part)
    return key


def _digest(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")
