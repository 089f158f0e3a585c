"""GET /v1/me/sessions/{session_id}."""

from onetick.identity.model import Account, Session
from onetick.identity.own_credentials import get_my_session
from onetick.identity.schemas import SessionView
from onetick.identity.store import ACCOUNT_OF_CALLER, SESSION_OF_CALLER
from onetick.kernel.entry import Self, route
from onetick.kernel.problems import Forbidden, NotFound
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/me/sessions/{session_id}",
    can=Self(reason="Everybody may see where they are signed in."),
    endpoint="A",
    on=[SESSION_OF_CALLER, ACCOUNT_OF_CALLER],
    problems=[Forbidden, NotFound],
    tables=[TableName.GLOBAL],
)
def handler(work: Work, account: Account, session: Session) -> SessionView:
    """Get one of my sessions.

    Where and when a sign-in began, and when its tokens were last renewed.
    """
    return get_my_session(work, account, session)
