"""From the table's stream over the bus and the queue back into the table."""

import json
import os
from typing import Any

from .aws import client


def relay(event: dict[str, Any], context: Any) -> None:
    """Put an event on the bus for each new thing."""
    entries = [
        {
            "EventBusName": os.environ["TRIAL_BUS"],
            "Source": "trial",
            "DetailType": "thing.made",
            "Detail": json.dumps({"id": record["dynamodb"]["Keys"]["pk"]["S"]}),
        }
        for record in event["Records"]
    ]
    failed = client("events").put_events(Entries=entries)["FailedEntryCount"]
    if failed:
        raise RuntimeError(f"{failed} events were not accepted")


def consume(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Count the thing's event in the thing; one whose id begins with poison fails."""
    failures = []
    for record in event["Records"]:
        identifier = json.loads(record["body"])["detail"]["id"]
        if identifier.startswith("poison"):
            failures.append({"itemIdentifier": record["messageId"]})
            continue
        client("dynamodb").update_item(
            TableName=os.environ["TRIAL_TABLE"],
            Key={"pk": {"S": identifier}},
            UpdateExpression="ADD arrivals :one",
            ExpressionAttributeValues={":one": {"N": "1"}},
        )
    return {"batchItemFailures": failures}
