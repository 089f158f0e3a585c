"""POST /v1/auth/verify-email."""

from onetick.identity.events import EMAIL_VERIFIED
from onetick.identity.schemas import EmailProof
from onetick.identity.verify_email import verify_email
from onetick.kernel import grants
from onetick.kernel.entry import Public, route
from onetick.kernel.problems import Unprocessable
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/auth/verify-email",
    can=Public(reason="The token of the link in the mail is the credential."),
    endpoint="F",
    status=204,
    emits=[EMAIL_VERIFIED],
    problems=[Unprocessable],
    tables=[TableName.GLOBAL],
    grants=[grants.read_secret("link-key")],
)
def handler(work: Work, body: EmailProof) -> None:
    """Verify an address.

    With the token of the link in the mail that a sign-up causes. Opening the link twice is harmless.
    """
    verify_email(work, body.token.get_secret_value())
