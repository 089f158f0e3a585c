"""Defect: rotating a secret copies its value and never calls the rotation function.

`RotateSecret` is a stub, `AWS::SecretsManager::RotationSchedule` is an unknown type, and a version that
has no value yet is handed out as if it had one.

Mended by running the four steps on the function that the schedule (or the call) names, as Secrets
Manager does: the version is pending until the function has moved AWSCURRENT to it. A new schedule does
not rotate at once, since its function may not be deployed yet: the platform asks for the first rotation.
"""

import logging
import threading
import time
from typing import Any

_STEPS = ("createSecret", "setSecret", "testSecret", "finishSecret")
_log = logging.getLogger("rotation")


def apply() -> None:
    """Patch Secrets Manager and add the resource type."""
    from ministack.services import secretsmanager
    from ministack.services.cloudformation import provisioners

    get_value = secretsmanager._get_secret_value

    def get_secret_value(data: dict[str, Any]) -> Any:
        _, secret = secretsmanager._resolve(data.get("SecretId"))
        if secret and _is_empty(_version(secret, data)):
            return secretsmanager.error_response_json(
                "ResourceNotFoundException", "Secrets Manager can't find the specified secret value.", 400
            )
        return get_value(data)

    def rotate_secret(data: dict[str, Any]) -> Any:
        _, secret = secretsmanager._resolve(data.get("SecretId"))
        if not secret or secret.get("DeletedDate"):
            return secretsmanager.error_response_json(
                "ResourceNotFoundException", "Secrets Manager can't find the specified secret.", 400
            )
        _schedule(secret, data)
        if not secret.get("RotationLambdaARN"):
            return secretsmanager.error_response_json(
                "InvalidRequestException", "No Lambda rotation function ARN is associated with this secret.", 400
            )
        version = data.get("ClientRequestToken") or secretsmanager.new_uuid()
        if data.get("RotateImmediately", True):
            secret["Versions"].setdefault(
                version,
                {"SecretString": None, "SecretBinary": None, "CreatedDate": int(time.time()), "Stages": ["AWSPENDING"]},
            )
            threading.Thread(target=_rotate, args=(secret, version), name="rotation", daemon=True).start()
        return secretsmanager.json_response({"ARN": secret["ARN"], "Name": secret["Name"], "VersionId": version})

    def schedule(properties: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        _, secret = secretsmanager._resolve(properties["SecretId"])
        if not secret:
            raise ValueError(f"No secret {properties['SecretId']}")
        _schedule(secret, properties)
        return secret["ARN"], {"Id": secret["ARN"]}

    secretsmanager._get_secret_value = get_secret_value
    secretsmanager._rotate_secret = rotate_secret
    provisioners._RESOURCE_HANDLERS["AWS::SecretsManager::RotationSchedule"] = {
        "create": lambda logical_id, properties, stack: schedule(properties),
        "update": lambda physical_id, old, new, stack: schedule(new),
        "delete": lambda physical_id, properties: None,
    }


def _schedule(secret: dict[str, Any], given: dict[str, Any]) -> None:
    for name in ("RotationLambdaARN", "RotationRules"):
        if given.get(name):
            secret[name] = given[name]
    secret["RotationEnabled"] = True


def _version(secret: dict[str, Any], data: dict[str, Any]) -> dict[str, Any] | None:
    versions: dict[str, dict[str, Any]] = secret["Versions"]
    if data.get("VersionId"):
        return versions.get(data["VersionId"])
    stage = data.get("VersionStage", "AWSCURRENT")
    return next((version for version in versions.values() if stage in version["Stages"]), None)


def _is_empty(version: dict[str, Any] | None) -> bool:
    return version is not None and version.get("SecretString") is None and version.get("SecretBinary") is None


def _rotate(secret: dict[str, Any], version: str) -> None:
    from ministack.services import lambda_svc

    function = secret["RotationLambdaARN"]
    _, _, _, region, account, *_ = function.split(":")
    found, config, _ = lambda_svc._get_func_record_for_ref_in_scope(function, account_id=account, region=region)
    if found is None or config is None:
        _log.error("Rotation of %s: there is no function %s", secret["Name"], function)
        return
    record = lambda_svc._execution_record_for_config(found, config)
    for step in _STEPS:
        event = {"Step": step, "SecretId": secret["ARN"], "ClientRequestToken": version}
        result = lambda_svc._execute_function_with_config_scope(record, event)
        if result.get("error"):
            _log.error("Rotation of %s: %s failed: %s", secret["Name"], step, result.get("body"))
            return
