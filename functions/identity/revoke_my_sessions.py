"""DELETE /v1/me/sessions."""

from onetick.identity.end_session import revoke_my_sessions
from onetick.identity.events import SESSIONS_REVOKED
from onetick.kernel.entry import Self, route
from onetick.kernel.problems import Forbidden
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "DELETE",
    "/v1/me/sessions",
    can=Self(reason="Everybody may end their own sign-ins."),
    endpoint="C",
    status=204,
    emits=[SESSIONS_REVOKED],
    problems=[Forbidden],
    tables=[TableName.GLOBAL],
)
def handler(work: Work) -> None:
    """End all my other sessions.

    Every sign-in but the present one ends, and links to reset the password stop working. Only for
    somebody who signed in, not for a personal access token.
    """
    revoke_my_sessions(work)
