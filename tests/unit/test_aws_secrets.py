"""Secrets are read once in five minutes, by stage, and can be given by a test."""

from collections.abc import Iterator

import pytest

from onetick.kernel.adapters import aws, secrets
from onetick.kernel.adapters.aws import AwsError
from onetick.kernel.settings import settings


class Manager:
    """Secrets Manager: values by stage."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.asked: list[tuple[str, str | None]] = []

    def get_secret_value(self, secret: str, *, stage: str | None = None) -> str:
        self.asked.append((secret, stage))
        if stage not in self.values:
            raise AwsError("ResourceNotFoundException", "no such stage", 400, {})
        return self.values[stage]


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch) -> Iterator[Manager]:
    found = Manager()
    monkeypatch.setattr(aws, "get_secret_value", found.get_secret_value)
    secrets.forget()
    yield found
    secrets.forget()


def test_a_secret_is_read_under_the_prefix_and_kept_for_five_minutes(
    manager: Manager, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    manager.values["AWSCURRENT"] = "one"
    assert [secrets.secret("cursor-key") for _ in range(3)] == ["one"] * 3
    assert manager.asked == [(f"{settings().prefix}/cursor-key", "AWSCURRENT")]
    manager.values["AWSCURRENT"] = "two"
    now += 299
    assert secrets.secret("cursor-key") == "one"
    now += 1
    assert secrets.secret("cursor-key") == "two"


def test_every_stage_that_exists_is_given(manager: Manager) -> None:
    manager.values.update(AWSCURRENT="new", AWSPREVIOUS="old")
    assert secrets.secret_versions("signing-keys") == {"AWSCURRENT": "new", "AWSPREVIOUS": "old"}
    secrets.secret_versions("signing-keys")
    assert len(manager.asked) == 3, "a stage that does not exist is remembered too"
    manager.values["AWSPENDING"] = "next"
    secrets.forget()
    assert list(secrets.secret_versions("signing-keys").values()) == ["new", "old", "next"]


def test_a_secret_that_does_not_exist_is_an_error(manager: Manager) -> None:
    with pytest.raises(AwsError):
        secrets.secret("nothing")
    with pytest.raises(AwsError):
        secrets.secret_versions("nothing")


def test_a_test_gives_its_own_secrets(manager: Manager) -> None:
    with secrets.use({"a": "1", "a@AWSPREVIOUS": "0"}):
        assert secrets.secret("a") == "1"
        assert secrets.secret_versions("a") == {"AWSCURRENT": "1", "AWSPREVIOUS": "0"}
        with secrets.use({"a": "2"}):
            assert secrets.secret("a") == "2"
        assert secrets.secret("a") == "1"
        with pytest.raises(KeyError):
            secrets.secret("b")
    assert manager.asked == []
