"""Where credentials come from, and how long they are kept."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from onetick.kernel import credentials
from onetick.kernel.credentials import Credentials, CredentialSource, NoCredentials

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

    class Opener:
        def open(self, request: Any, timeout: float) -> Any:
            from io import BytesIO

            asked.append((request.full_url, request.get_header("Authorization"), timeout))
            return BytesIO(json.dumps(document).encode())

    monkeypatch.setattr("urllib.request.build_opener", lambda *_: Opener())
    chosen = CredentialSource(
        {"AWS_CONTAINER_CREDENTIALS_FULL_URI": URI, "AWS_CONTAINER_AUTHORIZATION_TOKEN": "t"}, clock=lambda: START
    )
    assert chosen.get() == Credentials("a", "b", "c", START + 3600)
    assert asked == [(URI, "t", 2)]
    document.clear()
    with pytest.raises(NoCredentials, match="AccessKeyId"):
        CredentialSource({"AWS_CONTAINER_CREDENTIALS_FULL_URI": URI}).get()
