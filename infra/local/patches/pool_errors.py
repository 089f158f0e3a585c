"""Defect: the error of a function that runs behind an address reaches nobody as it was.

Lambda hands on the error's own type and message; the emulator wraps both into a text about the
address. So an authorizer that says "Unauthorized" is a failure, answered with 500 instead of 401.

Mended by handing on the error that came.
"""

import json
from typing import Any

_WRAPPED = "Proxy target returned HTTP 500: "


def apply() -> None:
    """Patch the invocation of functions behind an address."""
    from ministack.services import lambda_svc

    execute = lambda_svc._execute_function_proxy

    def execute_and_unwrap(*given: Any, **named: Any) -> dict[str, Any]:
        result: dict[str, Any] = execute(*given, **named)
        if not result.get("error"):
            return result
        wrapped = result["body"]["errorMessage"].removeprefix(_WRAPPED)
        try:
            error = json.loads(wrapped)
        except ValueError:
            # Not from one of our workers, or longer than what the emulator keeps of it.
            return result
        return {**result, "body": error}

    lambda_svc._execute_function_proxy = execute_and_unwrap
