"""GET /v1/me/tokens."""

from onetick.identity.model import Account
from onetick.identity.own_credentials import list_my_tokens
from onetick.identity.schemas import PersonalTokenView
from onetick.identity.store import ACCOUNT_OF_CALLER
from onetick.kernel import grants
from onetick.kernel.entry import Self, route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/me/tokens",
    can=Self(reason="Everybody may see their own tokens."),
    endpoint="B",
    on=ACCOUNT_OF_CALLER,
    tables=[TableName.GLOBAL],
    grants=[grants.query(TableName.GLOBAL)],
)
def handler(work: Work, account: Account, paging: Paging) -> Page[PersonalTokenView]:
    """List my personal access tokens.

    Those that still work, in every organization, newest first. Their texts are not shown again.
    """
    return list_my_tokens(work, account, paging)
