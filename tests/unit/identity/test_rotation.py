"""Rotating the signing key: four steps, each of which may be cut off and called again."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

import pytest

from onetick.identity import rotate_signing_keys
from onetick.identity.signing_keys import NotAKey, new_signing_key, parse_signing_key
from onetick.kernel.adapters import aws, secrets
from onetick.kernel.adapters.aws import AwsError
from onetick.kernel.triggers import Rotation
from tests.service import TEST_SECRETS, Service, entry_named

from .steps import events_of, is_signed_in, renew

STEPS = ("createSecret", "setSecret", "testSecret", "finishSecret")
SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:onetick-test/signing-keys-AbCdEf"


class Cut(Exception):
    """The function was stopped."""


class Manager:
    """One secret in Secrets Manager: its versions and stages, by AWS's rules; a call can be cut off."""

    def __init__(self, first: str = "random text of a new deployment") -> None:
        self.texts = {"v0": first}
        self.stages = {"AWSCURRENT": "v0"}
        self.calls_until_cut: int | None = None
        self.cut_after = False

    def begin(self, version: str) -> None:
        """What RotateSecret does before it calls the function."""
        self.stages["AWSPENDING"] = version

    @property
    def labels(self) -> dict[str, str]:
        return {stage: self.texts[version] for stage, version in self.stages.items() if version in self.texts}

    def describe_secret(self, secret: str) -> dict[str, Any]:
        self._reached()
        found: dict[str, list[str]] = {version: [] for version in self.texts}
        for stage, version in self.stages.items():
            found.setdefault(version, []).append(stage)
        found = {version: stages for version, stages in found.items() if stages}
        return {"RotationEnabled": True, "VersionIdsToStages": found}

    def get_secret_value(self, secret: str, *, stage: str | None = None, version: str | None = None) -> str:
        self._reached()
        version = version or self.stages.get(stage or "AWSCURRENT")
        if version not in self.texts or (stage is not None and self.stages.get(stage) != version):
            raise AwsError("ResourceNotFoundException", "no such version", 400, {})
        return self.texts[version]

    def put_secret_value(self, secret: str, text: str, *, version: str, stages: Sequence[str]) -> None:
        self._reached()
        if self.texts.get(version, text) != text:
            raise AwsError("ResourceExistsException", "the version has another value", 400, {})
        self.texts[version] = text
        for stage in stages:
            self._move(stage, version)
        self._done()

    def update_secret_version_stage(self, secret: str, stage: str, *, to: str | None, of: str | None) -> None:
        self._reached()
        if self.stages.get(stage) != of:
            raise AwsError("InvalidParameterException", "another version has the stage", 400, {})
        if to is None:
            del self.stages[stage]
        else:
            self._move(stage, to)
        self._done()

    def _move(self, stage: str, version: str) -> None:
        if stage == "AWSCURRENT" and self.stages[stage] != version:
            self.stages["AWSPREVIOUS"] = self.stages[stage]
        self.stages[stage] = version

    def _reached(self) -> None:
        if self.calls_until_cut is not None:
            self.calls_until_cut -= 1
            if self.calls_until_cut < 0 and not self.cut_after:
                raise Cut

    def _done(self) -> None:
        if self.calls_until_cut is not None and self.calls_until_cut < 0:
            raise Cut


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch, service: Service) -> Iterator[Manager]:
    found = Manager()
    for name in ("describe_secret", "get_secret_value", "put_secret_value", "update_secret_version_stage"):
        monkeypatch.setattr(aws, name, getattr(found, name))
    secrets.forget()
    yield found
    secrets.forget()


def step(name: str, version: str) -> None:
    handler = entry_named("identity-rotate-signing-keys")
    handler({"Step": name, "SecretId": SECRET, "ClientRequestToken": version}, None)


def rotate(manager: Manager, version: str) -> None:
    manager.begin(version)
    for name in STEPS:
        step(name, version)


def kids(manager: Manager) -> dict[str, str]:
    return {stage: parse_signing_key(text).kid for stage, text in manager.labels.items()}


def test_the_first_rotation_leaves_two_keys_in_place_of_the_random_text(manager: Manager) -> None:
    rotate(manager, "v1")
    found = kids(manager)
    assert set(found) == {"AWSCURRENT", "AWSPREVIOUS"}
    assert found["AWSCURRENT"] != found["AWSPREVIOUS"]


def test_each_rotation_brings_a_new_key_and_keeps_the_last_one(manager: Manager) -> None:
    rotate(manager, "v1")
    for number in range(2, 5):
        before = kids(manager)["AWSCURRENT"]
        rotate(manager, f"v{number}")
        after = kids(manager)
        assert after["AWSPREVIOUS"] == before
        assert after["AWSCURRENT"] != before
        assert "AWSPENDING" not in after, "else the next rotation would not start"


def test_while_it_rotates_the_coming_key_is_there_for_verifiers(manager: Manager) -> None:
    rotate(manager, "v1")
    manager.begin("v2")
    step("createSecret", "v2")
    assert len(set(kids(manager).values())) == 3


