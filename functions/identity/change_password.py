"""POST /v1/me/password."""

from onetick.identity.change_password import change_password
from onetick.identity.events import LOGIN_FAILED, LOGIN_LOCKED, PASSWORD_CHANGED
from onetick.identity.schemas import PasswordChange
from onetick.kernel.entry import Self, route
from onetick.kernel.problems import Forbidden, RateLimited, Unprocessable
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/me/password",
    can=Self(reason="Everybody may change their own password, with the present one."),
    endpoint="F",
    status=204,
    emits=[PASSWORD_CHANGED, LOGIN_FAILED, LOGIN_LOCKED],
    problems=[Forbidden, RateLimited, Unprocessable],
    tables=[TableName.GLOBAL],
    memory=1024,
)
def handler(work: Work, body: PasswordChange) -> None:
    """Change my password.

    Every other session ends, and links to reset the password stop working. Personal access tokens
    go on. A wrong present password counts as a failed sign-in. Only for somebody who signed in, not
    for a personal access token.
    """
    change_password(work, body)
