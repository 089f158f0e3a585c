"""POST /v1/me/email-verification."""

from onetick.identity.events import VERIFICATION_REQUESTED
from onetick.identity.model import Account
from onetick.identity.store import ACCOUNT_OF_CALLER
from onetick.identity.verify_email import request_verification
from onetick.kernel.entry import Self, route
from onetick.kernel.problems import RateLimited
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/me/email-verification",
    can=Self(reason="The mail goes to the caller's own address."),
    endpoint="C",
    on=ACCOUNT_OF_CALLER,
    status=204,
    emits=[VERIFICATION_REQUESTED],
    problems=[RateLimited],
    tables=[TableName.GLOBAL],
)
def handler(work: Work, account: Account) -> None:
    """Send the verification mail again.

    At most once a minute. Nothing is sent when the address is verified already.
    """
    request_verification(work, account)
