"""POST /v1/auth/signup."""

from onetick.identity.events import ACCOUNT_CREATED, LOGIN_SUCCEEDED
from onetick.identity.schemas import SignUp, TokensView
from onetick.identity.sessions import tokens_view
from onetick.identity.sign_up import sign_up
from onetick.kernel import grants
from onetick.kernel.entry import Public, route
from onetick.kernel.problems import Conflict, Unprocessable, UpstreamUnavailable
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/auth/signup",
    can=Public(reason="Nobody has an account before they have made one."),
    endpoint="F",
    status=201,
    emits=[ACCOUNT_CREATED, LOGIN_SUCCEEDED],
    problems=[Conflict, Unprocessable, UpstreamUnavailable],
    tables=[TableName.GLOBAL],
    grants=[grants.read_secret("signing-keys")],
    secret_response=True,
    memory=1024,
)
def handler(work: Work, body: SignUp) -> TokensView:
    """Sign up.

    Makes an account and signs it in. A mail asks to confirm the address; until then everything
    works, and `email_verified` is false. An address that has an account already is a conflict.
    """
    return tokens_view(sign_up(work, body), work)
