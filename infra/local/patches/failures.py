"""Defect: when a function behind a REST API fails, the caller is told the function's error text.

API Gateway answers 502 through the gateway response DEFAULT_5XX and says no more than "Internal server
error"; the emulator answers a body of its own with the exception's message in it, bypasses the gateway
responses, and passes a malformed reply of the function on with status 200.

Mended by turning both into the gateway error that AWS raises.
"""

import json
from typing import Any

_FAILED = "the function failed"
_MARK = json.dumps({"message": _FAILED}).encode()


def apply() -> None:
    """Patch the REST API's data plane."""
    from ministack.services import apigateway_v1 as api

    class FunctionFailure(api._GatewayError):  # type: ignore[misc]
        """A gateway error whose status is 502 unless the gateway response names another."""

        def __init__(self) -> None:
            super().__init__("DEFAULT_5XX", "Internal server error")

    shape, invoke, answer = api._lambda_proxy_response, api._invoke_lambda_proxy_v1, api._gateway_error_response

    def proxy_response(result: dict[str, Any]) -> tuple[Any, str | None]:
        throttled = bool(result.get("throttle"))
        payload = result.get("body")
        well_formed = isinstance(payload, dict) and isinstance(payload.get("statusCode"), int)
        if not throttled and (result.get("error") or not well_formed):
            return None, _FAILED
        response: tuple[Any, str | None] = shape(result)
        return response

    async def invoke_proxy(*given: Any, **named: Any) -> Any:
        response = await invoke(*given, **named)
        if isinstance(response, tuple) and response[0] == 502 and response[2] == _MARK:
            return FunctionFailure()
        return response

    def error_response(error: Any, request: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
        status, headers, body = answer(error, request)
        return (502 if isinstance(error, FunctionFailure) and status == 500 else status), headers, body

    api._lambda_proxy_response = proxy_response
    api._invoke_lambda_proxy_v1 = invoke_proxy
    api._gateway_error_response = error_response
