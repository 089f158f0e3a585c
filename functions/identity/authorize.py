"""The authorizer in front of every route that is not public."""

from typing import Any

from onetick.identity.access_tokens import NotAToken
from onetick.identity.authenticate import authenticate
from onetick.kernel import grants, telemetry
from onetick.kernel.entry import authorizer
from onetick.kernel.ids import new_ulid
from onetick.kernel.requests.binding import Headers
from onetick.kernel.runtime import runtime
from onetick.kernel.table import TableName


@authorizer(ttl=30, grants=[grants.read(TableName.GLOBAL), grants.read_secret("signing-keys")])
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Let in whoever has an access token or a personal access token that counts, and say who they are.

    The gateway keeps the answer for 30 seconds, so it allows every route: what the caller may do
    there is decided by the route, on facts it reads itself.
    """
    headers = Headers(event)
    telemetry.begin(headers.correlation_id or new_ulid(), operation="authorize")
    try:
        principal = authenticate(runtime().tables, headers.get("authorization"), runtime().clock())
    except NotAToken as refusal:
        telemetry.logger.info("unauthenticated", extra={"reason": str(refusal)})
        raise Exception("Unauthorized") from None  # noqa: TRY002 - the gateway's spelling of 401
    api = "/".join(event["methodArn"].split("/")[:2])
    return {
        "principalId": principal.id,
        "policyDocument": {
            "Version": "2012-10-17",
            "Statement": [{"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": f"{api}/*"}],
        },
        "context": principal.to_context(),
    }
