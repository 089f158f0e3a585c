"""Our transport over botocore, for tests on moto, which only sees botocore's requests."""

import re
from functools import cache
from typing import Any

import botocore.session
from botocore.exceptions import ClientError

from onetick.kernel.adapters.aws import AwsError

Body = dict[str, Any]


class BotocoreTransport:
    """Carries out a service's operations, DynamoDB's unless told, through a botocore client."""

    def __init__(self, region: str = "eu-central-1", service: str = "dynamodb") -> None:
        self._client = _session().create_client(service, region_name=region)

    def __call__(self, operation: str, body: Body) -> Body:
        method = getattr(self._client, re.sub(r"(?<!^)(?=[A-Z])", "_", operation).lower())
        try:
            answer: Body = method(**body)
        except ClientError as error:
            raise _aws_error(error.response) from error
        return answer


@cache
def _session() -> botocore.session.Session:
    """One session: it keeps the parsed service models, which are half a second of CPU."""
    return botocore.session.get_session()


def _aws_error(response: Any) -> AwsError:
    """Our error with the body as it was on the wire: botocore moves the members of an error to the top level."""
    error = response["Error"]
    body = {name: value for name, value in response.items() if name not in {"Error", "ResponseMetadata"}}
    if "Item" in error:
        body["Item"] = error["Item"]
    return AwsError(error["Code"], error.get("Message", ""), response["ResponseMetadata"]["HTTPStatusCode"], body)
