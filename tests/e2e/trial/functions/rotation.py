"""The trial's secret, rotated in Secrets Manager's four steps."""

import json
from typing import Any

from .aws import client


def handler(event: dict[str, Any], context: Any) -> None:
    """Make a value in the first step, and make it current in the last."""
    secret, version = event["SecretId"], event["ClientRequestToken"]
    manager = client("secretsmanager")
    stages = manager.describe_secret(SecretId=secret)["VersionIdsToStages"]
    assert version in stages, "the version is pending before the first step"
    if event["Step"] == "createSecret":
        value = json.dumps({"keys": [version]})
        manager.put_secret_value(
            SecretId=secret, ClientRequestToken=version, SecretString=value, VersionStages=["AWSPENDING"]
        )
    if event["Step"] == "finishSecret":
        current = next(found for found, labels in stages.items() if "AWSCURRENT" in labels)
        manager.update_secret_version_stage(
            SecretId=secret, VersionStage="AWSCURRENT", MoveToVersionId=version, RemoveFromVersionId=current
        )
