"""Defect: a table stream's consumer cannot report which records failed.

A function that answers `batchItemFailures` for records of a stream has the whole batch taken as done, so
what it could neither publish nor set aside is lost.

Mended by taking such an answer as a failure: the batch is delivered again, as when the function raises.
AWS begins at the first record that failed; to begin earlier delivers some records twice, which a stream may do.
"""

from typing import Any


def apply() -> None:
    """Patch the Lambda service; queues, whose partial failures it honours, are not changed."""
    from ministack.services import lambda_svc

    execute = lambda_svc._execute_function

    def execute_function(function: dict[str, Any], event: Any) -> Any:
        result = execute(function, event)
        if not _is_of_stream(event) or result.get("error"):
            return result
        body = result.get("body")
        failures = body.get("batchItemFailures") if isinstance(body, dict) else None
        if not failures:
            return result
        told = {"errorType": "BatchItemFailures", "errorMessage": f"{len(failures)} records failed"}
        return {**result, "error": True, "body": told}

    lambda_svc._execute_function = execute_function


def _is_of_stream(event: Any) -> bool:
    records = event.get("Records") if isinstance(event, dict) else None
    return isinstance(records, list) and bool(records) and records[0].get("eventSource") == "aws:dynamodb"
