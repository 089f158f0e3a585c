"""Signing in, and staying signed in."""

import json
from dataclasses import replace

from onetick.kernel.ids import OrgId
from onetick.kernel.problems import Unauthenticated
from onetick.kernel.work import Work

from . import passwords
from .guarding import clear, failed_attempt, refuse_locked
from .opaque_tokens import RefreshToken
from .schemas import IssueToken
from .sessions import Granted, chosen_organization, refresh_session, start_session
from .store import account_with


def issue_token(work: Work, asked: IssueToken) -> Granted:
    """Tokens for a password or for a refresh token. Raises ValidationFailed when fields of the grant are missing."""
    asked.check()
    org_id = OrgId(asked.organization_id) if asked.organization_id else None
    if asked.grant_type == "refresh_token":
        return refresh_session(work, asked.refresh_token.get_secret_value(), org_id)
    return sign_in(work, asked.email, asked.password.get_secret_value(), org_id)


def renewed_session(body: str) -> str | None:
    """The session that a body asks to renew; None for a sign-in, and for anything that is no renewal."""
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(asked, dict) or asked.get("grant_type") != "refresh_token":
        return None
    token = RefreshToken.parse(str(asked.get("refresh_token")))
    return token.session_id if token else None


def sign_in(work: Work, email: str, password: str, asked: OrgId | None) -> Granted:
    """A session for an address and its password.

    An address without an account is answered with the same words after the same work. Raises
    RateLimited while the address is locked, Unauthenticated, or NotFound for an organization the
    account is not active in.
    """
    account, guard = account_with(work, email)
    refuse_locked(work, guard)
    right = passwords.matches(password, account.password_hash if account else None)
    if account is None or not right:
        answer = Unauthenticated("The e-mail address or the password is not right.")
        raise failed_attempt(work, guard, account, answer)
    org_id = chosen_organization(work, account, asked, kept=None)
    clear(work, guard)
    if passwords.is_outdated(account.password_hash):
        account = work.save(replace(account, password_hash=passwords.hashed(password)))
    return start_session(work, account, org_id)
