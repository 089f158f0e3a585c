"""Carry committed events from the tables' streams to the bus."""

from typing import Any

from onetick.kernel.delivery.relaying import PARKED, relay
from onetick.kernel.grants import publish, send
from onetick.kernel.triggers import on_stream


@on_stream(grants=[publish(), send(PARKED)])
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Publish each event item's CloudEvent; what cannot be published is parked."""
    return relay(event["Records"], account=context.invoked_function_arn.split(":")[4])
