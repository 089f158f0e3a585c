"""Found an organization."""

from onetick.identity.affiliations import affiliate, affiliations_key, affiliations_of
from onetick.identity.model import Account, AccountOrganization
from onetick.kernel.access import OrgGrants
from onetick.kernel.ids import OrgId, new_id
from onetick.kernel.problems import QuotaExceeded
from onetick.kernel.work import Work

from .events import ORGANIZATION_CREATED
from .model import MAX_ORGANIZATIONS_OF_ACCOUNT, Memberships, Organization, OrganizationTally
from .schemas import NewOrganization


def create_organization(work: Work, new: NewOrganization) -> Organization:
    """An organization whose owner is the caller. Raises QuotaExceeded for somebody who belongs to too many."""
    account_key = Account.key(id=work.principal.id)
    work.prefetch([account_key, affiliations_key(work.principal.id)])
    founder = work.load(Account, account_key)
    if len(affiliations_of(work, founder.id).organizations) >= MAX_ORGANIZATIONS_OF_ACCOUNT:
        raise QuotaExceeded(f"Whoever belongs to {MAX_ORGANIZATIONS_OF_ACCOUNT} organizations cannot found another.")
    org_id = OrgId(new_id("org"))
    work.enter(org_id)
    organization = work.create(
        Organization(org_id=org_id, name=new.name, created_by=founder.id, created_at=work.now, updated_at=work.now)
    )
    work.create(OrganizationTally(org_id=org_id, owners=1, workspaces=0))
    work.create(
        OrgGrants(
            org_id=org_id,
            principal_id=founder.id,
            joined_at=work.now,
            roles=("owner", "member"),
            name=founder.name,
            email=founder.email,
        )
    )
    work.create(Memberships(org_id=org_id, principal_id=founder.id))
    work.create(
        AccountOrganization(account_id=founder.id, org_id=org_id, name=new.name, role="owner", joined_at=work.now)
    )
    affiliate(work, founder.id, org_id, "active")
    work.emit(ORGANIZATION_CREATED, organization)
    return organization
