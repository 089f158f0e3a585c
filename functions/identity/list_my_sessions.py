"""GET /v1/me/sessions."""

from onetick.identity.model import Account
from onetick.identity.own_credentials import list_my_sessions
from onetick.identity.schemas import SessionView
from onetick.identity.store import ACCOUNT_OF_CALLER
from onetick.kernel import grants
from onetick.kernel.entry import Self, route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Forbidden
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "GET",
    "/v1/me/sessions",
    can=Self(reason="Everybody may see where they are signed in."),
    endpoint="B",
    on=ACCOUNT_OF_CALLER,
    problems=[Forbidden],
    tables=[TableName.GLOBAL],
    grants=[grants.query(TableName.GLOBAL)],
)
def handler(work: Work, account: Account, paging: Paging) -> Page[SessionView]:
    """List my sessions.

    The sign-ins that are still good, newest first. A session ends 30 days after its sign-in. Only for
    somebody who signed in, not for a personal access token.
    """
    return list_my_sessions(work, account, paging)
