"""GET /v1/me."""

from onetick.identity.model import Account
from onetick.identity.schemas import UserView
from onetick.identity.store import ACCOUNT_OF_CALLER
from onetick.kernel.entry import Self, route
from onetick.kernel.table import TableName


@route(
    "GET",
    "/v1/me",
    can=Self(reason="Everybody may see their own account."),
    endpoint="A",
    on=ACCOUNT_OF_CALLER,
    tables=[TableName.GLOBAL],
)
def handler(account: Account) -> UserView:
    """Get my account.

    Who the access token belongs to. `email_verified` is true once a link sent to the address was opened.
    """
    return UserView.of(account)
