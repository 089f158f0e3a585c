"""POST /v1/me/tokens."""

from onetick.identity.create_my_token import create_my_token
from onetick.identity.events import TOKEN_CREATED
from onetick.identity.schemas import NewToken, NewTokenView
from onetick.identity.store import OWN_SESSION
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Unprocessable
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/me/tokens",
    can="token:create",
    endpoint="C",
    on=OWN_SESSION,
    status=201,
    emits=[TOKEN_CREATED],
    problems=[Unprocessable],
    tables=[TableName.TENANT, TableName.GLOBAL],
    secret_response=True,
    grants=[grants.read(TableName.GLOBAL), grants.store(TableName.GLOBAL)],
)
def handler(work: Work, body: NewToken) -> NewTokenView:
    """Make a personal access token.

    It is for the organization of the present access token, may do what you may there as far as its
    scopes go, and expires after at most a year. Its text is shown in this answer only. Only for
    somebody who signed in: a token cannot make tokens.
    """
    return NewTokenView.with_text(*create_my_token(work, body))
