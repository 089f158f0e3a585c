"""Mails to people about their account, each following from an event.

The requests behind them answer without waiting for the mail, and without knowing whether there is
anybody to send it to. A mail holds no text that anybody but its reader chose: signing up with
somebody else's address must not be a way to write to them.
"""

from collections.abc import Callable
from datetime import datetime

from onetick.kernel.adapters import mail
from onetick.kernel.adapters.mail import Mail
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.ids import PrincipalId
from onetick.kernel.settings import settings
from onetick.kernel.work import Work

from . import links, opaque_tokens
from .change_password import RESET
from .events import (
    ACCOUNT_CREATED,
    PASSWORD_CHANGED,
    REFRESH_REUSED,
    RESET_REQUESTED,
    VERIFICATION_REQUESTED,
)
from .model import RESET_LIFE, Account, EmailClaim, PasswordReset


def send_account_mail(work: Work, event: Occurrence) -> None:
    """Send the mail that follows from an event, if there is anybody to send it to."""
    _MAILS[event.name](work, event)


def _verification(work: Work, event: Occurrence) -> None:
    account = work.find(Account, Account.key(id=event.aggregate_id))
    if account is None or account.email_verified:
        return
    text = (
        "Confirm that this address is yours:\n\n"
        f"{links.verification_url(account, work.now)}\n\n"
        "The link works for seven days. If you did not sign up to OneTick, somebody else gave your address:\n"
        "then do nothing, or take the account over by setting a new password.\n"
    )
    mail.send(Mail(to=account.email, subject="Confirm your address", text=text))


def _reset(work: Work, event: Occurrence) -> None:
    claim = work.find(EmailClaim, EmailClaim.key(digest=event.resource["email_hash"]))
    account = work.find(Account, Account.key(id=claim.account_id)) if claim else None
    expires = datetime.fromisoformat(event.time) + RESET_LIFE
    if account is None or expires <= work.now:
        return
    token = links.reset_token(account, event.id)
    work.create(
        PasswordReset(
            secret=opaque_tokens.digest(RESET, token),
            account_id=account.id,
            epoch=account.session_epoch,
            expires=int(expires.timestamp()),
        )
    )
    text = (
        "Set a new password:\n\n"
        f"{links.reset_url(token)}\n\n"
        "The link works once, for 30 minutes, and signs you out everywhere. If you did not ask for it, do nothing:\n"
        "your password stays as it is.\n"
    )
    mail.send(Mail(to=account.email, subject="Set a new password", text=text))


def _password_changed(work: Work, event: Occurrence) -> None:
    _notice(
        work,
        PrincipalId(event.aggregate_id),
        subject="Your password was changed",
        text="Your password was changed, and other sign-ins have ended. Personal access tokens still work: look\n"
        f"through them at {settings().public_url}.\n",
    )


def _refresh_reused(work: Work, event: Occurrence) -> None:
    _notice(
        work,
        PrincipalId(event.resource["account_id"]),
        subject="We ended one of your sign-ins",
        text="A token of one of your sign-ins was used twice, which happens when it was copied. We ended that\n"
        "sign-in.\n",
    )


def _notice(work: Work, account_id: PrincipalId, *, subject: str, text: str) -> None:
    account = work.find(Account, Account.key(id=account_id))
    if account is None:
        return
    advice = f"\nIf this was not you, set a new password now: {settings().public_url}/forgot-password\n"
    mail.send(Mail(to=account.email, subject=subject, text=text + advice))


_MAILS: dict[str, Callable[[Work, Occurrence], None]] = {
    ACCOUNT_CREATED.name: _verification,
    VERIFICATION_REQUESTED.name: _verification,
    RESET_REQUESTED.name: _reset,
    PASSWORD_CHANGED.name: _password_changed,
    REFRESH_REUSED.name: _refresh_reused,
}
