"""PATCH /v1/me."""

from onetick.identity.events import PROFILE_CHANGED
from onetick.identity.model import Account
from onetick.identity.schemas import UserChanges, UserView
from onetick.identity.store import ACCOUNT_OF_CALLER
from onetick.identity.update_me import update_me
from onetick.kernel.entry import Self, route
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "PATCH",
    "/v1/me",
    can=Self(reason="Everybody may change their own profile."),
    endpoint="C",
    on=ACCOUNT_OF_CALLER,
    emits=[PROFILE_CHANGED],
    tables=[TableName.GLOBAL],
)
def handler(work: Work, account: Account, body: UserChanges) -> UserView:
    """Change my profile.

    Changes the name, the locale or the time zone. The address cannot be changed yet.
    """
    return UserView.of(update_me(work, account, body))
