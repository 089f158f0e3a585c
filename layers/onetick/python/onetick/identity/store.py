"""How accounts and what belongs to them are found."""

from onetick.kernel.ids import PrincipalId
from onetick.kernel.patterns import Pattern
from onetick.kernel.problems import Forbidden, Unauthenticated
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work

from .emails import digest
from .model import Account, AccountOrganization, Affiliations, EmailClaim, PersonalToken, Session, SignInGuard

ORGANIZATIONS = Pattern(
    "The organizations that an account belongs to", AccountOrganization, pk="account#{account_id}", prefix="org#"
)

SESSIONS = Pattern(
    "The sessions of an account, newest first", Session, pk="account#{account_id}", prefix="session#", ascending=False
)
TOKENS = Pattern(
    "The personal access tokens of an account, newest first",
    PersonalToken,
    pk="account#{account_id}",
    prefix="token#",
    ascending=False,
)

ACCOUNT_OF_CALLER = Target("account", Account, lambda at: [Account.key(id=at.principal.id)])
SESSION_OF_CALLER = Target(
    "session", Session, lambda at: [Session.key(account_id=at.principal.id, id=at.path["session_id"])]
)
TOKEN_OF_CALLER = Target(
    "token", PersonalToken, lambda at: [PersonalToken.key(account_id=at.principal.id, id=at.path["token_id"])]
)


def _own_keys(at: Arrival) -> list[Key]:
    principal = at.principal
    session = [session_key(principal.id, principal.credential)] if principal.method == "session" else []
    return [Account.key(id=principal.id), *session]


OWN_SESSION = Target("account", Account, _own_keys, decides=False)
"""The caller's account, read together with the session that the request was made with: for `own_session`."""

_NOBODY = PrincipalId("usr_00000000000000000000000000")


def account_with(work: Work, email: str) -> tuple[Account | None, SignInGuard]:
    """The account with an address, and what guards the address. As many calls when there is no such account.

    So nothing is remembered about addresses: what was asked for before must not be answered sooner. The
    organizations of the account are read with it.
    """
    name = digest(email)
    claim_key, guard_key = EmailClaim.key(digest=name), SignInGuard.key(digest=name)
    work.prefetch([claim_key, guard_key])
    claim = work.find(EmailClaim, claim_key)
    guard = work.find(SignInGuard, guard_key) or SignInGuard(digest=name)
    account_id = claim.account_id if claim else _NOBODY
    account_key = Account.key(id=account_id)
    work.prefetch([account_key, Affiliations.key(account_id=account_id)])
    return work.find(Account, account_key), guard


def own_session(work: Work, *beside: Key) -> tuple[Account, Session]:
    """The account and session a request was made with, in one read, with what is wanted `beside` them.

    Raises Forbidden for another credential, Unauthenticated when the session has ended this very moment.
    """
    only_in_person(work)
    account_key, key = Account.key(id=work.principal.id), session_key(work.principal.id, work.principal.credential)
    work.prefetch([account_key, key, *beside])
    account, session = work.find(Account, account_key), work.find(Session, key)
    if account is None or session is None or not session.is_live(account, work.now):
        raise Unauthenticated()
    return account, session


def only_in_person(work: Work) -> None:
    """Raises Forbidden for a credential that is not a sign-in: a token must not outlive or exceed itself."""
    if work.principal.method != "session":
        raise Forbidden("Sign in to do this: an access token of yours may not.")


def session_key(account_id: PrincipalId, session_id: str) -> Key:
    """Where a session is."""
    return Session.key(account_id=account_id, id=session_id)
