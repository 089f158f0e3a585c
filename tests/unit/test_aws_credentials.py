"""Where credentials come from, and how long they are kept."""

import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from onetick.kernel.adapters import credentials
from onetick.kernel.adapters.credentials import Credentials, CredentialSource, NoCredentials

START = datetime(2030, 1, 1, tzinfo=UTC).timestamp()
URI = "http://127.0.0.1:9001/2021-01-01/credentials"


class Endpoint:
    """The credentials endpoint of a SnapStart function; each answer lasts an hour from the clock's time."""

    def __init__(self) -> None:
        self.now, self.answers, self.fails = START, 0, False
        self.asked: list[tuple[str, str | None]] = []

    def fetch(self, url: str, authorization: str | None) -> Credentials:
        if self.fails:
            raise OSError("no answer")
        self.answers += 1
        self.asked.append((url, authorization))
        return Credentials(f"key{self.answers}", "secret", "token", self.now + 3600)


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Endpoint:
    found = Endpoint()
    monkeypatch.setattr(credentials, "_fetch", found.fetch)
    return found


def source(endpoint: Endpoint, **environment: str) -> CredentialSource:
    return CredentialSource(environment, clock=lambda: endpoint.now)


def test_the_environment_comes_first(endpoint: Endpoint) -> None:
    env = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_CONTAINER_CREDENTIALS_FULL_URI": URI}
    assert source(endpoint, **env).get() == Credentials("a", "b")
    assert source(endpoint, **env, AWS_SESSION_TOKEN="c").get() == Credentials("a", "b", "c")
    assert endpoint.asked == []


def test_the_endpoint_is_asked_with_its_token_and_again_five_minutes_before_the_end(endpoint: Endpoint) -> None:
    chosen = source(endpoint, AWS_CONTAINER_CREDENTIALS_FULL_URI=URI, AWS_CONTAINER_AUTHORIZATION_TOKEN="let me in")
    assert chosen.get().access_key == "key1"
    endpoint.now += 3600 - 301
    assert chosen.get().access_key == "key1"
    endpoint.now += 1
    assert chosen.get().access_key == "key2"
    assert endpoint.asked == [(URI, "let me in")] * 2


def test_the_token_may_be_in_a_file(endpoint: Endpoint, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("from a file\n")
    source(endpoint, AWS_CONTAINER_CREDENTIALS_FULL_URI=URI, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=str(file)).get()
    assert endpoint.asked == [(URI, "from a file")]


def test_credentials_that_still_last_outlive_a_failing_endpoint(endpoint: Endpoint) -> None:
    chosen = source(endpoint, AWS_CONTAINER_CREDENTIALS_FULL_URI=URI)
    chosen.get()
    endpoint.fails = True
    endpoint.now += 3600 - 10
    assert chosen.get().access_key == "key1"
    endpoint.now += 10
    with pytest.raises(NoCredentials):
        chosen.get()


def test_an_environment_without_credentials_says_so(endpoint: Endpoint) -> None:
    with pytest.raises(NoCredentials, match="AWS_ACCESS_KEY_ID"):
        source(endpoint).get()


def test_the_answer_of_the_endpoint_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    document = {"AccessKeyId": "a", "SecretAccessKey": "b", "Token": "c", "Expiration": "2030-01-01T01:00:00Z"}
    asked: list[Any] = []

    class Connection:
        def __init__(self, host: str, timeout: float) -> None:
            self.host, self.timeout = host, timeout

        def request(self, method: str, path: str, headers: dict[str, str]) -> None:
            asked.append((method, self.host, path, headers, self.timeout))

        def getresponse(self) -> BytesIO:
            return BytesIO(json.dumps(document).encode())

        def close(self) -> None:
            asked.append("closed")

    monkeypatch.setattr("http.client.HTTPConnection", Connection)
    environment = {"AWS_CONTAINER_CREDENTIALS_FULL_URI": URI, "AWS_CONTAINER_AUTHORIZATION_TOKEN": "t"}
    chosen = CredentialSource(environment, clock=lambda: START)
    assert chosen.get() == Credentials("a", "b", "c", START + 3600)
    path = "/2021-01-01/credentials"
    assert asked == [("GET", "127.0.0.1:9001", path, {"Authorization": "t"}, 2), "closed"]
    document.clear()
    with pytest.raises(NoCredentials, match="AccessKeyId"):
        CredentialSource({"AWS_CONTAINER_CREDENTIALS_FULL_URI": URI}).get()
    assert asked[-1] == "closed"
