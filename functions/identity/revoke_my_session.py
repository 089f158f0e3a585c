"""DELETE /v1/me/sessions/{session_id}."""

from onetick.identity.end_session import revoke_my_session
from onetick.identity.events import SESSION_REVOKED
from onetick.identity.model import Session
from onetick.identity.store import SESSION_OF_CALLER
from onetick.kernel import grants
from onetick.kernel.entry import Self, route
from onetick.kernel.problems import Forbidden, NotFound
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "DELETE",
    "/v1/me/sessions/{session_id}",
    can=Self(reason="Everybody may end their own sign-ins."),
    endpoint="C",
    on=SESSION_OF_CALLER,
    status=204,
    emits=[SESSION_REVOKED],
    problems=[Forbidden, NotFound],
    tables=[TableName.GLOBAL],
    grants=[grants.remove(TableName.GLOBAL)],
)
def handler(work: Work, session: Session) -> None:
    """End one of my sessions.

    Its refresh token stops working at once, its access tokens within a minute. Only for somebody who
    signed in, not for a personal access token.
    """
    revoke_my_session(work, session)
