"""Links in mails: what their tokens are, computed from a key that only this deployment has.

A token that is computed rather than drawn is the same when a mail is sent a second time, so the
first one's link keeps working.
"""

import base64
import hashlib
import hmac
import re
from datetime import datetime, timedelta

from onetick.kernel.adapters.secrets import secret
from onetick.kernel.ids import PrincipalId
from onetick.kernel.settings import settings

from .model import Account

SECRET = "link-key"  # noqa: S105 - the name of a secret
VERIFICATION_LIFE = timedelta(days=7)

_RESET = re.compile(r"([0-7][0-9A-HJKMNP-TV-Z]{25})\.[A-Za-z0-9_-]{43}", re.ASCII)
_VERIFICATION = re.compile(r"([0-7][0-9A-HJKMNP-TV-Z]{25})\.([0-9]{10})\.([A-Za-z0-9_-]{43})", re.ASCII)


def reset_token(account: Account, event_id: str) -> str:
    """The token of the link for one request to reset a password, told by its event.

    It names the account, so that this is read together with the link; what counts is what the link says.
    """
    return f"{account.id[4:]}.{_signature('password-reset', event_id)}"


def account_to_reset(token: str) -> PrincipalId | None:
    """Whose password a token speaks of; None for one that does not say. It proves nothing."""
    match = _RESET.fullmatch(token)
    return PrincipalId(f"usr_{match[1]}") if match is not None else None


def reset_url(token: str) -> str:
    """The address where a new password is set."""
    return f"{settings().public_url}/reset-password/{token}"


def verification_url(account: Account, now: datetime) -> str:
    """The address that shows a mailbox to be the account's own, for a week."""
    expires = str(int((now + VERIFICATION_LIFE).timestamp()))
    token = f"{account.id[4:]}.{expires}.{_verification(account, expires)}"
    return f"{settings().public_url}/verify-email/{token}"


def account_to_verify(token: str, now: datetime) -> PrincipalId | None:
    """Whose address a token speaks of; None for one that is malformed or has expired. It proves nothing yet."""
    match = _VERIFICATION.fullmatch(token)
    if match is None or int(match[2]) <= now.timestamp():
        return None
    return PrincipalId(f"usr_{match[1]}")


def verifies(token: str, account: Account) -> bool:
    """Whether a well-formed token was made for the account and its present address."""
    _, expires, signature = token.split(".")
    return hmac.compare_digest(signature, _verification(account, expires))


def _verification(account: Account, expires: str) -> str:
    return _signature("verify-email", account.id, account.email, expires)


def _signature(*parts: str) -> str:
    message = "\x00".join(("onetick", *parts)).encode()
    raw = hmac.digest(secret(SECRET).encode(), message, hashlib.sha256)
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
