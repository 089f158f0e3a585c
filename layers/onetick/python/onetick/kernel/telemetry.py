"""Logs and metrics: one structured line per request, which CloudWatch reads as metrics too.

The line carries the embedded metric format (EMF) beside its fields, so a request costs one line, and
a metric always leads to the request, by its correlation id.
"""

import os
import time
from typing import Any

from aws_lambda_powertools import Logger

from .meter import Usage
from .settings import settings

NAMESPACE = "OneTick"
logger = Logger(service="onetick", utc=True)

_METRICS = (
    {"Name": "Latency", "Unit": "Milliseconds"},
    {"Name": "Requests", "Unit": "Count"},
    {"Name": "ServerErrors", "Unit": "Count"},
    {"Name": "Throttled", "Unit": "Count"},
    {"Name": "ReadUnits", "Unit": "Count"},
    {"Name": "WriteUnits", "Unit": "Count"},
)


def begin(correlation_id: str, **fields: Any) -> None:
    """Start a request's log context; nothing of the one before stays."""
    logger.clear_state()
    logger.append_keys(correlation_id=correlation_id, release=settings().release, **fields)
    trace = os.environ.get("_X_AMZN_TRACE_ID")
    if trace:
        logger.append_keys(xray_trace_id=trace)


def observe(*, operation: str, endpoint: str, status: int, milliseconds: float, usage: Usage, code: str | None) -> None:
    """Report a finished request: its latency by endpoint class, its outcome and what it consumed."""
    level = logger.error if status >= 500 else logger.info
    level(
        "request",
        extra={
            "operation": operation,
            "endpoint_class": endpoint,
            "deployment": settings().prefix,
            "status": status,
            "code": code,
            "calls": usage.calls,
            "Latency": round(milliseconds, 2),
            "Requests": 1,
            "ServerErrors": int(status >= 500),
            "Throttled": int(status == 429),
            "ReadUnits": usage.read_units,
            "WriteUnits": usage.write_units,
            "_aws": _emf(),
        },
    )


def _emf() -> dict[str, Any]:
    directive = {"Namespace": NAMESPACE, "Dimensions": [["deployment", "endpoint_class"]], "Metrics": _METRICS}
    return {"Timestamp": int(time.time() * 1000), "CloudWatchMetrics": [directive]}
