"""Everything a function must not do."""

import os
import time
from typing import Any


def handler(event: dict[str, Any], context: Any) -> Any:
    """Misbehave as the path asks for."""
    match event["pathParameters"]["how"]:
        case "die":
            os._exit(3)
        case "raise":
            raise RuntimeError("the secret detail")
        case "hang":
            time.sleep(60)
        case "malformed":
            return ["not a response"]
    return {"statusCode": 200, "body": "{}"}
