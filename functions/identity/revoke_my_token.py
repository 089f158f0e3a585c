"""DELETE /v1/me/tokens/{token_id}."""

from onetick.identity.end_session import revoke_my_token
from onetick.identity.events import TOKEN_REVOKED
from onetick.identity.model import PersonalToken
from onetick.identity.store import TOKEN_OF_CALLER
from onetick.kernel import grants
from onetick.kernel.entry import Self, route
from onetick.kernel.problems import Forbidden, NotFound
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "DELETE",
    "/v1/me/tokens/{token_id}",
    can=Self(reason="Everybody may end their own tokens."),
    endpoint="C",
    on=TOKEN_OF_CALLER,
    status=204,
    emits=[TOKEN_REVOKED],
    problems=[Forbidden, NotFound],
    tables=[TableName.GLOBAL],
    grants=[grants.remove(TableName.GLOBAL)],
)
def handler(work: Work, token: PersonalToken) -> None:
    """End one of my personal access tokens.

    It stops working within a minute. Only for somebody who signed in: a token can end itself with
    `POST /v1/auth/revoke`.
    """
    revoke_my_token(work, token)
