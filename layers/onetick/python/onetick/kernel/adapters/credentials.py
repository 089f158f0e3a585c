"""The function's AWS credentials: from its environment, or from the endpoint that SnapStart functions are given."""

import json
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_RENEW_BEFORE = 300
_TIMEOUT = 2


class NoCredentials(Exception):
    """The environment says nothing about credentials, or their endpoint did not give any."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """A key pair and, for a role, its session token. `expires` is in Unix seconds."""

    access_key: str
    secret_key: str = field(repr=False)
    token: str | None = field(default=None, repr=False)
    expires: float | None = None

    def are_fresh(self, now: float) -> bool:
        """Whether they last for another five minutes."""
        return self.expires is None or self.expires - _RENEW_BEFORE > now


class CredentialSource:
    """Finds the credentials of a process, and keeps those of the endpoint until shortly before they expire."""

    def __init__(self, environment: Mapping[str, str] = os.environ, *, clock: Callable[[], float] = time.time) -> None:
        self._environment, self._clock = environment, clock
        self._kept: Credentials | None = None

    def get(self) -> Credentials:
        """Credentials that are valid now. Raises NoCredentials."""
        env = self._environment
        access_key, secret_key = env.get("AWS_ACCESS_KEY_ID"), env.get("AWS_SECRET_ACCESS_KEY")
        if access_key and secret_key:
            return Credentials(access_key, secret_key, env.get("AWS_SESSION_TOKEN") or None)
        if self._kept is None or not self._kept.are_fresh(self._clock()):
            self._kept = self._renewed()
        return self._kept

    def _renewed(self) -> Credentials:
        """New credentials from the endpoint; the old ones while they still last, when it does not answer."""
        url = self._environment.get("AWS_CONTAINER_CREDENTIALS_FULL_URI")
        if not url:
            raise NoCredentials("neither AWS_ACCESS_KEY_ID nor AWS_CONTAINER_CREDENTIALS_FULL_URI is set")
        try:
            return _fetch(url, self._authorization())
        except (OSError, ValueError, KeyError) as error:
            kept = self._kept
            if kept is not None and kept.expires is not None and kept.expires > self._clock():
                return kept
            raise NoCredentials(f"the credentials endpoint gave none: {error!r}") from error

    def _authorization(self) -> str | None:
        path = self._environment.get("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")
        if not path:
            return self._environment.get("AWS_CONTAINER_AUTHORIZATION_TOKEN")
        from pathlib import Path

        return Path(path).read_text(encoding="utf-8").strip()


def _fetch(url: str, authorization: str | None) -> Credentials:
    """Ask the endpoint, which is inside the function's own sandbox."""
    from http.client import HTTPConnection

    address = urlsplit(url)
    connection = HTTPConnection(address.netloc, timeout=_TIMEOUT)
    try:
        connection.request("GET", address.path, headers={"Authorization": authorization} if authorization else {})
        answer = connection.getresponse()
        document = json.load(answer)
    finally:
        connection.close()
    return Credentials(
        document["AccessKeyId"], document["SecretAccessKey"], document["Token"], _unix(document["Expiration"])
    )


def _unix(moment: str) -> float:
    from datetime import datetime

    return datetime.fromisoformat(moment).timestamp()


source = CredentialSource()
"""The credentials of this process."""
