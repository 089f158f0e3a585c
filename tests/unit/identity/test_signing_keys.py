"""Where the authorizer gets its keys from, and that forged names of keys cost nothing."""

from collections.abc import Iterator

import pytest

from onetick.identity import signing_keys
from onetick.identity.signing_keys import COOLDOWN_SECONDS, new_signing_key, parse_signing_key, verification_key
from onetick.kernel.adapters import aws, secrets
from onetick.kernel.adapters.aws import AwsError


class Manager:
    """Secrets Manager: the values of one secret by stage, and how often it was asked."""

    def __init__(self) -> None:
        self.values = {"AWSCURRENT": new_signing_key(), "AWSPREVIOUS": new_signing_key()}
        self.asked = 0

    def get_secret_value(self, secret: str, *, stage: str | None = None, version: str | None = None) -> str:
        self.asked += 1
        if stage not in self.values:
            raise AwsError("ResourceNotFoundException", "no such stage", 400, {})
        return self.values[stage]


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch) -> Iterator[Manager]:
    found = Manager()
    monkeypatch.setattr(aws, "get_secret_value", found.get_secret_value)
    secrets.forget()
    signing_keys.allow_asking_again()
    yield found
    secrets.forget()
    signing_keys.allow_asking_again()


def kid(text: str) -> str:
    return parse_signing_key(text).kid


def test_the_current_key_takes_one_call_once(manager: Manager) -> None:
    for _ in range(5):
        assert verification_key(kid(manager.values["AWSCURRENT"])) is not None
    assert manager.asked == 1


def test_the_other_keys_are_read_when_they_are_met(manager: Manager) -> None:
    assert verification_key(kid(manager.values["AWSPREVIOUS"])) is not None
    assert manager.asked == 3


def test_a_key_that_just_began_to_sign_is_found_at_once(manager: Manager) -> None:
    assert verification_key(kid(manager.values["AWSCURRENT"]))
    manager.values = {"AWSCURRENT": new_signing_key(), "AWSPREVIOUS": manager.values["AWSCURRENT"]}
    assert verification_key(kid(manager.values["AWSCURRENT"])) is not None


def test_forged_names_do_not_hammer_secrets_manager(manager: Manager, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    for number in range(50):
        assert verification_key(f"{number:043}") is None
    assert manager.asked == 6, "once as usual, and once anew"
    now += COOLDOWN_SECONDS
    for number in range(50):
        assert verification_key(f"{number:043}") is None
    assert manager.asked == 9


def test_an_unreadable_secret_is_an_error_and_nobody_is_called_a_forger(manager: Manager) -> None:
    manager.values.clear()
    with pytest.raises(AwsError):
        verification_key("A" * 43)
