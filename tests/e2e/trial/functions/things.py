"""Make things, and read them."""

import json
import os
import uuid
from typing import Any

from .aws import client


def make(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Put a thing with what the body says into the table."""
    identifier = str(json.loads(event["body"]).get("id") or uuid.uuid4().hex)
    item = {"pk": {"S": identifier}, "body": {"S": event["body"]}, "kind": {"S": "thing"}}
    client("dynamodb").put_item(TableName=os.environ["TRIAL_TABLE"], Item=item)
    return _answer(201, {"id": identifier})


def get(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """A thing, and what the function knows of its surroundings."""
    key = {"pk": {"S": event["pathParameters"]["thing_id"]}}
    found = client("dynamodb").get_item(TableName=os.environ["TRIAL_TABLE"], Key=key).get("Item")
    if not found:
        return _answer(404, {"code": "not_found"})
    surroundings = {
        "own": os.environ.get("TRIAL_OWN"),
        "name": os.environ["AWS_LAMBDA_FUNCTION_NAME"],
        "url": os.environ["TRIAL_URL"],
        "caller": event["headers"].get("x-viewer-ip"),
        "process": os.getpid(),
        "memory": context.memory_limit_in_mb,
    }
    arrivals = int(found.get("arrivals", {"N": "0"})["N"])
    return _answer(200, {"body": json.loads(found["body"]["S"]), "arrivals": arrivals, **surroundings})


def _answer(status: int, document: dict[str, Any]) -> dict[str, Any]:
    return {"statusCode": status, "headers": {"Content-Type": "application/json"}, "body": json.dumps(document)}
