"""GET /v1/me/tokens/{token_id}."""

from onetick.identity.model import Account, PersonalToken
from onetick.identity.own_credentials import get_my_token
from onetick.identity.schemas import PersonalTokenView
from onetick.identity.store import ACCOUNT_OF_CALLER, TOKEN_OF_CALLER
from onetick.kernel.entry import Self, route
from onetick.kernel.problems import NotFound
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/me/tokens/{token_id}",
    can=Self(reason="Everybody may see their own tokens."),
    endpoint="A",
    on=[TOKEN_OF_CALLER, ACCOUNT_OF_CALLER],
    problems=[NotFound],
    tables=[TableName.GLOBAL],
)
def handler(work: Work, account: Account, token: PersonalToken) -> PersonalTokenView:
    """Get one of my personal access tokens.

    What it may do and when it expires, but not its text.
    """
    return get_my_token(work, account, token)
