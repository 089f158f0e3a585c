"""POST /v1/auth/password/reset."""

from onetick.identity.change_password import reset_password
from onetick.identity.events import PASSWORD_CHANGED
from onetick.identity.schemas import NewPasswordByMail
from onetick.kernel import grants
from onetick.kernel.entry import Public, route
from onetick.kernel.problems import Unprocessable
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/auth/password/reset",
    can=Public(reason="The token of the link in the mail is the credential."),
    endpoint="F",
    status=204,
    emits=[PASSWORD_CHANGED],
    problems=[Unprocessable],
    tables=[TableName.GLOBAL],
    memory=1024,
    grants=[grants.remove(TableName.GLOBAL)],
)
def handler(work: Work, body: NewPasswordByMail) -> None:
    """Set a new password.

    With the token of the link in the mail, which then has had its use. Every session ends; sign in
    with the new password. The address counts as verified from here on.
    """
    reset_password(work, body.token.get_secret_value(), body.password.get_secret_value())