def test_a_rotation_is_recorded_once(manager: Manager, service: Service) -> None:
    rotate(manager, "v1")
    step("finishSecret", "v1")
    [event] = events_of(service, "signing_key.rotated")
    assert event["aggregateid"] == kids(manager)["AWSCURRENT"]
    assert event["actortype"] == "system"
    assert '"d"' not in str(event)


@pytest.mark.parametrize("name", STEPS)
def test_a_step_that_is_called_again_changes_nothing(manager: Manager, name: str) -> None:
    rotate(manager, "v1")
    manager.begin("v2")
    for earlier in STEPS[: STEPS.index(name) + 1]:
        step(earlier, "v2")
    before = manager.labels
    step(name, "v2")
    assert manager.labels == before


def test_a_step_of_a_finished_rotation_changes_nothing(manager: Manager) -> None:
    rotate(manager, "v1")
    before = manager.labels
    for name in STEPS:
        step(name, "v1")
    assert manager.labels == before


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("calls", range(6))
@pytest.mark.parametrize("name", STEPS)
def test_a_step_that_was_cut_off_anywhere_ends_well_when_called_again(
    manager: Manager, name: str, calls: int, after: bool
) -> None:
    manager.begin("v1")
    for earlier in STEPS[: STEPS.index(name)]:
        step(earlier, "v1")
    manager.calls_until_cut, manager.cut_after = calls, after
    with suppress(Cut):
        step(name, "v1")
    manager.calls_until_cut = None
    for later in STEPS[STEPS.index(name) :]:
        step(later, "v1")
    found = kids(manager)
    assert set(found) == {"AWSCURRENT", "AWSPREVIOUS"}
    assert found["AWSCURRENT"] == parse_signing_key(manager.texts["v1"]).kid


def test_a_rotation_that_stopped_half_way_can_be_followed_by_another(manager: Manager) -> None:
    rotate(manager, "v1")
    manager.begin("v2")
    step("createSecret", "v2")
    before = kids(manager)["AWSCURRENT"]
    rotate(manager, "v3")
    assert kids(manager)["AWSPREVIOUS"] == before


def test_a_pending_version_that_is_no_key_never_becomes_current(manager: Manager) -> None:
    rotate(manager, "v1")
    before = kids(manager)
    manager.begin("v2")
    manager.texts["v2"] = "not a key"
    for name in STEPS[1:3]:
        with pytest.raises(NotAKey):
            step(name, "v2")
    assert parse_signing_key(manager.labels["AWSCURRENT"]).kid == before["AWSCURRENT"]


def test_the_current_key_is_not_taken_for_a_new_one(manager: Manager) -> None:
    rotate(manager, "v1")
    manager.begin("v2")
    manager.texts["v2"] = manager.labels["AWSCURRENT"]
    with pytest.raises(RuntimeError):
        step("testSecret", "v2")


@pytest.mark.parametrize(
    ("name", "version"), [("createSecret", "unknown"), ("finishSecret", "unknown"), ("dropSecret", "v1")]
)
def test_what_is_no_rotation_is_refused(manager: Manager, name: str, version: str) -> None:
    manager.begin("v1")
    before = dict(manager.stages)
    with pytest.raises(ValueError, match=r"step|rotated"):
        step(name, version)
    assert manager.stages == before


def test_a_secret_without_rotation_is_left_alone(manager: Manager, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aws, "describe_secret", lambda secret: {"VersionIdsToStages": {"v1": ["AWSPENDING"]}})
    with pytest.raises(ValueError, match="rotated"):
        rotate_signing_keys.rotate("createSecret", SECRET, "v1")


def test_nobody_is_signed_out_by_a_rotation(service: Service, manager: Manager) -> None:
    rotate(manager, "v1")
    with secrets.use({**TEST_SECRETS, **_staged(manager)}):
        ann = service.person("Ann")
        assert is_signed_in(ann)
    manager.begin("v2")
    for name in STEPS:
        step(name, "v2")
        with secrets.use({**TEST_SECRETS, **_staged(manager)}):
            assert is_signed_in(ann)
            ann.refresh = renew(service, ann.refresh).expect(200)["refresh_token"]


def _staged(manager: Manager) -> dict[str, str]:
    """The secret's versions as a test gives them, none left over from the other tests' keys."""
    given = {f"signing-keys@{stage}": text for stage, text in manager.labels.items()}
    return {"signing-keys": manager.labels["AWSCURRENT"], "signing-keys@AWSPREVIOUS": new_signing_key(), **given}


def test_it_is_declared_as_the_rotation_of_the_secret() -> None:
    handler = entry_named("identity-rotate-signing-keys")
    assert isinstance(handler, Rotation)
    assert (handler.secret, handler.days) == ("signing-keys", 30)
    actions = {
        action for grant in handler.all_grants() for action in grant.actions if grant.service == "secretsmanager"
    }
    assert actions == {"DescribeSecret", "GetSecretValue", "PutSecretValue", "UpdateSecretVersionStage"}
