"""Mails to people about their account."""

from onetick.identity.events import (
    ACCOUNT_CREATED,
    PASSWORD_CHANGED,
    REFRESH_REUSED,
    RESET_REQUESTED,
    VERIFICATION_REQUESTED,
)
from onetick.identity.send_account_mail import send_account_mail
from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work


@on_event(
    "account-mail",
    [ACCOUNT_CREATED, VERIFICATION_REQUESTED, RESET_REQUESTED, PASSWORD_CHANGED, REFRESH_REUSED],
    derives=True,
    tables=[TableName.GLOBAL],
    grants=[grants.send_mail(), grants.read_secret("link-key")],
)
def handler(work: Work, event: Occurrence) -> None:
    """Send the mail that follows from what happened to an account.

    Links to verify an address and to set a new password, and notices about what only its owner
    should have done.
    """
    send_account_mail(work, event)
