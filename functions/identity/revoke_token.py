"""POST /v1/auth/revoke."""

from onetick.identity.end_session import revoke_token
from onetick.identity.events import LOGOUT, TOKEN_REVOKED
from onetick.identity.schemas import RevokeToken
from onetick.kernel import grants
from onetick.kernel.entry import Self, route
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/auth/revoke",
    can=Self(reason="Whoever has a token may end it.", any_scope=True),
    endpoint="F",
    status=204,
    emits=[LOGOUT, TOKEN_REVOKED],
    tables=[TableName.GLOBAL],
    grants=[grants.remove(TableName.GLOBAL)],
)
def handler(work: Work, body: RevokeToken) -> None:
    """Sign out.

    Ends the session, or the personal access token, that the request was made with; with `token`, the
    one of yours that this refresh token or personal access token belongs to. A token that is not
    yours, or has ended already, ends nothing and is answered in the same way (RFC 7009). What has
    ended stops working within a minute.
    """
    revoke_token(work, body.token.get_secret_value() if "token" in body.given else None)
