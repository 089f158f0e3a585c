"""What happens to accounts, sessions and tokens."""

from onetick.kernel.events import EventType

from .model import Account, Session, SignInGuard
from .schemas import AccountEventView, GuardEventView, SessionEventView


def _guard_view(guard: SignInGuard) -> GuardEventView:
    return GuardEventView(email_hash=guard.digest, failures=guard.failures)


ACCOUNT_CREATED = EventType("account.created", Account, AccountEventView.of)

LOGIN_SUCCEEDED = EventType("login.succeeded", Session, SessionEventView.of)
LOGIN_FAILED = EventType("login.failed", SignInGuard, _guard_view)
LOGIN_LOCKED = EventType("login.locked", SignInGuard, _guard_view)

SESSION_REFRESHED = EventType("session.refreshed", Session, SessionEventView.of)
REFRESH_REUSED = EventType("token.refresh_reused", Session, SessionEventView.of)
