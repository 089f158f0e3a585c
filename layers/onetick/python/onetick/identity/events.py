"""What happens to accounts, sessions and tokens. Their views hold no secret, and no address: only its digest."""

from dataclasses import dataclass
from typing import Literal, Self

from onetick.kernel.events import EventType
from onetick.kernel.fields import Timestamp, View

from .emails import digest
from .model import Account, PersonalToken, PublishedKey, ResetRequest, Session, SignInGuard
from .schemas import PersonalTokenView, token_values


class AccountEventView(View):
    """An account: who, but not how to reach them."""

    id: str
    email_hash: str
    email_verified: bool
    name: str
    locale: str
    timezone: str
    created_at: Timestamp
    version: int

    @classmethod
    def of(cls, account: Account) -> Self:
        """The view of a stored account."""
        return cls(
            id=account.id,
            email_hash=digest(account.email),
            email_verified=account.email_verified,
            name=account.name,
            locale=account.locale,
            timezone=account.timezone,
            created_at=account.created_at,
            version=account.version,
        )


class SessionEventView(View):
    """A sign-in."""

    id: str
    account_id: str
    organization_id: str | None
    methods: tuple[str, ...]
    created_at: Timestamp
    version: int

    @classmethod
    def of(cls, session: Session) -> Self:
        """The view of a stored session."""
        return cls(
            id=session.id,
            account_id=session.account_id,
            organization_id=session.org_id,
            methods=session.methods,
            created_at=session.created_at,
            version=session.version,
        )


class TokenEventView(PersonalTokenView):
    """A personal access token."""

    account_id: str

    @classmethod
    def of(cls, token: PersonalToken) -> Self:
        """The view of a stored token."""
        return cls(**token_values(token), account_id=token.account_id)


class GuardEventView(View):
    """An address that somebody failed to sign in with."""

    email_hash: str
    failures: int

    @classmethod
    def of(cls, guard: SignInGuard) -> Self:
        """The view of a stored guard."""
        return cls(email_hash=guard.digest, failures=guard.failures)


class ResetRequestEventView(View):
    """An address whose password somebody forgot."""

    email_hash: str

    @classmethod
    def of(cls, request: ResetRequest) -> Self:
        """The view of a stored request."""
        return cls(email_hash=request.digest)


class KeyEventView(View):
    """A key that began to sign access tokens."""

    id: str
    since: Timestamp

    @classmethod
    def of(cls, key: PublishedKey) -> Self:
        """The view of a stored key."""
        return cls(id=key.id, since=key.since)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Whose account the address is, when there is one."""

    account_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChanged:
    """Whether the present password or a link in a mail allowed it."""

    by: Literal["password", "mail"]


ACCOUNT_CREATED = EventType("account.created", Account, AccountEventView.of)
PROFILE_CHANGED = EventType("user.profile_changed", Account, AccountEventView.of)
VERIFICATION_REQUESTED = EventType("account.verification_requested", Account, AccountEventView.of)
EMAIL_VERIFIED = EventType("account.email_verified", Account, AccountEventView.of)
PASSWORD_CHANGED = EventType("password.changed", Account, AccountEventView.of, context=PasswordChanged)
RESET_REQUESTED = EventType("password.reset_requested", ResetRequest, ResetRequestEventView.of)

LOGIN_SUCCEEDED = EventType("login.succeeded", Session, SessionEventView.of)
LOGIN_FAILED = EventType("login.failed", SignInGuard, GuardEventView.of, context=Attempt)
LOGIN_LOCKED = EventType("login.locked", SignInGuard, GuardEventView.of, context=Attempt)
LOGOUT = EventType("logout", Session, SessionEventView.of)

SESSION_REFRESHED = EventType("session.refreshed", Session, SessionEventView.of)
SESSION_REVOKED = EventType("session.revoked", Session, SessionEventView.of)
SESSIONS_REVOKED = EventType("account.sessions_revoked", Account, AccountEventView.of)
REFRESH_REUSED = EventType("token.refresh_reused", Session, SessionEventView.of)

TOKEN_CREATED = EventType("token.created", PersonalToken, TokenEventView.of)
TOKEN_REVOKED = EventType("token.revoked", PersonalToken, TokenEventView.of)

SIGNING_KEY_ROTATED = EventType("signing_key.rotated", PublishedKey, KeyEventView.of)
