"""The rotation of the keys that sign access tokens."""

from typing import Any

from onetick.identity.events import SIGNING_KEY_ROTATED
from onetick.identity.rotate_signing_keys import record_rotation, rotate
from onetick.kernel import grants, telemetry
from onetick.kernel.performing import Cause, perform
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_rotation


@on_rotation(
    "signing-keys",
    days=30,
    emits=[SIGNING_KEY_ROTATED],
    tables=[TableName.GLOBAL],
    grants=[grants.read(TableName.GLOBAL), grants.store(TableName.GLOBAL)],
)
def handler(event: dict[str, Any], context: Any) -> None:
    """Carry out one of the four steps that replace the signing key.

    Secrets Manager calls it with a step, the secret and the version that is to become current.
    """
    step, version = event["Step"], event["ClientRequestToken"]
    telemetry.begin(version, operation="rotateSigningKeys", step=step)
    key = rotate(step, event["SecretId"], version)
    if key is not None:
        perform(
            handler,
            lambda work: record_rotation(work, key),
            org_id=None,
            cause=Cause(correlation_id=version),
            once=key.kid,
        )
    telemetry.logger.info("step")
