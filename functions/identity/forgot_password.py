"""POST /v1/auth/password/forgot."""

from onetick.identity.events import RESET_REQUESTED
from onetick.identity.forgot_password import forgot_password
from onetick.identity.schemas import ForgottenPassword
from onetick.kernel.entry import Public, route
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/auth/password/forgot",
    can=Public(reason="Whoever forgot a password cannot sign in; the answer says nothing about the address."),
    endpoint="F",
    status=204,
    emits=[RESET_REQUESTED],
    tables=[TableName.GLOBAL],
)
def handler(work: Work, body: ForgottenPassword) -> None:
    """Ask for a new password.

    If an account has the address, a mail with a link goes to it. The link works once, for 30
    minutes. The answer is the same for every address. At most one mail a minute and five an hour go
    to one address.
    """
    forgot_password(work, body.email)
