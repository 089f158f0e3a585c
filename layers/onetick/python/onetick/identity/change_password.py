"""Changing a password, with the present one or with a link from a mail."""

from dataclasses import replace

from onetick.kernel.problems import Fault, Unprocessable
from onetick.kernel.work import Work

from . import links, opaque_tokens, passwords
from .emails import digest
from .events import PASSWORD_CHANGED
from .guarding import clear, failed_attempt, refuse_locked
from .model import Account, PasswordReset, SignInGuard
from .schemas import PasswordChange
from .sign_up import refuse_weak
from .store import own_session

RESET = "password-reset"


def change_password(work: Work, change: PasswordChange) -> None:
    """Set a new password; every other session ends, and every link to reset the old one.

    A wrong present password counts as a failed sign-in. Raises Forbidden unless the caller is there in
    person, RateLimited while the address is locked, Unprocessable for a wrong or a weak password.
    """
    address = work.principal.address
    # Which address it is that is guarded, the account says; the authorizer, which has read it, says where to look.
    account, session = own_session(work, *([SignInGuard.key(digest=address)] if address else []))
    name = digest(account.email)
    guard = work.find(SignInGuard, SignInGuard.key(digest=name)) or SignInGuard(digest=name)
    refuse_locked(work, guard)
    if not passwords.matches(change.current_password.get_secret_value(), account.password_hash):
        fault = Fault("/current_password", "wrong_password", "This is not your present password.")
        raise failed_attempt(work, guard, account, Unprocessable("The password is not right.", errors=[fault]))
    changed = _with_password(work, account, change.new_password.get_secret_value(), pointer="/new_password")
    clear(work, guard)
    changed = work.save(changed)
    work.save(replace(session, epoch=changed.session_epoch))
    work.emit(PASSWORD_CHANGED, changed, before=account, by="password")


def reset_password(work: Work, token: str, password: str) -> None:
    """Set a new password with the token of a link. It works once, and ends every session.

    Whoever opened the link has the mailbox, so the address counts as verified. Where it did not
    before, personal access tokens end too: somebody else may have signed up with it. Raises
    Unprocessable for a link that does not count any more, or a weak password.
    """
    link_key, named = PasswordReset.key(secret=opaque_tokens.digest(RESET, token)), links.account_to_reset(token)
    work.prefetch([link_key, *([Account.key(id=named)] if named is not None else [])])
    link = work.find(PasswordReset, link_key)
    account = work.find(Account, Account.key(id=link.account_id)) if link else None
    if link is None or account is None or link.epoch != account.session_epoch or link.expires <= work.now.timestamp():
        fault = Fault("/token", "link_expired", "The link is not valid any more.")
        raise Unprocessable("The link is not valid any more. Ask for a new one.", errors=[fault])
    changed = _with_password(work, account, password, pointer="/password")
    if not account.email_verified:
        changed = replace(changed, email_verified=True, token_epoch=account.token_epoch + 1)
    changed = work.save(changed)
    work.remove(link)
    work.discard(SignInGuard, SignInGuard.key(digest=digest(account.email)))
    work.emit(PASSWORD_CHANGED, changed, before=account, by="mail")


def _with_password(work: Work, account: Account, password: str, *, pointer: str) -> Account:
    refuse_weak(password, email=account.email, name=account.name, pointer=pointer)
    return replace(
        account,
        password_hash=passwords.hashed(password),
        password_changed_at=work.now,
        updated_at=work.now,
        session_epoch=account.session_epoch + 1,
    )
