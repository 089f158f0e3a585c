"""The rotation against Secrets Manager as moto has it: three in a row, started by RotateSecret's own rules."""

from collections.abc import Iterator
from typing import Any

import boto3
import moto
import pytest
from botocore.exceptions import ClientError

from onetick.identity.rotate_signing_keys import rotate
from onetick.identity.signing_keys import parse_signing_key
from onetick.kernel.adapters import aws
from onetick.kernel.adapters.aws import AwsError

NAME = "onetick-test/signing-keys"
STEPS = ("createSecret", "setSecret", "testSecret", "finishSecret")


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A client of a Secrets Manager that our own requests reach too."""
    with moto.mock_aws():
        found = boto3.client("secretsmanager", region_name="eu-central-1")
        operations: dict[str, Any] = {
            "GetSecretValue": found.get_secret_value,
            "PutSecretValue": found.put_secret_value,
            "DescribeSecret": found.describe_secret,
            "UpdateSecretVersionStage": found.update_secret_version_stage,
        }

        def call(service: str, operation: str, body: dict[str, Any]) -> dict[str, Any]:
            assert service == "secretsmanager"
            try:
                answer: dict[str, Any] = operations[operation](**body)
            except ClientError as error:
                raise AwsError(error.response["Error"]["Code"], str(error), 400, {}) from error
            return answer

        monkeypatch.setattr(aws, "call", call)
        found.create_secret(Name=NAME, SecretString="random text of a new deployment")
        yield found


def test_three_rotations_in_a_row_keep_two_keys(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    describe = aws.describe_secret
    pending: set[str] = set()

    def rotating(secret: str) -> dict[str, Any]:
        """As AWS describes a secret while RotateSecret waits for the function, which moto never does."""
        found = describe(secret)
        stages = dict(found["VersionIdsToStages"])
        for version in pending - stages.keys():
            stages[version] = ["AWSPENDING"]
        return {**found, "RotationEnabled": True, "VersionIdsToStages": stages}

    monkeypatch.setattr(aws, "describe_secret", rotating)
    kids: list[str] = []
    for number in range(3):
        version = f"{number:032}"
        pending.add(version)
        for step in STEPS:
            rotate(step, client.describe_secret(SecretId=NAME)["ARN"], version)
        current, previous = (
            parse_signing_key(client.get_secret_value(SecretId=NAME, VersionStage=stage)["SecretString"]).kid
            for stage in ("AWSCURRENT", "AWSPREVIOUS")
        )
        assert current != previous
        assert not kids or previous == kids[-1]
        kids.append(current)
        stages = client.describe_secret(SecretId=NAME)["VersionIdsToStages"]
        assert stages[version] == ["AWSCURRENT"]
        assert sum("AWSPENDING" in labels for labels in stages.values()) == 0
    assert len(set(kids)) == 3
