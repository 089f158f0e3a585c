"""Defect: with IAM enforced, nobody may send mail whose right names the identity it is sent from.

AWS checks `ses:SendEmail` on the identity of the sender; the emulator checks it on `*`, which no
statement for an identity allows.

Mended by naming the sender's identity as the resource.
"""

import json
from email.utils import parseaddr
from typing import Any

_SEND = "/v2/email/outbound-emails"


def apply() -> None:
    """Patch the derivation of the resource that a request is about."""
    from ministack.core import iam_actions

    derive = iam_actions.extract_resource_arn

    def resource_of(
        service: str, method: str, path: str, headers: Any, body: bytes, query: Any, region: str, account: str
    ) -> str:
        if service == "ses" and method == "POST" and path.rstrip("/") == _SEND:
            sender = parseaddr(str(json.loads(body).get("FromEmailAddress", "")))[1]
            return f"arn:aws:ses:{region}:{account}:identity/{sender}"
        return str(derive(service, method, path, headers, body, query, region, account))

    iam_actions.extract_resource_arn = resource_of
