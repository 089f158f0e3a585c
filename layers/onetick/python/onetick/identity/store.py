"""How accounts and what belongs to them are found."""

from onetick.kernel.ids import OrgId, PrincipalId
from onetick.kernel.patterns import Pattern
from onetick.kernel.table import Key
from onetick.kernel.target import Target
from onetick.kernel.work import Work

from .emails import digest
from .model import Account, AccountOrganization, EmailClaim, Session, SignInGuard

ORGANIZATIONS = Pattern(
    "The organizations that an account belongs to", AccountOrganization, pk="account#{account_id}", prefix="org#"
)

ACCOUNT_OF_CALLER = Target("account", Account, lambda at: [Account.key(id=at.principal.id)])

_NOBODY = PrincipalId("usr_00000000000000000000000000")


def account_with(work: Work, email: str) -> tuple[Account | None, SignInGuard]:
    """The account with an address, and what guards the address. As many calls when there is no such account."""
    name = digest(email)
    claim_key, guard_key = EmailClaim.key(digest=name), SignInGuard.key(digest=name)
    work.prefetch([claim_key, guard_key])
    claim = work.find(EmailClaim, claim_key)
    guard = work.find(SignInGuard, guard_key) or SignInGuard(digest=name)
    account = work.find(Account, Account.key(id=claim.account_id if claim else _NOBODY))
    return account, guard


def session_key(account_id: PrincipalId, session_id: str) -> Key:
    """Where a session is."""
    return Session.key(account_id=account_id, id=session_id)


def active_organization(work: Work, account_id: PrincipalId, org_id: OrgId) -> AccountOrganization | None:
    """The account's membership of an organization, when it is active."""
    found = work.find(AccountOrganization, AccountOrganization.key(account_id=account_id, org_id=org_id))
    return found if found is not None and found.status == "active" else None


def only_organization(work: Work, account_id: PrincipalId) -> AccountOrganization | None:
    """The one organization the account is active in; None when there are none or several."""
    rows = work.some(ORGANIZATIONS.of(account_id=account_id), limit=10)
    active = [row for row in rows if row.status == "active"]
    return active[0] if len(active) == 1 else None
