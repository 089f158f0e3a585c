"""Showing that an address is one's own."""

from dataclasses import replace

from onetick.kernel.problems import Fault, RateLimited, Unprocessable
from onetick.kernel.work import Work

from . import links
from .events import EMAIL_VERIFIED, VERIFICATION_REQUESTED
from .model import MAIL_PAUSE, Account


def verify_email(work: Work, token: str) -> None:
    """Mark the address of a link's account as verified; harmless when it is already. Raises Unprocessable."""
    account_id = links.account_to_verify(token, work.now)
    account = work.find(Account, Account.key(id=account_id)) if account_id else None
    if account is None or not links.verifies(token, account):
        fault = Fault("/token", "link_expired", "The link is not valid any more.")
        raise Unprocessable("The link is not valid any more. Ask for a new one.", errors=[fault])
    if account.email_verified:
        return
    verified = work.save(replace(account, email_verified=True, updated_at=work.now))
    work.emit(EMAIL_VERIFIED, verified, before=account)


def request_verification(work: Work, account: Account) -> None:
    """Ask for the mail with the link again, unless the address is verified. Raises RateLimited within a minute."""
    if account.email_verified:
        return
    earlier = account.verification_requested_at or account.created_at
    wait = (earlier + MAIL_PAUSE - work.now).total_seconds()
    if wait > 0:
        raise RateLimited("The mail was sent a moment ago.", headers={"Retry-After": str(int(wait) + 1)})
    asked = work.save(replace(account, verification_requested_at=work.now))
    work.emit(VERIFICATION_REQUESTED, asked, before=account)
