"""Sessions: begun by a sign-in, kept alive by refresh tokens that can each be used once."""

from dataclasses import dataclass, replace
from datetime import timedelta

from onetick.kernel.ids import OrgId, new_id
from onetick.kernel.principal import Principal
from onetick.kernel.problems import Conflict, NotFound, Unauthenticated
from onetick.kernel.work import Recorded, Work

from . import opaque_tokens
from .access_tokens import ACCESS_SECONDS, sign_access_token
from .affiliations import affiliations_key, affiliations_of
from .events import LOGIN_SUCCEEDED, REFRESH_REUSED, SESSION_REFRESHED
from .model import SESSION_LIFE, Account, Session
from .opaque_tokens import RefreshToken
from .schemas import TokensView, UserView
from .store import session_key

GRACE = timedelta(seconds=10)
"""For how long the token before the newest is taken for a race of two tabs rather than for a theft."""

FAMILY, NONCE = "refresh-family", "refresh-nonce"


@dataclass(frozen=True, slots=True)
class Granted:
    """A session as it stands now, and the refresh token that continues it."""

    account: Account
    session: Session
    refresh: RefreshToken


def start_session(work: Work, account: Account, org_id: OrgId | None) -> Granted:
    """Begin a session, and act as its account from here on."""
    token = RefreshToken.first(account.id, new_id("ses"))
    session = work.create(
        Session(
            account_id=account.id,
            id=token.session_id,
            epoch=account.session_epoch,
            family=opaque_tokens.digest(FAMILY, token.family),
            current=opaque_tokens.digest(NONCE, token.nonce),
            org_id=org_id,
            created_at=work.now,
            used_at=work.now,
            expires=int((work.now + SESSION_LIFE).timestamp()),
            source_ip=work.request.source_ip,
            user_agent=work.request.user_agent,
        )
    )
    work.identify(Principal(id=account.id, org=org_id, method="password", credential=session.id))
    work.emit(LOGIN_SUCCEEDED, session)
    return Granted(account, session, token)


def refresh_session(work: Work, text: str, asked: OrgId | None) -> Granted:
    """Exchange a refresh token for the next one.

    One that was used before ends the session: whoever holds it, one of the two is a thief. Only
    within `GRACE` of its use it is answered with Conflict, since two tabs may have raced. Raises
    Unauthenticated for every other text, NotFound for an organization the account is not active in.
    """
    token = RefreshToken.parse(text)
    if token is None:
        raise _invalid()
    account_key, key = Account.key(id=token.account_id), session_key(token.account_id, token.session_id)
    work.prefetch([account_key, key, affiliations_key(token.account_id)])
    account, session = work.find(Account, account_key), work.find(Session, key)
    if account is None or session is None or not session.is_live(account, work.now):
        raise _invalid()
    if not opaque_tokens.matches(FAMILY, token.family, session.family):
        raise _invalid()
    if not opaque_tokens.matches(NONCE, token.nonce, session.current):
        raise _used_before(work, session, token)
    return _rotated(work, account, session, token, chosen_organization(work, account, asked, kept=session.org_id))


def chosen_organization(work: Work, account: Account, asked: OrgId | None, *, kept: OrgId | None) -> OrgId | None:
    """Whom the access token will be for: the organization asked for, the one kept, or the only one there is.

    Raises NotFound when the account is not active in the one asked for.
    """
    active = affiliations_of(work, account.id).active
    if asked is not None:
        if asked not in active:
            raise NotFound("You do not belong to such an organization.")
        return asked
    if kept in active:
        return kept
    return active[0] if len(active) == 1 else None


def tokens_view(granted: Granted, work: Work) -> TokensView:
    """The answer to a sign-in or a renewal. Raises UpstreamUnavailable while there is no signing key."""
    return TokensView(
        access_token=sign_access_token(granted.session, work.now),
        refresh_token=str(granted.refresh),
        expires_in=ACCESS_SECONDS,
        user=UserView.of(granted.account),
        organization_id=granted.session.org_id,
    )


def _rotated(work: Work, account: Account, session: Session, token: RefreshToken, org_id: OrgId | None) -> Granted:
    following = token.next()
    renewed = work.save(
        replace(
            session,
            current=opaque_tokens.digest(NONCE, following.nonce),
            previous=session.current,
            org_id=org_id,
            used_at=work.now,
            source_ip=work.request.source_ip,
            user_agent=work.request.user_agent,
        )
    )
    work.identify(Principal(id=account.id, org=org_id, credential=session.id))
    work.emit(SESSION_REFRESHED, renewed, before=session)
    return Granted(account, renewed, following)


def _used_before(work: Work, session: Session, token: RefreshToken) -> Exception:
    is_previous = session.previous is not None and opaque_tokens.matches(NONCE, token.nonce, session.previous)
    if is_previous and work.now < session.used_at + GRACE:
        return Conflict(
            "This refresh token was used a moment ago. Go on with the tokens of that answer.",
            headers={"Retry-After": "1"},
        )
    work.remove(session)
    work.emit(REFRESH_REUSED, session.at_version(session.version + 1))
    return Recorded(_invalid())


def _invalid() -> Unauthenticated:
    return Unauthenticated("The refresh token is not valid. Sign in again.")
