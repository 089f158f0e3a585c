"""Logs and metrics: one structured line and one set of EMF metrics per request, with the correlation id."""

import os
from typing import Any

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from .meter import Usage
from .settings import settings

logger = Logger(service="onetick", utc=True)
metrics = Metrics(namespace="OneTick", service="onetick")


def begin(correlation_id: str, **fields: Any) -> None:
    """Start a request's log context; nothing of the one before stays."""
    logger.clear_state()
    trace = os.environ.get("_X_AMZN_TRACE_ID")
    logger.append_keys(correlation_id=correlation_id, release=settings().release, **fields)
    if trace:
        logger.append_keys(xray_trace_id=trace)


def observe(*, operation: str, endpoint: str, status: int, milliseconds: float, usage: Usage, code: str | None) -> None:
    """Report a finished request: its latency by endpoint class, its outcome and what it consumed."""
    metrics.add_dimension(name="endpoint_class", value=endpoint)
    metrics.add_metric(name="Latency", unit=MetricUnit.Milliseconds, value=milliseconds)
    metrics.add_metric(name="Requests", unit=MetricUnit.Count, value=1)
    metrics.add_metric(name="ServerErrors", unit=MetricUnit.Count, value=int(status >= 500))
    metrics.add_metric(name="Throttled", unit=MetricUnit.Count, value=int(status == 429))
    metrics.add_metadata(key="operation", value=operation)
    metrics.flush_metrics()
    level = logger.error if status >= 500 else logger.info
    level(
        "request",
        extra={
            "operation": operation,
            "status": status,
            "code": code,
            "milliseconds": round(milliseconds, 2),
            "calls": usage.calls,
            "read_units": usage.read_units,
            "write_units": usage.write_units,
        },
    )
