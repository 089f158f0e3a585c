"""Which organizations an account belongs to, in one item that is read with the account itself.

Whoever writes an `AccountOrganization` writes this too, in the same transaction, so that a sign-in or
a renewal need not look for those. An account of before there was this item gets it with the next change.
"""

from onetick.kernel.ids import OrgId, PrincipalId
from onetick.kernel.table import Key
from onetick.kernel.work import Work

from .model import Affiliations, MembershipStatus
from .store import ORGANIZATIONS

_WINDOW = 50


def affiliations_key(account_id: str) -> Key:
    """Where they are, for reading them beside the account."""
    return Affiliations.key(account_id=account_id)


def affiliations_of(work: Work, account_id: str) -> Affiliations:
    """The organizations of an account."""
    found = work.find(Affiliations, affiliations_key(account_id))
    if found is not None:
        return found
    rows = work.each(ORGANIZATIONS.of(account_id=account_id), window=_WINDOW)
    return Affiliations(account_id=PrincipalId(account_id), organizations={row.org_id: row.status for row in rows})


def affiliate(work: Work, account_id: str, org_id: OrgId, status: MembershipStatus | None) -> None:
    """That an account belongs to an organization now, in this way; or no longer."""
    known = affiliations_of(work, account_id)
    after = known.having(org_id, status)
    if after != known or not known.version:
        work.put(after)
